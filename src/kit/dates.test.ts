import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dateOfDayNumber, dayNumber, dayOf, daysBetween, eachDay, instantOf, isPlainDate, weekday } from './dates.ts'

const aDay = fc.integer({ min: 0, max: 40_000 }).map(dateOfDayNumber)

test('only days on the calendar are days', () => {
  for (const text of ['2027-02-28', '2028-02-29', '2027-12-31']) expect(isPlainDate(text)).toBe(true)
  for (const text of ['2027-02-29', '2027-02-30', '2027-13-01', '2027-00-10', '2027-1-1', '27-01-01', '', '2027-01-01T00:00:00Z', '2027-01-01\n']) expect(isPlainDate(text)).toBe(false)
})

test('a stay of two nights from the last day of a month ends in the next', () => {
  expect(addDays('2027-02-27', 2)).toBe('2027-03-01')
  expect(eachDay('2027-02-27', '2027-03-01')).toEqual(['2027-02-27', '2027-02-28'])
  expect(eachDay('2027-03-01', '2027-03-01')).toEqual([])
})

test('counting forward and back agrees for every day', () => {
  fc.assert(fc.property(aDay, fc.integer({ min: -500, max: 500 }), (day, n) => daysBetween(day, addDays(day, n)) === n && addDays(addDays(day, n), -n) === day && dateOfDayNumber(dayNumber(day)) === day))
})

test('the day changes at midnight in Shanghai, wherever the server is', () => {
  expect(dayOf(new Date('2027-03-01T15:59:59Z'))).toBe('2027-03-01')
  expect(dayOf(new Date('2027-03-01T16:00:00Z'))).toBe('2027-03-02')
  expect(instantOf('2027-03-02', 14).toISOString()).toBe('2027-03-02T06:00:00.000Z')
})

test('1 January 2027 is a Friday', () => {
  expect(weekday('2027-01-01')).toBe(5)
})
