import type { TestPerson } from '../../../test/people.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { bookingRefunded } from './pay-booking.ts'
import { aHost, aHouse, aPaidBooking, book, bookingOf, day, decide, moneyArrives } from './houses.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const HOUR = 3600
const DAY = 24 * HOUR
const sweep = () => site.parts.jobs.sweepNow(site.parts)
const wish = (houseId: number, from: number, to: number) => ({ houseId, checkIn: day(site, from), checkOut: day(site, to), guests: 1 })
const isFree = async (houseId: number, from: number, to: number) => (await site.call('POST', 'stays/quotes', { body: wish(houseId, from, to) })).status === 200
const countOf = async (houseId: number) => site.parts.db.sql.selectFrom('house').select(['booking_count as bookings', 'host_cancel_count as hostCancels']).where('id', '=', houseId).executeTakeFirstOrThrow()
/** What core/payments was told to send back for a booking. */
const refundsOf = async (publicId: string) => site.parts.db.sql.selectFrom('refund as r').innerJoin('payment as p', 'p.id', 'r.payment_id').select(['r.id', 'r.amount', 'p.id as paymentId']).where('p.reference', '=', publicId).orderBy('r.id').execute()

describe('cancelling a paid booking', () => {
  test('the guest gets back what the ladder said before paying', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true, policy: 'moderate', checkInHour: 14 })
    const guest = await aPerson(site)
    const { data: quote } = await site.call('POST', 'stays/quotes', { body: wish(houseId, 6, 9) })
    // Booked at 14:00 six days ahead: all of it until five days before check-in at 14:00, then half.
    expect(quote.refunds.map((step: any) => step.refund)).toEqual([60_000, 30_000, 0])
    const id = await aPaidBooking(site, houseId, guest, day(site, 6), day(site, 9))
    expect(await bookingOf(site, guest, id)).toMatchObject({ refunds: quote.refunds, refundIfCanceledNow: 60_000 })
    site.clock.advance(2 * DAY)
    const { refundIfCanceledNow } = await bookingOf(site, guest, id)
    expect(refundIfCanceledNow).toBe(30_000)
    const { data } = await decide(site, guest, id, 'cancel', '行程有变')
    expect(data).toMatchObject({ status: 'CANCELED', canceledBy: 'guest', reason: '行程有变', refund: { amount: 30_000, status: 'processing' }, address: null, hostMobile: null, refundIfCanceledNow: 0 })
    expect((await refundsOf(id)).map(({ amount }) => amount)).toEqual([30_000])
    expect(await isFree(houseId, 4, 7)).toBe(true)
    expect(await countOf(houseId)).toEqual({ bookings: 0, hostCancels: 0 })
  })

  test('a refund of nothing sends nothing', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true, policy: 'strict' })
    const guest = await aPerson(site)
    const id = await aPaidBooking(site, houseId, guest, day(site, 2), day(site, 4))
    expect((await decide(site, guest, id, 'cancel')).data).toMatchObject({ status: 'CANCELED', refund: null })
    expect(await refundsOf(id)).toEqual([])
  })

  test('once the stay has begun neither of the two can cancel', async () => {
    const host = await aHost(site)
    const guest = await aPerson(site)
    const houseId = await aHouse(site, host, { instant: true })
    const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 4))
    site.clock.advance(DAY)
    for (const [who, reason] of [[guest, undefined], [host, '有事']] as [TestPerson, string | undefined][]) {
      expect(await decide(site, who, id, 'cancel', reason)).toMatchObject({ status: 409, error: 'stays.stay_begun' })
    }
  })

  test('a host who cancels gives everything back, is counted, and can’t sell those nights again', async () => {
    const host = await aHost(site)
    const guest = await aPerson(site)
    const houseId = await aHouse(site, host, { instant: true, policy: 'strict' })
    const id = await aPaidBooking(site, houseId, guest, day(site, 3), day(site, 5))
    expect((await decide(site, host, id, 'cancel')).error).toBe('stays.reason_needed')
    expect((await decide(site, host, id, 'cancel', '漏水')).data).toMatchObject({ status: 'CANCELED', canceledBy: 'host', refund: { amount: 40_000 } })
    expect(await countOf(houseId)).toEqual({ bookings: 0, hostCancels: 1 })
    const freed = await site.call('PUT', `stays/houses/${houseId}/calendar`, { as: host, body: { from: day(site, 2), to: day(site, 6), state: 'free' } })
    expect(freed.data).toEqual({ changed: [], skipped: [day(site, 3), day(site, 4)].map(date => ({ date, reason: 'taken' })) })
    expect(await book(site, await aPerson(site), wish(houseId, 4, 5))).toMatchObject({ status: 409, details: { reason: 'blocked' } })
    const { data } = await site.call('GET', `stays/houses/${houseId}/calendar`, { as: host, query: { from: day(site, 3), to: day(site, 4) } })
    expect(data.days).toEqual([{ date: day(site, 3), state: 'blocked', bookingId: id }])
  })

  test('an unpaid booking that is cancelled takes no more money', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const guest = await aPerson(site)
    const { data } = await book(site, guest, wish(houseId, 3, 5))
    expect((await site.call('POST', `stays/bookings/${data.id}/payments`, { as: guest })).status).toBe(201)
    await decide(site, guest, data.id, 'cancel')
    const { rows: closing } = await sql`select data from jobs.job where name = 'payments.close' and data ->> 'reference' = ${data.id}`.execute(site.parts.db.sql)
    expect(closing).toEqual([{ data: { module: 'stays', reference: data.id } }]) // the cashier that stands open is closed at the provider, too
    expect(await site.call('POST', `stays/bookings/${data.id}/payments`, { as: guest })).toMatchObject({ status: 409, error: 'stays.wrong_state' })
    expect(await moneyArrives(site, data.id)).toBe('surplus')
    expect(await bookingOf(site, guest, data.id)).toMatchObject({ status: 'CANCELED', refund: null })
    expect(await countOf(houseId)).toMatchObject({ bookings: 0 })
  })

  test('what becomes of the refund is shown', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const guest = await aPerson(site)
    const id = await aPaidBooking(site, houseId, guest, day(site, 10), day(site, 12))
    await decide(site, guest, id, 'cancel')
    const [refund] = await refundsOf(id)
    const tell = (state: 'done' | 'failed') => site.parts.db.tx(tx => bookingRefunded(site.parts, tx, { module: 'stays', reference: id, paymentId: refund!.paymentId, amount: refund!.amount, refundId: refund!.id, state }))
    await tell('failed')
    expect((await bookingOf(site, guest, id)).refund).toEqual({ amount: 40_000, status: 'failed' })
    await tell('done')
    expect((await bookingOf(site, guest, id)).refund).toEqual({ amount: 40_000, status: 'done' })
  })
})

