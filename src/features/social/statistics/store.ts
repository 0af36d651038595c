import type { Sql } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { Fen } from '../../../kit/money.ts'
import { sql } from 'kysely'
import { banned } from '../reachable.ts'
import '../tables.ts'

export interface DayFigures {
  day: PlainDate
  people: number
  newPeople: number
  activePeople: number
  passes: number
  likes: number
  superlikes: number
  matches: number
  messages: number
  reports: number
  income: Fen
  refunds: Fen
}

interface Span { day: PlainDate, since: Date, until: Date }

/**
 * Counts a day and keeps it. Swipes, matches and messages are read from the pages of that day only (BRIN), everything else by
 * indexes. Who has been here is known of a day only while it lasts (`active_at` moves on): what was counted then is kept, and of days
 * nobody counted it is those who swiped.
 */
export async function countDay(db: Sql, { day, since, until }: Span, now: Date): Promise<void> {
  await sql`
    insert into social_day as d (day, people, new_people, active_people, passes, likes, superlikes, matches, messages, reports, income, refunds, counted_at)
    select ${day}, (select count(*) from social_profile where created_at < ${until}), (select count(*) from social_profile where created_at >= ${since} and created_at < ${until}),
      greatest((select count(*) from social_profile where active_at >= ${since} and active_at < ${until}), s.swipers), s.passes, s.likes, s.superlikes,
      (select count(*) from social_match where created_at >= ${since} and created_at < ${until}),
      (select count(*) from social_message where created_at >= ${since} and created_at < ${until}),
      (select count(*) from social_report where created_at >= ${since} and created_at < ${until}),
      (select coalesce(sum(price), 0) from membership_order where paid_at >= ${since} and paid_at < ${until}),
      (select coalesce(sum(refunded), 0) from membership_order where refunded_at >= ${since} and refunded_at < ${until}), ${now}
    from (select count(*) filter (where kind = 0) as passes, count(*) filter (where kind = 1) as likes, count(*) filter (where kind = 2) as superlikes, count(distinct actor) as swipers
      from swipe where at >= ${since} and at < ${until}) s
    on conflict (day) do update set people = excluded.people, new_people = excluded.new_people, active_people = greatest(d.active_people, excluded.active_people), passes = excluded.passes, likes = excluded.likes,
      superlikes = excluded.superlikes, matches = excluded.matches, messages = excluded.messages, reports = excluded.reports, income = excluded.income, refunds = excluded.refunds, counted_at = excluded.counted_at`.execute(db)
}

/** Days since `first` that were counted for the last time after their end. */
export async function closedDays(db: Sql, first: PlainDate): Promise<Set<PlainDate>> {
  const { rows } = await sql<{ day: PlainDate }>`select day from social_day where day >= ${first} and counted_at >= (day + 1)::timestamp at time zone 'Asia/Shanghai'`.execute(db)
  return new Set(rows.map(({ day }) => day))
}

export async function listDays(db: Sql, first: PlainDate): Promise<(DayFigures & { countedAt: Date })[]> {
  const { rows } = await sql<DayFigures & { countedAt: Date }>`
    select day, people, new_people as "newPeople", active_people as "activePeople", passes, likes, superlikes, matches, messages, reports, income, refunds, counted_at as "countedAt"
    from social_day where day >= ${first} order by day`.execute(db)
  return rows
}

export interface Waiting { openReports: number, openAppeals: number, pendingPhotos: number, banned: number, stopped: number }

/** Counting of what waits stops here. */
export const MANY = 10_000

/** What waits for staff now, from the indexes of just that. */
export async function countWaiting(db: Sql, now: Date): Promise<Waiting> {
  const { rows: [row] } = await sql<Waiting>`
    select (select count(*) from (select from social_report where state = 'open' limit ${MANY}) r) as "openReports", (select count(*) from (select from social_appeal where state = 'open' limit ${MANY}) a) as "openAppeals",
      (select count(*) from (select from social_photo where state = 'pending' limit ${MANY}) p) as "pendingPhotos",
      (select count(*) from (select from social_profile where ${banned(now)} limit ${MANY}) b) as banned,
      (select count(*) from (select from social_looks where stopped_at > ${now}::timestamptz - interval '1 day' limit ${MANY}) l) as stopped`.execute(db)
  return row!
}
