import type { Static } from 'typebox'
import { Type } from 'typebox'
import { After, CursorPageOf } from '../../../kit/pagination.ts'
import { Picture } from '../../../core/media/contract.ts'
import { Instant, Nullable } from '../atoms.ts'

// Instants are UTC in ISO 8601.

const Score = Type.Integer({ minimum: 0, maximum: 5, description: 'stars' })

export const NewReview = Type.Object({
  score: Score,
  text: Type.String({ minLength: 1, maxLength: 1000, description: 'five characters at least, without the blanks around it' }),
  anonymous: Type.Optional(Type.Boolean({ default: false })),
  images: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9a-f]{32}$', description: 'id of a picture from POST mall/review-images' }), { maxItems: 6, uniqueItems: true })),
})
export type NewReview = Static<typeof NewReview>

export const Review = Type.Object({
  id: Type.Integer(),
  score: Score,
  text: Type.String(),
  pictures: Type.Array(Picture),
  specText: Type.String({ description: 'what was bought, e.g. 黑 256GB' }),
  name: Type.String({ description: 'masked when anonymous' }),
  avatar: Nullable(Picture),
  anonymous: Type.Boolean(),
  createdAt: Instant,
  answer: Nullable(Type.Object({ text: Type.String(), createdAt: Instant })),
})
export type Review = Static<typeof Review>

export const ReviewQuery = Type.Object({
  score: Type.Optional(Score),
  withPictures: Type.Optional(Type.Boolean({ description: 'true: only those with pictures' })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 10 })),
  after: After,
})
export type ReviewQuery = Static<typeof ReviewQuery>

/** Of all reviews of the product that are shown, whatever the filter. */
export const ReviewFigures = Type.Object({
  count: Type.Integer(),
  average: Nullable(Type.Number({ description: 'one decimal; null without reviews' })),
  histogram: Type.Array(Type.Integer(), { description: 'how many of 0, 1, 2, 3, 4 and 5 stars', minItems: 6, maxItems: 6 }),
  withPictures: Type.Integer(),
})
export type ReviewFigures = Static<typeof ReviewFigures>

export const ReviewList = Type.Object({ ...CursorPageOf(Review).properties, figures: ReviewFigures })
export type ReviewList = Static<typeof ReviewList>
