import type { Sql } from '../../../kit/db.ts'
import { sql } from 'kysely'
import { FIRST_MOBILE, LAST_MOBILE } from './people.ts'
import '../tables.ts'

// Whom the demo site plays itself is told by phone numbers: those are taken, so no visitor can have one.

/** So many visitors are looked after, the latest active first; and so many likes of each. */
const VISITORS = 20
const LIKES = 60

/** Ids of the neighbours, and visitors `v`, who are everybody else. */
const people = (since: Date) => sql`
  played as materialized (select id from account where mobile between ${FIRST_MOBILE} and ${LAST_MOBILE}),
  v as materialized (select account_id, public_id, tags from social_profile where active_at > ${since} and account_id not in (select id from played) order by active_at desc limit ${VISITORS})`
/** Neighbour `n` can meet visitor `v`. */
const met = sql`n.account_id in (select id from played) and n.banned_at is null and not n.paused and not exists (select from social_block b where b.account_id = n.account_id and b.other_id = v.account_id)`

/** A like of a visitor that a neighbour has not answered yet. */
export interface WaitingLike { visitorId: number, visitor: string, neighbourId: number, at: Date }

/** Of visitors who were here since then, what they liked since then. */
export async function waitingLikes(db: Sql, since: Date): Promise<WaitingLike[]> {
  const { rows } = await sql<WaitingLike>`
    with ${people(since)}, liked as materialized (
      select v.account_id, v.public_id, w.target, w.at from v
      cross join lateral (select target, kind, at from swipe where actor = v.account_id and at > ${since} order by at desc limit ${LIKES}) w where w.kind > 0)
    select v.account_id as "visitorId", v.public_id as visitor, n.account_id as "neighbourId", v.at from liked v join social_profile n on n.account_id = v.target
    where ${met} and not exists (select from swipe back where back.actor = v.target and back.target = v.account_id) order by v.at`.execute(db)
  return rows
}

/** The last message of a match, by a visitor to a neighbour. */
export interface WaitingMessage { matchId: string, neighbourId: number, seq: number, text: string | null, at: Date, isRead: boolean, said: string[], sharedTags: string[] }

/** Of visitors who were here since then; what neighbours have said before `restSince` no longer counts. */
export async function waitingMessages(db: Sql, since: Date, restSince: Date): Promise<WaitingMessage[]> {
  const { rows } = await sql<WaitingMessage>`
    with ${people(since)}, mine as materialized (
      select v.*, m.match_id, m.other_id from v cross join lateral (
        select match_id, other_id from social_match_member where account_id = v.account_id and live and last_at > ${since} order by last_at desc limit ${LIKES}) m)
    select m.public_id as "matchId", n.account_id as "neighbourId", t.seq, t.text, t.created_at as at, theirs.read_seq >= t.seq as "isRead",
      coalesce((select json_agg(coalesce(s.text, '') order by s.seq) from social_message s where s.match_id = m.id and s.sender_id = n.account_id and s.created_at > ${restSince}), '[]') as said,
      array(select tag from unnest(n.tags) tag where tag = any(v.tags)) as "sharedTags"
    from mine v
    join social_match m on m.id = v.match_id and m.last_seq > 0
    join social_message t on t.match_id = m.id and t.seq = m.last_seq and t.sender_id = v.account_id
    join social_profile n on n.account_id = v.other_id
    join social_match_member theirs on theirs.match_id = m.id and theirs.account_id = n.account_id
    where ${met} order by t.created_at`.execute(db)
  return rows
}
