import type { Sql, Tx } from '../../../kit/db.ts'
import type { Page, PageQuery } from '../../../kit/pagination.ts'
import { sql } from 'kysely'
import { COUNT_LIMIT, pageOf } from '../../../kit/pagination.ts'
import '../tables.ts'

export interface WordSearched { word: string, times: number, found: number }
export interface OwnSearch { accountId: number, word: string, at: Date }

export async function countWords(tx: Tx, words: WordSearched[], now: Date): Promise<void> {
  await tx.insertInto('search_word')
    .values(words.toSorted((a, b) => a.word < b.word ? -1 : 1).map(word => ({ ...word, last_at: now })))
    .onConflict(conflict => conflict.column('word').doUpdateSet({
      times: sql`search_word.times + excluded.times`,
      found: sql`excluded.found`,
      last_at: sql`excluded.last_at`,
    })).execute()
}

/** Keeps the newest `most` of each of these people. Who has no account any more is passed over. */
export async function addHistory(tx: Tx, searches: OwnSearch[], most: number): Promise<void> {
  const accountIds = searches.map(({ accountId }) => accountId)
  await sql`insert into search_history (account_id, word, at)
    select s.account_id, s.word, s.at
    from unnest(${accountIds}::bigint[], ${searches.map(({ word }) => word)}::text[], ${searches.map(({ at }) => at)}::timestamptz[]) as s (account_id, word, at)
    where exists (select from account a where a.id = s.account_id)
    order by s.account_id, s.word
    on conflict (account_id, word) do update set at = excluded.at`.execute(tx)
  await sql`delete from search_history h using (
      select account_id, word, row_number() over (partition by account_id order by at desc, word) as place
      from search_history where account_id = any(${accountIds}::bigint[])
    ) placed
    where h.account_id = placed.account_id and h.word = placed.word and placed.place > ${most}`.execute(tx)
}

export async function historyOf(db: Sql, accountId: number, most: number): Promise<string[]> {
  const rows = await db.selectFrom('search_history').select('word').where('account_id', '=', accountId).orderBy('at', 'desc').orderBy('word').limit(most).execute()
  return rows.map(({ word }) => word)
}

export async function deleteHistory(db: Sql, accountId: number, word?: string): Promise<void> {
  await db.deleteFrom('search_history').where('account_id', '=', accountId).$if(word !== undefined, query => query.where('word', '=', word!)).execute()
}

export async function hotWords(db: Sql, search: { since: Date, leastTimes: number, most: number }): Promise<string[]> {
  const rows = await db.selectFrom('search_word').select('word')
    .where('found', '>', 0).where('times', '>=', search.leastTimes).where('last_at', '>=', search.since)
    .orderBy('times', 'desc').orderBy('word').limit(search.most).execute()
  return rows.map(({ word }) => word)
}

export interface WordRow { word: string, times: number, found: number, lastAt: Date }

/** What people looked for, most often first: what the shop has, or what it has not. */
export async function listWords(db: Sql, missed: boolean, { page = 1, limit = 20 }: PageQuery): Promise<Page<WordRow>> {
  const words = db.selectFrom('search_word').where('found', missed ? '=' : '>', 0)
  const rows = await words.select(['word', 'times', 'found', 'last_at as lastAt']).orderBy('times', 'desc').orderBy('word').limit(limit + 1).offset((page - 1) * limit).execute()
  const { count } = await sql<{ count: number }>`select count(*) as count from (${words.select('word').limit(COUNT_LIMIT + 1)}) counted`.execute(db).then(({ rows: [row] }) => row!)
  return pageOf(rows, count, { page, limit })
}

/** Forgets words nobody has looked for since, and rare ones earlier. */
export async function deleteOldWords(db: Sql, before: { last: Date, rare: Date, rareTimes: number }): Promise<void> {
  await db.deleteFrom('search_word').where(where => where.or([
    where('last_at', '<', before.last),
    where.and([where('last_at', '<', before.rare), where('times', '<', before.rareTimes)]),
  ])).execute()
}
