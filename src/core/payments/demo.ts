import type { Tx } from '../../kit/db.ts'
import type { Fen } from '../../kit/money.ts'
import type { Thing } from './store.ts'
import { createHash } from 'node:crypto'
import { insertPaid, insertRefunded } from './demo-store.ts'
import { refundNoOf } from './refund.ts'
import { newTradeNo } from './simulator/cashier.ts'

export type DemoPayment = Thing & { accountId: number, amount: Fen, subject: string, paidAt: Date }

/**
 * Payments of the demo site that were made before it began, with their trades at the simulator: so that they can be
 * refunded. Their numbers follow from the things, so that a demo is the same every time.
 * @returns the payments' ids, in that order
 */
export async function addDemoPayments(tx: Tx, payments: readonly DemoPayment[]): Promise<number[]> {
  return insertPaid(tx, payments.map((payment) => {
    const outTradeNo = createHash('sha256').update(`${payment.module}:${payment.reference}`).digest('hex').slice(0, 32)
    const tradeNo = newTradeNo(payment.paidAt, String(Number.parseInt(outTradeNo.slice(0, 12), 16)).padStart(15, '0'))
    return { ...payment, outTradeNo, tradeNo, expiresAt: new Date(payment.paidAt.getTime() + 900_000) }
  }))
}

/** `reason` is told as `Module.reasons` says; `ref` is the module's own name of it, as in requestRefund. */
export interface DemoRefund { paymentId: number, amount: Fen, reason: string, ref: string, requestedAt: Date, doneAt: Date }

/**
 * Money of such payments that went back before the demo began, in our books and at the simulator.
 * @returns the refunds' ids, in that order
 */
export async function addDemoRefunds(tx: Tx, refunds: readonly DemoRefund[]): Promise<number[]> {
  return insertRefunded(tx, refunds.map(({ ref, ...refund }) => ({ ...refund, refundNo: refundNoOf(refund.paymentId, ref) })))
}
