import type { Tx } from '../../kit/db.ts'
import type { Jobs, Module, Parts } from '../../kit/module.ts'
import { CompiledQuery, sql } from 'kysely'
import { PgBoss } from 'pg-boss'

const DEFAULT_TRIES = 5
const FIRST_RETRY_SECONDS = 15
const STOP_TIMEOUT_MS = 10_000

export interface JobRunner extends Jobs {
  /** Makes the queues; before anything is added. */
  prepare: (modules: readonly Module[]) => Promise<void>
  /** Begins to work on jobs and sweeps. */
  work: (parts: Parts) => Promise<void>
  /** Lets running jobs and sweeps finish, then ends. */
  stop: () => Promise<void>
}

/** Jobs on pg-boss: queued in the caller's transaction, kept in PostgreSQL, retried with growing waits, dead letters kept. */
export function createJobs(runSql: (text: string, values: unknown[]) => Promise<{ rows: any[] }>): JobRunner {
  const boss = new PgBoss({ db: { executeSql: (text, values) => runSql(text, values ?? []) }, schema: 'jobs', schedule: false })
  let timers: NodeJS.Timeout[] = []
  const running = new Set<Promise<void>>()

  /** One node at a time: the others find the advisory lock taken and leave it. */
  async function sweepOnce(parts: Parts, name: string, run: (parts: Parts) => Promise<void>) {
    await parts.db.tx(async (tx) => {
      const { rows: [lock] } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtext(${`sweep:${name}`})) as mine`.execute(tx)
      if (lock?.mine) await run(parts)
    }).catch(error => parts.log.error({ err: error, sweep: name }, 'sweep failed; it will be tried again'))
  }

  return {
    async add(tx, name, data, options = {}) {
      const db = { executeSql: async (text: string, values: unknown[] = []) => ({ rows: await rowsIn(tx, text, values) }) }
      await boss.send(name, data, { db, ...(options.after ? { startAfter: options.after } : {}) })
    },

    async prepare(modules) {
      boss.on('error', () => { /* the database is away; every poll tries again */ })
      await boss.start()
      await boss.createQueue('dead-letters')
      for (const module of modules) {
        for (const [name, job] of Object.entries(module.jobs ?? {})) {
          await boss.createQueue(`${module.name}.${name}`, { retryLimit: (job.tries ?? DEFAULT_TRIES) - 1, retryDelay: FIRST_RETRY_SECONDS, retryBackoff: true, deadLetter: 'dead-letters' })
        }
      }
    },

    async work(parts) {
      for (const module of parts.modules) {
        for (const [name, job] of Object.entries(module.jobs ?? {})) {
          await boss.work(`${module.name}.${name}`, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([queued]) => {
            if (!queued) return
            try {
              await job.run(parts, queued.data as object)
            } catch (error) {
              parts.log.warn({ err: error, job: `${module.name}.${name}`, jobId: queued.id }, 'job failed; it will be tried again')
              throw error
            }
          })
        }
        for (const [name, sweep] of Object.entries(module.sweeps ?? {})) {
          timers.push(setInterval(() => {
            const run = sweepOnce(parts, `${module.name}.${name}`, sweep.run).finally(() => running.delete(run))
            running.add(run)
          }, sweep.everySeconds * 1000))
        }
      }
    },

    async sweepNow(parts) {
      for (const module of parts.modules) for (const sweep of Object.values(module.sweeps ?? {})) await sweep.run(parts)
    },

    async stop() {
      for (const timer of timers) clearInterval(timer)
      timers = []
      await Promise.all(running)
      await boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS })
    },
  }
}

/** pg-boss writes its own SQL with $1 parameters: handed to the transaction's connection as it is. */
async function rowsIn(tx: Tx, text: string, values: unknown[]): Promise<any[]> {
  return (await tx.executeQuery<any>(CompiledQuery.raw(text, values))).rows
}
