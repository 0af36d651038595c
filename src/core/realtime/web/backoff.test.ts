import { expect, test } from 'vitest'
import { waitMs } from './backoff.ts'

const LOST = 1006

test('a lost socket comes back after half a second to a second, then after twice as long each time, a minute at most', () => {
  expect([waitMs(0, LOST, 0), waitMs(0, LOST, 1)]).toEqual([500, 1000])
  expect([1, 2, 3, 5, 6, 50].map(failures => waitMs(failures, LOST, 1))).toEqual([2000, 4000, 8000, 32_000, 60_000, 60_000])
})

test('after a restart all pages spread over some seconds; with too many open they leave the site alone for minutes', () => {
  expect([waitMs(0, 1001, 0), waitMs(0, 1001, 1)]).toEqual([1000, 9000])
  expect(waitMs(3, 1001, 1)).toBe(8000)
  expect([waitMs(0, 4429, 0), waitMs(9, 4429, 1)]).toEqual([300_000, 600_000])
})
