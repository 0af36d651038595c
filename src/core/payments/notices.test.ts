import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { hearNotice } from './notice.ts'
import { withShop } from './shop.fixture.ts'
import { simulatorKeys } from './simulator/keys.ts'
import { signParams } from './simulator/protocol.ts'

const shop = withShop()

/** A thing whose payment waits. */
async function waiting() {
  const reference = await shop.thing()
  await shop.start(reference)
  return { reference, payment: await shop.paymentOf(reference) }
}

const eventsOf = async (paymentId: number) => (await sql<{ outcome: string, facts: Record<string, string> }>`select outcome, facts from payment_event where payment_id = ${paymentId} order by id`.execute(shop.parts.db.sql)).rows

test('the same notice fifty times at once books once, and every one of them hears success', async () => {
  const { reference, payment } = await waiting()
  const body = shop.noticeOf(payment)
  const answers = await Promise.all(Array.from({ length: 50 }, () => shop.notify(body)))
  expect(new Set(answers.map(a => `${a.status} ${a.text}`))).toEqual(new Set(['200 success']))
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
  expect(await eventsOf(payment.id)).toHaveLength(1)
})

test('fifty different notices of one payment at once book it once', async () => {
  const { reference, payment } = await waiting()
  const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => shop.notify(shop.noticeOf(payment, { notify_id: `n${payment.id}-${i}` }))))
  expect(answers.every(a => a.text === 'success')).toBe(true)
  expect(await shop.thingOf(reference)).toMatchObject({ paid_times: 1 })
  expect((await eventsOf(payment.id)).map(e => e.outcome).sort()).toEqual(['accepted', ...Array.from({ length: 49 }).fill('repeated')])
})

test('a notice keeps what it said, without its signature and without the buyer', async () => {
  const { payment } = await waiting()
  await shop.notify(shop.noticeOf(payment))
  const [event] = await eventsOf(payment.id)
  expect(event).toMatchObject({ outcome: 'accepted', facts: { out_trade_no: payment.outTradeNo, total_amount: '123.00' } })
  expect(Object.keys(event!.facts)).not.toContain('sign')
  expect(JSON.stringify(event)).not.toContain('159****')
})

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey

/** Each makes a body from a payment; none of them may change anything. */
const forgeries: Record<string, (payment: Awaited<ReturnType<typeof waiting>>['payment']) => string> = {
  'one fen less': payment => shop.noticeOf(payment, { total_amount: '122.99' }),
  'one fen more': payment => shop.noticeOf(payment, { total_amount: '123.01' }),
  'a tenth of a fen': payment => shop.noticeOf(payment, { total_amount: '123.000' }),
  'an amount in another notation': payment => shop.noticeOf(payment, { total_amount: '1.23e2' }),
  'no amount': payment => shop.noticeOf(payment, { total_amount: '' }),
  'another app': payment => shop.noticeOf(payment, { app_id: '2021000000000002' }),
  'another seller': payment => shop.noticeOf(payment, { seller_id: '2088000000000009' }),
  'no seller': payment => shop.noticeOf(payment, { seller_id: '' }),
  'a number nobody gave out': payment => shop.noticeOf(payment, { out_trade_no: 'f'.repeat(32) }),
  'a number with a tail': payment => shop.noticeOf(payment, { out_trade_no: `${payment.outTradeNo}'` }),
  'no trade': payment => shop.noticeOf(payment, { trade_no: '' }),
  'no notice number': payment => shop.noticeOf(payment, { notify_id: '' }),
  'a state that is not paid': payment => shop.noticeOf(payment, { trade_status: 'WAIT_BUYER_PAY' }),
  'a closed trade': payment => shop.noticeOf(payment, { trade_status: 'TRADE_CLOSED' }),
  'an invented state': payment => shop.noticeOf(payment, { trade_status: 'PAID' }),
  'an amount changed after signing': payment => shop.noticeOf({ ...payment, amount: 1 }, { total_amount: '123.00' }, { resign: false }),
  'a number changed after signing': payment => shop.noticeOf({ ...payment, outTradeNo: 'e'.repeat(32) }, { out_trade_no: payment.outTradeNo }, { resign: false }),
  'a state changed after signing': payment => shop.noticeOf(payment, { trade_status: 'TRADE_FINISHED' }, { resign: false }),
  'a field added after signing': payment => shop.noticeOf(payment, { body: 'x' }, { resign: false }),
  'no signature': payment => shop.noticeOf(payment, { sign: '' }, { resign: false }),
  'a signature of nonsense': payment => shop.noticeOf(payment, { sign: '!!!' }, { resign: false }),
  'a weaker algorithm': payment => shop.noticeOf(payment, { sign_type: 'RSA' }, { resign: false }),
  'an unknown algorithm': payment => shop.noticeOf(payment, { sign_type: 'NONE' }, { resign: false }),
  'a stranger\'s key': payment => new URLSearchParams(signParams(Object.fromEntries(new URLSearchParams(shop.noticeOf(payment))), stranger)).toString(),
  'the merchant\'s own key': payment => new URLSearchParams(signParams(Object.fromEntries(new URLSearchParams(shop.noticeOf(payment))), simulatorKeys(shop.parts.config).merchantPrivate)).toString(),
  'a field said twice': payment => `${shop.noticeOf(payment)}&total_amount=123.00`,
  'fields cut apart another way': (payment) => {
    // Signed is a subject `x&total_amount=123.00&tp=y` over one fen: the same text reads as a payment of 123.00.
    const signed = Object.fromEntries(new URLSearchParams(shop.noticeOf(payment, { subject: 'x&total_amount=123.00&tp=y', total_amount: '0.01' })))
    return new URLSearchParams({ ...signed, subject: 'x', total_amount: '123.00', tp: 'y&total_amount=0.01' }).toString()
  },
  'bytes that are no text': payment => `${shop.noticeOf(payment)}&x=%00%ff%ed%a0%80`,
  'nothing': () => '',
  'JSON': payment => JSON.stringify(Object.fromEntries(new URLSearchParams(shop.noticeOf(payment)))),
}

