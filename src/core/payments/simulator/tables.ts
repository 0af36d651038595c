import type { Generated } from 'kysely'

declare module '../../../kit/db.ts' {
  interface Tables {
    alipay_simulator_trade: TradeTable
    alipay_simulator_refund: { out_trade_no: string, out_request_no: string, amount: number, created_at: Date }
    alipay_simulator_notice: NoticeTable
  }
}

interface TradeTable {
  out_trade_no: string
  trade_no: string
  subject: string
  amount: number
  status: TradeStatus
  refunded: Generated<number>
  notify_url: string
  expires_at: Date
  created_at: Date
  paid_at: Date | null
}

interface NoticeTable {
  notify_id: string
  out_trade_no: string
  /** Given as JSON text. */
  params: any
  tries: Generated<number>
  next_at: Date | null
}

/** Alipay's own words. */
export type TradeStatus = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_CLOSED'
