import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addOwner } from '../staff/index.ts'
import { reconcile, refundsOf, requestRefund } from './index.ts'
import { tryDueRefunds, tryRefund } from './refund.ts'
import { withShop } from './shop.fixture.ts'

const shop = withShop()
const sweep = () => tryDueRefunds(shop.parts)
const refundOf = async (reference: string) => (await refundsOf(shop.parts.db.sql, 'things', reference)).at(-1)!
const refundCalls = (outTradeNo: string) => shop.callsAbout(outTradeNo).filter(name => name === 'alipay.trade.refund').length
/** What the other side says it has paid back, in fen. */
const paidBack = async (outTradeNo: string) => (await sql<{ refunded: number }>`select refunded from alipay_simulator_trade where out_trade_no = ${outTradeNo}`.execute(shop.parts.db.sql)).rows[0]!.refunded

test('a refund goes back in part, its thing is told, and the rest follows', async () => {
  const { reference, payment } = await shop.paid()
  const asked = await shop.refund(payment, 5000, 'part')
  expect(asked).toMatchObject({ status: 'requested', amount: 5000 })
  await tryRefund(shop.parts, { refundId: asked.id })
  expect(await refundOf(reference)).toMatchObject({ status: 'done', amount: 5000 })
  expect(await shop.thingOf(reference)).toMatchObject({ refunds_done: 1, refunds_failed: 0 })
  await shop.refund(payment, 7300, 'rest')
  await sweep()
  expect(await paidBack(payment.outTradeNo)).toBe(12_300)
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'paid', refundedAmount: 12_300 })
  expect(await shop.thingOf(reference)).toMatchObject({ refunds_done: 2 })
})

test('the same refund asked for fifty times at once is one refund at the provider', async () => {
  const { reference, payment } = await shop.paid()
  const asked = await Promise.all(Array.from({ length: 50 }, () => shop.refund(payment, 4000, 'cancel')))
  expect(new Set(asked.map(one => one.refundNo)).size).toBe(1)
  await Promise.all(Array.from({ length: 10 }, () => tryRefund(shop.parts, { refundId: asked[0]!.id })))
  await sweep()
  expect(refundCalls(payment.outTradeNo)).toBe(1)
  expect(await paidBack(payment.outTradeNo)).toBe(4000)
  expect(await shop.thingOf(reference)).toMatchObject({ refunds_done: 1 })
  await expect(shop.refund(payment, 4001, 'cancel')).rejects.toMatchObject({ code: 'payments.refund_differs' })
})

test('whatever refunds come at once, no more goes back than came', async () => {
  const { payment } = await shop.paid()
  const asked = await Promise.allSettled(Array.from({ length: 30 }, (_, i) => shop.refund(payment, 1000 + i, `part ${i}`)))
  const refused = asked.filter(one => one.status === 'rejected')
  expect(refused.length).toBeGreaterThan(15)
  expect(refused.every(one => one.reason.code === 'payments.refund_too_much')).toBe(true)
  await sweep()
  const back = await paidBack(payment.outTradeNo)
  expect(back).toBeLessThanOrEqual(12_300)
  expect(back).toBe(asked.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value.amount : 0), 0))
})

test('the database itself refuses to book more refunds than were paid', async () => {
  const { payment } = await shop.paid()
  await expect(sql`update payment set refunded_amount = amount + 1 where id = ${payment.id}`.execute(shop.parts.db.sql)).rejects.toThrow('payment_refund_within_paid')
  const unpaid = await shop.thing()
  await shop.start(unpaid)
  await expect(shop.refund(await shop.paymentOf(unpaid), 1, 'x')).rejects.toMatchObject({ code: 'payments.not_paid' })
  await expect(shop.refund(payment, 0, 'x')).rejects.toThrow(RangeError)
  await expect(shop.refund(payment, 0.5, 'x')).rejects.toThrow(RangeError)
})

