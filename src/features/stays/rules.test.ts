import type { NightRun, StayTerms } from './rules.ts'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { addDays, instantOf } from '../../kit/dates.ts'
import { answerUntil, bookableRun, checkStay, commonRun, measureStay, nightsOf, priceLines, stayTotal, totalOf, withoutRuns } from './rules.ts'

const TERMS: StayTerms = { price: 20_000, minNights: 1, maxNights: 0, noticeDays: 0, windowDays: 365, capacity: 4, instant: true, checkInHour: 14 }
fc.configureGlobal({ seed: 2027 })
const NOW = new Date('2027-03-01T06:00:00Z') // 14:00 in Shanghai
const TODAY = '2027-03-01'
const stay = (from: number, to: number, guests = 1) => ({ checkIn: addDays(TODAY, from), checkOut: addDays(TODAY, to), guests })
const problem = (terms: Partial<StayTerms>, from: number, to: number, guests?: number, now = NOW) => checkStay({ ...TERMS, ...terms }, stay(from, to, guests), now)?.name ?? null

describe('what a home asks of a stay', () => {
  test.each<[string, Partial<StayTerms>, number, number, number, string | null]>([
    ['tonight', {}, 0, 1, 1, null],
    ['yesterday', {}, -1, 1, 1, 'dates_past'],
    ['no night', {}, 3, 3, 1, 'dates_reversed'],
    ['out before in', {}, 3, 2, 1, 'dates_reversed'],
    ['as long ahead as the host wants', { noticeDays: 2 }, 2, 3, 1, null],
    ['too close', { noticeDays: 2 }, 1, 3, 1, 'notice_too_short'],
    ['to the last day of the window', { windowDays: 30 }, 28, 30, 1, null],
    ['a day further', { windowDays: 30 }, 29, 31, 1, 'beyond_window'],
    ['as few nights as may be', { minNights: 3 }, 1, 4, 1, null],
    ['too few nights', { minNights: 3 }, 1, 3, 1, 'too_short'],
    ['as many nights as may be', { maxNights: 3 }, 1, 4, 1, null],
    ['too many nights', { maxNights: 3 }, 1, 5, 1, 'too_long'],
    ['any number of nights where there is no limit', { maxNights: 0 }, 1, 300, 1, null],
    ['a full house', {}, 1, 2, 4, null],
    ['one guest too many', {}, 1, 2, 5, 'too_many_guests'],
  ])('%s', (_, terms, from, to, guests, expected) => {
    expect(problem(terms, from, to, guests)).toBe(expected)
  })

  test('a day that is not on the calendar is no day', () => {
    expect(checkStay(TERMS, { checkIn: '2027-02-30', checkOut: '2027-03-02', guests: 1 }, NOW)).toEqual({ name: 'not_a_date', details: { field: 'checkIn' } })
    expect(checkStay(TERMS, { checkIn: '2027-03-02', checkOut: '2027-04-31', guests: 1 }, NOW)).toEqual({ name: 'not_a_date', details: { field: 'checkOut' } })
  })

  test('the day is the day in Shanghai: at 00:30 there yesterday is over, at 23:30 today is not', () => {
    expect(problem({}, 0, 1, 1, new Date('2027-03-01T15:30:00Z'))).toBe(null)
    expect(problem({}, 0, 1, 1, new Date('2027-03-01T16:30:00Z'))).toBe('dates_past')
  })

  test('a host who answers requests gets half an hour for it, two hours before check-in', () => {
    const asks = { instant: false, checkInHour: 20 }
    expect(problem(asks, 0, 1, 1, instantOf(TODAY, 17, 30))).toBe(null)
    expect(problem(asks, 0, 1, 1, instantOf(TODAY, 17, 31))).toBe('too_late_to_ask')
    expect(problem({ ...asks, instant: true }, 0, 1, 1, instantOf(TODAY, 23))).toBe(null)
    // Late at night it can already be too late for tomorrow's small hours.
    expect(problem({ instant: false, checkInHour: 1 }, 1, 2, 1, instantOf(TODAY, 23))).toBe('too_late_to_ask')
  })

  test('a request is good for a day, or until two hours before check-in, but always for half an hour', () => {
    expect(answerUntil(instantOf(addDays(TODAY, 5), 14), NOW)).toEqual(new Date(NOW.getTime() + 24 * 3600_000))
    expect(answerUntil(instantOf(TODAY, 20), NOW)).toEqual(instantOf(TODAY, 18))
    fc.assert(fc.property(fc.integer({ min: 0, max: 48 * 60 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 3 }), (minutes, checkInHour, from) => {
      const now = new Date(instantOf(TODAY, 0).getTime() + minutes * 60_000)
      const wish = stay(from, from + 1)
      if (checkStay({ ...TERMS, instant: false, checkInHour }, wish, now)) return
      expect(answerUntil(instantOf(wish.checkIn, checkInHour), now).getTime() - now.getTime()).toBeGreaterThanOrEqual(30 * 60_000)
    }))
  })
})

