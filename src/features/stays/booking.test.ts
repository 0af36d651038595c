import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { aHost, aHouse, aPaidBooking, book, bookingOf, day, decide, FIELDS, moneyArrives } from './houses.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

const wish = (houseId: number, from: number, to: number) => ({ houseId, checkIn: day(site, from), checkOut: day(site, to), guests: 1 })

describe('the life of a booking', () => {
  test('a guest asks, the host accepts, the guest pays, stays and reviews', async () => {
    const host = await aHost(site)
    const guest = await aPerson(site, { name: '小满' })
    const houseId = await aHouse(site, host)
    const asked = { ...wish(houseId, 10, 12), guests: 2 }
    const { data: quote } = await site.call('POST', 'stays/quotes', { body: asked })
    expect(quote).toMatchObject({ nights: 2, total: 40_000, instant: false, lines: [{ price: 20_000 }, { price: 20_000 }] })

    const { status, data: booked } = await book(site, guest, { ...asked, total: quote.total, note: ' 带一个孩子 ' })
    expect(status).toBe(201)
    expect(booked).toMatchObject({ status: 'WAIT_ACCEPT', role: 'guest', nights: 2, total: 40_000, note: '带一个孩子', address: null, hostMobile: null, actions: ['cancel'], refunds: quote.refunds })
    expect(booked.expiresAt).toBe(new Date(site.clock.now().getTime() + DAY * 1000).toISOString())
    expect(await bookingOf(site, guest, booked.id)).toEqual(booked)
    expect(await bookingOf(site, host, booked.id)).toMatchObject({ role: 'host', actions: ['accept', 'reject'], guest: { name: '小满' }, guestMobile: null, address: FIELDS.address })

    const { data: accepted } = await decide(site, host, booked.id, 'accept')
    expect(accepted).toMatchObject({ status: 'WAIT_PAYMENT', expiresAt: new Date(site.clock.now().getTime() + 30 * MINUTE * 1000).toISOString() })
    expect(await moneyArrives(site, booked.id)).toBe('accepted')
    expect(await bookingOf(site, guest, booked.id)).toMatchObject({ status: 'PAID', address: FIELDS.address, hostMobile: host.mobile, actions: ['cancel'], refundIfCanceledNow: 40_000 })
    expect(await bookingOf(site, host, booked.id)).toMatchObject({ guestMobile: guest.mobile })

    site.clock.advance(12 * DAY)
    expect(await bookingOf(site, guest, booked.id)).toMatchObject({ status: 'WAIT_COMMENT', actions: ['review'] })
    const { status: reviewed, data: review } = await site.call('POST', `stays/bookings/${booked.id}/reviews`, { as: guest, body: { rating: 5, text: '安静，干净' } })
    expect([reviewed, review.text, review.guestName]).toEqual([201, '安静，干净', '小满'])
    expect(await bookingOf(site, guest, booked.id)).toMatchObject({ status: 'COMPLETE', review, actions: [] })
  })

  test('where guests book at once, a quarter of an hour is there to pay', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const { data } = await book(site, await aPerson(site), wish(houseId, 3, 4))
    expect(data).toMatchObject({ status: 'WAIT_PAYMENT', actions: ['pay', 'cancel'], expiresAt: new Date(site.clock.now().getTime() + 15 * MINUTE * 1000).toISOString() })
  })

  test('a rejected request says why and gives its nights free', async () => {
    const host = await aHost(site)
    const [guest, other] = [await aPerson(site), await aPerson(site)]
    const houseId = await aHouse(site, host)
    const { data } = await book(site, guest, wish(houseId, 3, 5))
    expect((await decide(site, host, data.id, 'reject')).error).toBe('stays.reason_needed')
    expect((await decide(site, host, data.id, 'reject', '  ')).error).toBe('stays.reason_needed')
    expect((await decide(site, host, data.id, 'reject', '房屋维修')).data).toMatchObject({ status: 'REJECTED', reason: '房屋维修', expiresAt: null })
    expect(await bookingOf(site, guest, data.id)).toMatchObject({ status: 'REJECTED', reason: '房屋维修', actions: [] })
    expect((await book(site, other, wish(houseId, 3, 5))).status).toBe(201)
  })

  test('guests move on and out on the same day: nights don’t overlap when days touch, and a home can be full without a gap', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    expect((await book(site, await aPerson(site), wish(houseId, 1, 3))).status).toBe(201)
    expect((await book(site, await aPerson(site), wish(houseId, 3, 5))).status).toBe(201)
    expect((await book(site, await aPerson(site), wish(houseId, 2, 4))).error).toBe('stays.dates_taken')
    expect((await book(site, await aPerson(site), wish(houseId, 5, 6))).status).toBe(201)
    const { data } = await site.call('GET', `stays/houses/${houseId}/calendar`, { query: { from: day(site, 0), to: day(site, 7) } })
    expect(data.days.map((night: any) => night.state)).toEqual(['free', 'taken', 'taken', 'taken', 'taken', 'taken', 'free'])
  })
})

