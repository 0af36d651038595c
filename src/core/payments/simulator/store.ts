import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { TradeStatus } from './tables.ts'
import { sql } from 'kysely'
import './tables.ts'

export interface Trade {
  outTradeNo: string
  tradeNo: string
  subject: string
  amount: Fen
  status: TradeStatus
  refunded: Fen
  notifyUrl: string
  expiresAt: Date
  createdAt: Date
  paidAt: Date | null
}

const TRADE = [
  'out_trade_no as outTradeNo',
  'trade_no as tradeNo',
  'subject',
  'amount',
  'status',
  'refunded',
  'notify_url as notifyUrl',
  'expires_at as expiresAt',
  'created_at as createdAt',
  'paid_at as paidAt',
] as const

/** Leaves a trade alone that is there already. */
export async function insertTrade(db: Sql, trade: Omit<Trade, 'refunded'>): Promise<void> {
  await db.insertInto('alipay_simulator_trade').values({
    out_trade_no: trade.outTradeNo,
    trade_no: trade.tradeNo,
    subject: trade.subject,
    amount: trade.amount,
    status: trade.status,
    notify_url: trade.notifyUrl,
    expires_at: trade.expiresAt,
    created_at: trade.createdAt,
    paid_at: trade.paidAt,
  }).onConflict(c => c.column('out_trade_no').doNothing()).execute()
}

export async function findTrade(db: Sql, outTradeNo: string): Promise<Trade | undefined> {
  return db.selectFrom('alipay_simulator_trade').select(TRADE).where('out_trade_no', '=', outTradeNo).executeTakeFirst()
}

export async function lockTrade(tx: Tx, outTradeNo: string): Promise<Trade | undefined> {
  return tx.selectFrom('alipay_simulator_trade').select(TRADE).where('out_trade_no', '=', outTradeNo).forUpdate().executeTakeFirst()
}

/** Trades end by themselves when their time is over. */
export async function closeExpired(db: Sql, outTradeNo: string, now: Date): Promise<void> {
  await db.updateTable('alipay_simulator_trade').set({ status: 'TRADE_CLOSED' })
    .where('out_trade_no', '=', outTradeNo).where('status', '=', 'WAIT_BUYER_PAY').where('expires_at', '<=', now).execute()
}

/** WAIT_BUYER_PAY → TRADE_SUCCESS; undefined when it can't be paid any more. */
export async function payTrade(tx: Tx, outTradeNo: string, now: Date): Promise<Trade | undefined> {
  return tx.updateTable('alipay_simulator_trade').set({ status: 'TRADE_SUCCESS', paid_at: now })
    .where('out_trade_no', '=', outTradeNo).where('status', '=', 'WAIT_BUYER_PAY').where('expires_at', '>', now).returning(TRADE).executeTakeFirst()
}

/** WAIT_BUYER_PAY → TRADE_CLOSED; false when it is in another state. */
export async function closeTrade(db: Sql, outTradeNo: string): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('alipay_simulator_trade').set({ status: 'TRADE_CLOSED' })
    .where('out_trade_no', '=', outTradeNo).where('status', '=', 'WAIT_BUYER_PAY').executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function findRefundAmount(db: Sql, outTradeNo: string, outRequestNo: string): Promise<Fen | undefined> {
  const row = await db.selectFrom('alipay_simulator_refund').select('amount').where('out_trade_no', '=', outTradeNo).where('out_request_no', '=', outRequestNo).executeTakeFirst()
  return row?.amount
}

/** Pays a refund out; a trade that is refunded whole is closed. */
export async function insertRefund(tx: Tx, refund: { outTradeNo: string, outRequestNo: string, amount: Fen, now: Date }): Promise<Trade> {
  await tx.insertInto('alipay_simulator_refund').values({ out_trade_no: refund.outTradeNo, out_request_no: refund.outRequestNo, amount: refund.amount, created_at: refund.now }).execute()
  return tx.updateTable('alipay_simulator_trade').set({
    refunded: sql`refunded + ${refund.amount}`,
    status: sql<TradeStatus>`case when refunded + ${refund.amount} = amount then 'TRADE_CLOSED' else status end`,
  }).where('out_trade_no', '=', refund.outTradeNo).returning(TRADE).executeTakeFirstOrThrow()
}

export async function insertNotice(tx: Tx, notice: { notifyId: string, outTradeNo: string, params: object, now: Date }): Promise<void> {
  await tx.insertInto('alipay_simulator_notice').values({ notify_id: notice.notifyId, out_trade_no: notice.outTradeNo, params: JSON.stringify(notice.params), next_at: notice.now }).execute()
}

export interface DueNotice { notifyId: string, params: Record<string, string>, url: string, tries: number }

/** Takes the notices that are due; each is put off to its next turn, or given up, by `waits` (seconds after each try). */
export async function claimDueNotices(db: Sql, now: Date, waits: readonly number[]): Promise<DueNotice[]> {
  const { rows } = await sql<DueNotice>`
    update alipay_simulator_notice n set tries = n.tries + 1, next_at = ${now}::timestamptz + (${waits as number[]}::int[])[n.tries + 1] * interval '1 second'
    from alipay_simulator_trade t
    where t.out_trade_no = n.out_trade_no
      and n.notify_id in (select notify_id from alipay_simulator_notice where next_at <= ${now} order by next_at limit 50 for update skip locked)
    returning n.notify_id as "notifyId", n.params, t.notify_url as url, n.tries`.execute(db)
  return rows
}

export async function markDelivered(db: Sql, notifyId: string): Promise<void> {
  await db.updateTable('alipay_simulator_notice').set({ next_at: null }).where('notify_id', '=', notifyId).execute()
}
