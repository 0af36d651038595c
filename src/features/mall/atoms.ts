import type { TSchema } from 'typebox'
import { Type } from 'typebox'

// What the contracts of the mall are made of. Money is integer fen, instants are UTC in ISO 8601.

export const Instant = Type.String({ format: 'date-time' })
export const Fen = Type.Integer({ minimum: 0, description: 'fen' })
export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
export const ById = Type.Object({ id: Id })
