import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestApp } from '../../../test/app.ts'
import { allModules } from '../../modules.ts'
import { addDemoPayments, addDemoRefunds, closePayments, paymentsOf, reconcile, refundsOf, settleBeforeExpiry, startPayment } from './index.ts'
import { tryDueRefunds } from './refund.ts'
import { checkDuePayments, closePaymentsOf } from './settle.ts'
import { withShop } from './shop.fixture.ts'
import { tellDueNotices } from './simulator/index.ts'

const shop = withShop()
const asPayer = { headers: { authorization: 'Test 1' } }
const sweep = () => checkDuePayments(shop.parts)
const sweepRefunds = () => tryDueRefunds(shop.parts)

test('a thing is paid at the cashier, the notice books it, and the browser comes back', async () => {
  const reference = await shop.thing()
  const { payUrl, outTradeNo } = await shop.start(reference)
  const { status, location } = await shop.atCashier(payUrl)
  expect(status).toBe(303)
  expect(location).toContain(`${shop.url}/pay/complete?`)
  expect(new URL(location!).searchParams.get('out_trade_no')).toBe(outTradeNo)
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'paid', amount: 12_300 })
})

test.each(['phone', 'desktop'] as const)('the %s has its own cashier address, which says until when it may be paid', async (device) => {
  const { payUrl } = await shop.start(await shop.thing(), { device, subject: '爱家 & 海=景/房' })
  const address = new URL(payUrl)
  const biz = JSON.parse(address.searchParams.get('biz_content')!)
  expect(address.searchParams.get('method')).toBe(device === 'phone' ? 'alipay.trade.wap.pay' : 'alipay.trade.page.pay')
  expect(biz).toMatchObject({ total_amount: '123.00', subject: '爱家 海 景 房', time_expire: '2027-03-01 14:15:00' })
  expect((await shop.atCashier(payUrl)).status).toBe(303)
})

test('whoever opens the payment of a thing again gets the one that is open', async () => {
  const reference = await shop.thing()
  const opened = await Promise.all(Array.from({ length: 20 }, () => shop.start(reference)))
  expect(new Set(opened.map(one => one.paymentId)).size).toBe(1)
  expect(await paymentsOf(shop.parts.db.sql, 'things', reference)).toHaveLength(1)
})

test('an open payment over another sum is replaced, and closed at the provider', async () => {
  const reference = await shop.thing()
  const first = await shop.start(reference)
  await fetch(first.payUrl)
  const second = await shop.start(reference, { amount: 9900 })
  await sweep()
  expect((await paymentsOf(shop.parts.db.sql, 'things', reference)).map(p => [p.id, p.status])).toEqual([[first.paymentId, 'closed'], [second.paymentId, 'waiting']])
  expect((await shop.atCashier(first.payUrl)).status).toBe(400)
  expect((await shop.atCashier(second.payUrl)).status).toBe(303)
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid' })
})

test('a thing that is paid can not be paid again', async () => {
  const { reference } = await shop.paid()
  await expect(shop.start(reference)).rejects.toMatchObject({ code: 'payments.already_paid' })
  const late = new Date(shop.clock.now())
  await expect(shop.start(await shop.thing(), { expiresAt: late })).rejects.toMatchObject({ code: 'payments.too_late' })
})

test('a lost notice is found by the sweep', async () => {
  const reference = await shop.thing()
  const { payUrl, outTradeNo } = await shop.start(reference)
  await shop.atCashier(payUrl, 'pay_silently')
  await sweep()
  expect(shop.callsAbout(outTradeNo)).not.toContain('alipay.trade.query') // too early to ask
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'waiting' })
  shop.clock.advance(31)
  await sweep()
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'paid' })
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
})

test('the provider is asked about a waiting payment ever more rarely, by one node at a time', async () => {
  const { outTradeNo } = await shop.start(await shop.thing())
  for (let seconds = 0; seconds <= 1100; seconds += 10) {
    await Promise.all([sweep(), sweep()])
    shop.clock.advance(10)
  }
  const calls = shop.callsAbout(outTradeNo)
  expect(calls.length).toBeGreaterThanOrEqual(4)
  expect(calls.length).toBeLessThanOrEqual(8)
})

