import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { moveBooking } from './store-bookings.ts'
import { aHost, aHouse, aPaidBooking, day, decide } from './houses.fixture.ts'

// What the code takes care not to do the database does not allow: the second lock on the door (design.md §4).

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let houseId: number
let bookingId: number
const night = (ahead: number) => day(site, ahead)

beforeAll(async () => {
  const guest = await aPerson(site)
  houseId = await aHouse(site, await aHost(site), { instant: true })
  const id = await aPaidBooking(site, houseId, guest, night(1), night(3))
  const { id: internal } = await site.parts.db.sql.selectFrom('booking').select('id').where('public_id', '=', id).executeTakeFirstOrThrow()
  bookingId = internal
  site.clock.advance(4 * 86_400)
  expect((await site.call('POST', `stays/bookings/${id}/reviews`, { as: guest, body: { rating: 5, text: '好' } })).status).toBe(201)
  const canceled = await aPaidBooking(site, houseId, guest, night(20), night(22))
  await decide(site, guest, canceled, 'cancel')
})

const claim = (from: number, to: number, kind = 'host_block') => sql`insert into stay_claim (house_id, starts_on, ends_on, kind) values (${houseId}, ${night(from)}::date, ${night(to)}::date, ${kind})`

test.each<[what: string, statement: () => RawBuilder<unknown>, constraint: string]>([
  ['a night of a home that is somebody’s already', () => sql`insert into stay_claim (house_id, starts_on, ends_on, kind) select house_id, ends_on - 1, ends_on + 3, 'host_block' from stay_claim where booking_id = ${bookingId}`, 'stay_claim_no_overlap'],
  ['a claim without a night', () => claim(30, 30), 'stay_claim_nights'],
  ['a claim for ever', () => sql`insert into stay_claim (house_id, starts_on, ends_on, kind) values (${houseId}, ${night(30)}::date, 'infinity', 'host_block')`, 'stay_claim_nights'],
  ['a booking’s claim without its booking', () => claim(30, 31, 'booking'), 'stay_claim_of_booking'],
  ['a hold that never ends', () => sql`insert into stay_claim (house_id, starts_on, ends_on, kind, booking_id) values (${houseId}, ${night(30)}::date, ${night(31)}::date, 'hold', ${bookingId})`, 'stay_claim_expires'],
  ['a second review of a stay', () => sql`insert into review (booking_id, house_id, guest_id, rating, text, stayed_in, created_at) select booking_id, house_id, guest_id, 1, 'x', stayed_in, created_at from review where booking_id = ${bookingId}`, 'review_once'],
  ['a booking of one’s own home', () => sql`update booking set guest_id = host_id where id = ${bookingId}`, 'booking_own_house'],
  ['a paid booking that nobody has paid', () => sql`update booking set paid_at = null where id = ${bookingId}`, 'booking_paid'],
  ['a refund that is counted twice', () => sql`insert into booking_refund (booking_id, refund_id, amount, reason, created_at) select booking_id, refund_id, amount, reason, created_at from booking_refund`, 'booking_refund_once'],
  ['refunds of more than was paid', () => sql`update payment set refunded_amount = amount + 1 where module = 'stays'`, 'payment_refund_within_paid'],
  ['two payments that both have paid one booking', () => sql`insert into payment (out_trade_no, module, reference, account_id, amount, subject, provider, status, provider_trade_no, expires_at, created_at, paid_at)
    select md5(out_trade_no), module, reference, account_id, amount, subject, provider, status, 'another', expires_at, created_at, paid_at from payment where module = 'stays' and refunded_amount = 0`, 'payment_paid_once'],
])('the database itself refuses %s', async (_, statement, constraint) => {
  await expect(statement().execute(site.parts.db.sql)).rejects.toMatchObject({ constraint })
})

test('nights that one leaves are there for the next, and those that were given back for anybody', async () => {
  await claim(40, 42).execute(site.parts.db.sql)
  await claim(42, 44).execute(site.parts.db.sql)
  await sql`update stay_claim set released_at = now() where house_id = ${houseId} and starts_on = ${night(40)}::date`.execute(site.parts.db.sql)
  await claim(39, 42).execute(site.parts.db.sql)
})

test('a step is taken only from where the booking is: whoever believes it elsewhere changes nothing and writes nothing down', async () => {
  const { parts, clock } = site
  const events = async () => (await parts.db.sql.selectFrom('booking_event').select('id').where('booking_id', '=', bookingId).execute()).length
  const before = await events()
  const step = { action: 'cancel', from: 'PAID', to: 'CANCELED', dueAt: null, actor: 'guest', at: clock.now(), untold: true } as const
  expect(await parts.db.tx(tx => moveBooking(tx, bookingId, step, { canceledBy: 'guest' }))).toBe(false)
  expect(await parts.db.sql.selectFrom('booking').select('status').where('id', '=', bookingId).executeTakeFirst()).toEqual({ status: 'COMPLETE' })
  expect(await events()).toBe(before)
})
