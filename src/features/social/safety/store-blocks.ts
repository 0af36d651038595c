import type { Sql, Tx } from '../../../kit/db.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { Place } from '../place-in-list.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

/** So long after a match has ended it may still be reported. */
const ENDED_DAYS = 30

/**
 * Somebody whom I have seen: who was shown to me or swiped by me, likes me in a way I can see, is or was lately matched with me,
 * or is blocked by me. Whether they have blocked me or were hidden since does not matter: who blocks first is
 * not safe from being blocked and reported. @param seesLikes a member who sees all likes
 */
export async function findSeen(db: Sql, me: number, publicId: string, seesLikes: boolean, now: Date): Promise<number | undefined> {
  const { rows: [row] } = await sql<{ id: number }>`
    select p.account_id as id from social_profile p join account a on a.id = p.account_id and a.status <> 'deleted'
    where p.public_id = ${publicId} and p.account_id <> ${me} and (
      exists (select from social_deck d where d.account_id = ${me} and d.served @> array[p.account_id])
      or exists (select from swipe s where s.actor = ${me} and s.target = p.account_id)
      or exists (select from swipe l where l.actor = p.account_id and l.target = ${me} and (l.kind = 2 or (l.kind > 0 and ${seesLikes})))
      or exists (select from social_match m where m.lo = least(p.account_id, ${me}) and m.hi = greatest(p.account_id, ${me}) and (m.ended_at is null or m.ended_at > ${now}::timestamptz - ${ENDED_DAYS} * interval '1 day'))
      or exists (select from social_block b where b.account_id = ${me} and b.other_id = p.account_id and b.by_me))`.execute(db)
  return row?.id
}

/** Blocks, whoever of the two has done so before; said again it changes nothing. The pair is locked. */
export async function insertBlock(tx: Tx, me: number, other: number, now: Date): Promise<void> {
  await sql`
    insert into social_block as b (account_id, other_id, by_me, by_them, at) values (${me}, ${other}, true, false, ${now}), (${other}, ${me}, false, true, ${now})
    on conflict (account_id, other_id) do update set by_me = b.by_me or excluded.by_me, by_them = b.by_them or excluded.by_them, at = case when excluded.by_me then excluded.at else b.at end
    where (excluded.by_me and not b.by_me) or (excluded.by_them and not b.by_them)`.execute(tx)
}

/** Takes my side of a block back; theirs stays. The pair is locked. */
export async function deleteBlock(tx: Tx, me: number, other: number): Promise<void> {
  await sql`delete from social_block where (account_id = ${me} and other_id = ${other} and not by_them) or (account_id = ${other} and other_id = ${me} and not by_me)`.execute(tx)
  await sql`update social_block set by_me = by_me and account_id <> ${me}, by_them = by_them and account_id = ${me}
    where (account_id = ${me} and other_id = ${other}) or (account_id = ${other} and other_id = ${me})`.execute(tx)
}

/** Whom I have blocked, by the id others know them by. */
export async function findBlocked(db: Sql, me: number, publicId: string): Promise<number | undefined> {
  const row = await db.selectFrom('social_block as b').innerJoin('social_profile as p', 'p.account_id', 'b.other_id').select('p.account_id as id')
    .where('b.account_id', '=', me).where('b.by_me', '=', true).where('p.public_id', '=', publicId).executeTakeFirst()
  return row?.id
}

interface BlockRow { publicId: string, name: string, photo: PictureRow | null, at: Date }

/** Whom I have blocked, the latest first; of somebody who has blocked me as well nothing but the name. */
export async function listBlocked(db: Sql, me: number, { shown, after, limit }: { shown: readonly string[], after: Place | null, limit: number }): Promise<BlockRow[]> {
  const before = after ? sql`and (date_trunc('milliseconds', b.at), b.other_id) < (${after.at}, (select account_id from social_profile where public_id = ${after.publicId}))` : sql``
  const { rows } = await sql<BlockRow>`
    select p.public_id as "publicId", p.name, date_trunc('milliseconds', b.at) as at,
      case when not b.by_them then (select ${pictureJson(sql`f.picture_id`)} from social_photo f where f.account_id = p.account_id and f.state = any(${shown}) order by f.position limit 1) end as photo
    from social_block b join social_profile p on p.account_id = b.other_id
    where b.account_id = ${me} and b.by_me ${before} order by date_trunc('milliseconds', b.at) desc, b.other_id desc limit ${limit}`.execute(db)
  return rows
}