test('the page after the payment asks by itself, and not at every look', async () => {
  const reference = await shop.thing()
  const { payUrl, outTradeNo } = await shop.start(reference)
  const look = async () => (await shop.call('GET', `payments/${outTradeNo}`, { as: asPayer })).data.status
  expect(await look()).toBe('waiting')
  await shop.atCashier(payUrl, 'pay_silently')
  shop.wire.passed = []
  expect(await look()).toBe('waiting')
  expect(shop.callsAbout(outTradeNo)).toEqual([])
  shop.clock.advance(3)
  expect(await Promise.all([look(), look(), look()])).toContain('paid')
  expect(shop.callsAbout(outTradeNo)).toEqual(['alipay.trade.query'])
})

test('somebody else\'s payment is not there, and strangers sign in first', async () => {
  const { outTradeNo } = await shop.start(await shop.thing())
  expect((await shop.call('GET', `payments/${outTradeNo}`, { as: { headers: { authorization: 'Test 2' } } })).status).toBe(404)
  expect((await shop.call('GET', `payments/${outTradeNo}`)).status).toBe(401)
  expect((await shop.call('GET', 'payments/1%00', { as: asPayer })).status).toBe(400)
})

test('the page after the payment works while the provider is away', async () => {
  const { outTradeNo } = await shop.start(await shop.thing())
  shop.wire.fault = () => 'down'
  expect(await shop.call('GET', `payments/${outTradeNo}`, { as: asPayer })).toMatchObject({ status: 200, data: { status: 'waiting', amount: 12_300 } })
})

test('a payment nobody made is closed after its end, here and at the provider', async () => {
  const reference = await shop.thing()
  const { payUrl } = await shop.start(reference)
  await fetch(payUrl)
  shop.clock.advance(900)
  await sweep()
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'waiting' })
  shop.clock.advance(121)
  await sweep()
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'closed' })
  expect((await shop.atCashier(payUrl)).status).toBe(400)
})

test('before a hold expires the provider is asked: unpaid, it is closed', async () => {
  const reference = await shop.thing()
  const { payUrl, outTradeNo } = await shop.start(reference)
  await fetch(payUrl)
  expect(await settleBeforeExpiry(shop.parts, { module: 'things', reference })).toBe('closed')
  expect(shop.callsAbout(outTradeNo)).toEqual(['alipay.trade.wap.pay', 'alipay.trade.query', 'alipay.trade.close'])
  expect((await shop.atCashier(payUrl)).status).toBe(400)
})

test('before a hold expires the provider is asked: paid, it is booked', async () => {
  const reference = await shop.thing()
  await shop.atCashier((await shop.start(reference)).payUrl, 'pay_silently')
  expect(await settleBeforeExpiry(shop.parts, { module: 'things', reference })).toBe('paid')
  expect(await settleBeforeExpiry(shop.parts, { module: 'things', reference })).toBe('paid')
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
})

test('before a hold expires the provider is asked: away, nothing is known and nothing changes', async () => {
  const reference = await shop.thing()
  await shop.start(reference)
  shop.wire.fault = () => 'down'
  expect(await settleBeforeExpiry(shop.parts, { module: 'things', reference })).toBe('unknown')
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'waiting' })
})

test('money that arrives between the question and the closing is booked', async () => {
  const reference = await shop.thing()
  const { payUrl } = await shop.start(reference)
  await fetch(payUrl)
  shop.wire.fault = async (name) => {
    // Asked, it was unpaid; the payer presses the button before the closing arrives.
    if (name === 'alipay.trade.close') await shop.atCashier(payUrl, 'pay_silently')
    return undefined
  }
  expect(await settleBeforeExpiry(shop.parts, { module: 'things', reference })).toBe('paid')
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
})

test('money for a thing that was cancelled meanwhile goes back', async () => {
  const reference = await shop.thing()
  const { payUrl, outTradeNo } = await shop.start(reference)
  await shop.cancelThing(reference)
  await shop.atCashier(payUrl)
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'surplus', refundedAmount: 12_300 })
  await sweepRefunds()
  await tellDueNotices(shop.parts)
  expect(shop.callsAbout(outTradeNo).filter(name => name === 'alipay.trade.refund')).toHaveLength(1)
  expect(await refundsOf(shop.parts.db.sql, 'things', reference)).toMatchObject([{ status: 'done', amount: 12_300, paymentStatus: 'surplus' }])
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'cancelled', paid_times: 0, refunds_done: 0 })
})

test('closing the payments of a cancelled thing books money that was faster', async () => {
  const reference = await shop.thing()
  await shop.atCashier((await shop.start(reference)).payUrl, 'pay_silently')
  await shop.cancelThing(reference)
  await shop.parts.db.tx(tx => closePayments(tx, shop.parts, { module: 'things', reference }))
  const { rows: [job] } = await sql<{ data: { module: string, reference: string } }>`select data from jobs.job where name = 'payments.close' order by created_on desc limit 1`.execute(shop.parts.db.sql)
  await closePaymentsOf(shop.parts, job!.data)
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'surplus', refundedAmount: 12_300 })
})