describe('what is refused', () => {
  test.each<[string, object, [number, number], string, string]>([
    ['past dates', {}, [-1, 2], 'stays.dates_past', 'checkIn'],
    ['out before in', {}, [3, 2], 'stays.dates_reversed', 'checkOut'],
    ['fewer nights than the host wants', { minNights: 3 }, [1, 3], 'stays.too_short', 'checkOut'],
    ['more nights than the host wants', { maxNights: 2 }, [1, 4], 'stays.too_long', 'checkOut'],
    ['too soon', { noticeDays: 3 }, [1, 4], 'stays.notice_too_short', 'checkIn'],
    ['too far ahead', { windowDays: 30 }, [28, 31], 'stays.beyond_window', 'checkOut'],
  ])('%s: by the quote and by the booking, with the field', async (_, fields, [from, to], error, field) => {
    const houseId = await aHouse(site, await aHost(site), fields)
    const asked = wish(houseId, from, to)
    const answers = [await site.call('POST', 'stays/quotes', { body: asked }), await book(site, await aPerson(site), asked)]
    for (const answer of answers) expect([answer.status, answer.error, answer.details.field]).toEqual([422, error, field])
  })

  test('more guests than beds, and days that are on no calendar', async () => {
    const houseId = await aHouse(site, await aHost(site))
    const guest = await aPerson(site)
    expect(await book(site, guest, { ...wish(houseId, 1, 2), guests: 5 })).toMatchObject({ status: 422, error: 'stays.too_many_guests', details: { field: 'guests', capacity: 4 } })
    expect(await book(site, guest, { ...wish(houseId, 1, 2), checkIn: '2027-02-30' })).toMatchObject({ status: 422, error: 'stays.not_a_date' })
    expect(await book(site, guest, { ...wish(houseId, 1, 2), checkOut: '2027-3-5' })).toMatchObject({ status: 400 })
    expect(await book(site, guest, { ...wish(houseId, 1, 2), guests: 0 })).toMatchObject({ status: 400 })
  })

  test('one’s own home, a home that is not there, and one that is paused', async () => {
    const host = await aHost(site)
    const guest = await aPerson(site)
    const houseId = await aHouse(site, host)
    expect(await book(site, host, wish(houseId, 1, 2))).toMatchObject({ status: 403, error: 'stays.own_house' })
    expect(await book(site, guest, wish(999_999, 1, 2))).toMatchObject({ status: 404 })
    await site.call('PATCH', `stays/houses/${houseId}`, { as: host, body: { status: 'paused' } })
    expect(await book(site, guest, wish(houseId, 1, 2))).toMatchObject({ status: 404 })
    expect(await site.call('POST', 'stays/quotes', { body: wish(houseId, 1, 2) })).toMatchObject({ status: 404 })
  })

  test('a price that has changed is told, not charged', async () => {
    const host = await aHost(site)
    const houseId = await aHouse(site, host)
    const guest = await aPerson(site)
    await site.call('PATCH', `stays/houses/${houseId}`, { as: host, body: { price: 25_000 } })
    const answer = await book(site, guest, { ...wish(houseId, 1, 3), total: 40_000 })
    expect(answer).toMatchObject({ status: 409, error: 'stays.price_changed', details: { quote: { total: 50_000, lines: [{ price: 25_000 }, { price: 25_000 }] } } })
    expect((await book(site, guest, { ...wish(houseId, 1, 3), total: 50_000 })).status).toBe(201)
  })

  test('a fourth booking while three wait, until one of them is settled', async () => {
    const host = await aHost(site)
    const guest = await aPerson(site)
    const houseId = await aHouse(site, host)
    const booked = []
    for (let i = 1; i <= 3; i++) booked.push((await book(site, guest, wish(houseId, i, i + 1))).data)
    expect(await book(site, guest, wish(houseId, 4, 5))).toMatchObject({ status: 409, error: 'stays.too_many_open' })
    await decide(site, guest, booked[0].id, 'cancel')
    expect((await book(site, guest, wish(houseId, 4, 5))).status).toBe(201)
  })

  test.each([['booked', 'PAID'], ['held', 'WAIT_PAYMENT'], ['blocked', undefined]] as const)('nights that are %s, with that reason', async (reason, status) => {
    const host = await aHost(site)
    const houseId = await aHouse(site, host, { instant: true })
    if (status === 'PAID') await aPaidBooking(site, houseId, await aPerson(site), day(site, 2), day(site, 4))
    else if (status) await book(site, await aPerson(site), wish(houseId, 2, 4))
    else await site.call('PUT', `stays/houses/${houseId}/calendar`, { as: host, body: { from: day(site, 2), to: day(site, 4), state: 'blocked' } })
    for (const answer of [await site.call('POST', 'stays/quotes', { body: wish(houseId, 3, 5) }), await book(site, await aPerson(site), wish(houseId, 3, 5))]) {
      expect(answer).toMatchObject({ status: 409, error: 'stays.dates_taken', details: { reason } })
    }
  })
})

