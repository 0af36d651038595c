import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Rewound } from './contract.ts'
import { nudge } from '../../../core/realtime/index.ts'
import { showCards } from '../deck/deck.ts'
import { putOnTop } from '../deck/store-deck.ts'
import { SocialErrors } from '../errors.ts'
import { canReach } from '../matches/store.ts'
import { activeMeeter } from '../profile/standing.ts'
import { lockPair } from './pair.ts'
import { readQuota, returnQuota, takeQuota } from './quotas.ts'
import { deleteSwipe, endMatch, findSwipe, lastSwiped, liveMatch } from './store.ts'

/** So long a swipe may be taken back (O-11). */
const REWIND_MS = 300_000

/**
 * Takes back my last swipe (social.md §2.4): its card is on top again, the like is given back (a super-like that was delivered is
 * not), and a match that came of it and in which nobody has written goes as well. Throws social.nothing_to_rewind,
 * social.rewind_too_late, social.match_has_messages, social.over_quota.
 */
export async function rewind(parts: Parts, accountId: number, lang: Lang): Promise<Rewound> {
  const now = parts.clock.now()
  const me = await activeMeeter(parts, accountId)
  const undone = await parts.db.tx(async (tx) => {
    const target = await lastSwiped(tx, accountId)
    if (target === undefined) throw SocialErrors.nothing_to_rewind()
    const pair = { actor: accountId, target }
    await lockPair(tx, accountId, target)
    const swiped = await findSwipe(tx, pair)
    if (!swiped) throw SocialErrors.nothing_to_rewind() // taken back by another tab
    if (now.getTime() - swiped.at.getTime() > REWIND_MS) throw SocialErrors.rewind_too_late()
    const match = await liveMatch(tx, pair)
    if (match && match.lastSeq > 0) throw SocialErrors.match_has_messages()
    await takeQuota(tx, { accountId, kind: 'rewind', limit: me.level.rewindsADay, zone: me.zone, now })
    if (swiped.kind === 1) await returnQuota(tx, accountId, 'like', now)
    if (match) await endMatch(tx, match.id, null, now)
    await deleteSwipe(tx, pair)
    await putOnTop(tx, accountId, target)
    return { target, match }
  })
  if (undone.match) nudge(parts, [accountId, undone.target], { topic: 'social.unmatch', id: undone.match.publicId })
  const shown = await canReach(parts.db.sql, accountId, undone.target, now) ? [undone.target] : [] // blocked, or hidden by staff, meanwhile
  const [card] = await showCards(parts, me, shown, lang)
  return { card: card ?? null, unmatched: undone.match !== undefined, quota: await readQuota(parts.db.sql, me, now) }
}
