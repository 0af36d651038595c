import type { RawBuilder } from 'kysely'
import type { Sql } from '../../../kit/db.ts'
import type { ProductFilter } from './filter.ts'
import type { Among } from './store-filter.ts'
import { sql } from 'kysely'
import { baseOf, BRAND, PRICE, wishesOf } from './store-filter.ts'

/** More products than this are not counted (mall.md §6 no. 7). */
export const MOST_COUNTED = 10_000

/**
 * The products that facets count: `missed` says what one does not fit, 0 nothing, else the one facet (BRAND, PRICE, an attribute's id);
 * there alone it counts, for there another value could be chosen. Those that fit everything come first: of them MOST_COUNTED are counted
 * exactly.
 */
function hitsOf(filter: ProductFilter, among: Among | undefined, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  const wishes = wishesOf(filter)
  if (wishes.length === 0) return sql`select ${columns}, 0::bigint as missed from product p where ${baseOf(filter, among)} limit ${sql.lit(MOST_COUNTED + 1)}`
  const judged = sql.join(wishes.map(({ fits }, i) => sql`(${fits}) is true as ${sql.ref(`fits${i}`)}`))
  const fits = wishes.map(({ of }, i) => ({ of, it: sql.ref(`p.fits${i}`) }))
  const allFit = sql.join(fits.map(({ it }) => it), sql` and `)
  return sql`
    select ${columns}, case ${sql.join(fits.map(({ of, it }) => sql`when not ${it} then ${of}::bigint`), sql` `)} else 0 end as missed
    from (select p.id, p.brand_id, p.category_id, p.price_min, ${judged} from product p where ${baseOf(filter, among)} offset 0) p
    where ${sql.join(fits.map(({ it }) => sql`(not ${it})::integer`), sql` + `)} <= 1 order by (${allFit}) desc limit ${sql.lit(MOST_COUNTED + 1)}`
}

export interface FacetRows {
  /** Products that fit everything. */
  total: number
  capped: boolean
  brands: { id: number, count: number }[]
  /** By category of the third level. */
  categories: { id: number, count: number }[]
  price: { min: number, max: number } | null
}

const OF_BRAND = 1
const OF_CATEGORY = 2

/** Counts brands, categories and prices in one pass; most first. */
export async function countFacets(db: Sql, filter: ProductFilter, among?: Among): Promise<FacetRows> {
  const { rows } = await sql<{ of: number, id: number | null, brand: number, total: number, seen: number, min: number | null, max: number | null }>`
    select grouping(brand_id, category_id) as of, coalesce(brand_id, category_id) as id, count(*) as seen, count(*) filter (where missed = 0) as total,
      count(*) filter (where missed in (0, ${sql.lit(BRAND)})) as brand, min(price_min) filter (where missed in (0, ${sql.lit(PRICE)})) as min, max(price_min) filter (where missed in (0, ${sql.lit(PRICE)})) as max
    from (${hitsOf(filter, among, sql`p.brand_id, p.category_id, p.price_min`)}) hit group by grouping sets ((brand_id), (category_id), ())`.execute(db)
  const all = rows.find(({ of }) => of === (OF_BRAND | OF_CATEGORY))!
  const counted = (of: number, by: 'brand' | 'total') => rows.filter(row => row.of === of && row.id !== null && row[by] > 0).map(row => ({ id: row.id!, count: row[by] })).sort((a, b) => b.count - a.count || a.id - b.id)
  return {
    total: all.total,
    capped: all.seen > MOST_COUNTED,
    brands: counted(OF_BRAND, 'brand'),
    categories: counted(OF_CATEGORY, 'total'),
    price: all.min === null ? null : { min: all.min, max: all.max! },
  }
}

/** Counts the values of these attributes; most first. */
export async function countValues(db: Sql, filter: ProductFilter, attributeIds: readonly number[], among?: Among): Promise<{ attributeId: number, value: string, count: number }[]> {
  const { rows } = await sql<{ attributeId: number, value: string, count: number }>`
    select v.attribute_id as "attributeId", v.value, count(*) from (${hitsOf(filter, among, sql`p.id`)}) hit join product_attribute v on v.product_id = hit.id
    where v.attribute_id = any(${[...attributeIds]}::bigint[]) and hit.missed in (0, v.attribute_id) group by v.attribute_id, v.value order by count(*) desc, v.value`.execute(db)
  return rows
}
