import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Instant, Nullable, Uuid } from '../atoms.ts'
import { PersonCard } from '../deck/contract.ts'

export const SwipeKind = Type.Union([Type.Literal('pass'), Type.Literal('like'), Type.Literal('superlike')])
export type SwipeKind = Static<typeof SwipeKind>

export const NewSwipe = Type.Object({ kind: SwipeKind })

const Allowance = Type.Object({
  limit: Nullable(Type.Integer({ description: 'a day; null: as many as one likes' })),
  left: Nullable(Type.Integer()),
  resetAt: Instant,
})
export const Quota = Type.Object({ likes: Allowance, superlikes: Allowance, rewinds: Allowance })
export type Quota = Static<typeof Quota>

export const Swiped = Type.Object({
  matched: Type.Boolean(),
  matchId: Type.Optional(Uuid),
  quota: Quota,
})
export type Swiped = Static<typeof Swiped>

export const Rewound = Type.Object({
  card: Nullable(PersonCard),
  unmatched: Type.Boolean({ description: 'a match that came of it is gone as well' }),
  quota: Quota,
})
export type Rewound = Static<typeof Rewound>

/** Members see who; others how many, and how little of them that nobody could be told by it. */
export const Fans = Type.Object({
  count: Type.Integer({ description: 'at most 100' }),
  items: Type.Array(Type.Object({ ...PersonCard.properties, likedAt: Instant })),
  blurred: Type.Array(Type.String({ description: 'a data: address of a few pixels' })),
  next: Nullable(Type.String()),
})
export type Fans = Static<typeof Fans>
