import process from 'node:process'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { addMonths, dayByKey, monthOf, weeksOf } from '../src/features/stays/web/calendar/months.ts'
import { anyStay } from '../src/features/stays/web/calendar/anyStay.ts'
import { aHost, aHouse, book, bookingOf, day, decide, FIELDS, moneyArrives } from '../src/features/stays/houses.fixture.ts'
import { ago, dateTime, stayDates } from '../src/web/format.ts'
import { addDays, dayOf, eachDay } from '../src/web/dates.ts'
import { openTestApp } from './app.ts'
import { aPerson } from './people.ts'

const ZONES = ['UTC', 'Asia/Shanghai', 'America/Los_Angeles']
/** Just before summer time begins in Los Angeles and on the day it ends, each early in the Chinese morning or late in its night. */
const MOMENTS = ['2027-03-14T09:59:30Z', '2027-11-06T16:00:30Z', '2027-11-07T08:59:30Z']

const before = { TZ: process.env.TZ, PGOPTIONS: process.env.PGOPTIONS }
afterEach(() => Object.assign(process.env, { TZ: before.TZ, PGOPTIONS: before.PGOPTIONS ?? '' }))

function moveTo(zone: string) {
  process.env.TZ = zone
  expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
}

type Told = Awaited<ReturnType<typeof live>>

/** What a site that stands in this zone, with its database, tells of a stay from the quote to the review. */
async function live(zone: string, now: string) {
  moveTo(zone)
  process.env.PGOPTIONS = `-c timezone=${zone}`
  const site = await openTestApp({ now, env: { LINLI_LIMITS: 'off' } })
  const { rows: [row] } = await site.parts.db.sql.executeQuery<{ TimeZone: string }>({ sql: 'show timezone', parameters: [], query: { kind: 'RawNode' } as never, queryId: { queryId: 'zone' } })
  expect(row!.TimeZone).toBe(zone)
  const [host, guest] = [await aHost(site), await aPerson(site)]
  const houseId = await aHouse(site, host, { policy: 'moderate', noticeDays: 1 })
  const wish = { houseId, checkIn: day(site, 7), checkOut: day(site, 10), guests: 1 }
  const { data: quote } = await site.call('POST', 'stays/quotes', { body: wish })
  const seen: any[] = []
  const { data } = await book(site, guest, wish)
  const look = async () => {
    const { id: _, house: __, guest: ___, host: ____, hostMobile: _____, guestMobile: ______, ...booking } = await bookingOf(site, guest, data.id)
    const { data: calendar } = await site.call('GET', `stays/houses/${houseId}/calendar`)
    const found = await site.call('GET', 'stays/houses', { query: { checkIn: wish.checkIn, checkOut: wish.checkOut } })
    const tonight = await site.call('POST', 'stays/quotes', { body: { ...wish, checkIn: day(site, 0), checkOut: day(site, 1) } })
    seen.push({ now: site.clock.now().toISOString(), booking, calendar, found: found.data?.total ?? found.error, tonight: tonight.data ?? tonight.error })
  }
  await look()
  await decide(site, host, data.id, 'accept')
  await look()
  expect(await moneyArrives(site, data.id)).toBe('accepted')
  await look()
  for (const days of [1, 1, 4, 1, 4]) {
    site.clock.advance(days * 86_400)
    await site.parts.jobs.sweepNow(site.parts)
    await look()
  }
  const { data: review } = await site.call('POST', `stays/bookings/${data.id}/reviews`, { as: guest, body: { rating: 5, text: '好' } })
  await site.close()
  return { quote, seen, stayedIn: review.stayedIn as string, createdAt: review.createdAt as string }
}

/** What a page writes of it in a browser that stands in this zone. */
function written(zone: string, { quote, seen }: Told) {
  moveTo(zone)
  return seen.map(({ now, booking, calendar }) => {
    const today = dayOf(new Date(now))
    const month = monthOf(today)
    return {
      stay: (['zh-CN', 'en'] as const).map(lang => stayDates(booking.checkIn, booking.checkOut, lang, today)),
      until: booking.expiresAt && dateTime(booking.expiresAt, 'zh-CN', today),
      ladder: quote.refunds.map((step: any) => step.before && dateTime(step.before, 'en', today)),
      booked: ago(booking.createdAt, new Date(now), 'zh-CN'),
      nights: eachDay(booking.checkIn, booking.checkOut),
      months: [weeksOf(month), weeksOf(addMonths(month, 1))],
      keys: ['ArrowLeft', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'].map(key => dayByKey(key, today)),
      open: calendar.days.filter(({ date }: any) => anyStay(today).rules.night(date) === 'free').length,
    }
  })
}

let told: Map<string, Told[]>
beforeAll(async () => {
  told = new Map()
  for (const zone of ZONES) {
    const lives = []
    for (const now of MOMENTS) lives.push(await live(zone, now))
    told.set(zone, lives)
  }
}, 120_000)

test('days, nights, totals and deadlines of a stay are the same wherever server and database stand, over every change of the clocks', () => {
  const [first, ...others] = ZONES.map(zone => told.get(zone)!)
  for (const other of others) expect(other).toEqual(first)
  for (const [i, { quote, seen }] of first!.entries()) {
    const today = dayOf(new Date(MOMENTS[i]!))
    expect([quote.nights, quote.total, quote.lines.map((line: any) => line.date)]).toEqual([3, 3 * FIELDS.price, [7, 8, 9].map(n => addDays(today, n))])
    expect(quote.refunds[0].before).toBe(new Date(Date.parse(`${addDays(today, 2)}T14:00:00+08:00`)).toISOString())
    expect(seen.map(({ booking }) => booking.status)).toEqual(['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID', 'PAID', 'PAID', 'PAID', 'PAID', 'WAIT_COMMENT'])
  }
})

test.each(ZONES.flatMap(server => ZONES.map(browser => [server, browser] as const)))('of a site in %s a browser in %s writes the same days and hours', (server, browser) => {
  for (const [i, life] of told.get(server)!.entries()) expect(written(browser, life)).toEqual(written('Asia/Shanghai', told.get('Asia/Shanghai')![i]!))
})
