import type { Readable } from 'node:stream'
import type pg from 'pg'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/** A table with data, as "schema"."name", and its columns that hold data of their own. */
export interface Table { name: string, columns: string[] }

/** What else of the queues' schema is made anew: counts and partitions by day. */
const HAS_DATA = `(n.nspname = 'public' or (n.nspname = 'jobs' and c.relname = 'job_common'))`

/** Every table of the site, and the queued jobs; those that others point to come first. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows: tables } = await client.query<Table & { oid: number }>(`
    select c.oid::int as oid, format('%I.%I', n.nspname, c.relname) as name,
      array(select quote_ident(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum)::text[] as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${HAS_DATA} order by 2`)
  const { rows: keys } = await client.query<{ from: number, to: number }>(
    `select distinct conrelid::int as "from", confrelid::int as "to" from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  )
  const sorted: typeof tables = []
  const waiting = new Set(tables)
  while (waiting.size > 0) {
    const ready = [...waiting].filter(table => !keys.some(key => key.from === table.oid && [...waiting].some(other => other.oid === key.to)))
    if (ready.length === 0) throw new Error(`tables point to each other in a circle: ${[...waiting].map(t => t.name).join(', ')}`)
    for (const table of ready) {
      sorted.push(table)
      waiting.delete(table)
    }
  }
  return sorted.map(({ name, columns }) => ({ name, columns }))
}

const columnList = (table: Table) => table.columns.join(', ')

/** The rows of a table in PostgreSQL's own text form. */
export const readTable = (client: pg.ClientBase, table: Table): Readable =>
  client.query(copyTo(`copy (select ${columnList(table)} from ${table.name}) to stdout`))

export async function writeTable(client: pg.ClientBase, table: Table, rows: Readable): Promise<void> {
  await pipeline(rows, client.query(copyFrom(`copy ${table.name} (${columnList(table)}) from stdin`)))
}

/** Every sequence goes on behind the highest number its column holds. */
export async function advanceSequences(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ sequence: string, table: string, column: string }>(`
    select format('%I.%I', sn.nspname, s.relname) as sequence, format('%I.%I', n.nspname, c.relname) as table, quote_ident(a.attname) as column
    from pg_class s join pg_namespace sn on sn.oid = s.relnamespace join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
    join pg_class c on c.oid = d.refobjid join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and ${HAS_DATA}`)
  for (const { sequence, table, column } of rows) {
    await client.query(`select setval('${sequence}', (select coalesce(max(${column}), 0) + 1 from ${table}), false)`)
  }
}
