import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Period, Ranked, Ranking } from './contract.ts'
import { showCards } from '../deck/deck.ts'
import { openAmong } from '../deck/store-people.ts'
import { activeMeeter } from '../profile/standing.ts'
import { weekBegan } from './rules.ts'
import { listRanked, pointsOf, remakeRanking } from './store.ts'

const SHOWN = 50

/**
 * The people most liked, of those who want to be seen so (O-11): points are a few minutes old, but who is blocked, hidden, paused
 * or gone is not there at once. A place leads to somebody's page only for those who may open it anyway (social.md §2.8).
 */
export async function readRanking(parts: Parts, accountId: number, period: Period, lang: Lang): Promise<Ranking> {
  const now = parts.clock.now()
  const { sql } = parts.db
  const me = await activeMeeter(parts, accountId)
  const since = period === 'week' ? weekBegan(now) : new Date(0)
  const [all, points] = await Promise.all([listRanked(sql, accountId, period, now), pointsOf(sql, accountId, since, now)])
  const top = all.slice(0, SHOWN)
  const ids = top.map(one => one.accountId)
  const [cards, open] = await Promise.all([showCards(parts, me, ids, lang), openAmong(sql, accountId, ids, me.level.seesLikes, now)])
  const byId = new Map(cards.map(card => [card.id, card]))
  const items = top.flatMap(({ accountId: id, publicId, points }, i): Ranked[] => {
    const card = byId.get(publicId)
    if (!card) return []
    const { name, age, gender, city, verified, member, photos: [photo] } = card
    return [{ place: i + 1, points, id: open.has(id) ? publicId : null, isMe: id === accountId, name, age, gender, city, verified, member, photo: photo ?? null }]
  })
  const place = all.findIndex(one => one.accountId === accountId) + 1
  return { period, items, me: points === undefined ? null : { place: place || null, points: place ? all[place - 1]!.points : points } }
}

/** The sweep behind it. */
export const remakeRankings = (parts: Parts): Promise<void> => remakeRanking(parts.db.sql, weekBegan(parts.clock.now()), parts.clock.now())
