import type { RawBuilder } from 'kysely'
import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { BuyerRow } from '../orders/store-views.ts'
import type { CouponClaim, CouponState } from './console-contract.ts'
import { sql } from 'kysely'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import type { TermsRow } from './store.ts'
import { buyerJson } from '../orders/store-views.ts'
import '../tables.ts'

export interface StaffCouponRow extends TermsRow {
  id: number
  perPerson: number
  total: number | null
  claimed: number
  claimFrom: Date
  claimUntil: Date
  days: number
  visible: boolean
  version: number
  createdAt: Date
}

const COLUMNS = sql`c.id, c.name, c.kind, c.amount, c.percent, c.most, c.threshold, c.category_id as "categoryId", (select g.name from category g where g.id = c.category_id) as "categoryName",
  c.per_person as "perPerson", c.total, c.claimed, c.claim_from as "claimFrom", c.claim_until as "claimUntil", c.days, c.visible, c.version, c.created_at as "createdAt"`

const inState = (state: CouponState, now: Date): RawBuilder<unknown> => ({
  over: sql`c.claim_until <= ${now}`,
  hidden: sql`c.claim_until > ${now} and not c.visible`,
  planned: sql`c.claim_until > ${now} and c.visible and c.claim_from > ${now}`,
  running: sql`c.claim_until > ${now} and c.visible and c.claim_from <= ${now}`,
})[state]

interface Range { page: number, limit: number }

/** Coupons, newest first: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listCouponsForStaff(db: Sql, { q, state, kind, page, limit }: Range & { q?: string, state?: CouponState, kind?: 'amount' | 'percent' }, now: Date): Promise<{ rows: StaffCouponRow[], count: number }> {
  const conditions = [
    q !== undefined && (/^\d{1,15}$/.test(q) ? sql`(c.id = ${Number(q)} or position(${q} in c.name) > 0)` : sql`position(lower(${q}) in lower(c.name)) > 0`),
    state !== undefined && inState(state, now),
    kind !== undefined && sql`c.kind = ${kind}`,
  ].filter(condition => condition !== false)
  const where = conditions.length ? sql.join(conditions, sql` and `) : sql`true`
  const { rows } = await sql<StaffCouponRow>`select ${COLUMNS} from coupon c where ${where} order by c.id desc limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from coupon c where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}

export async function findCouponForStaff(db: Sql, id: number): Promise<StaffCouponRow | undefined> {
  const { rows: [row] } = await sql<StaffCouponRow>`select ${COLUMNS} from coupon c where c.id = ${id}`.execute(db)
  return row
}

/** Nobody claims it or changes it until the transaction ends. */
export async function lockCoupon(tx: Tx, id: number): Promise<StaffCouponRow | undefined> {
  const { rows: [row] } = await sql<StaffCouponRow>`select ${COLUMNS} from coupon c where c.id = ${id} for update of c`.execute(tx)
  return row
}

/** How many orders use each of these coupons, and fen it takes off them. */
export async function usesOf(db: Sql, ids: readonly number[]): Promise<Map<number, { used: number, takenOff: Fen }>> {
  const { rows } = await sql<{ id: number, used: number, takenOff: Fen }>`
    select coupon_id as id, count(*) as used, sum(discount)::bigint as "takenOff"
    from coupon_claim where coupon_id = any(${[...ids]}::bigint[]) and order_id is not null group by coupon_id`.execute(db)
  return new Map(rows.map(({ id, ...uses }) => [id, uses]))
}

export interface CouponValues extends Omit<TermsRow, 'categoryName'> {
  perPerson: number
  total: number | null
  claimFrom: Date
  claimUntil: Date
  days: number
  visible: boolean
}

const columnsOf = ({ name, kind, amount, percent, most, threshold, categoryId, perPerson, total, claimFrom, claimUntil, days, visible }: CouponValues) =>
  ({ name, kind, amount, percent, most, threshold, category_id: categoryId, per_person: perPerson, total, claim_from: claimFrom, claim_until: claimUntil, days, visible })

/** Throws at coupon_category_id_fkey. */
export async function insertCoupon(tx: Tx, values: CouponValues, now: Date): Promise<number> {
  const { id } = await tx.insertInto('coupon').values({ ...columnsOf(values), created_at: now }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Of a coupon that is locked. Throws at coupon_category_id_fkey. */
export async function updateCoupon(tx: Tx, id: number, values: CouponValues): Promise<void> {
  await tx.updateTable('coupon').set({ ...columnsOf(values), version: sql`version + 1` }).where('id', '=', id).execute()
}

export async function deleteCoupon(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('coupon').where('id', '=', id).execute()
}

export interface StaffClaimRow { id: number, buyer: BuyerRow, claimedAt: Date, endsAt: Date, orderNo: string | null, discount: Fen | null }

/** Who has claimed a coupon, newest first: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listClaimsForStaff(db: Sql, couponId: number, { state, page, limit }: Range & { state?: CouponClaim['state'] }, now: Date): Promise<{ rows: StaffClaimRow[], count: number }> {
  const which = {
    all: sql`true`,
    used: sql`m.order_id is not null`,
    usable: sql`m.order_id is null and m.ends_at > ${now}`,
    expired: sql`m.order_id is null and m.ends_at <= ${now}`,
  }[state ?? 'all']
  const where = sql`m.coupon_id = ${couponId} and ${which}`
  const { rows } = await sql<StaffClaimRow>`
    select m.id, ${buyerJson(sql.ref('m.account_id'))} as buyer, m.claimed_at as "claimedAt", m.ends_at as "endsAt", (select o.no from shop_order o where o.id = m.order_id) as "orderNo", m.discount
    from (select * from coupon_claim m where ${where} order by m.id desc limit ${limit + 1} offset ${(page - 1) * limit}) m order by m.id desc`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from coupon_claim m where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}
