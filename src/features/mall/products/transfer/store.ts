import type { Sql } from '../../../../kit/db.ts'
import { sql } from 'kysely'
import '../../tables.ts'

/** Which of these products there are. */
export async function idsThere(db: Sql, ids: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select id from product where id = any(${[...ids]}::bigint[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Products by their titles; of several with one title the newest. */
export async function idsByTitle(db: Sql, titles: readonly string[]): Promise<Map<string, number>> {
  if (titles.length === 0) return new Map()
  const { rows } = await sql<{ id: number, title: string }>`select id, title from product where title = any(${[...titles]}::text[]) order by id`.execute(db)
  return new Map(rows.map(({ id, title }) => [title, id]))
}
