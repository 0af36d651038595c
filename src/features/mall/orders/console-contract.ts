import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Fen, Id, Instant, Nullable } from '../atoms.ts'
import { Order, OrderItem, OrderStatus } from './contract.ts'

// For staff. Money is integer fen, days are 'YYYY-MM-DD' in Asia/Shanghai, instants are UTC in ISO 8601.

/** What staff decide for others is said why. */
export const Reason = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'goes into the audit log; the buyer reads it' })

export const Buyer = Type.Object({
  id: Type.String(),
  number: Type.Integer({ description: 'internal id: payments and the audit log name people by it' }),
  name: Type.String(),
})
export type Buyer = Static<typeof Buyer>

export const ConsoleOrderItem = Type.Object({
  no: Type.String(),
  status: OrderStatus,
  partlyShipped: Type.Boolean(),
  paymentMethod: Order.properties.paymentMethod,
  buyer: Buyer,
  receiver: Type.String(),
  region: Type.String(),
  title: Type.String({ description: 'of its first item' }),
  lineCount: Type.Integer(),
  unitCount: Type.Integer(),
  payable: Fen,
  refunded: Fen,
  toShip: Type.Integer({ description: 'units that may be sent now: neither sent, nor paid back, nor asked back' }),
  returnsOpen: Type.Integer(),
  note: Type.String({ description: 'the buyer\'s' }),
  staffNote: Type.String(),
  createdAt: Instant,
  paidAt: Nullable(Instant),
})
export type ConsoleOrderItem = Static<typeof ConsoleOrderItem>

export const ConsoleOrderQuery = Type.Object({
  ...PageQuery.properties,
  status: Type.Optional(OrderStatus),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'an order\'s number, a tracking number, or a SKU\'s code' })),
  buyer: Type.Optional(Type.String({ maxLength: 40, description: 'public id' })),
  paymentMethod: Type.Optional(Order.properties.paymentMethod),
  productId: Type.Optional(Id),
  from: Type.Optional(Type.String({ format: 'date', description: 'made on this day or later' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'made on this day or earlier' })),
  paid: Type.Optional(Type.Boolean({ description: 'true: only those that were paid at some time' })),
  paidFrom: Type.Optional(Type.String({ format: 'date', description: 'paid on this day or later' })),
  paidTo: Type.Optional(Type.String({ format: 'date', description: 'paid on this day or earlier' })),
  refundedFrom: Type.Optional(Type.String({ format: 'date', description: 'of which money goes back since a day, this one or later' })),
  refundedTo: Type.Optional(Type.String({ format: 'date', description: 'the last such day' })),
  couponId: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'those that use this coupon' })),
  longWaiting: Type.Optional(Type.Boolean({ description: 'true: only those that are to be sent for more than 48 hours' })),
  order: Type.Optional(Type.Enum(['newest', 'oldest'], { default: 'newest' })),
})
export type ConsoleOrderQuery = Static<typeof ConsoleOrderQuery>
export const ConsoleOrderList = PageOf(ConsoleOrderItem)

const { mayReview: _, mayReturn: __, ...line } = OrderItem.properties
const { actions: ___, items: ____, ...shown } = Order.properties
export const ConsoleOrder = Type.Object({
  ...shown,
  buyer: Buyer,
  staffNote: Type.String(),
  items: Type.Array(Type.Object({
    ...line,
    toShip: ConsoleOrderItem.properties.toShip,
    mayRefund: Type.Object({
      unsent: Type.Integer({ description: 'units that were not sent' }),
      sent: Type.Integer({ description: 'units that the buyer has' }),
    }, { description: 'for how many units staff may give money back without being asked' }),
  })),
  actions: Type.Array(Type.Union([Type.Literal('ship'), Type.Literal('cancel')])),
})
export type ConsoleOrder = Static<typeof ConsoleOrder>

/** One parcel. Without items: everything that may be sent now. */
export const NewShipment = Type.Object({
  carrier: Type.String({ minLength: 1, maxLength: 32, pattern: '\\S' }),
  trackingNo: Type.String({ pattern: '^[0-9A-Za-z-]{4,40}$' }),
  items: Type.Optional(Type.Array(Type.Object({ itemId: Id, quantity: Type.Integer({ minimum: 1, maximum: 999 }) }), { minItems: 1, maxItems: 50 })),
})
export type NewShipment = Static<typeof NewShipment>

export const ShipmentParams = Type.Object({ no: Type.String({ pattern: '^[0-9A-Za-z]{1,40}$' }), shipmentId: Id })
/** A number that was typed wrongly. */
export const ShipmentChange = Type.Object({
  carrier: NewShipment.properties.carrier,
  trackingNo: NewShipment.properties.trackingNo,
  seen: Type.String({ maxLength: 40, description: 'the tracking number as it was shown: another by now is a conflict' }),
})
export type ShipmentChange = Static<typeof ShipmentChange>

/** Nothing of it may have been sent; everything that was paid goes back. */
export const StaffCancellation = Type.Object({ reason: Reason })
export const StaffNote = Type.Object({
  note: Type.String({ maxLength: 500, description: 'for staff only' }),
  seen: Type.String({ maxLength: 500, description: 'the note as it was shown: another by now is a conflict' }),
})
export type StaffNote = Static<typeof StaffNote>

export const OrderFigures = Type.Object({
  waitPayment: Type.Integer(),
  waitShip: Type.Integer(),
  waitReceive: Type.Integer(),
  waitComment: Type.Integer(),
  longWaiting: Type.Integer({ description: 'to be sent for more than 48 hours' }),
  today: Type.String({ format: 'date' }),
  placedToday: Type.Integer(),
  paidToday: Type.Integer({ description: 'orders' }),
  turnoverToday: Type.Integer({ description: 'fen of the orders paid today' }),
})
export type OrderFigures = Static<typeof OrderFigures>
