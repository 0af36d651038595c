import type { Candidate } from './store-deck.ts'

/** What counts how much when people are put in order; all between 0 and 1. Internal: nobody is ever told a number about a person. */
const WEIGHTS = { recency: 0.45, score: 0.3, tags: 0.15, chance: 0.1 }
/** Hours after which being here last counts half. */
const HALF_LIFE = 48
const ENOUGH_TAGS = 3

/**
 * The best first: who was here lately, with whom liking each other is probable and who was not shown to everybody already
 * (`score`), who shares interests. A bit of chance that is the same all day gives everybody their turn, and keeps the order.
 */
export function ranked(candidates: readonly Candidate[], me: { accountId: number, tags: readonly string[] }, now: Date): number[] {
  const mine = new Set(me.tags)
  const day = Math.floor(now.getTime() / 86_400_000)
  const points = ({ accountId, activeHour, score, tags }: Candidate) => {
    const hours = Math.max(0, (now.getTime() - activeHour.getTime()) / 3600_000)
    const shared = tags.filter(tag => mine.has(tag)).length
    return WEIGHTS.recency * 2 ** (-hours / HALF_LIFE) + WEIGHTS.score * score + WEIGHTS.tags * Math.min(1, shared / ENOUGH_TAGS) + WEIGHTS.chance * chance(me.accountId, accountId, day)
  }
  return candidates.map(one => ({ id: one.accountId, points: points(one) })).sort((a, b) => b.points - a.points || a.id - b.id).map(({ id }) => id)
}

/** Between 0 and 1, the same for the same numbers. */
function chance(...numbers: number[]): number {
  let hash = 0x811C9DC5
  for (const n of numbers) hash = Math.imul(hash ^ (n & 0xFFFF) ^ (n >>> 16), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2C1B3C6D)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}
