import type { JobResult } from 'pg-boss'
import type { Tx } from '../../kit/db.ts'
import type { Log } from '../../kit/log.ts'
import type { Job, Jobs, Module, Parts, Sweep } from '../../kit/module.ts'
import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import { isDatabaseAway } from '../../kit/db.ts'

const DEFAULT_TRIES = 5
const FIRST_RETRY_SECONDS = 15
const POLL_SECONDS = 1
const STOP_TIMEOUT_MS = 10_000
/** A site that is restarted every day has its daily sweeps as well: the first comes this long after the start at the latest. */
const FIRST_SWEEP_SECONDS = 600
/** Jobs that failed for good wait here for somebody to look at them. */
const DEAD_LETTERS = 'dead-letters'
const DEAD_LETTER_SECONDS = 90 * 86_400

export interface JobRunner extends Jobs {
  /** Makes the queues; before anything is added. */
  prepare: (modules: readonly Module[]) => Promise<void>
  /** Begins to work on jobs and sweeps. */
  work: (parts: Parts) => Promise<void>
  /** Lets running jobs and sweeps finish, then ends. */
  stop: () => Promise<void>
}

type RunSql = (text: string, values: unknown[]) => Promise<{ rows: any[] }>

/** Jobs on pg-boss: queued in the caller's transaction, kept in PostgreSQL, retried with growing waits, dead letters kept. */
export function createJobs(runSql: RunSql, log: Log): JobRunner {
  const boss = new PgBoss({ db: { executeSql: (text, values) => runSql(text, values ?? []) }, schema: 'jobs', schedule: false })
  boss.on('error', (error) => {
    if (!isDatabaseAway(error)) log.error({ err: error }, 'the job queue has trouble; it goes on') // each poll tries again
  })
  let timers: NodeJS.Timeout[] = []
  const running = new Set<Promise<void>>()

  function startSweep(parts: Parts, name: string, sweep: Sweep) {
    const begin = () => {
      const run = sweepOnce(parts, name, sweep).finally(() => running.delete(run))
      running.add(run)
    }
    if (sweep.everySeconds > FIRST_SWEEP_SECONDS) timers.push(setTimeout(begin, FIRST_SWEEP_SECONDS * 1000))
    timers.push(setInterval(begin, sweep.everySeconds * 1000))
  }

  async function startJob(parts: Parts, name: string, job: Job) {
    const runOne = async ({ id, data }: { id: string, data: unknown }): Promise<JobResult> => {
      try {
        await job.run(parts, data as object)
        return { id, status: 'completed' }
      } catch (error) {
        log.warn({ err: error, job: name, jobId: id }, 'job failed; it will be tried again')
        return { id, status: 'failed', output: { message: (error as Error).message } }
      }
    }
    await boss.work(name, { pollingIntervalSeconds: POLL_SECONDS, batchSize: job.atOnce ?? 1, burstWhenBatchFull: true, perJobResults: true }, queued => Promise.all(queued.map(runOne)))
  }

  return {
    async add(tx, name, data) {
      await boss.send(name, data, { db: { executeSql: async (text: string, values: unknown[] = []) => ({ rows: await rowsIn(tx, text, values) }) } })
    },

    async prepare(modules) {
      await boss.start()
      await boss.createQueue(DEAD_LETTERS, { retentionSeconds: DEAD_LETTER_SECONDS })
      for (const [name, job] of jobsOf(modules)) {
        const options = { retryLimit: (job.tries ?? DEFAULT_TRIES) - 1, retryDelay: FIRST_RETRY_SECONDS, retryBackoff: true, deadLetter: DEAD_LETTERS }
        await boss.createQueue(name, options)
        await boss.updateQueue(name, options) // one that an older version has made
      }
    },

    async work(parts) {
      for (const [name, job] of jobsOf(parts.modules)) await startJob(parts, name, job)
      for (const [name, sweep] of sweepsOf(parts.modules)) startSweep(parts, name, sweep)
    },

    async sweepNow(parts) {
      const failures: unknown[] = []
      for (const [, sweep] of sweepsOf(parts.modules)) await sweep.run(parts).catch(error => failures.push(error))
      if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures, 'several sweeps failed')
    },

    async stop() {
      for (const timer of timers) clearInterval(timer)
      timers = []
      await Promise.all(running)
      await boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS })
    },
  }
}

/** One node at a time; one that fails stops neither itself the next time nor the others. */
async function sweepOnce(parts: Parts, name: string, { run }: Sweep): Promise<void> {
  await parts.db.alone(`sweep:${name}`, () => run(parts)).catch((error: unknown) => {
    if (!isDatabaseAway(error)) parts.log.error({ err: error, sweep: name }, 'sweep failed; it will be tried again')
  })
}

/** What the modules declare, each under its full name, e.g. 'stays.expire'. */
function declared<T>(modules: readonly Module[], of: (module: Module) => Record<string, T> | undefined): [name: string, one: T][] {
  return modules.flatMap(module => Object.entries(of(module) ?? {}).map(([name, one]): [string, T] => [`${module.name}.${name}`, one]))
}

const jobsOf = (modules: readonly Module[]) => declared(modules, module => module.jobs)
const sweepsOf = (modules: readonly Module[]) => declared(modules, module => module.sweeps)

/** pg-boss writes its own SQL with $1 parameters: handed to the transaction's connection as it is. */
async function rowsIn(tx: Tx, text: string, values: unknown[]): Promise<any[]> {
  return (await tx.executeQuery<any>(CompiledQuery.raw(text, values))).rows
}
