import type { Fen } from '../../kit/money.ts'

/** What a thing that shall be paid is to the provider. */
export interface PayOrder {
  outTradeNo: string
  amount: Fen
  /** One line the payer reads at the cashier. */
  subject: string
  /** Where the browser goes afterwards: for display only, it proves nothing. */
  returnUrl: string
  /** Where the provider tells us. */
  notifyUrl: string
  /** After this instant the provider takes no money for it. */
  expiresAt: Date
  device: 'phone' | 'desktop'
}

/**
 * What the provider knows of a trade. none: it was never opened (it may still be, until it expires);
 * closed: can't be paid any more; refunded: was paid, and all of it went back.
 */
export interface TradeState {
  state: 'none' | 'waiting' | 'paid' | 'closed' | 'refunded'
  tradeNo?: string
  amount?: Fen
}

export interface RefundOrder {
  outTradeNo: string
  /** The same number is the same refund, however often it is sent. */
  refundNo: string
  amount: Fen
  reason: string
}

/** A notice whose signature, app and seller are right. What it says has still to be compared with our books. */
export interface Notice {
  /** The same for every repetition of a notice. */
  eventId: string
  outTradeNo: string
  tradeNo: string
  /** Null when it is no amount of money. */
  amount: Fen | null
  state: TradeState['state'] | 'unknown'
  /** What may be kept of it. */
  facts: Record<string, string>
}

/** Somebody who takes money for us. Nothing here is called inside a database transaction. */
export interface PaymentProvider {
  name: string
  /** The address of the cashier; signed here, without asking anybody. */
  createPayUrl: (order: PayOrder) => Promise<string>
  query: (outTradeNo: string) => Promise<TradeState>
  /** Ends a trade that is not paid. `paid` when it was too late for that. */
  close: (outTradeNo: string) => Promise<'closed' | 'none' | 'paid'>
  /** `accepted` is not done: `queryRefund` tells later. Throws a RefundRefused when trying again can't help. */
  refund: (order: RefundOrder) => Promise<'done' | 'accepted'>
  queryRefund: (order: Pick<RefundOrder, 'outTradeNo' | 'refundNo'>) => Promise<'done' | 'none'>
  /** Verifies a notice in the order of mall.md rule 18 as far as it can be done without our books; throws a NoticeRefused. */
  readNotify: (rawBody: string) => Promise<Notice>
}

/** The provider's no to a refund, which will stay a no. */
export class RefundRefused extends Error {
  override name = 'RefundRefused'
}

/** A notice that is not the provider's, or not for us. */
export class NoticeRefused extends Error {
  override name = 'NoticeRefused'
  readonly facts: Record<string, string>

  /** `why` is one word: malformed, signature, app_id, seller_id. */
  constructor(why: string, facts: Record<string, string>) {
    super(why)
    this.facts = facts
  }
}
