import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestApp, TEST_NOW, withApp } from '../../../../test/app.ts'
import { demoPeople } from '../../../core/accounts/index.ts'
import { reconcile } from '../../../core/payments/index.ts'
import { DEMO_SEED, loadDemo } from '../../../demo.ts'
import { dayOf, daysBetween } from '../../../kit/dates.ts'
import { checkStay } from '../rules.ts'
import { advanceBookings } from '../sweeps.ts'
import { chooseCast } from './cast.ts'
import { Diary } from './diary.ts'
import { homes } from './homes/homes.ts'
import { inventHouses } from './houses.ts'
import type { Life } from './life.ts'
import { live } from './life.ts'
import { inventStays } from './neighbours.ts'
import { lookOfHome } from './rooms.ts'
import { tellStory } from './story.ts'
import { planRooms } from './home-pictures.ts'

const app = withApp({ env: { LINLI_LIMITS: 'off' } })
const read = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(app.parts.db.sql)).rows
/** Of a card on a phone; the field takes 64. */
const TITLE_LIMIT = 28
const STATES = ['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID', 'WAIT_COMMENT', 'COMPLETE', 'CANCELED', 'REJECTED', 'EXPIRED']

test('the demo site is loaded within seconds', async () => {
  expect(await loadDemo(app.parts)).toBe(true)
}, 10_000)

test('there are at least 60 homes in all nine districts, some paused, one taken down, a few not looked at yet', async () => {
  const houses = await read(sql<{ area: string, status: string, reason: string | null, reviewed: boolean, host: number }>`
    select (select name from area where id = area_id) as area, status, status_reason as reason, reviewed_at is not null as reviewed, host_id as host from house`)
  const having = (status: string) => houses.filter(house => house.status === status)
  expect(houses.length).toBeGreaterThanOrEqual(60)
  expect(new Set(houses.map(house => house.area)).size).toBe(9)
  expect(having('published').length).toBeGreaterThanOrEqual(58)
  expect(having('paused').length).toBeGreaterThanOrEqual(2)
  expect(having('taken_down').map(house => house.reason)).toEqual([expect.stringContaining('照片')])
  expect(houses.filter(house => !house.reviewed).length).toBeGreaterThanOrEqual(3)
  expect(new Set(houses.map(house => house.host)).size).toBeGreaterThanOrEqual(15)
  const [{ hosts }] = await read(sql<{ hosts: number }>`select count(distinct host_id) as hosts from house where not exists (select from identity where account_id = host_id)`) as [{ hosts: number }]
  expect(hosts).toBe(0)
})

test('each home is described in its own words, and has everything a host has to say', async () => {
  expect(new Set(homes.map(home => home.title)).size).toBe(homes.length)
  expect(new Set(homes.map(home => home.about)).size).toBe(homes.length)
  for (const { title, about, also, price, scenes } of homes) {
    expect(title.length, title).toBeLessThanOrEqual(TITLE_LIMIT)
    expect(about.length, title).toBeGreaterThanOrEqual(80)
    expect(about.length, title).toBeLessThanOrEqual(200)
    expect(also.length + 8, title).toBeLessThanOrEqual(18)
    expect(new Set(also).size, title).toBe(also.length)
    expect(price, title).toBeGreaterThanOrEqual(98)
    expect(price, title).toBeLessThanOrEqual(1288)
    expect(new Set(scenes).size, title).toBe(scenes.length)
  }
  const few = await read(sql`select title from house where cardinality(facility_ids) not between 8 and 18 or exists (select from unnest(facility_ids) f where f is null)`)
  expect(few).toEqual([])
})

