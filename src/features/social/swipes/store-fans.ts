import type { Sql } from '../../../kit/db.ts'
import type { Place } from '../place-in-list.ts'
import { sql } from 'kysely'
import { reachable } from '../reachable.ts'
import '../tables.ts'

/** Counting stops here. */
const MANY_FANS = 100

/** People `p` who like me, whom I have not decided about and can reach: the same for the count and for the list (O-11, social.md §2.6). */
const fans = (me: number, now: Date) => sql`swipe w join social_profile p on p.account_id = w.actor join account a on a.id = p.account_id
  where w.target = ${me} and w.kind > 0 and ${reachable(me, now)} and p.birth_date is not null and p.gender is not null and p.c5 is not null
    and not exists (select from swipe mine where mine.actor = ${me} and mine.target = w.actor)`

export async function countFans(db: Sql, me: number, now: Date): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`select count(*) as count from (select from ${fans(me, now)} limit ${MANY_FANS}) found`.execute(db)
  return row!.count
}

/** The latest first. @param after the last one of the page before */
export async function listFans(db: Sql, { me, now, after, limit }: { me: number, now: Date, after: Place | null, limit: number }): Promise<{ id: number, publicId: string, at: Date }[]> {
  const before = after ? sql`and (w.at, w.actor) < (${after.at}, (select account_id from social_profile where public_id = ${after.publicId}))` : sql``
  const { rows } = await sql<{ id: number, publicId: string, at: Date }>`
    select w.actor as id, p.public_id as "publicId", w.at from ${fans(me, now)} ${before} order by w.at desc, w.actor desc limit ${limit}`.execute(db)
  return rows
}
