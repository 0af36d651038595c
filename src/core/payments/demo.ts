import type { Tx } from '../../kit/db.ts'
import type { Fen } from '../../kit/money.ts'
import type { Thing } from './store.ts'
import { createHash } from 'node:crypto'
import { claimRefund, finishRefund, insertRefund, reserveRefund } from './refund-store.ts'
import { refundNoOf } from './refund.ts'
import { newTradeNo } from './simulator/cashier.ts'
import { insertTrade, insertRefund as payOut } from './simulator/store.ts'
import { findPayment, insertPayment, markAccepted, markReceived } from './store.ts'

/**
 * A payment of the demo site that was made before it began, with its trade at the simulator: so that it can be
 * refunded. Its numbers follow from the thing, so that a demo is the same every time.
 * @returns the payment's id
 */
export async function addDemoPayment(tx: Tx, { paidAt, ...payment }: Thing & { accountId: number, amount: Fen, subject: string, paidAt: Date }): Promise<number> {
  const outTradeNo = createHash('sha256').update(`${payment.module}:${payment.reference}`).digest('hex').slice(0, 32)
  const tradeNo = newTradeNo(paidAt, String(Number.parseInt(outTradeNo.slice(0, 12), 16)).padStart(15, '0'))
  const expiresAt = new Date(paidAt.getTime() + 900_000)
  const row = await insertPayment(tx, { ...payment, outTradeNo, provider: 'alipay', expiresAt, now: paidAt, nextCheckAt: expiresAt })
  await markReceived(tx, row!.id, { tradeNo, now: paidAt })
  await markAccepted(tx, row!.id)
  await insertTrade(tx, { outTradeNo, tradeNo, subject: payment.subject, amount: payment.amount, status: 'TRADE_SUCCESS', notifyUrl: 'http://127.0.0.1/', expiresAt, createdAt: paidAt, paidAt })
  return row!.id
}

/**
 * Money of such a payment that went back before the demo began, in our books and at the simulator. `ref` is the module's own
 * name of the reason, as in requestRefund.
 * @returns the refund's id
 */
export async function addDemoRefund(tx: Tx, { requestedAt, doneAt, ref, ...refund }: { paymentId: number, amount: Fen, reason: string, ref: string, requestedAt: Date, doneAt: Date }): Promise<number> {
  const { paymentId, amount } = refund
  const refundNo = refundNoOf(paymentId, ref)
  const row = await insertRefund(tx, { ...refund, refundNo, now: requestedAt })
  await reserveRefund(tx, paymentId, amount)
  await claimRefund(tx, row!.id, { now: requestedAt, nextTryAt: doneAt })
  await finishRefund(tx, row!.id, { state: 'done', error: null, now: doneAt })
  const payment = await findPayment(tx, paymentId)
  await payOut(tx, { outTradeNo: payment!.outTradeNo, outRequestNo: refundNo, amount, now: doneAt })
  return row!.id
}
