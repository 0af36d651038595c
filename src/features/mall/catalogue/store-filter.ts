import type { RawBuilder } from 'kysely'
import type { ProductFilter } from './filter.ts'
import { sql } from 'kysely'

// Conditions on product `p`. The text of a statement depends only on which kinds of filters are set, so that each is parsed and planned
// once per connection.

/** A further condition on product `p`: of search, that it has the words. */
export type Among = RawBuilder<unknown>

/** What a facet is about: a brand, the price, or the attribute of this id. */
export const BRAND = -1
export const PRICE = -2

/** What no facet offers to change: the shelf, the category, the stock, the words. */
export function baseOf({ leaves, inStock }: ProductFilter, among?: Among): RawBuilder<unknown> {
  return sql.join([
    sql`p.status = 'on'`,
    ...leaves === undefined ? [] : [sql`p.category_id = any(${leaves}::bigint[])`],
    ...inStock ? [sql`p.in_stock`] : [],
    ...among === undefined ? [] : [among],
  ], sql` and `)
}

/** What facets offer to change: one condition for each. */
export function wishesOf({ brandIds, priceMin, priceMax, attributes }: ProductFilter): { of: number, fits: RawBuilder<unknown> }[] {
  const price = [
    ...priceMin === undefined ? [] : [sql`p.price_min >= ${priceMin}::bigint`],
    ...priceMax === undefined ? [] : [sql`p.price_min <= ${priceMax}::bigint`],
  ]
  return [
    ...brandIds === undefined ? [] : [{ of: BRAND, fits: sql`p.brand_id = any(${brandIds}::bigint[])` }],
    ...price.length === 0 ? [] : [{ of: PRICE, fits: sql.join(price, sql` and `) }],
    ...attributes.map(({ id, values }) => ({ of: id, fits: sql`p.id in (select w.product_id from product_attribute w where w.attribute_id = ${id}::bigint and w.value = any(${values}::text[]))` })),
  ]
}

export function fits(filter: ProductFilter, among?: Among): RawBuilder<unknown> {
  return sql.join([baseOf(filter, among), ...wishesOf(filter).map(wish => wish.fits)], sql` and `)
}
