import type { EmbeddedPostgres } from '../src/kit/postgres.ts'
import type { App } from '../src/kit/http/app.ts'
import type { Module, Parts } from '../src/kit/module.ts'
import type { SiteParts } from '../src/parts.ts'
import type { TestApp } from './app.ts'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../src/app.ts'
import { systemClock } from '../src/kit/clock.ts'
import { readConfig } from '../src/kit/config.ts'
import { createLog } from '../src/kit/log.ts'
import { startPostgres } from '../src/kit/postgres.ts'
import { readPidFile } from '../src/kit/postgres/server.ts'
import { allModules } from '../src/modules.ts'
import { createParts, prepareDatabase } from '../src/parts.ts'
import { aPerson } from './people.ts'
import { aStaff } from './staff.ts'

/** Some seconds; a request that hangs would wait for the ten seconds of the pool, or for ever. */
const SOON_MS = 4000
const pagesAreBuilt = existsSync(resolve(import.meta.dirname, '../dist/web/server'))

const dataDir = mkdtempSync(join(tmpdir(), 'linli-outage-'))
let postgres: EmbeddedPostgres
let parts: SiteParts
let app: App
let member: Record<string, string>
let staff: Record<string, string>

/** How often the job and the sweep of this test's own module have run. */
const ran = { job: 0, sweep: 0 }
const probe: Module = {
  name: 'probe',
  jobs: { once: { run: async () => { ran.job++ } } },
  sweeps: { often: {
    everySeconds: 0.1,
    run: async ({ db }: Parts) => {
      await sql`select 1`.execute(db.sql)
      ran.sweep++
    },
  } },
}

const startDatabase = async () => { postgres = await startPostgres({ dataDir, fsync: false }) }

beforeAll(async () => {
  await startDatabase()
  const modules = [...allModules, probe]
  const config = readConfig({ LINLI_DATA: dataDir, LINLI_LIMITS: 'off', LOG_LEVEL: 'silent' }, allModules.flatMap(module => module.settings ?? []), '/nowhere/.env')
  parts = createParts({ config, connection: postgres.connection, clock: systemClock, log: createLog('silent'), modules })
  await prepareDatabase(parts)
  await parts.jobs.prepare(modules)
  app = await buildApp(parts, { pages: pagesAreBuilt })
  await parts.jobs.work(parts)
  member = (await aPerson({ parts } as TestApp)).headers
  staff = (await aStaff({ parts } as TestApp, ['*'])).headers
}, 60_000)

