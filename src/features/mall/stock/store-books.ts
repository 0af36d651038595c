import type { Sql } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** A SKU whose stock is not what its ledger adds up to, or not what orders hold of it. */
export interface StockFault { skuId: number, onHand: number, reserved: number, ledgerOnHand: number, ledgerReserved: number, held: number }

/** The first so many of them. One statement sees one moment, so that sales under way are no faults. */
export async function listStockFaults(db: Sql, limit: number): Promise<StockFault[]> {
  const { rows } = await sql<StockFault>`
    with ledger as (select sku_id, sum(on_hand) as on_hand, sum(reserved) as reserved from stock_entry group by sku_id),
    waiting as (
      select i.sku_id, sum(i.quantity - i.shipped - i.unsent) as units from order_item i join shop_order o on o.id = i.order_id
      where o.status not in ('CANCELED', 'CLOSED') and i.quantity > i.shipped + i.unsent group by i.sku_id
    )
    select s.sku_id as "skuId", s.on_hand as "onHand", s.reserved, coalesce(l.on_hand, 0) as "ledgerOnHand", coalesce(l.reserved, 0) as "ledgerReserved", coalesce(w.units, 0) as held
    from sku_stock s left join ledger l on l.sku_id = s.sku_id left join waiting w on w.sku_id = s.sku_id
    where s.on_hand <> coalesce(l.on_hand, 0) or s.reserved <> coalesce(l.reserved, 0) or s.reserved <> coalesce(w.units, 0) order by s.sku_id limit ${limit}`.execute(db)
  return rows
}
