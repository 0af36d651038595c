import type { Tx } from '../../../kit/db.ts'
import type { SwipeCode } from '../tables.ts'
import { sql } from 'kysely'
import '../tables.ts'

interface Pair { actor: number, target: number }

/** Notes the swipe unless there is one, or one of the two has blocked the other; the pair is locked. @returns whether it is new */
export async function insertSwipe(tx: Tx, { actor, target, kind, now }: Pair & { kind: SwipeCode, now: Date }): Promise<boolean> {
  const { rows } = await sql`
    insert into swipe (actor, target, kind, at) select ${actor}, ${target}, ${kind}, ${now}
    where not exists (select from social_block where account_id = ${actor} and other_id = ${target}) on conflict do nothing returning 1`.execute(tx)
  return rows.length > 0
}

export async function findSwipe(tx: Tx, { actor, target }: Pair): Promise<{ kind: SwipeCode, at: Date } | undefined> {
  return tx.selectFrom('swipe').select(['kind', 'at']).where('actor', '=', actor).where('target', '=', target).executeTakeFirst()
}

export async function upgradePass(tx: Tx, { actor, target, kind, now }: Pair & { kind: SwipeCode, now: Date }): Promise<void> {
  await tx.updateTable('swipe').set({ kind, at: now }).where('actor', '=', actor).where('target', '=', target).where('kind', '=', 0).execute()
}

export async function deleteSwipe(tx: Tx, { actor, target }: Pair): Promise<void> {
  await tx.deleteFrom('swipe').where('actor', '=', actor).where('target', '=', target).execute()
}

/** Whom somebody has swiped last; who was blocked by one of the two is not among those (social.md §2.7). */
export async function lastSwiped(tx: Tx, actor: number): Promise<number | undefined> {
  const row = await tx.selectFrom('swipe as s').select('s.target').where('s.actor', '=', actor)
    .where(sql<boolean>`not exists (select from social_block b where b.account_id = s.actor and b.other_id = s.target)`).orderBy('s.at', 'desc').limit(1).executeTakeFirst()
  return row?.target
}

/** Makes the match of two people who like each other now; the pair is locked. @returns its public id when it is new */
export async function insertMatch(tx: Tx, { actor, target, publicId, now }: Pair & { publicId: string, now: Date }): Promise<string | undefined> {
  const [lo, hi] = actor < target ? [actor, target] : [target, actor]
  const { rows: [row] } = await sql<{ publicId: string }>`
    with made as (
      insert into social_match (public_id, lo, hi, created_at, last_at)
      select ${publicId}, ${lo}, ${hi}, ${now}, ${now}
      where exists (select from swipe where actor = ${target} and target = ${actor} and kind > 0)
      on conflict (lo, hi) where ended_at is null do nothing
      returning id, public_id, lo, hi
    ), sides as (
      insert into social_match_member (match_id, account_id, other_id, last_at)
      select id, lo, hi, ${now}::timestamptz from made union all select id, hi, lo, ${now}::timestamptz from made
    )
    select public_id as "publicId" from made`.execute(tx)
  return row?.publicId
}

/** The live match of two people, locked: no message slips in before it ends. */
export async function liveMatch(tx: Tx, { actor, target }: Pair): Promise<{ id: number, publicId: string, lastSeq: number } | undefined> {
  return tx.selectFrom('social_match').select(['id', 'public_id as publicId', 'last_seq as lastSeq'])
    .where('lo', '=', Math.min(actor, target)).where('hi', '=', Math.max(actor, target)).where('ended_at', 'is', null).forUpdate().executeTakeFirst()
}

/** Ends a match for both. @returns false when it was over */
export async function endMatch(tx: Tx, matchId: number, endedBy: number | null, now: Date): Promise<boolean> {
  const { rows } = await sql`
    with ended as (update social_match set ended_at = ${now}, ended_by = ${endedBy} where id = ${matchId} and ended_at is null returning id)
    update social_match_member m set live = false from ended where m.match_id = ended.id returning 1`.execute(tx)
  return rows.length > 0
}
