import type { Db } from './db.ts'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'

/** Where a module keeps its `.sql` files; they run in the order of their names, modules in the order of the list. */
export interface MigrationSource { module: string, folder: URL }

/** Which of the steps are wanted; a restore first makes the tables as they were when the backup was taken. */
export type StepFilter = (module: string, name: string) => boolean

/** Why the database can't be brought up to date, in a sentence. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

interface Step { module: string, name: string, text: string, checksum: string }

const LOCK = 7_001_001 // any constant: the advisory lock that lets one process migrate at a time

/**
 * Brings the database up to date: all pending files in one transaction under an advisory lock, or none.
 * Refuses an edited file, a missing one, and a database that a newer Linli has migrated.
 * @returns the names of what was applied, e.g. 'stays/0001_stays.sql'
 */
export async function migrate(db: Db, sources: MigrationSource[], wanted: StepFilter = () => true): Promise<string[]> {
  const steps = sources.flatMap(readSteps)
  const [server] = (await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(db.sql)).rows
  if (server!.version < 150_000) throw new MigrationError('PostgreSQL 15 or newer is needed.')

  return db.tx(async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    await sql`create table if not exists migration (
      module text not null, name text not null, checksum text not null, applied_at timestamptz not null default now(), primary key (module, name))`.execute(tx)
    const applied = (await sql<Step>`select module, name, checksum from migration`.execute(tx)).rows
    for (const row of applied) {
      const step = steps.find(s => s.module === row.module && s.name === row.name)
      if (!step) throw new MigrationError(`The database has the migration ${row.module}/${row.name}, which this version of Linli does not know: it was made by a newer one. Start that version.`)
      if (step.checksum !== row.checksum) throw new MigrationError(`The migration ${row.module}/${row.name} was changed after it ran. Put the file back as it was and write a new one.`)
    }
    const pending = steps.filter(step => wanted(step.module, step.name) && !applied.some(row => row.module === step.module && row.name === step.name))
    for (const step of pending) {
      await sql.raw(step.text).execute(tx).catch((error: Error) => {
        throw new MigrationError(`The migration ${step.module}/${step.name} failed, nothing was changed: ${error.message}`, { cause: error })
      })
      await sql`insert into migration (module, name, checksum) values (${step.module}, ${step.name}, ${step.checksum})`.execute(tx)
    }
    return pending.map(step => `${step.module}/${step.name}`)
  })
}

function readSteps({ module, folder }: MigrationSource): Step[] {
  return readdirSync(folder).filter(name => name.endsWith('.sql')).sort().map((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    return { module, name, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}