afterAll(async () => {
  await app.close()
  await parts.jobs.stop()
  await parts.db.close()
  await postgres.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const requests = () => ({
  'a reader who is nobody': { method: 'GET', url: '/api/v1/usernames/somebody/count' },
  'a captcha': { method: 'GET', url: '/api/v1/captchas/6b1c7f1e-0a1f-4a53-9a3e-111111111111' },
  'somebody who signs in': { method: 'POST', url: '/api/v1/sessions', payload: { account: '13800000001', password: 'linli-demo-2026' } },
  'a member': { method: 'GET', url: '/api/v1/users/me', headers: member },
  'a member who writes': { method: 'PATCH', url: '/api/v1/users/me', headers: member, payload: { name: '新名字' } },
  'a member on a route for anybody': { method: 'GET', url: '/api/v1/sessions/current', headers: member },
  'staff': { method: 'GET', url: '/api/v1/console/users', headers: staff },
  'staff who write': { method: 'POST', url: '/api/v1/console/roles', headers: staff, payload: { name: 'helper', permissions: [] } },
  'somebody who looks for a home': { method: 'GET', url: '/api/v1/stays/houses?guests=3' },
}) as const

async function askAll() {
  return Promise.all(Object.entries(requests()).map(async ([who, request]) => {
    const begun = performance.now()
    const answer = await app.inject(request)
    return { who, answer, status: answer.statusCode, soon: performance.now() - begun < SOON_MS }
  }))
}

const everybody = (is: object) => Object.keys(requests()).map(who => expect.objectContaining({ who, ...is }))

test('without its database the site says so at once to everybody, and works again by itself when it is back', async () => {
  const before = await askAll()
  expect(before.filter(({ status }) => status >= 500)).toEqual([])

  await postgres.stop()
  for (let round = 0; round < 3; round++) {
    const away = await askAll()
    expect(away).toEqual(everybody({ status: 503, soon: true }))
    for (const { answer } of away) {
      expect(answer.json()).toMatchObject({ errno: 4001, error: 'kit.database_away' })
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    }
  }
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  const ready = await app.inject('/readyz')
  expect([ready.statusCode, ready.headers['retry-after']]).toEqual([503, '2'])
  expect((await app.inject('/api/openapi.json')).statusCode).toBe(200)
  await expect(parts.db.tx(tx => parts.jobs.add(tx, 'probe.once', {}))).rejects.toThrow('cannot be reached')

  await startDatabase()
  const after = await askAll()
  expect(after.map(({ who, status }) => ({ who, status }))).toEqual(before.map(({ who, status }) => ({ who, status: who === 'staff who write' ? 409 : status })))
  expect((await app.inject('/readyz')).body).toBe('ready')

  const sweptBefore = ran.sweep
  await parts.db.tx(tx => parts.jobs.add(tx, 'probe.once', {}))
  await expect.poll(() => [ran.job, ran.sweep > sweptBefore], { timeout: 20_000 }).toEqual([1, true])
}, 90_000)

test('a request under way when the database goes is refused, not left hanging', async () => {
  const slow = parts.db.tx(tx => sql`select pg_sleep(30)`.execute(tx))
  const reading = sql`select pg_sleep(30)`.execute(parts.db.sql)
  const waiting = Promise.allSettled([slow, reading])
  await expect.poll(async () => (await sql<{ n: number }>`select count(*) as n from pg_stat_activity where query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()`.execute(parts.db.sql)).rows[0]!.n).toBe(2)
  const begun = performance.now()
  await postgres.stop()
  const ended = await waiting
  expect(performance.now() - begun).toBeLessThan(SOON_MS)
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await startDatabase()
  expect((await askAll()).filter(({ status }) => status >= 500)).toEqual([])
}, 60_000)

test('a PostgreSQL that is killed under the site is started again, and the site works again by itself', async () => {
  const before = (await askAll()).map(({ who, status }) => ({ who, status }))
  process.kill(readPidFile(join(dataDir, 'postgres'))!.pid, 'SIGKILL')
  await expect.poll(async () => (await app.inject('/readyz')).statusCode).toBe(503)
  await expect.poll(async () => (await app.inject('/readyz')).statusCode, { timeout: 30_000 }).toBe(200)
  expect((await askAll()).map(({ who, status }) => ({ who, status }))).toEqual(before)
  const [jobs, sweeps] = [ran.job, ran.sweep]
  await parts.db.tx(tx => parts.jobs.add(tx, 'probe.once', {}))
  await expect.poll(() => [ran.job, ran.sweep > sweeps], { timeout: 20_000 }).toEqual([jobs + 1, true])
}, 90_000)

test.skipIf(!pagesAreBuilt)('without the database files and frames of pages are still there, also for somebody who is signed in', async () => {
  await postgres.stop()
  const [home, file, consolePage] = await Promise.all(['/', '/robots.txt', '/console'].map(url => app.inject({ url, headers: { ...member, accept: 'text/html' } })))
  await startDatabase()
  expect([home!.statusCode, file!.statusCode, consolePage!.statusCode]).toEqual([503, 200, 200])
  expect(home!.headers['content-type']).toContain('text/html')
  expect(Number(home!.headers['retry-after'])).toBeGreaterThan(0)
}, 60_000)
