import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Instant, Nullable } from '../atoms.ts'

export const Fen = Type.Integer({ minimum: 0, description: 'fen' })
const ADay = Nullable(Type.Integer({ description: 'a day; null: as many as one likes' }))

/** What a level allows; 0 is what everybody has. */
export const LevelTerms = Type.Object({
  level: Type.Integer(),
  name: Type.Object({ 'zh-CN': Type.String(), 'en': Type.String() }),
  badge: Type.Boolean({ description: 'is seen to be a member' }),
  likesADay: ADay,
  superlikesADay: ADay,
  rewindsADay: ADay,
  anyCity: Type.Boolean({ description: 'may look around in another city' }),
  seesLikes: Type.Boolean({ description: 'sees who likes them' }),
})
export type LevelTerms = Static<typeof LevelTerms>

export const Plan = Type.Object({
  id: Type.Integer(),
  level: Type.Integer(),
  days: Type.Integer(),
  price: Fen,
})
export type Plan = Static<typeof Plan>

export const Plans = Type.Object({ levels: Type.Array(LevelTerms), plans: Type.Array(Plan, { description: 'that are on sale' }) })
export type Plans = Static<typeof Plans>

/** WAIT_PAYMENT 待支付, PAID 已支付, CANCELED 已取消 (not paid in time), REFUNDED 已退款: its time has ended. */
export const MembershipStatus = Type.Union([Type.Literal('WAIT_PAYMENT'), Type.Literal('PAID'), Type.Literal('CANCELED'), Type.Literal('REFUNDED')])
export type MembershipStatus = Static<typeof MembershipStatus>

export const MembershipOrder = Type.Object({
  no: Type.String(),
  level: Type.Integer(),
  days: Type.Integer(),
  price: Fen,
  status: MembershipStatus,
  createdAt: Instant,
  expiresAt: Instant,
  paidAt: Nullable(Instant),
  refundedAt: Nullable(Instant),
  refunded: Type.Integer({ description: 'fen that go back or have gone' }),
})
export type MembershipOrder = Static<typeof MembershipOrder>

export const Membership = Type.Object({
  level: Type.Integer({ description: 'that holds now; 0: everybody’s' }),
  endsAt: Nullable(Instant),
  spans: Type.Array(Type.Object({ level: Type.Integer(), startsAt: Instant, endsAt: Instant }), { description: 'the one that holds now and those that follow' }),
  orders: Type.Array(MembershipOrder, { description: 'the latest 50, newest first' }),
})
export type Membership = Static<typeof Membership>

export const NewMembership = Type.Object({
  planId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  price: Type.Optional(Type.Integer({ description: 'fen as it was shown: another by now is a conflict' })),
})
export type NewMembership = Static<typeof NewMembership>

export const ByNo = Type.Object({ no: Type.String({ pattern: '^[0-9A-Za-z]{1,40}$' }) })
export const Opened = Type.Object({ orderNo: Type.String(), payUrl: Type.String({ description: 'the cashier, for the browser to go to' }) })
export type Opened = Static<typeof Opened>
