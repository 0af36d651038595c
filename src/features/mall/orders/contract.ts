import type { Static } from 'typebox'
import { Type } from 'typebox'
import { After, CursorPageOf } from '../../../kit/pagination.ts'
import { Picture } from '../../../core/media/contract.ts'
import { Fen, Id, Instant, Nullable } from '../atoms.ts'

// Money is integer fen, instants are UTC in ISO 8601.

/** An order's number, e.g. M20270301K4T9P0QZ7C2D. */
export const ByNo = Type.Object({ no: Type.String({ pattern: '^[0-9A-Za-z]{1,40}$' }) })
export const ByItem = Type.Object({ no: ByNo.properties.no, itemId: Id })

/**
 * WAIT_PAYMENT 待支付, WAIT_SHIP 待发货 (also while only a part has been sent), WAIT_RECEIVE 待收货, WAIT_COMMENT 待评价,
 * COMPLETE 已完成, CANCELED 已取消 (never paid), CLOSED 已关闭 (everything was given or paid back).
 */
export const OrderStatus = Type.Union([
  Type.Literal('WAIT_PAYMENT'),
  Type.Literal('WAIT_SHIP'),
  Type.Literal('WAIT_RECEIVE'),
  Type.Literal('WAIT_COMMENT'),
  Type.Literal('COMPLETE'),
  Type.Literal('CANCELED'),
  Type.Literal('CLOSED'),
])
export type OrderStatus = Static<typeof OrderStatus>

const PaymentMethod = Type.Union([Type.Literal('alipay'), Type.Literal('cod')], { description: 'cod: cash on delivery' })
export const Actor = Type.Union([Type.Literal('buyer'), Type.Literal('staff'), Type.Literal('system')])
export type Actor = Static<typeof Actor>

/** Where it goes, as it was agreed. */
export const OrderAddress = Type.Object({
  receiver: Type.String(),
  mobile: Type.String(),
  regionCode: Type.String(),
  region: Type.String({ description: 'province, city and district' }),
  place: Type.String(),
})
export type OrderAddress = Static<typeof OrderAddress>

export const OrderItem = Type.Object({
  id: Type.Integer(),
  productId: Type.Integer(),
  skuId: Type.Integer(),
  skuCode: Type.String(),
  title: Type.String(),
  specText: Type.String({ description: 'e.g. 黑 256GB; empty when there is nothing to choose' }),
  picture: Nullable(Picture),
  price: Type.Integer({ description: 'fen of one, as it was agreed' }),
  quantity: Type.Integer(),
  discount: Type.Integer({ description: 'fen: its share of the order\'s discount' }),
  payable: Type.Integer({ description: 'fen: price × quantity − discount' }),
  shipped: Type.Integer({ description: 'units that have been sent' }),
  returned: Type.Integer({ description: 'units that came back or will never be sent, and are paid back' }),
  refunded: Type.Integer({ description: 'fen that went back or are on their way' }),
  reviewed: Type.Boolean(),
  mayReview: Type.Boolean(),
  mayReturn: Type.Object({
    refund: Type.Integer({ description: 'units for which money alone may be asked back now' }),
    return: Type.Integer({ description: 'units that may be sent back now' }),
  }),
})
export type OrderItem = Static<typeof OrderItem>

/** What the caller may do with an order now; reviews and returns are per item. */
const actions = Type.Array(Type.Union([Type.Literal('pay'), Type.Literal('cancel'), Type.Literal('confirm')]))

export const OrderListItem = Type.Object({
  no: Type.String(),
  status: OrderStatus,
  paymentMethod: PaymentMethod,
  partlyShipped: Type.Boolean({ description: 'a part is on its way, the rest has still to be sent' }),
  items: Type.Array(OrderItem),
  goods: Fen,
  discount: Fen,
  freight: Fen,
  payable: Type.Integer({ description: 'fen: goods − discount + freight' }),
  refunded: Type.Integer({ description: 'fen that went back, are on their way, or need not be paid on delivery any more' }),
  dueAt: Nullable(Type.String({ format: 'date-time', description: 'until when it can be paid (WAIT_PAYMENT), is confirmed by itself (WAIT_RECEIVE), can be reviewed (WAIT_COMMENT)' })),
  returnsOpen: Type.Integer({ description: 'returns and refunds asked for that are not at their end' }),
  actions,
  createdAt: Instant,
})
export type OrderListItem = Static<typeof OrderListItem>

export const OrderQuery = Type.Object({
  status: Type.Optional(OrderStatus),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 10 })),
  after: After,
})
export type OrderQuery = Static<typeof OrderQuery>

export const OrderCounts = Type.Object({
  WAIT_PAYMENT: Type.Integer(),
  WAIT_SHIP: Type.Integer(),
  WAIT_RECEIVE: Type.Integer(),
  WAIT_COMMENT: Type.Integer(),
  COMPLETE: Type.Integer(),
  CANCELED: Type.Integer(),
  CLOSED: Type.Integer(),
  returns: Type.Integer({ description: 'returns and refunds that are not at their end' }),
})
export type OrderCounts = Static<typeof OrderCounts>

