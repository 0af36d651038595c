import type { Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import { tell } from '../../../core/inbox/index.ts'
import { SocialErrors } from '../errors.ts'
import { rebuildCards } from '../profile/card.ts'
import { grantOpenAppeals } from './store-appeals.ts'
import { clearBans, holdEndedBans, setBan, setWarning } from './store-bans.ts'

const PATH = '/meet/safety'
const BATCH = 200

// What is said here may be read by whoever picks up the phone: it goes to the inbox only, never by SMS.

/** The end of a ban as it was given; null for good. Throws social.bad_until for one that has passed. */
export function untilOf(parts: Parts, given: string | null | undefined): Date | null {
  if (given === null || given === undefined) return null
  const until = new Date(given)
  if (!(until > parts.clock.now())) throw SocialErrors.bad_until({ field: 'until' })
  return until
}

/** Hides somebody from everybody from the commit on, until then or for good, and tells them why. Their profile is held. */
export async function ban(parts: Parts, tx: Tx, accountId: number, { until, reason }: { until: Date | null, reason: string }): Promise<void> {
  await setBan(tx, accountId, { until, reason, now: parts.clock.now() })
  await rebuildCards(parts, tx, [accountId])
  const params = (lang: Lang): Record<string, string> => ({ reason, ...until && { until: dayText(until, lang) } })
  await tell(parts, tx, { accountId, module: 'social', purpose: until ? 'meet_banned_until' : 'meet_banned', params, path: PATH, inboxOnly: true })
}

/** Lets others see somebody again, and tells them. Their profile is held. */
export async function liftBan(parts: Parts, tx: Tx, accountId: number): Promise<void> {
  await clearBans(tx, [accountId])
  await grantOpenAppeals(tx, [accountId], parts.clock.now())
  await rebuildCards(parts, tx, [accountId])
  await tell(parts, tx, { accountId, module: 'social', purpose: 'meet_unbanned', params: {}, path: PATH, inboxOnly: true })
}

export async function warn(parts: Parts, tx: Tx, accountId: number, reason: string): Promise<void> {
  await setWarning(tx, accountId, reason, parts.clock.now())
  await tell(parts, tx, { accountId, module: 'social', purpose: 'meet_warned', params: { reason }, path: PATH, inboxOnly: true })
}

/** The sweep: whose ban has ended are found by others again. They may have been here since then: that was judged as they came. */
export async function endBans(parts: Parts): Promise<void> {
  for (;;) {
    const ended = await parts.db.tx(async (tx) => {
      const ids = await holdEndedBans(tx, parts.clock.now(), BATCH)
      await clearBans(tx, ids)
      await grantOpenAppeals(tx, ids, parts.clock.now())
      await rebuildCards(parts, tx, ids)
      for (const accountId of ids) await tell(parts, tx, { accountId, module: 'social', purpose: 'meet_unbanned', params: {}, path: PATH, inboxOnly: true })
      return ids
    })
    if (ended.length < BATCH) return
  }
}

function dayText(at: Date, lang: Lang): string {
  return new Intl.DateTimeFormat(lang, { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'short', day: 'numeric' }).format(at)
}
