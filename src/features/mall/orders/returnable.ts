import type { Fen } from '../../../kit/money.ts'
import type { OrderStatus, ReturnCase } from './contract.ts'
import { RETURN_MS } from './rules.ts'

// Pure: what of an order can be given back, and for how much (mall.md §2, after-sale).

/** Units and fen of an item: `returned` of them are settled, `unsent` of those were never sent. */
export interface ItemFacts { quantity: number, payable: Fen, shipped: number, returned: number, unsent: number, refunded: Fen }
export interface ReturnFacts { status: OrderStatus, receivedAt: Date | null }

/** Units that have neither been sent nor been paid back. */
export const toSend = ({ quantity, shipped, unsent }: Pick<ItemFacts, 'quantity' | 'shipped' | 'unsent'>) => quantity - shipped - unsent
/** Units that have been sent and are not paid back. */
const withBuyer = ({ shipped, returned, unsent }: ItemFacts) => shipped - (returned - unsent)

/** Until when goods of the order can be given back: null before they are confirmed. */
export const returnUntil = ({ receivedAt }: Pick<ReturnFacts, 'receivedAt'>) => receivedAt && new Date(receivedAt.getTime() + RETURN_MS)

/**
 * For how many units money alone (`refund`), and for how many goods against money (`return`) may be asked now. Money alone is
 * first about what has not been sent. While one wish is not decided (`openCase`) there is no other about the same item.
 */
export function returnableOf(order: ReturnFacts, item: ItemFacts & { openCase: boolean }, now: Date): { refund: number, return: number } {
  const none = { refund: 0, return: 0 }
  if (item.openCase || (item.refunded === item.payable && item.payable > 0)) return none
  const until = returnUntil(order)
  const open = order.status === 'WAIT_SHIP' || order.status === 'WAIT_RECEIVE' || ((order.status === 'WAIT_COMMENT' || order.status === 'COMPLETE') && until !== null && now < until)
  if (!open) return none
  return { refund: toSend(item) || withBuyer(item), return: withBuyer(item) }
}

/**
 * For how many units staff may give money back of their own accord: of what was not sent, and of what the buyer has. No time limit;
 * only what was paid; and not while the buyer asks for something of the same item (`openCase`).
 */
export function refundableOf({ status, paidAt }: { status: OrderStatus, paidAt: Date | null }, item: ItemFacts & { openCase: boolean }): { unsent: number, sent: number } {
  if (paidAt === null || !isAlive(status) || item.openCase || item.refunded === item.payable) return { unsent: 0, sent: 0 }
  return { unsent: toSend(item), sent: withBuyer(item) }
}

/** To be sent, or sent; neither waiting for its money nor over. */
export const isAlive = (status: OrderStatus) => status === 'WAIT_SHIP' || status === 'WAIT_RECEIVE' || status === 'WAIT_COMMENT' || status === 'COMPLETE'

/**
 * Fen for so many more units of an item. Shares are cut from the whole, so that all of them add up to what was paid to
 * the fen; what was given back for goods the buyer kept counts against them.
 */
export function refundOf({ payable, quantity, returned, refunded }: ItemFacts, units: number): Fen {
  const share = (count: number) => Math.floor(payable * count / quantity)
  return Math.min(share(returned + units) - share(returned), payable - refunded)
}

interface FreightFacts { freight: Fen, freightRefunded: boolean }

/** Fen of the carriage that go back when so many more units are never sent: all of it, once, when nothing of the whole order is sent. */
export function freightBack({ freight, freightRefunded }: FreightFacts, items: readonly Pick<ItemFacts, 'quantity' | 'shipped' | 'unsent'>[], units: number): Fen {
  if (freightRefunded || items.some(({ shipped }) => shipped > 0)) return 0
  return items.reduce((left, item) => left + toSend(item), 0) === units ? freight : 0
}

/** Is there nothing left that the buyer has, or is to get? */
export const isAllBack = (items: readonly Pick<ItemFacts, 'quantity' | 'returned'>[]) => items.every(({ quantity, returned }) => returned === quantity)

/** How money goes back: as it came, and not at all where it has not come yet. */
export function payoutOf({ paymentMethod, paid }: { paymentMethod: 'alipay' | 'cod', paid: boolean }): ReturnCase['payout'] {
  if (!paid) return 'none'
  return paymentMethod === 'alipay' ? 'alipay' : 'by_hand'
}
