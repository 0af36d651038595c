import type { Sql, Tx } from '../../kit/db.ts'
import type { Fen } from '../../kit/money.ts'
import type { PaymentStatus, RefundStatus } from './contract.ts'
import { sql } from 'kysely'
import { onConstraint } from '../../kit/db.ts'
import { PaymentErrors } from './errors.ts'
import './tables.ts'

export interface RefundRow { id: number, paymentId: number, refundNo: string, amount: Fen, reason: string, status: RefundStatus, tries: number, lastError: string | null, createdAt: Date, finishedAt: Date | null }

/** A refund with what its payment says. */
export interface RefundOfThing extends RefundRow { outTradeNo: string, module: string, reference: string, paymentStatus: PaymentStatus }

const REFUND = [
  'refund.id',
  'refund.payment_id as paymentId',
  'refund.refund_no as refundNo',
  'refund.amount',
  'refund.reason',
  'refund.status',
  'refund.tries',
  'refund.last_error as lastError',
  'refund.created_at as createdAt',
  'refund.finished_at as finishedAt',
] as const
const OF_THING = [...REFUND, 'payment.out_trade_no as outTradeNo', 'payment.module', 'payment.reference', 'payment.status as paymentStatus'] as const

const refundsWithPayments = (db: Sql) => db.selectFrom('refund').innerJoin('payment', 'payment.id', 'refund.payment_id').select(OF_THING)

/** Undefined when a refund of this number is there already. */
export async function insertRefund(tx: Tx, refund: { paymentId: number, refundNo: string, amount: Fen, reason: string, now: Date }): Promise<RefundRow | undefined> {
  return tx.insertInto('refund').values({
    payment_id: refund.paymentId,
    refund_no: refund.refundNo,
    amount: refund.amount,
    reason: refund.reason,
    next_try_at: refund.now,
    created_at: refund.now,
  }).onConflict(c => c.column('refund_no').doNothing()).returning(REFUND).executeTakeFirst()
}

/** Books the amount against the payment, whose constraint lets no more go back than came. */
export async function reserveRefund(tx: Tx, paymentId: number, amount: Fen): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('payment').set({ refunded_amount: sql`refunded_amount + ${amount}` })
    .where('id', '=', paymentId).where('status', 'in', ['paid', 'surplus']).executeTakeFirst()
    .catch(onConstraint({ payment_refund_within_paid: () => PaymentErrors.refund_too_much() }))
  if (numUpdatedRows === 0n) throw PaymentErrors.not_paid()
}

/** A failed refund gives its amount free again. */
export async function releaseRefund(tx: Tx, paymentId: number, amount: Fen): Promise<void> {
  await tx.updateTable('payment').set({ refunded_amount: sql`refunded_amount - ${amount}` }).where('id', '=', paymentId).execute()
}

export async function findRefund(db: Sql, id: number): Promise<RefundOfThing | undefined> {
  return refundsWithPayments(db).where('refund.id', '=', id).executeTakeFirst()
}

export async function findRefundByNo(db: Sql, refundNo: string): Promise<RefundOfThing | undefined> {
  return refundsWithPayments(db).where('refund.refund_no', '=', refundNo).executeTakeFirst()
}

/** All refunds of these things, oldest first. */
export async function listRefundsOf(db: Sql, module: string, references: string[]): Promise<RefundOfThing[]> {
  if (references.length === 0) return []
  return refundsWithPayments(db).where('payment.module', '=', module).where('payment.reference', 'in', references).orderBy('refund.id').execute()
}

export async function dueRefunds(db: Sql, now: Date, limit: number): Promise<{ id: number, tries: number }[]> {
  return db.selectFrom('refund').select(['id', 'tries']).where(sql<boolean>`status in ('requested', 'processing')`).where('next_try_at', '<=', now).orderBy('next_try_at').limit(limit).execute()
}

/** Takes a due refund for one try; until `nextTryAt` nobody else does. False when it is not due or at its end. */
export async function claimRefund(db: Sql, id: number, { now, nextTryAt }: { now: Date, nextTryAt: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('refund').set({ status: 'processing', tries: sql`tries + 1`, next_try_at: nextTryAt })
    .where('id', '=', id).where('status', 'in', ['requested', 'processing']).where('next_try_at', '<=', now).executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function noteRefundError(db: Sql, id: number, error: string): Promise<void> {
  await db.updateTable('refund').set({ last_error: error }).where('id', '=', id).execute()
}

/** processing → done or failed. False when it has ended before. */
export async function finishRefund(tx: Tx, id: number, end: { state: 'done' | 'failed', error: string | null, now: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('refund').set({ status: end.state, last_error: end.error, finished_at: end.now })
    .where('id', '=', id).where('status', '=', 'processing').executeTakeFirst()
  return numUpdatedRows > 0n
}

/** failed → requested, due now. False when it has not failed. */
export async function reopenRefund(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('refund').set({ status: 'requested', tries: 0, next_try_at: now, finished_at: null })
    .where('id', '=', id).where('status', '=', 'failed').executeTakeFirst()
  return numUpdatedRows > 0n
}
