import type { RunAs } from './user.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { copyFile, open, readFile, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { servesCluster, startOf } from './processes.ts'
import { SURROUNDINGS } from './user.ts'

/** The port only names the socket file; nothing listens on TCP. */
export const PORT = 5432
export const SOCKET_FILE = `.s.PGSQL.${PORT}`

const POLL_MS = 20
const FAST_STOP_MS = 60_000
const IMMEDIATE_STOP_MS = 30_000
const LOG_BYTES = 10_000_000

/** A running PostgreSQL. `started` tells it from another process that gets its pid later. */
export interface Server { pid: number, started: string, socketDir: string, ready: boolean }

/** What postmaster.pid in the data directory `cluster` says, whether or not it is still true. */
export function readPidFile(cluster: string): { pid: number, socketDir: string, ready: boolean } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return {
      pid: Number(lines[0]),
      socketDir: lines[4] ?? '',
      ready: lines[7]?.trim() === 'ready',
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw error
    return undefined
  }
}

/** The live server on the data directory `cluster`, perhaps one that a killed process left behind. */
export function findServer(cluster: string): Server | undefined {
  const file = readPidFile(cluster)
  const started = file && startOf(file.pid)
  return started && servesCluster(file.pid, cluster)
    ? { ...file, started }
    : undefined
}

/** A server that was just started: whether it still runs, and what it has printed so far. */
export interface Launched { pid: number, alive: () => boolean, said: () => Promise<string> }

/** Starts PostgreSQL so that it outlives this process and no Ctrl-C meant for us reaches it. Does not wait until it answers. */
export async function launch(binaries: string, cluster: string, settings: Record<string, string>, logFile: string, user: RunAs): Promise<Launched> {
  await removeStalePidFile(cluster)
  const log = await open(logFile, 'a', 0o600)
  try {
    const before = (await log.stat()).size
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const server = spawn(join(binaries, 'bin/postgres'), ['-D', cluster, ...flags], {
      ...SURROUNDINGS,
      ...user,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    await once(server, 'spawn')
    server.unref()
    return {
      pid: server.pid!,
      alive: () => server.exitCode === null && server.signalCode === null,
      said: async () => (await readFile(logFile)).subarray(before).toString(),
    }
  } finally {
    await log.close()
  }
}

/** PostgreSQL clears away the file of a dead server itself, unless its pid lives on as something else or the file is empty. */
async function removeStalePidFile(cluster: string): Promise<void> {
  const file = readPidFile(cluster)
  if (file && (!file.pid || startOf(file.pid)))
    await rm(join(cluster, 'postmaster.pid'))
}

/** Ends a server and waits until it is gone: open transactions are rolled back, everything committed is on disk. */
export async function stopServer({ pid, started }: Pick<Server, 'pid' | 'started'>): Promise<void> {
  const gone = () => startOf(pid) !== started
  for (const [signal, patience] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    if (gone())
      return
    send(pid, signal)
    for (const until = Date.now() + patience; Date.now() < until; await wait(POLL_MS)) {
      if (gone())
        return
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) did not stop.`)
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH')
      throw error
  }
}

/** Keeps the log of PostgreSQL to two files of some megabytes, also while the server is writing to it. */
export async function limitLog(file: string): Promise<void> {
  const size = await stat(file).then(found => found.size, () => 0)
  if (size < LOG_BYTES)
    return
  await copyFile(file, `${file}.1`)
  await truncate(file)
}
