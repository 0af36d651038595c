import type { AlipaySdk } from 'alipay-sdk'
import type { Clock } from '../../kit/clock.ts'
import type { Notice, PaymentProvider, PayOrder, TradeState } from './provider.ts'
import { parseYuan, yuanText } from '../../kit/money.ts'
import { NoticeRefused, RefundRefused } from './provider.ts'

/** Who we are to Alipay. Keys are PEM: ours PKCS#8, Alipay's SPKI. */
export interface AlipayMerchant {
  appId: string
  sellerId: string
  privateKey: string
  alipayPublicKey: string
  gateway: string
}

/** Alipay's answer that is not a success; the code is e.g. ACQ.TRADE_NOT_EXIST. */
class AlipayRefusal extends Error {
  override name = 'AlipayRefusal'
  readonly code: string
  constructor(code: string, message: string) {
    super(`${code} ${message}`.slice(0, 200))
    this.code = code
  }
}

type Answer = Record<string, unknown> & { code?: string, sub_code?: string, sub_msg?: string, msg?: string }

const NOT_THERE = 'ACQ.TRADE_NOT_EXIST'
/** Trying again changes nothing. An empty merchant account (ACQ.SELLER_BALANCE_NOT_ENOUGH) is not among them: it fills up. */
const FINAL_REFUSALS = new Set([
  NOT_THERE,
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.TRADE_HAS_FINISHED',
  'ACQ.TRADE_HAS_CLOSE',
  'ACQ.TRADE_NOT_ALLOW_REFUND',
  'ACQ.REASON_TRADE_STATUS_INVALID',
  'ACQ.REASON_TRADE_REFUND_FEE_ERR',
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  'ACQ.REFUND_FEE_ERROR',
  'ACQ.DISCORDANT_REPEAT_REQUEST',
  'ACQ.INVALID_PARAMETER',
  'ACQ.BUYER_ERROR',
  'ACQ.BUYER_NOT_EXIST',
])

/** Alipay by its gateway protocol (RSA2): https://opendocs.alipay.com, page pay and phone pay. */
export function alipay(merchant: AlipayMerchant, clock: Clock): PaymentProvider {
  let loading: Promise<AlipaySdk> | undefined
  // A quarter of a second to load: not before the first payment.
  const sdk = () => loading ??= import('alipay-sdk').then(({ AlipaySdk }) => new AlipaySdk({
    appId: merchant.appId,
    privateKey: merchant.privateKey,
    keyType: 'PKCS8',
    alipayPublicKey: merchant.alipayPublicKey,
    gateway: merchant.gateway,
    signType: 'RSA2',
    camelcase: false,
  }))
  const stamp = () => ({ timestamp: shanghaiTime(clock.now()) })

  /** One signed call whose answer's signature is checked. Throws an AlipayRefusal, or what the network had to say. */
  async function call(method: string, bizContent: object): Promise<Answer> {
    const answer: Answer = { ...await (await sdk()).exec(method, { ...stamp(), bizContent }, { validateSign: true }) }
    if (answer.code !== '10000') throw new AlipayRefusal(answer.sub_code ?? answer.code ?? 'none', answer.sub_msg ?? answer.msg ?? '')
    return answer
  }

  return {
    name: 'alipay',

    async createPayUrl(order) {
      const onPhone = order.device === 'phone'
      return (await sdk()).pageExecute(onPhone ? 'alipay.trade.wap.pay' : 'alipay.trade.page.pay', 'GET', {
        ...stamp(),
        return_url: order.returnUrl,
        notify_url: order.notifyUrl,
        bizContent: {
          out_trade_no: order.outTradeNo,
          total_amount: yuanText(order.amount),
          subject: plainSubject(order.subject),
          // Absolute: `timeout_express` begins only when the payer types the password (mall.md rule 23).
          time_expire: shanghaiTime(order.expiresAt),
          product_code: onPhone ? 'QUICK_WAP_WAY' : 'FAST_INSTANT_TRADE_PAY',
          ...(onPhone ? { quit_url: quitUrlOf(order) } : {}),
        },
      })
    },

    async query(outTradeNo) {
      try {
        return stateOf(await call('alipay.trade.query', { out_trade_no: outTradeNo }), outTradeNo)
      } catch (error) {
        if (error instanceof AlipayRefusal && error.code === NOT_THERE) return { state: 'none' }
        throw error
      }
    },

    async close(outTradeNo) {
      try {
        await call('alipay.trade.close', { out_trade_no: outTradeNo })
        return 'closed'
      } catch (error) {
        if (!(error instanceof AlipayRefusal)) throw error
        if (error.code === NOT_THERE) return 'none'
        if (error.code === 'ACQ.TRADE_STATUS_ERROR' || error.code === 'ACQ.REASON_TRADE_STATUS_INVALID') return 'paid'
        throw error
      }
    },

    async refund({ outTradeNo, refundNo, amount, reason }) {
      try {
        const answer = await call('alipay.trade.refund', { out_trade_no: outTradeNo, out_request_no: refundNo, refund_amount: yuanText(amount), refund_reason: plainSubject(reason) })
        return answer.fund_change === 'Y' ? 'done' : 'accepted'
      } catch (error) {
        if (error instanceof AlipayRefusal && FINAL_REFUSALS.has(error.code)) throw new RefundRefused(error.message)
        throw error
      }
    },

    async queryRefund({ outTradeNo, refundNo }) {
      try {
        const answer = await call('alipay.trade.fastpay.refund.query', { out_trade_no: outTradeNo, out_request_no: refundNo })
        return answer.refund_status === 'REFUND_SUCCESS' ? 'done' : 'none'
      } catch (error) {
        if (error instanceof AlipayRefusal && error.code === NOT_THERE) return 'none'
        throw error
      }
    },

    async readNotify(rawBody) {
      const params = paramsOf(rawBody)
      const facts = factsOf(params)
      if (!await isSigned(params)) throw new NoticeRefused('signature', facts)
      if (params.app_id !== merchant.appId) throw new NoticeRefused('app_id', facts)
      if (params.seller_id !== merchant.sellerId) throw new NoticeRefused('seller_id', facts)
      const { notify_id: eventId, out_trade_no: outTradeNo, trade_no: tradeNo } = params
      if (!eventId || !outTradeNo || !tradeNo) throw new NoticeRefused('malformed', facts)
      return { eventId, outTradeNo, tradeNo, amount: parseYuan(params.total_amount ?? ''), state: NOTICE_STATES[params.trade_status ?? ''] ?? 'unknown', facts }
    },
  }

  async function isSigned(params: Record<string, string>): Promise<boolean> {
    // The sender may not choose a weaker algorithm: the library would follow.
    if (params.sign_type !== 'RSA2' || !params.sign) return false
    return (await sdk()).checkNotifySignV2(params)
  }
}

