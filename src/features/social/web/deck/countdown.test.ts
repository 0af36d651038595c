import { expect, test } from 'vitest'
import { countdown } from './countdown.ts'

test.each([
  ['2026-01-02T04:00:00Z', '6:05:09'],
  ['2026-01-01T21:55:00Z', '0:00:09'],
  ['2026-01-01T21:54:51Z', '0:00:00'],
  ['2026-01-01T00:00:00Z', '0:00:00'],
])('until %s there are %s', (until, left) => {
  expect(countdown(new Date(until), new Date('2026-01-01T21:54:51Z'))).toBe(left)
})
