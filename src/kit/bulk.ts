import type { Tx } from './db.ts'
import { sql } from 'kysely'

/** A statement may hold 65,535 values: so many rows of a wide table. */
const BATCH = 2000

/** Writes many rows with few statements, in their order. Nothing to write is no statement. */
export async function inBatches<T>(rows: readonly T[], write: (batch: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < rows.length; i += BATCH) await write(rows.slice(i, i + BATCH))
}

/**
 * Runs the work with the indexes and constraints of these tables taken away, and puts them back as they were: building an
 * index once is many times faster than feeding it a million rows. Only for loading test data into a database of one's own.
 */
export async function withoutIndexes(tx: Tx, tables: string[], work: () => Promise<void>): Promise<void> {
  const { rows: constraints } = await sql<{ table: string, name: string, definition: string }>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where conrelid = any(${tables}::regclass[]) and contype in ('x', 'f', 'u')
      and not exists (select from pg_constraint k where k.contype = 'f' and k.confrelid = conrelid and k.conindid = pg_constraint.conindid and pg_constraint.contype = 'u')
    order by contype <> 'f', conname`.execute(tx)
  for (const { table, name } of constraints) await sql.raw(`alter table ${table} drop constraint ${name}`).execute(tx)
  const { rows: indexes } = await sql<{ name: string, definition: string }>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = any(${tables}::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid)`.execute(tx)
  for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(tx)
  await work()
  await sql`select set_config('maintenance_work_mem', '512MB', true)`.execute(tx)
  for (const { definition } of indexes) await sql.raw(definition).execute(tx)
  for (const { table, name, definition } of constraints.toReversed()) await sql.raw(`alter table ${table} add constraint ${name} ${definition}`).execute(tx)
}
