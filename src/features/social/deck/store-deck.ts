import type { Sql } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { Meeter } from '../profile/standing.ts'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { cellsAround } from '../profile/cells.ts'
import { meetsBothWays, undecided } from './meets.ts'
import '../tables.ts'

export interface Candidate { accountId: number, activeHour: Date, score: number, tags: string[] }

/** How many of a cell and gender are looked at, and how many in all. */
const A_CELL = 40
const IN_ALL = 200
const GENDERS = [1, 2, 4] as const

/** Where to look: every part of it is read from an index, the latest active first, and given up when it has enough. */
function places(me: Meeter): { from: RawBuilder<unknown>, at: RawBuilder<unknown>, limit: number } {
  const genders = GENDERS.filter(gender => me.seeks & gender)
  if (me.scope === 'near') {
    return {
      from: sql`unnest(${cellsAround(me, me.maxKm)}::bigint[]) cell cross join unnest(${genders}::smallint[]) g`,
      at: sql`c.c5 = cell and c.gender = g`,
      limit: A_CELL,
    }
  }
  const at = me.scope === 'city' ? sql`c.city = ${me.targetCity ?? me.city} and c.gender = g` : sql`c.gender = g`
  return { from: sql`unnest(${genders}::smallint[]) g`, at, limit: IN_ALL }
}

/** People I could meet, the latest active first (social.md §6, plan A). */
export async function listCandidates(db: Sql, me: Meeter, today: PlainDate): Promise<Candidate[]> {
  const { from, at, limit } = places(me)
  const { rows } = await sql<Candidate>`
    select near.account_id as "accountId", near.active_hour as "activeHour", near.score, p.tags from (
      select c.* from ${from} cross join lateral (
        select c.account_id, c.active_hour, c.score from social_card c
        where ${at} and ${meetsBothWays(me, today)} and ${undecided(me)}
        order by c.active_hour desc limit ${limit}) c
      order by c.active_hour desc limit ${IN_ALL}) near
    join social_profile p on p.account_id = near.account_id`.execute(db)
  return rows
}

/** How many I could meet, counted up to `most`. */
export async function countCandidates(db: Sql, me: Meeter, today: PlainDate, most: number): Promise<number> {
  const { from, at } = places(me)
  const { rows: [row] } = await sql<{ count: number }>`
    select count(*) as count from (
      select from ${from} cross join lateral (select from social_card c where ${at} and ${meetsBothWays(me, today)} and ${undecided(me)} limit ${most}) c limit ${most}) found`.execute(db)
  return row!.count
}

/** Who has super-liked me and waits for an answer, latest first. They come whatever else I have chosen, but for the gender. */
export async function listSuperLikers(db: Sql, me: Meeter, most: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select c.account_id as id from swipe w join social_card c on c.account_id = w.actor
    where w.target = ${me.accountId} and w.kind = 2 and (c.gender & ${me.seeks}::int) <> 0 and ${undecided(me)}
    order by w.at desc limit ${most}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Saves a deck; whoever came back by a rewind stays on top of it. */
export async function saveDeck(db: Sql, accountId: number, ids: readonly number[], now: Date): Promise<void> {
  await sql`insert into social_deck as d (account_id, ids, made_at) values (${accountId}, ${ids}::bigint[], ${now})
    on conflict (account_id) do update set ids = d.rewound || (select coalesce(array_agg(id order by place), '{}') from unnest(excluded.ids) with ordinality as o (id, place) where id <> all(d.rewound)),
      made_at = excluded.made_at`.execute(db)
}

export async function deckMadeAt(db: Sql, accountId: number): Promise<Date | undefined> {
  return (await db.selectFrom('social_deck').select('made_at as madeAt').where('account_id', '=', accountId).executeTakeFirst())?.madeAt
}

/** The deck is made anew when it is next asked for; who was shown before may still be answered. */
export async function forgetDeck(db: Sql, accountId: number): Promise<void> {
  await db.updateTable('social_deck').set({ ids: sql`rewound`, made_at: sql`'epoch'` }).where('account_id', '=', accountId).execute()
}

/** Of the next in a deck so many times as are wanted are looked up first: nearly all of them are still there. */
const AMONG = 2

/**
 * Of my saved deck, in its order, who may still be shown at this moment: the deck is a cache, this is the truth (social.md §2.5).
 * A super-like holds whatever the settings are now.
 */
export async function stillThere(db: Sql, me: Meeter, today: PlainDate, exclude: readonly string[], most: number): Promise<number[]> {
  const among = async (next: number | null) => {
    const { rows } = await sql<{ id: number }>`
      with next as materialized (
        select c.account_id, c.place from social_deck d cross join unnest(d.ids) with ordinality as c (account_id, place)
        where d.account_id = ${me.accountId} and ${undecided(me)} order by c.place limit ${next})
      select c.account_id as id from next join social_card c using (account_id) join account a on a.id = c.account_id and a.status = 'active' join social_profile p on p.account_id = c.account_id
      where p.public_id <> all(${exclude}::uuid[])
        and ((${meetsBothWays(me, today)}) or exists (select from swipe w where w.actor = c.account_id and w.target = ${me.accountId} and w.kind = 2))
      order by next.place limit ${most}`.execute(db)
    return rows.map(({ id }) => id)
  }
  const first = await among(most * AMONG + exclude.length)
  return first.length === most ? first : among(null)
}

/** So many of those who were shown last may still be answered. */
const SERVED = 300

/** Notes who was shown. */
export async function markServed(db: Sql, accountId: number, ids: readonly number[]): Promise<void> {
  await sql`update social_deck set served = (
      select coalesce(array_agg(id order by place), '{}') from (
        select id, max(place) as place from unnest(served || ${ids}::bigint[]) with ordinality as o (id, place) group by id order by 2 desc limit ${SERVED}) kept)
    where account_id = ${accountId} and not served @> ${ids}::bigint[]`.execute(db)
}

/** Of those who came back by a rewind so many are kept on top. */
const REWOUND = 5

/** Puts somebody back on top of the deck, as shown. */
export async function putOnTop(db: Sql, accountId: number, id: number): Promise<void> {
  await sql`insert into social_deck as d (account_id, ids, served, rewound, made_at) values (${accountId}, ${[id]}::bigint[], ${[id]}::bigint[], ${[id]}::bigint[], 'epoch')
    on conflict (account_id) do update set ids = ${id}::bigint || array_remove(d.ids, ${id}::bigint), served = array_remove(d.served, ${id}::bigint) || ${id}::bigint,
      rewound = (${id}::bigint || array_remove(d.rewound, ${id}::bigint))[1:${REWOUND}]`.execute(db)
}
