import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import { sql } from 'kysely'
import { notBanned } from '../reachable.ts'
import { shownStates } from '../settings.ts'
import { MIN_PHOTOS } from './rules.ts'
import '../tables.ts'

/** Further than anything is away. */
const ANYWHERE_KM = 99_999

/**
 * Makes the card of these people anew: the row by which others find them. Who is incomplete, paused, banned or about to leave has none.
 * Call it in the transaction of every change of profile, photos, place or standing.
 */
export async function rebuildCards(parts: Parts, tx: Tx, accountIds: readonly number[]): Promise<void> {
  const now = parts.clock.now()
  await sql`
    with ready as (
      select p.* from social_profile p join account a on a.id = p.account_id and a.status = 'active'
      where p.account_id = any(${accountIds}::bigint[]) and not p.paused and ${notBanned(now)}
        and p.birth_date is not null and p.gender is not null and p.city is not null and p.c5 is not null
        and (select count(*) from social_photo f where f.account_id = p.account_id and f.state = any(${shownStates(parts.config)})) >= ${MIN_PHOTOS}
    ), gone as (
      delete from social_card c where c.account_id = any(${accountIds}::bigint[]) and not exists (select from ready r where r.account_id = c.account_id)
    )
    insert into social_card (account_id, gender, seeks, birth_date, age_min, age_max, reach_km, only_city, city, c5, c6, c7, resolution, lat, lng, active_hour, score)
    select account_id, gender, seeks, birth_date, age_min, age_max, case scope when 'near' then max_km else ${ANYWHERE_KM}::int end, case scope when 'city' then coalesce(target_city, city) end,
      case when visit_c5 is null then city else target_city end, coalesce(visit_c5, c5), case when visit_c5 is null then c6 end, case when visit_c5 is null then c7 end,
      case when visit_c5 is null then resolution else 5 end, coalesce(visit_lat, lat), coalesce(visit_lng, lng), date_trunc('hour', active_at, 'UTC'),
      coalesce((select t.score from social_tally t where t.account_id = ready.account_id), 0.5)
    from ready
    on conflict (account_id) do update set gender = excluded.gender, seeks = excluded.seeks, birth_date = excluded.birth_date, age_min = excluded.age_min, age_max = excluded.age_max,
      reach_km = excluded.reach_km, only_city = excluded.only_city, city = excluded.city, c5 = excluded.c5, c6 = excluded.c6, c7 = excluded.c7, resolution = excluded.resolution,
      lat = excluded.lat, lng = excluded.lng, active_hour = excluded.active_hour`.execute(tx)
}
