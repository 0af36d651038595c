import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { OrderCore } from './store.ts'
import { closePayments, requestRefund } from '../../../core/payments/index.ts'
import { MallErrors } from '../errors.ts'
import { releaseStock } from '../stock/stock.ts'
import { ownReason } from './reasons.ts'
import { toSend } from './returnable.ts'
import { mayCancel } from './states.ts'
import { freeCoupon, itemsOf, moveOrder, refundAll } from './store.ts'
import { withdrawCases } from './store-cases.ts'

interface Cancellation { by: 'buyer' | 'staff' | 'system', reason?: string }

/**
 * Cancels a locked order of which nothing has been sent, in one transaction: its goods are free again, its coupon can be used
 * again, what was paid and has not gone back yet goes back. Undecided wishes of the buyer end with it.
 * @returns the products that can be had again: productChanged after the commit
 */
export async function cancelOrder(parts: Parts, tx: Tx, order: OrderCore, { by, reason }: Cancellation, now: Date): Promise<number[]> {
  const { id, no, status, paidAt, payable, refunded, paymentId } = order
  const items = await itemsOf(tx, id)
  if (!mayCancel({ status, anythingSent: items.some(({ shipped }) => shipped > 0) })) throw MallErrors.wrong_state({ status })
  const step = { from: status, dueAt: null, actor: by, reason, at: now, untold: by !== 'buyer' }
  if (by === 'system') await moveOrder(tx, id, { ...step, action: 'expire', to: 'CANCELED' }, { canceledBy: by })
  else if (paidAt) await moveOrder(tx, id, { ...step, action: 'cancel_paid', to: 'CLOSED' }, { canceledBy: by, reason })
  else await moveOrder(tx, id, { ...step, action: 'cancel', to: 'CANCELED' }, { canceledBy: by, reason })

  await withdrawCases(tx, id, now)
  await freeCoupon(tx, id)
  const products = await releaseStock(tx, items.map(item => ({ skuId: item.skuId, count: toSend(item), orderItemId: item.id })).filter(({ count }) => count > 0), now, orderRef(paymentId))
  if (status === 'WAIT_PAYMENT') await closePayments(tx, parts, { module: 'mall', reference: no })
  if (paidAt) {
    await refundAll(tx, id, now)
    if (payable > refunded && paymentId !== null) await requestRefund(tx, parts, { paymentId, amount: payable - refunded, reason: ownReason(by === 'staff' ? 'canceled_by_staff' : 'canceled_by_buyer'), ref: 'cancel' })
  }
  return products
}

/**
 * Tells changes of the stock apart that one order causes as a whole: what was held and given free unpaid, and what was held
 * again, or given free, once paid. Below nothing, so that it meets no number of a shipment or a return.
 */
export const orderRef = (paymentId: number | null) => paymentId === null ? 0 : -paymentId
