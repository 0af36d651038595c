import type { RawBuilder } from 'kysely'
import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { Actor, OrderStatus } from './contract.ts'
import type { ItemFacts } from './returnable.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** What use cases need of an order to move it on. */
export interface OrderCore {
  id: number
  no: string
  accountId: number
  status: OrderStatus
  paymentMethod: 'alipay' | 'cod'
  dueAt: Date | null
  extensions: number
  discount: Fen
  freight: Fen
  payable: Fen
  refunded: Fen
  freightRefunded: boolean
  paymentId: number | null
  paidAt: Date | null
  receivedAt: Date | null
  canceledBy: Actor | null
}

const CORE = [
  'id',
  'no',
  'account_id as accountId',
  'status',
  'payment_method as paymentMethod',
  'due_at as dueAt',
  'extensions',
  'discount',
  'freight',
  'payable',
  'refunded',
  'freight_refunded as freightRefunded',
  'payment_id as paymentId',
  'paid_at as paidAt',
  'received_at as receivedAt',
  'canceled_by as canceledBy',
] as const

export async function findOrder(db: Sql, no: string): Promise<OrderCore | undefined> {
  return db.selectFrom('shop_order').select(CORE).where('no', '=', no).executeTakeFirst()
}

/** Undefined when it is not there or not theirs. */
export async function findOwnOrder(db: Sql, accountId: number, no: string): Promise<OrderCore | undefined> {
  return db.selectFrom('shop_order').select(CORE).where('no', '=', no).where('account_id', '=', accountId).executeTakeFirst()
}

/**
 * Locks an order, as committed by whoever changed it before. The order everywhere: the order, then stock, then products, then
 * its payment. Until the transaction ends nobody else changes the order, its items or its return cases.
 */
export async function lockOrder(tx: Tx, no: string): Promise<OrderCore | undefined> {
  return tx.selectFrom('shop_order').select(CORE).where('no', '=', no).forNoKeyUpdate().executeTakeFirst()
}

/** The same for its buyer: undefined when it is not there or not theirs. */
export async function lockOwnOrder(tx: Tx, accountId: number, no: string): Promise<OrderCore | undefined> {
  return tx.selectFrom('shop_order').select(CORE).where('no', '=', no).where('account_id', '=', accountId).forNoKeyUpdate().executeTakeFirst()
}

/** The orders of somebody of which nothing has been sent, locked. */
export async function unsentOrdersOf(tx: Tx, accountId: number): Promise<string[]> {
  const { rows } = await sql<{ no: string }>`
    select o.no from shop_order o where o.account_id = ${accountId} and o.status in ('WAIT_PAYMENT', 'WAIT_SHIP')
      and not exists (select from shipment s where s.order_id = o.id) order by o.id for no key update`.execute(tx)
  return rows.map(({ no }) => no)
}

export interface ItemRow extends ItemFacts { id: number, skuId: number, productId: number, title: string, reviewedAt: Date | null }

/** The items of an order, in the order of the basket. */
export async function itemsOf(db: Sql, orderId: number): Promise<ItemRow[]> {
  return db.selectFrom('order_item')
    .select(['id', 'sku_id as skuId', 'product_id as productId', 'title', 'quantity', 'payable', 'shipped', 'returned', 'unsent', 'refunded', 'reviewed_at as reviewedAt'])
    .where('order_id', '=', orderId).orderBy('id').execute()
}

/** Undefined when it is not in the order. */
export async function reviewableItem(tx: Tx, orderId: number, itemId: number): Promise<{ productId: number, specText: string, quantity: number, returned: number, reviewed: boolean } | undefined> {
  return tx.selectFrom('order_item').select(['product_id as productId', 'spec_text as specText', 'quantity', 'returned'])
    .select(eb => eb('reviewed_at', 'is not', null).$castTo<boolean>().as('reviewed')).where('id', '=', itemId).where('order_id', '=', orderId).executeTakeFirst()
}

