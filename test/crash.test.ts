import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { afterAll, expect, test } from 'vitest'
import pg from 'pg'
import { addDays, dayOf } from '../src/kit/dates.ts'
import { runningPostgres } from '../src/kit/postgres.ts'

/** The issue asks for 50 rounds; every run does a few, `CRASH_ROUNDS=50 npx vitest run test/crash` all of them. */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 4)
const root = resolve(import.meta.dirname, '..')
const dataDir = mkdtempSync(join(tmpdir(), 'linli-crash-'))
let site: ChildProcess | undefined
let port = 0

afterAll(async () => {
  site?.kill('SIGTERM')
  await exitOf(site)
  rmSync(dataDir, { recursive: true, force: true })
})

const exitOf = (child?: ChildProcess) => new Promise<void>(done => !child || child.exitCode !== null || child.signalCode ? done() : child.once('exit', () => done()))

async function startSite() {
  site = spawn(process.execPath, [join(root, 'src/main.ts'), 'serve'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LINLI_DATA: dataDir, LINLI_LIMITS: 'off', LOG_LEVEL: 'silent', PORT: String(port), TZ: 'UTC' },
  })
  for (let i = 0; ; i++) {
    if (i === 2400 || site.exitCode !== null) throw new Error('the site did not start')
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise(wait => setTimeout(wait, 50))
  }
}

interface Person { cookie: string, csrf: string }

async function call(path: string, options: { as?: Person, method?: string, body?: object } = {}) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`, {
    method: options.method ?? (options.body ? 'POST' : 'GET'),
    headers: {
      ...options.body ? { 'content-type': 'application/json' } : {},
      ...options.as ? { 'cookie': options.as.cookie, 'x-csrftoken': options.as.csrf } : {},
    },
    ...options.body ? { body: JSON.stringify(options.body) } : {},
  })
  const { data, error } = await answer.json() as { data: any, error?: string }
  return { status: answer.status, data, error, cookies: answer.headers.getSetCookie() }
}

async function signIn(account: string): Promise<Person> {
  const { status, cookies } = await call('sessions', { body: { account, password: 'linli-demo-2026' } })
  expect(status).toBe(201)
  const pairs = cookies.map(cookie => cookie.split(';')[0]!)
  return { cookie: pairs.join('; '), csrf: pairs.find(pair => pair.startsWith('csrf_token='))!.slice('csrf_token='.length) }
}

/** Pays at the simulated cashier, as the browser does. @returns the way back, once the cashier has taken the money */
async function payAt(payUrl: string): Promise<string | null> {
  const answer = await fetch(`http://127.0.0.1:${port}/dev/alipay/cashier`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ order: new URL(payUrl).search.slice(1), action: 'pay' }),
  })
  return answer.status === 303 ? answer.headers.get('location') : null
}

/** Cancels what was booked and not paid before the last crash: a guest may hold three such bookings. */
async function letGo(guest: Person, acknowledged: Map<string, string>) {
  const { data } = await call('stays/bookings?status=WAIT_PAYMENT&limit=100', { as: guest })
  for (const { id } of data.items as { id: string }[]) {
    const { status } = await call(`stays/bookings/${id}/status`, { as: guest, method: 'PUT', body: { action: 'cancel' } })
    if (status === 200 && acknowledged.get(id) === 'held') acknowledged.set(id, 'canceled')
  }
}

