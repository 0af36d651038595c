import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { Instant, Nullable, Uuid } from '../atoms.ts'

export const ByPerson = Type.Object({ personId: Uuid })

export const BlockedPerson = Type.Object({
  id: Uuid,
  name: Type.String(),
  photo: Nullable(Picture),
  at: Instant,
})
export type BlockedPerson = Static<typeof BlockedPerson>
export const BlockList = Type.Object({ items: Type.Array(BlockedPerson, { description: 'whom I have blocked, the latest first' }), next: Nullable(Type.String()) })
export type BlockList = Static<typeof BlockList>

export const ReportReason = Type.Union([
  Type.Literal('harassment'),
  Type.Literal('minor'),
  Type.Literal('money'),
  Type.Literal('fake'),
  Type.Literal('photos'),
  Type.Literal('spam'),
  Type.Literal('offline'),
  Type.Literal('other'),
], { description: 'minor: seems to be under age; money: asks for it; offline: what happened when they met' })

export const NewReport = Type.Object({
  personId: Uuid,
  reason: ReportReason,
  text: Type.Optional(Type.String({ maxLength: 1000 })),
  matchId: Type.Optional(Uuid),
})
export type NewReport = Static<typeof NewReport>

export const MyReport = Type.Object({
  id: Type.Integer(),
  person: Type.Object({ name: Type.String({ description: 'as they were called then' }) }),
  reason: ReportReason,
  text: Type.String(),
  createdAt: Instant,
  state: Type.Union([Type.Literal('open'), Type.Literal('dismissed'), Type.Literal('acted')]),
  outcome: Type.String({ description: 'what became of it, in words' }),
  decidedAt: Nullable(Instant),
})
export type MyReport = Static<typeof MyReport>
export const MyReportList = Type.Object({ items: Type.Array(MyReport), next: Nullable(Type.String()) })
export type MyReportList = Static<typeof MyReportList>

export const NewAppeal = Type.Object({ text: Type.String({ maxLength: 1000 }) })
export const Appeal = Type.Object({
  state: Type.Union([Type.Literal('open'), Type.Literal('granted'), Type.Literal('refused')]),
  answer: Nullable(Type.String()),
})
export type Appeal = Static<typeof Appeal>
