import type { QuoteAddress } from './contract.ts'
import type { BasketPrice } from './price.ts'
import { expect, test } from 'vitest'
import { quoteHash } from './rules.ts'

const LINE = { skuId: 1, title: '手机', specText: '黑', count: 2, price: 5000 }
const PRICE: BasketPrice = { lines: [{ sum: 10_000, discount: 500, payable: 9500 }], goods: 10_000, discount: 500, freight: 800, payable: 10_300, freights: [], coupon: null }
const ADDRESS: QuoteAddress = { receiver: '张三', mobile: '13900001234', regionCode: '340104', region: '安徽省合肥市蜀山区', place: '望江西路 1 号' }

interface Agreed { line?: Partial<typeof LINE>, price?: Partial<BasketPrice>, share?: number, couponId?: number | null, address?: Partial<QuoteAddress> }
const hashOf = ({ line, price, share = 500, couponId = 7, address }: Agreed) =>
  quoteHash([{ ...LINE, ...line }], { ...PRICE, lines: [{ ...PRICE.lines[0]!, discount: share }], ...price }, couponId, { ...ADDRESS, ...address })

test.each<[string, Agreed]>([
  ['another thing', { line: { skuId: 2 } }],
  ['another name of it', { line: { title: '手机壳' } }],
  ['another option', { line: { specText: '白' } }],
  ['another count', { line: { count: 1 } }],
  ['another price of one', { line: { price: 4999 } }],
  ['another share of the discount', { share: 499 }],
  ['another sum of goods', { price: { goods: 9999 } }],
  ['another discount', { price: { discount: 499 } }],
  ['another carriage', { price: { freight: 0 } }],
  ['another total', { price: { payable: 10_301 } }],
  ['another coupon, though it takes off as much', { couponId: 8 }],
  ['no coupon', { couponId: null }],
  ['another receiver', { address: { receiver: '李四' } }],
  ['another number', { address: { mobile: '13900001235' } }],
  ['another district', { address: { regionCode: '340103', region: '安徽省合肥市庐阳区' } }],
  ['another place', { address: { place: '望江西路 2 号' } }],
])('who agreed to a quote did not agree to %s', (_, other) => {
  expect(hashOf({})).toMatch(/^[\w-]{43}$/)
  expect(hashOf(other)).not.toBe(hashOf({}))
})

test('the same is the same again', () => {
  expect(hashOf({ line: { ...LINE }, address: { ...ADDRESS } })).toBe(hashOf({}))
})
