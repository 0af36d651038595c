import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Order, OrderChange } from './contract.ts'
import type { OrderCore } from './store.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { productChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { cancelOrder } from './cancel-order.ts'
import { readOrder } from './orders.ts'
import { REVIEW_MS } from './rules.ts'
import { mayTake } from './states.ts'
import { lockOwnOrder, moveOrder } from './store.ts'

/**
 * What the buyer decides about an order. Deciding the same twice is deciding it once; whoever comes second with something
 * else is told that it is not possible any more (B-46).
 */
export async function changeOrder(parts: Parts, accountId: number, no: string, { action, reason }: OrderChange): Promise<Order> {
  const now = parts.clock.now()
  const products = await parts.db.tx(async (tx) => {
    const order = await lockOwnOrder(tx, accountId, no)
    if (!order) throw KitErrors.not_found()
    if (isDone(order, action)) return []
    if (action === 'cancel') return cancelOrder(parts, tx, order, { by: 'buyer', reason: reason?.trim() || undefined }, now)
    await confirmOrder(tx, order, 'buyer', now)
    return []
  })
  productChanged(parts, ...products)
  return readOrder(parts, accountId, no)
}

function isDone({ status, canceledBy, receivedAt }: OrderCore, action: OrderChange['action']): boolean {
  if (action === 'confirm') return receivedAt !== null && status !== 'CLOSED'
  return (status === 'CANCELED' || status === 'CLOSED') && canceledBy === 'buyer'
}

/** The goods are here; those that were to be paid at the door are paid with that. */
export async function confirmOrder(tx: Tx, { id, status, paidAt }: OrderCore, by: 'buyer' | 'system', now: Date): Promise<void> {
  if (!mayTake('confirm', status, by)) throw MallErrors.wrong_state({ status })
  const dueAt = new Date(now.getTime() + REVIEW_MS)
  await moveOrder(tx, id, { action: 'confirm', from: status, to: 'WAIT_COMMENT', dueAt, actor: by, at: now, untold: false }, { receivedAt: now, ...paidAt ? {} : { paidAt: now } })
}
