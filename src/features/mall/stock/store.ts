import type { Tx } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

export type StockKind = 'adjust' | 'reserve' | 'release' | 'ship' | 'return'

/** By how much a stock changes, and because of which part of an order. */
export interface StockChange { skuId: number, onHand: number, reserved: number, orderItemId: number | null }

/** ref: the shipment or the return (0: the order itself); it tells apart changes of one kind and order item. */
export interface StockCause { kind: StockKind, ref?: number, staffId?: number | null, reason?: string | null }

/** A stock after the try: `done` is false where it would have gone below nothing, and nothing of it was changed. */
export interface StockResult { skuId: number, productId: number, done: boolean, before: number, left: number }

/**
 * Changes stocks and writes a row of the ledger for each change, in one statement: the rows are locked in ascending order
 * of SKU, so that baskets that share goods queue and never wait for each other in a circle; then each is changed only where
 * what is left under the lock allows it (mall.md §2.6–8). Who finds one not `done` and needs all of them rolls back.
 */
export async function changeStock(tx: Tx, changes: readonly StockChange[], { kind, ref = 0, staffId = null, reason = null }: StockCause, now: Date): Promise<StockResult[]> {
  // Arrays by way of a subquery: PostgreSQL then expects as many lines whatever they are, and keeps one plan for all baskets.
  const { rows } = await sql<StockResult>`
    with change as materialized (
      select * from unnest((select ${changes.map(c => c.skuId)}::bigint[]), (select ${changes.map(c => c.onHand)}::integer[]), (select ${changes.map(c => c.reserved)}::integer[]), (select ${changes.map(c => c.orderItemId)}::bigint[]))
        as c (sku_id, on_hand, reserved, order_item_id)
    ), total as (
      select sku_id, sum(on_hand)::integer as on_hand, sum(reserved)::integer as reserved from change group by sku_id
    ), held as materialized (
      select s.sku_id, s.on_hand, s.reserved from sku_stock s where s.sku_id in (select sku_id from change) order by s.sku_id for no key update
    ), changed as (
      update sku_stock s set on_hand = s.on_hand + t.on_hand, reserved = s.reserved + t.reserved
      from held h join total t on t.sku_id = h.sku_id
      where s.sku_id = h.sku_id and h.reserved + t.reserved >= 0 and h.on_hand + t.on_hand >= h.reserved + t.reserved
      returning s.sku_id, s.on_hand - s.reserved as "left"
    ), entries as (
      insert into stock_entry (sku_id, kind, on_hand, reserved, order_item_id, ref, staff_id, reason, at)
      select c.sku_id, ${kind}, c.on_hand, c.reserved, c.order_item_id, ${ref}, ${staffId}::bigint, ${reason}, ${now} from change c join changed using (sku_id) order by c.sku_id
    )
    select h.sku_id as "skuId", (select k.product_id from sku k where k.id = h.sku_id) as "productId", c.sku_id is not null as done, h.on_hand - h.reserved as before, coalesce(c."left", h.on_hand - h.reserved) as "left"
    from held h left join changed c on c.sku_id = h.sku_id order by h.sku_id`.execute(tx)
  return rows
}