export interface OrderStep {
  action: string
  from: OrderStatus
  to: OrderStatus
  /** When the new state will be over by itself. */
  dueAt: Date | null
  actor: Actor
  reason?: string | null
  at: Date
  /** Somebody has to be told by message. */
  untold: boolean
}

interface OrderFacts { paymentId?: number, paidAt?: Date, shippedAt?: Date, receivedAt?: Date, canceledBy?: Actor | null, reason?: string | null }

/** Moves an order on, if it is still where the caller believes it to be, and writes the step down. */
export async function moveOrder(tx: Tx, orderId: number, step: OrderStep, set: OrderFacts = {}): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('shop_order')
    .set({ status: step.to, due_at: step.dueAt, payment_id: set.paymentId, paid_at: set.paidAt, shipped_at: set.shippedAt, received_at: set.receivedAt, canceled_by: set.canceledBy, reason: set.reason })
    .where('id', '=', orderId).where('status', '=', step.from).executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Error(`order ${orderId} is not ${step.from}, though it was locked`)
  if (set.paidAt) await tx.updateTable('order_item').set({ paid_at: set.paidAt }).where('order_id', '=', orderId).execute()
  await insertEvent(tx, orderId, step)
}

export async function insertEvent(tx: Tx, orderId: number, step: Omit<OrderStep, 'dueAt'> & { caseId?: number }): Promise<void> {
  await tx.insertInto('order_event').values({
    order_id: orderId,
    action: step.action,
    from_status: step.from,
    to_status: step.to,
    actor: step.actor,
    reason: step.reason ?? null,
    at: step.at,
    untold: step.untold,
    return_case_id: step.caseId ?? null,
  }).execute()
}

/** Undoes what the work has written when it answers false; the transaction goes on. */
export async function allOrNothing(tx: Tx, work: () => Promise<boolean>): Promise<boolean> {
  await sql`savepoint attempt`.execute(tx)
  const done = await work()
  await (done ? sql`release savepoint attempt` : sql`rollback to savepoint attempt`).execute(tx)
  return done
}

// — what time does —

/** Unpaid orders whose time is over. */
export async function lapsedOrders(db: Sql, now: Date, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('shop_order').select('no').where('due_at', '<=', now).where('status', '=', 'WAIT_PAYMENT').orderBy('due_at').limit(limit).execute()
  return rows.map(({ no }) => no)
}

/** Orders that are confirmed by themselves now; not while something of them is asked back. */
export async function unconfirmedOrders(db: Sql, now: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ no: string }>`
    select o.no from shop_order o where o.due_at <= ${now} and o.status = 'WAIT_RECEIVE'
      and not exists (select from return_case c where c.order_id = o.id and c.status in ('APPLIED', 'APPROVED', 'SENT'))
    order by o.due_at limit ${limit}`.execute(db)
  return rows.map(({ no }) => no)
}

/** Completes orders whose time to be reviewed is over. @returns how many */
export async function completeDueOrders(db: Sql, now: Date, limit: number): Promise<number> {
  const { rows: [done] } = await sql<{ count: number }>`
    with due as (
      select id from shop_order where due_at <= ${now} and status = 'WAIT_COMMENT' order by due_at limit ${limit} for no key update skip locked
    ), moved as (
      update shop_order o set status = 'COMPLETE', due_at = null from due where o.id = due.id and o.status = 'WAIT_COMMENT' returning o.id
    ), told as (
      insert into order_event (order_id, action, from_status, to_status, actor, at, untold)
      select id, 'complete', 'WAIT_COMMENT', 'COMPLETE', 'system', ${now}, false from moved
    )
    select count(*) as count from moved`.execute(db)
  return done!.count
}

/** Keeps an unpaid order longer, because the payment provider could not be asked. */
export async function extendPayment(tx: Tx, orderId: number, dueAt: Date): Promise<void> {
  await tx.updateTable('shop_order').set({ due_at: dueAt, extensions: sql`extensions + 1` }).where('id', '=', orderId).execute()
}

