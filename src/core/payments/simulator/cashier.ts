import type { Parts } from '../../../kit/module.ts'
import type { Params } from './protocol.ts'
import type { Trade } from './store.ts'
import { randomInt } from 'node:crypto'
import { parseYuan, yuanText } from '../../../kit/money.ts'
import { shanghaiTime } from '../alipay.ts'
import { bizContentOf, currentTrade, refusalOf } from './gateway.ts'
import { APP_ID, SELLER_ID, simulatorKeys } from './keys.ts'
import { addNotice, tellDueNotices } from './notices.ts'
import { signParams } from './protocol.ts'
import { insertTrade, payTrade } from './store.ts'

const PAGES = new Set(['alipay.trade.page.pay', 'alipay.trade.wap.pay'])

/** A payer at the cashier, with an order the merchant has really signed. */
export interface Visit { params: Params, trade: Trade, returnUrl: string, quitUrl: string }

/** Why the cashier shows an error page; Alipay's codes. */
export class CashierRefusal extends Error {
  override name = 'CashierRefusal'
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Reads the signed order of a cashier address and opens its trade, as Alipay does when the payer arrives. Throws a CashierRefusal. */
export async function openCashier(parts: Parts, query: string): Promise<Visit> {
  const params: Params = Object.fromEntries(new URLSearchParams(query))
  const refused = refusalOf(parts, params)
  if (refused) throw new CashierRefusal(refused.sub_code)
  if (!PAGES.has(params.method ?? '')) throw new CashierRefusal('isv.invalid-method')
  const order = orderOf(params)
  if (!order) throw new CashierRefusal('ACQ.INVALID_PARAMETER')

  const now = parts.clock.now()
  if (order.expiresAt > now) await insertTrade(parts.db.sql, { ...order, tradeNo: newTradeNo(now), status: 'WAIT_BUYER_PAY', createdAt: now, paidAt: null })
  const trade = await currentTrade(parts, order.outTradeNo)
  if (!trade) throw new CashierRefusal('ACQ.TRADE_HAS_CLOSE')
  if (trade.amount !== order.amount) throw new CashierRefusal('ACQ.CONTEXT_INCONSISTENT')
  return { params, trade, returnUrl: order.returnUrl, quitUrl: order.quitUrl }
}

function orderOf(params: Params) {
  const biz = bizContentOf(params)
  const amount = parseYuan(biz?.total_amount ?? '')
  const expiresAt = new Date(`${biz?.time_expire?.replace(' ', 'T')}+08:00`)
  const { return_url: returnUrl, notify_url: notifyUrl } = params
  if (!biz?.out_trade_no || !biz.subject || !amount || Number.isNaN(expiresAt.getTime()) || !URL.canParse(returnUrl ?? '') || !URL.canParse(notifyUrl ?? '')) return null
  const back = new URL(returnUrl!)
  back.searchParams.set('out_trade_no', biz.out_trade_no)
  return { outTradeNo: biz.out_trade_no, subject: biz.subject, amount, expiresAt, returnUrl: returnUrl!, notifyUrl: notifyUrl!, quitUrl: biz.quit_url ?? back.href }
}

/**
 * The payer pays: the trade is done, the merchant is told (unless the notice shall be lost), and the browser goes back with
 * signed fields. Throws a CashierRefusal when the trade can't be paid any more.
 * @returns where the browser goes
 */
export async function payAtCashier(parts: Parts, visit: Visit, options: { notice: boolean }): Promise<string> {
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    const paid = await payTrade(tx, visit.trade.outTradeNo, now)
    if (!paid) throw new CashierRefusal(visit.trade.status === 'TRADE_SUCCESS' ? 'ACQ.TRADE_HAS_SUCCESS' : 'ACQ.TRADE_HAS_CLOSE')
    if (options.notice) await addNotice(tx, paid, now)
  })
  if (options.notice) await tellDueNotices(parts)

  const back = new URL(visit.returnUrl)
  const fields = signParams({
    app_id: APP_ID,
    auth_app_id: APP_ID,
    seller_id: SELLER_ID,
    charset: 'utf-8',
    version: '1.0',
    method: `${visit.params.method}.return`,
    out_trade_no: visit.trade.outTradeNo,
    trade_no: visit.trade.tradeNo,
    total_amount: yuanText(visit.trade.amount),
    timestamp: shanghaiTime(now),
  }, simulatorKeys(parts.config).alipayPrivate)
  for (const [name, value] of Object.entries(fields)) back.searchParams.set(name, value)
  return back.href
}

/** Like Alipay's: the day, then digits; `digits` are 15. */
export const newTradeNo = (now: Date, digits = String(randomInt(2 ** 47)).padStart(15, '0')) => `${shanghaiTime(now).slice(0, 10).replaceAll('-', '')}22001${digits}`
