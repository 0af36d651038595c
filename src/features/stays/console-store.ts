import type { Sql, Tx } from '../../kit/db.ts'
import type { Fen } from '../../kit/money.ts'
import type { ConsoleArea, ConsoleFacility, ConsoleHouseQuery } from './console-contract.ts'
import type { PersonRow } from './store-claims.ts'
import type { CardRow } from './store-search.ts'
import type { HouseStatus } from './tables.ts'
import { sql } from 'kysely'
import { COUNT_LIMIT } from '../../kit/pagination.ts'
import { personJson } from './store-claims.ts'
import { CARD_COLUMNS } from './store-search.ts'
import './tables.ts'

// — homes —

export interface StaffHouseRow extends CardRow { areaName: string, host: PersonRow, status: HouseStatus, statusReason: string | null, reviewedAt: Date | null, hostCancelCount: number }

/** Homes in any state, newest first: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listHousesForStaff(db: Sql, query: Omit<ConsoleHouseQuery, 'host'> & { hostId?: number, page: number, limit: number }): Promise<{ rows: StaffHouseRow[], count: number }> {
  const { q, status, areaId, hostId, unreviewed, page, limit } = query
  const conditions = [
    q !== undefined && (/^\d{1,15}$/.test(q) ? sql`(h.id = ${Number(q)} or position(lower(${q}) in lower(h.title)) > 0)` : sql`position(lower(${q}) in lower(h.title)) > 0`),
    status !== undefined && sql`h.status = ${status}`,
    areaId !== undefined && sql`h.area_id = ${areaId}`,
    hostId !== undefined && sql`h.host_id = ${hostId}`,
    unreviewed !== undefined && (unreviewed ? sql`h.reviewed_at is null` : sql`h.reviewed_at is not null`),
  ].filter(condition => condition !== false)
  const where = sql`where ${conditions.length ? sql.join(conditions, sql` and `) : sql`true`}`
  const { rows } = await sql<StaffHouseRow>`
    select ${sql.raw(CARD_COLUMNS)}, a.name as "areaName", ${personJson(sql.ref('h.host_id'))} as host, h.status, h.status_reason as "statusReason", h.reviewed_at as "reviewedAt", h.host_cancel_count as "hostCancelCount"
    from (select * from house h ${where} order by h.id desc limit ${limit + 1} offset ${(page - 1) * limit}) h
    join area a on a.id = h.area_id left join picture p on p.id = h.cover_id order by h.id desc`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from house h ${where} limit ${COUNT_LIMIT + 1}) found`.execute(db)
  return { rows, count: counted!.count }
}

export async function findHostOf(db: Sql, houseId: number): Promise<number | undefined> {
  return (await db.selectFrom('house').select('host_id as hostId').where('id', '=', houseId).executeTakeFirst())?.hostId
}

export async function lockHouseStanding(tx: Tx, houseId: number): Promise<{ status: HouseStatus, statusReason: string | null, reviewedAt: Date | null } | undefined> {
  return tx.selectFrom('house').select(['status', 'status_reason as statusReason', 'reviewed_at as reviewedAt']).where('id', '=', houseId).forNoKeyUpdate().executeTakeFirst()
}

export async function setHouseStanding(tx: Tx, houseId: number, { status, reason, now }: { status: HouseStatus, reason: string | null, now: Date }): Promise<void> {
  await tx.updateTable('house').set({ status, status_reason: reason, changed_at: now, reviewed_at: now }).where('id', '=', houseId).execute()
}

export async function markReviewed(tx: Tx, houseId: number, now: Date): Promise<void> {
  await tx.updateTable('house').set({ reviewed_at: now }).where('id', '=', houseId).execute()
}

// — bookings —

export interface RepaymentRow { amount: Fen, reason: string, status: 'processing' | 'done' | 'failed', createdAt: Date }

export async function repaymentsOf(db: Sql, bookingId: number): Promise<RepaymentRow[]> {
  return db.selectFrom('booking_refund').select(['amount', 'reason', 'status', 'created_at as createdAt']).where('booking_id', '=', bookingId).orderBy('id').execute()
}

// — districts and facilities —

export async function listAreasForStaff(db: Sql): Promise<ConsoleArea[]> {
  const { rows } = await sql<ConsoleArea>`
    select a.id, a.name, a.retired_at is not null as retired, (select count(*) from house h where h.area_id = a.id) as "houseCount" from area a order by a.position, a.id`.execute(db)
  return rows
}

export async function listFacilitiesForStaff(db: Sql): Promise<ConsoleFacility[]> {
  return db.selectFrom('facility').select(['id', 'name', 'icon']).select(eb => eb('retired_at', 'is not', null).$castTo<boolean>().as('retired')).orderBy('position').orderBy('id').execute()
}

type Reference = 'area' | 'facility'

/** Throws at area_name_key and facility_name_key. */
export async function insertReference(tx: Tx, table: Reference, values: { name: string, icon?: string }): Promise<number> {
  const position = sql<number>`(select coalesce(max(position), 0) + 1 from ${sql.table(table)})`
  const { id } = table === 'area'
    ? await tx.insertInto('area').values({ name: values.name, position }).returning('id').executeTakeFirstOrThrow()
    : await tx.insertInto('facility').values({ name: values.name, icon: values.icon!, position }).returning('id').executeTakeFirstOrThrow()
  return id
}

export async function updateReference(tx: Tx, table: Reference, id: number, { name, icon, retiredAt }: { name?: string, icon?: string, retiredAt?: Date | null }): Promise<void> {
  if (table === 'area') await tx.updateTable('area').set({ name, retired_at: retiredAt }).where('id', '=', id).execute()
  else await tx.updateTable('facility').set({ name, icon, retired_at: retiredAt }).where('id', '=', id).execute()
}

/** Locks all of them, in the order they have. */
export async function lockReference(tx: Tx, table: Reference): Promise<{ id: number, name: string, icon?: string, retired: boolean }[]> {
  const { rows } = await sql<{ id: number, name: string, icon?: string, retired: boolean }>`
    select id, name, ${table === 'facility' ? sql`icon, ` : sql``}retired_at is not null as retired from ${sql.table(table)} order by position, id for no key update`.execute(tx)
  return rows
}

export async function orderReference(tx: Tx, table: Reference, ids: readonly number[]): Promise<void> {
  await sql`update ${sql.table(table)} t set position = place.n from unnest(${[...ids]}::bigint[]) with ordinality as place (id, n) where t.id = place.id`.execute(tx)
}
