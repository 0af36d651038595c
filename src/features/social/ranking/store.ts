import type { Sql } from '../../../kit/db.ts'
import type { Period } from './contract.ts'
import { sql } from 'kysely'
import { banned, notBlocked, present } from '../reachable.ts'
import { POINTS } from './rules.ts'
import '../tables.ts'

/** So many places are kept: some of them vanish when read, and fifty are shown. */
const KEPT = 100

const worth = sql`case s.kind when 2 then ${POINTS.superlike}::int else ${POINTS.like}::int end`

/** Whoever wants to be on the ranking (`p`) and can be seen by anybody at this moment: has a card, is neither paused nor hidden, nor about to leave. */
const shown = (now: Date) => sql`p.on_ranking and not p.paused and ${present(now)}`

/**
 * Makes both rankings anew in one statement. A voter counts once, by their swipe as it stands: taken back, it is gone. Likes of
 * people whom staff have hidden count nothing. Of equals the one who has been here longer is first.
 */
export async function remakeRanking(db: Sql, weekBegan: Date, now: Date): Promise<void> {
  await sql`
    with hidden as materialized (select account_id from social_profile where ${banned(now)}),
    willing as materialized (select account_id from social_profile where on_ranking),
    counted as materialized (
      select p.account_id, w.total, w.week from willing join social_profile p using (account_id) join account a on a.id = p.account_id join social_card c on c.account_id = p.account_id
      cross join lateral (
        select sum(${worth}) as total, sum(${worth}) filter (where s.at >= ${weekBegan}) as week
        from swipe s where s.target = p.account_id and s.kind > 0 and s.actor not in (select account_id from hidden)) w
      where ${shown(now)} and w.total > 0
    ), placed as (
      (select 'all' as period, row_number() over (order by total desc, account_id) as place, account_id, total as points from counted order by total desc, account_id limit ${KEPT})
      union all
      (select 'week', row_number() over (order by week desc, account_id), account_id, week from counted where week > 0 order by week desc, account_id limit ${KEPT})
    ), kept as (
      insert into social_rank (period, place, account_id, points) select period, place, account_id, points from placed
      on conflict (period, place) do update set account_id = excluded.account_id, points = excluded.points
        where (social_rank.account_id, social_rank.points) is distinct from (excluded.account_id, excluded.points)
    )
    delete from social_rank r where not exists (select from placed where placed.period = r.period and placed.place = r.place)`.execute(db)
}

interface RankedRow { accountId: number, publicId: string, points: number }

/** Who is on it as one viewer sees it: whoever is hidden, paused, leaving, or blocked by one of the two is not there, and others move up. */
export async function listRanked(db: Sql, viewer: number, period: Period, now: Date): Promise<RankedRow[]> {
  const { rows } = await sql<RankedRow>`
    select r.account_id as "accountId", p.public_id as "publicId", r.points from social_rank r join social_profile p on p.account_id = r.account_id join account a on a.id = r.account_id join social_card c on c.account_id = r.account_id
    where r.period = ${period} and ${shown(now)} and ${notBlocked(viewer)}
    order by r.place`.execute(db)
  return rows
}

/** Points of somebody who is on the ranking; undefined when they are not. */
export async function pointsOf(db: Sql, accountId: number, since: Date, now: Date): Promise<number | undefined> {
  const { rows: [row] } = await sql<{ points: number }>`
    select (select coalesce(sum(${worth}), 0) from swipe s where s.target = p.account_id and s.kind > 0 and s.at >= ${since}
      and not exists (select from social_profile v where v.account_id = s.actor and ${banned(now)})) as points
    from social_profile p join account a on a.id = p.account_id join social_card c on c.account_id = p.account_id where p.account_id = ${accountId} and ${shown(now)}`.execute(db)
  return row?.points
}