test('a refund of a transaction that is rolled back never existed', async () => {
  const { reference, payment } = await shop.paid()
  await expect(shop.parts.db.tx(async (tx) => {
    await requestRefund(tx, shop.parts, { paymentId: payment.id, amount: 100, reason: 'x', ref: 'x' })
    throw new Error('rolled back')
  })).rejects.toThrow('rolled back')
  await sweep()
  expect(await refundsOf(shop.parts.db.sql, 'things', reference)).toEqual([])
  expect(await shop.paymentOf(reference)).toMatchObject({ refundedAmount: 0 })
})

test('while the provider is away a refund waits, and is tried again later with the same number', async () => {
  const { reference, payment } = await shop.paid()
  await shop.refund(payment, 12_300, 'cancel')
  shop.wire.fault = () => 'down'
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'processing', tries: 1 })
  expect((await refundOf(reference)).lastError).toBeTruthy()
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ tries: 1 }) // not before its time
  shop.wire.fault = () => undefined
  shop.clock.advance(61)
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'done', tries: 2 })
  expect(refundCalls(payment.outTradeNo)).toBe(1)
})

test('a refund whose answer was lost is asked about, not sent twice', async () => {
  const { reference, payment } = await shop.paid()
  await shop.refund(payment, 2000, 'cancel')
  shop.wire.fault = name => name === 'alipay.trade.refund' ? 'answer lost' : undefined
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'processing' })
  expect(await paidBack(payment.outTradeNo)).toBe(2000)
  const before = refundCalls(payment.outTradeNo)
  shop.wire.fault = () => undefined
  shop.clock.advance(61)
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'done' })
  expect(refundCalls(payment.outTradeNo)).toBe(before)
  expect(await paidBack(payment.outTradeNo)).toBe(2000)
  expect(await shop.thingOf(reference)).toMatchObject({ refunds_done: 1 })
})

test('a process that dies while it books the end of a refund books it at the next sweep', async () => {
  const { reference, payment } = await shop.paid()
  await shop.refund(payment, 2000, 'cancel')
  shop.failNext.onRefunded = new Error('died')
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'processing' })
  expect(await shop.thingOf(reference)).toMatchObject({ refunds_done: 0 })
  shop.clock.advance(61)
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'done' })
  expect(await shop.thingOf(reference)).toMatchObject({ refunds_done: 1 })
  expect(await paidBack(payment.outTradeNo)).toBe(2000)
})

test('a refund the provider refuses fails at once and gives its amount free; staff try it again', async () => {
  const { reference, payment } = await shop.paid()
  // The other side believes the trade was never paid.
  const setTrade = (status: string) => sql`update alipay_simulator_trade set status = ${status} where out_trade_no = ${payment.outTradeNo}`.execute(shop.parts.db.sql)
  await setTrade('WAIT_BUYER_PAY')
  await shop.refund(payment, 12_300, 'cancel')
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'failed', lastError: expect.stringContaining('ACQ.TRADE_STATUS_ERROR') })
  expect(await shop.paymentOf(reference)).toMatchObject({ refundedAmount: 0 })
  expect(await shop.thingOf(reference)).toMatchObject({ refunds_failed: 1 })
  await setTrade('TRADE_SUCCESS')

  const owner = await asStaff('payments.read', 'payments.refund')
  const { data: found } = await shop.call('GET', 'console/refunds', { as: owner, query: { status: 'failed' } })
  expect(found.items).toMatchObject([{ outTradeNo: payment.outTradeNo, amount: 12_300, module: 'things', reference }])
  const again = () => shop.call('POST', `console/refunds/${found.items[0].id}/attempts`, { as: owner, body: { reason: 'Alipay has corrected it' } })
  expect((await again()).status).toBe(202)
  expect(await again()).toMatchObject({ status: 409, error: 'payments.refund_not_failed' })
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'done' })
  expect(await shop.thingOf(reference)).toMatchObject({ refunds_done: 1 })
  const { rows } = await sql`select action, target, reason from audit where action = 'payments.refund.retry'`.execute(shop.parts.db.sql)
  expect(rows).toEqual([{ action: 'payments.refund.retry', target: `refund:${found.items[0].id}`, reason: 'Alipay has corrected it' }])
})

