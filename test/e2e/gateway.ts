import { createSign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import { siteNow } from './browser.ts'

/**
 * Sends a whole payment back as the operator may do by hand in the gateway's own back office: what the site wants to
 * refund of it afterwards is refused there.
 */
export async function refundByHand(outTradeNo: string, yuan: string): Promise<void> {
  const params: Record<string, string> = {
    app_id: '2021000000000001',
    biz_content: JSON.stringify({ out_trade_no: outTradeNo, refund_amount: yuan, out_request_no: 'by hand' }),
    charset: 'utf-8',
    method: 'alipay.trade.refund',
    sign_type: 'RSA2',
    timestamp: shanghaiTime(await siteNow()),
    version: '1.0',
  }
  const text = Object.entries(params).map(([name, value]) => `${name}=${value}`).join('&') // in the order of their names
  const key = readFileSync(join(inject('siteData'), 'alipay-simulator/merchant.pem'), 'utf8')
  const sign = createSign('RSA-SHA256').update(text, 'utf8').sign(key, 'base64')
  const answer = await fetch(`${inject('siteUrl')}/dev/alipay/gateway.do`, { method: 'POST', body: new URLSearchParams({ ...params, sign }) })
  expect(await answer.json()).toMatchObject({ alipay_trade_refund_response: { code: '10000' } })
}

const shanghaiTime = (at: Date) => new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')
