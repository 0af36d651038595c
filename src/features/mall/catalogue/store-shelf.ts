import type { Tx } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** Locks products in ascending order, so that two who change several never wait for each other. */
export async function lockProducts(tx: Tx, productIds: readonly number[]): Promise<void> {
  await sql`select from product where id = any(${[...productIds]}::bigint[]) order by id for no key update`.execute(tx)
}

/** Prices and whether there is stock, as lists show them, from the SKUs on the shelf. Throws at product_on_shelf. */
export async function writeShelf(tx: Tx, productIds: readonly number[]): Promise<void> {
  await sql`
    update product p set price_min = s.price_min, price_max = s.price_max, market_price = s.market_price, in_stock = s.in_stock
    from unnest(${[...productIds]}::bigint[]) as wanted (id) cross join lateral (
      select min(k.price) as price_min, max(k.price) as price_max, (array_agg(k.market_price order by k.price, k.id))[1] as market_price, coalesce(bool_or(t.on_hand > t.reserved), false) as in_stock
      from sku k left join sku_stock t on t.sku_id = k.id where k.product_id = wanted.id and k.status = 'on'
    ) s
    where p.id = wanted.id and (p.price_min, p.price_max, p.market_price, p.in_stock) is distinct from (s.price_min, s.price_max, s.market_price, s.in_stock)`.execute(tx)
}
