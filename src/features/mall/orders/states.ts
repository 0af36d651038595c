import type { Actor, OrderListItem, OrderStatus } from './contract.ts'

// Pure: the life of an order (mall.md §2, states) under the documents' names (O-08).

export type OrderAction = 'pay' | 'pay_late' | 'cancel' | 'cancel_paid' | 'expire' | 'ship' | 'rest_canceled' | 'confirm' | 'review' | 'complete' | 'close'

interface Transition { from: readonly OrderStatus[], to: OrderStatus, by: readonly Actor[] }

/** Every step an order can take; whatever is not here can't happen, not by staff either. */
export const TRANSITIONS: Record<OrderAction, Transition> = {
  pay: { from: ['WAIT_PAYMENT'], to: 'WAIT_SHIP', by: ['buyer'] },
  pay_late: { from: ['CANCELED'], to: 'WAIT_SHIP', by: ['buyer'] },
  cancel: { from: ['WAIT_PAYMENT', 'WAIT_SHIP'], to: 'CANCELED', by: ['buyer', 'staff'] },
  cancel_paid: { from: ['WAIT_SHIP'], to: 'CLOSED', by: ['buyer', 'staff'] },
  expire: { from: ['WAIT_PAYMENT'], to: 'CANCELED', by: ['system'] },
  ship: { from: ['WAIT_SHIP'], to: 'WAIT_RECEIVE', by: ['staff'] },
  rest_canceled: { from: ['WAIT_SHIP'], to: 'WAIT_RECEIVE', by: ['staff'] },
  confirm: { from: ['WAIT_RECEIVE'], to: 'WAIT_COMMENT', by: ['buyer', 'system'] },
  review: { from: ['WAIT_COMMENT'], to: 'COMPLETE', by: ['buyer', 'staff'] },
  complete: { from: ['WAIT_COMMENT'], to: 'COMPLETE', by: ['system'] },
  close: { from: ['WAIT_SHIP', 'WAIT_RECEIVE', 'WAIT_COMMENT', 'COMPLETE'], to: 'CLOSED', by: ['staff'] },
}

export const mayTake = (action: OrderAction, status: OrderStatus, by: Actor) => TRANSITIONS[action].from.includes(status) && TRANSITIONS[action].by.includes(by)

interface ActionFacts { status: OrderStatus, paymentMethod: 'alipay' | 'cod', dueAt: Date | null, anythingSent: boolean }

/** What its buyer may do with an order now; the same answers the page's buttons and the requests. */
export function actionsOf({ status, paymentMethod, dueAt, anythingSent }: ActionFacts, now: Date): OrderListItem['actions'] {
  const actions: OrderListItem['actions'] = []
  if (status === 'WAIT_PAYMENT' && paymentMethod === 'alipay' && dueAt && dueAt > now) actions.push('pay')
  if (mayCancel({ status, anythingSent })) actions.push('cancel')
  if (mayTake('confirm', status, 'buyer')) actions.push('confirm')
  return actions
}

/** Until the first parcel has left. */
export const mayCancel = ({ status, anythingSent }: Pick<ActionFacts, 'status' | 'anythingSent'>) => TRANSITIONS.cancel.from.includes(status) && !anythingSent
