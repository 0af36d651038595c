import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { paymentsOf } from '../index.ts'
import { tryDueRefunds } from '../refund.ts'
import { withShop } from '../shop.fixture.ts'
import { simulatorKeys } from './keys.ts'
import { RETRY_SECONDS, tellDueNotices } from './notices.ts'

const shop = withShop()
const tell = () => tellDueNotices(shop.parts)
const open = async () => {
  const reference = await shop.thing()
  return { reference, ...await shop.start(reference) }
}
const page = async (url: string, lang = 'zh-CN') => {
  const answer = await fetch(url, { headers: { 'accept-language': lang } })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

test('the cashier says in both languages that it is a simulation, what is paid and how much', async () => {
  const { payUrl, outTradeNo } = await open()
  const zh = await page(payUrl)
  expect(zh.html).toContain('<html lang="zh-CN">')
  for (const text of ['支付宝模拟收银台', '不会扣真钱', '¥123.00', outTradeNo, '支付但不通知', '2027-03-01 14:15:00']) expect(zh.html).toContain(text)
  const en = await page(payUrl, 'en')
  expect(en.html).toContain('Simulated Alipay cashier')
})

test('the cashier\'s page loads nothing, runs nothing, and its form may only go to us and back', async () => {
  const { headers, html } = await page((await open()).payUrl)
  const policy = headers.get('content-security-policy')!
  expect(policy).toContain('default-src \'none\'')
  expect(policy).toContain(`form-action 'self' ${shop.url};`)
  expect(html).not.toMatch(/<script|src=|https?:\/\/(?!127)/)
})

test('what somebody writes into a subject stays text', async () => {
  const { payUrl } = await shop.start(await shop.thing(), { subject: '<img onerror=x>\'"' })
  expect((await page(payUrl)).html).not.toContain('<img')
})

test.each([
  ['total_amount', (url: URL) => url.searchParams.set('biz_content', url.searchParams.get('biz_content')!.replace('123.00', '0.01')), 'isv.invalid-signature'],
  ['notify_url', (url: URL) => url.searchParams.set('notify_url', 'https://thief.example/'), 'isv.invalid-signature'],
  ['signature', (url: URL) => url.searchParams.delete('sign'), 'isv.invalid-signature'],
  ['app', (url: URL) => url.searchParams.set('app_id', '1'), 'isv.invalid-app-id'],
  ['everything', (url: URL) => { url.search = '' }, 'isv.invalid-app-id'],
] as const)('an order whose %s was changed on the way is not taken', async (_, change, code) => {
  const { payUrl, reference } = await open()
  const url = new URL(payUrl)
  change(url)
  const answer = await page(url.href)
  expect(answer.status).toBe(400)
  expect(answer.html).toContain(code)
  expect((await shop.atCashier(url.href)).status).toBe(400)
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'open' })
})

test('a press of another button is refused, and turning back pays nothing', async () => {
  const { payUrl, reference, outTradeNo } = await open()
  expect((await shop.atCashier(payUrl, 'steal' as 'pay')).status).toBe(400)
  const back = await shop.atCashier(payUrl, 'cancel')
  expect(back).toEqual({ status: 303, location: `${shop.url}/pay/complete?out_trade_no=${outTradeNo}` })
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'open' })
})

test('a trade is paid once, however often the button is pressed', async () => {
  const { payUrl, reference } = await open()
  const presses = await Promise.all(Array.from({ length: 10 }, () => shop.atCashier(payUrl)))
  expect(presses.map(press => press.status).sort()).toEqual([303, ...Array.from({ length: 9 }).fill(400)])
  expect(await shop.thingOf(reference)).toMatchObject({ paid_times: 1 })
  expect((await page(payUrl)).html).toContain('这笔订单已经支付')
})

test('after its time a trade can not be paid', async () => {
  const { payUrl, reference } = await open()
  await page(payUrl)
  const { payUrl: neverOpened } = await open()
  shop.clock.advance(900)
  expect((await shop.atCashier(payUrl)).status).toBe(400)
  expect((await page(payUrl)).html).toContain('交易已关闭')
  expect((await page(neverOpened)).html).toContain('ACQ.TRADE_HAS_CLOSE')
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'open' })
})

test('a notice that is not heard comes again, at growing intervals, until it is', async () => {
  const { payUrl, reference } = await open()
  let down = true
  shop.wire.fault = name => down && name.endsWith('/notify') ? 'down' : undefined
  await shop.atCashier(payUrl)
  await tell()
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'open' })
  shop.clock.advance(RETRY_SECONDS[0])
  await tell()
  down = false
  shop.clock.advance(RETRY_SECONDS[1] - 1)
  await tell()
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'open' })
  shop.clock.advance(1)
  await tell()
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
  shop.wire.passed = []
  shop.clock.advance(100_000)
  await tell()
  expect(shop.wire.passed).toEqual([]) // heard is heard
})

test('a notice whose answer is lost comes again and changes nothing', async () => {
  const { payUrl, reference } = await open()
  shop.wire.fault = name => name.endsWith('/notify') ? 'answer lost' : undefined
  await shop.atCashier(payUrl)
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
  shop.wire.fault = () => undefined
  shop.wire.passed = []
  shop.clock.advance(RETRY_SECONDS[0])
  await tell()
  expect(shop.wire.passed.map(({ name }) => name)).toEqual(['/api/v1/payments/alipay/notify'])
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
})

test('a refund is told as well, and leaves the books as they are', async () => {
  const { reference, payment } = await shop.paid()
  await shop.refund(payment, 12_300, 'all')
  await tryDueRefunds(shop.parts)
  shop.wire.passed = []
  await tell()
  expect(shop.wire.passed).toHaveLength(1)
  expect(new URLSearchParams(shop.wire.passed[0]!.text).get('trade_status')).toBe('TRADE_CLOSED')
  expect(await paymentsOf(shop.parts.db.sql, 'things', reference)).toMatchObject([{ status: 'paid', refundedAmount: 12_300 }])
})

test('the gateway answers a call that is not the merchant\'s with a signed refusal', async () => {
  const call = async (params: Record<string, string>) => (await fetch(`${shop.url}/dev/alipay/gateway.do?${new URLSearchParams(params)}`, { method: 'POST', body: new URLSearchParams({ biz_content: '{}' }) })).json()
  expect(await call({ method: 'alipay.trade.query', app_id: '2021000000000001', sign_type: 'RSA2', sign: 'x' })).toMatchObject({ alipay_trade_query_response: { code: '40002', sub_code: 'isv.invalid-signature' }, sign: expect.any(String) })
  expect(await call({})).toMatchObject({ error_response: { sub_code: 'isv.invalid-app-id' } })
})

test('the keys are made once, for their owner only', () => {
  const keys = simulatorKeys(shop.parts.config)
  expect(simulatorKeys({ ...shop.parts.config })).toEqual(keys)
  for (const file of ['merchant.pem', 'alipay.pem']) expect(statSync(join(shop.parts.config.dataDir, 'alipay-simulator', file)).mode & 0o777).toBe(0o600)
  expect(() => simulatorKeys({ ...shop.parts.config, mode: 'production' })).toThrow()
})