describe('the cashier', () => {
  test('opens for the guest alone, while the booking waits for payment', async () => {
    const host = await aHost(site)
    const [guest, stranger] = [await aPerson(site), await aPerson(site)]
    const houseId = await aHouse(site, host)
    const { data } = await book(site, guest, wish(houseId, 3, 5))
    const pay = (who: TestPerson) => site.call('POST', `stays/bookings/${data.id}/payments`, { as: who })
    expect(await pay(guest)).toMatchObject({ status: 409, error: 'stays.wrong_state' })
    await decide(site, host, data.id, 'accept')
    expect((await pay(host)).status).toBe(404)
    expect((await pay(stranger)).status).toBe(404)
    expect((await pay(guest)).data.payUrl).toMatch(/^http/)
    const payment = await site.parts.db.sql.selectFrom('payment').select(['amount', 'expires_at as expiresAt', 'subject']).where('reference', '=', data.id).executeTakeFirstOrThrow()
    expect(payment).toEqual({ amount: 40_000, expiresAt: new Date(site.clock.now().getTime() + 30 * 60_000), subject: '爱家租房 湖边小屋' })
  })

  test('asks what was agreed, and takes it, though the home has become dearer meanwhile', async () => {
    const host = await aHost(site)
    const guest = await aPerson(site)
    const houseId = await aHouse(site, host, { instant: true })
    const { data } = await book(site, guest, wish(houseId, 3, 5))
    await site.call('PATCH', `stays/houses/${houseId}`, { as: host, body: { price: 99_900 } })
    expect((await site.call('POST', `stays/bookings/${data.id}/payments`, { as: guest })).status).toBe(201)
    expect(await site.parts.db.sql.selectFrom('payment').select('amount').where('reference', '=', data.id).executeTakeFirst()).toEqual({ amount: 40_000 })
    expect(await moneyArrives(site, data.id, 40_000)).toBe('accepted')
  })
})

