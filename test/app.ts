import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Connection } from '../src/kit/db.ts'
import type { App } from '../src/kit/http/app.ts'
import type { Log } from '../src/kit/log.ts'
import type { Module } from '../src/kit/module.ts'
import type { MovableClock } from '../src/kit/clock.ts'
import type { SiteParts } from '../src/parts.ts'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { buildApp } from '../src/app.ts'
import { frozenClock } from '../src/kit/clock.ts'
import { readConfig } from '../src/kit/config.ts'
import { createLog } from '../src/kit/log.ts'
import { allModules } from '../src/modules.ts'
import { createParts } from '../src/parts.ts'

export interface TestApp {
  app: App
  parts: SiteParts
  clock: MovableClock
  connection: Connection
  /** A request as a client makes it; `data` and `error` are the parts of the envelope. */
  call: (method: InjectOptions['method'], url: string, options?: CallOptions) => Promise<Answer>
}

export interface CallOptions { body?: object, headers?: Record<string, string>, query?: Record<string, string | number | undefined>, as?: Credentials, payload?: InjectOptions['payload'] }
/** Headers that say who calls: of a signed-in browser or client. */
export interface Credentials { headers: Record<string, string> }
export interface Answer { status: number, data: any, error?: string, details?: any, message?: string, raw: LightMyRequestResponse }

export interface TestAppOptions {
  /** The instant at which the frozen clock begins. */
  now?: string
  env?: Record<string, string>
  modules?: readonly Module[]
  /** Hears what is logged; by default nothing is. */
  log?: Log
}

/** An instant early in the afternoon in Shanghai, far from the edges of days. */
export const TEST_NOW = '2027-03-01T06:00:00Z'

/**
 * An app on a database of its own for a test file: call it at the top level, read the fields inside tests.
 * The clock stands still until a test moves it; jobs and sweeps run only when a test runs them.
 */
export function withApp(options: TestAppOptions = {}): TestApp {
  const test = {} as TestApp
  let cleanUp: () => Promise<void>
  beforeAll(async () => {
    const opened = await openTestApp(options)
    Object.assign(test, opened)
    cleanUp = opened.close
  })
  afterAll(() => cleanUp?.())
  return test
}

/** The same without vitest's hooks, for tests that need several apps. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp & { close: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'linli-app-'))
  const { connection, drop } = await createDatabase()
  const modules = options.modules ?? allModules
  const config = readConfig({ LINLI_DATA: dataDir, LOG_LEVEL: 'silent', ...options.env }, modules.flatMap(module => module.settings ?? []), '/nowhere/.env')
  const clock = frozenClock(options.now ?? TEST_NOW)
  const parts = createParts({ config, connection, clock, log: options.log ?? createLog(config.logLevel), modules })
  await parts.jobs.prepare(modules)
  const app = await buildApp(parts)
  return {
    app,
    parts,
    clock,
    connection,
    call: callsTo(app),
    async close() {
      await app.close()
      await parts.jobs.stop()
      await parts.db.close()
      await drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Requests to an app, as a client makes them. */
export const callsTo = (app: App): TestApp['call'] => (method, url, options = {}) => callApp(app, method, url, options)

async function callApp(app: App, method: InjectOptions['method'], url: string, { body, headers, query, as, payload }: CallOptions): Promise<Answer> {
  const given = Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]))
  const raw = await app.inject({
    method: method!,
    url: url.startsWith('/') ? url : `/api/v1/${url}`,
    query: given,
    headers: { ...as?.headers, ...headers },
    ...(payload !== undefined ? { payload } : body ? { payload: body } : {}),
  })
  const isJson = String(raw.headers['content-type']).startsWith('application/json')
  const json = isJson ? raw.json() : undefined
  return { status: raw.statusCode, data: json?.data, error: json?.error, details: json?.details, message: json?.message, raw }
}

/** A database made from the migrated template; about 0.1 s. */
export async function createDatabase(): Promise<{ connection: Connection, drop: () => Promise<void> }> {
  const cluster = inject('cluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  const template = 'connectionString' in cluster ? new URL(cluster.connectionString).pathname.slice(1) : cluster.database
  const admin = (statement: string) => withClient('connectionString' in cluster ? { connectionString: withDatabase(cluster.connectionString, 'postgres') } : { ...cluster, database: 'postgres' }, client => client.query(statement))
  await admin(`create database ${name} template "${template}"`)
  return {
    connection: 'connectionString' in cluster ? { connectionString: withDatabase(cluster.connectionString, name) } : { ...cluster, database: name },
    drop: async () => { await admin(`drop database ${name} with (force)`) },
  }
}

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString)
  url.pathname = `/${name}`
  return url.href
}

async function withClient<T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
