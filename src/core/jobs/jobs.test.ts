import type { Module, Parts } from '../../kit/module.ts'
import { CompiledQuery, sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTestApp } from '../../../test/app.ts'
import { openDb } from '../../kit/db.ts'
import { createLog } from '../../kit/log.ts'
import { createJobs } from './index.ts'

type Site = Awaited<ReturnType<typeof openTestApp>>

/** What the jobs and sweeps of the garden did, in order; what they do is set by each test. */
let heard: unknown[]
let dusted: number
let water: (data: { bed: number }) => Promise<void>
let sow: (data: { bed: number }) => Promise<void>
let rake: () => Promise<void>
let site: Site

const garden: Module = {
  name: 'garden',
  jobs: { water: { run: async (_: Parts, data) => water(data), tries: 3 }, sow: { run: async (_: Parts, data) => sow(data), atOnce: 10 } },
  sweeps: { rake: { everySeconds: 0.05, run: () => rake() } },
}
const shed: Module = { name: 'shed', sweeps: { dust: { everySeconds: 0.05, run: async () => { dusted++ } } } }

beforeEach(async () => {
  heard = []
  dusted = 0
  water = async ({ bed }) => { heard.push(bed) }
  rake = async () => {}
  site = await openTestApp({ modules: [garden, shed] })
})
afterEach(() => site.close())

const add = (bed: number) => site.parts.db.tx(tx => site.parts.jobs.add(tx, 'garden.water', { bed }))

/** What the queue knows of its jobs: state, tries, seconds until the next. */
async function queue(name: string) {
  const { rows } = await sql<{ state: string, tries: number, wait: number, data: object }>`
    select state::text, retry_count as tries, extract(epoch from start_after - now())::float as wait, data from jobs.job where name = ${name} order by created_on`.execute(site.parts.db.sql)
  return rows
}

const watering = () => queue('garden.water')

/** Lets a job that waits for its next try be tried now. */
const hurry = () => sql`update jobs.job set start_after = now() where name = 'garden.water' and state = 'retry'`.execute(site.parts.db.sql)

/** Another node of the same site. */
function secondNode() {
  const db = openDb(site.connection)
  const jobs = createJobs(async (text, values) => db.sql.executeQuery<any>(CompiledQuery.raw(text, values)), createLog('silent'))
  const parts = { ...site.parts, db, jobs }
  return {
    parts,
    async stop() {
      await jobs.stop()
      await db.close()
    },
  }
}

test('a job is done once after the commit that causes it; one whose cause was rolled back never', async () => {
  await expect(site.parts.db.tx(async (tx) => {
    await site.parts.jobs.add(tx, 'garden.water', { bed: 1 })
    throw new Error('it rains')
  })).rejects.toThrow('it rains')
  await add(2)
  await site.parts.jobs.work(site.parts)
  await expect.poll(watering, { timeout: 10_000 }).toMatchObject([{ state: 'completed', data: { bed: 2 } }])
  expect(heard).toEqual([2])
})

test('a job that fails is tried again after a growing wait, and at last laid with the dead letters', async () => {
  water = async ({ bed }) => {
    heard.push(bed)
    throw new Error('no water')
  }
  await add(7)
  await site.parts.jobs.work(site.parts)
  const waits: number[] = []
  for (let tries = 1; tries < 3; tries++) {
    await expect.poll(async () => (await watering())[0], { timeout: 10_000 }).toMatchObject({ state: 'retry', tries: tries - 1 })
    waits.push((await watering())[0]!.wait)
    await hurry()
  }
  await expect.poll(() => queue('dead-letters'), { timeout: 10_000 }).toMatchObject([{ data: { bed: 7 } }])
  expect(heard).toEqual([7, 7, 7])
  expect(waits[0]).toBeGreaterThan(5)
  expect(waits[1]).toBeGreaterThan(waits[0]!)
  expect(await watering()).toMatchObject([{ state: 'failed' }])
}, 60_000)

test('of a job that is done side by side many are begun at once, and one that fails fails alone', async () => {
  let begun = 0
  let finish = () => {}
  const finished = new Promise<void>((resolve) => { finish = resolve })
  sow = async ({ bed }) => {
    begun++
    await finished
    if (bed === 3) throw new Error('stones')
    heard.push(bed)
  }
  await site.parts.db.tx(async (tx) => { for (let bed = 0; bed < 15; bed++) await site.parts.jobs.add(tx, 'garden.sow', { bed }) })
  await site.parts.jobs.work(site.parts)
  await expect.poll(() => begun, { timeout: 10_000 }).toBe(10)
  finish()
  await expect.poll(() => begun, { timeout: 10_000 }).toBe(15)
  await expect.poll(async () => (await queue('garden.sow')).map(({ state, data }) => (data as { bed: number }).bed === 3 ? state : state === 'completed').sort(), { timeout: 10_000 }).toEqual(['retry', ...Array.from({ length: 14 }).fill(true)])
}, 30_000)

