import type { RawBuilder } from 'kysely'
import type { Sql } from '../../../kit/db.ts'
import type { ProductSort } from '../catalogue/contract.ts'
import type { ProductFilter } from '../catalogue/filter.ts'
import type { CardRow } from '../catalogue/store-cards.ts'
import type { Attempt } from './question.ts'
import { sql } from 'kysely'
import { CARD_COLUMNS, CARD_JOINS } from '../catalogue/store-cards.ts'
import { fits } from '../catalogue/store-filter.ts'
import { SORTS } from '../catalogue/store-lists.ts'

/** Every hit is looked at where there are no more than these: measured, some 6 ms, as much as finding WEIGHED of so many in 100,000. */
export const MANY = 2500
/** Of more hits, so many that sell best are weighed against each other; the others follow by sales. */
const WEIGHED = 100

export interface Search {
  attempt: Attempt
  /** A tsquery of what makes one hit better than another. */
  rank: string
  filter: ProductFilter
  sort: ProductSort | 'relevance'
  limit: number
  offset: number
}

export interface Hits {
  rows: CardRow[]
  /** How many there are; MANY + 1 stands for more than MANY. */
  total: number
  hasMore: boolean
}

/** The condition of hits, for whoever counts among them. */
export const isHit = ({ match }: Attempt): RawBuilder<boolean> => sql<boolean>`p.words @@ ${match}::tsquery`

/** Sold-out goods are found, but behind what can be bought; who has only letters of what was asked for is behind who has words. */
const score = (rank: string) => sql`(ts_rank('{0.05,0.2,0.4,1}', p.words, ${rank}::tsquery) + 0.001) * ln(p.sales::float8 + 2.72) * case when p.in_stock then 1 else 0.1 end`

/** How many of the things that were asked for a product has. */
function coverage({ covered }: Attempt): RawBuilder<unknown> {
  return covered.length === 0 ? sql`0` : sql`(select count(*) from unnest(${covered}::text[]) asked (query) where p.words @@ asked.query::tsquery)`
}

/** By what hits are put in order: columns of the hits themselves, or of product `p`. */
const orderOf = (sort: Search['sort'], hits: 'p' | 'page') => sql.raw(sort === 'relevance' ? `${hits}.covered desc, ${hits}.score desc, ${hits}.id desc` : SORTS[sort])

/** All hits are found by their words and then put in order; the planner can't know how many they are, so it isn't asked. */
export async function findFew(db: Sql, { attempt, rank, filter, sort, limit, offset }: Search): Promise<Hits> {
  const keys = sort === 'relevance' ? sql`${coverage(attempt)} as covered, ${score(rank)} as score` : sql`p.listed_at, p.sales, p.price_min, p.score_tenths, p.review_count`
  const { rows } = await sql<(CardRow | { id: null }) & { total: number }>`
    with hit as materialized (select p.id, ${keys} from product p where ${fits(filter, isHit(attempt))} limit ${sql.lit(MANY + 1)})
    select counted.total, ${CARD_COLUMNS}
    from (select count(*) as total from hit) counted
    left join (select * from hit p order by ${orderOf(sort, 'p')} limit ${limit} offset ${offset}) page on true
    left join product p on p.id = page.id ${CARD_JOINS}
    order by ${orderOf(sort, 'page')}`.execute(db)
  const { id, total } = rows[0]!
  return { rows: id === null ? [] : rows as CardRow[], total, hasMore: offset + limit < total }
}

/**
 * Of more hits than are worth looking at each: the order's index is walked until there are enough. In the CASE the planner can't see
 * the words, or it would collect all hits first.
 */
export async function findMany(db: Sql, search: Search): Promise<Hits> {
  const { attempt, rank, filter, sort, limit, offset } = search
  const hits = fits(filter, sql`case when ${isHit(attempt)} then true else false end`)
  const weighed = WEIGHED - WEIGHED % limit
  if (sort === 'relevance' && offset < weighed) {
    const { rows } = await sql<CardRow>`
      with hit as materialized (select p.id, p.sales, p.in_stock, p.words from product p where ${hits} order by ${sql.raw(SORTS.sales)} limit ${weighed})
      select ${CARD_COLUMNS}
      from (select p.id, ${coverage(attempt)} as covered, ${score(rank)} as score from hit p order by covered desc, score desc, id desc limit ${limit} offset ${offset}) page
      join product p on p.id = page.id ${CARD_JOINS}
      order by ${orderOf(sort, 'page')}`.execute(db)
    return { rows, total: MANY + 1, hasMore: true }
  }
  const order = sql.raw(SORTS[sort === 'relevance' ? 'sales' : sort])
  const { rows } = await sql<CardRow>`
    select ${CARD_COLUMNS} from (select p.id from product p where ${hits} order by ${order} limit ${limit + 1} offset ${offset}) page
    join product p on p.id = page.id ${CARD_JOINS} order by ${order}`.execute(db)
  return { rows: rows.slice(0, limit), total: MANY + 1, hasMore: rows.length > limit }
}
