import type { Tx } from '../../kit/db.ts'
import type { Fen } from '../../kit/money.ts'
import type { Thing } from './store.ts'
import { createHash } from 'node:crypto'
import { newTradeNo } from './simulator/cashier.ts'
import { insertTrade } from './simulator/store.ts'
import { insertPayment, markAccepted, markReceived } from './store.ts'

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