describe('money that arrives', () => {
  test('after the deadline, while the nights are still free: the booking stands', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const guest = await aPerson(site)
    const { data } = await book(site, guest, wish(houseId, 5, 7))
    site.clock.advance(15 * 60 + 60)
    await site.parts.db.sql.updateTable('booking').set({ status: 'EXPIRED', due_at: null }).where('public_id', '=', data.id).execute()
    await site.parts.db.sql.updateTable('stay_claim').set({ released_at: site.clock.now() }).where('house_id', '=', houseId).execute()
    expect(await moneyArrives(site, data.id)).toBe('accepted')
    expect(await bookingOf(site, guest, data.id)).toMatchObject({ status: 'PAID', actions: ['cancel'] })
    expect(await isFree(houseId, 6, 8)).toBe(false)
    expect(await countOf(houseId)).toMatchObject({ bookings: 1 })
  })

  test('after the deadline, but before anybody has noticed: the booking stands', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const guest = await aPerson(site)
    const { data } = await book(site, guest, wish(houseId, 5, 7))
    site.clock.advance(15 * 60 + 60)
    expect(await moneyArrives(site, data.id)).toBe('accepted')
    expect((await bookingOf(site, guest, data.id)).status).toBe('PAID')
    await sweep()
    expect((await bookingOf(site, guest, data.id)).status).toBe('PAID')
  })

  test('when somebody else has the nights: it goes back, and the other keeps them', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const [late, quick] = [await aPerson(site), await aPerson(site)]
    const { data } = await book(site, late, wish(houseId, 5, 7))
    site.clock.advance(15 * 60)
    const { data: other } = await book(site, quick, wish(houseId, 6, 8))
    expect(await moneyArrives(site, data.id)).toBe('surplus')
    expect((await bookingOf(site, late, data.id)).status).toBe('EXPIRED')
    expect((await bookingOf(site, quick, other.id)).status).toBe('WAIT_PAYMENT')
  })

  test('after the other’s hold has lapsed as well: the booking stands', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const [late, other] = [await aPerson(site), await aPerson(site)]
    const { data } = await book(site, late, wish(houseId, 5, 7))
    site.clock.advance(15 * 60)
    const { data: second } = await book(site, other, wish(houseId, 6, 8))
    site.clock.advance(15 * 60)
    expect(await moneyArrives(site, data.id)).toBe('accepted')
    expect((await bookingOf(site, other, second.id)).status).toBe('EXPIRED')
  })

  test('days later, when check-in is over: it goes back', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const { data } = await book(site, await aPerson(site), wish(houseId, 1, 7))
    site.clock.advance(2 * DAY)
    await sweep()
    expect(await moneyArrives(site, data.id)).toBe('surplus')
  })

  test('twice, or another sum than was asked: taken once, and the rest goes back', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const guest = await aPerson(site)
    const { data } = await book(site, guest, wish(houseId, 5, 7))
    expect(await moneyArrives(site, data.id, 39_999)).toBe('surplus')
    expect(await bookingOf(site, guest, data.id)).toMatchObject({ status: 'WAIT_PAYMENT' })
    expect(await moneyArrives(site, data.id)).toBe('accepted')
    const { payment_id } = await site.parts.db.sql.selectFrom('booking').select('payment_id').where('public_id', '=', data.id).executeTakeFirstOrThrow()
    const stays = site.parts.modules.find(module => module.name === 'stays')!
    const tellAgain = (paymentId: number) => site.parts.db.tx(tx => stays.onPaid!(site.parts, tx, { module: 'stays', reference: data.id, paymentId, amount: 40_000 }))
    const answers = await Promise.all(Array.from({ length: 50 }, () => tellAgain(payment_id!)))
    expect(new Set(answers)).toEqual(new Set(['accepted']))
    expect(await tellAgain(payment_id! + 1000)).toBe('surplus')
    expect(await countOf(houseId)).toMatchObject({ bookings: 1 })
  })
})

test('money that is told of again when the stay is over opens nothing anew (B-25)', async () => {
  const houseId = await aHouse(site, await aHost(site), { instant: true })
  const guest = await aPerson(site)
  const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 2))
  const { payment_id } = await site.parts.db.sql.selectFrom('booking').select('payment_id').where('public_id', '=', id).executeTakeFirstOrThrow()
  const stays = site.parts.modules.find(module => module.name === 'stays')!
  const tellAgain = () => site.parts.db.tx(tx => stays.onPaid!(site.parts, tx, { module: 'stays', reference: id, paymentId: payment_id!, amount: 20_000 }))
  site.clock.advance(3 * DAY)
  await sweep()
  expect(await tellAgain()).toBe('accepted')
  expect((await bookingOf(site, guest, id)).status).toBe('WAIT_COMMENT')
  await site.call('POST', `stays/bookings/${id}/reviews`, { as: guest, body: { rating: 5, text: '好' } })
  expect(await tellAgain()).toBe('accepted')
  expect((await bookingOf(site, guest, id)).status).toBe('COMPLETE')
})

describe('the provider is asked before an unpaid booking lapses', () => {
  /** A booking whose cashier is open. */
  async function atTheCashier() {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const guest = await aPerson(site)
    const { data } = await book(site, guest, wish(houseId, 5, 7))
    await site.call('POST', `stays/bookings/${data.id}/payments`, { as: guest })
    return { houseId, guest, id: data.id as string }
  }

  test('while it can’t be reached the hold is kept, three times two minutes, and then no longer', async () => {
    const { guest, id } = await atTheCashier()
    site.clock.advance(15 * 60)
    const statuses = []
    for (let i = 0; i < 4; i++) {
      await sweep() // no provider listens in this test: nothing is known
      statuses.push((await bookingOf(site, guest, id)).status)
      site.clock.advance(120)
    }
    expect(statuses).toEqual(['WAIT_PAYMENT', 'WAIT_PAYMENT', 'WAIT_PAYMENT', 'EXPIRED'])
  })
})
