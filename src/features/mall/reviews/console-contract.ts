import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Id, Nullable } from '../atoms.ts'
import { Buyer, Reason } from '../orders/console-contract.ts'
import { Review } from './contract.ts'

// For staff.

export const ConsoleReview = Type.Object({
  ...Review.properties,
  buyer: Buyer,
  product: Type.Object({ id: Type.Integer(), title: Type.String() }),
  orderNo: Type.String(),
  visible: Type.Boolean(),
})
export type ConsoleReview = Static<typeof ConsoleReview>

export const ConsoleReviewQuery = Type.Object({
  ...PageQuery.properties,
  unanswered: Type.Optional(Type.Boolean({ description: 'true: only those the shop has not answered' })),
  visible: Type.Optional(Type.Boolean()),
  score: Type.Optional(Review.properties.score),
  worst: Type.Optional(Type.Integer({ minimum: 0, maximum: 5, description: 'this many stars or fewer' })),
  productId: Type.Optional(Id),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'a part of the text, or an order\'s number' })),
  buyer: Type.Optional(Type.String({ maxLength: 40, description: 'public id' })),
  from: Type.Optional(Type.String({ format: 'date', description: 'written on this day or later' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'written on this day or earlier' })),
})
export type ConsoleReviewQuery = Static<typeof ConsoleReviewQuery>
export const ConsoleReviewList = PageOf(ConsoleReview)

/** Visitors read it below the review; a later one replaces it. */
export const ReviewAnswer = Type.Object({
  text: Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' }),
  seen: Nullable(Type.String({ maxLength: 1000, description: 'the answer as it was shown: another by now is a conflict' })),
})
export type ReviewAnswer = Static<typeof ReviewAnswer>
/** Hidden reviews don't count. */
export const ReviewVisibility = Type.Object({ visible: Type.Boolean(), reason: Reason })
export type ReviewVisibility = Static<typeof ReviewVisibility>