const NOTICE_STATES: Record<string, Notice['state']> = {
  WAIT_BUYER_PAY: 'waiting',
  TRADE_SUCCESS: 'paid',
  TRADE_FINISHED: 'paid',
  TRADE_CLOSED: 'closed',
}

function stateOf(answer: Answer, outTradeNo: string): TradeState {
  if (answer.out_trade_no !== outTradeNo) throw new Error('Alipay answered about another trade')
  const state = NOTICE_STATES[String(answer.trade_status)]
  if (!state || state === 'unknown') throw new Error(`Alipay named an unknown state: ${String(answer.trade_status).slice(0, 40)}`)
  return {
    // Closed is said both of what was never paid and of what was refunded whole; only the latter has a day of payment.
    state: state === 'closed' && answer.send_pay_date ? 'refunded' : state,
    tradeNo: String(answer.trade_no ?? ''),
    amount: parseYuan(String(answer.total_amount ?? '')) ?? undefined,
  }
}

/** The form fields of a notice. Throws a NoticeRefused for what no honest sender writes. */
function paramsOf(rawBody: string): Record<string, string> {
  const entries = [...new URLSearchParams(rawBody)]
  const params = Object.fromEntries(entries)
  // The signature covers `a=1&b=2` without escapes: a value that contains `&b=` could be cut apart another way and still fit.
  const ambiguous = entries.length !== Object.keys(params).length || entries.some(([name, value]) => !/^\w+$/.test(name) || /&\w+=/.test(value))
  if (ambiguous) throw new NoticeRefused('malformed', factsOf(params))
  return params
}

const NOT_KEPT = /^(?:sign|buyer_.*|seller_email)$/
const MAX_FACTS = 40

/** What is kept of a notice: not its signature, not who the buyer is, and not more than a notice has. */
function factsOf(params: Record<string, string>): Record<string, string> {
  const kept = Object.entries(params).filter(([name]) => !NOT_KEPT.test(name)).slice(0, MAX_FACTS)
  return Object.fromEntries(kept.map(([name, value]) => [clean(name, 40), clean(value, 300)]))
}

// PostgreSQL keeps neither NUL nor half a character.
const clean = (text: string, length: number) => text.slice(0, length).toWellFormed().replaceAll('\0', '')

/** Alipay takes no `/`, `=`, `&` in a subject, and they could be mistaken for fields of the signature. */
const plainSubject = (text: string) => text.replaceAll(/[\s/=&<>"'\\\p{Cc}]+/gu, ' ').trim().slice(0, 128) || '-'

/** Where the payer lands who turns back at the cashier: the same page, which then knows what it is about. */
function quitUrlOf({ returnUrl, outTradeNo }: PayOrder): string {
  const url = new URL(returnUrl)
  url.searchParams.set('out_trade_no', outTradeNo)
  return url.href
}

/** Alipay's only clock: '2027-03-01 14:00:00' in Shanghai. */
export function shanghaiTime(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')
}
