import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { MembershipStatus } from './contract.ts'
import type { Grant, Span } from './rules.ts'
import { sql } from 'kysely'
import '../tables.ts'

export interface OrderRow {
  id: number
  no: string
  accountId: number
  level: number
  days: number
  price: Fen
  status: MembershipStatus
  createdAt: Date
  expiresAt: Date
  paidAt: Date | null
  paymentId: number | null
  refundAskedAt: Date | null
  refundedAt: Date | null
  refunded: Fen
}

const ORDER = [
  'id',
  'no',
  'account_id as accountId',
  'level',
  'days',
  'price',
  'status',
  'created_at as createdAt',
  'expires_at as expiresAt',
  'paid_at as paidAt',
  'payment_id as paymentId',
  'refund_asked_at as refundAskedAt',
  'refunded_at as refundedAt',
  'refunded',
] as const

/** One thing at a time happens to somebody's membership: two orders paid at once would each write spans without the other. Before any row of it. */
export async function lockMembership(tx: Tx, accountId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`membership ${accountId}`}, 0))`.execute(tx)
}

/** Whose order it is; null for a number nobody has. */
export async function ownerOf(db: Sql, no: string): Promise<number | null> {
  return (await db.selectFrom('membership_order').select('account_id').where('no', '=', no).executeTakeFirst())?.account_id ?? null
}

export const findOrder = (db: Sql, no: string): Promise<OrderRow | undefined> => db.selectFrom('membership_order').select(ORDER).where('no', '=', no).executeTakeFirst()

/** The order, with whatever happens to its owner's membership held until the transaction ends. */
export async function lockOrder(tx: Tx, no: string): Promise<OrderRow | undefined> {
  const owner = await ownerOf(tx, no)
  if (owner === null) return undefined
  await lockMembership(tx, owner)
  return tx.selectFrom('membership_order').select(ORDER).where('no', '=', no).forUpdate().executeTakeFirst()
}

interface Terms { accountId: number, level: number, days: number, price: Fen }

/** An order on the same terms that can still be paid for a while. */
export function findOpenOrder(tx: Tx, { accountId, level, days, price }: Terms, after: Date): Promise<OrderRow | undefined> {
  return tx.selectFrom('membership_order').select(ORDER).where('account_id', '=', accountId).where('level', '=', level).where('days', '=', days).where('price', '=', price)
    .where('status', '=', 'WAIT_PAYMENT').where('expires_at', '>', after).orderBy('id').limit(1).executeTakeFirst()
}

export async function insertOrder(tx: Tx, { accountId, level, days, price, no, now, expiresAt }: Terms & { no: string, now: Date, expiresAt: Date }): Promise<void> {
  await tx.insertInto('membership_order').values({ no, account_id: accountId, level, days, price, created_at: now, expires_at: expiresAt }).execute()
}

export async function markPaid(tx: Tx, id: number, paymentId: number, now: Date): Promise<void> {
  await tx.updateTable('membership_order').set({ status: 'PAID', paid_at: now, payment_id: paymentId }).where('id', '=', id).where('status', '=', 'WAIT_PAYMENT').execute()
}

export async function markRefundAsked(tx: Tx, id: number, amount: Fen, now: Date): Promise<void> {
  await tx.updateTable('membership_order').set({ refund_asked_at: now, refunded: amount }).where('id', '=', id).where('status', '=', 'PAID').where('refund_asked_at', 'is', null).execute()
}

/** @returns false when it was so already */
export async function markRefunded(tx: Tx, id: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('membership_order').set({ status: 'REFUNDED', refunded_at: now }).where('id', '=', id).where('status', '=', 'PAID').executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The paid orders of somebody: what spans are made from. */
export async function listGrants(db: Sql, accountId: number): Promise<Grant[]> {
  return db.selectFrom('membership_order').select(['id', 'level', 'days', 'paid_at as paidAt', 'refunded_at as endedAt']).where('account_id', '=', accountId)
    .where('paid_at', 'is not', null).$narrowType<{ paidAt: Date }>().orderBy('id').execute()
}

export async function replaceSpans(tx: Tx, accountId: number, spans: readonly Span[]): Promise<void> {
  await tx.deleteFrom('membership_span').where('account_id', '=', accountId).execute()
  if (spans.length > 0) await tx.insertInto('membership_span').values(spans.map(({ level, startsAt, endsAt }) => ({ account_id: accountId, level, starts_at: startsAt, ends_at: endsAt }))).execute()
}

/** The span that holds now and those that follow. */
export function listSpans(db: Sql, accountId: number, now: Date): Promise<Span[]> {
  return db.selectFrom('membership_span').select(['level', 'starts_at as startsAt', 'ends_at as endsAt']).where('account_id', '=', accountId).where('ends_at', '>', now).orderBy('starts_at').execute()
}

/** The newest first. */
export function listOrders(db: Sql, accountId: number, limit: number): Promise<OrderRow[]> {
  return db.selectFrom('membership_order').select(ORDER).where('account_id', '=', accountId).orderBy('id', 'desc').limit(limit).execute()
}

/** Numbers of unpaid orders whose time is over, the longest first. */
export async function lapsedOrders(db: Sql, now: Date, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('membership_order').select('no').where('status', '=', 'WAIT_PAYMENT').where('expires_at', '<=', now).orderBy('expires_at').limit(limit).execute()
  return rows.map(({ no }) => no)
}

/** Ends an unpaid order whose time was over by then. */
export async function cancelLapsed(db: Sql, no: string, lapsedBy: Date): Promise<void> {
  await db.updateTable('membership_order').set({ status: 'CANCELED' }).where('no', '=', no).where('status', '=', 'WAIT_PAYMENT').where('expires_at', '<=', lapsedBy).execute()
}

/** Ends all unpaid orders of somebody. @returns their numbers */
export async function cancelUnpaid(tx: Tx, accountId: number): Promise<string[]> {
  const rows = await tx.updateTable('membership_order').set({ status: 'CANCELED' }).where('account_id', '=', accountId).where('status', '=', 'WAIT_PAYMENT').returning('no').execute()
  return rows.map(({ no }) => no)
}
