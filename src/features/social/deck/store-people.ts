import type { Sql } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { Parts } from '../../../kit/module.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { GenderCode } from '../tables.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { wearsBadge } from '../membership/levels.ts'
import { reachable } from '../reachable.ts'
import { shownStates } from '../settings.ts'
import '../tables.ts'

export interface PersonRow {
  accountId: number
  publicId: string
  name: string
  birthDate: PlainDate
  gender: GenderCode
  about: string
  tags: string[]
  city: string
  visiting: boolean
  resolution: number
  lat: number
  lng: number
  albumForMatches: boolean
  activeHour: Date
  createdAt: Date
  verified: boolean
  badge: boolean
  superLikedMe: boolean
  matched: boolean
  photos: PictureRow[]
}

/** What may be shown of these people to a viewer, in the given order. */
export async function cardsOf(parts: Parts, viewer: number, ids: readonly number[]): Promise<PersonRow[]> {
  if (ids.length === 0) return []
  const now = parts.clock.now()
  const { rows } = await sql<PersonRow>`
    select p.account_id as "accountId", p.public_id as "publicId", p.name, p.birth_date as "birthDate", p.gender, p.about, p.tags, case when p.visit_c5 is null then p.city else p.target_city end as city,
      p.visit_c5 is not null as visiting, case when p.visit_c5 is null then p.resolution else 5 end as resolution, coalesce(p.visit_lat, p.lat) as lat, coalesce(p.visit_lng, p.lng) as lng,
      p.album_for_matches as "albumForMatches", date_trunc('hour', p.active_at, 'UTC') as "activeHour", p.created_at as "createdAt",
      exists (select from identity i where i.account_id = p.account_id) as verified,
      ${wearsBadge(now)} as badge,
      exists (select from swipe w where w.actor = p.account_id and w.target = ${viewer} and w.kind = 2) as "superLikedMe",
      exists (select from social_match m where m.lo = least(p.account_id, ${viewer}) and m.hi = greatest(p.account_id, ${viewer}) and m.ended_at is null) as matched,
      (select coalesce(json_agg(${pictureJson(sql`f.picture_id`)} order by f.position), '[]') from social_photo f where f.account_id = p.account_id and f.state = any(${shownStates(parts.config)})) as photos
    from unnest(${ids}::bigint[]) with ordinality as o (id, place) join social_profile p on p.account_id = o.id
    where p.birth_date is not null and p.gender is not null and p.c5 is not null order by o.place`.execute(parts.db.sql)
  return rows
}

/** Whether `p` is somebody whom a viewer could meet at all: somebody else who is there for them. */
const another = (viewer: number, now: Date) => sql`p.account_id <> ${viewer} and ${reachable(viewer, now)}`
const wasShown = (viewer: number) => sql`exists (select from social_deck d where d.account_id = ${viewer} and d.served @> array[p.account_id])`

/** Somebody about whom one may decide: who was shown, or likes one in a way one can see. @param seesLikes a member who sees all likes */
export async function meetable(db: Sql, viewer: number, publicId: string, seesLikes: boolean, now: Date): Promise<{ accountId: number, likesMe: boolean } | undefined> {
  const { rows: [row] } = await sql<{ accountId: number, likesMe: boolean }>`
    select p.account_id as "accountId", l.kind is not null as "likesMe" from social_profile p join account a on a.id = p.account_id
    left join swipe l on l.actor = p.account_id and l.target = ${viewer} and l.kind > 0
    where p.public_id = ${publicId} and ${another(viewer, now)} and (${wasShown(viewer)} or l.kind = 2 or (l.kind is not null and ${seesLikes}))`.execute(db)
  return row
}

/** People `p` whose page one may open: as above, and one's matches. */
const openTo = (viewer: number, seesLikes: boolean, now: Date) => sql`social_profile p join account a on a.id = p.account_id
  left join swipe l on l.actor = p.account_id and l.target = ${viewer} and l.kind > 0
  where ${another(viewer, now)} and (${wasShown(viewer)} or l.kind = 2 or (l.kind is not null and ${seesLikes})
    or exists (select from social_match m where m.lo = least(p.account_id, ${viewer}) and m.hi = greatest(p.account_id, ${viewer}) and m.ended_at is null))`

export async function visiblePerson(db: Sql, viewer: number, publicId: string, seesLikes: boolean, now: Date): Promise<number | undefined> {
  const { rows: [row] } = await sql<{ id: number }>`select p.account_id as id from ${openTo(viewer, seesLikes, now)} and p.public_id = ${publicId}`.execute(db)
  return row?.id
}

/** Those of these people whose page one may open. */
export async function openAmong(db: Sql, viewer: number, ids: readonly number[], seesLikes: boolean, now: Date): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`select p.account_id as id from ${openTo(viewer, seesLikes, now)} and p.account_id = any(${ids}::bigint[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
