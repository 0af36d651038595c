import type { JobRunner } from './core/jobs/index.ts'
import type { Clock } from './kit/clock.ts'
import type { Config } from './kit/config.ts'
import type { Connection } from './kit/db.ts'
import type { Log } from './kit/log.ts'
import type { StepFilter } from './kit/migrate.ts'
import type { Module, Parts } from './kit/module.ts'
import { CompiledQuery } from 'kysely'
import { createJobs } from './core/jobs/index.ts'
import { memoryCache } from './kit/cache.ts'
import { openDb } from './kit/db.ts'
import { memoryFanout } from './kit/fanout.ts'
import { memoryLimits } from './kit/limits.ts'
import { migrate } from './kit/migrate.ts'
import { allModules } from './modules.ts'

/** The parts of a running site; `jobs` can besides be started and stopped. */
export type SiteParts = Parts & { jobs: JobRunner }

/** Puts the parts together; nothing runs yet. */
export function createParts(options: { config: Config, connection: Connection, clock: Clock, log: Log, modules: readonly Module[] }): SiteParts {
  const { config, connection, clock, log, modules } = options
  const db = openDb(connection)
  return {
    config,
    db,
    clock,
    log,
    cache: memoryCache(log),
    limits: memoryLimits({ enabled: config.addressLimits }),
    fanout: memoryFanout(log),
    jobs: createJobs(async (text, values) => db.sql.executeQuery<any>(CompiledQuery.raw(text, values)), log),
    modules,
  }
}

/** Brings the database up to date: the modules' migrations, also of those that are off, and the queues. */
export async function prepareDatabase(parts: SiteParts, wanted?: StepFilter): Promise<string[]> {
  const sources = allModules.flatMap(module => module.migrations ? [{ module: module.name, folder: module.migrations }] : [])
  const applied = await migrate(parts.db, sources, wanted)
  await parts.jobs.prepare(allModules)
  return applied
}
