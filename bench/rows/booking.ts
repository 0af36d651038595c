import type { Row, Setting } from '../run.ts'
import { createHash } from 'node:crypto'
import pg from 'pg'
import { csrfTokenOf } from '../../src/core/accounts/cookies.ts'
import { addDays, dayOf } from '../../src/kit/dates.ts'
import { runningPostgres } from '../../src/kit/postgres.ts'
import { readSettings } from '../../src/site.ts'
import { load, paired } from '../measure.ts'
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
  const guests = await signInGuests(client, dataDir)
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
  const rows: Row[] = [{ work: 'booking', measured: `${a.perSecond.toFixed(0)} bookings/s, p99 ${a.p99} ms`, base: `bare Fastify + one insert: ${b.perSecond.toFixed(0)} req/s`, ratio, bar: `≥ ${BAR}`, met: ratio >= BAR }]
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

/** Sessions for the loaded people, written straight into the database. @returns the headers of each */
async function signInGuests(client: pg.Client, dataDir: string): Promise<Record<string, string>[]> {
  const config = readSettings({ LINLI_DATA: dataDir })
  await client.query(`insert into session (account_id, kind, secret_hash, user_agent, address, created_at, last_seen_at, ends_at)
    select id, 'browser', sha256(convert_to('bench-' || row_number() over (order by id desc), 'UTF8')), '', '127.0.0.1', now(), now(), now() + interval '1 day'
    from account where public_id like 'large%' order by id desc limit ${GUESTS} on conflict do nothing`)
  return Array.from({ length: GUESTS }, (_, i) => {
    const token = `bench-${i + 1}`
    const secretHash = createHash('sha256').update(token).digest()
    return { 'cookie': `linli_session=${token}`, 'x-csrftoken': csrfTokenOf(config, secretHash) }
  })
}
