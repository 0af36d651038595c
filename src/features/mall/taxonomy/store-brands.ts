import type { PictureRow } from '../../../core/media/index.ts'
import type { Sql, Tx } from '../../../kit/db.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import '../tables.ts'

export interface BrandRow { id: number, name: string, firstLetter: string, logo: PictureRow | null, productCount: number, version: number }

const COLUMNS = sql`b.id, b.name, b.first_letter as "firstLetter", ${pictureJson(sql.ref('b.logo_id'))} as logo, coalesce(n.count, 0) as "productCount", b.version`
const COUNTED = sql`left join (select brand_id, count(*) as count from product group by brand_id) n on n.brand_id = b.id`

/** By first letter, # last: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listBrandsForStaff(db: Sql, { q, letter, page, limit }: { q?: string, letter?: string, page: number, limit: number }): Promise<{ rows: BrandRow[], count: number }> {
  const conditions = [
    q !== undefined && sql`position(lower(${q}) in lower(b.name)) > 0`,
    letter !== undefined && sql`b.first_letter = ${letter}`,
  ].filter(condition => condition !== false)
  const where = sql`where ${conditions.length ? sql.join(conditions, sql` and `) : sql`true`}`
  const [{ rows }, { rows: [counted] }] = await Promise.all([
    sql<BrandRow>`
      select ${COLUMNS} from brand b ${COUNTED} ${where}
      order by b.first_letter = '#', b.first_letter, b.position, b.id limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db),
    sql<{ count: number }>`select count(*) as count from (select from brand b ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db),
  ])
  return { rows, count: counted!.count }
}

export async function findBrand(db: Sql, id: number): Promise<BrandRow | undefined> {
  const { rows: [brand] } = await sql<BrandRow>`select ${COLUMNS} from brand b ${COUNTED} where b.id = ${id}`.execute(db)
  return brand
}

export interface BrandCore { id: number, name: string, firstLetter: string, logoId: string | null, version: number }

/** With `leaving` no product can be of it any more. */
export async function lockBrand(tx: Tx, id: number, { leaving = false } = {}): Promise<BrandCore | undefined> {
  const query = tx.selectFrom('brand').select(['id', 'name', 'first_letter as firstLetter', 'logo_id as logoId', 'version']).where('id', '=', id)
  return (leaving ? query.forUpdate() : query.forNoKeyUpdate()).executeTakeFirst()
}

const behind = (letter: string) => sql<number>`(select coalesce(max(position), 0) + 1 from brand where first_letter = ${letter})`

/** Behind the others of its letter. Throws at brand_name_key. */
export async function insertBrand(tx: Tx, { name, firstLetter }: { name: string, firstLetter: string }): Promise<number> {
  const { id } = await tx.insertInto('brand').values({ name, first_letter: firstLetter, position: behind(firstLetter) }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** One that comes to another letter stands behind the others there. Throws at brand_name_key. */
export async function updateBrand(tx: Tx, { id, ...before }: BrandCore, { name, firstLetter, logoId }: { name?: string, firstLetter?: string, logoId?: string | null }): Promise<void> {
  const moved = firstLetter !== undefined && firstLetter !== before.firstLetter
  await tx.updateTable('brand').set({ name, logo_id: logoId, ...moved ? { first_letter: firstLetter, position: behind(firstLetter) } : {} }).set(eb => ({ version: eb('version', '+', 1) })).where('id', '=', id).execute()
}

/** Locks all brands of a letter. @returns their ids in their order */
export async function lockLetter(tx: Tx, letter: string): Promise<number[]> {
  const rows = await tx.selectFrom('brand').select('id').where('first_letter', '=', letter).orderBy('position').orderBy('id').forNoKeyUpdate().execute()
  return rows.map(({ id }) => id)
}

export async function orderBrands(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`update brand b set position = place.n from unnest(${[...ids]}::bigint[]) with ordinality as place (id, n) where b.id = place.id`.execute(tx)
}

export async function countOfBrand(db: Sql, id: number): Promise<number> {
  const { count } = await db.selectFrom('product').select(eb => eb.fn.countAll<number>().as('count')).where('brand_id', '=', id).executeTakeFirstOrThrow()
  return count
}

export async function deleteBrand(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('brand').where('id', '=', id).execute()
}
