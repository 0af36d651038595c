import type { Field, SkuDraft } from '../editor/draft.ts'
import { describe, expect, test } from 'vitest'
import { newSku } from '../editor/draft.ts'
import { canFill, fill, paste, pastedCells, problemsOf, wrongWith } from './cells.ts'

const skus = (...prices: string[]): SkuDraft[] => prices.map(price => ({ ...newSku([]), price }))
const pricesOf = (list: readonly SkuDraft[]) => list.map(({ price }) => price)

describe('filling a column', () => {
  test.each<[string, Parameters<typeof canFill>[1], string[], string, string[]]>([
    ['sets', 'set', ['1', '', '3'], '12.50', ['12.50', '12.50', '12.50']],
    ['adds', 'add', ['10', '', '3.5'], '1.5', ['11.50', '', '5']],
    ['takes away, but not below the least', 'add', ['10', '2'], '-3', ['7', '2']],
    ['raises by percent, rounded to a fen', 'percent', ['10', '9.99', '0.01'], '+10', ['11', '10.99', '0.01']],
    ['lowers by percent', 'percent', ['199', '0.01'], '-15', ['169.15', '0.01']],
    ['leaves what is no number', 'percent', ['?', '20'], '50', ['?', '30']],
  ])('%s', (_, way, before, text, after) => {
    const list = skus(...before)
    expect(canFill('price', way, text)).toBe(true)
    fill(list, 'price', way, text)
    expect(pricesOf(list)).toEqual(after)
  })

  test('does not touch the stock of SKUs that are there', () => {
    const list = skus('1', '1')
    list[0]!.there = { ordered: false, onHand: 5, reserved: 0, sales: 0 }
    expect(fill(list, 'stock', 'set', '9')).toBe(1)
    expect(list.map(({ stock }) => stock)).toEqual(['', '9'])
  })

  test('is not offered with a value that makes no sense', () => {
    const refused: [Field, 'set' | 'add' | 'percent', string][] = [['price', 'set', ''], ['price', 'set', '-1'], ['price', 'add', 'x'], ['weight', 'add', '1.5'], ['price', 'percent', '5%'], ['code', 'add', '1']]
    expect(refused.filter(args => canFill(...args))).toEqual([])
    expect(canFill('marketPrice', 'set', '')).toBe(true)
  })
})

describe('pasting', () => {
  test('a block from a spreadsheet goes where the cursor is, and no further than there are rows and columns', () => {
    const list = skus('1', '2', '3')
    expect(paste(list, 1, 'price', pastedCells('¥1,299.00\t1,399\r\n15\t"16"\r\n17\t18\r\n'))).toBe(4)
    expect(list.map(({ price, marketPrice }) => [price, marketPrice])).toEqual([['1', ''], ['1299.00', '1399'], ['15', '16']])
    expect(paste(list, 0, 'code', pastedCells('A\tB'))).toBe(1)
  })
})

test('what is wrong is told at its cell', () => {
  const list = skus('', '0', '1.234', '5')
  Object.assign(list[3]!, { code: 'A-1', weight: '1.5', perPerson: '0' })
  list[0]!.code = 'A-1'
  expect([...problemsOf(list).values()]).toEqual([{ price: 'noPrice', code: 'codeTwice' }, { price: 'amount' }, { price: 'amount' }, { weight: 'whole', perPerson: 'limit', code: 'codeTwice' }])
  expect([wrongWith('cost', '0'), wrongWith('code', '带 空格'), wrongWith('code', '')]).toEqual([undefined, 'code', undefined])
})
