import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Member } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { SecretRow } from './accounts-store.ts'
import type { Departure, Left, Proof } from './contract.ts'
import { afterCommit } from '../../kit/db.ts'
import { KitErrors } from '../../kit/errors.ts'
import { randomId } from '../../kit/secrets.ts'
import { discardPictures } from '../media/index.ts'
import { findSecrets, setAvatar } from './accounts-store.ts'
import { banMobile } from './bans.ts'
import { confirmationOf, confirmCaller } from './confirm.ts'
import { deleteActivationOf } from './email-store.ts'
import { dueAccounts, emptyAccount, holdDue, startLeaving, stopLeaving } from './leaving-store.ts'
import { forgiveAllTries } from './lockout.ts'
import { tellLeaving, tellRestored } from './notices.ts'
import { profileTag } from './profile.ts'
import { DELETED_NAMES, GRACE_DAYS } from './rules.ts'
import { deleteSessionsOf } from './sessions-store.ts'
import { tellModules } from './standing.ts'

const DAY_MS = 86_400_000
const BATCH = 100

const leavesAtFrom = (now: Date) => new Date(now.getTime() + GRACE_DAYS * DAY_MS)

/** What leaving would mean, for who thinks about it: until when one can come back, and what becomes of what is open. */
export async function departureOf(parts: Parts, { accountId }: Member, lang: Lang): Promise<Departure> {
  const account = await findSecrets(parts.db.sql, accountId)
  if (!account) throw KitErrors.not_signed_in()
  const affairs = []
  for (const module of parts.modules) affairs.push(...await module.affairsOf?.(parts, accountId) ?? [])
  return { leavesAt: leavesAtFrom(parts.clock.now()).toISOString(), confirm: confirmationOf(account), affairs: affairs.map(affair => affair[lang]) }
}

/**
 * Somebody leaves: from now on they are signed in nowhere and what they offer is off the site; after the grace period they
 * are deleted (`deleteDue`). Asked for twice it is once. Of a booking or an order at the same instant the modules see to it
 * that it either is there before and ends here, or comes too late.
 * @throws what `confirmCaller` throws; kit.busy when the password was changed meanwhile
 */
export async function leave(parts: Parts, { accountId }: Member, proof: Proof, lang: Lang): Promise<Left> {
  const { account, spend } = await confirmCaller(parts, accountId, proof)
  const leavesAt = leavesAtFrom(parts.clock.now())
  return parts.db.tx(async (tx) => {
    if (!await startLeaving(tx, accountId, { passwordHash: account.passwordHash, leavesAt })) {
      const now = await findSecrets(tx, accountId)
      if (now?.status !== 'leaving' || !now.leavesAt) throw KitErrors.busy()
      return { leavesAt: now.leavesAt.toISOString() }
    }
    await spend(tx)
    await deleteSessionsOf(tx, accountId)
    await deleteActivationOf(tx, accountId)
    await tellModules(parts, tx, { accountId, active: false, leavesAt })
    await tellLeaving(parts, tx, account, leavesAt, account.lang ?? lang)
    return { leavesAt: leavesAt.toISOString() }
  })
}

/** In the transaction in which somebody signs in who was leaving and has said that they come back. Of two at once both are in. */
export async function comeBack(parts: Parts, tx: Tx, account: SecretRow): Promise<void> {
  if (!await stopLeaving(tx, account.id, parts.clock.now())) return
  await tellModules(parts, tx, { accountId: account.id, active: true, leavesAt: null })
  await tellRestored(parts, tx, account, account.lang ?? 'zh-CN')
}

/** The sweep that deletes those whose grace period is over, each in a transaction of its own: one that fails holds nobody else up. */
export async function deleteDue(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  for (let afterId = 0; ;) {
    const ids = await dueAccounts(parts.db.sql, now, { afterId, limit: BATCH })
    for (const id of ids) {
      await deleteAccount(parts, id).catch((error: unknown) => parts.log.error({ err: error, account: id }, 'an account could not be deleted; it will be tried again'))
    }
    if (ids.length < BATCH) return
    afterId = ids.at(-1)!
  }
}

/** Every module ends what it has of somebody, then nothing is left by which they could be known. On two nodes at once it is done once. */
async function deleteAccount(parts: Parts, accountId: number): Promise<void> {
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    const account = await holdDue(tx, accountId, now)
    if (!account) return
    for (const module of parts.modules) await module.onAccountDeleted?.(parts, tx, accountId)
    if (account.status === 'suspended' && account.mobile !== null) await banMobile(parts, tx, account.mobile)
    await forgiveAllTries(tx, accountId)
    const avatar = await setAvatar(tx, accountId, null)
    if (avatar) await discardPictures(tx, [avatar], now)
    await emptyAccount(tx, accountId, { publicId: randomId(), name: DELETED_NAMES[account.lang ?? 'zh-CN'] })
    afterCommit(tx, () => parts.cache.forget(profileTag(accountId)))
  })
}
