import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { Fen, Id, Instant, Nullable } from '../atoms.ts'
import { BasketCoupon } from '../coupons/contract.ts'

const Wanted = Type.Object({
  skuId: Id,
  count: Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, description: 'pieces, from 1' }),
})
export type Wanted = Static<typeof Wanted>

/** What is bought: cart: the selected lines; items: just these, the cart is left alone (buy now). */
const basket = {
  source: Type.Enum(['cart', 'items']),
  items: Type.Optional(Type.Array(Wanted, { minItems: 1, maxItems: 50, description: 'with source items only' })),
  couponId: Type.Optional(Id),
}

export const QuoteRequest = Type.Object({
  /** One of my addresses; without it carriage is a guess and nothing can be ordered. */
  addressId: Type.Optional(Id),
  ...basket,
})
export type QuoteRequest = Static<typeof QuoteRequest>

/** off_shelf, sold_out, too_many: as in the cart; limit: with what this person has ordered and not paid, only `most` more. */
export const QuoteLineProblem = Type.Enum(['off_shelf', 'sold_out', 'too_many', 'limit'])

export const QuoteLine = Type.Object({
  skuId: Type.Integer(),
  productId: Type.Integer(),
  title: Type.String(),
  specText: Type.String(),
  picture: Nullable(Picture),
  price: Type.Integer({ description: 'fen of one' }),
  count: Type.Integer(),
  sum: Type.Integer({ description: 'fen: price × count' }),
  discount: Type.Integer({ description: 'fen: its share of the coupon' }),
  payable: Type.Integer({ description: 'fen: sum − discount' }),
  most: Type.Integer({ description: 'the largest count possible now' }),
  problem: Nullable(QuoteLineProblem),
})
export type QuoteLine = Static<typeof QuoteLine>

/** Carriage of the goods that are sent on the same terms: once, however many they are. */
export const QuoteFreight = Type.Object({
  name: Type.String(),
  skuIds: Type.Array(Type.Integer()),
  goods: Type.Integer({ description: 'fen: the sum of these goods' }),
  fee: Type.Integer({ description: 'fen, 0 where it is free' }),
  freeOver: Nullable(Type.Integer({ description: 'fen of these goods from which on it is free' })),
})

export const QuoteAddress = Type.Object({
  receiver: Type.String(),
  mobile: Type.String(),
  regionCode: Type.String(),
  region: Type.String(),
  place: Type.String(),
})
export type QuoteAddress = Static<typeof QuoteAddress>

/** goods − discount + freight = payable; the lines' payable and the freight add up to it to the fen. */
export const Quote = Type.Object({
  hash: Nullable(Type.String({ description: 'what an order sends back: exactly this was seen. null: nothing can be ordered while there are problems' })),
  lines: Type.Array(QuoteLine, { description: 'what would be ordered' }),
  leftOut: Type.Array(QuoteLine, { description: 'selected in the cart, but off the shelf or sold out: they stay there and cost nothing' }),
  goods: Fen,
  discount: Fen,
  freight: Fen,
  payable: Fen,
  freights: Type.Array(QuoteFreight),
  address: Nullable(QuoteAddress),
  coupon: Nullable(Type.Object({ id: Type.Integer(), name: Type.String(), discount: Type.Integer() }, { description: 'the coupon that is used' })),
  coupons: Type.Array(BasketCoupon, { description: 'mine that could still be used, the one that takes off most first' }),
  /** no_address: choose one; empty: nothing is selected; lines: see each line; coupon: the one asked for can't be used any more or here. */
  problems: Type.Array(Type.Enum(['no_address', 'empty', 'lines', 'coupon'])),
})
export type Quote = Static<typeof Quote>

export const NewOrder = Type.Object({
  quoteHash: Type.String({ minLength: 1, maxLength: 100 }),
  addressId: Id,
  paymentMethod: Type.Enum(['alipay', 'cod']),
  ...basket,
  note: Type.Optional(Type.String({ maxLength: 200 })),
})
export type NewOrder = Static<typeof NewOrder>

/** The order that was placed; all of it by GET mall/orders/{no}. */
export const PlacedOrder = Type.Object({
  no: Type.String(),
  status: Type.Enum(['WAIT_PAYMENT', 'WAIT_SHIP']),
  paymentMethod: Type.Enum(['alipay', 'cod']),
  payable: Fen,
  dueAt: Nullable(Instant),
})
export type PlacedOrder = Static<typeof PlacedOrder>

/** `details.lines` of 409 mall.sold_out. */
export const SoldOutLine = Type.Object({ skuId: Type.Integer(), title: Type.String(), specText: Type.String(), count: Type.Integer(), most: Type.Integer({ description: 'what is left; 0: nothing' }) })
export type SoldOutLine = Static<typeof SoldOutLine>
