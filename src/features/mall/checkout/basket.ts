import type { Sql } from '../../../kit/db.ts'
import type { ClaimRow } from '../coupons/store.ts'
import type { Quote, QuoteAddress, QuoteLine, QuoteRequest, Wanted } from './contract.ts'
import type { BasketPrice } from './price.ts'
import type { WantedRow } from './store.ts'
import { addressOf } from '../../../core/addresses/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { MOST_OF_ONE } from '../cart/rules.ts'
import { findClaim } from '../coupons/store.ts'
import { MallErrors } from '../errors.ts'
import { priceBasket } from './price.ts'
import { checkLine, quoteHash } from './rules.ts'
import { listWanted } from './store.ts'

export interface BasketLine extends WantedRow { most: number, problem: QuoteLine['problem'] }

/** What somebody wants to buy, priced as it is now. */
export interface Basket {
  lines: BasketLine[]
  leftOut: BasketLine[]
  price: BasketPrice
  address: QuoteAddress | null
  coupon: ClaimRow | null
  problems: Quote['problems']
  hash: string | null
}

/** Reads a basket for a quote or, in its transaction, for an order. An address or coupon that is not this person's is not there. */
export async function readBasket(db: Sql, accountId: number, wish: QuoteRequest, now: Date): Promise<Basket> {
  const address = wish.addressId === undefined ? null : await addressOf(db, accountId, wish.addressId)
  const asked = wish.couponId === undefined ? null : await findClaim(db, accountId, wish.couponId)
  if (address === undefined || asked === undefined) throw KitErrors.not_found({ field: address === undefined ? 'addressId' : 'couponId' })

  const { lines, leftOut } = await readLines(db, accountId, wish)
  const regionCode = address?.regionCode ?? null
  const isSpent = asked !== null && (asked.orderNo !== null || asked.endsAt <= now)
  const withCoupon = priceBasket(lines, { coupon: isSpent ? null : asked, regionCode })
  const coupon = withCoupon.coupon?.reason === null ? asked : null
  const price = coupon ? withCoupon : priceBasket(lines, { coupon: null, regionCode })

  const problems: Quote['problems'] = []
  if (!address) problems.push('no_address')
  if (lines.length === 0) problems.push('empty')
  if (lines.some(({ problem }) => problem !== null)) problems.push('lines')
  if (asked && !coupon) problems.push('coupon')
  const hash = address && problems.length === 0 ? quoteHash(lines, price, coupon?.id ?? null, address) : null
  return { lines, leftOut, price, address, coupon, problems, hash }
}

/** Whatever in a cart can't be had any more is left out: it stays there and is told. Of what was asked for by name nothing is left out silently. */
async function readLines(db: Sql, accountId: number, wish: QuoteRequest): Promise<{ lines: BasketLine[], leftOut: BasketLine[] }> {
  if (wish.source === 'items') return { lines: await readItems(db, accountId, wish.items), leftOut: [] }
  if (wish.items) throw KitErrors.bad_request({ field: 'items' })
  const all = (await listWanted(db, accountId, null)).map(row => ({ ...row, ...checkLine(row) }))
  const isGone = ({ problem }: BasketLine) => problem === 'off_shelf' || problem === 'sold_out'
  return { lines: all.filter(line => !isGone(line)), leftOut: all.filter(isGone) }
}

async function readItems(db: Sql, accountId: number, items: readonly Wanted[] | undefined): Promise<BasketLine[]> {
  if (!items) throw MallErrors.items_needed({ field: 'items' })
  const counts = new Map<number, number>()
  for (const { skuId, count } of items) counts.set(skuId, (counts.get(skuId) ?? 0) + count) // the same SKU twice is one line (mall.md §2.7)
  const isPossible = (count: number) => count >= 1 && count <= MOST_OF_ONE
  const wanted = [...counts].map(([skuId, count]) => ({ skuId, count: isPossible(count) ? count : 1 }))
  const lines = (await listWanted(db, accountId, wanted)).map(row => ({ ...row, ...checkLine(row) }))
  if (lines.length < wanted.length) throw KitErrors.not_found({ field: 'items' })
  const wrong = lines.find(({ skuId }) => !isPossible(counts.get(skuId)!) || items.some(item => item.skuId === skuId && item.count < 1))
  if (wrong) throw MallErrors.bad_count({ field: 'items', skuId: wrong.skuId, most: wrong.most })
  return lines
}
