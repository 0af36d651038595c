import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Params } from './protocol.ts'
import type { DueNotice, Trade } from './store.ts'
import { randomBytes } from 'node:crypto'
import { yuanText } from '../../../kit/money.ts'
import { shanghaiTime } from '../alipay.ts'
import { isSimulated } from '../providers.ts'
import { APP_ID, SELLER_ID, simulatorKeys } from './keys.ts'
import { signParams } from './protocol.ts'
import { claimDueNotices, insertNotice, markDelivered } from './store.ts'

/** Seconds after each try. Alipay's own are 4 m, 10 m, 10 m, 1 h, 2 h, 6 h, 15 h: here a sixteenth of it, by the site's clock. */
export const RETRY_SECONDS = [15, 40, 40, 225, 450, 1350, 3375] as const
const TIMEOUT_MS = 5000

/** Queues a notice of how the trade stands, in the transaction that changed it. */
export async function addNotice(tx: Tx, trade: Trade, now: Date, more: Params = {}): Promise<void> {
  const notifyId = randomBytes(16).toString('hex')
  const amount = yuanText(trade.amount)
  await insertNotice(tx, {
    notifyId,
    outTradeNo: trade.outTradeNo,
    now,
    params: {
      notify_type: 'trade_status_sync',
      notify_id: notifyId,
      app_id: APP_ID,
      auth_app_id: APP_ID,
      seller_id: SELLER_ID,
      charset: 'utf-8',
      version: '1.0',
      out_trade_no: trade.outTradeNo,
      trade_no: trade.tradeNo,
      trade_status: trade.status,
      subject: trade.subject,
      total_amount: amount,
      receipt_amount: amount,
      buyer_pay_amount: amount,
      invoice_amount: amount,
      point_amount: '0.00',
      fund_bill_list: JSON.stringify([{ amount, fundChannel: 'ALIPAYACCOUNT' }]),
      buyer_id: '2088000000000002',
      buyer_logon_id: '159****5620',
      gmt_create: shanghaiTime(trade.createdAt),
      gmt_payment: shanghaiTime(trade.paidAt ?? now),
      ...more,
    },
  })
}

/** Tells the merchant what is due, by real requests to its address. Until it answers success it is told again. */
export async function tellDueNotices(parts: Parts): Promise<void> {
  if (!isSimulated(parts.config)) return
  const due = await claimDueNotices(parts.db.sql, parts.clock.now(), RETRY_SECONDS)
  await Promise.all(due.map(async (notice) => {
    const heard = await tell(parts, notice)
    if (heard) await markDelivered(parts.db.sql, notice.notifyId)
    else parts.log.info({ tries: notice.tries }, 'a simulated notice was not heard; it is told again later')
  }))
}

async function tell(parts: Parts, { params, url }: DueNotice): Promise<boolean> {
  const form = signParams({ ...params, notify_time: shanghaiTime(parts.clock.now()) }, simulatorKeys(parts.config).alipayPrivate)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: new URLSearchParams(form).toString(),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return answer.ok && (await answer.text()).trim() === 'success'
  } catch {
    return false // nobody there; told again
  }
}
