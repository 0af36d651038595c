import { expect, test } from 'vitest'
import { parseYuan, yuanInput } from './yuan.ts'

test.each([['19.99', 1999], ['0.29', 29], ['328', 32_800], [' 1.5 ', 150], ['0', 0]])('%s yuan typed is exactly that many fen', (text, fen) => {
  expect(parseYuan(text)).toBe(fen)
})

test.each(['', '1.999', '-5', '1e3', '¥5', '1,000', 'NaN', '１２'])('%s is not an amount', (text) => {
  expect(parseYuan(text)).toBeNull()
})

test('an amount comes back into the form as it was typed', () => {
  expect([32_800, 32_850, 5, 0, undefined].map(yuanInput)).toEqual(['328', '328.50', '0.05', '0', ''])
})