test('a refund that never gets through ends as failed only when the provider says it knows nothing of it', async () => {
  const { reference, payment } = await shop.paid()
  await shop.refund(payment, 100, 'cancel')
  shop.wire.fault = name => name === 'alipay.trade.refund' ? 'down' : undefined
  for (let i = 0; i < 14; i++) {
    await sweep()
    shop.clock.advance(6 * 3600 + 1)
  }
  expect(await refundOf(reference)).toMatchObject({ status: 'processing', tries: 14 })
  shop.wire.fault = () => 'down'
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'processing', tries: 15 })
  shop.clock.advance(6 * 3600 + 1)
  shop.wire.fault = name => name === 'alipay.trade.refund' ? 'down' : undefined
  await sweep()
  expect(await refundOf(reference)).toMatchObject({ status: 'failed' })
  expect(await shop.paymentOf(reference)).toMatchObject({ refundedAmount: 0 })
})

test('why money goes back by itself is told in the reader’s language, and to the payer in Chinese', async () => {
  const reference = await shop.thing()
  const { payUrl } = await shop.start(reference)
  await shop.cancelThing(reference)
  await shop.atCashier(payUrl)
  await sweep()
  const { outTradeNo } = await shop.paymentOf(reference)
  const told = async (lang: string) => (await shop.call('GET', 'console/refunds', { as: await asStaff('payments.read'), query: { number: outTradeNo, lang } })).data.items.map((refund: any) => refund.reason)
  expect(await told('zh-CN')).toEqual(['付款到账过晚或重复'])
  expect(await told('en')).toEqual(['The payment came too late or twice'])
  const sent = shop.wire.passed.filter(({ name }) => name === 'alipay.trade.refund').map(({ text }) => decodeURIComponent(text))
  expect(sent).toEqual([expect.stringContaining('"refund_reason":"付款到账过晚或重复"')])
})

test('staff see payments and refunds by state, number and day, and only with the permission', async () => {
  const { payment } = await shop.paid()
  const reader = await asStaff('payments.read')
  const find = async (query: Record<string, string>) => (await shop.call('GET', 'console/payments', { as: reader, query })).data.items.map((one: any) => one.outTradeNo)
  expect(await find({ number: payment.outTradeNo })).toEqual([payment.outTradeNo])
  expect(await find({ number: payment.providerTradeNo! })).toEqual([payment.outTradeNo])
  expect(await find({ number: payment.outTradeNo, status: 'closed' })).toEqual([])
  expect(await find({ number: payment.outTradeNo, to: '2027-02-28' })).toEqual([])
  expect(await find({ module: 'things', reference: payment.reference })).toEqual([payment.outTradeNo])
  expect(await find({ module: 'other', reference: payment.reference })).toEqual([])
  const { data } = await shop.call('GET', 'console/payments', { as: reader, query: { limit: 2, module: 'things' } })
  expect(data).toMatchObject({ page: 1, limit: 2, hasMore: true })
  expect((await shop.call('GET', 'console/payments')).status).toBe(401)
  expect((await shop.call('GET', 'console/payments', { as: await asStaff() })).status).toBe(403)
  expect((await shop.call('POST', 'console/refunds/1/attempts', { as: reader, body: { reason: 'x' } })).status).toBe(403)
})

test('after all of this the books add up', async () => {
  await sweep()
  expect(await reconcile(shop.parts)).toMatchObject({ wrongSums: 0, surplusKept: 0, paidNotBooked: 0 })
})

let staffId: number | undefined
async function asStaff(...permissions: string[]) {
  staffId ??= (await addOwner(shop.parts, 'books')).id
  return { headers: { 'cookie': 'staff=test', 'x-test-staff': JSON.stringify({ staffId, permissions }) } }
}
