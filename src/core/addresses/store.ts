import type { Sql, Tx } from '../../kit/db.ts'
import { sql } from 'kysely'
import './tables.ts'

export interface AddressValues {
  title: string
  receiver: string
  mobile: string
  regionCode: string
  region: string
  place: string
  tel: string | null
  email: string | null
}

export interface AddressRow extends AddressValues { id: number, isDefault: boolean }

const liveAddresses = (db: Sql, accountId: number) => db.selectFrom('address as a')
  .innerJoin('address_book as b', 'b.account_id', 'a.account_id')
  .select(['a.id', 'a.title', 'a.receiver', 'a.mobile', 'a.region_code as regionCode', 'a.region', 'a.place', 'a.tel', 'a.email'])
  .select(sql<boolean>`coalesce(b.default_id = a.id, false)`.as('isDefault'))
  .where('a.account_id', '=', accountId).where('a.deleted_at', 'is', null)

/** The default first, then the newest. */
export async function listAddresses(db: Sql, accountId: number): Promise<AddressRow[]> {
  return liveAddresses(db, accountId).orderBy('isDefault', 'desc').orderBy('a.id', 'desc').execute()
}

/** Those that were deleted lately and are still kept, too. */
export async function listWithDeleted(db: Sql, accountId: number): Promise<(Omit<AddressRow, 'id'> & { createdAt: Date, deletedAt: Date | null })[]> {
  return db.selectFrom('address as a').leftJoin('address_book as b', 'b.account_id', 'a.account_id')
    .select(['a.title', 'a.receiver', 'a.mobile', 'a.region_code as regionCode', 'a.region', 'a.place', 'a.tel', 'a.email', 'a.created_at as createdAt', 'a.deleted_at as deletedAt'])
    .select(sql<boolean>`coalesce(b.default_id = a.id, false)`.as('isDefault'))
    .where('a.account_id', '=', accountId).orderBy('a.id').execute()
}

export async function findAddress(db: Sql, accountId: number, id: number): Promise<AddressRow | undefined> {
  return liveAddresses(db, accountId).where('a.id', '=', id).executeTakeFirst()
}

/**
 * Makes room for one address more, and the book if there is none; throws at address_book_full. Like every writer here it
 * holds the book until the transaction ends: what follows is decided one after another.
 * @returns the id of the default
 */
export async function makeRoom(tx: Tx, accountId: number): Promise<number | null> {
  const { defaultId } = await tx.insertInto('address_book').values({ account_id: accountId, live: 1, default_id: null })
    .onConflict(c => c.column('account_id').doUpdateSet({ live: sql`address_book.live + 1` }))
    .returning('default_id as defaultId').executeTakeFirstOrThrow()
  return defaultId
}

/** @returns false when there is no book, hence no address */
export async function lockBook(tx: Tx, accountId: number): Promise<boolean> {
  return !!await tx.selectFrom('address_book').select('account_id').where('account_id', '=', accountId).forUpdate().executeTakeFirst()
}

const columnsOf = ({ regionCode, ...values }: Partial<AddressValues>) => ({ ...values, ...regionCode === undefined ? {} : { region_code: regionCode } })

export async function insertAddress(tx: Tx, accountId: number, { regionCode, ...values }: AddressValues, now: Date): Promise<number> {
  const { id } = await tx.insertInto('address').values({ account_id: accountId, region_code: regionCode, ...values, created_at: now }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** @returns false when there is no such address of this person */
export async function updateAddress(tx: Tx, accountId: number, id: number, changes: Partial<AddressValues>): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('address').set({ ...columnsOf(changes), deleted_at: null })
    .where('id', '=', id).where('account_id', '=', accountId).where('deleted_at', 'is', null).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** @returns false when there is no such address of this person */
export async function setDefault(tx: Tx, accountId: number, id: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('address_book').set({ default_id: id })
    .where('account_id', '=', accountId)
    .where(eb => eb.exists(eb.selectFrom('address').select('id').where('id', '=', id).where('account_id', '=', accountId).where('deleted_at', 'is', null)))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Nothing happens when another one is the default. */
export async function unsetDefault(tx: Tx, accountId: number, id: number): Promise<void> {
  await tx.updateTable('address_book').set({ default_id: null }).where('account_id', '=', accountId).where('default_id', '=', id).execute()
}

/** @returns false when there is no such address of this person */
export async function markDeleted(tx: Tx, accountId: number, id: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('address').set({ deleted_at: now })
    .where('id', '=', id).where('account_id', '=', accountId).where('deleted_at', 'is', null).executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function giveRoomBack(tx: Tx, accountId: number, id: number): Promise<void> {
  await tx.updateTable('address_book')
    .set({ live: sql`live - 1`, default_id: sql`nullif(default_id, ${id})` })
    .where('account_id', '=', accountId).execute()
}

export async function dropDeletedBefore(db: Sql, before: Date): Promise<void> {
  await db.deleteFrom('address').where('deleted_at', '<', before).execute()
}

export async function dropBook(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('address_book').where('account_id', '=', accountId).execute()
  await tx.deleteFrom('address').where('account_id', '=', accountId).execute()
}
