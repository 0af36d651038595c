import { expect, test } from 'vitest'
import { AGES, kilometreScale } from './scales.ts'

test('a distance that was set elsewhere can still be shown', () => {
  expect(kilometreScale(0, 50)).toEqual(kilometreScale())
  expect(kilometreScale(7, 160)).toEqual(expect.arrayContaining([5, 7, 8, 150, 160, 200]))
})

test('ages go from 18 to 100', () => {
  expect([AGES[0], AGES.at(-1), AGES.length]).toEqual([18, 100, 83])
})
