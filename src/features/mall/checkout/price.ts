import type { Fen } from '../../../kit/money.ts'
import type { CouponTerms, CouponWorth } from '../coupons/rules.ts'
import type { FreightCharge, FreightTemplate } from '../freight/rules.ts'
import { isFor, worthOf } from '../coupons/rules.ts'
import { chargeFreight } from '../freight/rules.ts'

/** Goods as a basket is priced: everything read from the database a moment ago, nothing said by the client (mall.md §2.3). */
export interface GoodsLine { skuId: number, price: Fen, count: number, categoryPath: readonly number[], freight: FreightTemplate | null }

export interface BasketPrice {
  /** In the order of the goods. */
  lines: { sum: Fen, discount: Fen, payable: Fen }[]
  goods: Fen
  discount: Fen
  freight: Fen
  payable: Fen
  freights: FreightCharge[]
  /** What the coupon is worth here; null without one. */
  coupon: CouponWorth | null
}

/**
 * The one place where a basket gets its price: goods − discount + freight = payable. A coupon's discount is spread over the
 * goods it is for, so that the lines add up to the order to the fen and what a line paid can be paid back (mall.md §2.2).
 */
export function priceBasket(goods: readonly GoodsLine[], { coupon, regionCode }: { coupon: CouponTerms | null, regionCode: string | null }): BasketPrice {
  const priced = goods.map(line => ({ ...line, sum: line.price * line.count }))
  const worth = coupon && worthOf(coupon, priced)
  const shares = spread(worth?.discount ?? 0, priced.map(line => coupon && isFor(coupon, line) ? line.sum : 0))
  const freights = chargeFreight(priced.map(({ skuId, sum, freight }) => ({ skuId, sum, template: freight })), regionCode)
  const lines = priced.map(({ sum }, i) => ({ sum, discount: shares[i]!, payable: sum - shares[i]! }))
  const freight = total(freights.map(({ fee }) => fee))
  return { lines, goods: total(lines.map(({ sum }) => sum)), discount: worth?.discount ?? 0, freight, payable: total(lines.map(({ payable }) => payable)) + freight, freights, coupon: worth }
}

/**
 * Splits an amount in proportion to the weights by largest remainder: the shares add up to it exactly, none exceeds its
 * weight as long as the amount doesn't exceed their sum, and equal remainders go to the earlier.
 */
export function spread(amount: Fen, weights: readonly number[]): Fen[] {
  const sum = total(weights)
  if (amount === 0 || sum === 0) return weights.map(() => 0)
  // Products of two sums of money leave the safe integers.
  const exact = weights.map(weight => BigInt(amount) * BigInt(weight))
  const shares = exact.map(product => Number(product / BigInt(sum)))
  const left = amount - total(shares)
  const byRemainder = exact.map((product, i) => ({ i, remainder: product % BigInt(sum) })).sort((a, b) => a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1)
  for (const { i } of byRemainder.slice(0, left)) shares[i]!++
  return shares
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0)
