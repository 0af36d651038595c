import type { Static, TSchema } from 'typebox'
import { Type } from 'typebox'

/** `limit` and `page` of every list (design.md §4). Deep paging goes by `after`. */
export const PageQuery = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
})
export type PageQuery = Static<typeof PageQuery>

/** Where to go on, of a list that is read to its end: by pages a row added meanwhile would shift all others. */
export const After = Type.Optional(Type.String({ maxLength: 200, description: 'the `next` of the page before, instead of `page`: no row comes twice, and deep paging costs no more' }))

export const CursorQuery = Type.Object({ ...PageQuery.properties, after: After })
export type CursorQuery = Static<typeof CursorQuery>

/** Beyond this many the total is null and people read "200+": counting on costs 100 times the page itself. */
export const COUNT_LIMIT = 200

export interface Page<T> {
  items: T[]
  page: number
  limit: number
  total: number | null
  hasMore: boolean
}

/** A page, and the cursor of the next one; null where there is none. After a cursor nothing is counted. */
export interface CursorPage<T> extends Page<T> { next: string | null }

export function PageOf<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    page: Type.Integer(),
    limit: Type.Integer(),
    total: Type.Union([Type.Integer(), Type.Null()], { description: `exact up to ${COUNT_LIMIT}, then null` }),
    hasMore: Type.Boolean(),
  })
}

export function CursorPageOf<T extends TSchema>(item: T) {
  return Type.Object({ ...PageOf(item).properties, next: Type.Union([Type.String(), Type.Null()], { description: 'cursor of the next page, for `after`' }) })
}

/**
 * Makes the page's answer from limit + 1 rows and a count that stopped at COUNT_LIMIT + 1, or null where nothing was
 * counted. The extra row only says whether there are more.
 */
export function pageOf<T>(rows: T[], count: number | null, query: { page: number, limit: number }): Page<T> {
  return {
    items: rows.slice(0, query.limit),
    page: query.page,
    limit: query.limit,
    total: count !== null && count > COUNT_LIMIT ? null : count,
    hasMore: rows.length > query.limit,
  }
}

/** The same with the cursor of the next page, made from the last row of this one. */
export function cursorPageOf<T>(rows: T[], count: number | null, query: { page: number, limit: number }, cursor: (last: T) => string): CursorPage<T> {
  const page = pageOf(rows, count, query)
  return { ...page, next: page.hasMore ? cursor(page.items.at(-1)!) : null }
}