test('money that comes after the closing by a page that was open is still found and goes back', async () => {
  const reference = await shop.thing()
  const { payUrl } = await shop.start(reference) // the provider knows nothing of it before the payer arrives
  await closePaymentsOf(shop.parts, { module: 'things', reference })
  await shop.cancelThing(reference)
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'closed' })
  await shop.atCashier(payUrl, 'pay_silently')
  shop.clock.advance(900 + 121)
  await sweep()
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'surplus', refundedAmount: 12_300 })
})

test('of two payments of one thing the first is kept and the second goes back', async () => {
  const reference = await shop.thing()
  const first = await shop.start(reference)
  await fetch(first.payUrl)
  const second = await shop.start(reference, { amount: 9900 })
  await Promise.all([shop.atCashier(first.payUrl), shop.atCashier(second.payUrl)])
  const both = await paymentsOf(shop.parts.db.sql, 'things', reference)
  expect(both.map(p => p.status).sort()).toEqual(['paid', 'surplus'])
  expect(both.find(p => p.status === 'surplus')!.refundedAmount).toBe(both.find(p => p.status === 'surplus')!.amount)
  expect(await shop.thingOf(reference)).toMatchObject({ paid_times: 1 })
})

test('a thing whose module takes every payment is still paid once', async () => {
  const reference = 'careless-1'
  const first = await shop.start(reference)
  await fetch(first.payUrl)
  const second = await shop.start(reference, { amount: 9900 })
  await Promise.all([shop.atCashier(first.payUrl), shop.atCashier(second.payUrl)])
  expect((await paymentsOf(shop.parts.db.sql, 'things', reference)).map(p => p.status).sort()).toEqual(['paid', 'surplus'])
})

test('when the payer and the end of the hold race, the thing is theirs or the money goes back', async () => {
  const references = await Promise.all(Array.from({ length: 40 }, () => shop.thing()))
  const opened = await Promise.all(references.map(reference => shop.start(reference)))
  const expire = async (reference: string) => {
    if (await settleBeforeExpiry(shop.parts, { module: 'things', reference }) === 'closed') await shop.expireThing(reference)
  }
  await Promise.all(references.map((reference, i) => i % 2 === 0
    ? Promise.all([shop.atCashier(opened[i]!.payUrl), expire(reference)])
    : Promise.all([expire(reference), shop.atCashier(opened[i]!.payUrl)])))
  shop.clock.advance(900 + 121)
  await sweep()
  await sweepRefunds()
  const ends = await Promise.all(references.map(async (reference) => {
    const { status, refundedAmount } = await shop.paymentOf(reference)
    return `${(await shop.thingOf(reference)).status}, ${status}, ${refundedAmount}`
  }))
  expect(['paid, paid, 0', 'expired, closed, 0', 'expired, surplus, 12300']).toEqual(expect.arrayContaining([...new Set(ends)]))
  expect(await reconcile(shop.parts)).toMatchObject({ paidNotBooked: 0, wrongSums: 0, surplusKept: 0 })
})

test('a provider that has another amount than we asked for is not believed', async () => {
  const reference = await shop.thing()
  const { payUrl, outTradeNo } = await shop.start(reference)
  await shop.atCashier(payUrl, 'pay_silently')
  await sql`update alipay_simulator_trade set amount = 1 where out_trade_no = ${outTradeNo}`.execute(shop.parts.db.sql)
  expect(await settleBeforeExpiry(shop.parts, { module: 'things', reference })).toBe('unknown')
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'waiting' })
  await sql`update alipay_simulator_trade set amount = 12300 where out_trade_no = ${outTradeNo}`.execute(shop.parts.db.sql)
  expect(await settleBeforeExpiry(shop.parts, { module: 'things', reference })).toBe('paid')
})

test('a payment of the demo site can be refunded like any other', async () => {
  const reference = await shop.thing()
  const paidAt = new Date('2027-02-20T03:00:00Z')
  await shop.parts.db.tx(tx => addDemoPayments(tx, [{ module: 'things', reference, accountId: 1, amount: 5000, subject: '东西', paidAt }]))
  const payment = await shop.paymentOf(reference)
  expect(payment).toMatchObject({ status: 'paid', paidAt })
  await shop.refund(payment, 5000, 'cancel')
  await sweepRefunds()
  expect(await refundsOf(shop.parts.db.sql, 'things', reference)).toMatchObject([{ status: 'done' }])
})

