import type { Tx } from '../../../kit/db.ts'
import type { Actor } from './contract.ts'
import type { OrderCore } from './store.ts'
import { isAllBack, toSend } from './returnable.ts'
import { CONFIRM_MS, CONFIRM_REST_MS } from './rules.ts'
import { freeCoupon, itemsOf, moveOrder, prolongConfirm } from './store.ts'

/**
 * Moves a locked order on after something of it was given back or reviewed: it is closed when the buyer has nothing of it and
 * gets nothing of it (which `wantedBy` wished), on its way when nothing more is to be sent, and complete when whatever the buyer
 * kept is reviewed.
 */
export async function settleOrder(tx: Tx, order: OrderCore, by: Actor, now: Date, wantedBy: 'buyer' | 'staff' = 'buyer'): Promise<void> {
  const { id, status } = order
  const items = await itemsOf(tx, id)
  const anythingSent = items.some(({ shipped }) => shipped > 0)
  const step = { from: status, actor: by, at: now, untold: false }
  if (isAllBack(items)) {
    await moveOrder(tx, id, { ...step, action: 'close', to: 'CLOSED', dueAt: null }, { canceledBy: wantedBy })
    if (!anythingSent) await freeCoupon(tx, id)
  } else if (status === 'WAIT_SHIP' && anythingSent && items.every(item => toSend(item) === 0)) {
    await moveOrder(tx, id, { ...step, action: 'rest_canceled', to: 'WAIT_RECEIVE', dueAt: new Date(now.getTime() + CONFIRM_MS) }, { shippedAt: now })
  } else if (status === 'WAIT_COMMENT' && items.every(({ quantity, returned, reviewedAt }) => reviewedAt !== null || returned === quantity)) {
    await moveOrder(tx, id, { ...step, action: 'review', to: 'COMPLETE', dueAt: null })
  }
}

/** After something asked back is over, whatever came of it: the clock that confirms the rest does not strike at once. */
export const resumeConfirm = (tx: Tx, orderId: number, now: Date) => prolongConfirm(tx, orderId, new Date(now.getTime() + CONFIRM_REST_MS))
