import type { Package } from './postgres/binaries.ts'
import type { Launched, Server } from './postgres/server.ts'
import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findPackage, usableBinaries } from './postgres/binaries.ts'
import { createCluster, lastLines, ROLE, versionOf } from './postgres/cluster.ts'
import { takeLock } from './postgres/lock.ts'
import { keepRunning } from './postgres/keep.ts'
import { untilReady } from './postgres/ready.ts'
import { findServer, launch, limitLog, PORT, readPidFile, stopServer } from './postgres/server.ts'
import { serverSettings } from './postgres/settings.ts'
import { makeSocketDir, removeSocketDir } from './postgres/socket.ts'
import { PostgresStartError } from './postgres/start-error.ts'
import { chooseUser, letIn } from './postgres/user.ts'

export { PostgresStartError }

export interface PostgresOptions {
  dataDir: string
  /** Hears in a sentence each what is being done. */
  log?: (line: string) => void
  /** `false` only where the data may be lost, as in tests. */
  fsync?: boolean
  /** More of PostgreSQL's own settings, or other values for ours. */
  settings?: Record<string, string>
}

/** Runs until it is stopped: a server that ends by itself (killed for want of memory, say) is started again. */
export interface EmbeddedPostgres {
  /** Settings for `pg`; the host is the folder of a unix socket. */
  connection: { host: string, port: number, user: string, database: string, password?: string }
  /** Rolls back what is open, ends the server and waits until it is gone. */
  stop: () => Promise<void>
}

const LEFTOVER_MS = 15_000 // backends of a killed server finish their statement before they notice
const LOG_CHECK_MS = 3_600_000

/** Where the data lies unless LINLI_DATA says otherwise: root's PostgreSQL user could not reach a checkout under /root. */
export function defaultDataDir(): string {
  return process.getuid?.() === 0
    ? '/var/lib/linli'
    : fileURLToPath(new URL('../../.data', import.meta.url))
}

/**
 * Starts the PostgreSQL that npm installed on a data directory of its own (design.md §2), creating it the first time.
 * A server that a killed process left running is adopted: `stop` ends it too. Throws `PostgresStartError`.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const brought = await findPackage(`${process.platform}-${process.arch}`)
  try {
    await mkdir(options.dataDir, { recursive: true, mode: 0o711 })
    // The real path, so that a server started by way of a symbolic link is known again.
    const dataDir = await realpath(options.dataDir)
    const lock = takeLock(join(dataDir, 'linli.lock'))
    if (!lock.taken)
      throw new PostgresStartError(`Linli is already running on the data directory ${dataDir} (process ${lock.holder}). Stop that one first, or give this one another data directory by LINLI_DATA.`)
    try {
      return manage(await findOrStart(dataDir, brought, options), socketDir => findOrStart(dataDir, brought, options, socketDir), join(dataDir, 'postgres.log'), lock.release, options)
    } catch (error) {
      lock.release()
      throw error
    }
  } catch (error) {
    if (error instanceof PostgresStartError)
      throw error
    throw new PostgresStartError(`PostgreSQL could not be started with the data directory ${options.dataDir} (${(error as Error).message}). Check that this user may write there and that the disk is not full, or choose another folder by LINLI_DATA.`, { cause: error })
  }
}

function manage(first: Server, startAgain: (socketDir: string) => Promise<Server>, logFile: string, release: () => void, { log = () => {} }: PostgresOptions): EmbeddedPostgres {
  const kept = keepRunning(first, startAgain, log)
  let stopped: Promise<void> | undefined
  const logCheck = setInterval(() => void limitLog(logFile).catch(() => {}), LOG_CHECK_MS).unref() // a full disk is reported by the database itself
  const stop = async () => {
    clearInterval(logCheck)
    await kept.leave()
    await stopServer(kept.server())
    await removeSocketDir(kept.server().socketDir)
    release()
  }
  return {
    connection: connectionOf(first),
    stop: () => stopped ??= stop(),
  }
}

async function findOrStart(dataDir: string, brought: Package, { log = () => {}, fsync = true, settings = {} }: PostgresOptions, lastSocketDir?: string): Promise<Server> {
  const cluster = join(dataDir, 'postgres')
  const user = await chooseUser(cluster)
  await letIn(user, dataDir)
  const version = await versionOf(cluster)
  if (version && version !== brought.major)
    throw new PostgresStartError(`The data in ${cluster} was written by PostgreSQL ${version}, and this Linli brings PostgreSQL ${brought.major}, which cannot read it. Go back to the Linli that wrote it and make a backup there, then restore that with this one into an empty data directory.`)

  const leftoversUntil = Date.now() + LEFTOVER_MS
  for (;;) {
    const leftBehind = findServer(cluster)
    if (leftBehind) {
      log(`PostgreSQL is still running from before (process ${leftBehind.pid}); taking it over.`)
      const adopted = await untilReady(cluster, () => findServer(cluster) !== undefined, log)
      if (adopted)
        return adopted
      continue // it was on its way down
    }
    const binaries = await usableBinaries(brought, dataDir, user)
    if (!await versionOf(cluster)) {
      log(`Creating the database in ${cluster}.`)
      await createCluster(cluster, binaries, user, fsync)
    }
    await removeSocketDir(readPidFile(cluster)?.socketDir ?? '')
    const socketDir = await makeSocketDir(dataDir, user, lastSocketDir)
    const logFile = join(dataDir, 'postgres.log')
    await limitLog(logFile)
    const launched = await launch(binaries, cluster, serverSettings(socketDir, fsync, settings), logFile, user)
    const server = await readyOrStopped(cluster, launched, log)
    if (server) {
      log(`PostgreSQL ${brought.version} is running (process ${server.pid}).`)
      return server
    }
    await removeSocketDir(socketDir)
    const said = await launched.said()
    if (!/pre-existing shared memory block|lock file "postmaster.pid"/.test(said) || Date.now() > leftoversUntil)
      throw new PostgresStartError(`PostgreSQL did not start: ${lastLines(said)} (all of it is in ${logFile}).`)
    await wait(250)
  }
}

async function readyOrStopped(cluster: string, launched: Launched, log: (line: string) => void): Promise<Server | undefined> {
  try {
    return await untilReady(cluster, launched.alive, log)
  } catch (error) {
    const server = findServer(cluster)
    if (server)
      await stopServer(server)
    throw error
  }
}

/** How to reach the server of a data directory that runs now, started by another process; for commands beside a running site. */
export function runningPostgres(dataDir: string): EmbeddedPostgres['connection'] | undefined {
  const server = findServer(join(dataDir, 'postgres'))
  return server?.ready ? connectionOf(server) : undefined
}

const connectionOf = (server: Server) => ({ host: server.socketDir, port: PORT, user: ROLE, database: ROLE })