test('many payments and refunds of the demo site are there in their order, with few statements', async () => {
  const [paidAt, requestedAt, doneAt] = ['2027-02-20T03:00:00Z', '2027-02-21T03:00:00Z', '2027-02-21T03:01:30Z'].map(instant => new Date(instant))
  const references = Array.from({ length: 2100 }, (_, i) => `many-${i}`)
  const { rows: before } = await written()
  await shop.parts.db.tx(async (tx) => {
    const ids = await addDemoPayments(tx, references.map(reference => ({ module: 'things', reference, accountId: 1, amount: 5000, subject: `东西 ${reference}`, paidAt: paidAt! })))
    const parts = [[0, 2000, 'first'], [0, 3000, 'second'], [2099, 1000, 'cancel']] as const
    const refundIds = await addDemoRefunds(tx, parts.map(([i, amount, ref]) => ({ paymentId: ids[i]!, amount, reason: ref, ref, requestedAt: requestedAt!, doneAt: doneAt! })))
    expect((await paymentsOf(tx, 'things', ...references)).map(({ id, subject }) => [id, subject])).toEqual(references.map((reference, i) => [ids[i], `东西 ${reference}`]))
    expect((await refundsOf(tx, 'things', ...references)).map(({ id, reason, status }) => [id, reason, status])).toEqual(parts.map(([,, ref], i) => [refundIds[i], ref, 'done']))
    expect([await addDemoPayments(tx, []), await addDemoRefunds(tx, [])]).toEqual([[], []])
  })
  const refunded = new Map((await paymentsOf(shop.parts.db.sql, 'things', ...references)).map(({ reference, refundedAmount }) => [reference, refundedAmount]))
  expect([refunded.get('many-0'), refunded.get('many-1'), refunded.get('many-2099')]).toEqual([5000, 0, 1000])
  const { rows: after } = await written()
  expect(after[0]!.trades - before[0]!.trades).toBe(2100)
  expect(after[0]!.closed - before[0]!.closed).toBe(1)
})

/** What the simulator knows of. */
const written = () => sql<{ trades: number, closed: number }>`select count(*) as trades, count(*) filter (where status = 'TRADE_CLOSED' and refunded = amount) as closed from alipay_simulator_trade`.execute(shop.parts.db.sql)

test('a process that dies while it books money leaves nothing half done, and the sweep finds the money', async () => {
  const reference = await shop.thing()
  const { payUrl } = await shop.start(reference)
  shop.failNext.onPaid = new Error('died')
  await shop.atCashier(payUrl)
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'waiting' })
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'open' })
  shop.clock.advance(31)
  await sweep()
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
  await tellDueNotices(shop.parts) // the notice comes again, too
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
})

test('the books add up after all of this', async () => {
  await sweepRefunds()
  shop.clock.advance(3600)
  await sweep()
  expect(await reconcile(shop.parts)).toEqual({ paidNotBooked: 0, wrongSums: 0, surplusKept: 0, refundsStuck: 0, waitingTooLong: 0 })
})

test('what is paid at the provider and not booked here is counted', async () => {
  const { payUrl } = await shop.start(await shop.thing())
  await shop.atCashier(payUrl, 'pay_silently')
  expect(await reconcile(shop.parts)).toMatchObject({ paidNotBooked: 1 })
})

test('a site without a provider says so, and half a provider keeps it from starting', async () => {
  const production = { LINLI_MODE: 'production', SECRET_KEY: 'x'.repeat(40), PUBLIC_URL: 'https://linli.example' }
  const site = await openTestApp({ env: production, modules: allModules })
  try {
    const wish = { module: 'things', reference: '1', accountId: 1, amount: 1, subject: 'x', expiresAt: new Date('2027-03-02'), device: 'phone' } as const
    await expect(startPayment(site.parts, wish)).rejects.toMatchObject({ code: 'payments.unavailable' })
    for (const path of ['/dev/alipay/gateway.do', '/api/v1/payments/alipay/notify']) expect((await site.call('POST', path, { payload: '' })).status).toBe(404)
  } finally {
    await site.close()
  }
  await expect(openTestApp({ env: { ...production, ALIPAY_APP_ID: '2021', ALIPAY_PRIVATE_KEY: 'nonsense' }, modules: allModules }))
    .rejects.toThrow(/ALIPAY_SELLER_ID[\s\S]*ALIPAY_PRIVATE_KEY is not an RSA key[\s\S]*ALIPAY_PUBLIC_KEY/)
})
