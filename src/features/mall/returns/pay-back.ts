import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Fen } from '../../../kit/money.ts'
import type { ItemRow, OrderCore } from '../orders/store.ts'
import type { CaseCore } from './store.ts'
import { requestRefund } from '../../../core/payments/index.ts'
import { resumeConfirm, settleOrder } from '../orders/close-order.ts'
import { ownReason } from '../orders/reasons.ts'
import { freightBack, payoutOf } from '../orders/returnable.ts'
import { addRefund, itemsOf, lockOrder } from '../orders/store.ts'
import { releaseStock } from '../stock/stock.ts'
import { moveCase } from './store.ts'

interface Decision {
  /** Fen of the goods, at most what the case asks for. */
  amount: Fen
  /** Units that are settled with it; none when the buyer keeps the goods and gets a part of their price. */
  units: number
  /** Units that came back and can be sold again. */
  sellable?: number
}

/**
 * Pays a case of a locked order back: books it on item and order, whose constraints let no more go back than was paid, and
 * has the money sent the way it came. What is not paid yet needs no sending; cash is paid out by staff.
 * The carriage goes back with the last unit of an order of which nothing was sent.
 */
export async function payBack(parts: Parts, tx: Tx, order: OrderCore, wish: CaseCore, { amount, units, sellable }: Decision, now: Date): Promise<void> {
  const unsent = wish.unsent ? units : 0
  const freight = unsent > 0 ? freightBack(order, await itemsOf(tx, order.id), unsent) : 0
  await addRefund(tx, order.id, { itemId: wish.itemId, amount, freight, units, unsent, at: now })

  const payout = amount + freight > 0 ? payoutOf({ paymentMethod: order.paymentMethod, paid: order.paidAt !== null }) : 'none'
  const refund = payout === 'alipay' ? await requestRefund(tx, parts, { paymentId: order.paymentId!, amount: amount + freight, reason: ownReason(wish.openedBy === 'staff' ? 'refunded_by_staff' : 'given_back'), ref: `return:${wish.id}` }) : undefined
  await moveCase(tx, wish.id, { from: wish.status, to: payout === 'none' ? 'REFUNDED' : 'REFUNDING', at: now }, { amount, freight, sellable, payout, refundId: refund?.id })

  await settleOrder(tx, (await lockOrder(tx, order.no))!, 'staff', now, wish.openedBy)
  await resumeConfirm(tx, order.id, now)
}

/**
 * Pays a case of kind refund back. What was not sent is free again; of goods that were sent and that the buyer keeps a part of
 * their price may be given, and then they are not settled with it.
 * @returns the products that can be had again: productChanged after the commit
 */
export async function payRefund(parts: Parts, tx: Tx, order: OrderCore, wish: CaseCore, amount: Fen, now: Date): Promise<number[]> {
  const item = await itemOfCase(tx, order, wish)
  await payBack(parts, tx, order, wish, { amount, units: amount < wish.amount ? 0 : wish.quantity }, now)
  return wish.unsent ? releaseStock(tx, [{ skuId: item.skuId, count: wish.quantity, orderItemId: item.id }], now, wish.id) : []
}

/** The item a case is about. */
export async function itemOfCase(tx: Tx, order: OrderCore, { itemId }: CaseCore): Promise<ItemRow> {
  return (await itemsOf(tx, order.id)).find(({ id }) => id === itemId)!
}
