import type { Sql, Tx } from '../../../kit/db.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

export interface MessageRow { seq: number, senderId: number, clientId: string, text: string | null, picture: PictureRow | null, at: Date }

const MESSAGE = sql`t.seq, t.sender_id as "senderId", t.client_id as "clientId", t.text, ${pictureJson(sql`t.picture_id`)} as picture, t.created_at as at`

/** Locks a match of this person until the transaction ends: messages of it come one after the other (social.md §2.11). */
export async function lockMatch(tx: Tx, me: number, publicId: string): Promise<{ id: number, publicId: string, otherId: number, ended: boolean } | undefined> {
  const { rows: [row] } = await sql<{ id: number, publicId: string, otherId: number, ended: boolean }>`
    select id, public_id as "publicId", case when lo = ${me} then hi else lo end as "otherId", ended_at is not null as ended
    from social_match where public_id = ${publicId} and (lo = ${me} or hi = ${me}) for update`.execute(tx)
  return row
}

/** What somebody has sent under this name of theirs. */
export async function findSent(tx: Tx, matchId: number, senderId: number, clientId: string): Promise<MessageRow | undefined> {
  const { rows: [row] } = await sql<MessageRow>`select ${MESSAGE} from social_message t where t.match_id = ${matchId} and t.sender_id = ${senderId} and t.client_id = ${clientId}`.execute(tx)
  return row
}

interface NewMessageRow { matchId: number, senderId: number, clientId: string, text: string | null, pictureId: string | null, now: Date }

/**
 * Writes the next message; the match is locked. Times never go back, whatever the clocks of two nodes say. Who has read all so far
 * has read their own message too; who has not keeps what they have to read.
 */
export async function insertMessage(tx: Tx, { matchId, senderId, clientId, text, pictureId, now }: NewMessageRow): Promise<MessageRow> {
  const { rows: [row] } = await sql<MessageRow>`
    with numbered as (
      update social_match set last_seq = last_seq + 1, last_at = greatest(last_at, ${now}) where id = ${matchId} returning last_seq as seq, last_at as at
    ), sides as (
      update social_match_member m set last_at = n.at,
        delivered_seq = case when m.account_id = ${senderId} and m.delivered_seq = n.seq - 1 then n.seq else m.delivered_seq end,
        read_seq = case when m.account_id = ${senderId} and m.read_seq = n.seq - 1 then n.seq else m.read_seq end
      from numbered n where m.match_id = ${matchId}
    ), t as (
      insert into social_message (match_id, seq, sender_id, client_id, text, picture_id, created_at)
      select ${matchId}, seq, ${senderId}, ${clientId}, ${text}, ${pictureId}, at from numbered returning *
    )
    select ${MESSAGE} from t`.execute(tx)
  return row!
}

/** One page of messages in their order: those after a number, those before one, or the latest. One more than `limit` says that there are more. */
export async function listMessages(db: Sql, matchId: number, { afterSeq, beforeSeq, limit }: { afterSeq?: number, beforeSeq?: number, limit: number }): Promise<{ rows: MessageRow[], more: boolean }> {
  const forward = afterSeq !== undefined
  const where = forward ? sql`and t.seq > ${afterSeq}` : beforeSeq === undefined ? sql`` : sql`and t.seq < ${beforeSeq}`
  const { rows: found } = await sql<MessageRow>`
    select ${MESSAGE} from social_message t where t.match_id = ${matchId} ${where} order by t.seq ${forward ? sql`asc` : sql`desc`} limit ${limit + 1}`.execute(db)
  const rows = found.slice(0, limit)
  return { rows: forward ? rows : rows.reverse(), more: found.length > limit }
}

/** Notes that messages have reached somebody's device. Never falls. @returns whether that is news */
export async function moveDelivered(db: Sql, matchId: number, me: number, seq: number): Promise<boolean> {
  const { rows } = await sql`update social_match_member set delivered_seq = ${seq} where match_id = ${matchId} and account_id = ${me} and delivered_seq < ${seq} returning 1`.execute(db)
  return rows.length > 0
}

/** Notes that somebody has read so far. Never falls, and never goes beyond what there is. @returns how far they have read, and whether that is news */
export async function moveRead(db: Sql, matchId: number, me: number, seq: number): Promise<{ readSeq: number, moved: boolean }> {
  const { rows: [row] } = await sql<{ readSeq: number }>`
    update social_match_member mine set read_seq = r.seq, delivered_seq = greatest(mine.delivered_seq, r.seq)
    from (select least(${seq}, last_seq) as seq from social_match where id = ${matchId}) r
    where mine.match_id = ${matchId} and mine.account_id = ${me} and mine.read_seq < r.seq returning mine.read_seq as "readSeq"`.execute(db)
  if (row) return { readSeq: row.readSeq, moved: true }
  const now = await db.selectFrom('social_match_member').select('read_seq as readSeq').where('match_id', '=', matchId).where('account_id', '=', me).executeTakeFirstOrThrow()
  return { ...now, moved: false }
}

/** Notes whose picture it is, and forgets what this person uploaded before that and never sent. */
export async function insertUpload(db: Sql, { matchId, accountId, pictureId, now, forgetBefore }: { matchId: number, accountId: number, pictureId: string, now: Date, forgetBefore: Date }): Promise<void> {
  await sql`
    with old as (delete from social_upload where account_id = ${accountId} and at < ${forgetBefore} and (match_id, picture_id) <> (${matchId}::bigint, ${pictureId}))
    insert into social_upload (match_id, account_id, picture_id, at) values (${matchId}, ${accountId}, ${pictureId}, ${now})
    on conflict (account_id, match_id, picture_id) do update set at = excluded.at`.execute(db)
}

/** Whether somebody has uploaded this picture to this match. A picture is named by its content: who knows the name need not have it. */
export async function hasUploaded(db: Sql, matchId: number, accountId: number, pictureId: string): Promise<boolean> {
  const row = await db.selectFrom('social_upload').select('at').where('account_id', '=', accountId).where('match_id', '=', matchId).where('picture_id', '=', pictureId).executeTakeFirst()
  return row !== undefined
}
