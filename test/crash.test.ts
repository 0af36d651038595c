import type { Db } from '../src/kit/db.ts'
import type { KillableSite } from './crash/killable-site.ts'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import pg from 'pg'
import { openDb } from '../src/kit/db.ts'
import { runningPostgres } from '../src/kit/postgres.ts'
import { bookings } from './crash/bookings.ts'
import { goOn, killableSite } from './crash/killable-site.ts'
import { orders } from './crash/orders.ts'

/** Every run does a few rounds, `CRASH_ROUNDS=50 npx vitest run test/crash` as many as one likes. */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 4)
/** So many things of each kind are acknowledged at least before the site is killed. */
const UNDER_LOAD = 4
const SETTLED = { timeout: 120_000, interval: 500 }

let site: KillableSite
let db: pg.Client
let stock: Db
let stays: ReturnType<typeof bookings>
let mall: ReturnType<typeof orders>
/** What was wrong right after a restart. */
const wrong: unknown[] = []

const wrongNow = async () => [...await stays.lost(db), ...await stays.overlaps(db), ...await stays.strays(db), ...await mall.lost(db), ...await mall.twice(db), ...await mall.faults(stock)]

beforeAll(async () => {
  site = await killableSite()
  await site.start()
  const connection = runningPostgres(site.dataDir)!
  db = new pg.Client(connection)
  await db.connect()
  stock = openDb(connection, { readers: 1, writers: 1 })
  stays = bookings(site)
  mall = orders(site)
  await Promise.all([stays.prepare(), mall.prepare(db)])
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all([stays.begin(), mall.begin()])
    const work = { over: false }
    const all = goOn([...stays.clients, ...mall.clients], work)
    const before = [stays.acknowledged(), mall.acknowledged()] as const
    await vi.waitUntil(() => stays.acknowledged() >= before[0] + UNDER_LOAD && mall.acknowledged() >= before[1] + UNDER_LOAD, { timeout: 20_000, interval: 20 })
    await new Promise(wait => setTimeout(wait, Math.random() * 900))
    await site.kill()
    work.over = true
    await all
    await site.start()
    wrong.push(...await wrongNow())
  }
  await mall.begin()
  // A notice that a crash swallowed comes again within a minute, and the site asks by itself after half of one.
  expect((await site.call('dev/clock', { body: { advanceSeconds: 60 } })).status).toBe(200)
}, 180_000 + ROUNDS * 60_000)

afterAll(async () => {
  await db?.end()
  await stock?.close()
  await site?.close()
})

describe(`after kill -9, ${ROUNDS} times at random moments under load`, () => {
  test('all that was acknowledged is there, no night is taken twice, no order comes twice for its key, and stocks add up', () => {
    expect(wrong).toEqual([])
    expect([stays.acknowledged(), mall.acknowledged()].every(n => n >= ROUNDS * UNDER_LOAD)).toBe(true)
    expect(site.faults).toEqual([])
  })

  test('all money that was taken has its booking or its order, or goes back; and then all of it is still so', { timeout: SETTLED.timeout + 10_000 }, async () => {
    await expect.poll(async () => [...await stays.unsettled(db), ...await mall.unsettled(db)], SETTLED).toEqual([])
    expect(await wrongNow()).toEqual([])
  })
})
