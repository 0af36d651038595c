import type { Sql, Tx } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

interface MatchTold { person: string, matchedAt: Date, over: boolean }
interface MessageTold { to: string, seq: number, text: string | null, picture: string | null, at: Date }

/** Everybody somebody is or was matched with, the oldest first. */
export async function matchesToExport(db: Sql, me: number): Promise<MatchTold[]> {
  const { rows } = await sql<MatchTold>`
    select p.name as person, m.created_at as "matchedAt", m.ended_at is not null as over from social_match_member mine
    join social_match m on m.id = mine.match_id join social_profile p on p.account_id = mine.other_id
    where mine.account_id = ${me} order by m.id`.execute(db)
  return rows
}

/** What somebody has written; what was written to them is another's. */
export async function messagesToExport(db: Sql, me: number): Promise<MessageTold[]> {
  const { rows } = await sql<MessageTold>`
    select p.name as to, t.seq, t.text, t.picture_id as picture, t.created_at as at from social_match_member mine
    join social_message t on t.match_id = mine.match_id and t.sender_id = ${me} join social_profile p on p.account_id = mine.other_id
    where mine.account_id = ${me} order by t.match_id, t.seq`.execute(db)
  return rows
}

export async function uploadsToExport(db: Sql, me: number): Promise<{ picture: string, at: Date }[]> {
  return db.selectFrom('social_upload').select(['picture_id as picture', 'at']).where('account_id', '=', me).orderBy('at').execute()
}

/** Takes what somebody has written and uploaded away, and ends their matches; what others wrote to them stays theirs. @returns the pictures among it */
export async function forgetChatsOf(tx: Tx, accountId: number, now: Date): Promise<string[]> {
  await sql`
    with ended as (
      update social_match m set ended_at = ${now} from social_match_member mine where mine.account_id = ${accountId} and mine.live and m.id = mine.match_id and m.ended_at is null returning m.id
    )
    update social_match_member side set live = false from ended where side.match_id = ended.id`.execute(tx)
  const { rows: sent } = await sql<{ picture: string | null }>`delete from social_message t using social_match_member mine where mine.account_id = ${accountId} and t.match_id = mine.match_id and t.sender_id = ${accountId} returning t.picture_id as picture`.execute(tx)
  const unsent = await tx.deleteFrom('social_upload').where('account_id', '=', accountId).returning('picture_id as picture').execute()
  return [...sent, ...unsent].flatMap(({ picture }) => picture ?? [])
}
