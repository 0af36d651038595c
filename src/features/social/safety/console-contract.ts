import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Gender, Instant, Nullable, Uuid } from '../atoms.ts'
import { ReportReason } from './contract.ts'

// For staff. Where people are, whom they like and what they write is in none of it, but for what a report brings along.

/** What the person it is about reads; it goes into the audit log as well. */
export const Reason = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
export const ByNumber = Type.Object({ id: Id })
/** Null: for good. */
export const Until = Nullable(Type.String({ format: 'date-time' }))

/** Somebody as they are named on a page of the staff. */
export const PersonName = Type.Object({ id: Uuid, name: Type.String(), photo: Nullable(Picture), account: Type.Integer({ description: 'internal number of the account' }) })

const ReportState = Type.Union([Type.Literal('open'), Type.Literal('dismissed'), Type.Literal('acted')])
export const Decision = Type.Union([Type.Literal('dismiss'), Type.Literal('warn'), Type.Literal('reject_photos'), Type.Literal('ban'), Type.Literal('ban_and_suspend')])
export type Decision = Static<typeof Decision>

export const ConsoleReportItem = Type.Object({
  id: Type.Integer(),
  reported: PersonName,
  reason: ReportReason,
  text: Type.String(),
  createdAt: Instant,
  state: ReportState,
  decision: Nullable(Type.Union([Decision, Type.Literal('left')], { description: 'left: one of the two has left before anybody decided' })),
  decidedAt: Nullable(Instant),
  priority: Type.Number({ description: 'distinct people who have an open report about them, each by how often they were right before; who seems to be under age comes first' }),
  reporters: Type.Integer({ description: 'people who have an open report about them' }),
})
export type ConsoleReportItem = Static<typeof ConsoleReportItem>

export const ReportQuery = Type.Object({
  ...PageQuery.properties,
  state: Type.Optional(ReportState),
  reason: Type.Optional(ReportReason),
  person: Type.Optional(Uuid),
})
export type ReportQuery = Static<typeof ReportQuery>
export const ReportList = PageOf(ConsoleReportItem)

const SnapshotMessage = Type.Object({ seq: Type.Integer(), byReporter: Type.Boolean(), text: Nullable(Type.String()), picture: Nullable(Picture), at: Instant })

export const ConsoleReport = Type.Object({
  ...ConsoleReportItem.properties,
  decisionReason: Nullable(Type.String()),
  decidedBy: Nullable(Type.String()),
  reporter: Type.Object({ ...PersonName.properties, record: Type.Object({ open: Type.Integer(), acted: Type.Integer(), dismissed: Type.Integer() }) }),
  banned: Type.Boolean({ description: 'the reported is banned now' }),
  warnedAt: Nullable(Instant),
  snapshot: Type.Object({
    name: Type.String(),
    age: Nullable(Type.Integer()),
    gender: Nullable(Gender),
    about: Type.String(),
    tags: Type.Array(Type.String()),
    city: Nullable(Type.String()),
    photos: Type.Array(Type.Object({ id: Type.Integer(), picture: Picture, state: Nullable(Type.Union([Type.Literal('pending'), Type.Literal('approved'), Type.Literal('rejected')], { description: 'as it is now; null: taken away since' })) })),
    match: Nullable(Type.Object({ createdAt: Instant, endedAt: Nullable(Instant), messages: Type.Array(SnapshotMessage, { description: 'the last ones, oldest first' }) })),
  }, { description: 'what the reporter could see then' }),
  others: Type.Array(ConsoleReportItem, { description: 'other reports about the same person, newest first' }),
})
export type ConsoleReport = Static<typeof ConsoleReport>

export const ReportDecisionBody = Type.Object({
  decision: Decision,
  reason: Reason,
  until: Type.Optional(Until),
  photoIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 9, uniqueItems: true })),
})
export type ReportDecisionBody = Static<typeof ReportDecisionBody>

export const ConsoleAppeal = Type.Object({
  id: Type.Integer(),
  person: PersonName,
  text: Type.String(),
  state: Type.Union([Type.Literal('open'), Type.Literal('granted'), Type.Literal('refused')]),
  answer: Nullable(Type.String()),
  createdAt: Instant,
  decidedAt: Nullable(Instant),
  ban: Type.Object({ at: Instant, reason: Nullable(Type.String({ description: 'null: that ban is over' })), until: Until }),
})
export type ConsoleAppeal = Static<typeof ConsoleAppeal>
export const AppealQuery = Type.Object({ ...PageQuery.properties, state: Type.Optional(ConsoleAppeal.properties.state) })
export type AppealQuery = Static<typeof AppealQuery>
export const AppealList = PageOf(ConsoleAppeal)
export const AppealDecision = Type.Object({ decision: Type.Union([Type.Literal('grant'), Type.Literal('refuse')]), answer: Reason })
export type AppealDecision = Static<typeof AppealDecision>
