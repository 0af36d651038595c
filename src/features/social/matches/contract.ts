import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { Instant, ListQuery, Nullable, Uuid } from '../atoms.ts'
import { PersonCard } from '../deck/contract.ts'

/** Somebody one is matched with, as a line of a list. */
const MatchedPerson = Type.Object({
  id: Uuid,
  name: Type.String(),
  age: Type.Integer(),
  photo: Nullable(Picture),
  verified: Type.Boolean({ description: 'has confirmed their identity' }),
  member: Type.Boolean({ description: 'wears the badge of a membership' }),
})

export const MatchItem = Type.Object({
  id: Uuid,
  person: MatchedPerson,
  createdAt: Instant,
  lastAt: Instant,
  unread: Type.Integer({ description: 'messages of the other that I have not read, at most 100' }),
  last: Nullable(Type.Object({
    seq: Type.Integer(),
    mine: Type.Boolean(),
    text: Nullable(Type.String({ description: 'its beginning' })),
    picture: Type.Boolean(),
    at: Instant,
  })),
})
export type MatchItem = Static<typeof MatchItem>

export const MatchList = Type.Object({ items: Type.Array(MatchItem), next: Nullable(Type.String({ description: 'cursor of the next page, for `after`' })) })
export type MatchList = Static<typeof MatchList>

export const MatchQuery = Type.Object({
  kind: Type.Optional(Type.Union([Type.Literal('new'), Type.Literal('talking')], { description: 'only those in which nobody, or somebody, has written' })),
  ...ListQuery.properties,
})
export type MatchQuery = Static<typeof MatchQuery>

/** How far both have got; numbers of messages that only grow. */
export const Progress = Type.Object({
  lastSeq: Type.Integer({ description: 'number of the last message, 0 before the first' }),
  readSeq: Type.Integer({ description: 'up to here I have read' }),
  other: Type.Object({ deliveredSeq: Type.Integer(), readSeq: Type.Integer() }),
})
export type Progress = Static<typeof Progress>

export const Match = Type.Object({
  id: Uuid,
  person: PersonCard,
  createdAt: Instant,
  ...Progress.properties,
})
export type Match = Static<typeof Match>
