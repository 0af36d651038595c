import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { NewFreight } from './console-contract.ts'
import type { FreightTemplate } from './rules.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import '../tables.ts'

export interface StaffFreightRow extends FreightTemplate { isDefault: boolean, productCount: number, ownCount: number, version: number }

/** Products (p) that are sent on the terms of a template (f). */
const IS_SENT_BY = sql`(p.freight_template_id = f.id or (f.is_default and p.freight_template_id is null))`

/** All templates, the default first. */
export async function listFreightsForStaff(db: Sql): Promise<StaffFreightRow[]> {
  const { rows } = await sql<StaffFreightRow>`
    with own as (select freight_template_id as id, count(*) as count from product group by 1)
    select f.id, f.name, f.fee, f.free_over as "freeOver", f.rules, f.is_default as "isDefault", f.version,
      (select coalesce(sum(own.count), 0)::bigint from own where own.id = f.id or (f.is_default and own.id is null)) as "productCount",
      coalesce((select own.count from own where own.id = f.id), 0) as "ownCount"
    from freight_template f order by f.is_default desc, f.id`.execute(db)
  return rows
}

/** Staff who change templates queue: there is always one default, and nothing is deleted while it becomes one. */
export const lockFreights = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('mall.freight'))`.execute(tx)

export type LockedFreight = FreightTemplate & { isDefault: boolean, version: number }

/** After `lockFreights`. */
export async function readFreight(tx: Tx, id: number): Promise<LockedFreight | undefined> {
  const { rows: [row] } = await sql<LockedFreight>`
    select id, name, fee, free_over as "freeOver", rules, is_default as "isDefault", version from freight_template where id = ${id} for no key update`.execute(tx)
  return row
}

export async function hasDefault(tx: Tx): Promise<boolean> {
  return !!await tx.selectFrom('freight_template').select('id').where('is_default', '=', true).executeTakeFirst()
}

const columnsOf = ({ name, fee, freeOver, rules }: NewFreight) => ({ name, fee, free_over: freeOver, rules: JSON.stringify(rules) })

/** Throws at freight_template_name_key. */
export async function insertFreight(tx: Tx, values: NewFreight, isDefault: boolean): Promise<number> {
  const { id } = await tx.insertInto('freight_template').values({ ...columnsOf(values), is_default: isDefault }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Throws at freight_template_name_key. @returns false when somebody has changed it since that version */
export async function updateFreight(tx: Tx, id: number, version: number, values: NewFreight): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('freight_template').set({ ...columnsOf(values), version: sql`version + 1` }).where('id', '=', id).where('version', '=', version).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** After `lockFreights`: the default so far first, for there are never two. @returns the default so far */
export async function moveDefault(tx: Tx, id: number): Promise<number | null> {
  const before = await tx.updateTable('freight_template').set({ is_default: false }).where('is_default', '=', true).returning('id').executeTakeFirst()
  await tx.updateTable('freight_template').set({ is_default: true }).where('id', '=', id).execute()
  return before?.id ?? null
}

/** Throws at product_freight_template_id_fkey. */
export async function deleteFreight(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('freight_template').where('id', '=', id).execute()
}

export async function countProductsOf(db: Sql, id: number): Promise<number> {
  const { count } = await db.selectFrom('product').select(eb => eb.fn.countAll<number>().as('count')).where('freight_template_id', '=', id).executeTakeFirstOrThrow()
  return count
}

export interface FreightProductRow { id: number, title: string, picture: PictureRow | null, status: 'draft' | 'on' | 'off', price: Fen | null, own: boolean }

/** Products sent on a template's terms, newest first: one row more than the page, and a count that stops at COUNT_LIMIT + 1. Undefined: there is no such template. */
export async function listProductsOf(db: Sql, id: number, { page, limit }: { page: number, limit: number }): Promise<{ rows: FreightProductRow[], count: number } | undefined> {
  if (!await db.selectFrom('freight_template').select('id').where('id', '=', id).executeTakeFirst()) return undefined
  const from = sql`from product p, freight_template f where f.id = ${id} and ${IS_SENT_BY}`
  const { rows } = await sql<FreightProductRow>`
    select p.id, p.title, ${pictureJson(sql.ref('p.cover_id'))} as picture, p.status, p.price_min as price, p.freight_template_id is not null as own
    ${from} order by p.id desc limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select ${from} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}
