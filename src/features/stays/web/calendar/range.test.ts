import type { NightState, StayRange, StayRules } from './range.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, eachDay } from '../../../../web/dates.ts'
import { isPossible, lookOf, nightsOf, pick, whyNoCheckIn, whyNoCheckOut } from './range.ts'

const START = '2027-05-01'

/** A calendar from 1 May 2027: f free, t taken, b blocked, p past, y beyond the window. */
function may(nights: string, limits: { minNights?: number, maxNights?: number } = {}): StayRules {
  const states: Record<string, NightState> = { f: 'free', t: 'taken', b: 'blocked', p: 'past', y: 'beyond' }
  return { minNights: 1, maxNights: 0, ...limits, night: nightsOf([...nights].map((letter, i) => ({ date: addDays(START, i), state: states[letter]! }))) }
}
const on = (day: number) => `2027-05-${String(day).padStart(2, '0')}`

describe('choosing a stay', () => {
  test('the first day is the check-in, the next the check-out, and a third starts anew', () => {
    const rules = may('ffffff')
    const first = pick(rules, {}, on(2)).range!
    expect(first).toEqual({ checkIn: on(2) })
    const both = pick(rules, first, on(4)).range!
    expect(both).toEqual({ checkIn: on(2), checkOut: on(4) })
    expect(pick(rules, both, on(5)).range).toEqual({ checkIn: on(5) })
  })

  test('an earlier day moves the check-in, and the check-in itself takes it back', () => {
    const rules = may('ffffff')
    expect(pick(rules, { checkIn: on(4) }, on(2)).range).toEqual({ checkIn: on(2) })
    expect(pick(rules, { checkIn: on(4) }, on(4)).range).toEqual({})
  })

  test('one may leave on the day another guest arrives', () => {
    const rules = may('fftff')
    expect(whyNoCheckIn(rules, on(3))).toBe('checkout')
    expect(pick(rules, { checkIn: on(1) }, on(3)).range).toEqual({ checkIn: on(1), checkOut: on(3) })
    expect(lookOf(rules, { checkIn: on(1) }, on(3))).toEqual({ role: 'none', why: undefined, struck: false })
  })

  test('one may arrive on the day another guest leaves', () => {
    expect(whyNoCheckIn(may('ttff'), on(3))).toBeUndefined()
  })

  test('a stay cannot jump over one single taken night', () => {
    const rules = may('fftff')
    expect(pick(rules, { checkIn: on(2) }, on(4))).toEqual({ why: 'across' })
    expect(pick(rules, { checkIn: on(2) }, on(5))).toEqual({ why: 'across' })
  })

  test('nor over a night the host keeps', () => {
    expect(whyNoCheckOut(may('fbff'), on(1), on(4))).toBe('across')
  })

  test('a taken day in the middle of a booking is neither check-in nor check-out', () => {
    const rules = may('fttf')
    expect(whyNoCheckIn(rules, on(3))).toBe('taken')
    expect(pick(rules, { checkIn: on(1) }, on(3))).toEqual({ why: 'across' })
    expect(lookOf(rules, {}, on(3))).toEqual({ role: 'none', why: 'taken', struck: true })
  })

  test('too few nights are told as such', () => {
    const rules = may('ffffff', { minNights: 3 })
    expect(whyNoCheckOut(rules, on(1), on(3))).toBe('short')
    expect(whyNoCheckOut(rules, on(1), on(4))).toBeUndefined()
  })

  test('a gap shorter than the shortest stay cannot be begun', () => {
    const rules = may('fftff', { minNights: 3 })
    expect(whyNoCheckIn(rules, on(1))).toBe('gap')
    expect(whyNoCheckIn(may('ffft', { minNights: 3 }), on(1))).toBeUndefined()
  })

  test('too many nights are told as such, and no limit means none', () => {
    expect(whyNoCheckOut(may('ffffff', { maxNights: 2 }), on(1), on(4))).toBe('long')
    expect(whyNoCheckOut(may('ffffff', { maxNights: 0 }), on(1), on(6))).toBeUndefined()
  })

  test('a stay may end with the booking window but not pass it', () => {
    const rules = may('pfffyy')
    expect(whyNoCheckIn(rules, on(1))).toBe('past')
    expect(whyNoCheckIn(rules, on(5))).toBe('beyond')
    expect(whyNoCheckOut(rules, on(2), on(5))).toBeUndefined()
    expect(whyNoCheckOut(rules, on(2), on(6))).toBe('beyond')
  })

  test('days between check-in and check-out are shown as such', () => {
    const range: StayRange = { checkIn: on(1), checkOut: on(4) }
    expect([1, 2, 3, 4, 5].map(day => lookOf(may('fffff'), range, on(day)).role)).toEqual(['in', 'between', 'between', 'out', 'none'])
  })

  test('days before what was loaded are past, days after it are not known to be taken', () => {
    const night = nightsOf([{ date: on(3), state: 'taken' }])
    expect([night(on(2)), night(on(3)), night(on(4))]).toEqual(['past', 'taken', 'free'])
  })

  test('however days are pressed, a finished stay has only free nights and keeps the limits', () => {
    const nights = fc.array(fc.constantFrom('f', 'f', 'f', 't', 'b'), { minLength: 20, maxLength: 20 }).map(letters => letters.join(''))
    fc.assert(fc.property(nights, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 6 }), fc.array(fc.integer({ min: 0, max: 19 }), { maxLength: 12 }), (calendar, minNights, extra, presses) => {
      const maxNights = extra && minNights + extra - 1
      const rules = may(calendar, { minNights, maxNights })
      let range: StayRange = {}
      for (const press of presses) {
        range = pick(rules, range, addDays(START, press)).range ?? range
        if (!range.checkIn || !range.checkOut) continue
        const count = daysBetween(range.checkIn, range.checkOut)
        expect(eachDay(range.checkIn, range.checkOut).every(date => rules.night(date) === 'free')).toBe(true)
        expect(count).toBeGreaterThanOrEqual(minNights)
        if (maxNights) expect(count).toBeLessThanOrEqual(maxNights)
        expect(isPossible(rules, range)).toBe(true)
      }
    }), { seed: 5, numRuns: 300 })
  })
})
