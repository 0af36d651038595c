import type { Sql, Tx } from '../../kit/db.ts'
import type { Fen } from '../../kit/money.ts'
import type { PaymentStatus } from './contract.ts'
import { sql } from 'kysely'
import './tables.ts'

export interface PaymentRow {
  id: number
  outTradeNo: string
  module: string
  reference: string
  accountId: number
  amount: Fen
  subject: string
  provider: string
  status: PaymentStatus
  providerTradeNo: string | null
  refundedAmount: Fen
  expiresAt: Date
  createdAt: Date
  paidAt: Date | null
  checks: number
}

export const PAYMENT = [
  'id',
  'out_trade_no as outTradeNo',
  'module',
  'reference',
  'account_id as accountId',
  'amount',
  'subject',
  'provider',
  'status',
  'provider_trade_no as providerTradeNo',
  'refunded_amount as refundedAmount',
  'expires_at as expiresAt',
  'created_at as createdAt',
  'paid_at as paidAt',
  'checks',
] as const

/** Written out, not a parameter: only then does PostgreSQL know the partial index by it. */
const IS_WAITING = sql<boolean>`status = 'waiting'`

/** A thing of a module that is paid for. */
export interface Thing { module: string, reference: string }

export interface NewPayment extends Thing { outTradeNo: string, accountId: number, amount: Fen, subject: string, provider: string, expiresAt: Date, now: Date, nextCheckAt: Date }

/** Undefined when the thing has an open payment already: at most one, the database sees to it. */
export async function insertPayment(tx: Tx, payment: NewPayment): Promise<PaymentRow | undefined> {
  return tx.insertInto('payment').values({
    out_trade_no: payment.outTradeNo,
    module: payment.module,
    reference: payment.reference,
    account_id: payment.accountId,
    amount: payment.amount,
    subject: payment.subject,
    provider: payment.provider,
    expires_at: payment.expiresAt,
    created_at: payment.now,
    next_check_at: payment.nextCheckAt,
  }).onConflict(c => c.columns(['module', 'reference']).where(IS_WAITING).doNothing()).returning(PAYMENT).executeTakeFirst()
}

export async function findPayment(db: Sql, id: number): Promise<PaymentRow | undefined> {
  return db.selectFrom('payment').select(PAYMENT).where('id', '=', id).executeTakeFirst()
}

export async function findByOutTradeNo(db: Sql, outTradeNo: string): Promise<PaymentRow | undefined> {
  return db.selectFrom('payment').select(PAYMENT).where('out_trade_no', '=', outTradeNo).executeTakeFirst()
}

