import type { Static, TSchema } from 'typebox'
import { Type } from 'typebox'

/** `limit` and `page` of every list (design.md §4). Deep paging goes by `after`. */
export const PageQuery = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
})
export type PageQuery = Static<typeof PageQuery>

/** Beyond this many the total is null and people read "200+": counting on costs 100 times the page itself. */
export const COUNT_LIMIT = 200

export interface Page<T> {
  items: T[]
  page: number
  limit: number
  total: number | null
  hasMore: boolean
}

export function PageOf<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    page: Type.Integer(),
    limit: Type.Integer(),
    total: Type.Union([Type.Integer(), Type.Null()], { description: `exact up to ${COUNT_LIMIT}, then null` }),
    hasMore: Type.Boolean(),
  })
}

/**
 * Makes the page's answer from limit + 1 rows and a count that stopped at COUNT_LIMIT + 1.
 * The extra row only says whether there are more.
 */
export function pageOf<T>(rows: T[], count: number, query: { page: number, limit: number }): Page<T> {
  return {
    items: rows.slice(0, query.limit),
    page: query.page,
    limit: query.limit,
    total: count > COUNT_LIMIT ? null : count,
    hasMore: rows.length > query.limit,
  }
}
