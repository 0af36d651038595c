import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Fen, Instant, Nullable } from '../atoms.ts'

/** What a coupon takes off, of whatever it is asked for. */
const terms = {
  name: Type.String(),
  kind: Type.Enum(['amount', 'percent']),
  amount: Nullable(Type.Integer({ description: 'fen off, of kind amount' })),
  percent: Nullable(Type.Integer({ description: 'percent off (20: 八折), of kind percent' })),
  most: Nullable(Type.Integer({ description: 'fen off at most, of kind percent' })),
  threshold: Type.Integer({ description: 'fen of the goods it is for, from which on it can be used; 0: always' }),
  category: Nullable(Type.Object({ id: Type.Integer(), name: Type.String() }, { description: 'it is for goods of this category and below' })),
}

/** A coupon anybody may look at. open: can be claimed; claimed: this person has all one may have; gone: none is left; soon: not yet. */
export const CouponOffer = Type.Object({
  id: Type.Integer({ description: 'of the coupon' }),
  ...terms,
  days: Type.Integer({ description: 'how long it can be used after the claim' }),
  perPerson: Type.Integer(),
  claimFrom: Instant,
  claimUntil: Instant,
  left: Nullable(Type.Integer({ description: 'how many are left; null: no end' })),
  mine: Type.Integer({ description: 'how many of them this person has claimed' }),
  state: Type.Enum(['open', 'claimed', 'gone', 'soon']),
})
export type CouponOffer = Static<typeof CouponOffer>

export const CouponQuery = Type.Object({
  ...PageQuery.properties,
  categoryId: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'only what goods of this category can be bought with' })),
})
export type CouponQuery = Static<typeof CouponQuery>
export const CouponOffers = PageOf(CouponOffer)

/** A coupon somebody has. Its id is what quotes and orders take as `couponId`. */
export const MyCoupon = Type.Object({
  id: Type.Integer({ description: 'of the claim: `couponId` of quotes and orders' }),
  couponId: Type.Integer({ description: 'of the coupon' }),
  ...terms,
  state: Type.Enum(['usable', 'used', 'expired']),
  claimedAt: Instant,
  endsAt: Instant,
  orderNo: Nullable(Type.String({ description: 'of the order that used it' })),
})
export type MyCoupon = Static<typeof MyCoupon>

export const MyCouponQuery = Type.Object({
  ...PageQuery.properties,
  state: Type.Optional(Type.Enum(['usable', 'used', 'expired'], { default: 'usable' })),
})
export type MyCouponQuery = Static<typeof MyCouponQuery>
export const MyCoupons = PageOf(MyCoupon)

/** A coupon of mine beside a basket. Why not: threshold (`missing` fen of goods it is for), or no goods it is for. */
export const BasketCoupon = Type.Object({
  id: Type.Integer({ description: '`couponId` of quotes and orders' }),
  ...terms,
  endsAt: Instant,
  usable: Type.Boolean(),
  discount: Fen,
  reason: Nullable(Type.Enum(['threshold', 'goods'])),
  missing: Fen,
})
export type BasketCoupon = Static<typeof BasketCoupon>
