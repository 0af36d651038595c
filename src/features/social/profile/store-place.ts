import type { Sql, Tx } from '../../../kit/db.ts'
import type { Point } from '../../../core/regions/index.ts'
import type { Cells, Resolution } from './cells.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** The centre of the cell somebody was last in, and when; undefined when they never said. The profile is locked. */
export async function findPlace(tx: Tx, accountId: number): Promise<Point & { resolution: Resolution, at: Date } | undefined> {
  const row = await tx.selectFrom('social_profile').select(['lat', 'lng', 'resolution', 'located_at as at']).where('account_id', '=', accountId).where('c5', 'is not', null).executeTakeFirst()
  return row as Point & { resolution: Resolution, at: Date } | undefined
}

export async function setPlace(tx: Tx, accountId: number, { c5, c6, c7, resolution, lat, lng, city, now }: Cells & Point & { resolution: Resolution, city: string, now: Date }): Promise<void> {
  await tx.updateTable('social_profile').set({ c5, c6, c7, resolution, lat, lng, city, located_at: now }).where('account_id', '=', accountId).execute()
}

/** Others who can be seen in these cells; more than a few hundred are not counted. */
export async function crowdsOf(tx: Tx, accountId: number, { c6, c7 }: Cells): Promise<{ c6: number, c7: number }> {
  const { rows: [row] } = await sql<{ c6: number, c7: number }>`
    select (select count(*) from (select from social_card where c6 = ${c6}::bigint and account_id <> ${accountId} limit 200) a) as c6,
      (select count(*) from (select from social_card where c7 = ${c7}::bigint and account_id <> ${accountId} limit 200) a) as c7`.execute(tx)
  return row!
}

/** People whose cell has become too empty, or is larger than it needs to be. Twice as many are asked for before it shrinks, so that it does not flicker. */
export async function listMisplaced(db: Sql, crowd: number): Promise<({ accountId: number, crowds: { c6: number, c7: number }, c7: string, c6: string, c5: string })[]> {
  const { rows } = await sql<{ accountId: number, in6: number, in7: number, c5: string, c6: string, c7: string }>`
    select * from (
      select account_id as "accountId", resolution, c5::text, c6::text, c7::text, count(*) over (partition by c6) - 1 as "in6", count(*) over (partition by c7) - 1 as "in7"
      from social_card where c7 is not null) placed
    where (resolution = 7 and "in7" < ${crowd}) or (resolution = 6 and ("in6" < ${crowd} or "in7" >= ${crowd * 2})) or (resolution = 5 and "in6" >= ${crowd * 2})
    limit 1000`.execute(db)
  return rows.map(({ accountId, c5, c6, c7, in6, in7 }) => ({ accountId, c5, c6, c7, crowds: { c6: in6, c7: in7 } }))
}

export async function insertJump(tx: Tx, accountId: number, at: Date, km: number): Promise<void> {
  await tx.insertInto('social_jump').values({ account_id: accountId, at, km }).onConflict(c => c.doNothing()).execute()
}
