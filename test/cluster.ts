import type { TestProject } from 'vitest/node'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../src/kit/config.ts'
import { systemClock } from '../src/kit/clock.ts'
import { createLog } from '../src/kit/log.ts'
import { startPostgres } from '../src/kit/postgres.ts'
import { allModules } from '../src/modules.ts'
import { createParts, prepareDatabase } from '../src/parts.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL whose database `linli` is migrated and empty: the template of every test's own. */
    cluster: { host: string, port: number, user: string, database: string, password?: string } | { connectionString: string }
  }
}

/** One real PostgreSQL for the whole run: the embedded one, or the server of DATABASE_URL (CI also takes PostgreSQL 15). */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'linli-test-'))
  const own = process.env.DATABASE_URL
  const server = own ? undefined : await startPostgres({ dataDir, fsync: false, settings: { max_connections: '400' } })
  const connection = server?.connection ?? { connectionString: own! }

  const config = readConfig({ LINLI_DATA: dataDir }, allModules.flatMap(module => module.settings ?? []), '/nowhere/.env')
  const parts = createParts({ config, connection, clock: systemClock, log: createLog('silent'), modules: allModules })
  await prepareDatabase(parts)
  await parts.jobs.stop()
  await parts.db.close()
  project.provide('cluster', connection)

  return async () => {
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
