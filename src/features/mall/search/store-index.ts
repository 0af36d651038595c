import type { Sql, Tx } from '../../../kit/db.ts'
import type { ProductTexts } from './words.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** What the shop calls things: names of brands and categories, and series. */
export async function shopWords(db: Sql): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from brand union select name from category
    union select p.value from attribute a join product_attribute p on p.attribute_id = a.id where a.name = '系列'`.execute(db)
  return rows.map(({ name }) => name)
}

/** Locks the products, in the order in which everybody locks them, and reads what is said of them. */
export async function lockTexts(tx: Tx, productIds: readonly number[]): Promise<(ProductTexts & { id: number })[]> {
  await tx.selectFrom('product').select('id').where('id', 'in', productIds).orderBy('id').forNoKeyUpdate().execute()
  const { rows } = await sql<ProductTexts & { id: number }>`
    select p.id, p.title, p.subtitle, b.name as brand,
      (select array_agg(above.name order by above.level) from category above where above.id = any(c.path)) as categories,
      coalesce((select array_agg(distinct o.value) from spec s join spec_option o on o.spec_id = s.id where s.product_id = p.id), '{}') as options,
      coalesce((
        select array_agg(case when a.kind = 'bool' then a.name else v.value || coalesce(a.unit, '') end)
        from product_attribute v join attribute a on a.id = v.attribute_id
        where v.product_id = p.id and not (a.kind = 'bool' and v.value in ('否', 'false', 'no'))
      ), '{}') as attributes
    from product p join category c on c.id = p.category_id left join brand b on b.id = p.brand_id
    where p.id = any(${productIds}::bigint[])`.execute(tx)
  return rows
}

export async function writeWords(tx: Tx, products: { id: number, words: string }[], version: number): Promise<void> {
  await sql`update product p set words = n.words::tsvector, words_version = ${version}
    from unnest(${products.map(({ id }) => id)}::bigint[], ${products.map(({ words }) => words)}::text[]) as n (id, words)
    where p.id = n.id`.execute(tx)
}

/** Products whose words are of another version, the first few; those that somebody is just changing come later. */
export async function lockStale(tx: Tx, version: number, limit: number): Promise<number[]> {
  const rows = await tx.selectFrom('product').select('id')
    .where(where => where.or([where('words_version', '<', version), where('words_version', '>', version)]))
    .orderBy('id').limit(limit).forNoKeyUpdate().skipLocked().execute()
  return rows.map(({ id }) => id)
}

/** No version of the cutter: the sweep gives these their words anew. */
const STALE = 0

/** Of all products of a brand, of a category and below it, or that state an attribute; locked in the order in which everybody locks them. */
export async function markStale(tx: Tx, { brandId, categoryId, attributeId }: { brandId?: number, categoryId?: number, attributeId?: number }): Promise<void> {
  const concerned = [
    brandId !== undefined && sql`brand_id = ${brandId}`,
    categoryId !== undefined && sql`category_id in (select id from category where path @> ${[categoryId]}::bigint[])`,
    attributeId !== undefined && sql`id in (select product_id from product_attribute where attribute_id = ${attributeId})`,
  ].filter(condition => condition !== false)
  await sql`
    with concerned as (select id from product where words_version <> ${STALE} and (${sql.join(concerned, sql` or `)}) order by id for no key update)
    update product p set words_version = ${STALE} from concerned where p.id = concerned.id`.execute(tx)
}
