import type { Sql, Tx } from '../../../kit/db.ts'
import type { AttributeKind, ConsoleAttribute, NewAttribute } from './contract.ts'
import { sql } from 'kysely'
import '../tables.ts'

/** Those of several categories, of the first level first, then in their order. */
export async function listAttributes(db: Sql, categoryIds: readonly number[]): Promise<ConsoleAttribute[]> {
  const { rows } = await sql<ConsoleAttribute>`
    select a.id, a.name, a.kind, a.unit, a.filterable, json_build_object('id', c.id, 'name', c.name) as "from",
      (select count(*) from product_attribute v where v.attribute_id = a.id) as "productCount", a.version
    from attribute a join category c on c.id = a.category_id where a.category_id = any(${[...categoryIds]}::bigint[]) order by c.level, a.position, a.id`.execute(db)
  return rows
}

export interface AttributeCore extends NewAttribute { id: number, categoryId: number, version: number }

/** With `leaving` no product can state it any more. */
export async function lockAttribute(tx: Tx, id: number, { leaving = false } = {}): Promise<AttributeCore | undefined> {
  const query = tx.selectFrom('attribute').select(['id', 'category_id as categoryId', 'name', 'kind', 'unit', 'filterable', 'version']).where('id', '=', id)
  return (leaving ? query.forUpdate() : query.forNoKeyUpdate()).executeTakeFirst()
}

/** Behind the others of its category. Throws at attribute_name_key. */
export async function insertAttribute(tx: Tx, categoryId: number, fields: NewAttribute): Promise<number> {
  const position = sql<number>`(select coalesce(max(position), 0) + 1 from attribute where category_id = ${categoryId})`
  const { id } = await tx.insertInto('attribute').values({ category_id: categoryId, ...fields, position }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Throws at attribute_name_key. */
export async function updateAttribute(tx: Tx, id: number, fields: NewAttribute): Promise<void> {
  await tx.updateTable('attribute').set(fields).set(eb => ({ version: eb('version', '+', 1) })).where('id', '=', id).execute()
}

/** In their order. */
export async function attributeIdsOf(db: Sql, categoryId: number): Promise<number[]> {
  const rows = await db.selectFrom('attribute').select('id').where('category_id', '=', categoryId).orderBy('position').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

export async function orderAttributes(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`update attribute a set position = place.n from unnest(${[...ids]}::bigint[]) with ordinality as place (id, n) where a.id = place.id`.execute(tx)
}

export async function countStating(db: Sql, attributeId: number): Promise<number> {
  const { count } = await db.selectFrom('product_attribute').select(eb => eb.fn.countAll<number>().as('count')).where('attribute_id', '=', attributeId).executeTakeFirstOrThrow()
  return count
}

export async function deleteAttribute(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('product_attribute').where('attribute_id', '=', id).execute()
  await tx.deleteFrom('attribute').where('id', '=', id).execute()
}

// — kinds —

const NUMBER = '^-?[0-9]{1,15}([.][0-9]{1,6})?$'
/** As products state them, in any language. */
const BOOL = ['是', '否', 'true', 'false', 'yes', 'no']

const fits = (kind: AttributeKind) => ({ text: sql`true`, number: sql`value ~ ${NUMBER}`, bool: sql`value = any(${BOOL}::text[])` })[kind]

/** How many products state a value that is not of this kind, and one of these values. */
export async function misfitsOf(db: Sql, attributeId: number, kind: AttributeKind): Promise<{ products: number, value: string | null }> {
  const { rows: [misfits] } = await sql<{ products: number, value: string | null }>`
    select count(*) as products, min(value) as value from product_attribute where attribute_id = ${attributeId} and not ${fits(kind)}`.execute(db)
  return misfits!
}

/** Beside the text of a value stands its number, where it is one. */
export async function rewriteNumbers(tx: Tx, attributeId: number, kind: AttributeKind): Promise<void> {
  await sql`update product_attribute set number = ${kind === 'number' ? sql`value::double precision` : sql`null`} where attribute_id = ${attributeId}`.execute(tx)
}

// — along the tree —

/** An attribute of this name in one of these categories, but for one. */
export async function namesake(db: Sql, name: string, categoryIds: readonly number[], except = 0): Promise<{ category: string } | undefined> {
  const { rows: [found] } = await sql<{ category: string }>`
    select c.name as category from attribute a join category c on c.id = a.category_id
    where a.name = ${name} and a.id <> ${except} and a.category_id = any(${[...categoryIds]}::bigint[]) order by c.level limit 1`.execute(db)
  return found
}

/** Ids of a place and all below it. */
export async function subtreeOf(db: Sql, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from category where path @> ${[id]}::bigint[]`.execute(db)
  return rows.map(({ id }) => id)
}

/** An attribute at or below a place that has the name of one in these categories. */
export async function namesakesBelow(db: Sql, id: number, categoryIds: readonly number[]): Promise<{ name: string, category: string } | undefined> {
  const { rows: [found] } = await sql<{ name: string, category: string }>`
    select a.name, c.name as category from attribute a join category c on c.id = a.category_id
    where c.path @> ${[id]}::bigint[] and a.name in (select name from attribute where category_id = any(${[...categoryIds]}::bigint[])) order by c.level, a.id limit 1`.execute(db)
  return found
}

/** What products at or below a place state of attributes that belong to these categories. */
export async function statedBelow(db: Sql, id: number, categoryIds: readonly number[]): Promise<{ products: number, attributes: string[] }> {
  const { rows: [stated] } = await sql<{ products: number, attributes: string[] }>`
    select count(distinct v.product_id) as products, coalesce(json_agg(distinct a.name), '[]') as attributes
    from category c join product p on p.category_id = c.id join product_attribute v on v.product_id = p.id join attribute a on a.id = v.attribute_id
    where c.path @> ${[id]}::bigint[] and a.category_id = any(${[...categoryIds]}::bigint[])`.execute(db)
  return stated!
}

export async function dropStatedBelow(tx: Tx, id: number, categoryIds: readonly number[]): Promise<void> {
  await sql`
    delete from product_attribute v using product p, category c, attribute a
    where p.id = v.product_id and c.id = p.category_id and c.path @> ${[id]}::bigint[] and a.id = v.attribute_id and a.category_id = any(${[...categoryIds]}::bigint[])`.execute(tx)
}
