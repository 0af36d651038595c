import type { Tx } from '../../kit/db.ts'
import type { Fen } from '../../kit/money.ts'
import { sql } from 'kysely'
import { inBatches } from '../../kit/bulk.ts'
import './simulator/tables.ts'
import './tables.ts'

// Money of the demo site that moved before it began: whole rows in the state they are in by now, many in one statement.

export interface PaidRow { outTradeNo: string, tradeNo: string, module: string, reference: string, accountId: number, amount: Fen, subject: string, paidAt: Date, expiresAt: Date }

/** In our books and at the simulator. @returns their ids, in that order */
export async function insertPaid(tx: Tx, rows: readonly PaidRow[]): Promise<number[]> {
  const ids = new Map<string, number>()
  await inBatches(rows, async (batch) => {
    const inserted = await tx.insertInto('payment').values(batch.map(row => ({
      out_trade_no: row.outTradeNo,
      module: row.module,
      reference: row.reference,
      account_id: row.accountId,
      amount: row.amount,
      subject: row.subject,
      provider: 'alipay',
      status: 'paid' as const,
      provider_trade_no: row.tradeNo,
      expires_at: row.expiresAt,
      created_at: row.paidAt,
      paid_at: row.paidAt,
    }))).returning(['id', 'out_trade_no']).execute()
    for (const row of inserted) ids.set(row.out_trade_no, row.id)
    await tx.insertInto('alipay_simulator_trade').values(batch.map(row => ({
      out_trade_no: row.outTradeNo,
      trade_no: row.tradeNo,
      subject: row.subject,
      amount: row.amount,
      status: 'TRADE_SUCCESS' as const,
      notify_url: 'http://127.0.0.1/',
      expires_at: row.expiresAt,
      created_at: row.paidAt,
      paid_at: row.paidAt,
    }))).execute()
  })
  return rows.map(({ outTradeNo }) => ids.get(outTradeNo)!)
}

export interface RefundedRow { paymentId: number, refundNo: string, amount: Fen, reason: string, requestedAt: Date, doneAt: Date }

/** Refunds of such payments, in our books and at the simulator. @returns their ids, in that order */
export async function insertRefunded(tx: Tx, rows: readonly RefundedRow[]): Promise<number[]> {
  const ids = new Map<string, number>()
  await inBatches(rows, async (batch) => {
    const inserted = await tx.insertInto('refund').values(batch.map(row => ({
      payment_id: row.paymentId,
      refund_no: row.refundNo,
      amount: row.amount,
      reason: row.reason,
      status: 'done' as const,
      tries: 1,
      next_try_at: row.doneAt,
      created_at: row.requestedAt,
      finished_at: row.doneAt,
    }))).returning(['id', 'refund_no']).execute()
    for (const row of inserted) ids.set(row.refund_no, row.id)
    const refundNos = batch.map(({ refundNo }) => refundNo)
    await sql`update payment p set refunded_amount = p.refunded_amount + r.amount
      from (select payment_id, sum(amount) as amount from refund where refund_no = any(${refundNos}::text[]) group by 1) r where p.id = r.payment_id`.execute(tx)
    await sql`with paid_back as (
        insert into alipay_simulator_refund (out_trade_no, out_request_no, amount, created_at)
        select p.out_trade_no, r.refund_no, r.amount, r.finished_at from refund r join payment p on p.id = r.payment_id where r.refund_no = any(${refundNos}::text[])
        returning out_trade_no, amount
      )
      update alipay_simulator_trade t set refunded = t.refunded + b.amount, status = case when t.refunded + b.amount = t.amount then 'TRADE_CLOSED' else t.status end
      from (select out_trade_no, sum(amount) as amount from paid_back group by 1) b where t.out_trade_no = b.out_trade_no`.execute(tx)
  })
  return rows.map(({ refundNo }) => ids.get(refundNo)!)
}
