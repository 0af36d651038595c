import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { OrderStatus, ReturnKind, ReturnStatus } from './contract.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

// Return cases as far as orders know of them; what becomes of one is decided in returns/.

/** Not decided: it holds up another wish about the item. Written out, not a parameter: only then does PostgreSQL know the partial index by it. */
export const IS_UNDECIDED = sql`c.status in ('APPLIED', 'APPROVED', 'SENT')`
/** Not at its end: its money may still be on its way. */
export const IS_OPEN_CASE = sql`c.status in ('APPLIED', 'APPROVED', 'SENT', 'REFUNDING')`

/** A case as JSON has it: instants are text. */
export interface CaseRow {
  id: number
  no: string
  orderNo: string
  orderStatus: OrderStatus
  paymentMethod: 'alipay' | 'cod'
  paid: boolean
  itemId: number
  productId: number
  title: string
  specText: string
  picture: PictureRow | null
  price: Fen
  openedBy: 'buyer' | 'staff'
  kind: ReturnKind
  unsent: boolean
  quantity: number
  amount: Fen
  freight: Fen
  reason: string
  pictures: PictureRow[]
  status: ReturnStatus
  answer: string | null
  carrier: string | null
  trackingNo: string | null
  sellable: number | null
  payout: 'alipay' | 'by_hand' | 'none' | null
  refundFailed: boolean
  createdAt: string
  changedAt: string
}

/** One case as JSON, of the aliases c (return_case), i (its order_item) and o (its order). */
export const caseJson = sql<CaseRow>`json_build_object(
  'id', c.id, 'no', c.no, 'orderNo', o.no, 'orderStatus', o.status, 'paymentMethod', o.payment_method, 'paid', o.paid_at is not null,
  'itemId', i.id, 'productId', i.product_id, 'title', i.title, 'specText', i.spec_text, 'picture', ${pictureJson(sql.ref('i.picture_id'))}, 'price', i.price,
  'openedBy', c.opened_by, 'kind', c.kind, 'unsent', c.unsent, 'quantity', c.quantity, 'amount', c.amount, 'freight', c.freight, 'reason', c.reason,
  'pictures', (select coalesce(json_agg(${pictureJson(sql.ref('given.id'))} order by given.place), '[]') from unnest(c.picture_ids) with ordinality as given (id, place)),
  'status', c.status, 'answer', c.answer, 'carrier', c.carrier, 'trackingNo', c.tracking_no, 'sellable', c.sellable, 'payout', c.payout,
  'refundFailed', coalesce((select f.status = 'failed' from refund f where f.id = c.refund_id), false), 'createdAt', c.created_at, 'changedAt', c.changed_at)`

export async function hasUndecidedCase(db: Sql, itemId: number): Promise<boolean> {
  const { rows } = await sql`select from return_case c where c.order_item_id = ${itemId} and ${IS_UNDECIDED}`.execute(db)
  return rows.length > 0
}

/** How many units of each item must not be sent, because their money is asked back. */
export async function heldBack(tx: Tx, orderId: number): Promise<Map<number, number>> {
  const { rows } = await sql<{ itemId: number, units: number }>`
    select c.order_item_id as "itemId", c.quantity as units from return_case c
    where c.order_id = ${orderId} and c.unsent and c.status = 'APPLIED'`.execute(tx)
  return new Map(rows.map(({ itemId, units }) => [itemId, units]))
}

/** Ends the undecided cases of an order that is cancelled as a whole. */
export async function withdrawCases(tx: Tx, orderId: number, now: Date): Promise<void> {
  await tx.updateTable('return_case').set({ status: 'WITHDRAWN', changed_at: now }).where('order_id', '=', orderId).where('status', 'in', ['APPLIED', 'APPROVED', 'SENT']).execute()
}

/** The case whose money this refund is. */
export async function caseOfRefund(tx: Tx, orderId: number, refundId: number): Promise<{ id: number, status: ReturnStatus } | undefined> {
  return tx.selectFrom('return_case').select(['id', 'status']).where('order_id', '=', orderId).where('refund_id', '=', refundId).executeTakeFirst()
}

export async function markRefunded(tx: Tx, caseId: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('return_case').set({ status: 'REFUNDED', changed_at: now }).where('id', '=', caseId).where('status', '=', 'REFUNDING').executeTakeFirst()
  return numUpdatedRows > 0n
}

/** How many cases of somebody are not at their end. */
export async function countOpenCases(db: Sql, accountId: number): Promise<number> {
  const { rows: [found] } = await sql<{ count: number }>`select count(*) as count from return_case c where c.account_id = ${accountId} and ${IS_OPEN_CASE}`.execute(db)
  return found!.count
}
