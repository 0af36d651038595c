import type { Sql, Tx } from '../../../kit/db.ts'
import { sql } from 'kysely'
import { IS_OPEN_CASE } from '../orders/store-cases.ts'
import '../tables.ts'

/** Orders this person is placing come first: they queue by the same lock (`lockBuyer`), and are there afterwards. */
export async function waitForBuyer(tx: Tx, accountId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('mall.buyer'), hashint8(${accountId}))`.execute(tx)
}

/** The orders of somebody that wait for money, locked. */
export async function unpaidOrdersOf(tx: Tx, accountId: number): Promise<string[]> {
  const rows = await tx.selectFrom('shop_order').select('no').where('account_id', '=', accountId).where('status', '=', 'WAIT_PAYMENT').orderBy('id').forNoKeyUpdate().execute()
  return rows.map(({ no }) => no)
}

export interface Affairs { unpaid: number, toShip: number, underWay: number, returns: number, coupons: number }

export async function countAffairs(db: Sql, accountId: number): Promise<Affairs> {
  const { rows: [counts] } = await sql<Affairs>`
    select count(*) filter (where status = 'WAIT_PAYMENT') as unpaid, count(*) filter (where status = 'WAIT_SHIP') as "toShip",
      count(*) filter (where status in ('WAIT_RECEIVE', 'WAIT_COMMENT')) as "underWay",
      (select count(*) from return_case c where c.account_id = ${accountId} and ${IS_OPEN_CASE}) as returns,
      (select count(*) from coupon_claim m where m.account_id = ${accountId} and m.order_id is null) as coupons
    from shop_order where account_id = ${accountId} and status in ('WAIT_PAYMENT', 'WAIT_SHIP', 'WAIT_RECEIVE', 'WAIT_COMMENT')`.execute(db)
  return counts!
}

/**
 * Of orders of people who are deleted, or of one who is about to be, goods and sums stay, as the law wants it; who got them, and
 * what the buyer wrote, goes as soon as nothing is under way any more.
 */
export async function forgetReceivers(db: Sql, accountId?: number): Promise<void> {
  await sql`
    update shop_order o set note = '', address = o.address || '{"receiver": "—", "mobile": "", "place": "—"}'
    from account a where a.id = o.account_id and ${accountId === undefined ? sql`a.status = 'deleted'` : sql`a.id = ${accountId}`}
      and o.status in ('COMPLETE', 'CANCELED', 'CLOSED') and o.address ->> 'receiver' <> '—'
      and not exists (select from return_case c where c.order_id = o.id and ${IS_OPEN_CASE})`.execute(db)
}

/** Coupons nobody can use any more, and the notes of whose pictures are whose. @returns these pictures, also those that reviews and returns show */
export async function deleteBelongings(tx: Tx, accountId: number): Promise<string[]> {
  await tx.deleteFrom('coupon_claim').where('account_id', '=', accountId).where('order_id', 'is', null).execute()
  const rows = await tx.deleteFrom('uploaded_picture').where('account_id', '=', accountId).returning('picture_id as picture').execute()
  return rows.map(({ picture }) => picture)
}
