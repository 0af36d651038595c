import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Id, Instant, Nullable } from '../atoms.ts'
import { Buyer } from '../orders/console-contract.ts'
import { CouponOffer } from './contract.ts'

// For staff. Money is integer fen, instants are UTC in ISO 8601.

/** over: can't be claimed any more; hidden: nobody is shown it; planned: not yet; running: can be claimed, if any are left. */
export const CouponState = Type.Enum(['planned', 'running', 'over', 'hidden'])
export type CouponState = Static<typeof CouponState>

const { left: _, mine: __, state: ___, ...offered } = CouponOffer.properties
export const ConsoleCoupon = Type.Object({
  ...offered,
  total: Nullable(Type.Integer({ description: 'how many there are; null: no end' })),
  visible: Type.Boolean(),
  state: CouponState,
  claimed: Type.Integer(),
  used: Type.Integer({ description: 'claims that an order uses' }),
  takenOff: Type.Integer({ description: 'fen it has taken off these orders' }),
  version: Type.Integer(),
  createdAt: Instant,
})
export type ConsoleCoupon = Static<typeof ConsoleCoupon>

export const ConsoleCouponQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 32, description: 'a coupon\'s id, or a part of its name' })),
  state: Type.Optional(CouponState),
  kind: Type.Optional(Type.Enum(['amount', 'percent'])),
})
export type ConsoleCouponQuery = Static<typeof ConsoleCouponQuery>
export const ConsoleCouponList = PageOf(ConsoleCoupon)

const MAX_FEN = 1_000_000_000
const Moment = Type.String({ format: 'date-time', pattern: '^20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d(?:\\.\\d{1,3})?Z$', description: 'UTC, of this century' })
const Name = Type.String({ minLength: 1, maxLength: 32, pattern: '\\S' })
const Total = Nullable(Type.Integer({ minimum: 1, maximum: 2_000_000_000, description: 'how many there are; null: no end' }))

/** Of kind amount: amount. Of kind percent: percent, and most where it has an end. */
export const NewCoupon = Type.Object({
  name: Name,
  kind: Type.Enum(['amount', 'percent']),
  amount: Nullable(Type.Integer({ minimum: 1, maximum: MAX_FEN, description: 'fen off' })),
  percent: Nullable(Type.Integer({ minimum: 1, maximum: 99, description: 'percent off (20: 八折)' })),
  most: Nullable(Type.Integer({ minimum: 1, maximum: MAX_FEN, description: 'fen off at most' })),
  threshold: Type.Integer({ minimum: 0, maximum: MAX_FEN, description: 'fen of the goods it is for, from which on it can be used' }),
  categoryId: Nullable(Id),
  perPerson: Type.Integer({ minimum: 1, maximum: 99 }),
  total: Total,
  claimFrom: Moment,
  claimUntil: Moment,
  days: Type.Integer({ minimum: 1, maximum: 366 }),
  visible: Type.Boolean(),
})
export type NewCoupon = Static<typeof NewCoupon>

/** Whatever changes. Once somebody has claimed it: name, total, claimUntil and visible only. */
export const CouponChange = Type.Object({
  version: Type.Integer({ minimum: 1, description: 'of the coupon as it was read' }),
  ...Type.Partial(NewCoupon).properties,
}, { minProperties: 2 })
export type CouponChange = Static<typeof CouponChange>

export const CouponEnd = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'goes into the audit log' }) })

/** used: by an order; usable and expired: by nobody yet, and not any more. */
export const CouponClaim = Type.Object({
  id: Type.Integer(),
  buyer: Buyer,
  claimedAt: Instant,
  endsAt: Instant,
  state: Type.Enum(['usable', 'used', 'expired']),
  orderNo: Nullable(Type.String()),
  discount: Nullable(Type.Integer({ description: 'fen it took off that order' })),
})
export type CouponClaim = Static<typeof CouponClaim>
export const CouponClaimQuery = Type.Object({ ...PageQuery.properties, state: Type.Optional(Type.Enum(['usable', 'used', 'expired'])) })
export type CouponClaimQuery = Static<typeof CouponClaimQuery>
export const CouponClaimList = PageOf(CouponClaim)
