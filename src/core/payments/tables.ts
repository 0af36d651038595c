import type { Generated, GeneratedAlways } from 'kysely'
import type { PaymentStatus, RefundStatus } from './contract.ts'

declare module '../../kit/db.ts' {
  interface Tables {
    payment: PaymentTable
    refund: RefundTable
    payment_event: PaymentEventTable
  }
}

interface PaymentTable {
  id: GeneratedAlways<number>
  out_trade_no: string
  module: string
  reference: string
  account_id: number
  amount: number
  subject: string
  provider: string
  status: Generated<PaymentStatus>
  provider_trade_no: string | null
  refunded_amount: Generated<number>
  expires_at: Date
  created_at: Date
  paid_at: Date | null
  next_check_at: Date | null
  checks: Generated<number>
  asked_at: Date | null
}

interface RefundTable {
  id: GeneratedAlways<number>
  payment_id: number
  refund_no: string
  amount: number
  reason: string
  status: Generated<RefundStatus>
  tries: Generated<number>
  next_try_at: Date
  last_error: string | null
  created_at: Date
  finished_at: Date | null
}

interface PaymentEventTable {
  id: GeneratedAlways<number>
  provider: string
  event_id: string
  payment_id: number | null
  outcome: string
  /** Given as JSON text. */
  facts: any
  received_at: Date
}
