import type { Sql } from '../../kit/db.ts'
import type { ConsolePayment, ConsoleRefund, PaymentQuery, RefundQuery } from './contract.ts'
import { sql } from 'kysely'
import { addDays, instantOf } from '../../kit/dates.ts'
import { COUNT_LIMIT } from '../../kit/pagination.ts'
import { PAYMENT } from './store.ts'
import './tables.ts'

type Paged<Q> = Q & { page: number, limit: number }

/** Payments for staff, newest first: one row more than the page, and a count that stops after COUNT_LIMIT. */
export async function listPayments(db: Sql, query: Paged<PaymentQuery>): Promise<{ rows: ConsolePayment[], count: number }> {
  let found = db.selectFrom('payment')
  if (query.status) found = found.where('status', '=', query.status)
  if (query.module) found = found.where('module', '=', query.module)
  if (query.reference) found = found.where('reference', '=', query.reference)
  if (query.number) found = found.where(eb => eb.or([eb('out_trade_no', '=', query.number!), eb('provider_trade_no', '=', query.number!)]))
  if (query.from) found = found.where('created_at', '>=', instantOf(query.from, 0))
  if (query.to) found = found.where('created_at', '<', instantOf(addDays(query.to, 1), 0))

  const rows = await found.select(PAYMENT).orderBy('id', 'desc').limit(query.limit + 1).offset((query.page - 1) * query.limit).execute()
  const { count } = await db.selectFrom(found.select('id').limit(COUNT_LIMIT + 1).as('found')).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return { rows: rows.map(({ checks, ...row }) => ({ ...row, expiresAt: row.expiresAt.toISOString(), createdAt: row.createdAt.toISOString(), paidAt: row.paidAt?.toISOString() ?? null })), count }
}

/** Refunds for staff, newest first, in the same way. */
export async function listRefunds(db: Sql, query: Paged<RefundQuery>): Promise<{ rows: ConsoleRefund[], count: number }> {
  let found = db.selectFrom('refund').innerJoin('payment', 'payment.id', 'refund.payment_id')
  if (query.status) found = found.where('refund.status', '=', query.status)
  if (query.module) found = found.where('payment.module', '=', query.module)
  if (query.reference) found = found.where('payment.reference', '=', query.reference)
  if (query.number) found = found.where(eb => eb.or([eb('refund_no', '=', query.number!), eb('out_trade_no', '=', query.number!), eb('provider_trade_no', '=', query.number!)]))
  if (query.from) found = found.where('refund.created_at', '>=', instantOf(query.from, 0))
  if (query.to) found = found.where('refund.created_at', '<', instantOf(addDays(query.to, 1), 0))

  const rows = await found.select([
    'refund.id',
    'refund_no as refundNo',
    'payment_id as paymentId',
    'out_trade_no as outTradeNo',
    'module',
    'reference',
    'account_id as accountId',
    'refund.amount',
    'reason',
    'refund.status',
    'tries',
    'last_error as lastError',
    'refund.created_at as createdAt',
    'finished_at as finishedAt',
  ]).orderBy('refund.id', 'desc').limit(query.limit + 1).offset((query.page - 1) * query.limit).execute()
  const { count } = await db.selectFrom(found.select('refund.id').limit(COUNT_LIMIT + 1).as('found')).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return { rows: rows.map(row => ({ ...row, createdAt: row.createdAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null })), count }
}