test('a home has four to six pictures, the cover first, that show what it promises', async () => {
  const wrong = await read(sql`
    select title from house h where (select count(*) from house_image where house_id = h.id) not between 4 and 6
      or h.cover_id is distinct from (select picture_id from house_image where house_id = h.id order by position limit 1)`)
  expect(wrong).toEqual([])
  const covers = await read(sql<{ scene: string }>`select d.spec->>'scene' as scene from house h join picture_drawing d on d.picture_id = h.cover_id`)
  expect(new Set(covers.map(({ scene }) => scene)).size).toBeGreaterThanOrEqual(6)
  // Seen from the balcony of a flat or a farm there is never a garden.
  expect(homes.filter(({ kind, look, scenes }) => (kind === 'apartment' || kind === 'farmhouse') && look?.view === 'garden' && scenes.includes('balcony'))).toEqual([])
  for (const home of homes.filter(({ look }) => look?.view)) {
    const [cover] = planRooms(home, DEMO_SEED)
    expect(lookOfHome((cover!.spec as { home: Parameters<typeof lookOfHome>[0] }).home).view, home.title).toBe(home.look!.view)
  }
})

test('a picture is drawn when somebody looks at it', async () => {
  const { data } = await app.call('GET', 'stays/houses', { query: { limit: 1 } })
  const picture = await app.call('GET', data.items[0].picture.urls[320])
  expect(picture.raw.headers['content-type']).toBe('image/webp')
  expect(picture.raw.rawPayload.length).toBeGreaterThan(2000)
})

test('the guest and the host of the documentation find bookings in every state, and something to do', async () => {
  const { guest, host } = await demoPeople(app.parts.db.sql)
  const statesOf = async (column: string, id: number) => (await read(sql<{ status: string }>`select distinct status from booking where ${sql.ref(column)} = ${id}`)).map(({ status }) => status).sort()
  expect(await statesOf('guest_id', guest)).toEqual([...STATES].sort())
  expect(await statesOf('host_id', host)).toEqual([...STATES].sort())
  const [homes] = await read(sql<{ count: number, requests: number, waiting: number }>`
    select count(*) as count, count(*) filter (where not instant) as requests,
      (select count(*) from booking where host_id = ${host} and status = 'WAIT_ACCEPT') as waiting from house where host_id = ${host}`)
  expect(homes).toEqual({ count: 4, requests: 2, waiting: 2 })
  const [stays] = await read(sql<{ now: number, past: number }>`
    select count(*) filter (where status = 'PAID' and starts_at <= ${app.clock.now()}) as now, count(*) filter (where ends_at <= ${app.clock.now()} and paid_at is not null) as past from booking`)
  expect(stays!.now).toBeGreaterThanOrEqual(5)
  expect(stays!.past).toBeGreaterThanOrEqual(110)
})

test('what is counted is what is there', async () => {
  const wrong = await read(sql`
    select title from house h where
      booking_count <> (select count(*) from booking where house_id = h.id and status in ('PAID', 'WAIT_COMMENT', 'COMPLETE'))
      or (review_count, rating_sum) <> (select count(*)::int, coalesce(sum(rating), 0)::int from review where house_id = h.id)
      or host_cancel_count <> (select count(*) from booking where house_id = h.id and canceled_by = 'host' and paid_at is not null)`)
  expect(wrong).toEqual([])
  const [said] = await read(sql<{ reviews: number, texts: number, answers: number, bad: number, average: number }>`
    select count(*) as reviews, count(distinct text) as texts, count(answer_text) as answers, count(*) filter (where rating <= 3) as bad, avg(rating)::float as average from review`)
  expect(said!.reviews).toBeGreaterThanOrEqual(80)
  expect(said!.texts).toBe(said!.reviews)
  expect(said!.answers).toBeGreaterThanOrEqual(30)
  expect(said!.bad).toBeGreaterThanOrEqual(4)
  expect(said!.average).toBeGreaterThan(4)
})

