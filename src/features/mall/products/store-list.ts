import type { PictureRow } from '../../../core/media/index.ts'
import type { Sql } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { RawBuilder } from 'kysely'
import type { ProductFilter, ProductStatus } from './contract.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import '../tables.ts'

export interface ProductItemRow {
  id: number
  title: string
  status: ProductStatus
  picture: PictureRow | null
  category: { id: number, name: string }[]
  brand: { id: number, name: string } | null
  priceMin: Fen | null
  priceMax: Fen | null
  skuCount: number
  stock: number
  lowSkus: number
  sales: number
  changedAt: Date
}

const IS_LOW = sql`t.on_hand - t.reserved <= t.low_mark`

/** What is asked of product `p`. */
function conditionOf({ q, categoryId, brandId, status, lowStock, withoutPicture }: ProductFilter): RawBuilder<unknown> {
  const words = q?.trim()
  const conditions = [
    words && sql`(position(lower(${words}) in lower(p.title)) > 0 or p.id in (select product_id from sku where code in (${words}, ${words.toUpperCase()}))${/^\d{1,15}$/.test(words) ? sql` or p.id = ${Number(words)}` : sql``})`,
    categoryId !== undefined && sql`p.category_id in (select id from category where path @> ${[categoryId]}::bigint[])`,
    brandId !== undefined && sql`p.brand_id = ${brandId}`,
    status !== undefined && sql`p.status = ${status}`,
    lowStock && sql`exists (select from sku k join sku_stock t on t.sku_id = k.id where k.product_id = p.id and k.status = 'on' and ${IS_LOW})`,
    withoutPicture && sql`p.cover_id is null`,
  ].filter(condition => typeof condition === 'object')
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
}

/** Products in any state, newest first: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listProductsForStaff(db: Sql, filter: ProductFilter, { page, limit }: { page: number, limit: number }): Promise<{ rows: ProductItemRow[], count: number }> {
  const where = conditionOf(filter)
  const { rows } = await sql<ProductItemRow>`
    select p.id, p.title, p.status, ${pictureJson(sql.ref('p.cover_id'))} as picture, p.price_min as "priceMin", p.price_max as "priceMax", p.sales, p.changed_at as "changedAt",
      (select json_agg(json_build_object('id', above.id, 'name', above.name) order by above.level) from category c join category above on above.id = any(c.path) where c.id = p.category_id) as category,
      (select json_build_object('id', b.id, 'name', b.name) from brand b where b.id = p.brand_id) as brand,
      (select count(*) from sku k where k.product_id = p.id) as "skuCount", s.stock, s.low as "lowSkus"
    from (select * from product p where ${where} order by p.id desc limit ${limit + 1} offset ${(page - 1) * limit}) p
    cross join lateral (
      select coalesce(sum(t.on_hand - t.reserved), 0)::bigint as stock, count(*) filter (where ${IS_LOW}) as low from sku k join sku_stock t on t.sku_id = k.id where k.product_id = p.id and k.status = 'on'
    ) s order by p.id desc`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from product p where ${where} limit ${COUNT_LIMIT + 1}) found`.execute(db)
  return { rows, count: counted!.count }
}

/** Ids of what is asked, in descending order: the next so many below an id. */
export async function listIdsBelow(db: Sql, filter: ProductFilter, below: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select p.id from product p where p.id < ${below} and ${conditionOf(filter)} order by p.id desc limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
