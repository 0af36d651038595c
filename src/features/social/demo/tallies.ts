import type { SwipeRow } from './store.ts'
import type { Tally } from '../score/rules.ts'
import { fade, scoreOf } from '../score/rules.ts'

/** What the sweep would have counted of these swipes by now, and the scores that come of it. */
export function tallyOf(swipes: readonly SwipeRow[], now: Date): (Tally & { accountId: number, score: number })[] {
  const tallies = new Map<number, Tally>()
  const of = (id: number) => {
    let tally = tallies.get(id)
    if (!tally) tallies.set(id, tally = { given: 0, givenLikes: 0, received: 0, receivedLikes: 0, exposure: 0 })
    return tally
  }
  for (const { actor, target, kind, at } of swipes) {
    const [mine, theirs] = [of(actor), of(target)]
    mine.given++
    theirs.received++
    theirs.exposure += fade(1, now.getTime() - at.getTime())
    if (kind === 0) continue
    mine.givenLikes++
    theirs.receivedLikes++
  }
  return [...tallies].map(([accountId, tally]) => ({ accountId, ...tally, score: scoreOf(tally) }))
}