/** Leaves a buyer who has still to confirm at least until then. */
export async function prolongConfirm(tx: Tx, orderId: number, until: Date): Promise<void> {
  await tx.updateTable('shop_order').set({ due_at: until }).where('id', '=', orderId).where('status', '=', 'WAIT_RECEIVE').where('due_at', '<', until).execute()
}

// — money and goods that go back —

/** Books what goes back for an item, as decided at `at`; the constraints of order and item let no more go back than was paid. */
export async function addRefund(tx: Tx, orderId: number, { itemId, amount, freight, units, unsent, at }: { itemId: number, amount: Fen, freight: Fen, units: number, unsent: number, at: Date }): Promise<void> {
  await tx.updateTable('order_item').set({ refunded: sql`refunded + ${amount}`, returned: sql`returned + ${units}`, unsent: sql`unsent + ${unsent}` }).where('id', '=', itemId).where('order_id', '=', orderId).execute()
  await bookRefund(tx, orderId, { amount: sql`${amount + freight}::bigint`, at })
  if (freight > 0) await tx.updateTable('shop_order').set({ freight_refunded: true }).where('id', '=', orderId).execute()
}

/** All of an order of which nothing was sent goes back. */
export async function refundAll(tx: Tx, orderId: number, at: Date): Promise<void> {
  await tx.updateTable('order_item').set({ refunded: sql`payable`, returned: sql`quantity`, unsent: sql`quantity` }).where('order_id', '=', orderId).execute()
  await bookRefund(tx, orderId, { amount: sql`payable - refunded`, at })
  await tx.updateTable('shop_order').set({ freight_refunded: true }).where('id', '=', orderId).execute()
}

/** What had been paid goes back, told by day to the statistics; what had not been paid (on delivery) need not be any more. */
async function bookRefund(tx: Tx, orderId: number, { amount, at }: { amount: RawBuilder<unknown>, at: Date }): Promise<void> {
  await sql`
    with change as materialized (select id, ${amount} as amount, paid_at is not null as paid from shop_order where id = ${orderId}),
    told as (insert into order_refund (order_id, amount, at) select id, amount, ${at} from change where paid and amount > 0)
    update shop_order o set refunded = o.refunded + c.amount, waived = o.waived + case when c.paid then 0 else c.amount end from change c where o.id = c.id`.execute(tx)
}

/** The coupon that an order used can be used again, if it has not run out. */
export async function freeCoupon(tx: Tx, orderId: number): Promise<void> {
  await tx.updateTable('coupon_claim').set({ order_id: null, discount: null }).where('order_id', '=', orderId).execute()
}

/** Counts units that were sent as sold, or, below nothing, as come back. The products before their SKUs: the order of who edits them. */
export async function countSales(tx: Tx, lines: readonly { skuId: number, productId: number, units: number }[]): Promise<void> {
  const units = lines.map(line => line.units)
  await sql`
    with line as (select product_id, sum(units)::integer as units from unnest(${lines.map(line => line.productId)}::bigint[], ${units}::integer[]) as l (product_id, units) group by product_id),
    locked as materialized (select id from product where id in (select product_id from line) order by id for no key update)
    update product p set sales = greatest(0, p.sales + line.units) from locked, line where p.id = locked.id and line.product_id = locked.id`.execute(tx)
  await sql`
    with line as (select sku_id, sum(units)::integer as units from unnest(${lines.map(line => line.skuId)}::bigint[], ${units}::integer[]) as l (sku_id, units) group by sku_id),
    locked as materialized (select id from sku where id in (select sku_id from line) order by id for no key update)
    update sku s set sales = greatest(0, s.sales + line.units) from locked, line where s.id = locked.id and line.sku_id = locked.id`.execute(tx)
}
