import type { Grant } from './rules.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runsOf, schedule, unusedWorth } from './rules.ts'

const DAY = 86_400_000
const HOUR = 3600_000
const at = (day: number) => new Date(day * DAY)
const grant = (id: number, level: number, days: number, paid: number, ended: number | null = null): Grant => ({ id, level, days, paidAt: at(paid), endedAt: ended === null ? null : at(ended) })
const told = (grants: Grant[]) => schedule(grants).map(({ level, startsAt, endsAt }) => [level, startsAt.getTime() / DAY, endsAt.getTime() / DAY])

describe('who has what when', () => {
  test.each<[string, Grant[], number[][]]>([
    ['nothing bought is nothing', [], []],
    ['one order runs from its payment', [grant(1, 1, 30, 0)], [[1, 0, 30]]],
    ['a renewal is added to the end', [grant(1, 1, 30, 0), grant(2, 1, 30, 10)], [[1, 0, 60]]],
    ['after it has run out, a renewal begins when it is paid', [grant(1, 1, 30, 0), grant(2, 1, 30, 40)], [[1, 0, 30], [1, 40, 70]]],
    ['a higher level runs at once, the lower one stands still and goes on', [grant(1, 1, 30, 0), grant(2, 3, 30, 10)], [[1, 0, 10], [3, 10, 40], [1, 40, 60]]],
    ['a lower level waits until the higher one is over', [grant(1, 3, 30, 0), grant(2, 1, 30, 10)], [[3, 0, 30], [1, 30, 60]]],
    ['three levels, one after the other', [grant(1, 1, 30, 0), grant(2, 2, 30, 5), grant(3, 3, 30, 10)], [[1, 0, 5], [2, 5, 10], [3, 10, 40], [2, 40, 65], [1, 65, 90]]],
    ['a refund ends what runs, and the next one begins', [grant(1, 3, 30, 0, 10), grant(2, 1, 30, 5)], [[3, 0, 10], [1, 10, 40]]],
    ['a refund of what waits leaves what runs', [grant(1, 3, 30, 0), grant(2, 1, 30, 5, 10)], [[3, 0, 30]]],
    ['a refund of the first of two of one level leaves the second whole', [grant(1, 1, 30, 0, 10), grant(2, 1, 30, 5)], [[1, 0, 40]]],
    ['a refund of what has run out changes nothing', [grant(1, 1, 30, 0, 50)], [[1, 0, 30]]],
    ['paid and refunded at one moment is nothing', [grant(1, 1, 30, 5, 5)], []],
  ])('%s', (_, grants, spans) => {
    expect(told(grants)).toEqual(spans)
  })
})

/** Ledgers in whole hours, so that an hour is either run or not. */
const ledgers = fc.array(fc.record({ level: fc.integer({ min: 1, max: 3 }), days: fc.integer({ min: 1, max: 4 }), paid: fc.integer({ min: 0, max: 300 }), lasts: fc.option(fc.integer({ min: 0, max: 200 })) }), { maxLength: 8 })
  .map(wishes => wishes.map(({ level, days, paid, lasts }, i): Grant => ({ id: i + 1, level, days, paidAt: new Date(paid * HOUR), endedAt: lasts === null ? null : new Date((paid + lasts) * HOUR) })))

/** Hour by hour, the dullest way: at each the highest level that is there and has time left loses an hour. */
function dull(grants: readonly Grant[]): Map<number, number> {
  const left = new Map(grants.map(({ id, days }) => [id, days * 24]))
  const hours = new Map<number, number>()
  for (let hour = 0; hour < 1300; hour++) {
    const [first] = grants.filter(({ id, paidAt, endedAt }) => left.get(id)! > 0 && paidAt.getTime() <= hour * HOUR && (!endedAt || endedAt.getTime() > hour * HOUR))
      .sort((a, b) => b.level - a.level || a.paidAt.getTime() - b.paidAt.getTime() || a.id - b.id)
    if (!first) continue
    left.set(first.id, left.get(first.id)! - 1)
    hours.set(hour, first.level)
  }
  return hours
}

describe('of any ledger', () => {
  test('each hour has the level that counting hour by hour gives it', () => {
    fc.assert(fc.property(ledgers, (grants) => {
      const hours = dull(grants)
      const spans = schedule(grants)
      const levels = Array.from({ length: 1300 }, (_, hour) => spans.filter(({ startsAt, endsAt }) => startsAt.getTime() <= hour * HOUR && hour * HOUR < endsAt.getTime()).map(({ level }) => level))
      expect(levels).toEqual(Array.from({ length: 1300 }, (_, hour) => hours.has(hour) ? [hours.get(hour)] : []))
    }))
  })

  test('no paid second is lost or runs twice: what was not refunded runs its days, what was refunded no second afterwards', () => {
    fc.assert(fc.property(ledgers, (grants) => {
      const runs = runsOf(grants)
      for (const { id, days, paidAt, endedAt } of grants) {
        const mine = runs.filter(run => run.id === id)
        const ran = mine.reduce((sum, { from, until }) => sum + until - from, 0)
        expect(mine.every(({ from, until }) => from >= paidAt.getTime() && from < until && (!endedAt || until <= endedAt.getTime()))).toBe(true)
        if (endedAt) expect(ran).toBeLessThanOrEqual(days * DAY)
        else expect(ran).toBe(days * DAY)
      }
      for (const [i, run] of runs.entries()) expect(run.from).toBeGreaterThanOrEqual(runs[i - 1]?.until ?? -Infinity)
    }), { numRuns: 500 })
  })

  test('what is bought or refunded later changes nothing of what was', () => {
    fc.assert(fc.property(ledgers, fc.integer({ min: 0, max: 500 }), (grants, hour) => {
      const now = hour * HOUR
      const known = grants.filter(({ paidAt }) => paidAt.getTime() < now).map(one => ({ ...one, endedAt: one.endedAt && one.endedAt.getTime() < now ? one.endedAt : null }))
      const until = (spans: ReturnType<typeof schedule>) => spans.filter(({ startsAt }) => startsAt.getTime() < now).map(({ level, startsAt, endsAt }) => [level, startsAt.getTime(), Math.min(now, endsAt.getTime())])
      expect(until(schedule(known))).toEqual(until(schedule(grants)))
    }), { numRuns: 500 })
  })

  test('the order of the rows in the ledger does not matter', () => {
    fc.assert(fc.property(ledgers, fc.integer(), (grants, seed) => {
      const shuffled = grants.map((one, i) => ({ one, key: Math.sin(seed + i) })).sort((a, b) => a.key - b.key).map(({ one }) => one)
      expect(schedule(shuffled)).toEqual(schedule(grants))
    }))
  })
})

test('what the unused days are worth: all of it at first, half at half time, nothing at the end, and while it stands still it stays', () => {
  const bronze = { ...grant(1, 1, 30, 0), price: 1000 }
  const worth = (day: number, grants: Grant[] = [bronze]) => unusedWorth(grants, bronze, at(day))
  expect([worth(0), worth(15), worth(30), worth(40)]).toEqual([1000, 500, 0, 0])
  const withGold = [bronze, grant(2, 3, 30, 15)]
  expect([worth(20, withGold), worth(45, withGold), worth(60, withGold)]).toEqual([500, 500, 0])
  expect(unusedWorth([bronze], { ...bronze, price: 100 }, new Date(1))).toBe(100) // rounded up, for the person
})
