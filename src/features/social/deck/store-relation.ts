import type { Sql } from '../../../kit/db.ts'
import type { SwipeCode } from '../tables.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** What I have decided about somebody, and our live match. */
export async function findRelation(db: Sql, me: number, other: number): Promise<{ decided: SwipeCode | null, matchId: string | null }> {
  const { rows: [row] } = await sql<{ decided: SwipeCode | null, matchId: string | null }>`
    select (select kind from swipe where actor = ${me} and target = ${other}) as decided,
      (select public_id from social_match where lo = least(${me}::bigint, ${other}) and hi = greatest(${me}::bigint, ${other}) and ended_at is null) as "matchId"`.execute(db)
  return row!
}
