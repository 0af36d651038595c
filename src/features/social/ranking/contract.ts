import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Nullable, Uuid } from '../atoms.ts'
import { PersonCard } from '../deck/contract.ts'

const Period = Type.Union([Type.Literal('week'), Type.Literal('all')], { description: 'week: since Monday 00:00 in Shanghai' })
export type Period = Static<typeof Period>

export const RankingQuery = Type.Object({ period: Type.Optional(Period) })

const { name, age, gender, city, verified, member, photos } = PersonCard.properties
/** No more of somebody than their card shows to everybody. */
export const Ranked = Type.Object({
  place: Type.Integer(),
  points: Type.Integer(),
  id: Type.Union([Uuid, Type.Null()], { description: 'null for whom I can’t look up: whom I was not shown, who has not shown that they like me' }),
  isMe: Type.Boolean(),
  name,
  age,
  gender,
  city,
  verified,
  member,
  photo: Nullable(photos.items),
})
export type Ranked = Static<typeof Ranked>

export const Ranking = Type.Object({
  period: Period,
  items: Type.Array(Ranked, { description: 'at most 50' }),
  me: Type.Union([Type.Object({
    place: Nullable(Type.Integer({ description: 'null: not among the first hundred' })),
    points: Type.Integer(),
  }), Type.Null()], { description: 'null for whoever is not on it' }),
})
export type Ranking = Static<typeof Ranking>