test('every booking has its claim and its steps, and the money of each adds up', async () => {
  const now = app.clock.now()
  const wrong = await read(sql`
    select b.id, b.status, c.kind, c.expires_at, c.released_at from booking b left join stay_claim c on c.booking_id = b.id where not coalesce(
      (c.starts_on, c.ends_on) = (b.check_in, b.check_out) and (c.released_at is null or c.released_at <= ${now}) and case
        when b.status in ('PAID', 'WAIT_COMMENT', 'COMPLETE') then c.kind = 'booking' and c.released_at is null
        when b.status = 'WAIT_ACCEPT' then c.kind = 'request' and c.expires_at = b.due_at and c.released_at is null
        when b.status = 'WAIT_PAYMENT' then c.kind = 'hold' and c.expires_at = b.due_at and c.released_at is null
        when b.canceled_by = 'host' then c.kind = 'host_block' and c.released_at is null
        else c.released_at is not null end, false)`)
  expect(wrong).toEqual([])
  const steps = await read(sql`
    select b.id from booking b where b.status <> (select to_status from booking_event where booking_id = b.id order by id desc limit 1)
      or b.created_at <> (select at from booking_event where booking_id = b.id and from_status is null)
      or exists (select from booking_event where booking_id = b.id and (at > ${now} or untold))
      or exists (select from (select from_status, lag(to_status) over (order by id) as before, at, lag(at) over (order by id) as earlier from booking_event where booking_id = b.id) e where e.from_status is distinct from e.before or e.at < e.earlier)`)
  expect(steps).toEqual([])
  const money = await read(sql`
    select b.id from booking b left join payment p on p.id = b.payment_id left join alipay_simulator_trade t on t.out_trade_no = p.out_trade_no
    where (b.paid_at is null) <> (p.id is null) or (p.id is not null and (p.amount, p.account_id, p.paid_at, p.reference, p.status, t.amount, t.refunded) is distinct from (b.total, b.guest_id, b.paid_at, b.public_id, 'paid', b.total, p.refunded_amount))
      or coalesce(p.refunded_amount, 0) <> (select coalesce(sum(f.amount), 0) from booking_refund f join refund r on r.id = f.refund_id and r.amount = f.amount where f.booking_id = b.id)
      or b.total <> (select sum((line->>'price')::int) from jsonb_array_elements(b.lines) line)`)
  expect(money).toEqual([])
  expect(await reconcile(app.parts)).toEqual({ paidNotBooked: 0, wrongSums: 0, surplusKept: 0, refundsStuck: 0, waitingTooLong: 0 })
  const refunds = await read(sql<{ by: string, part: boolean }>`select b.canceled_by as by, f.amount < b.total as part from booking_refund f join booking b on b.id = f.booking_id`)
  expect(refunds).toContainEqual({ by: 'guest', part: true })
  expect(refunds).toContainEqual({ by: 'guest', part: false })
  expect(refunds).toContainEqual({ by: 'host', part: false })
  const why = await read(sql<{ reason: string, by: string }>`select distinct f.reason, b.canceled_by as by from booking_refund f join booking b on b.id = f.booking_id join refund r on r.id = f.refund_id and r.reason = f.reason order by by`)
  expect(why).toEqual([{ reason: 'stays.canceled_by_guest', by: 'guest' }, { reason: 'stays.canceled_by_host', by: 'host' }])
})

test('nobody is in two homes at a time, or had an account or a home before its time', async () => {
  expect(await read(sql`select a.id from booking a join booking b on a.guest_id = b.guest_id and a.id < b.id and daterange(a.check_in, a.check_out) && daterange(b.check_in, b.check_out)`)).toEqual([])
  expect(await read(sql`select b.id from booking b join account g on g.id = b.guest_id join house h on h.id = b.house_id where b.created_at <= g.created_at or b.created_at <= h.created_at`)).toEqual([])
  expect(await read(sql`select h.id from house h join account a on a.id = h.host_id where h.created_at <= a.created_at`)).toEqual([])
})

test('the first sweep of the running site finds nothing to do', async () => {
  const events = async () => (await read(sql<{ count: number }>`select count(*) as count from booking_event`))[0]!.count
  const before = await events()
  await advanceBookings(app.parts)
  expect(await events()).toBe(before)
})

