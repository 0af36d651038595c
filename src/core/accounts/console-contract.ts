import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../kit/pagination.ts'
import { Picture } from '../media/contract.ts'
import { Lang, SessionItem } from './contract.ts'

// Instants are UTC in ISO 8601, days are 'YYYY-MM-DD' in Asia/Shanghai. Staff too see phone numbers, e-mail addresses,
// names and numbers of identities masked: they recognise what somebody tells them, and learn nothing they could carry away.

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const Reason = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'goes into the audit log' })

/** Somebody by their public id, or by the number that payments and the audit log name them by. */
export const ByUser = Type.Object({ id: Type.String({ pattern: '^(?:\\d{1,15}|[0-9a-z]{20})$' }) })

export const UserStatus = Type.Union([Type.Literal('active'), Type.Literal('leaving'), Type.Literal('suspended'), Type.Literal('deleted')])
export type UserStatus = Static<typeof UserStatus>

export const ConsoleUserItem = Type.Object({
  id: Type.String(),
  number: Type.Integer({ description: 'internal id: payments and the audit log name people by it' }),
  name: Type.String(),
  avatar: Nullable(Picture),
  username: Nullable(Type.String()),
  mobile: Nullable(Type.String({ description: 'masked' })),
  email: Nullable(Type.String({ description: 'masked' })),
  status: UserStatus,
  verified: Type.Boolean({ description: 'has confirmed their identity' }),
  createdAt: Instant,
  lastSeenAt: Nullable(Instant),
})
export type ConsoleUserItem = Static<typeof ConsoleUserItem>

export const UserQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 254, description: 'a whole phone number, e-mail address, user name, public id or number; or how a name begins' })),
  status: Type.Optional(UserStatus),
  verified: Type.Optional(Type.Boolean()),
  from: Type.Optional(Type.String({ format: 'date', description: 'registered on this day or later' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'registered on this day or earlier' })),
  seenFrom: Type.Optional(Type.String({ format: 'date', description: 'whose session was used on this day or later' })),
})
export type UserQuery = Static<typeof UserQuery>
export const UserList = PageOf(ConsoleUserItem)

const { current: _, ...session } = SessionItem.properties
export const ConsoleUser = Type.Object({
  ...ConsoleUserItem.properties,
  statusReason: Nullable(Type.String({ description: 'why they are suspended; told to them when they try to sign in' })),
  leavesAt: Nullable(Type.String({ format: 'date-time', description: 'they have asked to be deleted, which happens then, or has happened' })),
  lang: Nullable(Lang),
  termsVersion: Type.String(),
  termsAcceptedAt: Instant,
  verifiedAt: Nullable(Instant),
  sessions: Type.Array(Type.Object(session), { description: 'where they are signed in, the latest first, at most 100' }),
  counts: Type.Object({
    sessions: Type.Integer(),
    places: Type.Integer({ description: 'devices and addresses they have signed in from in the last 90 days' }),
  }),
})
export type ConsoleUser = Static<typeof ConsoleUser>

export const UserChange = Type.Object({ status: Type.Union([Type.Literal('active'), Type.Literal('suspended')]), reason: Reason })
export type UserChange = Static<typeof UserChange>

export const SessionsEnd = Type.Object({ reason: Reason })

export const ConsoleIdentity = Type.Object({
  user: Type.Object({ id: Type.String(), number: Type.Integer(), name: Type.String() }),
  realName: Type.String({ description: 'masked' }),
  idNumber: Type.String({ description: 'masked' }),
  birthYear: Type.Integer(),
  sex: Type.Union([Type.Literal('female'), Type.Literal('male')]),
  region: Nullable(Type.String({ description: 'place of first registration, in the caller\'s language' })),
  regionAbandoned: Type.Boolean({ description: 'that division is no longer on the map' }),
  verifiedAt: Instant,
})
export type ConsoleIdentity = Static<typeof ConsoleIdentity>
export const IdentityList = PageOf(ConsoleIdentity)

export const UserStatistics = Type.Object({
  users: Type.Integer({ description: 'accounts that are not deleted' }),
  verified: Type.Integer(),
  suspended: Type.Integer(),
  newToday: Type.Integer(),
  activeToday: Type.Integer({ description: 'people whose session was used today' }),
  days: Type.Array(Type.Object({ date: Type.String(), registered: Type.Integer() }), { description: 'the last 30 days, today last (O-09)' }),
})
export type UserStatistics = Static<typeof UserStatistics>
