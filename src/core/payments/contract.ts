import type { Static } from 'typebox'
import { Type } from 'typebox'
import { PageOf, PageQuery } from '../../kit/pagination.ts'

const Fen = Type.Integer({ description: 'fen' })
const Instant = Type.String({ format: 'date-time' })

export const PaymentStatus = Type.Union([Type.Literal('waiting'), Type.Literal('paid'), Type.Literal('closed'), Type.Literal('surplus')], {
  description: 'surplus: the money came too late or twice, and goes back',
})
export type PaymentStatus = Static<typeof PaymentStatus>

export const RefundStatus = Type.Union([Type.Literal('requested'), Type.Literal('processing'), Type.Literal('done'), Type.Literal('failed')])
export type RefundStatus = Static<typeof RefundStatus>

export const ByOutTradeNo = Type.Object({ outTradeNo: Type.String({ pattern: '^[0-9a-f]{32}$' }) })

/** What the page after the payment shows its payer. */
export const Payment = Type.Object({
  outTradeNo: Type.String(),
  status: PaymentStatus,
  amount: Fen,
  refundedAmount: Type.Integer({ description: 'fen that went back or are on their way back' }),
  subject: Type.String(),
  module: Type.String({ description: 'whose thing was paid, e.g. stays' }),
  reference: Type.String({ description: 'that module\'s own id of the thing' }),
  expiresAt: Instant,
  paidAt: Type.Union([Instant, Type.Null()]),
})
export type Payment = Static<typeof Payment>

export const ConsolePayment = Type.Object({
  id: Type.Integer(),
  ...Payment.properties,
  accountId: Type.Integer(),
  provider: Type.String(),
  providerTradeNo: Type.Union([Type.String(), Type.Null()]),
  createdAt: Instant,
})
export type ConsolePayment = Static<typeof ConsolePayment>

const filters = {
  module: Type.Optional(Type.String({ maxLength: 40 })),
  reference: Type.Optional(Type.String({ maxLength: 64, description: 'that module\'s own id of the thing' })),
  number: Type.Optional(Type.String({ maxLength: 64, description: 'our number, the provider\'s, or that of a refund' })),
  from: Type.Optional(Type.String({ format: 'date', description: 'made on this day or later' })),
  to: Type.Optional(Type.String({ format: 'date', description: 'made on this day or earlier' })),
}
export const PaymentQuery = Type.Object({ ...PageQuery.properties, status: Type.Optional(PaymentStatus), ...filters })
export type PaymentQuery = Static<typeof PaymentQuery>
export const PaymentList = PageOf(ConsolePayment)

export const ConsoleRefund = Type.Object({
  id: Type.Integer(),
  refundNo: Type.String(),
  paymentId: Type.Integer(),
  outTradeNo: Type.String(),
  module: Type.String(),
  reference: Type.String(),
  accountId: Type.Integer(),
  amount: Fen,
  reason: Type.String({ description: 'a reason of the site itself is in the caller\'s language' }),
  status: RefundStatus,
  tries: Type.Integer(),
  lastError: Type.Union([Type.String(), Type.Null()]),
  createdAt: Instant,
  finishedAt: Type.Union([Instant, Type.Null()]),
})
export type ConsoleRefund = Static<typeof ConsoleRefund>

export const RefundQuery = Type.Object({ ...PageQuery.properties, status: Type.Optional(RefundStatus), ...filters })
export type RefundQuery = Static<typeof RefundQuery>
export const RefundList = PageOf(ConsoleRefund)

export const NewAttempt = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'goes into the audit log' }) })
