import type { Fen } from '../../../kit/money.ts'
import type { CartLineRow, Supply } from '../cart/rules.ts'
import type { QuoteAddress, QuoteLine } from './contract.ts'
import type { BasketPrice } from './price.ts'
import { createHash } from 'node:crypto'
import { dayOf } from '../../../kit/dates.ts'
import { randomId } from '../../../kit/secrets.ts'
import { mostOf, problemOf } from '../cart/rules.ts'

/** So long an order can be paid. */
export const PAY_MS = 30 * 60_000
/** Goods are held for so many orders of one person at a time that nobody has paid for (mall.md §2.11). */
export const MAX_UNPAID = 3
export const MAX_COD_TO_SHIP = 10

/** What speaks against a line of a basket; `unpaid`: pieces of it the person has ordered and neither paid nor been sent. */
export function checkLine(line: Supply & { count: number, unpaid: number }): { most: number, problem: QuoteLine['problem'] } {
  const { perPerson, unpaid, count } = line
  const allowed = perPerson === null ? mostOf(line) : Math.max(0, Math.min(mostOf(line), perPerson - unpaid))
  return { most: allowed, problem: problemOf(line, count) ?? (count > allowed ? 'limit' : null) }
}

type HashedLine = Pick<CartLineRow, 'skuId' | 'title' | 'specText' | 'count'> & { price: Fen }

/**
 * Says in few letters everything a buyer agrees to: what is bought, each price and share, carriage, total, coupon, and where it
 * goes. An order that was agreed to with another hash is not placed (mall.md §2.4).
 */
export function quoteHash(lines: readonly HashedLine[], price: BasketPrice, couponId: number | null, address: QuoteAddress): string {
  const { receiver, mobile, regionCode, region, place } = address
  const what = [
    lines.map(({ skuId, title, specText, count, price: each }, i) => [skuId, title, specText, count, each, price.lines[i]!.discount]),
    [price.goods, price.discount, price.freight, price.payable],
    couponId,
    [receiver, mobile, regionCode, region, place],
  ]
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url')
}

/** An order's number: its day in Shanghai and 60 random bits, so that none can be guessed from another (mall.md §2.13). */
export const newOrderNo = (now: Date) => `M${dayOf(now).replaceAll('-', '')}${randomId(12).toUpperCase()}`
