import type { PictureRow } from '../../../core/media/index.ts'
import type { Sql, Tx } from '../../../kit/db.ts'
import type { CategoryUse } from './contract.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

export interface CategoryRow { id: number, parentId: number | null, level: number, path: number[], name: string, visible: boolean, picture: PictureRow | null, productCount: number, version: number }

/** All places of the tree, those of a level in their order, each with the number of products in it and below it. */
export async function listCategoriesForStaff(db: Sql): Promise<CategoryRow[]> {
  const { rows } = await sql<CategoryRow>`
    with counted as (
      select above.id, sum(p.count)::bigint as count
      from (select category_id, count(*) as count from product group by category_id) p join category leaf on leaf.id = p.category_id cross join unnest(leaf.path) as above (id)
      group by above.id
    )
    select c.id, c.parent_id as "parentId", c.level, to_json(c.path) as path, c.name, c.visible, ${pictureJson(sql.ref('c.picture_id'))} as picture, coalesce(n.count, 0) as "productCount", c.version
    from category c left join counted n on n.id = c.id order by c.level, c.position, c.id`.execute(db)
  return rows
}

/**
 * Keeps everybody else from changing the tree until the transaction ends, so that a path that was read stays true; who reads it or
 * puts goods into it is not kept waiting. Taken before any other lock.
 */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`lock table category in share row exclusive mode`.execute(tx)
}

export interface CategoryCore { id: number, parentId: number | null, level: number, path: number[], name: string, visible: boolean, pictureId: string | null, version: number }

const CORE = sql.raw('id, parent_id as "parentId", level, to_json(path) as path, name, visible, picture_id as "pictureId", version')

export async function findCategory(db: Sql, id: number): Promise<CategoryCore | undefined> {
  const { rows: [category] } = await sql<CategoryCore>`select ${CORE} from category where id = ${id}`.execute(db)
  return category
}

/** With `leaving` nobody can put anything into it any more. */
export async function lockCategory(tx: Tx, id: number, { leaving = false } = {}): Promise<CategoryCore | undefined> {
  const { rows: [category] } = await sql<CategoryCore>`select ${CORE} from category where id = ${id} ${sql.raw(leaving ? 'for update' : 'for no key update')}`.execute(tx)
  return category
}

/** Ids of the children of a place, or of the first level, in their order. */
export async function childrenOf(db: Sql, parentId: number | null): Promise<number[]> {
  const rows = await db.selectFrom('category').select('id').where('parent_id', parentId === null ? 'is' : '=', parentId).orderBy('position').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** Behind its siblings. Throws at category_name_key. */
export async function insertCategory(tx: Tx, { name, parent }: { name: string, parent: CategoryCore | null }): Promise<number> {
  const { rows: [made] } = await sql<{ id: number }>`
    insert into category (id, parent_id, level, path, name, position) overriding system value
    select n.id, ${parent?.id ?? null}::bigint, ${(parent?.level ?? 0) + 1}, ${parent?.path ?? []}::bigint[] || n.id, ${name},
      (select coalesce(max(position), 0) + 1 from category where parent_id is not distinct from ${parent?.id ?? null}::bigint)
    from (select nextval(pg_get_serial_sequence('category', 'id')) as id) n returning id`.execute(tx)
  return made!.id
}

/** Throws at category_name_key. */
export async function updateCategory(tx: Tx, id: number, { name, visible, pictureId }: { name?: string, visible?: boolean, pictureId?: string | null }): Promise<void> {
  await tx.updateTable('category').set({ name, visible, picture_id: pictureId }).set(eb => ({ version: eb('version', '+', 1) })).where('id', '=', id).execute()
}

export async function orderCategories(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`update category c set position = place.n from unnest(${[...ids]}::bigint[]) with ordinality as place (id, n) where c.id = place.id and c.position <> place.n`.execute(tx)
}

/**
 * Hangs a place with all that is below it below another, or on the first level: levels and paths follow, in one statement.
 * Throws at category_name_key, and at product_category where goods would leave the third level.
 */
export async function hangCategory(tx: Tx, { id, level }: CategoryCore, parent: CategoryCore | null): Promise<void> {
  await sql`
    update category c set
      parent_id = case when c.id = ${id} then ${parent?.id ?? null}::bigint else c.parent_id end,
      level = c.level + ${(parent?.level ?? 0) + 1 - level},
      path = ${parent?.path ?? []}::bigint[] || c.path[${level}:],
      version = c.version + case when c.id = ${id} then 1 else 0 end
    where c.path @> ${[id]}::bigint[]`.execute(tx)
}

/** What hangs on a place. */
export async function useOfCategory(db: Sql, id: number): Promise<CategoryUse> {
  const { rows: [use] } = await sql<CategoryUse>`
    select
      (select count(*) from product p join category c on c.id = p.category_id where c.path @> ${[id]}::bigint[]) as products,
      (select count(*) from category where parent_id = ${id}) as subcategories,
      (select count(*) from channel where category_id = ${id}) as channels,
      (select count(*) from coupon where category_id = ${id}) as coupons,
      (select count(*) from attribute where category_id = ${id}) as attributes`.execute(db)
  return use!
}

/** How many levels there are below a place. */
export async function depthBelow(db: Sql, { id, level }: CategoryCore): Promise<number> {
  const { rows: [deepest] } = await sql<{ level: number }>`select max(level) as level from category where path @> ${[id]}::bigint[]`.execute(db)
  return deepest!.level - level
}

/** What was counted of its views goes with it. */
export async function deleteCategory(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('category_view').where('category_id', '=', id).execute()
  await tx.deleteFrom('category').where('id', '=', id).execute()
}
