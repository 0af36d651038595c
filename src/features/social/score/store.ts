import type { Sql, Tx } from '../../../kit/db.ts'
import type { Tally } from './rules.ts'
import { sql } from 'kysely'
import '../tables.ts'

export interface TallyRow extends Tally { accountId: number, score: number, countedAt: Date }

/** Up to when swipes are counted, held until the transaction ends; the first time from `start` on. */
export async function lockMark(tx: Tx, start: Date): Promise<Date> {
  await tx.insertInto('social_tally_mark').values({ counted_to: start }).onConflict(c => c.doNothing()).execute()
  return (await tx.selectFrom('social_tally_mark').select('counted_to').forUpdate().executeTakeFirstOrThrow()).counted_to
}

export async function moveMark(tx: Tx, to: Date): Promise<void> {
  await tx.updateTable('social_tally_mark').set({ counted_to: to }).execute()
}

export interface NewCounts { accountId: number, given: number, givenLikes: number, received: number, receivedLikes: number }

/**
 * What was decided in (from, to], by person. Found by who was active since `activeSince`, as everybody was noted who decided
 * anything then: of all the swipes no index by time is needed.
 */
export async function countSwipes(tx: Tx, from: Date, to: Date, activeSince: Date): Promise<NewCounts[]> {
  const { rows } = await sql<NewCounts>`
    with fresh as materialized (
      select p.account_id as actor, s.target, (s.kind > 0)::int as liked from social_profile p
      cross join lateral (select target, kind from swipe where actor = p.account_id and at > ${from} and at <= ${to}) s
      where p.active_at >= ${activeSince}
    ), sides as (
      select actor as id, count(*) as given, sum(liked) as given_likes, 0::bigint as received, 0::bigint as received_likes from fresh group by actor
      union all select target, 0, 0, count(*), sum(liked) from fresh group by target)
    select id as "accountId", sum(given)::int as given, sum(given_likes)::int as "givenLikes", sum(received)::int as received, sum(received_likes)::int as "receivedLikes"
    from sides join social_profile p on p.account_id = id group by id order by id`.execute(tx)
  return rows
}

const TALLY = ['account_id as accountId', 'given', 'given_likes as givenLikes', 'received', 'received_likes as receivedLikes', 'exposure', 'score', 'counted_at as countedAt'] as const

export function listTallies(tx: Tx, accountIds: readonly number[]): Promise<TallyRow[]> {
  return tx.selectFrom('social_tally').select(TALLY).where('account_id', '=', sql<number>`any(${accountIds}::bigint[])`).execute()
}

/** Those who were much seen and about whom nobody has decided since then, the longest first. */
export function listFading(tx: Tx, since: Date, limit: number): Promise<TallyRow[]> {
  return tx.selectFrom('social_tally').select(TALLY).where('exposure', '>', 0).where('counted_at', '<', since).orderBy('counted_at').limit(limit).execute()
}

/** Writes tallies, and scores to the cards where they differ enough to matter: a card is in five indexes. */
export async function saveTallies(tx: Tx, tallies: readonly TallyRow[], matters: number): Promise<void> {
  if (tallies.length === 0) return
  const column = (of: (tally: TallyRow) => number | Date) => tallies.map(of)
  await sql`
    with news as (
      select * from unnest(${column(t => t.accountId)}::bigint[], ${column(t => t.given)}::int[], ${column(t => t.givenLikes)}::int[], ${column(t => t.received)}::int[], ${column(t => t.receivedLikes)}::int[],
        ${column(t => t.exposure)}::real[], ${column(t => t.score)}::real[], ${column(t => t.countedAt)}::timestamptz[]) as n (account_id, given, given_likes, received, received_likes, exposure, score, counted_at)
    ), carded as (
      update social_card c set score = n.score from news n where c.account_id = n.account_id and abs(c.score - n.score) >= ${matters}
    )
    insert into social_tally select * from news
    on conflict (account_id) do update set given = excluded.given, given_likes = excluded.given_likes, received = excluded.received, received_likes = excluded.received_likes,
      exposure = excluded.exposure, score = excluded.score, counted_at = excluded.counted_at`.execute(tx)
}

/** Deletes passes from before a moment, the oldest first. @returns how many */
export async function deletePasses(db: Sql, before: Date, limit: number): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`
    with old as (select actor, target from swipe where kind = 0 and at < ${before} order by at limit ${limit}),
    gone as (delete from swipe s using old where s.actor = old.actor and s.target = old.target and s.kind = 0 and s.at < ${before} returning 1)
    select count(*) as count from gone`.execute(db)
  return row!.count
}
