import type { Parts } from '../../kit/module.ts'
import type { SecretRow } from './accounts-store.ts'
import type { NewSession } from './contract.ts'
import type { Caller } from './cookies.ts'
import type { Address } from './rules.ts'
import type { StartedSession } from './sessions.ts'
import { dayOf } from '../../kit/dates.ts'
import { KitErrors } from '../../kit/errors.ts'
import { checkCode, spendCode } from '../codes/index.ts'
import { findByAddress, findByLoginName, holdActive } from './accounts-store.ts'
import { AccountErrors } from './errors.ts'
import { verifyPassword } from '../../kit/password-hash.ts'
import { comeBack } from './leaving.ts'
import { forgiveTries, takeTry } from './lockout.ts'
import { checkAddress, readLoginName } from './rules.ts'
import { startSession } from './sessions.ts'

/** Signs in by name and password, or by an address and a code that was sent to it; who was leaving and says `restore` stays. */
export async function signIn(parts: Parts, form: NewSession, caller: Caller): Promise<StartedSession> {
  const { account, password, mobile, email, code } = form
  const byPassword = account !== undefined && password !== undefined
  const byCode = code !== undefined
  if (byPassword === byCode) throw AccountErrors.incomplete({ field: account === undefined ? 'account' : 'password' })
  return byPassword
    ? signInByPassword(parts, { account, password }, caller, form)
    : signInByCode(parts, checkAddress({ mobile, email }), code!, caller, form)
}

/** Unknown account and wrong password: the same work, the same sentence (S-36, B-67). */
async function signInByPassword(parts: Parts, { account, password }: { account: string, password: string }, caller: Caller, wish: NewSession) {
  const name = readLoginName(account)
  const found = unlessGone(await findByLoginName(parts.db.sql, name), parts.clock.now())
  const taken = await takeTry(parts, found?.id ?? null, name.value, caller)
  const right = await verifyPassword(found?.passwordHash, password)
  if (!found || !right) throw AccountErrors.wrong_password({ field: 'password' })
  refuseAway(found, wish)
  return parts.db.tx(async (tx) => {
    if (wish.restore) await comeBack(parts, tx, found)
    if (!await holdActive(tx, found.id, found.passwordHash)) throw KitErrors.busy()
    await forgiveTries(tx, taken)
    return startSession(parts, tx, found.id, caller, wish)
  })
}

async function signInByCode(parts: Parts, address: Address, code: string, caller: Caller, wish: NewSession) {
  const checked = await checkCode(parts, { ...address, purpose: 'sign_in', code })
  const found = unlessGone(await findByAddress(parts.db.sql, address), parts.clock.now())
  if (!found) throw AccountErrors.unknown_account({ field: address.channel === 'sms' ? 'mobile' : 'email' })
  refuseAway(found, wish)
  return parts.db.tx(async (tx) => {
    if (wish.restore) await comeBack(parts, tx, found)
    if (!await holdActive(tx, found.id)) throw KitErrors.busy()
    await spendCode(tx, checked)
    return startSession(parts, tx, found.id, caller, wish)
  })
}

/** Throws accounts.suspended with the reason, or accounts.leaving with the date to who has not said that they come back. */
export function refuseAway({ status, statusReason, leavesAt }: SecretRow, wish: { restore?: boolean } = {}) {
  if (status === 'suspended') throw AccountErrors.suspended({ reason: statusReason })
  if (status === 'leaving' && !wish.restore) throw AccountErrors.leaving({ leavesAt: leavesAt!.toISOString(), day: dayOf(leavesAt!) })
}

/** Whose grace period is over is deleted, whether or not the sweep has come by. */
function unlessGone(account: SecretRow | undefined, now: Date): SecretRow | undefined {
  return account?.leavesAt && account.leavesAt <= now ? undefined : account
}
