import type { Row, Setting } from '../setting.ts'
import pg from 'pg'
import { addDays, dayOf } from '../../src/kit/dates.ts'
import { runningPostgres } from '../../src/kit/postgres.ts'
import { load, paired } from '../measure.ts'
import { signInMany } from '../people.ts'
import { startBare, startSite } from '../processes.ts'

const GUESTS = 9000
const BAR = 0.4
/** The loaded bookings end before; the window of a home is a year. */
const FREE_FROM_DAYS = 285
const FREE_DAYS = 70
const RACERS = 1000
const RACE_CONNECTIONS = 200

/** Bookings of free nights next to bare inserts, and a thousand guests who want one night. */
export async function bookingRows(setting: Setting): Promise<Row[]> {
  const dataDir = await setting.dataDir('small')
  const site = await startSite(dataDir)
  const connection = runningPostgres(dataDir)!
  const client = new pg.Client(connection)
  await client.connect()
  await client.query('create table if not exists bench_row (id bigint generated always as identity primary key, house_id bigint, guest_id bigint, check_in date, check_out date, total bigint, created_at timestamptz)')
  const guests = (await signInMany(client, dataDir, GUESTS)).map(({ headers }) => headers)
  const { rows: houses } = await client.query<{ id: number }>(`select id::int as id from house where instant and status = 'published' and title like '住处%' order by id`)
  const from = addDays(dayOf(new Date()), FREE_FROM_DAYS)
  let next = 0

  /** A booking of a night nobody has, by a guest with few others open. */
  const booking = (n: number) => {
    const checkIn = addDays(from, Math.floor(n / houses.length) % FREE_DAYS)
    return { headers: { 'content-type': 'application/json', ...guests[n % guests.length]! }, body: JSON.stringify({ houseId: houses[n % houses.length]!.id, checkIn, checkOut: addDays(checkIn, 1), guests: 1 }) }
  }
  const bare = await startBare({ query: { connection, text: 'insert into bench_row (house_id, guest_id, check_in, check_out, total, created_at) values ($1, $2, $3, $4, $5, now())', params: [[1, 2, '2027-01-01', '2027-01-02', 100]] } })
  const { a, b, ratio } = await paired(setting.rounds, async () => {
    // A guest may hold three unpaid bookings; those of the round before are let go.
    await client.query(`update booking set status = 'CANCELED', canceled_by = 'staff', due_at = null where status = 'WAIT_PAYMENT'`)
    // Every connection has a list of its own: what it sends is decided when it sends.
    return load({ url: site.url, requests: [{ method: 'POST', path: '/api/v1/stays/bookings', setupRequest: request => ({ ...request, ...booking(next++) }) }] }, Math.min(setting.seconds, 5))
  }, () => load({ url: `${bare.url}/work`, method: 'POST' }, Math.min(setting.seconds, 5)))
  await bare.stop()
  const plain = await startBare({ query: { connection, ...await plainBooking(client, houses.map(({ id }) => id), addDays(from, 400)) } })
  const rowsOnly = await load({ url: `${plain.url}/work`, method: 'POST' }, Math.min(setting.seconds, 5))
  await plain.stop()
  const rows: Row[] = [{ work: 'booking', measured: `${a.perSecond.toFixed(0)} bookings/s, p99 ${a.p99} ms`, base: `bare Fastify + one insert: ${b.perSecond.toFixed(0)} req/s`, ratio, bar: `≥ ${BAR}`, met: ratio >= BAR }]
  rows.push({ work: 'the same next to its rows alone', measured: `${a.perSecond.toFixed(0)} bookings/s`, base: `bare Fastify + the three rows of a booking, unlocked and unasked: ${rowsOnly.perSecond.toFixed(0)} req/s`, ratio: a.perSecond / rowsOnly.perSecond, bar: '—', met: true })
  if (a.refused > a.perSecond) throw new Error(`${a.refused} bookings were refused`)

  const checkIn = addDays(from, FREE_DAYS + 2)
  const body = JSON.stringify({ houseId: houses[0]!.id, checkIn, checkOut: addDays(checkIn, 1), guests: 1 })
  const answers: number[] = []
  const begun = performance.now()
  let racer = 0
  await Promise.all(Array.from({ length: RACE_CONNECTIONS }, async () => {
    while (racer < RACERS) {
      const headers = guests[GUESTS - 1 - racer++]!
      answers.push((await fetch(`${site.url}/api/v1/stays/bookings`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })).status)
    }
  }))
  const seconds = (performance.now() - begun) / 1000
  const [accepted, taken, other] = [answers.filter(s => s === 201).length, answers.filter(s => s === 409).length, answers.filter(s => s !== 201 && s !== 409).length]
  rows.push({ work: `${RACERS} guests, one night, ${RACE_CONNECTIONS} connections`, measured: `${accepted} accepted, ${taken} × 409, ${other} other, in ${seconds.toFixed(1)} s`, base: '—', ratio: null, bar: '1 accepted, no 5xx, ≤ 3 s', met: accepted === 1 && other === 0 && seconds <= 3 })
  await client.end()
  await site.stop()
  return rows
}

/** One statement that writes what a booking writes, each time of another night: no guest, no lock, no quote, no limits. */
async function plainBooking(client: pg.Client, houses: number[], from: string): Promise<{ text: string, params: unknown[][] }> {
  await client.query('drop table if exists bench_house')
  await client.query('create table bench_house (n bigint primary key, id bigint not null)')
  await client.query('insert into bench_house select n - 1, id from unnest($1::bigint[]) with ordinality as t (id, n)', [houses])
  await client.query('create sequence if not exists bench_night')
  return {
    text: `with night as (select nextval('bench_night') as n), home as (
        select h.*, $1::date + (night.n / ${houses.length})::integer as day from night, bench_house b, house h where b.n = night.n % ${houses.length} and h.id = b.id
      ), claim as (
        insert into stay_claim (house_id, starts_on, ends_on, kind, booking_id, expires_at)
        select id, day, day + 1, 'hold', nextval('booking_id_seq'), now() + interval '30 minutes' from home returning booking_id
      ), booked as (
        insert into booking (id, public_id, house_id, host_id, guest_id, status, due_at, check_in, check_out, starts_at, ends_at, guests, note, title, picture_id, area_id,
          address, instant, check_in_hour, check_out_hour, price, lines, total, deposit, policy, refund_steps, created_at)
        select booking_id, 'bench-' || booking_id, h.id, h.host_id, (select max(id) from account), 'WAIT_PAYMENT', now() + interval '30 minutes', day, day + 1, day, day + 1, 1, '', h.title, h.cover_id, h.area_id,
          h.address, true, 14, 12, h.price, '[]', h.price, h.deposit, h.policy, '[]', now() from claim, home h
      ) insert into booking_event (booking_id, action, to_status, actor, at, untold) select booking_id, 'book', 'WAIT_PAYMENT', 'guest', now(), false from claim`,
    params: [[from]],
  }
}