test('of two nodes each job is done by one', async () => {
  const other = secondNode()
  await other.parts.jobs.prepare(site.parts.modules)
  for (let bed = 0; bed < 6; bed++) await add(bed)
  await Promise.all([site.parts.jobs.work(site.parts), other.parts.jobs.work(other.parts)])
  await expect.poll(async () => (await watering()).map(({ state }) => state), { timeout: 20_000 }).toEqual(Array.from({ length: 6 }).fill('completed'))
  expect(heard.sort()).toEqual([0, 1, 2, 3, 4, 5])
  await other.stop()
}, 60_000)

test('a sweep runs on one node at a time, however long it takes', async () => {
  let atOnce = 0
  let most = 0
  let runs = 0
  rake = async () => {
    runs++
    most = Math.max(most, ++atOnce)
    for (let look = 0; look < 50; look++) await watering() // longer than its period
    atOnce--
  }
  const other = secondNode()
  await other.parts.jobs.prepare(site.parts.modules)
  await Promise.all([site.parts.jobs.work(site.parts), other.parts.jobs.work(other.parts)])
  await expect.poll(() => runs, { timeout: 10_000 }).toBeGreaterThan(4)
  await other.stop()
  expect(most).toBe(1)
})

test('a sweep that fails is tried again and stops no other', async () => {
  let fails = 0
  rake = async () => {
    fails++
    throw new Error('the rake is broken')
  }
  await site.parts.jobs.work(site.parts)
  await expect.poll(() => fails > 2 && dusted > 0, { timeout: 10_000 }).toBe(true)
  const before = dusted
  await expect(site.parts.jobs.sweepNow(site.parts)).rejects.toThrow('the rake is broken')
  expect(dusted).toBeGreaterThan(before)
})

test('all sweeps together hold no connection that requests need', async () => {
  let begun = 0
  let finish = () => {}
  const finished = new Promise<void>((resolve) => { finish = resolve })
  const many: Module = { name: 'many', sweeps: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`s${i}`, {
    everySeconds: 0.05,
    run: async ({ db }: Parts) => {
      begun++
      await finished
      await db.tx(tx => sql`select 1`.execute(tx))
      heard.push(i)
    },
  }])) }
  await site.parts.jobs.work({ ...site.parts, modules: [many] })
  await expect.poll(() => begun, { timeout: 10_000 }).toBe(40)
  const { rows } = await site.parts.db.tx(tx => sql<{ n: number }>`select count(*) as n from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`.execute(tx))
  expect(rows).toEqual([{ n: 0 }])
  finish()
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(40)
})

test('what is swept once a day is swept soon after a start as well: the next start may come before the day is over', async () => {
  const daily: Module = { name: 'daily', sweeps: { count: { everySeconds: 86_400, run: async () => { heard.push('counted') } } } }
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] })
  try {
    await site.parts.jobs.work({ ...site.parts, modules: [daily] })
    vi.advanceTimersByTime(599_000)
    expect(heard).toEqual([])
    vi.advanceTimersByTime(1000)
  } finally {
    vi.useRealTimers()
  }
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(['counted'])
})

test('stopping waits for what is running, job and sweep', async () => {
  let finish = () => {}
  const finished = new Promise<void>((resolve) => { finish = resolve })
  water = async () => {
    heard.push('watering')
    await finished
    heard.push('watered')
  }
  rake = async () => {
    heard.push('raking')
    await finished
    heard.push('raked')
  }
  await add(1)
  await site.parts.jobs.work(site.parts)
  await expect.poll(() => heard.includes('watering') && heard.includes('raking'), { timeout: 10_000 }).toBe(true)
  let stopped = false
  const stopping = site.parts.jobs.stop().then(() => { stopped = true })
  for (let look = 0; look < 50; look++) await watering()
  expect(stopped).toBe(false)
  finish()
  await stopping
  expect(heard).toEqual(expect.arrayContaining(['watered', 'raked']))
  expect(await watering()).toMatchObject([{ state: 'completed' }])
})
