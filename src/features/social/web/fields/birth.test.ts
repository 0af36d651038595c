import { expect, test } from 'vitest'
import { ageAt, birthOf } from './birth.ts'

test('a birth date is one when it is on the calendar', () => {
  expect(birthOf('1999', '2', '3')).toBe('1999-02-03')
  expect(birthOf('2000', '02', '29')).toBe('2000-02-29')
  for (const [year, month, day] of [['1999', '2', '29'], ['1999', '13', '1'], ['99', '1', '1'], ['1850', '1', '1'], ['1999', '', '1'], ['1999', '1', 'x']]) expect(birthOf(year!, month!, day!)).toBeUndefined()
})

test('somebody is a year older on their birthday, not before', () => {
  expect(ageAt('2008-11-22', '2026-11-21')).toBe(17)
  expect(ageAt('2008-11-21', '2026-11-21')).toBe(18)
  expect(ageAt('2008-02-29', '2026-02-28')).toBe(17)
  expect(ageAt('2008-02-29', '2026-03-01')).toBe(18)
})