export const OrderList = Type.Object({ ...CursorPageOf(OrderListItem).properties, counts: OrderCounts })
export type OrderList = Static<typeof OrderList>

export const OrderEvent = Type.Object({
  action: Type.String({ description: 'place, pay, pay_late, ship, rest_canceled (what is not sent was paid back), confirm, review (all is reviewed), complete (by time), cancel, cancel_paid, expire, close (all was given back), surplus, refund_done, refund_failed, return_apply, return_approve, return_reject, return_send, return_receive, return_pay_out, return_refunded, return_withdraw, return_lapse, staff_refund (staff gave money back of their own accord)' }),
  from: Nullable(OrderStatus),
  to: OrderStatus,
  actor: Actor,
  reason: Nullable(Type.String()),
  at: Instant,
})
export type OrderEvent = Static<typeof OrderEvent>

export const Shipment = Type.Object({
  id: Type.Integer(),
  carrier: Type.String(),
  trackingNo: Type.String(),
  at: Instant,
  items: Type.Array(Type.Object({ itemId: Type.Integer(), quantity: Type.Integer() })),
})
export type Shipment = Static<typeof Shipment>

/** refund: nothing is sent back, because it was never sent or never came. */
export const ReturnKind = Type.Union([Type.Literal('refund'), Type.Literal('return')])
export type ReturnKind = Static<typeof ReturnKind>
/** APPLIED asked for, APPROVED to be sent back, SENT on its way back, REFUNDING being paid back, then one of three ends. */
export const ReturnStatus = Type.Union([
  Type.Literal('APPLIED'),
  Type.Literal('APPROVED'),
  Type.Literal('SENT'),
  Type.Literal('REFUNDING'),
  Type.Literal('REFUNDED'),
  Type.Literal('REJECTED'),
  Type.Literal('WITHDRAWN'),
])
export type ReturnStatus = Static<typeof ReturnStatus>

/** Somebody's wish to give goods of one item back, or only to get money back, and what became of it; or money staff gave back. */
export const ReturnCase = Type.Object({
  no: Type.String(),
  orderNo: Type.String(),
  item: Type.Object({ id: Type.Integer(), productId: Type.Integer(), title: Type.String(), specText: Type.String(), picture: Nullable(Picture), price: Type.Integer() }),
  openedBy: Type.Union([Type.Literal('buyer'), Type.Literal('staff')], { description: 'staff: money given back without being asked' }),
  kind: ReturnKind,
  unsent: Type.Boolean({ description: 'it is about units that have not been sent' }),
  quantity: Type.Integer(),
  amount: Type.Integer({ description: 'fen of the goods' }),
  freight: Type.Integer({ description: 'fen of the carriage that go back with it' }),
  reason: Type.String(),
  pictures: Type.Array(Picture),
  status: ReturnStatus,
  answer: Nullable(Type.String({ description: 'why it was rejected, or where to send the goods' })),
  carrier: Nullable(Type.String()),
  trackingNo: Nullable(Type.String()),
  payout: Type.Union([Type.Literal('alipay'), Type.Literal('by_hand'), Type.Literal('none')], { description: 'how the money goes back; none: it had not been paid yet' }),
  refundFailed: Type.Boolean({ description: 'the payment provider refused; staff see to it' }),
  actions: Type.Array(Type.Union([Type.Literal('send'), Type.Literal('withdraw')]), { description: 'what its buyer may do now' }),
  createdAt: Instant,
  changedAt: Instant,
})
export type ReturnCase = Static<typeof ReturnCase>

export const Order = Type.Object({
  ...OrderListItem.properties,
  address: OrderAddress,
  note: Type.String({ description: 'the buyer\'s word to the shop' }),
  toPay: Type.Integer({ description: 'fen still to be paid, at the cashier or at the door' }),
  paidAt: Nullable(Instant),
  shippedAt: Nullable(Instant),
  receivedAt: Nullable(Instant),
  canceledBy: Nullable(Actor),
  reason: Nullable(Type.String({ description: 'why it was cancelled' })),
  shipments: Type.Array(Shipment, { description: 'oldest first' }),
  returns: Type.Array(ReturnCase, { description: 'newest first' }),
  refunds: Type.Array(Type.Object({
    amount: Fen,
    status: Type.Union([Type.Literal('processing'), Type.Literal('done'), Type.Literal('failed')]),
    createdAt: Instant,
  }), { description: 'money on its way back through the cashier, oldest first' }),
  events: Type.Array(OrderEvent, { description: 'its life, from the beginning' }),
})
export type Order = Static<typeof Order>

/** cancel: until it is sent; what was paid goes back. confirm: the goods are here. */
export const OrderChange = Type.Object({
  action: Type.Union([Type.Literal('cancel'), Type.Literal('confirm')]),
  reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
})
export type OrderChange = Static<typeof OrderChange>

export const PayUrl = Type.Object({ payUrl: Type.String({ description: 'the cashier, for the browser to go to' }) })
