import type { Transaction } from 'kysely'
import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

/** All tables; each module adds its own by declaration merging in its tables.ts. */
export interface Tables {}

/** What reading functions take: the database itself or a transaction. */
export type Sql = Kysely<Tables>
/** What writing functions that must be atomic take: a plain database does not compile. */
export type Tx = Transaction<Tables>

export interface Db {
  /** Reads, and single statements that are whole by themselves. */
  sql: Sql
  /**
   * Runs the work in one READ COMMITTED transaction. When PostgreSQL breaks it off for another's sake
   * (deadlock, serialisation) it is run again, at most three times: the work must bear that.
   */
  tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

export type Connection = { connectionString: string } | { host: string, port: number, user: string, database: string, password?: string }

const RETRY_CODES = new Set(['40001', '40P01'])
const TRIES = 3

/** bigint and counts as numbers, days as 'YYYY-MM-DD': drivers disagree, so it is said once (style.md). */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.INT8) return Number
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

/** Opens the pools. Measured on 2 cores: 16 readers are half as fast as 4, but writers wait for the disk and may be more. */
export function openDb(connection: Connection, options: { readers?: number, writers?: number } = {}): Db {
  const cores = availableParallelism()
  const readers = createPool(connection, options.readers ?? Math.max(4, 2 * cores))
  const writers = createPool(connection, options.writers ?? Math.max(8, 6 * cores))
  const sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: readers }) })
  const writing = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: writers }) })
  return {
    sql,
    async tx(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await writing.transaction().execute(work)
        } catch (error) {
          if (attempt === TRIES || !RETRY_CODES.has(pgCode(error) ?? '')) throw error
        }
      }
    },
    async close() {
      await Promise.all([sql.destroy(), writing.destroy()])
    },
  }
}

/** The SQLSTATE of a PostgreSQL error, or undefined. */
export function pgCode(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown }
  return error instanceof pg.DatabaseError && typeof code === 'string' ? code : undefined
}

/**
 * Turns a broken constraint into a refusal with a name: `.catch(onConstraint({ account_mobile_key: AccountErrors.taken }))`.
 * Any other error passes through.
 */
export function onConstraint(refusals: Record<string, () => Error>) {
  return (error: unknown): never => {
    const refusal = error instanceof pg.DatabaseError && error.constraint ? refusals[error.constraint] : undefined
    throw refusal ? refusal() : error
  }
}

/** True when the database can't be reached or is going down: the request may be tried again later (503). */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = (error as { code?: string }).code ?? ''
  if (error instanceof pg.DatabaseError) return /^(?:57P0[123]|08|53300|25006)/.test(code)
  return (['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code) && 'syscall' in error)
    || /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(error.message)
}

function createPool(connection: Connection, max: number): pg.Pool {
  const pool = new pg.Pool({ ...connection, max, types, idleTimeoutMillis: 60_000, connectionTimeoutMillis: 10_000, application_name: 'linli' })
  pool.on('error', () => { /* an idle client lost its server; the next query opens a new one or answers 503 */ })
  pool.on('connect', client => nameStatements(client))
  return pool
}

/** A text longer than the others, or made for one occasion, is not worth a plan kept on every connection. */
const MAX_NAMED = 400

/** Makes every parameterised statement a prepared one, so that hot queries are parsed and planned once per connection. */
function nameStatements(client: pg.PoolClient) {
  const names = new Map<string, string>()
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  client.query = ((...args: unknown[]) => {
    const [text, values] = args
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || args.length !== 2) return query(...args)
    let name = names.get(text)
    if (!name) {
      if (names.size >= MAX_NAMED) return query(...args)
      name = createHash('sha1').update(text).digest('base64url')
      names.set(text, name)
    }
    return query({ name, text, values })
  }) as typeof client.query
}
