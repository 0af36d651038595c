import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Instant, Nullable } from '../atoms.ts'
import { Fen, MembershipOrder, MembershipStatus } from './contract.ts'

// For staff. Money is integer fen, days are 'YYYY-MM-DD' in Asia/Shanghai, instants are UTC in ISO 8601.

const Version = Type.Integer({ minimum: 1, description: 'as it was read' })
const ADay = Nullable(Type.Integer({ minimum: 0, maximum: 100_000, description: 'a day; null: as many as one likes' }))

const terms = {
  nameZh: Type.String({ minLength: 1, maxLength: 20, pattern: '\\S' }),
  nameEn: Type.String({ minLength: 1, maxLength: 30, pattern: '\\S' }),
  badge: Type.Boolean(),
  likesADay: ADay,
  superlikesADay: ADay,
  rewindsADay: ADay,
  anyCity: Type.Boolean(),
  seesLikes: Type.Boolean(),
}

export const ConsoleLevel = Type.Object({ level: Type.Integer(), ...terms, members: Type.Integer({ description: 'people whose level it is now; of level 0 not counted' }), version: Type.Integer() })
export type ConsoleLevel = Static<typeof ConsoleLevel>

export const ConsolePlan = Type.Object({
  id: Type.Integer(),
  level: Type.Integer(),
  days: Type.Integer(),
  price: Fen,
  onSale: Type.Boolean(),
  sold: Type.Integer({ description: 'orders on these terms that were paid' }),
  version: Type.Integer(),
})
export type ConsolePlan = Static<typeof ConsolePlan>

export const ConsoleLevels = Type.Object({ levels: Type.Array(ConsoleLevel), plans: Type.Array(ConsolePlan) })
export type ConsoleLevels = Static<typeof ConsoleLevels>

export const ByLevel = Type.Object({ level: Type.Integer({ minimum: 0, maximum: 9 }) })
export const ByPlan = Type.Object({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) })

export const LevelChange = Type.Object({ version: Version, ...Type.Partial(Type.Object(terms)).properties }, { minProperties: 2 })
export type LevelChange = Static<typeof LevelChange>

const Price = Type.Integer({ minimum: 1, maximum: 100_000_000, description: 'fen' })
export const NewPlan = Type.Object({ level: Type.Integer({ minimum: 1, maximum: 9 }), days: Type.Integer({ minimum: 1, maximum: 3660 }), price: Price, onSale: Type.Boolean() })
export type NewPlan = Static<typeof NewPlan>
export const PlanChange = Type.Object({ version: Version, ...Type.Partial(Type.Object({ price: Price, onSale: Type.Boolean() })).properties }, { minProperties: 2 })
export type PlanChange = Static<typeof PlanChange>

export const ConsoleMembershipItem = Type.Object({
  ...MembershipOrder.properties,
  refundAskedAt: Nullable(Instant),
  buyer: Type.Object({ id: Type.String(), number: Type.Integer({ description: 'internal id: payments and the audit log name people by it' }), name: Type.String() }),
})
export type ConsoleMembershipItem = Static<typeof ConsoleMembershipItem>

export const ConsoleMembershipQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'an order\'s number, a person\'s number or id, the beginning of their name, or their whole phone number' })),
  status: Type.Optional(MembershipStatus),
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
  buyer: Type.Optional(Type.String({ maxLength: 40, description: 'public id' })),
  from: Type.Optional(Type.String({ format: 'date', description: 'made on this day or later' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'made on this day or earlier' })),
  paidFrom: Type.Optional(Type.String({ format: 'date', description: 'paid on this day or later' })),
  paidTo: Type.Optional(Type.String({ format: 'date', description: 'paid on this day or earlier' })),
})
export type ConsoleMembershipQuery = Static<typeof ConsoleMembershipQuery>
export const ConsoleMembershipList = PageOf(ConsoleMembershipItem)

export const ConsoleMembership = Type.Object({
  ...ConsoleMembershipItem.properties,
  mayRefund: Type.Boolean(),
  unusedWorth: Type.Integer({ description: 'fen that the days which are left are worth; 0 of what is not paid' }),
  current: Type.Object({ level: Type.Integer(), spans: Type.Array(Type.Object({ level: Type.Integer(), startsAt: Instant, endsAt: Instant })) }, { description: 'what the buyer has now and after' }),
  refunds: Type.Array(Type.Object({ id: Type.Integer(), amount: Fen, status: Type.String(), createdAt: Instant })),
})
export type ConsoleMembership = Static<typeof ConsoleMembership>

/** What the order granted ends when the money is back, whatever the sum. */
export const MembershipRefund = Type.Object({
  amount: Type.Integer({ minimum: 1, maximum: 100_000_000, description: 'fen, at most what was paid' }),
  reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'goes into the audit log' }),
})
export type MembershipRefund = Static<typeof MembershipRefund>
