import type { Sql } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { GenderCode } from '../tables.ts'
import { sql } from 'kysely'
import '../tables.ts'

interface MeeterRow {
  accountId: number
  gender: GenderCode | null
  seeks: number
  birthDate: PlainDate | null
  ageMin: number
  ageMax: number
  scope: 'near' | 'city' | 'anywhere'
  minKm: number
  maxKm: number
  city: string | null
  targetCity: string | null
  c5: string | null
  resolution: number | null
  lat: number | null
  lng: number | null
  tags: string[]
  zone: string
  paused: boolean
  bannedAt: Date | null
  bannedUntil: Date | null
  banReason: string | null
  activeAt: Date
  photos: number
}

/** What somebody meets people with, from where they are or whither they look; undefined without a profile. */
export async function findMeeter(db: Sql, accountId: number, shown: readonly string[]): Promise<MeeterRow | undefined> {
  const { rows: [row] } = await sql<MeeterRow>`
    select p.account_id as "accountId", p.gender, p.seeks, p.birth_date as "birthDate", p.age_min as "ageMin", p.age_max as "ageMax", p.scope, p.min_km as "minKm", p.max_km as "maxKm",
      case when p.visit_c5 is null then p.city else p.target_city end as city, p.target_city as "targetCity", coalesce(p.visit_c5, p.c5)::text as c5,
      case when p.visit_c5 is null then p.resolution else 5 end as resolution, coalesce(p.visit_lat, p.lat) as lat, coalesce(p.visit_lng, p.lng) as lng,
      p.tags, p.zone, p.paused, p.banned_at as "bannedAt", p.banned_until as "bannedUntil", p.ban_reason as "banReason", p.active_at as "activeAt",
      (select count(*) from social_photo f where f.account_id = p.account_id and f.state = any(${shown})) as photos
    from social_profile p where p.account_id = ${accountId}`.execute(db)
  return row
}

/** Notes that somebody is here; of their card the hour only, so that it changes at most 24 times a day. */
export async function touchActive(db: Sql, accountId: number, now: Date): Promise<void> {
  await sql`
    with seen as (update social_profile set active_at = ${now} where account_id = ${accountId} returning account_id)
    update social_card c set active_hour = date_trunc('hour', ${now}::timestamptz, 'UTC') from seen
    where c.account_id = seen.account_id and c.active_hour < date_trunc('hour', ${now}::timestamptz, 'UTC')`.execute(db)
}
