import type { Tx } from '../../../kit/db.ts'
import type { PaidThing, Parts } from '../../../kit/module.ts'
import type { OrderCore } from './store.ts'
import { startPayment } from '../../../core/payments/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { MallErrors } from '../errors.ts'
import { reserveStock } from '../stock/stock.ts'
import { orderRef } from './cancel-order.ts'
import { actionsOf } from './states.ts'
import { allOrNothing, findOwnOrder, insertEvent, itemsOf, lockOrder, moveOrder } from './store.ts'
import { caseOfRefund, markRefunded } from './store-cases.ts'

/** Opens the cashier for one's own order that waits for payment, until its time is over. */
export async function startOrderPayment(parts: Parts, accountId: number, no: string, device: 'phone' | 'desktop'): Promise<{ payUrl: string }> {
  const order = await findOwnOrder(parts.db.sql, accountId, no)
  if (!order) throw KitErrors.not_found()
  const { status, dueAt, payable } = order
  if (!actionsOf({ ...order, anythingSent: false }, parts.clock.now()).includes('pay')) throw MallErrors.wrong_state({ status })
  const { payUrl } = await startPayment(parts, { module: 'mall', reference: no, accountId, amount: payable, subject: `美多商城 ${no}`, expiresAt: dueAt!, device })
  return { payUrl }
}

/**
 * The money for an order has come. In time it is paid, whatever the deadline says as long as nobody has written down that it
 * lapsed; late, it is paid if the goods are still to be had; else the money goes back (mall.md §2.18–20).
 */
export async function orderPaid(parts: Parts, tx: Tx, { reference, paymentId, amount }: PaidThing): Promise<'accepted' | 'surplus'> {
  const now = parts.clock.now()
  const order = await lockOrder(tx, reference)
  if (!order) throw new Error(`payment ${paymentId} is for order ${reference}, which isn't there`)
  const { id, status } = order
  if (order.paymentId !== null) return order.paymentId === paymentId ? 'accepted' : 'surplus'

  const late = lapsed(order)
  const wanted = amount === order.payable && (status === 'WAIT_PAYMENT' || late)
  if (!wanted || (late && !await reserveAgain(tx, order, paymentId, now))) {
    await insertEvent(tx, id, { action: 'surplus', from: status, to: status, actor: 'buyer', at: now, untold: true })
    return 'surplus'
  }
  const step = { from: status, to: 'WAIT_SHIP', dueAt: null, actor: 'buyer', at: now, untold: true } as const
  await moveOrder(tx, id, { ...step, action: late ? 'pay_late' : 'pay' }, { paymentId, paidAt: now, ...late ? { canceledBy: null, reason: null } : {} })
  return 'accepted'
}

/** Time alone has ended it. One with a coupon is not revived: the coupon may be used elsewhere by now, and the price was agreed with it. */
const lapsed = ({ status, canceledBy, discount }: OrderCore) => status === 'CANCELED' && canceledBy === 'system' && discount === 0

/** All of the order's goods once more, or nothing. */
async function reserveAgain(tx: Tx, { id }: OrderCore, paymentId: number, now: Date): Promise<boolean> {
  const lines = (await itemsOf(tx, id)).map(item => ({ skuId: item.skuId, count: item.quantity, orderItemId: item.id }))
  return allOrNothing(tx, async () => (await reserveStock(tx, lines, now, orderRef(paymentId))).short.length === 0)
}

/** A refund of an order has reached its end at the payment provider. */
export async function orderRefunded(parts: Parts, tx: Tx, { reference, refundId, state }: PaidThing & { refundId: number, state: 'done' | 'failed' }): Promise<void> {
  const now = parts.clock.now()
  const order = await lockOrder(tx, reference)
  if (!order) throw new Error(`refund ${refundId} is of order ${reference}, which isn't there`)
  const { id, status } = order
  const found = await caseOfRefund(tx, id, refundId)
  const step = { from: status, to: status, actor: 'system', at: now, untold: state === 'done', caseId: found?.id } as const
  if (state === 'failed') await insertEvent(tx, id, { ...step, action: 'refund_failed' })
  else if (!found) await insertEvent(tx, id, { ...step, action: 'refund_done' })
  else if (await markRefunded(tx, found.id, now)) await insertEvent(tx, id, { ...step, action: 'return_refunded' })
}
