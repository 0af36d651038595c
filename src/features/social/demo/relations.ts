import type { Random } from '../../../kit/draw.ts'
import type { Settled } from './load.ts'
import type { DemoMatch, SwipeRow } from './store.ts'
import { seeded } from '../../../kit/draw.ts'
import { inventUuid } from './people.ts'
import { TALKS } from './words/talks.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Of so long back there are swipes. */
const DAYS = 30
/** So many of those who are liked answer with a like. */
const LIKED_BACK = 0.14
const SUPERLIKES = 0.04

export interface Relations { swipes: SwipeRow[], matches: DemoMatch[] }

/** Whether two people would be shown to each other, but for the distance. */
export const suitEachOther = (a: Settled, b: Settled) => a !== b
  && (a.gender & b.seeks) > 0 && (b.gender & a.seeks) > 0
  && a.years >= b.ageMin && a.years <= b.ageMax && b.years >= a.ageMin && b.years <= a.ageMax
  && a.spot.city === b.spot.city

/** What the neighbours have decided about each other in the last month, who of them are matched, and what they have written. */
export function inventRelations(people: readonly Settled[], seed: string, now: Date): Relations {
  const random = seeded(`${seed} relations`)
  const swipes = new Map<string, SwipeRow>()
  const matches: DemoMatch[] = []
  const add = (swipe: SwipeRow) => swipes.set(`${swipe.actor} ${swipe.target}`, swipe)
  for (const me of people) {
    const others = random.shuffle(people.filter(other => suitEachOther(me, other))).slice(0, random.int(6, 30))
    for (const other of others) {
      if (swipes.has(`${me.accountId} ${other.accountId}`)) continue
      const from = Math.max(me.createdAt.getTime(), other.createdAt.getTime(), now.getTime() - DAYS * DAY_MS)
      const until = me.activeAt.getTime()
      if (until <= from) continue
      const at = new Date(from + (until - from) * random.next() ** 0.8)
      const answer = swipes.get(`${other.accountId} ${me.accountId}`)
      const isLike = random.chance(answer?.kind ? LIKED_BACK : 0.2 + other.charm * 0.5)
      add({ actor: me.accountId, target: other.accountId, kind: isLike ? random.chance(SUPERLIKES) ? 2 : 1 : 0, at })
      if (!isLike) continue
      if (!answer && random.chance(LIKED_BACK) && other.activeAt > at) add({ actor: other.accountId, target: me.accountId, kind: 1, at: between(random, at, other.activeAt) })
      const back = swipes.get(`${other.accountId} ${me.accountId}`)
      if (back?.kind) matches.push(inventMatch(random, seed, me.accountId, other.accountId, back.at > at ? back.at : at, now))
    }
  }
  return { swipes: [...swipes.values()], matches }
}

const between = (random: Random, from: Date, until: Date) => new Date(from.getTime() + (until.getTime() - from.getTime()) * random.next())

function inventMatch(random: Random, seed: string, a: number, b: number, createdAt: Date, now: Date): DemoMatch {
  const talk = random.chance(0.55) ? random.pick(TALKS) : []
  let at = createdAt.getTime() + random.between(2, 400) * MINUTE_MS
  const messages: DemoMatch['messages'] = []
  for (const [i, text] of talk.entries()) {
    if (at >= now.getTime()) break
    messages.push({ by: i % 2 ? b : a, text, pictureId: null, at: new Date(at) })
    at += random.between(0.5, 90) * MINUTE_MS
  }
  const last = messages.length
  const hasRead = random.chance(0.8)
  return {
    publicId: inventUuid(`${seed} match ${a} ${b}`),
    a,
    b,
    createdAt,
    messages,
    readBy: messages.at(-1)?.by === a ? { a: last, b: hasRead ? last : last - 1 } : { a: hasRead ? last : Math.max(0, last - 1), b: last },
  }
}