test.each(Object.keys(forgeries))('a notice with %s changes nothing and is written down', async (name) => {
  const { reference, payment } = await waiting()
  const count = async () => (await sql<{ n: number }>`select count(*) as n from payment_event`.execute(shop.parts.db.sql)).rows[0]!.n
  const before = await count()
  const { status, text } = await shop.notify(forgeries[name]!(payment))
  expect(status).toBe(200)
  expect(text).toBe(['a state that is not paid', 'a closed trade', 'an invented state'].includes(name) ? 'success' : 'failure')
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'waiting', providerTradeNo: null })
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'open', paid_times: 0 })
  expect(await count()).toBe(before + 1)
  // A forged notice has not taken the real one's place.
  expect((await shop.notify(shop.noticeOf(payment, { notify_id: `real-${payment.id}` }))).text).toBe('success')
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
})

test('a forged notice under the number of the real one does not silence it', async () => {
  const { reference, payment } = await waiting()
  expect((await shop.notify(shop.noticeOf(payment, { total_amount: '0.01' }, { resign: false }))).text).toBe('failure')
  expect((await shop.notify(shop.noticeOf(payment))).text).toBe('success')
  expect(await shop.thingOf(reference)).toMatchObject({ paid_times: 1 })
})

test('whoever floods the address with forged notices does not fill the table', async () => {
  const { payment } = await waiting()
  const count = async () => (await sql<{ n: number }>`select count(*) as n from payment_event`.execute(shop.parts.db.sql)).rows[0]!.n
  for (let i = 0; i < 12; i++) await Promise.all(Array.from({ length: 10 }, (_, j) => shop.notify(shop.noticeOf(payment, { body: `${i}-${j}` }, { resign: false }))))
  expect(await count()).toBeLessThan(200)
  expect((await shop.notify(shop.noticeOf(payment))).text).toBe('success')
})

test('whatever is changed in a notice, it books nothing', async () => {
  const { reference, payment } = await waiting()
  const body = shop.noticeOf(payment)
  // The signature counts by its bytes: base64 can be written in more ways than one.
  const meaning = (text: string) => JSON.stringify([...new URLSearchParams(text)].map(([name, value]) => [name, name === 'sign' ? Buffer.from(value, 'base64').toString('hex') : value]).sort())
  const mutation = fc.record({ at: fc.nat(body.length - 1), length: fc.nat(3), insert: fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('&', '=', '%', '%26', '0', '+')) })
  await fc.assert(fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (mutations) => {
    const changed = mutations.reduce((text, { at, length, insert }) => text.slice(0, at) + insert + text.slice(at + length), body)
    fc.pre(meaning(changed) !== meaning(body))
    expect(await hearNotice(shop.parts, changed, 'fuzz')).toBe('failure')
  }), { numRuns: 1000, seed: 20270301 })
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'waiting' })
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'open' })
})

test('notices out of order: closed before paid, paid after it was refunded', async () => {
  const { reference, payment } = await waiting()
  await shop.notify(shop.noticeOf(payment, { trade_status: 'TRADE_CLOSED', notify_id: `closed-${payment.id}` }))
  await shop.notify(shop.noticeOf(payment))
  expect(await shop.thingOf(reference)).toMatchObject({ status: 'paid', paid_times: 1 })
  await shop.notify(shop.noticeOf(payment, { notify_id: `partial-${payment.id}`, refund_fee: '1.00', gmt_refund: '2027-03-01 15:00:00' }))
  expect(await shop.paymentOf(reference)).toMatchObject({ status: 'paid', refundedAmount: 0 })
  expect(await shop.thingOf(reference)).toMatchObject({ paid_times: 1 })
})

test('a notice in a form nobody reads is refused', async () => {
  const answer = await fetch(`${shop.url}/api/v1/payments/alipay/notify`, { method: 'POST', body: '<xml/>', headers: { 'content-type': 'text/xml' } })
  expect(answer.status).toBe(415)
  const large = await fetch(`${shop.url}/api/v1/payments/alipay/notify`, { method: 'POST', body: 'a='.padEnd(100_000, 'x'), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  expect(large.status).toBe(413)
})
