import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Gender, Instant, Nullable, Uuid } from '../atoms.ts'
import { PersonName, Reason, Until } from '../safety/console-contract.ts'

// For staff: people who meet people. Where they are is a city; whom they like and what they write is only counted.

const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })

export const ConsoleMeeterItem = Type.Object({
  ...PersonName.properties,
  age: Nullable(Type.Integer()),
  gender: Nullable(Gender),
  city: Nullable(Type.String()),
  createdAt: Instant,
  activeAt: Instant,
  paused: Type.Boolean(),
  banned: Type.Boolean(),
  visible: Type.Boolean({ description: 'others can be shown them' }),
  openReports: Type.Integer(),
})
export type ConsoleMeeterItem = Static<typeof ConsoleMeeterItem>

export const MeeterQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'how a name begins, their id here, or the account\'s number or public id' })),
  state: Type.Optional(Type.Union([Type.Literal('banned'), Type.Literal('paused'), Type.Literal('reported'), Type.Literal('stopped')], { description: 'stopped: looked at more people within a day than a person does' })),
  from: Type.Optional(Type.String({ format: 'date', description: 'here since this day or later' })),
  activeFrom: Type.Optional(Type.String({ format: 'date', description: 'here last on this day or later' })),
})
export type MeeterQuery = Static<typeof MeeterQuery>
export const MeeterList = PageOf(ConsoleMeeterItem)

export const ConsoleMeeter = Type.Object({
  ...ConsoleMeeterItem.properties,
  accountStatus: Type.Union([Type.Literal('active'), Type.Literal('leaving'), Type.Literal('suspended'), Type.Literal('deleted')]),
  verified: Type.Boolean(),
  birthDate: Nullable(Day),
  birthCorrectedAt: Nullable(Instant),
  seeks: Type.Array(Gender),
  about: Type.String(),
  tags: Type.Array(Type.String()),
  photos: Type.Array(Type.Object({ id: Type.Integer(), picture: Picture, state: Type.Union([Type.Literal('pending'), Type.Literal('approved'), Type.Literal('rejected')]), reason: Nullable(Type.String()) })),
  ban: Nullable(Type.Object({ at: Instant, until: Until, reason: Type.String() })),
  warning: Nullable(Type.Object({ at: Instant, reason: Type.String() })),
  membership: Nullable(Type.Object({ level: Type.Integer(), endsAt: Instant })),
  jumps: Type.Array(Type.Object({ at: Instant, km: Type.Integer() }), { description: 'places too far from the one before to be true, the latest first' }),
  counts: Type.Object({
    passes: Type.Integer(),
    likes: Type.Integer(),
    superlikes: Type.Integer(),
    likesReceived: Type.Integer(),
    matches: Type.Integer({ description: 'that are on' }),
    matchesEver: Type.Integer(),
    reportsBy: Type.Integer(),
    reportsAbout: Type.Integer(),
    reportsUpheld: Type.Integer({ description: 'reports about them that something was done about' }),
    blocksBy: Type.Integer(),
    blockedBy: Type.Integer(),
    looks: Type.Integer({ description: 'people they were shown since their day began' }),
  }),
  stoppedAt: Nullable(Instant),
})
export type ConsoleMeeter = Static<typeof ConsoleMeeter>

export const NewBan = Type.Object({ reason: Reason, until: Until })
export type NewBan = Static<typeof NewBan>
export const BanEnd = Type.Object({ reason: Reason })
export const NewWarning = Type.Object({ reason: Reason })
export const BirthCorrection = Type.Object({ birthDate: Day, seen: Nullable(Day), reason: Reason })
export type BirthCorrection = Static<typeof BirthCorrection>
export const ByMeeter = Type.Object({ id: Uuid })
