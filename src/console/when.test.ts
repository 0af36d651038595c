import { expect, test } from 'vitest'
import { momentOf, momentText } from './when.ts'

test('a day and an hour are shown and typed as they are in Shanghai', () => {
  expect(momentText('2027-03-01T16:30:00.000Z')).toBe('2027-03-02T00:30')
  expect(momentOf('2027-03-02T00:30')).toBe('2027-03-01T16:30:00.000Z')
  expect([momentOf(''), momentOf('2027-03-02')]).toEqual([null, null])
})
