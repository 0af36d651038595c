import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseYuan, percentOf, yuanText } from './money.ts'

test('every price people type comes back to the fen, 19.99 too', () => {
  expect([parseYuan('19.99'), parseYuan('0.29'), parseYuan('328'), parseYuan('328.5')]).toEqual([1999, 29, 32800, 32850])
  for (let fen = 1; fen <= 100_000; fen++) if (parseYuan(yuanText(fen)) !== fen) expect(yuanText(fen)).toBe(fen)
})

test('what is no price is refused, never guessed', () => {
  for (const text of ['', '-1', '1.234', '1e3', 'NaN', 'Infinity', '１２', '1,000', '1.', '.5', '99999999999']) expect(parseYuan(text)).toBeNull()
})

test('a share in percent is rounded half up once', () => {
  expect([percentOf(1, 50), percentOf(333, 50), percentOf(100, 0), percentOf(100, 100)]).toEqual([1, 167, 0, 100])
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 100 }), (fen, percent) => percentOf(fen, percent) <= fen && percentOf(fen, percent) >= 0))
})
