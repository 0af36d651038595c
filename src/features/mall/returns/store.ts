import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { ReturnKind, ReturnStatus } from '../orders/contract.ts'
import type { CaseRow } from '../orders/store-cases.ts'
import type { BuyerRow } from '../orders/store-views.ts'
import type { ConsoleReturnQuery, ReturnFigures } from './console-contract.ts'
import { sql } from 'kysely'
import { instantOf } from '../../../kit/dates.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import { caseJson, IS_OPEN_CASE } from '../orders/store-cases.ts'
import { buyerJson } from '../orders/store-views.ts'

/** What use cases need of a case to move it on; its order is locked. */
export interface CaseCore { id: number, no: string, itemId: number, openedBy: 'buyer' | 'staff', kind: ReturnKind, unsent: boolean, quantity: number, amount: Fen, status: ReturnStatus, payout: 'alipay' | 'by_hand' | 'none' | null }

const CORE = ['id', 'no', 'order_item_id as itemId', 'opened_by as openedBy', 'kind', 'unsent', 'quantity', 'amount', 'status', 'payout'] as const

export interface NewCase { no: string, orderId: number, itemId: number, accountId: number, openedBy: 'buyer' | 'staff', kind: ReturnKind, unsent: boolean, quantity: number, amount: Fen, freight: Fen, reason: string, pictureIds: readonly string[] }