describe('deadlines hold without any sweep', () => {
  test('an unpaid booking frees its nights to the second, for the list, the next guest and the search', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true, price: 77_700 })
    const [guest, other] = [await aPerson(site), await aPerson(site)]
    const asked = wish(houseId, 5, 7)
    const { data } = await book(site, guest, asked)
    const found = async () => (await site.call('GET', 'stays/houses', { query: { checkIn: asked.checkIn, checkOut: asked.checkOut, priceMin: 77_700, priceMax: 77_700 } })).data.items.length

    site.clock.advance(15 * MINUTE - 1)
    expect([(await bookingOf(site, guest, data.id)).status, await found(), (await book(site, other, asked)).error]).toEqual(['WAIT_PAYMENT', 0, 'stays.dates_taken'])
    site.clock.advance(1)
    expect([(await bookingOf(site, guest, data.id)).status, await found()]).toEqual(['EXPIRED', 1])
    expect((await site.call('GET', 'stays/bookings', { as: guest, query: { status: 'EXPIRED' } })).data.items).toHaveLength(1)
    expect((await site.call('POST', `stays/bookings/${data.id}/payments`, { as: guest })).error).toBe('stays.wrong_state')
    expect((await decide(site, guest, data.id, 'cancel')).error).toBe('stays.wrong_state')
    expect((await book(site, other, asked)).status).toBe(201)
    expect(await bookingOf(site, guest, data.id)).toMatchObject({ status: 'EXPIRED', actions: [], expiresAt: null })
  })

  test('a request nobody answers is over after a day: too late to accept', async () => {
    const host = await aHost(site)
    const houseId = await aHouse(site, host)
    const { data } = await book(site, await aPerson(site), wish(houseId, 5, 7))
    site.clock.advance(24 * HOUR)
    expect(await decide(site, host, data.id, 'accept')).toMatchObject({ status: 409, error: 'stays.wrong_state', details: { status: 'EXPIRED' } })
  })

  test('with the sweep running it is the same, and the books say so', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true })
    const guest = await aPerson(site)
    const { data } = await book(site, guest, wish(houseId, 5, 7))
    site.clock.advance(15 * MINUTE)
    await site.parts.jobs.sweepNow(site.parts)
    const row = await site.parts.db.sql.selectFrom('booking as b').innerJoin('stay_claim as c', 'c.booking_id', 'b.id').select(['b.status', 'b.due_at', 'c.released_at']).where('b.public_id', '=', data.id).executeTakeFirst()
    expect(row).toEqual({ status: 'EXPIRED', due_at: null, released_at: site.clock.now() })
  })

  test('check-out and the end of the time to review come by themselves', async () => {
    const houseId = await aHouse(site, await aHost(site), { instant: true, checkOutHour: 12 })
    const guest = await aPerson(site)
    const id = await aPaidBooking(site, houseId, guest, day(site, 1), day(site, 2))
    const statusAfter = async (seconds: number) => {
      site.clock.advance(seconds)
      const read = await bookingOf(site, guest, id)
      await site.parts.jobs.sweepNow(site.parts)
      const { status } = await site.parts.db.sql.selectFrom('booking').select('status').where('public_id', '=', id).executeTakeFirstOrThrow()
      expect(status).toBe(read.status)
      return status
    }
    const { endsAt } = await site.parts.db.sql.selectFrom('booking').select('ends_at as endsAt').where('public_id', '=', id).executeTakeFirstOrThrow()
    expect(endsAt.toISOString().slice(11, 16)).toBe('04:00') // noon in Shanghai
    const left = (endsAt.getTime() - site.clock.now().getTime()) / 1000
    expect(await statusAfter(left - 1)).toBe('PAID')
    expect(await statusAfter(1)).toBe('WAIT_COMMENT')
    expect(await statusAfter(14 * DAY - 1)).toBe('WAIT_COMMENT')
    expect(await statusAfter(1)).toBe('COMPLETE')
    expect((await site.call('POST', `stays/bookings/${id}/reviews`, { as: guest, body: { rating: 5, text: '晚了' } })).error).toBe('stays.wrong_state')
  })
})

