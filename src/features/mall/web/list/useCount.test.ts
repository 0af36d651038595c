import { expect, test } from 'vitest'
import { countText } from './useCount.ts'

test('large counts are said shortly, and never more than there are', () => {
  expect([0, 999, 9999, 10_000, 12_999, 1_234_567].map(n => countText(n, false))).toEqual(['0', '999', '9999', '1万', '1.2万', '123万'])
  expect([999, 1000, 1999, 123_456].map(n => countText(n, true))).toEqual(['999', '1k', '1.9k', '123k'])
})
