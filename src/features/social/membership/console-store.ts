import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { ConsoleMembershipQuery, NewPlan } from './console-contract.ts'
import type { OrderRow } from './store.ts'
import type { LevelRow, PlanRow } from './store-plans.ts'
import { sql } from 'kysely'
import { instantOf } from '../../../kit/dates.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import '../tables.ts'

/** How many people are at each level above 0 now. */
export async function countMembers(db: Sql, now: Date): Promise<Map<number, number>> {
  const { rows } = await sql<{ level: number, members: number }>`
    select level, count(*) as members from (select account_id, max(level) as level from membership_span where starts_at <= ${now} and ends_at > ${now} group by account_id) current group by level`.execute(db)
  return new Map(rows.map(({ level, members }) => [level, members]))
}

/** How many orders of each level and length were paid, as 'level days'. */
export async function countSold(db: Sql): Promise<Map<string, number>> {
  const { rows } = await sql<{ level: number, days: number, sold: number }>`select level, days, count(*) as sold from membership_order where paid_at is not null group by level, days`.execute(db)
  return new Map(rows.map(({ level, days, sold }) => [`${level} ${days}`, sold]))
}

/** As it was read, or undefined: somebody else was faster. */
export async function updateLevel(tx: Tx, before: LevelRow, after: LevelRow): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('membership_level').set({
    name_zh: after.nameZh,
    name_en: after.nameEn,
    badge: after.badge,
    likes_a_day: after.likesADay,
    superlikes_a_day: after.superlikesADay,
    rewinds_a_day: after.rewindsADay,
    any_city: after.anyCity,
    sees_likes: after.seesLikes,
    version: sql`version + 1`,
  }).where('level', '=', before.level).where('version', '=', before.version).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Throws at membership_plan_once and membership_plan_level_fkey. */
export async function insertPlan(tx: Tx, { level, days, price, onSale }: NewPlan): Promise<number> {
  const { id } = await tx.insertInto('membership_plan').values({ level, days, price, on_sale: onSale }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** @returns false when somebody else was faster */
export async function updatePlan(tx: Tx, before: PlanRow, { price, onSale }: { price: Fen, onSale: boolean }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('membership_plan').set({ price, on_sale: onSale, version: sql`version + 1` }).where('id', '=', before.id).where('version', '=', before.version).executeTakeFirst()
  return numUpdatedRows > 0n
}

export type StaffOrderRow = Omit<OrderRow, 'accountId'> & { buyer: { id: string, number: number, name: string } }

const ORDER = sql`o.id, o.no, o.level, o.days, o.price, o.status, o.created_at as "createdAt", o.expires_at as "expiresAt", o.paid_at as "paidAt", o.payment_id as "paymentId",
  o.refund_asked_at as "refundAskedAt", o.refunded_at as "refundedAt", o.refunded, json_build_object('id', a.public_id, 'number', a.id, 'name', a.name) as buyer`

/** A whole phone number only: by parts of it a masked one could be guessed digit by digit. */
function isMeantBy(q: string) {
  const nameBegins = `${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const number = /^[1-9]\d{0,14}$/.test(q) ? sql`or id = ${q}::bigint or mobile = ${q}` : sql``
  return sql`(o.no = ${q.toUpperCase()} or o.account_id in (select id from account where public_id = ${q} or lower(name) like ${nameBegins} ${number}))`
}

/** Orders, newest first: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listOrdersForStaff(db: Sql, { q, status, level, buyerId, from, to, paidFrom, paidTo }: Omit<ConsoleMembershipQuery, 'buyer'> & { buyerId?: number }, { page, limit }: { page: number, limit: number }): Promise<{ rows: StaffOrderRow[], count: number }> {
  const conditions = [
    q !== undefined && isMeantBy(q.trim()),
    status !== undefined && sql`o.status = ${status}`,
    level !== undefined && sql`o.level = ${level}`,
    buyerId !== undefined && sql`o.account_id = ${buyerId}`,
    from !== undefined && sql`o.created_at >= ${instantOf(from, 0)}`,
    to !== undefined && sql`o.created_at < ${instantOf(to, 24)}`,
    paidFrom !== undefined && sql`o.paid_at >= ${instantOf(paidFrom, 0)}`,
    paidTo !== undefined && sql`o.paid_at < ${instantOf(paidTo, 24)}`,
  ].filter(condition => condition !== false)
  const where = conditions.length ? sql.join(conditions, sql` and `) : sql`true`
  const [{ rows }, { rows: [counted] }] = await Promise.all([
    sql<StaffOrderRow>`select ${ORDER} from (select * from membership_order o where ${where} order by o.id desc limit ${limit + 1} offset ${(page - 1) * limit}) o join account a on a.id = o.account_id order by o.id desc`.execute(db),
    sql<{ count: number }>`select count(*) as count from (select from membership_order o where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db),
  ])
  return { rows, count: counted!.count }
}

export async function findOrderForStaff(db: Sql, no: string): Promise<StaffOrderRow | undefined> {
  const { rows: [row] } = await sql<StaffOrderRow>`select ${ORDER} from membership_order o join account a on a.id = o.account_id where o.no = ${no}`.execute(db)
  return row
}