test('what was agreed stays as it was, whatever the host changes later', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site)
  const houseId = await aHouse(site, host, { instant: true, policy: 'flexible' })
  const id = await aPaidBooking(site, houseId, guest, day(site, 20), day(site, 22))
  const before = await bookingOf(site, guest, id)
  await site.call('PATCH', `stays/houses/${houseId}`, { as: host, body: { ...FIELDS, title: '换了名字', price: 99_900, policy: 'strict', address: '别处', areaId: 5, checkInHour: 20, checkOutHour: 8, deposit: 1, minNights: 5 } })
  expect(await bookingOf(site, guest, id)).toEqual(before)
})

test('deciding the same twice is deciding it once; something else is not possible any more', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site)
  const houseId = await aHouse(site, host)
  const { data } = await book(site, guest, wish(houseId, 5, 7))
  for (let i = 0; i < 2; i++) expect(await decide(site, host, data.id, 'accept')).toMatchObject({ status: 200, data: { status: 'WAIT_PAYMENT' } })
  expect(await decide(site, host, data.id, 'reject', '不方便')).toMatchObject({ status: 409, error: 'stays.wrong_state' })
  for (let i = 0; i < 2; i++) expect(await decide(site, guest, data.id, 'cancel')).toMatchObject({ status: 200, data: { status: 'CANCELED', canceledBy: 'guest' } })
  expect(await decide(site, host, data.id, 'cancel', '不方便')).toMatchObject({ status: 409 })
  const events = await site.parts.db.sql.selectFrom('booking_event as e').innerJoin('booking as b', 'b.id', 'e.booking_id').select(['e.action', 'e.actor', 'e.from_status', 'e.to_status']).where('b.public_id', '=', data.id).orderBy('e.id').execute()
  expect(events.map(event => [event.actor, event.action, event.from_status, event.to_status])).toEqual([
    ['guest', 'book', null, 'WAIT_ACCEPT'],
    ['host', 'accept', 'WAIT_ACCEPT', 'WAIT_PAYMENT'],
    ['guest', 'cancel', 'WAIT_PAYMENT', 'CANCELED'],
  ])
})

test('lists are the caller’s own, newest first, by role in both vocabularies, by state and in pages', async () => {
  const host = await aHost(site)
  const guest = await aPerson(site)
  const houseId = await aHouse(site, host, { instant: true })
  const ids = []
  for (let i = 1; i <= 3; i++) ids.unshift(await aPaidBooking(site, houseId, guest, day(site, 2 * i), day(site, 2 * i + 1)))
  await decide(site, guest, ids[0]!, 'cancel')
  const list = async (who: typeof guest, query: object) => (await site.call('GET', 'stays/bookings', { as: who, query: query as Record<string, string> })).data
  expect((await list(guest, {})).items.map((b: any) => b.id)).toEqual(ids)
  expect((await list(guest, { role: 'custom' })).items).toHaveLength(3)
  expect((await list(guest, { role: 'host' })).items).toEqual([])
  expect((await list(host, { role: 'landlord' })).items.map((b: any) => [b.id, b.role])).toEqual(ids.map(id => [id, 'host']))
  expect(await list(host, {})).toMatchObject({ items: [], total: 0 })
  expect((await list(guest, { status: 'CANCELED' })).items.map((b: any) => b.id)).toEqual([ids[0]])
  expect(await list(guest, { page: 2, limit: 2 })).toMatchObject({ page: 2, total: 3, hasMore: false, items: [{ id: ids[2] }] })
  expect((await list(guest, { page: 9 })).items).toEqual([])
})
