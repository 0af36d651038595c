import type { TestApp } from './app.ts'
import { sql } from 'kysely'

/** How many statements in this database wait for somebody else's lock. */
export async function waitingForLocks({ parts }: TestApp): Promise<number> {
  const { rows: [row] } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(parts.db.sql)
  return row!.n
}
