import type { Parts } from '../../../kit/module.ts'
import type { Level } from '../membership/levels.ts'
import type { SwipeCode } from '../tables.ts'
import type { Swiped, SwipeKind } from './contract.ts'
import { randomUUID } from 'node:crypto'
import { nudge, pushLater } from '../../../core/realtime/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { meetable } from '../deck/store-people.ts'
import { SocialErrors } from '../errors.ts'
import { activeMeeter } from '../profile/standing.ts'
import { lockPair } from './pair.ts'
import { readQuota, takeQuota } from './quotas.ts'
import { findSwipe, insertMatch, insertSwipe, liveMatch, upgradePass } from './store.ts'

const CODES: Record<SwipeKind, SwipeCode> = { pass: 0, like: 1, superlike: 2 }

/**
 * Says what one thinks of somebody who was shown (social.md §2.1, §2.2). Said again it is the same answer and costs nothing; of two
 * who like each other at the same moment exactly one match comes. Throws social.already_swiped for another opinion,
 * social.over_quota, social.members_only, and kit.not_found for whoever was not shown.
 */
export async function swipe(parts: Parts, accountId: number, targetPublicId: string, kind: SwipeKind): Promise<Swiped> {
  const now = parts.clock.now()
  const me = await activeMeeter(parts, accountId)
  const target = await meetable(parts.db.sql, accountId, targetPublicId, me.level.seesLikes, now)
  if (!target) throw KitErrors.not_found()
  const code = CODES[kind]
  const pair = { actor: accountId, target: target.accountId }

  const { matchId, isNew } = await parts.db.tx(async (tx) => {
    await lockPair(tx, pair.actor, pair.target)
    if (!await insertSwipe(tx, { ...pair, kind: code, now })) {
      const before = await findSwipe(tx, pair)
      if (!before) throw KitErrors.not_found() // blocked meanwhile
      if (before.kind === code) return { matchId: (await liveMatch(tx, pair))?.publicId, isNew: false }
      // Who was passed and likes me all the same may be liked from the list of those who do.
      if (before.kind !== 0 || !target.likesMe) throw SocialErrors.already_swiped()
      await upgradePass(tx, { ...pair, kind: code, now })
    }
    if (code === 0) return { matchId: undefined, isNew: true }
    await takeQuota(tx, { accountId, kind: code === 2 ? 'superlike' : 'like', limit: limitOf(me.level, code), zone: me.zone, now })
    const matchId = await insertMatch(tx, { ...pair, publicId: randomUUID(), now })
    if (matchId) await pushLater(parts, tx, [target.accountId], { kind: 'message', path: `/meet/chats/${matchId}`, tag: `match-${matchId}` })
    return { matchId, isNew: true }
  })
  if (isNew && matchId) nudge(parts, [pair.actor, pair.target], { topic: 'social.match', id: matchId })
  else if (isNew && code > 0) nudge(parts, [pair.target], { topic: 'social.liked' })
  return { matched: matchId !== undefined, ...matchId !== undefined && { matchId }, quota: await readQuota(parts.db.sql, me, now) }
}

const limitOf = (level: Level, code: SwipeCode) => code === 2 ? level.superlikesADay : level.likesADay
