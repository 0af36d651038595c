import type { Static } from 'typebox'
import { Type } from 'typebox'
import { After, CursorPageOf } from '../../../kit/pagination.ts'
import { ReturnCase, ReturnKind } from '../orders/contract.ts'

// A return case itself is part of an order's contract (orders/contract.ts). Money is integer fen.

/** A case's number, e.g. R20270301K4T9P0QZ7C2D. */
export const ByReturnNo = Type.Object({ no: Type.String({ pattern: '^[0-9A-Za-z]{1,40}$' }) })

const Quantity = Type.Integer({ minimum: 1, maximum: 999 })

export const NewReturn = Type.Object({
  kind: ReturnKind,
  quantity: Quantity,
  reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  images: Type.Optional(Type.Array(Type.String({ pattern: '^[0-9a-f]{32}$', description: 'id of a picture from POST mall/review-images' }), { maxItems: 6, uniqueItems: true })),
})
export type NewReturn = Static<typeof NewReturn>

export const ReturnQuoteQuery = Type.Object({ kind: ReturnKind, quantity: Quantity })
export type ReturnQuoteQuery = Static<typeof ReturnQuoteQuery>

/** What would come back. */
export const ReturnQuote = Type.Object({
  kind: ReturnKind,
  quantity: Type.Integer(),
  amount: Type.Integer({ description: 'fen of the goods' }),
  freight: Type.Integer({ description: 'fen of the carriage' }),
  most: Type.Integer({ description: 'units for which it may be asked' }),
  until: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'until when it may be asked; null before the goods are confirmed' }),
})
export type ReturnQuote = Static<typeof ReturnQuote>

export const ReturnQuery = Type.Object({
  open: Type.Optional(Type.Boolean({ description: 'true: only those not at their end' })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 10 })),
  after: After,
})
export type ReturnQuery = Static<typeof ReturnQuery>
export const ReturnList = CursorPageOf(ReturnCase)

/** How the goods go back to the shop. */
export const ReturnParcel = Type.Object({
  carrier: Type.String({ minLength: 1, maxLength: 32, pattern: '\\S' }),
  trackingNo: Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' }),
})
export type ReturnParcel = Static<typeof ReturnParcel>

export const ReturnChange = Type.Object({ action: Type.Literal('withdraw') })
