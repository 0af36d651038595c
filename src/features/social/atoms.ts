import type { Static, TSchema } from 'typebox'
import { Type } from 'typebox'
import { CursorQuery } from '../../kit/pagination.ts'

// What the contracts of this feature are made of. Instants are UTC in ISO 8601, money is integer fen.

export const Instant = Type.String({ format: 'date-time' })
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** A person, a match or a message as it is known outside: nothing about the account follows from it. */
export const Uuid = Type.String({ format: 'uuid', maxLength: 36 }) // not "urn:uuid:…", which PostgreSQL does not know
export const isUuid = (value: unknown): value is string => typeof value === 'string' && /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(value)
export const ById = Type.Object({ id: Uuid })
/** Of a list that is read from its beginning on, never by pages. */
export const ListQuery = Type.Object({ limit: CursorQuery.properties.limit, after: CursorQuery.properties.after })
export type ListQuery = Static<typeof ListQuery>
export const CityCode = Type.String({ pattern: '^[0-9]{6}$', description: 'of a city, see GET /api/v1/regions' })

export const Gender = Type.Union([Type.Literal('female'), Type.Literal('male'), Type.Literal('other')])
export type Gender = Static<typeof Gender>
