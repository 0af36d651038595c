import type { CancellationPolicy } from './contract.ts'
import type { HouseToQuote } from './store-claims.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { aStaff } from '../../../test/staff.ts'
import { addDays, dayOf, instantOf } from '../../kit/dates.ts'
import { quoteOf } from './quote.ts'
import { refundAt } from './refunds.ts'
import { aHost, aHouse, aPaidBooking, bookingOf, day, decide } from './houses.fixture.ts'

// Money by the book (rental.md §5 check 7): what is shown is what is paid, what comes back is what was shown, and no fen is lost.

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
/** The 100,000 quotes of the research by MONEY_QUOTES=100000, and more lives by MONEY_LIVES; every run of a few is the same. */
const QUOTES = Number(process.env.MONEY_QUOTES ?? 5000)
const LIVES = Number(process.env.MONEY_LIVES ?? 40)
const HOUR = 3600

const aPolicy = fc.constantFrom<CancellationPolicy[]>('flexible', 'moderate', 'strict')
const someStaff = () => aStaff(site, ['stays.bookings']) // signed in for hours, and the lives take weeks

test('whatever a home asks and whenever it is booked and given up: the nights add up to the total, and no more comes back than that', { timeout: 300_000 }, () => {
  const now = new Date('2027-03-01T06:00:00Z')
  const terms = fc.record({ price: fc.integer({ min: 100, max: 10_000_000 }), deposit: fc.nat(10_000_000), policy: aPolicy, checkInHour: fc.nat(23), instant: fc.boolean() })
  fc.assert(fc.property(terms, fc.nat(600), fc.integer({ min: 1, max: 365 }), fc.nat(800 * 24), (terms, ahead, nights, hoursLater) => {
    const checkIn = addDays(dayOf(now), ahead)
    const quote = quoteOf({ id: 1, ...terms } as HouseToQuote, { houseId: 1, checkIn, checkOut: addDays(checkIn, nights), guests: 1 }, now)
    expect([quote.nights, quote.lines.length, quote.lines.reduce((sum, line) => sum + line.price, 0)]).toEqual([nights, nights, quote.total])
    expect(quote.total).toBe(terms.price * nights) // the deposit is paid at the door
    for (const by of ['guest', 'host', 'staff'] as const) {
      const back = refundAt({ steps: quote.refunds, total: quote.total }, by, new Date(now.getTime() + hoursLater * 3600_000))
      expect(Number.isSafeInteger(back) && back >= 0 && back <= quote.total).toBe(true)
      if (by !== 'guest') expect(back).toBe(quote.total)
      else if (now.getTime() + hoursLater * 3600_000 >= instantOf(checkIn, terms.checkInHour).getTime()) expect(back).toBe(0)
    }
  }), { numRuns: QUOTES, seed: 2027 })
})

test('whoever cancels when, after staff have sent back something or not: what was shown is what goes back, and in the end the books are even', { timeout: 300_000 }, async () => {
  const lives = fc.record({
    price: fc.integer({ min: 100, max: 99_999 }),
    policy: aPolicy,
    nights: fc.integer({ min: 1, max: 9 }),
    ahead: fc.integer({ min: 1, max: 20 }),
    waits: fc.integer({ min: 0, max: 28 * 24 }), // whoever stays away for 30 days is signed out
    by: fc.constantFrom('guest' as const, 'host' as const, 'staff' as const),
    partial: fc.option(fc.integer({ min: 1, max: 120 }), { freq: 2 }),
  })
  await fc.assert(fc.asyncProperty(lives, async ({ price, policy, nights, ahead, waits, by, partial }) => {
    const [host, guest] = [await aHost(site), await aPerson(site)]
    const houseId = await aHouse(site, host, { instant: true, price, policy })
    const checkIn = day(site, ahead)
    const asked = { houseId, checkIn, checkOut: addDays(checkIn, nights), guests: 1 }
    const { data: quote } = await site.call('POST', 'stays/quotes', { body: asked })
    const id = await aPaidBooking(site, houseId, guest, asked.checkIn, asked.checkOut)
    const total = price * nights
    expect(await bookingOf(site, guest, id)).toMatchObject({ total, refunds: quote.refunds })
    let before = 0
    if (partial !== null) {
      const amount = Math.ceil(total * partial / 100)
      const { status } = await site.call('POST', `console/stays/bookings/${id}/refunds`, { as: await someStaff(), body: { amount, reason: '补偿' } })
      expect(status).toBe(amount <= total ? 200 : 422)
      if (status === 200) before = amount
    }
    site.clock.advance(Math.min(waits, (ahead + nights) * 24) * HOUR)
    const now = site.clock.now()
    const promised = by === 'guest' ? quote.refunds.find((step: any) => step.before === null || now < new Date(step.before)).refund : total
    const shown = (await bookingOf(site, guest, id)).refundIfCanceledNow
    const canceled = by === 'staff'
      ? await site.call('POST', `console/stays/bookings/${id}/cancellation`, { as: await someStaff(), body: { reason: '投诉' } })
      : await decide(site, by === 'guest' ? guest : host, id, 'cancel', '有事')
    const hasBegun = now >= instantOf(checkIn, 14)
    const hasEnded = now >= instantOf(asked.checkOut, 12)
    expect([by, canceled.status]).toEqual([by, hasEnded || (hasBegun && by !== 'staff') ? 409 : 200])
    const back = canceled.status === 200 ? Math.max(before, Math.min(total, before + promised)) : before
    if (canceled.status === 200 && by === 'guest') expect(before + shown).toBe(back)
    expect((await bookingOf(site, guest, id)).refund?.amount ?? 0).toBe(back)
    expect(await goingBack(id)).toEqual({ paid: total, refunded: back, asked: back })
  }), { numRuns: LIVES, seed: 2027, endOnFailure: true })
  const { rows } = await sql`
    select b.public_id from booking b join payment p on p.id = b.payment_id
    where p.amount <> b.total or p.refunded_amount > p.amount or p.refunded_amount <> (select coalesce(sum(r.amount), 0) from refund r where r.payment_id = p.id and r.status <> 'failed')
      or p.refunded_amount <> (select coalesce(sum(f.amount), 0) from booking_refund f where f.booking_id = b.id and f.status <> 'failed')`.execute(site.parts.db.sql)
  expect(rows).toEqual([])
})

/** What the payment of a booking says of it, and what the provider is asked to send back. */
async function goingBack(publicId: string) {
  const { rows: [row] } = await sql`
    select p.amount as paid, p.refunded_amount as refunded, (select coalesce(sum(r.amount), 0)::bigint from refund r where r.payment_id = p.id) as asked
    from payment p where p.module = 'stays' and p.reference = ${publicId}`.execute(site.parts.db.sql)
  return row
}
