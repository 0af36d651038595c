import type { Sql, Tx } from '../../../kit/db.ts'
import type { Suggestion } from './contract.ts'
import { sql } from 'kysely'
import '../tables.ts'

export interface SuggestionRow {
  text: string
  kind: Exclude<Suggestion['kind'], 'history'>
  pinyin: string
  initials: string
  weight: number
}

/** Behind every text that begins with the prefix, in the order of bytes. */
const beyond = (prefix: string) => `${prefix}\u{10FFFF}`

/** By the beginning of the text, of its pinyin or of its initials; `typed` in small letters, `keys` without anything but a–z and 0–9, or ''. */
export async function findSuggestions(db: Sql, { typed, keys }: { typed: string, keys: string }, most: number): Promise<Pick<SuggestionRow, 'text' | 'kind'>[]> {
  // Ranges, not LIKE: a prepared statement doesn't know that a pattern is a prefix, and would read the whole table.
  const { rows } = await sql<Pick<SuggestionRow, 'text' | 'kind'>>`
    select text, kind from suggestion
    where (lower(text) ~>=~ ${typed} and lower(text) ~<~ ${beyond(typed)})
      ${keys === '' ? sql`` : sql`or (pinyin ~>=~ ${keys} and pinyin ~<~ ${beyond(keys)}) or (initials ~>=~ ${keys} and initials ~<~ ${beyond(keys)})`}
    order by (lower(text) = ${typed} or pinyin = ${keys}) desc, weight desc, text limit ${most}`.execute(db)
  return rows
}

/** What is written like this in pinyin. */
export async function textOfPinyin(db: Sql, pinyin: string): Promise<string | undefined> {
  const row = await db.selectFrom('suggestion').select('text').where('pinyin', '=', pinyin).orderBy('weight', 'desc').orderBy('text').limit(1).executeTakeFirst()
  return row?.text
}

/** The table is then these rows and no others; those that stay as they are aren't touched. */
export async function replaceSuggestions(tx: Tx, rows: SuggestionRow[]): Promise<void> {
  const texts = rows.map(({ text }) => text)
  await sql`delete from suggestion where not text = any(${texts}::text[])`.execute(tx)
  await sql`insert into suggestion (text, kind, pinyin, initials, weight)
    select * from unnest(${texts}::text[], ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ pinyin }) => pinyin)}::text[], ${rows.map(({ initials }) => initials)}::text[], ${rows.map(({ weight }) => weight)}::int[])
    on conflict (text) do update set kind = excluded.kind, pinyin = excluded.pinyin, initials = excluded.initials, weight = excluded.weight
    where (suggestion.kind, suggestion.pinyin, suggestion.initials, suggestion.weight) is distinct from (excluded.kind, excluded.pinyin, excluded.initials, excluded.weight)`.execute(tx)
}

/** Whether anything has changed that suggestions are made of: two answers that are equal say no. */
export async function suggestionState(db: Sql): Promise<string> {
  const { rows: [row] } = await sql<{ state: string }>`
    select concat_ws(' ',
      (select concat_ws(' ', count(*), max(changed_at)) from product where status = 'on'),
      (select md5(string_agg(name, ' ' order by id)) from brand),
      (select md5(string_agg(name || visible, ' ' order by id)) from category),
      (select sum(times) from search_word where found > 0 and times >= 3)) as state`.execute(db)
  return row!.state
}

export interface NamedCount { name: string, products: number }

/** Names with the number of products on the shelf that they lead to, if any. */
export async function namesOnShelf(db: Sql): Promise<{ brands: NamedCount[], categories: (NamedCount & { level: number })[], pairs: NamedCount[] }> {
  const brands = await sql<NamedCount>`select b.name, count(*) as products from product p join brand b on b.id = p.brand_id where p.status = 'on' group by b.id`.execute(db)
  const categories = await sql<NamedCount & { level: number }>`
    select c.name, max(c.level) as level, sum(p.products)::bigint as products
    from (select category_id, count(*) as products from product where status = 'on' group by category_id) p
      join category leaf on leaf.id = p.category_id join category c on c.id = any(leaf.path)
    where c.visible group by c.name`.execute(db)
  const pairs = await sql<NamedCount>`
    select b.name || c.name as name, count(*) as products
    from product p join brand b on b.id = p.brand_id join category c on c.id = p.category_id
    where p.status = 'on' and c.visible group by b.name, c.name`.execute(db)
  return { brands: brands.rows, categories: categories.rows, pairs: pairs.rows }
}

export async function titlesAfter(db: Sql, id: number, limit: number): Promise<{ id: number, title: string }[]> {
  return db.selectFrom('product').select(['id', 'title']).where('status', '=', 'on').where('id', '>', id).orderBy('id').limit(limit).execute()
}

export async function wordsWanted(db: Sql, leastTimes: number, most: number): Promise<{ word: string, times: number }[]> {
  return db.selectFrom('search_word').select(['word', 'times']).where('found', '>', 0).where('times', '>=', leastTimes).orderBy('times', 'desc').orderBy('word').limit(most).execute()
}