export async function openPaymentOf(db: Sql, { module, reference }: Thing): Promise<PaymentRow | undefined> {
  return db.selectFrom('payment').select(PAYMENT).where('module', '=', module).where('reference', '=', reference).where(IS_WAITING).executeTakeFirst()
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockOpenPaymentOf(tx: Tx, { module, reference }: Thing): Promise<PaymentRow | undefined> {
  return tx.selectFrom('payment').select(PAYMENT).where('module', '=', module).where('reference', '=', reference).where(IS_WAITING).forUpdate().executeTakeFirst()
}

export async function isThingPaid(db: Sql, { module, reference }: Thing): Promise<boolean> {
  return !!await db.selectFrom('payment').select('id').where('module', '=', module).where('reference', '=', reference).where(sql<boolean>`status = 'paid'`).executeTakeFirst()
}

/** All payments of these things, oldest first. */
export async function listPaymentsOf(db: Sql, module: string, references: string[]): Promise<PaymentRow[]> {
  if (references.length === 0) return []
  return db.selectFrom('payment').select(PAYMENT).where('module', '=', module).where('reference', 'in', references).orderBy('id').execute()
}

/** waiting → closed. `nextCheckAt` says when it is looked after once more. False when it is not waiting. */
export async function markClosed(db: Sql, id: number, nextCheckAt: Date | null): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('payment').set({ status: 'closed', next_check_at: nextCheckAt })
    .where('id', '=', id).where('status', '=', 'waiting').executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The payment, and nobody else changes it until the transaction ends. */
export async function lockPayment(tx: Tx, id: number): Promise<PaymentRow> {
  return tx.selectFrom('payment').select(PAYMENT).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

/**
 * The money is there: from waiting, or late from closed, to surplus; `markAccepted` makes it paid once the thing's module
 * has taken it. False when money of this payment has been recorded before.
 */
export async function markReceived(tx: Tx, id: number, { tradeNo, now }: { tradeNo: string, now: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('payment').set({ status: 'surplus', provider_trade_no: tradeNo, paid_at: now, next_check_at: null })
    .where('id', '=', id).where('status', 'in', ['waiting', 'closed']).executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function markAccepted(tx: Tx, id: number): Promise<void> {
  await tx.updateTable('payment').set({ status: 'paid' }).where('id', '=', id).execute()
}

/** Money for one thing arrives one after the other, so that its second payment sees the first. */
export async function queueForThing(tx: Tx, { module, reference }: Thing): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('payment'), hashtext(${`${module}:${reference}`}))`.execute(tx)
}

/**
 * Takes the payments that are due to be asked about, and puts each off to its next turn (twice as long each time, but not
 * past its end plus `graceSeconds`), so that no other node asks at the same time.
 */
export async function claimDueChecks(db: Sql, { now, limit, firstSeconds, maxSeconds, graceSeconds }: { now: Date, limit: number, firstSeconds: number, maxSeconds: number, graceSeconds: number }): Promise<PaymentRow[]> {
  const wait = sql<Date>`${now}::timestamptz + least(${maxSeconds}::float8, ${firstSeconds}::float8 * power(2, least(payment.checks, 20))) * interval '1 second'`
  const end = sql<Date>`payment.expires_at + ${graceSeconds}::float8 * interval '1 second'`
  return db.updateTable('payment')
    .set({ checks: sql`payment.checks + 1`, next_check_at: sql<Date>`case when ${end} > ${now} then least(${wait}, ${end}) else ${wait} end` })
    .where('id', 'in', db.selectFrom('payment').select('id').where('next_check_at', '<=', now).orderBy('next_check_at').limit(limit).forUpdate().skipLocked())
    .returning(PAYMENT)
    .execute()
}

export async function stopChecks(db: Sql, id: number): Promise<void> {
  await db.updateTable('payment').set({ next_check_at: null }).where('id', '=', id).where('status', '=', 'closed').execute()
}

/** True for one caller at a time, so that an impatient page doesn't make us ask the provider at its pace. */
export async function claimQuestion(db: Sql, id: number, now: Date, quietSince: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('payment').set({ asked_at: now })
    .where('id', '=', id).where('status', '=', 'waiting').where(eb => eb.or([eb('asked_at', 'is', null), eb('asked_at', '<=', quietSince)])).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What somebody has paid, and what of it has gone back. */
export async function listPaymentsToExport(db: Sql, accountId: number): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select p.out_trade_no as no, p.module, p.reference, p.subject, p.amount, p.provider, p.provider_trade_no as "providerTradeNo", p.status, p.created_at as "createdAt", p.paid_at as "paidAt",
      (select coalesce(json_agg(json_build_object('no', r.refund_no, 'amount', r.amount, 'reason', r.reason, 'status', r.status, 'createdAt', r.created_at, 'finishedAt', r.finished_at) order by r.id), '[]')
        from refund r where r.payment_id = p.id) as refunds
    from payment p where p.account_id = ${accountId} order by p.id`.execute(db)
  return rows
}

// — events —

export interface NewEvent { provider: string, eventId: string, paymentId: number | null, outcome: string, facts: object, now: Date }

/** False when it was heard before. */
export async function insertEvent(db: Sql, event: NewEvent): Promise<boolean> {
  const inserted = await db.insertInto('payment_event').values({
    provider: event.provider,
    event_id: event.eventId,
    payment_id: event.paymentId,
    outcome: event.outcome,
    facts: JSON.stringify(event.facts),
    received_at: event.now,
  }).onConflict(c => c.columns(['provider', 'event_id']).doNothing()).returning('id').executeTakeFirst()
  return inserted !== undefined
}

export async function setOutcome(tx: Tx, { provider, eventId, outcome }: { provider: string, eventId: string, outcome: string }): Promise<void> {
  await tx.updateTable('payment_event').set({ outcome }).where('provider', '=', provider).where('event_id', '=', eventId).execute()
}
