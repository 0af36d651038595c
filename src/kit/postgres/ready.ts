import type { Server } from './server.ts'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { ROLE } from './cluster.ts'
import { findServer, PORT, SOCKET_FILE, stopServer } from './server.ts'
import { PostgresStartError } from './start-error.ts'

const POLL_MS = 20
const NOT_READY_MS = 600_000 // after a crash it first repeats up to max_wal_size of changes

/** Waits until the server answers and holds our database; `undefined` when it ends instead. */
export async function untilReady(cluster: string, alive: () => boolean, log: (line: string) => void): Promise<Server | undefined> {
  const begun = Date.now()
  for (let polls = 1; Date.now() < begun + NOT_READY_MS; polls++) {
    const server = findServer(cluster)
    if (server?.socketDir && await hasDatabase(server.socketDir))
      return server
    if (!alive())
      return undefined
    if (server?.ready && !existsSync(join(server.socketDir, SOCKET_FILE))) {
      log(`Nobody can reach this PostgreSQL, its socket in ${server.socketDir} was removed; starting it anew.`)
      await stopServer(server)
      return undefined
    }
    if (polls % 250 === 0)
      log('PostgreSQL is not ready yet: after a crash it first recovers what was being written.')
    await wait(POLL_MS)
  }
  throw new PostgresStartError(`PostgreSQL is not ready after ${NOT_READY_MS / 60_000} minutes. What it is doing is written in ${join(cluster, '..', 'postgres.log')}.`)
}

/** Whether the server answers; creates our database if it is missing. */
async function hasDatabase(socketDir: string): Promise<boolean> {
  const client = new pg.Client({
    host: socketDir,
    port: PORT,
    user: ROLE,
    database: 'postgres',
    ssl: false,
  })
  client.on('error', () => {}) // a server that ends while we ask answers the question
  try {
    await client.connect()
    const { rowCount } = await client.query('select from pg_database where datname = $1', [ROLE])
    if (!rowCount)
      await client.query(`create database ${ROLE}`)
    return true
  } catch (error) {
    const comingOrGoing = !(error instanceof pg.DatabaseError) || ['57P01', '57P03', '53300'].includes(error.code ?? '')
    if (!comingOrGoing)
      throw error
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
