import type { CancellationPolicy } from './contract.ts'
import type { RefundTerms } from './refunds.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf } from '../../kit/dates.ts'
import { refundAt, refundSteps } from './refunds.ts'

const HOUR = 3600_000
const checkInAt = instantOf('2027-05-05', 14)
const hoursBefore = (hours: number) => new Date(checkInAt.getTime() - hours * HOUR)
/** Three nights at 300 yuan, booked so many hours ahead. */
const terms = (policy: CancellationPolicy, hoursAhead: number): RefundTerms => ({ policy, total: 90_000, firstNight: 30_000, checkInAt, bookedAt: hoursBefore(hoursAhead) })
const ladder = (policy: CancellationPolicy, hoursAhead: number) => refundSteps(terms(policy, hoursAhead))
  .map(({ before, refund }) => [before && (checkInAt.getTime() - Date.parse(before)) / HOUR, refund])

describe('what comes back, by hours before check-in', () => {
  test('flexible: everything until the day before, then all but the first night', () => {
    expect(ladder('flexible', 100)).toEqual([[24, 90_000], [0, 60_000], [null, 0]])
  })
  test('moderate: everything until five days before, then half', () => {
    expect(ladder('moderate', 150)).toEqual([[120, 90_000], [0, 45_000], [null, 0]])
  })
  test('strict: everything until two weeks before, half until one week before', () => {
    expect(ladder('strict', 1000)).toEqual([[336, 90_000], [168, 45_000], [null, 0]])
  })
  test('booked when a step is over already, the ladder begins further down', () => {
    expect(ladder('moderate', 100)).toEqual([[0, 45_000], [null, 0]])
    expect(ladder('strict', 100)).toEqual([[null, 0]])
  })
  test('a week or more ahead there is a day to think again, whatever the policy', () => {
    expect(ladder('strict', 200)).toEqual([[176, 90_000], [168, 45_000], [null, 0]])
    expect(ladder('strict', 170)).toEqual([[146, 90_000], [null, 0]])
    expect(ladder('strict', 167)).toEqual([[null, 0]])
  })
  test('a single night keeps its price on the last day of a flexible booking', () => {
    expect(refundSteps({ ...terms('flexible', 100), total: 30_000 })).toEqual([{ before: hoursBefore(24).toISOString(), refund: 30_000 }, { before: null, refund: 0 }])
  })
  test('a half is rounded half up, once', () => {
    expect(refundSteps({ ...terms('moderate', 100), total: 99_999 })[0]).toEqual({ before: checkInAt.toISOString(), refund: 50_000 })
  })
})

test('host and site give everything back, at any time', () => {
  const steps = refundSteps(terms('strict', 1000))
  for (const by of ['host', 'staff'] as const) expect(refundAt({ steps, total: 90_000 }, by, hoursBefore(1))).toBe(90_000)
  expect(refundAt({ steps, total: 90_000 }, 'guest', hoursBefore(1))).toBe(0)
})

test('for any booking and any moment: what is shown is what comes back, never more than was paid, and less the later', () => {
  const anyTerms = fc.record({
    policy: fc.constantFrom<CancellationPolicy[]>('flexible', 'moderate', 'strict'),
    prices: fc.array(fc.integer({ min: 100, max: 10_000_000 }), { minLength: 1, maxLength: 30 }),
    ahead: fc.integer({ min: -20 * HOUR, max: 400 * 24 * HOUR }),
  })
  fc.assert(fc.property(anyTerms, fc.array(fc.integer({ min: 0, max: 420 * 24 * HOUR }), { minLength: 2, maxLength: 6 }), ({ policy, prices, ahead }, delays) => {
    const total = prices.reduce((a, b) => a + b)
    const bookedAt = new Date(checkInAt.getTime() - ahead)
    const steps = refundSteps({ policy, total, firstNight: prices[0]!, checkInAt, bookedAt })
    expect(steps.at(-1)).toMatchObject({ before: null })
    expect(steps.filter(step => step.before === null)).toHaveLength(1)
    const backAt = delays.sort((a, b) => a - b).map((delay) => {
      const at = new Date(bookedAt.getTime() + delay)
      const shown = steps.find(step => step.before === null || at.toISOString() < step.before)!.refund
      const back = refundAt({ steps, total }, 'guest', at)
      expect(back).toBe(shown)
      expect(back).toBeGreaterThanOrEqual(0)
      expect(back).toBeLessThanOrEqual(total)
      if (at >= checkInAt) expect(back).toBe(0)
      return back
    })
    expect(backAt).toEqual([...backAt].sort((a, b) => b - a))
  }), { numRuns: 10_000, seed: 2027 })
})