/** Throws at return_case_undecided when the item has one that is not decided, and at return_case_no_key. */
export async function insertCase(tx: Tx, made: NewCase, now: Date): Promise<number> {
  const { id } = await tx.insertInto('return_case').values({
    no: made.no,
    order_id: made.orderId,
    order_item_id: made.itemId,
    account_id: made.accountId,
    opened_by: made.openedBy,
    kind: made.kind,
    unsent: made.unsent,
    quantity: made.quantity,
    amount: made.amount,
    freight: made.freight,
    reason: made.reason,
    picture_ids: [...made.pictureIds],
    status: 'APPLIED',
    created_at: now,
    changed_at: now,
  }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** The number of a case's order: locked first, then the case is read again. */
export async function orderOfCase(db: Sql, no: string): Promise<{ orderNo: string, accountId: number } | undefined> {
  return db.selectFrom('return_case as c').innerJoin('shop_order as o', 'o.id', 'c.order_id').select(['o.no as orderNo', 'c.account_id as accountId']).where('c.no', '=', no).executeTakeFirst()
}

/** The case as committed by whoever changed it before; its order is locked already. */
export async function readCase(tx: Tx, no: string): Promise<CaseCore> {
  return tx.selectFrom('return_case').select(CORE).where('no', '=', no).executeTakeFirstOrThrow()
}

interface CaseFacts { amount?: Fen, freight?: Fen, answer?: string, carrier?: string, trackingNo?: string, sellable?: number, payout?: 'alipay' | 'by_hand' | 'none', refundId?: number | null }

/** Moves a case on, if it is still where the caller believes it to be. */
export async function moveCase(tx: Tx, caseId: number, { from, to, at }: { from: ReturnStatus, to: ReturnStatus, at: Date }, set: CaseFacts = {}): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('return_case').set({
    status: to,
    changed_at: at,
    amount: set.amount,
    freight: set.freight,
    answer: set.answer,
    carrier: set.carrier,
    tracking_no: set.trackingNo,
    sellable: set.sellable,
    payout: set.payout,
    refund_id: set.refundId,
  }).where('id', '=', caseId).where('status', '=', from).executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Error(`return case ${caseId} is not ${from}, though its order was locked`)
}

/** Returns that were agreed to and not sent back in time. */
export async function forgottenReturns(db: Sql, agreedBefore: Date, limit: number): Promise<string[]> {
  const rows = await db.selectFrom('return_case').select('no').where('status', '=', 'APPROVED').where('changed_at', '<=', agreedBefore).orderBy('id').limit(limit).execute()
  return rows.map(({ no }) => no)
}

// — what is shown —

const FROM = sql`return_case c join order_item i on i.id = c.order_item_id join shop_order o on o.id = c.order_id`

/** A page of somebody's cases, newest first: one row more than it holds, and a count that stops at COUNT_LIMIT + 1; null after a case. */
export async function listOwnCases(db: Sql, accountId: number, { open, page, limit, afterNo }: { open: boolean, page: number, limit: number, afterNo?: string }): Promise<{ rows: CaseRow[], count: number | null }> {
  const where = sql`c.account_id = ${accountId} ${open ? sql`and ${IS_OPEN_CASE}` : sql``}`
  const from = afterNo === undefined
    ? sql`order by c.id desc offset ${(page - 1) * limit}`
    : sql`and c.id < (select last.id from return_case last where last.no = ${afterNo} and last.account_id = ${accountId}) order by c.id desc`
  const { rows: found } = await sql<{ found: CaseRow }>`select ${caseJson} as found from ${FROM} where ${where} ${from} limit ${limit + 1}`.execute(db)
  const rows = found.map(row => row.found)
  if (afterNo !== undefined) return { rows, count: null }
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from return_case c where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}

/** Undefined when it is not there or not theirs. */
export async function findOwnCase(db: Sql, accountId: number, no: string): Promise<CaseRow | undefined> {
  const { rows: [row] } = await sql<{ found: CaseRow }>`select ${caseJson} as found from ${FROM} where c.no = ${no} and c.account_id = ${accountId}`.execute(db)
  return row?.found
}

export interface StaffCaseRow { found: CaseRow, buyer: BuyerRow }

type Filter = Omit<ConsoleReturnQuery, 'buyer' | 'page' | 'limit'> & { buyerId?: number }

/** What waits for staff. */
const IS_TO_DO = sql`(c.status in ('APPLIED', 'SENT') or (c.status = 'REFUNDING' and (c.payout = 'by_hand' or exists (select from refund f where f.id = c.refund_id and f.status = 'failed'))))`

/** Cases; when nothing is said of the order newest first, those to do oldest first. One row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listCasesForStaff(db: Sql, { todo, status, kind, q, buyerId, from, to, order = todo ? 'oldest' : 'newest' }: Filter, { page, limit }: { page: number, limit: number }): Promise<{ rows: StaffCaseRow[], count: number }> {
  const conditions = [
    todo === true && IS_TO_DO,
    status !== undefined && sql`c.status = ${status}`,
    kind !== undefined && sql`c.kind = ${kind}`,
    q !== undefined && sql`(c.no = ${q.toUpperCase()} or c.tracking_no = ${q} or c.order_id = (select id from shop_order where no = ${q.toUpperCase()}))`,
    buyerId !== undefined && sql`c.account_id = ${buyerId}`,
    from !== undefined && sql`c.created_at >= ${instantOf(from, 0)}`,
    to !== undefined && sql`c.created_at < ${instantOf(to, 24)}`,
  ].filter(condition => condition !== false)
  const where = conditions.length ? sql.join(conditions, sql` and `) : sql`true`
  const { rows } = await sql<StaffCaseRow>`
    select ${caseJson} as found, ${buyerJson(sql.ref('c.account_id'))} as buyer from ${FROM} where ${where}
    order by c.id ${order === 'oldest' ? sql`` : sql`desc`} limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from return_case c where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}

export async function findCaseForStaff(db: Sql, no: string): Promise<StaffCaseRow | undefined> {
  const { rows: [row] } = await sql<StaffCaseRow>`select ${caseJson} as found, ${buyerJson(sql.ref('c.account_id'))} as buyer from ${FROM} where c.no = ${no}`.execute(db)
  return row
}

/** Where goods were last asked to be sent. */
export async function lastReturnAddress(db: Sql): Promise<string | null> {
  const { rows: [found] } = await sql<{ answer: string }>`
    select c.answer from return_case c where c.kind = 'return' and c.answer is not null and c.status in ('APPROVED', 'SENT', 'REFUNDING', 'REFUNDED') order by c.id desc limit 1`.execute(db)
  return found?.answer ?? null
}

export async function caseFigures(db: Sql): Promise<ReturnFigures> {
  const { rows: [figures] } = await sql<ReturnFigures>`
    select count(*) filter (where c.status = 'APPLIED') as applied, count(*) filter (where c.status = 'APPROVED') as approved, count(*) filter (where c.status = 'SENT') as sent,
      count(*) filter (where c.status = 'REFUNDING' and c.payout = 'by_hand') as "toPayOut",
      count(*) filter (where c.status = 'REFUNDING' and exists (select from refund f where f.id = c.refund_id and f.status = 'failed')) as failed
    from return_case c where ${IS_OPEN_CASE}`.execute(db)
  return figures!
}
