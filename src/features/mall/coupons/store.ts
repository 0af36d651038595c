import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import { sql } from 'kysely'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import '../tables.ts'

/** What a coupon takes off, and of which goods; sums are fen. */
export interface TermsRow {
  name: string
  kind: 'amount' | 'percent'
  amount: Fen | null
  percent: number | null
  most: Fen | null
  threshold: Fen
  categoryId: number | null
  categoryName: string | null
}

/** Columns of coupon `c` and its category `g`. */
const TERMS = sql`c.name, c.kind, c.amount, c.percent, c.most, c.threshold, c.category_id as "categoryId", g.name as "categoryName"`

export interface OfferRow extends TermsRow {
  id: number
  days: number
  perPerson: number
  claimFrom: Date
  claimUntil: Date
  left: number | null
  mine: number
}

interface Range { page: number, limit: number }

/** Coupons anybody may look at, those that can be claimed first, then the newest; one row more than the page. */
export async function listOffers(db: Sql, { accountId, categoryId, page, limit }: Range & { accountId: number | null, categoryId: number | null }, now: Date): Promise<{ rows: OfferRow[], count: number }> {
  const wanted = sql`c.visible and c.claim_until > ${now}
    and (${categoryId}::bigint is null or c.category_id is null or c.category_id = any((select path from category where id = ${categoryId})::bigint[]))`
  const { rows } = await sql<OfferRow>`
    select c.id, ${TERMS}, c.days, c.per_person as "perPerson", c.claim_from as "claimFrom", c.claim_until as "claimUntil", c.total - c.claimed as "left",
      (select count(*) from coupon_claim m where m.coupon_id = c.id and m.account_id = ${accountId}::bigint) as mine
    from coupon c left join category g on g.id = c.category_id where ${wanted}
    order by c.claim_from > ${now}, c.total is not null and c.claimed >= c.total, c.id desc limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from coupon c where ${wanted} limit ${COUNT_LIMIT + 1}) as one`.execute(db)
  return { rows, count: counted!.count }
}

/**
 * Takes one of a coupon's number, where there is one and its time is now. The row stays locked, so whoever counts a person's
 * claims afterwards counts them all.
 */
export async function takeOne(tx: Tx, couponId: number, now: Date): Promise<{ perPerson: number, days: number } | undefined> {
  return tx.updateTable('coupon').set({ claimed: sql`claimed + 1` })
    .where('id', '=', couponId).where('visible', '=', true).where('claim_from', '<=', now).where('claim_until', '>', now)
    .where(eb => eb.or([eb('total', 'is', null), eb('claimed', '<', eb.ref('total'))]))
    .returning(['per_person as perPerson', 'days']).executeTakeFirst()
}

/** After `takeOne`: the person's next claim of it, or undefined when they have all one may have. */
export async function insertClaim(tx: Tx, { couponId, accountId, perPerson, endsAt }: { couponId: number, accountId: number, perPerson: number, endsAt: Date }, now: Date): Promise<number | undefined> {
  const { rows: [claim] } = await sql<{ id: number }>`
    insert into coupon_claim (coupon_id, account_id, nth, claimed_at, ends_at)
    select ${couponId}, ${accountId}, count(*) + 1, ${now}, ${endsAt} from coupon_claim where coupon_id = ${couponId} and account_id = ${accountId} having count(*) < ${perPerson}
    returning id`.execute(tx)
  return claim?.id
}

/** A coupon as somebody meets it who could not claim it. */
export const findOffer = (db: Sql, couponId: number) =>
  db.selectFrom('coupon').select(['claim_from as claimFrom', 'claim_until as claimUntil']).where('id', '=', couponId).where('visible', '=', true).executeTakeFirst()

export interface ClaimRow extends TermsRow {
  id: number
  couponId: number
  claimedAt: Date
  endsAt: Date
  orderNo: string | null
}

const claims = sql`select m.id, m.coupon_id as "couponId", ${TERMS}, m.claimed_at as "claimedAt", m.ends_at as "endsAt", (select o.no from shop_order o where o.id = m.order_id) as "orderNo"
  from coupon_claim m join coupon c on c.id = m.coupon_id left join category g on g.id = c.category_id`

/** What somebody has claimed, the newest first; one row more than the page. */
export async function listClaims(db: Sql, { accountId, state, page, limit }: Range & { accountId: number, state: 'usable' | 'used' | 'expired' }, now: Date): Promise<{ rows: ClaimRow[], count: number }> {
  const wanted = {
    usable: sql`m.account_id = ${accountId} and m.order_id is null and m.ends_at > ${now}`,
    used: sql`m.account_id = ${accountId} and m.order_id is not null`,
    expired: sql`m.account_id = ${accountId} and m.order_id is null and m.ends_at <= ${now}`,
  }[state]
  const { rows } = await sql<ClaimRow>`${claims} where ${wanted} order by m.id desc limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from coupon_claim m where ${wanted} limit ${COUNT_LIMIT + 1}) as one`.execute(db)
  return { rows, count: counted!.count }
}

/** Nobody compares more than this many at the till; those that end first. */
const MAX_AT_CHECKOUT = 50

/** What somebody could still use. */
export async function usableClaims(db: Sql, accountId: number, now: Date): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`${claims} where m.account_id = ${accountId} and m.order_id is null and m.ends_at > ${now} order by m.ends_at, m.id limit ${MAX_AT_CHECKOUT}`.execute(db)
  return rows
}

/** A claim of this person, also one that is used or over. */
export async function findClaim(db: Sql, accountId: number, claimId: number): Promise<ClaimRow | undefined> {
  const { rows: [row] } = await sql<ClaimRow>`${claims} where m.id = ${claimId} and m.account_id = ${accountId}`.execute(db)
  return row
}
