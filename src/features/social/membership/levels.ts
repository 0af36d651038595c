import type { RawBuilder } from 'kysely'
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

/** The level of an account at a moment, in SQL. */
export const levelAt = (account: RawBuilder<unknown>, now: Date) => sql<number>`coalesce((select max(s.level) from membership_span s where s.account_id = ${account} and s.starts_at <= ${now} and s.ends_at > ${now}), 0)`

/** Whether the social_profile `p` wears the badge of a membership at a moment, in SQL. */
export const wearsBadge = (now: Date) => sql<boolean>`exists (select from membership_span s join membership_level l using (level) where s.account_id = p.account_id and s.starts_at <= ${now} and s.ends_at > ${now} and l.badge)`

/** What somebody may do at this moment: read, never switched off by a timer (social.md §2.10). */
export async function levelOf(db: Sql, accountId: number, now: Date): Promise<Level> {
  const { rows: [row] } = await sql<Level>`
    select level, badge, likes_a_day as "likesADay", superlikes_a_day as "superlikesADay", rewinds_a_day as "rewindsADay", any_city as "anyCity", sees_likes as "seesLikes"
    from membership_level where level = ${levelAt(sql`${accountId}`, now)}`.execute(db)
  return row!
}
