import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../../kit/pagination.ts'
import { Fen } from '../atoms.ts'
import { Buyer, Reason } from '../orders/console-contract.ts'
import { OrderStatus, ReturnCase, ReturnKind, ReturnStatus } from '../orders/contract.ts'

// For staff: the queue of what buyers want to give back. Money is integer fen.

const { actions: _, ...shown } = ReturnCase.properties
export const ConsoleReturnItem = Type.Object({ ...shown, buyer: Buyer })
export type ConsoleReturnItem = Static<typeof ConsoleReturnItem>

export const ConsoleReturnQuery = Type.Object({
  ...PageQuery.properties,
  todo: Type.Optional(Type.Boolean({ description: 'true: those that wait for staff (asked for, sent back, to be paid out by hand, refused by the provider), oldest first' })),
  status: Type.Optional(ReturnStatus),
  kind: Type.Optional(ReturnKind),
  q: Type.Optional(Type.String({ pattern: '^[0-9A-Za-z-]{1,40}$', description: 'a number of a return, an order or a parcel' })),
  buyer: Type.Optional(Type.String({ maxLength: 40, description: 'public id' })),
  from: Type.Optional(Type.String({ format: 'date', description: 'asked for on this day or later' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'asked for on this day or earlier' })),
  order: Type.Optional(Type.Enum(['newest', 'oldest'], { description: 'without it: those to do oldest first, others newest first' })),
})
export type ConsoleReturnQuery = Static<typeof ConsoleReturnQuery>
export const ConsoleReturnList = PageOf(ConsoleReturnItem)

export const ConsoleReturn = Type.Object({
  ...ConsoleReturnItem.properties,
  order: Type.Object({ no: Type.String(), status: OrderStatus, payable: Fen, freight: Fen, refunded: Fen, paymentMethod: Type.Union([Type.Literal('alipay'), Type.Literal('cod')]), paid: Type.Boolean() }),
  line: Type.Object({ quantity: Type.Integer(), shipped: Type.Integer(), returned: Type.Integer(), payable: Fen, refunded: Fen }),
  sellable: Type.Union([Type.Integer({ description: 'units that came back fit to be sold again' }), Type.Null()]),
  freightBack: Type.Integer({ description: 'fen of the carriage that would go back if it were decided now' }),
  lastAddress: Type.Union([Type.String({ description: 'where goods were last asked to be sent' }), Type.Null()]),
  staffActions: Type.Array(Type.Union([Type.Literal('approve'), Type.Literal('reject'), Type.Literal('receive'), Type.Literal('pay_out')])),
})
export type ConsoleReturn = Static<typeof ConsoleReturn>

/** A return: where to send the goods, in `answer`. A refund: the money goes back at once, all of it or, of goods the buyer keeps, a part. */
export const Approval = Type.Object({
  answer: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'needed for a return' })),
  amount: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'fen, less than asked for: for goods that were sent and that the buyer keeps' })),
})
export type Approval = Static<typeof Approval>

export const Rejection = Type.Object({ answer: Reason })

/** The goods are back; the money goes back. Only sellable units go back on the shelf. */
export const Receipt = Type.Object({
  sellable: Type.Integer({ minimum: 0, maximum: 999 }),
  amount: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'fen, less than asked for' })),
  reason: Type.Optional(Reason),
})
export type Receipt = Static<typeof Receipt>

const Units = Type.Integer({ minimum: 1, maximum: 999 })

export const RefundQuoteQuery = Type.Object({
  quantity: Units,
  unsent: Type.Optional(Type.Boolean({ description: 'true: of the units that were not sent' })),
})
export type RefundQuoteQuery = Static<typeof RefundQuoteQuery>

/** What so many units of an item have cost, and how much can go back. */
export const RefundQuote = Type.Object({
  quantity: Type.Integer(),
  unsent: Type.Boolean(),
  amount: Type.Integer({ description: 'fen that these units have cost and that are not paid back' }),
  most: Type.Integer({ description: 'fen that can go back at most; of what was not sent it is `amount`' }),
  freight: Type.Integer({ description: 'fen of the carriage that go back with it' }),
  payout: ReturnCase.properties.payout,
})
export type RefundQuote = Static<typeof RefundQuote>

/**
 * Money that staff give back for units of an item, without being asked. Less than they have cost: the buyer keeps them and may
 * still ask to give them back. What was not sent is paid back in full, and will not be sent.
 */
export const NewRefund = Type.Object({
  quantity: Units,
  unsent: Type.Optional(Type.Boolean({ default: false, description: 'true: of the units that were not sent' })),
  amount: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'fen' }),
  reason: Reason,
  seen: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'fen of the item that had gone back as it was shown (`refunded`): another sum by now is a conflict' }),
})
export type NewRefund = Static<typeof NewRefund>

/** An order that was paid in cash: how it was given back. */
export const PayOut = Type.Object({ reason: Reason })

export const ReturnFigures = Type.Object({
  applied: Type.Integer({ description: 'to be answered' }),
  approved: Type.Integer({ description: 'to be sent back by the buyer' }),
  sent: Type.Integer({ description: 'to be received' }),
  toPayOut: Type.Integer({ description: 'to be paid out by hand' }),
  failed: Type.Integer({ description: 'whose refund the payment provider refused' }),
})
export type ReturnFigures = Static<typeof ReturnFigures>
