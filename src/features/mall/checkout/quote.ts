import type { Sql } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Basket, BasketLine } from './basket.ts'
import type { Quote, QuoteLine, QuoteRequest } from './contract.ts'
import { toPicture } from '../../../core/media/index.ts'
import { couponsFor } from '../coupons/claim.ts'
import { readBasket } from './basket.ts'

/** What a basket costs, each fen explained, and what speaks against it. Asking takes nothing. */
export async function quoteOrder(parts: Parts, accountId: number, wish: QuoteRequest): Promise<Quote> {
  const now = parts.clock.now()
  return quoteOf(parts.db.sql, accountId, await readBasket(parts.db.sql, accountId, wish, now), now)
}

export async function quoteOf(db: Sql, accountId: number, { lines, leftOut, price, address, coupon, problems, hash }: Basket, now: Date): Promise<Quote> {
  const { goods, discount, freight, payable, freights } = price
  return {
    hash,
    lines: lines.map((line, i) => ({ ...lineOf(line), ...price.lines[i]! })),
    leftOut: leftOut.map(lineOf),
    goods,
    discount,
    freight,
    payable,
    freights,
    address,
    coupon: coupon && { id: coupon.id, name: coupon.name, discount },
    coupons: await couponsFor(db, accountId, lines.map(({ categoryPath }, i) => ({ categoryPath, sum: price.lines[i]!.sum })), now),
    problems,
  }
}

function lineOf({ skuId, productId, title, specText, picture, price, count, most, problem }: BasketLine): QuoteLine {
  return { skuId, productId, title, specText, picture: toPicture(picture), price, count, sum: price * count, discount: 0, payable: price * count, most, problem }
}
