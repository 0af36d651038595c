import type { CouponTerms } from '../coupons/rules.ts'
import type { FreightRule } from '../freight/contract.ts'
import type { FreightTemplate } from '../freight/rules.ts'
import type { GoodsLine } from './price.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { priceBasket, spread } from './price.ts'

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const line = (skuId: number, price: number, count = 1, more: Partial<GoodsLine> = {}): GoodsLine => ({ skuId, price, count, categoryPath: [1, 2, 3], freight: null, ...more })
const off = (more: Partial<CouponTerms>): CouponTerms => ({ kind: 'amount', amount: 1000, percent: null, most: null, threshold: 0, categoryId: null, ...more })
const percent = (of: number, more: Partial<CouponTerms> = {}) => off({ kind: 'percent', amount: null, percent: of, ...more })
const PARCEL: FreightTemplate = { id: 1, name: '快递', fee: 1000, freeOver: 9900, rules: [] }

describe('a discount is spread to the fen', () => {
  test.each<[string, number, number[], number[]]>([
    ['in proportion', 100, [300, 100], [75, 25]],
    ['what is left over goes to the largest remainders', 100, [100, 100, 100], [34, 33, 33]],
    ['nothing to those that weigh nothing', 10, [0, 5, 5], [0, 5, 5]],
    ['all of it', 6, [1, 2, 3], [1, 2, 3]],
    ['nothing at all', 0, [1, 2], [0, 0]],
    ['sums whose product is no safe integer', 4_999_999_999_999, [1_000_000_000_000, 4_000_000_000_000], [1_000_000_000_000, 3_999_999_999_999]],
  ])('%s', (_, amount, weights, shares) => {
    expect(spread(amount, weights)).toEqual(shares)
  })
})

describe('what a basket costs', () => {
  test('goods, coupon, carriage', () => {
    const priced = priceBasket([line(1, 3000, 2, { freight: PARCEL }), line(2, 999, 1, { freight: PARCEL })], { coupon: off({ amount: 1000 }), regionCode: '110105' })
    expect(priced).toMatchObject({ goods: 6999, discount: 1000, freight: 1000, payable: 6999, lines: [{ sum: 6000, discount: 857, payable: 5143 }, { sum: 999, discount: 143, payable: 856 }] })
  })

  test.each<[string, CouponTerms, number]>([
    ['an amount', off({ amount: 1500 }), 1500],
    ['an amount above the goods leaves a fen to pay', off({ amount: 99_999 }), 9999],
    ['percent, rounded once', percent(15), 1500],
    ['percent up to the most', percent(50, { most: 2000 }), 2000],
    ['at the threshold', off({ threshold: 10_000 }), 1000],
    ['a fen below the threshold', off({ threshold: 10_001 }), 0],
    ['for a category above the goods', off({ categoryId: 1 }), 1000],
    ['for another category', off({ categoryId: 4 }), 0],
  ])('a coupon of %s', (_, coupon, discount) => {
    expect(priceBasket([line(1, 2500, 4)], { coupon, regionCode: null })).toMatchObject({ goods: 10_000, discount, payable: 10_000 - discount })
  })

  test('a coupon for some of the goods counts and lessens only these', () => {
    const priced = priceBasket([line(1, 5000), line(2, 4000, 1, { categoryPath: [7, 8, 9] })], { coupon: percent(10, { categoryId: 8 }), regionCode: null })
    expect(priced.lines.map(({ discount }) => discount)).toEqual([0, 400])
    expect(priceBasket([line(1, 5000), line(2, 4000, 1, { categoryPath: [7, 8, 9] })], { coupon: off({ categoryId: 8, threshold: 4001 }), regionCode: null }).coupon).toEqual({ discount: 0, reason: 'threshold', missing: 1 })
  })

  test('carriage is free by the price of the goods, whatever the coupon', () => {
    expect(priceBasket([line(1, 9900, 1, { freight: PARCEL })], { coupon: off({ amount: 5000 }), regionCode: null })).toMatchObject({ freight: 0, payable: 4900 })
  })
})

const fen = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 1_000_000_000 }))
const paths = fc.constantFrom<number[]>([1, 2, 3], [1, 2, 4], [5, 6, 7])
const templates = fc.record({ id: fc.integer({ min: 1, max: 3 }), name: fc.constant('x'), fee: fc.integer({ min: 0, max: 100_000 }), freeOver: fc.option(fen), rules: fc.constant<FreightRule[]>([]) })
const goods = fc.array(fc.record({ skuId: fc.integer({ min: 1 }), price: fen, count: fc.integer({ min: 1, max: 99 }), categoryPath: paths, freight: fc.option(templates) }), { minLength: 1, maxLength: 8 })
const coupons = fc.option(fc.oneof(
  fc.record({ kind: fc.constant('amount' as const), amount: fen, percent: fc.constant(null), most: fc.constant(null), threshold: fc.oneof(fc.constant(0), fen), categoryId: fc.option(fc.constantFrom(1, 2, 4, 7, 9)) }),
  fc.record({ kind: fc.constant('percent' as const), amount: fc.constant(null), percent: fc.integer({ min: 1, max: 99 }), most: fc.option(fen), threshold: fc.oneof(fc.constant(0), fen), categoryId: fc.option(fc.constantFrom(1, 2, 4, 7, 9)) }),
))

/** What is wrong with the price of a basket; null when nothing is. */
function fault(basket: readonly GoodsLine[], coupon: CouponTerms | null): string | null {
  const price = priceBasket(basket, { coupon, regionCode: null })
  const { lines } = price
  const eligible = (i: number) => coupon !== null && (coupon.categoryId === null || basket[i]!.categoryPath.includes(coupon.categoryId))
  const eligibleSum = sum(lines.filter((_, i) => eligible(i)).map(line => line.sum))
  const numbers = [price.goods, price.discount, price.freight, price.payable, ...lines.flatMap(({ sum, discount, payable }) => [sum, discount, payable])]
  if (!numbers.every(number => Number.isSafeInteger(number) && number >= 0)) return 'not whole fen'
  if (lines.some((line, i) => line.sum !== basket[i]!.price * basket[i]!.count || line.sum - line.discount !== line.payable)) return 'a line'
  if (price.goods !== sum(lines.map(line => line.sum))) return 'goods'
  if (price.goods - price.discount + price.freight !== price.payable) return 'total'
  if (sum(lines.map(({ payable }) => payable)) + price.freight !== price.payable) return 'lines and total'
  if (sum(lines.map(({ discount }) => discount)) !== price.discount) return 'lines and discount'
  if (price.discount >= price.goods) return 'goods for nothing'
  if (lines.some(({ discount }, i) => discount > 0 && !eligible(i))) return 'a share of what the coupon is not for'
  if (lines.some((line, i) => eligible(i) && Math.abs(line.discount - price.discount * (line.sum / eligibleSum)) > 1.01)) return 'an unfair share'
  if (coupon && price.discount > (coupon.kind === 'amount' ? coupon.amount! : coupon.most ?? eligibleSum)) return 'more than the coupon says'
  if (coupon && eligibleSum < coupon.threshold && price.discount > 0) return 'below the threshold'
  if (price.freights.length !== new Set(basket.flatMap(({ freight }) => freight ? [freight.id] : [])).size) return 'carriage more than once'
  return null
}

test('whatever is in a hundred thousand baskets: whole fen, lines and carriage add up to what is paid, nothing is below nothing, nothing is given away', { timeout: 120_000 }, () => {
  fc.assert(fc.property(goods, coupons, (basket, coupon) => fault(basket, coupon) === null), { numRuns: 100_000 })
})
