import { expect, test } from 'vitest'
import { sameNights } from './sameNights.ts'

test('nights at one price are one line, a weekend at another price stands between', () => {
  const lines = [['2027-05-06', 300], ['2027-05-07', 400], ['2027-05-08', 400], ['2027-05-09', 300]] as const
  expect(sameNights(lines.map(([date, price]) => ({ date, price })))).toEqual([
    { from: '2027-05-06', price: 300, nights: 1 },
    { from: '2027-05-07', price: 400, nights: 2 },
    { from: '2027-05-09', price: 300, nights: 1 },
  ])
  expect(sameNights([])).toEqual([])
})
