import type { Sql, Tx } from '../../../kit/db.ts'
import { sql } from 'kysely'
import { levelAt } from './levels.ts'
import '../tables.ts'

/** People who visit another city although no level of theirs allows it now. */
export async function listUnpaidVisits(db: Sql, now: Date, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.account_id as id from social_profile p
    where p.visit_c5 is not null and not exists (
      select from membership_level l where l.any_city
        and l.level = ${levelAt(sql`p.account_id`, now)})
    limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

export async function endVisit(tx: Tx, accountId: number): Promise<void> {
  await tx.updateTable('social_profile').set({ target_city: null, visit_c5: null, visit_lat: null, visit_lng: null }).where('account_id', '=', accountId).execute()
}
