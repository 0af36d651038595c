import { expect, test } from 'vitest'
import { addMonths, dayByKey, weeksOf } from './months.ts'

test('a month stands in weeks from Sunday to Saturday', () => {
  const may = weeksOf('2027-05-01') // a Saturday
  expect(may).toHaveLength(6)
  expect(may[0]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, '2027-05-01'])
  expect(may[5]!.slice(0, 3)).toEqual(['2027-05-30', '2027-05-31', undefined])
  expect(weeksOf('2026-02-01')).toHaveLength(4)
})

test('months are counted over the turn of the year', () => {
  expect(addMonths('2027-11-01', 3)).toBe('2028-02-01')
  expect(addMonths('2027-01-01', -1)).toBe('2026-12-01')
})

test.each([
  ['ArrowRight', '2027-05-31', '2027-06-01'],
  ['ArrowUp', '2027-05-03', '2027-04-26'],
  ['Home', '2027-05-05', '2027-05-02'],
  ['End', '2027-05-05', '2027-05-08'],
  ['PageDown', '2027-01-31', '2027-02-28'],
  ['PageUp', '2027-03-15', '2027-02-15'],
])('%s leads from %s to %s', (key, from, to) => {
  expect(dayByKey(key, from)).toBe(to)
})

test('other keys lead nowhere', () => {
  expect(dayByKey('a', '2027-05-05')).toBeUndefined()
})
