import type { Transaction } from 'kysely'
import { AsyncLocalStorage } from 'node:async_hooks'
import { availableParallelism } from 'node:os'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { isStalePlan, prepareStatements } from './prepared.ts'

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
  /**
   * Runs the work unless another node, or this one, is at something of this name right now. No transaction is held open for
   * it; when the node dies its connection ends, and with it the claim. @returns whether it ran
   */
  alone: (name: string, work: () => Promise<void>) => Promise<boolean>
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
  const sql = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPool(connection, options.readers ?? Math.max(4, 2 * cores)) }) })
  const writing = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPool(connection, options.writers ?? Math.max(8, 6 * cores)) }) })
  const { alone, end } = openLocks(connection)
  return {
    sql,
    async tx(work) {
      for (let attempt = 1; ; attempt++) {
        const deeds: (() => void)[] = []
        try {
          const result = await afterwards.run(deeds, () => writing.transaction().execute(work))
          queueMicrotask(() => deeds.forEach(deed => deed()))
          return result
        } catch (error) {
          if (attempt === TRIES || !(RETRY_CODES.has(pgCode(error) ?? '') || isStalePlan(error))) throw error
        }
      }
    },
    alone,
    async close() {
      await Promise.all([sql.destroy(), writing.destroy(), end()])
    },
  }
}

/** What is to be done after the commit, of the transaction under way. */
const afterwards = new AsyncLocalStorage<(() => void)[]>()

/**
 * Does something in this process once the transaction is committed, and never if it is rolled back: for what may get lost when
 * the process dies in between. What may not is a job. The deed must neither throw nor wait.
 */
export function afterCommit(_: Tx, deed: () => void): void {
  const deeds = afterwards.getStore()
  if (!deeds) throw new Error('afterCommit() outside of a transaction of db.tx')
  deeds.push(deed)
}

/** Claims are advisory locks of one connection that does nothing else and is never closed for being idle. */
function openLocks(connection: Connection): { alone: Db['alone'], end: () => Promise<void> } {
  const pool = createPool(connection, 1, { idleTimeoutMillis: 0 })
  const ask = async (question: string, name: string) => (await pool.query<{ answer: boolean }>(`select ${question}(hashtextextended($1, 0)) as answer`, [name])).rows[0]!.answer
  const held = new Set<string>() // a connection may take its own lock again
  return {
    async alone(name, work) {
      if (held.has(name)) return false
      held.add(name)
      try {
        if (!await ask('pg_try_advisory_lock', name)) return false
        try {
          await work()
        } finally {
          await ask('pg_advisory_unlock', name).catch(() => { /* the connection is gone, and the lock with it */ })
        }
        return true
      } finally {
        held.delete(name)
      }
    },
    end: () => pool.end(),
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

/** The database can't be reached, or no connection became free in time. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
  readonly expected = true

  constructor(cause: Error) {
    super(`The database cannot be reached (${cause.message || (cause as { code?: string }).code}).`, { cause })
  }
}

/** True when the database can't be reached or is going down: the request may be tried again later (503). */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true
  if (error instanceof pg.DatabaseError) return /^(?:57P0|08|53300|25006)/.test(error.code ?? '')
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as NodeJS.ErrnoException
  return (['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code) && ['read', 'write'].includes(syscall ?? ''))
    || /^Connection terminated|^Client has encountered a connection error|not queryable$/.test(error.message)
}

function createPool(connection: Connection, max: number, options: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ ...connection, max, types, idleTimeoutMillis: 60_000, connectionTimeoutMillis: 10_000, keepAlive: true, application_name: 'linli', ...options })
  // A lost connection shows in the next query on it; unheard, the event would end the process.
  pool.on('error', () => {})
  pool.on('connect', client => prepareStatements(client.on('error', () => {})))
  const connect = pool.connect.bind(pool) as (callback?: (...args: unknown[]) => void) => Promise<pg.PoolClient>
  pool.connect = ((callback?: (...args: unknown[]) => void) => callback ? connect(callback) : connect().catch((error: Error) => { throw new DatabaseAway(error) })) as typeof pool.connect
  return pool
}
