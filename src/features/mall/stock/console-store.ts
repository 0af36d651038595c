import type { Sql, Tx } from '../../../kit/db.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { StockEntry, StockFigures, StockQuery } from './console-contract.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import '../tables.ts'

export interface StockRow { skuId: number, code: string, productId: number, title: string, specText: string, picture: PictureRow | null, onShelf: boolean, onHand: number, reserved: number, lowMark: number }

const FROM = sql`sku k join product p on p.id = k.product_id join sku_stock s on s.sku_id = k.id`
const ROW = sql`k.id as "skuId", k.code, k.product_id as "productId", p.title, k.spec_text as "specText", ${pictureJson(sql`coalesce(k.picture_id, p.cover_id)`)} as picture,
  k.status = 'on' and p.status = 'on' as "onShelf", s.on_hand as "onHand", s.reserved, s.low_mark as "lowMark"`

const IS_ON_SHELF = sql`k.status = 'on' and p.status = 'on'`
const IS_LOW = sql`s.on_hand - s.reserved <= s.low_mark`
const IS_SOLD_OUT = sql`s.on_hand = s.reserved`

/** SKUs, those of the newest products first, or where a state is asked for those with the fewest: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listStock(db: Sql, { q, state, categoryId, productId, page, limit }: StockQuery & { page: number, limit: number }): Promise<{ rows: StockRow[], count: number }> {
  const conditions = [
    q !== undefined && sql`(starts_with(k.code, ${q}) or starts_with(k.code, ${q.toUpperCase()}) or position(lower(${q}) in lower(p.title)) > 0)`,
    state !== undefined && sql`${IS_ON_SHELF} and ${state === 'low' ? IS_LOW : IS_SOLD_OUT}`,
    categoryId !== undefined && sql`p.category_id in (select id from category where path @> array[${categoryId}::bigint])`,
    productId !== undefined && sql`k.product_id = ${productId}`,
  ].filter(condition => condition !== false)
  const where = conditions.length ? sql.join(conditions, sql` and `) : sql`true`
  const sequence = state === undefined ? sql`k.product_id desc, k.id` : sql`s.on_hand - s.reserved, k.id`
  const [{ rows }, { rows: [counted] }] = await Promise.all([
    sql<StockRow>`select ${ROW} from ${FROM} where ${where} order by ${sequence} limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db),
    sql<{ count: number }>`select count(*) as count from (select from ${FROM} where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db),
  ])
  return { rows, count: counted!.count }
}

export async function findStock(db: Sql, skuId: number): Promise<StockRow | undefined> {
  const { rows: [row] } = await sql<StockRow>`select ${ROW} from ${FROM} where k.id = ${skuId}`.execute(db)
  return row
}

export async function findStockByCodes(db: Sql, codes: readonly string[]): Promise<StockRow[]> {
  const { rows } = await sql<StockRow>`select ${ROW} from ${FROM} where k.code = any(${[...codes]}::text[])`.execute(db)
  return rows
}

export async function stockFigures(db: Sql): Promise<StockFigures> {
  const { rows: [figures] } = await sql<StockFigures>`
    select count(*) as low, count(*) filter (where ${IS_SOLD_OUT}) as "soldOut" from ${FROM} where ${IS_ON_SHELF} and ${IS_LOW}`.execute(db)
  return figures!
}

export type EntryRow = Omit<StockEntry, 'at'> & { at: Date }

/**
 * The ledger of a SKU, newest first: `limit` rows and one more. What there was after each is reckoned backwards from what is there
 * now, in the one statement that reads both: the first row of all ends at the columns.
 */
export async function listEntries(db: Sql, skuId: number, { afterId, limit }: { afterId?: number, limit: number }): Promise<EntryRow[]> {
  const [isOlder, isNewer] = afterId === undefined ? [sql`true`, sql`false`] : [sql`e.id < ${afterId}`, sql`e.id >= ${afterId}`]
  const { rows } = await sql<EntryRow>`
    with newer as (select coalesce(sum(e.on_hand), 0) as on_hand, coalesce(sum(e.reserved), 0) as reserved from stock_entry e where e.sku_id = ${skuId} and ${isNewer}),
    shown as (select * from stock_entry e where e.sku_id = ${skuId} and ${isOlder} order by e.id desc limit ${limit + 1})
    select e.id, e.kind, e.on_hand as "onHand", e.reserved, e.reason, e.at,
      s.on_hand - newer.on_hand - coalesce(sum(e.on_hand) over later, 0) as "onHandAfter",
      s.reserved - newer.reserved - coalesce(sum(e.reserved) over later, 0) as "reservedAfter",
      (select o.no from order_item i join shop_order o on o.id = i.order_id where i.id = e.order_item_id) as "orderNo",
      case when e.kind in ('return', 'release') and e.ref > 0 then (select c.no from return_case c where c.id = e.ref and c.order_item_id = e.order_item_id) end as "returnNo",
      case when e.kind = 'ship' then (select m.tracking_no from shipment m where m.id = e.ref) end as "trackingNo",
      (select f.name from staff f where f.id = e.staff_id) as "staffName"
    from shown e join sku_stock s on s.sku_id = e.sku_id cross join newer
    window later as (order by e.id desc rows between unbounded preceding and 1 preceding) order by e.id desc`.execute(db)
  return rows
}

/** Locks stocks in ascending order of SKU; those that are not there are left out. */
export async function lockStocks(tx: Tx, skuIds: readonly number[]): Promise<Map<number, { onHand: number, reserved: number, lowMark: number }>> {
  const { rows } = await sql<{ skuId: number, onHand: number, reserved: number, lowMark: number }>`
    select s.sku_id as "skuId", s.on_hand as "onHand", s.reserved, s.low_mark as "lowMark" from sku_stock s
    where s.sku_id = any(${[...skuIds]}::bigint[]) order by s.sku_id for no key update`.execute(tx)
  return new Map(rows.map(({ skuId, ...stock }) => [skuId, stock]))
}

export async function setLowMark(tx: Tx, skuId: number, lowMark: number): Promise<void> {
  await tx.updateTable('sku_stock').set({ low_mark: lowMark }).where('sku_id', '=', skuId).execute()
}
