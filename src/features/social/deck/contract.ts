import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { Gender, Nullable, Uuid } from '../atoms.ts'

/** Why somebody is shown, the strongest first. */
export const Why = Type.Union([
  Type.Object({ kind: Type.Literal('superlike') }),
  Type.Object({ kind: Type.Literal('tags'), tags: Type.Array(Type.String()) }),
  Type.Object({ kind: Type.Literal('near') }),
  Type.Object({ kind: Type.Literal('city') }),
  Type.Object({ kind: Type.Literal('active') }),
  Type.Object({ kind: Type.Literal('new') }),
])
export type Why = Static<typeof Why>

/** Somebody as others see them. Nothing here says where they are more exactly than `distance`, or which account they have. */
export const PersonCard = Type.Object({
  id: Uuid,
  name: Type.String(),
  age: Type.Integer(),
  gender: Gender,
  distance: Nullable(Type.Integer({ description: 'less than so many kilometres: 2, 5, 10, 20, 50, 100, 200 or 500; null: further' })),
  city: Type.String(),
  visiting: Type.Boolean({ description: 'looks around in this city without living there' }),
  photos: Type.Array(Picture, { description: 'only the first of somebody whose album is for matches' }),
  morePhotos: Type.Integer({ description: 'that matches will see' }),
  about: Type.String(),
  tags: Type.Array(Type.String()),
  verified: Type.Boolean({ description: 'has confirmed their identity' }),
  member: Type.Boolean({ description: 'wears the badge of a membership' }),
  superLikedMe: Type.Boolean(),
  why: Type.Array(Why),
})
export type PersonCard = Static<typeof PersonCard>

/** Somebody's page: what I have decided about them, and our match. */
export const Person = Type.Object({
  ...PersonCard.properties,
  decided: Nullable(Type.Union([Type.Literal('pass'), Type.Literal('like'), Type.Literal('superlike')])),
  matchId: Nullable(Uuid),
})
export type Person = Static<typeof Person>

const ID = '[\\da-fA-F]{8}-(?:[\\da-fA-F]{4}-){3}[\\da-fA-F]{12}'
export const DeckQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
  exclude: Type.Optional(Type.String({ maxLength: 4000, pattern: `^${ID}(?:,${ID})*$`, description: 'ids that the client has swiped but not sent yet, with commas' })),
})
export type DeckQuery = Static<typeof DeckQuery>

/** What one could change so as to find more people, and how many more: at most 100 are counted. */
export const Widening = Type.Object({
  kind: Type.Union([Type.Literal('distance'), Type.Literal('ages'), Type.Literal('anywhere')]),
  maxKm: Type.Optional(Type.Integer()),
  ageMin: Type.Optional(Type.Integer()),
  ageMax: Type.Optional(Type.Integer()),
  gain: Type.Integer(),
})
export type Widening = Static<typeof Widening>

export const Deck = Type.Object({
  items: Type.Array(PersonCard),
  paused: Type.Boolean({ description: 'somebody who is paused is shown to nobody, and sees nobody' }),
  widen: Type.Array(Widening, { description: 'when nobody is left' }),
})
export type Deck = Static<typeof Deck>

export const AudienceQuery = Type.Object({
  seeks: Type.Optional(Type.String({ pattern: '^(female|male|other)(,(female|male|other)){0,2}$' })),
  scope: Type.Optional(Type.Union([Type.Literal('near'), Type.Literal('city'), Type.Literal('anywhere')])),
  minKm: Type.Optional(Type.Integer({ minimum: 0, maximum: 500 })),
  maxKm: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  ageMin: Type.Optional(Type.Integer({ minimum: 18, maximum: 100 })),
  ageMax: Type.Optional(Type.Integer({ minimum: 18, maximum: 100 })),
})
export type AudienceQuery = Static<typeof AudienceQuery>
export const Audience = Type.Object({ count: Type.Integer({ description: 'people one has not decided about and could meet with these settings, at most 100' }) })
