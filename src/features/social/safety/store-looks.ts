import type { Sql } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** Adds people to those somebody was shown since their day began, in one conditional statement. @returns false when nothing was added: they are in it, or it is full */
export async function addLooks(db: Sql, accountId: number, ids: readonly number[], { most, since, now }: { most: number, since: Date, now: Date }): Promise<boolean> {
  const { rows } = await sql`
    insert into social_looks as l (account_id, ids, began_at) values (${accountId}, ${ids}::bigint[], ${now})
    on conflict (account_id) do update set
      ids = case when l.began_at <= ${since} then excluded.ids else l.ids || array(select unnest(excluded.ids) except select unnest(l.ids)) end,
      stopped_at = case when l.began_at <= ${since} then null else l.stopped_at end,
      began_at = case when l.began_at <= ${since} then excluded.began_at else l.began_at end
    where l.began_at <= ${since} or (cardinality(l.ids) < ${most} and not l.ids @> excluded.ids)
    returning 1`.execute(db)
  return rows.length > 0
}

export async function findLooks(db: Sql, accountId: number, ids: readonly number[]): Promise<{ count: number, seenAll: boolean, beganAt: Date } | undefined> {
  const { rows: [row] } = await sql<{ count: number, seenAll: boolean, beganAt: Date }>`
    select cardinality(ids) as count, ids @> ${ids}::bigint[] as "seenAll", began_at as "beganAt" from social_looks where account_id = ${accountId}`.execute(db)
  return row
}

/** @returns whether it is the first time since their day began */
export async function stopLooks(db: Sql, accountId: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('social_looks').set({ stopped_at: now }).where('account_id', '=', accountId).where('stopped_at', 'is', null).executeTakeFirst()
  return numUpdatedRows === 1n
}