test(`what was acknowledged is there after kill -9, ${ROUNDS} times at random moments under load`, async () => {
  port = await new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
  await startSite()
  const host = await signIn('13800000002')
  const { data: areas } = await call('stays/areas')
  const houses: number[] = []
  for (let i = 0; i < 4; i++) {
    const { data, status } = await call('stays/houses', { as: host, body: { title: `试验 ${i}`, price: 10_000, areaId: areas[0].id, address: '某路 1 号', roomCount: 1, acreage: 40, unit: '一室一厅', capacity: 2, beds: '双人床', deposit: 0, minNights: 1, maxNights: 0, instant: true } })
    expect(status).toBe(201)
    houses.push(data.id)
  }

  /** What a client was told: booking id and how far it got. */
  const acknowledged = new Map<string, 'held' | 'paid' | 'canceled'>()
  let nextDay = 1
  for (let round = 0; round < ROUNDS; round++) {
    const guests = await Promise.all(['13800000001', '13800000003'].map(signIn))
    for (const guest of guests) await letGo(guest, acknowledged)
    const load = { over: false }
    const clients = guests.flatMap(guest => [0, 1].map(async (lane) => {
      while (!load.over) {
        const checkIn = addDays(dayOf(new Date()), 1 + (nextDay++ % 300))
        try {
          const booked = await call('stays/bookings', { as: guest, body: { houseId: houses[(nextDay + lane) % houses.length], checkIn, checkOut: addDays(checkIn, 1), guests: 1 } })
          if (booked.status !== 201) continue
          const { id } = booked.data
          acknowledged.set(id, 'held')
          if (Math.random() < 0.2) {
            const canceled = await call(`stays/bookings/${id}/status`, { as: guest, method: 'PUT', body: { action: 'cancel' } })
            if (canceled.status === 200) acknowledged.set(id, 'canceled')
            continue
          }
          const { data } = await call(`stays/bookings/${id}/payments`, { as: guest, body: {} })
          if (data?.payUrl && await payAt(data.payUrl)) acknowledged.set(id, 'paid')
        } catch {
          if (load.over) return // the connection broke: the client was told nothing
          await new Promise(wait => setTimeout(wait, 10))
        }
      }
    }))
    const before = acknowledged.size
    await expect.poll(() => acknowledged.size, { timeout: 20_000, interval: 20 }).toBeGreaterThan(before)
    await new Promise(wait => setTimeout(wait, Math.random() * 900))
    site!.kill('SIGKILL')
    await exitOf(site)
    load.over = true
    await Promise.all(clients)
    await startSite()
  }

  const client = new pg.Client(runningPostgres(dataDir)!)
  await client.connect()
  const { rows } = await client.query<{ id: string, status: string }>('select public_id as id, status from booking where public_id = any($1)', [[...acknowledged.keys()]])
  const found = new Map(rows.map(row => [row.id, row.status]))
  // A paid one may still be waiting for the notice or the active query that follows the restart; all of them are looked at below.
  const { rows: paidAtCashier } = await client.query<{ id: string }>(`select p.reference as id from payment p join alipay_simulator_trade t using (out_trade_no) where t.paid_at is not null`)
  const paid = new Set(paidAtCashier.map(row => row.id))
  const { rows: overlaps } = await client.query(`select a.id from stay_claim a join stay_claim b on a.house_id = b.house_id and a.id < b.id and a.stay && b.stay where a.released_at is null and b.released_at is null`)
  const { rows: strays } = await client.query(`
    select b.public_id, b.status from booking b join stay_claim c on c.booking_id = b.id where b.house_id = any($1) group by b.id
    having array_agg(c.kind) filter (where c.released_at is null) is distinct from case
      when b.status = 'WAIT_PAYMENT' then array['hold'] when b.status in ('PAID', 'WAIT_COMMENT', 'COMPLETE') then array['booking'] end`, [houses])
  // A notice that a crash swallowed comes again within a minute, and the site asks by itself after half of one.
  expect((await call('dev/clock', { body: { advanceSeconds: 60 } })).status).toBe(200)
  const unsettled = async () => (await client.query<{ out_trade_no: string }>(`
    select t.out_trade_no, p.status as payment, b.status as booking from alipay_simulator_trade t join payment p using (out_trade_no) join booking b on b.public_id = p.reference
    where b.house_id = any($1) and t.paid_at is not null and not (p.status = 'paid' and b.payment_id = p.id and b.status in ('PAID', 'WAIT_COMMENT', 'COMPLETE')) and t.refunded < t.amount`, [houses])).rows
  await expect.poll(unsettled, { timeout: 120_000, interval: 500 }).toEqual([]).finally(() => client.end())

  expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS)
  const lost = [...acknowledged].map(([id, told]) => [id, told, found.get(id)] as const).filter(([id, told]) => {
    const status = found.get(id)
    if (!status) return true
    if (told === 'canceled') return status !== 'CANCELED'
    if (told === 'paid') return !paid.has(id)
    return false
  })
  expect(lost).toEqual([])
  expect(overlaps).toEqual([])
  expect(strays).toEqual([])
}, 180_000 + ROUNDS * 60_000)
