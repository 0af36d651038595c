import type { RefundOfThing } from '../../../core/payments/index.ts'
import type { Order, OrderItem, OrderListItem, ReturnCase } from './contract.ts'
import type { CaseRow } from './store-cases.ts'
import type { ItemView, OrderDetail, OrderView } from './store-views.ts'
import { toPicture } from '../../../core/media/index.ts'
import { payoutOf, returnableOf } from './returnable.ts'
import { actionsOf } from './states.ts'

// Rows as their buyer reads them.

export function toListItem(row: OrderView, now: Date): OrderListItem {
  const { no, status, paymentMethod, goods, discount, freight, payable, refunded, returnsOpen } = row
  const anythingSent = row.items.some(({ shipped }) => shipped > 0)
  const paused = status === 'WAIT_RECEIVE' && row.items.some(({ openCase }) => openCase)
  return {
    no,
    status,
    paymentMethod,
    partlyShipped: status === 'WAIT_SHIP' && anythingSent,
    items: row.items.map(item => toItem(row, item, now)),
    goods,
    discount,
    freight,
    payable,
    refunded,
    dueAt: paused ? null : instant(row.dueAt),
    returnsOpen,
    actions: actionsOf({ status, paymentMethod, dueAt: row.dueAt, anythingSent }, now),
    createdAt: row.createdAt.toISOString(),
  }
}

export function toOrder(row: OrderDetail, refunds: readonly RefundOfThing[], now: Date): Order {
  return {
    ...toListItem(row, now),
    address: row.address,
    note: row.note,
    toPay: toPayOf(row),
    paidAt: instant(row.paidAt),
    shippedAt: instant(row.shippedAt),
    receivedAt: instant(row.receivedAt),
    canceledBy: row.canceledBy,
    reason: row.reason,
    shipments: row.shipments.map(shipment => ({ ...shipment, at: instantText(shipment.at) })),
    returns: row.cases.map(toCase),
    refunds: refunds.filter(({ paymentStatus }) => paymentStatus === 'paid').map(({ amount, status, createdAt }) => ({ amount, status: status === 'requested' ? 'processing' : status, createdAt: createdAt.toISOString() })),
    events: row.events.map(event => ({ ...event, at: instantText(event.at) })),
  }
}

function toItem(order: OrderView, { unsent, openCase, heldBack: _, picture, ...item }: ItemView, now: Date): OrderItem {
  return {
    ...item,
    picture: toPicture(picture),
    mayReview: order.status === 'WAIT_COMMENT' && !item.reviewed && item.returned < item.quantity && order.dueAt !== null && now < order.dueAt,
    mayReturn: returnableOf(order, { ...item, unsent, openCase }, now),
  }
}

/** What is still owed: nothing once it is paid or over. */
function toPayOf({ status, paidAt, payable, refunded }: OrderDetail): number {
  return paidAt || status === 'CANCELED' || status === 'CLOSED' ? 0 : payable - refunded
}

/** A case as its buyer reads it. */
export function toCase(row: CaseRow): ReturnCase {
  const { no, orderNo, openedBy, kind, unsent, quantity, amount, freight, reason, status, answer, carrier, trackingNo, refundFailed } = row
  const undecided = status === 'APPLIED' || status === 'APPROVED'
  return {
    no,
    orderNo,
    item: { id: row.itemId, productId: row.productId, title: row.title, specText: row.specText, picture: toPicture(row.picture), price: row.price },
    openedBy,
    kind,
    unsent,
    quantity,
    amount,
    freight,
    reason,
    pictures: row.pictures.map(picture => toPicture(picture)),
    status,
    answer,
    carrier,
    trackingNo,
    payout: row.payout ?? payoutOf(row),
    refundFailed,
    actions: [...status === 'APPROVED' ? ['send' as const] : [], ...undecided ? ['withdraw' as const] : []],
    createdAt: instantText(row.createdAt),
    changedAt: instantText(row.changedAt),
  }
}

const instant = (at: Date | null) => at?.toISOString() ?? null
/** Instants inside JSON come as PostgreSQL writes them. */
const instantText = (at: string) => new Date(at).toISOString()
