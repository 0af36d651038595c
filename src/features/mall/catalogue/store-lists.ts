import type { Sql } from '../../../kit/db.ts'
import type { ProductSort } from './contract.ts'
import type { ProductFilter } from './filter.ts'
import type { CardRow } from './store-cards.ts'
import { sql } from 'kysely'
import { CARD_COLUMNS, CARD_JOINS } from './store-cards.ts'
import { fits } from './store-filter.ts'

/** Each has an index of its columns; the id makes the order total. */
export const SORTS: Record<ProductSort, string> = {
  'new': 'p.listed_at desc, p.id desc',
  'sales': 'p.sales desc, p.id desc',
  'price-asc': 'p.price_min, p.id',
  'price-desc': 'p.price_min desc, p.id desc',
  'score': 'p.score_tenths desc, p.review_count desc, p.id desc',
}

/** A page of products on the shelf. */
export async function findCards(db: Sql, filter: ProductFilter, { sort, limit, offset = 0 }: { sort: ProductSort, limit: number, offset?: number }): Promise<CardRow[]> {
  const order = sql.raw(SORTS[sort])
  // The ids alone are sorted: rows carry their texts and their words.
  const { rows } = await sql<CardRow>`
    select ${CARD_COLUMNS} from (select p.id from product p where ${fits(filter)} order by ${order} limit ${limit} offset ${offset}) hit
    join product p on p.id = hit.id ${CARD_JOINS} order by ${order}`.execute(db)
  return rows
}

/** The best sold that can be bought of each of these groups of categories, `limit` of each; `at` is the place in `groups`. */
export async function findFloors(db: Sql, groups: readonly (readonly number[])[], limit: number): Promise<(CardRow & { at: number })[]> {
  const order = sql.raw(SORTS.sales)
  const { rows } = await sql<CardRow & { at: number }>`
    select g.at, ${CARD_COLUMNS} from jsonb_array_elements(${JSON.stringify(groups)}::jsonb) with ordinality as g (leaves, at)
    cross join lateral (
      select p.id from product p where p.status = 'on' and p.in_stock and p.category_id = any(array(select jsonb_array_elements_text(g.leaves)::bigint)) order by ${order} limit ${limit}
    ) hit join product p on p.id = hit.id ${CARD_JOINS} order by g.at, ${order}`.execute(db)
  return rows
}

/** What the sitemap names. */
export const productsOnShelf = (db: Sql): Promise<{ id: number, changedAt: Date }[]> =>
  db.selectFrom('product').select(['id', 'changed_at as changedAt']).where('status', '=', 'on').orderBy('id').execute()