test('one night costs one night, and lines add up to the total', () => {
  expect(priceLines(32_850, stay(3, 4))).toEqual([{ date: '2027-03-04', price: 32_850 }])
  fc.assert(fc.property(fc.integer({ min: 100, max: 10_000_000 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 300 }), (price, from, nights) => {
    const lines = priceLines(price, stay(from, from + nights))
    expect([lines.length, totalOf(lines), lines[0]!.date]).toEqual([nights, price * nights, addDays(TODAY, from)])
    expect(stayTotal(price, nights)).toBe(totalOf(lines))
  }))
})

describe('runs of nights', () => {
  const run = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 9 })).map(([start, nights]): NightRun => ({ from: addDays(TODAY, start), to: addDays(TODAY, start + nights) }))

  test('taking runs out of a run leaves exactly the nights that are in none of them, in order and as few runs as can be', () => {
    fc.assert(fc.property(run, fc.array(run, { maxLength: 8 }), (whole, others) => {
      const left = withoutRuns(whole, others)
      const taken = new Set(others.flatMap(nightsOf))
      expect(left.flatMap(nightsOf)).toEqual(nightsOf(whole).filter(night => !taken.has(night)))
      expect(left.every((next, i) => i === 0 || next.from > left[i - 1]!.to)).toBe(true)
    }))
  })

  test('what two runs have in common is in both', () => {
    fc.assert(fc.property(run, run, (a, b) => {
      const inB = new Set(nightsOf(b))
      const common = commonRun(a, b)
      expect(common ? nightsOf(common) : []).toEqual(nightsOf(a).filter(night => inB.has(night)))
    }))
  })

  test('the nights that can be booked at all are those a stay of one night is not refused for', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: -3, max: 95 }), (noticeDays, windowDays, from) => {
      const { from: first, to: end } = bookableRun({ noticeDays, windowDays }, NOW)
      const night = addDays(TODAY, from)
      expect(problem({ noticeDays, windowDays }, from, from + 1) === null).toBe(night >= first && night < end)
    }))
  })
})

describe('wherever the server stands', () => {
  const before = process.env.TZ
  afterEach(() => { process.env.TZ = before })

  test('days, nights, totals and deadlines are the same in UTC, Shanghai, Los Angeles and on the day their summer time begins', () => {
    const moments = ['2027-03-13T23:30:00Z', '2027-03-14T09:59:59Z', '2027-03-14T10:00:01Z', '2027-03-14T15:59:59Z', '2027-03-14T16:00:00Z', '2027-11-07T08:30:00Z', '2027-12-31T16:00:00Z']
    const seen = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((zone) => {
      process.env.TZ = zone
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
      return moments.map((moment) => {
        const now = new Date(moment)
        const dates = { checkIn: '2027-11-05', checkOut: '2027-11-09' }
        return [measureStay(dates, now), priceLines(100, dates), answerUntil(instantOf(dates.checkIn, 14), now).toISOString(), checkStay(TERMS, { checkIn: '2027-03-14', checkOut: '2027-03-16', guests: 1 }, now)?.name, bookableRun(TERMS, now)]
      })
    })
    for (const other of seen) expect(other).toEqual(seen[0])
    expect(seen[0]!.map(([measures]) => (measures as { nights: number }).nights)).toEqual(moments.map(() => 4))
  })
})