test('the lists of the two show every booking as it is', async () => {
  for (const [account, role] of [['13800000001', 'guest'], ['13800000002', 'host']]) {
    const { data: { accessToken } } = await app.call('POST', 'sessions', { body: { account, password: 'linli-demo-2026', token: true } })
    const as = { headers: { authorization: `Bearer ${accessToken}` } }
    const { status, data } = await app.call('GET', 'stays/bookings', { as, query: { role, limit: 50 } })
    expect(status).toBe(200)
    expect(new Set(data.items.map((booking: { status: string }) => booking.status)).size).toBe(STATES.length)
    const own = await app.call('GET', 'stays/houses', { as, query: { owner: 'me' } })
    expect(own.data.items).toHaveLength(role === 'host' ? 4 : 0)
  }
})

test('whatever the hour, all bookings keep the rules of the homes and of the site', async () => {
  const cast = await app.parts.db.tx(chooseCast)
  for (let hour = 0; hour < 24; hour += 1) {
    const now = new Date(Date.parse('2027-05-20T16:00:00Z') + hour * 3_600_000 + (hour % 2 ? 0 : 59 * 60_000 + 59_000))
    const shift = now.getTime() - app.clock.now().getTime()
    const shifted = (people: typeof cast.guests) => people.map(({ id, since }) => ({ id, since: new Date(since.getTime() + shift) }))
    const movedCast = { guest: shifted([cast.guest])[0]!, host: shifted([cast.host])[0]!, hosts: shifted(cast.hosts), guests: shifted(cast.guests) }
    const houses = inventHouses(movedCast, DEMO_SEED, now)
    const diary = new Diary()
    const lives = [...tellStory(movedCast, houses, diary, now), ...inventStays(movedCast, houses, diary, DEMO_SEED, now)].map(stay => live(stay, now))
    for (const life of lives) expect(complaint(life, now), `${hour} h: ${life.stay.house.home.title} ${life.stay.checkIn}`).toBeUndefined()
  }
})

/** What of a booking could not have happened on the running site, or undefined. */
function complaint({ stay, steps, dueAt, status }: Life, now: Date): string | undefined {
  const { house: { terms }, checkIn, checkOut, guests, bookedAt } = stay
  const problem = checkStay(terms, { checkIn, checkOut, guests }, bookedAt)
  if (problem) return problem.name
  if (steps.some(({ at }) => at > now)) return 'a step in the future'
  if (steps.some(({ at }, i) => i > 0 && at < steps[i - 1]!.at)) return 'steps out of order'
  if (dueAt && dueAt <= now) return `${status} is overdue`
  if (stay.paidAt && !steps.some(({ action }) => action === 'pay')) return 'paid and not noted'
  const paidLate = steps.some(({ action, at }, i) => action === 'pay' && at.getTime() - steps[i - 1]!.at.getTime() >= (terms.instant ? 15 : 30) * 60_000)
  if (paidLate) return 'paid too late'
  if (stay.canceled && stay.canceled.at.getTime() >= Date.parse(`${checkIn}T${String(terms.checkInHour).padStart(2, '0')}:00:00+08:00`)) return 'canceled after check-in'
}

test('the same seed makes the same site on any day, its dates moved along', async () => {
  const later = await openTestApp({ now: '2027-06-09T19:40:00Z' })
  try {
    await loadDemo(later.parts)
    const siteOf = async (parts: typeof app.parts) => {
      const today = dayOf(parts.clock.now())
      const { rows: houses } = await sql`select title, host_id, cover_id, booking_count, review_count, rating_sum, facility_ids, price from house order by id`.execute(parts.db.sql)
      const { rows: bookings } = await sql<{ checkIn: string, checkOut: string }>`
        select public_id, house_id, guest_id, status, check_in as "checkIn", check_out as "checkOut", total, reason, note, (select text from review where booking_id = b.id), (select count(*) from booking_event where booking_id = b.id) as steps from booking b order by public_id`.execute(parts.db.sql)
      return { houses, bookings: bookings.map(({ checkIn, checkOut, ...booking }) => ({ ...booking, checkIn: daysBetween(today, checkIn), checkOut: daysBetween(today, checkOut) })) }
    }
    expect(dayOf(new Date(TEST_NOW))).not.toBe(dayOf(later.clock.now()))
    expect(await siteOf(later.parts)).toEqual(await siteOf(app.parts))
  } finally {
    await later.close()
  }
}, 20_000)
