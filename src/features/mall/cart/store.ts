import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { CartLineRow, Supply } from './rules.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

// Whoever changes lines holds their cart's row. Of two carts the account's is locked first.

export interface CartRow extends CartLineRow {
  productId: number
  picture: PictureRow | null
  price: Fen
  /** Fen, when it was put in. */
  priceThen: Fen
}

/** How SKU `k` of product `p` with stock `s` can be had. */
const SUPPLY = sql`p.status = 'on' and k.status = 'on' as "onShelf", coalesce(s.on_hand - s.reserved, 0) as "left", k.per_person as "perPerson"`

/** The lines of an account's cart, of a guest's, or of both; latest first. */
export async function listLines(db: Sql, { accountId, guestHash }: { accountId: number | null, guestHash: Buffer | null }): Promise<(CartRow & { isGuest: boolean })[]> {
  const { rows } = await sql<CartRow & { isGuest: boolean }>`
    select c.account_id is null as "isGuest", i.sku_id as "skuId", k.product_id as "productId", p.title, k.spec_text as "specText", ${pictureJson(sql`coalesce(k.picture_id, p.cover_id)`)} as picture,
      k.price, i.price as "priceThen", i.quantity as count, i.selected, i.added_at as "addedAt", ${SUPPLY}
    from cart c join cart_item i on i.cart_id = c.id join sku k on k.id = i.sku_id join product p on p.id = k.product_id left join sku_stock s on s.sku_id = k.id
    where c.account_id = ${accountId}::bigint or c.token_hash = ${guestHash}::bytea order by i.added_at desc, i.sku_id`.execute(db)
  return rows
}

/** Pieces in one cart. */
export async function countPieces(db: Sql, { accountId, guestHash }: { accountId: number | null, guestHash: Buffer | null }): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`
    select coalesce(sum(i.quantity), 0) as count from cart c join cart_item i on i.cart_id = c.id where c.account_id = ${accountId}::bigint or c.token_hash = ${guestHash}::bytea`.execute(db)
  return row!.count
}

/** Locks the account's cart; makes it when there is none. */
export async function lockOwnCart(tx: Tx, accountId: number, now: Date): Promise<number> {
  const { id } = await tx.insertInto('cart').values({ account_id: accountId, changed_at: now })
    .onConflict(c => c.column('account_id').doUpdateSet({ changed_at: now })).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Locks a guest's cart; undefined when there is none any more. */
export async function lockGuestCart(tx: Tx, guestHash: Buffer, now: Date): Promise<number | undefined> {
  const cart = await tx.updateTable('cart').set({ changed_at: now }).where('token_hash', '=', guestHash).returning('id').executeTakeFirst()
  return cart?.id
}

export async function insertGuestCart(tx: Tx, guestHash: Buffer, now: Date): Promise<number> {
  const { id } = await tx.insertInto('cart').values({ token_hash: guestHash, changed_at: now }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** What can be had of a SKU, its price, and what of it is in the locked cart; undefined for one that was never on the shelf. */
export async function findToPut(tx: Tx, cartId: number, skuId: number): Promise<Supply & { price: Fen, inCart: { count: number } | null, lines: number } | undefined> {
  const { rows: [row] } = await sql<Supply & { price: Fen, inCart: { count: number } | null, lines: number }>`
    select ${SUPPLY}, k.price, (select json_build_object('count', i.quantity) from cart_item i where i.cart_id = ${cartId} and i.sku_id = k.id) as "inCart",
      (select count(*) from cart_item i where i.cart_id = ${cartId}) as lines
    from sku k join product p on p.id = k.product_id left join sku_stock s on s.sku_id = k.id where k.id = ${skuId} and p.status <> 'draft'`.execute(tx)
  return row
}

/** Sets a line of the locked cart, at the price people see now; `selected` undefined leaves it as it is. */
export async function putItem(tx: Tx, cartId: number, { skuId, count, selected, price }: { skuId: number, count: number, selected: boolean | undefined, price: Fen }, now: Date): Promise<void> {
  await tx.insertInto('cart_item').values({ cart_id: cartId, sku_id: skuId, quantity: count, selected: selected ?? true, price, added_at: now })
    .onConflict(c => c.columns(['cart_id', 'sku_id']).doUpdateSet({ quantity: count, price, ...selected === undefined ? {} : { selected } })).execute()
}

export async function selectItem(tx: Tx, cartId: number, skuId: number, selected: boolean): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('cart_item').set({ selected }).where('cart_id', '=', cartId).where('sku_id', '=', skuId).executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteItem(tx: Tx, cartId: number, skuId: number): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('cart_item').where('cart_id', '=', cartId).where('sku_id', '=', skuId).executeTakeFirst()
  return numDeletedRows === 1n
}

/** Selects or deselects every line; what can't be had is never selected. */
export async function selectItems(tx: Tx, cartId: number, selected: boolean): Promise<void> {
  const canBeHad = sql`exists (select from sku k join product p on p.id = k.product_id join sku_stock s on s.sku_id = k.id
    where k.id = i.sku_id and k.status = 'on' and p.status = 'on' and s.on_hand > s.reserved)`
  await sql`update cart_item i set selected = ${selected ? canBeHad : sql`false`} where i.cart_id = ${cartId}`.execute(tx)
}

/** Makes the locked account's cart these lines; those it has besides are left alone. */
export async function writeLines(tx: Tx, cartId: number, lines: readonly CartRow[]): Promise<void> {
  if (lines.length === 0) return
  await tx.insertInto('cart_item').values(lines.map(({ skuId, count, selected, priceThen, addedAt }) => ({ cart_id: cartId, sku_id: skuId, quantity: count, selected, price: priceThen, added_at: addedAt })))
    .onConflict(c => c.columns(['cart_id', 'sku_id']).doUpdateSet(({ ref }) => ({ quantity: ref('excluded.quantity'), selected: ref('excluded.selected'), price: ref('excluded.price'), added_at: ref('excluded.added_at') }))).execute()
}

export async function deleteCart(tx: Tx, cartId: number): Promise<void> {
  await tx.deleteFrom('cart').where('id', '=', cartId).execute()
}

export async function deleteCartOf(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('cart').where('account_id', '=', accountId).execute()
}

/** Drops carts nobody has signed in for and nobody has touched since. */
export async function deleteIdleCarts(db: Sql, before: Date): Promise<void> {
  await db.deleteFrom('cart').where('token_hash', 'is not', null).where('changed_at', '<', before).execute()
}
