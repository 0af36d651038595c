import type { Sql, Tx } from '../../kit/db.ts'
import type { Snapshot } from './safety/store-reports.ts'
import { sql } from 'kysely'
import './tables.ts'

/** What somebody has shown of themselves, whom they decided about, and how they looked for people; plain JSON. */
export async function profileToExport(db: Sql, accountId: number): Promise<Record<string, unknown>> {
  const { rows: profiles } = await sql`
    select public_id as id, name, birth_date as "birthDate", gender, seeks, about, tags, city, scope, target_city as "targetCity", min_km as "minKm", max_km as "maxKm", age_min as "ageMin", age_max as "ageMax",
      album_for_matches as "albumForMatches", autoplay, vibration, on_ranking as "onRanking", paused, zone, banned_at as "bannedAt", banned_until as "bannedUntil", ban_reason as "banReason",
      warned_at as "warnedAt", warn_reason as "warnReason", c7::text as cell, lat as "cellLat", lng as "cellLng", located_at as "locatedAt", active_at as "activeAt", created_at as "createdAt"
    from social_profile where account_id = ${accountId}`.execute(db)
  const { rows: photos } = await sql`
    select picture_id as picture, position, state, reason, to_jsonb(created_at) #>> '{}' as "createdAt" from social_photo where account_id = ${accountId} order by position`.execute(db)
  // Others are named only as far as they were met: a card's id says nothing to who does not see it any more.
  const { rows: swipes } = await sql`
    select p.public_id as person, (array['pass', 'like', 'superlike'])[s.kind + 1] as kind, to_jsonb(s.at) #>> '{}' as at from swipe s join social_profile p on p.account_id = s.target where s.actor = ${accountId} order by s.at`.execute(db)
  const { rows: quotas } = await sql`select kind, used, to_jsonb(resets_at) #>> '{}' as "resetsAt" from social_quota where account_id = ${accountId} order by kind`.execute(db)
  return { profile: profiles, photos, swipes, quotas }
}

const NOTHING_SEEN: Snapshot = { name: '-', birthDate: null, gender: null, about: '', tags: [], city: null, photos: [], match: null }

/**
 * Takes somebody out of here: what they showed, decided and are remembered by. The row itself stays, blank, because messages, matches
 * and reports of others point to it. What others thought of them with a pass is dropped with time, as all passes are.
 * @returns the pictures of the album
 */
export async function blankProfile(tx: Tx, accountId: number, now: Date): Promise<string[]> {
  const photos = await tx.deleteFrom('social_photo').where('account_id', '=', accountId).returning('picture_id as picture').execute()
  await tx.deleteFrom('swipe').where('actor', '=', accountId).execute()
  await tx.deleteFrom('swipe').where('target', '=', accountId).where('kind', '>', 0).execute()
  for (const table of ['social_card', 'social_deck', 'social_looks', 'social_tally', 'social_rank', 'social_quota', 'social_jump', 'social_appeal'] as const) {
    await tx.deleteFrom(table).where('account_id', '=', accountId).execute()
  }
  await sql`delete from social_block where account_id = ${accountId} or other_id = ${accountId}`.execute(tx)
  // What staff have decided about stays as a figure; what was to be seen goes.
  await sql`update social_report set snapshot = ${JSON.stringify(NOTHING_SEEN)}, text = '' where reported_id = ${accountId} or reporter_id = ${accountId}`.execute(tx)
  await sql`update social_report set state = 'dismissed', decided_at = ${now}, decision = 'left' where state = 'open' and (reported_id = ${accountId} or reporter_id = ${accountId})`.execute(tx)
  await sql`
    update social_profile set public_id = gen_random_uuid(), name = '-', about = '', tags = '{}', birth_date = null, birth_set_on = null, birth_corrected_at = ${now}, gender = null, city = null, target_city = null,
      c5 = null, c6 = null, c7 = null, resolution = null, lat = null, lng = null, located_at = null, visit_c5 = null, visit_lat = null, visit_lng = null, on_ranking = false, paused = true, warned_at = null, warn_reason = null
    where account_id = ${accountId}`.execute(tx)
  return photos.map(({ picture }) => picture)
}
