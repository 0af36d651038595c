import type { Sql } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** What somebody's membership allows; level 0 is what everybody has. null: as many as one likes. */
export interface Level {
  level: number
  badge: boolean
  likesADay: number | null
  superlikesADay: number | null
  rewindsADay: number | null
  anyCity: boolean
  seesLikes: boolean
}

/** What somebody may do at this moment: read, never switched off by a timer (social.md §2.10). */
export async function levelOf(db: Sql, accountId: number, now: Date): Promise<Level> {
  const { rows: [row] } = await sql<Level>`
    select level, badge, likes_a_day as "likesADay", superlikes_a_day as "superlikesADay", rewinds_a_day as "rewindsADay", any_city as "anyCity", sees_likes as "seesLikes"
    from membership_level where level = coalesce((select max(s.level) from membership_span s where s.account_id = ${accountId} and s.starts_at <= ${now} and s.ends_at > ${now}), 0)`.execute(db)
  return row!
}
