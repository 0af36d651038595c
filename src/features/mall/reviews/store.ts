import type { Sql, Tx } from '../../../kit/db.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { BuyerRow } from '../orders/store-views.ts'
import type { ConsoleReviewQuery } from './console-contract.ts'
import type { ReviewQuery } from './contract.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { instantOf } from '../../../kit/dates.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import { buyerJson } from '../orders/store-views.ts'

export interface NewReviewRow { itemId: number, productId: number, accountId: number, specText: string, score: number, text: string, pictureIds: readonly string[], anonymous: boolean }

/** Writes a review and counts it for its product, in one statement. Throws at product_review_once. @returns its id */
export async function insertReview(tx: Tx, r: NewReviewRow, now: Date): Promise<number> {
  const { rows: [made] } = await sql<{ id: number }>`
    with made as (
      insert into product_review (order_item_id, product_id, account_id, spec_text, score, text, picture_ids, anonymous, created_at)
      values (${r.itemId}, ${r.productId}, ${r.accountId}, ${r.specText}, ${r.score}, ${r.text}, ${[...r.pictureIds]}::text[], ${r.anonymous}, ${now}) returning id, product_id, score
    ), counted as (
      update product p set review_count = p.review_count + 1, score_sum = p.score_sum + made.score from made where p.id = made.product_id
    ), marked as (
      update order_item set reviewed_at = ${now} where id = ${r.itemId}
    )
    select id from made`.execute(tx)
  return made!.id
}

/** Shows or hides a review and counts it in or out, in one statement; undefined when there is none, `changed` false when it was so already. */
export async function setVisible(tx: Tx, id: number, visible: boolean): Promise<{ productId: number, changed: boolean } | undefined> {
  const { rows: [found] } = await sql<{ productId: number, changed: boolean }>`
    with found as materialized (select id, product_id, score, visible from product_review where id = ${id} for no key update),
    turned as (
      update product_review r set visible = ${visible} from found where r.id = found.id and found.visible <> ${visible} returning r.product_id, r.score
    ), counted as (
      update product p set review_count = p.review_count + ${visible ? 1 : -1}, score_sum = p.score_sum ${visible ? sql`+` : sql`-`} turned.score from turned where p.id = turned.product_id
    )
    select found.product_id as "productId", exists (select from turned) as changed from found`.execute(tx)
  return found
}

export async function setAnswer(tx: Tx, id: number, text: string, now: Date): Promise<{ productId: number, before: string | null } | undefined> {
  const { rows: [changed] } = await sql<{ productId: number, before: string | null }>`
    with old as (select id, answer from product_review where id = ${id} for no key update)
    update product_review r set answer = ${text}, answered_at = ${now} from old where r.id = old.id returning r.product_id as "productId", old.answer as before`.execute(tx)
  return changed
}

// — what is shown —

/** As JSON has it: instants are text. */
export interface ReviewRow {
  id: number
  score: number
  text: string
  pictures: PictureRow[]
  specText: string
  name: string
  avatar: PictureRow | null
  anonymous: boolean
  createdAt: Date
  answer: string | null
  answeredAt: Date | null
}

const REVIEW = sql`
  r.id, r.score, r.text, r.spec_text as "specText", r.anonymous, r.created_at as "createdAt", r.answer, r.answered_at as "answeredAt", a.name, ${pictureJson(sql.ref('a.avatar_id'))} as avatar,
  (select coalesce(json_agg(${pictureJson(sql.ref('given.id'))} order by given.place), '[]') from unnest(r.picture_ids) with ordinality as given (id, place)) as pictures`

/** Reviews of a product that are shown, newest first: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1; null after an id. */
export async function listReviews(db: Sql, productId: number, { score, withPictures, page, limit, afterId }: Omit<ReviewQuery, 'after'> & { page: number, limit: number, afterId?: number }): Promise<{ rows: ReviewRow[], count: number | null }> {
  const where = sql`r.product_id = ${productId} and r.visible ${score === undefined ? sql`` : sql`and r.score = ${score}`} ${withPictures ? sql`and r.picture_ids <> '{}'` : sql``}`
  const from = afterId === undefined ? sql`order by r.id desc offset ${(page - 1) * limit}` : sql`and r.id < ${afterId} order by r.id desc`
  const { rows } = await sql<ReviewRow>`
    select ${REVIEW} from (select * from product_review r where ${where} ${from} limit ${limit + 1}) r join account a on a.id = r.account_id order by r.id desc`.execute(db)
  if (afterId !== undefined) return { rows, count: null }
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from product_review r where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}

export async function findReview(db: Sql, id: number): Promise<ReviewRow> {
  const { rows: [row] } = await sql<ReviewRow>`select ${REVIEW} from product_review r join account a on a.id = r.account_id where r.id = ${id}`.execute(db)
  return row!
}

/** How many reviews a product has of each score, and how many with pictures; undefined when there is no such product on the shelf or there was none. */
export async function scoresOf(db: Sql, productId: number): Promise<{ score: number, count: number, withPictures: number }[] | undefined> {
  const { rows: [found] } = await sql<{ scores: { score: number, count: number, withPictures: number }[] }>`
    select (select coalesce(json_agg(s), '[]') from (
      select score, count(*) as count, count(*) filter (where picture_ids <> '{}') as "withPictures" from product_review where product_id = p.id and visible group by score) s) as scores
    from product p where p.id = ${productId} and p.status <> 'draft'`.execute(db)
  return found?.scores
}

export interface StaffReviewRow extends ReviewRow { buyer: BuyerRow, productId: number, title: string, orderNo: string, visible: boolean }

const STAFF = sql`${REVIEW}, ${buyerJson(sql.ref('r.account_id'))} as buyer, r.product_id as "productId", p.title, o.no as "orderNo", r.visible`
const FROM = sql`join account a on a.id = r.account_id join product p on p.id = r.product_id join order_item i on i.id = r.order_item_id join shop_order o on o.id = i.order_id`

type Filter = Omit<ConsoleReviewQuery, 'buyer' | 'page' | 'limit'> & { buyerId?: number }

/** Reviews, newest first: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listReviewsForStaff(db: Sql, { unanswered, visible, score, worst, productId, q, buyerId, from, to }: Filter, { page, limit }: { page: number, limit: number }): Promise<{ rows: StaffReviewRow[], count: number }> {
  const conditions = [
    unanswered !== undefined && (unanswered ? sql`r.answer is null` : sql`r.answer is not null`),
    visible !== undefined && sql`r.visible = ${visible}`,
    score !== undefined && sql`r.score = ${score}`,
    worst !== undefined && sql`r.score <= ${worst}`,
    productId !== undefined && sql`r.product_id = ${productId}`,
    q !== undefined && sql`(position(lower(${q}) in lower(r.text)) > 0 or r.order_item_id in (select i.id from order_item i join shop_order o on o.id = i.order_id where o.no = ${q.toUpperCase()}))`,
    buyerId !== undefined && sql`r.account_id = ${buyerId}`,
    from !== undefined && sql`r.created_at >= ${instantOf(from, 0)}`,
    to !== undefined && sql`r.created_at < ${instantOf(to, 24)}`,
  ].filter(condition => condition !== false)
  const where = conditions.length ? sql.join(conditions, sql` and `) : sql`true`
  const { rows } = await sql<StaffReviewRow>`
    select ${STAFF} from (select * from product_review r where ${where} order by r.id desc limit ${limit + 1} offset ${(page - 1) * limit}) r ${FROM} order by r.id desc`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from product_review r where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}

export async function findReviewForStaff(db: Sql, id: number): Promise<StaffReviewRow | undefined> {
  const { rows: [row] } = await sql<StaffReviewRow>`select ${STAFF} from product_review r ${FROM} where r.id = ${id}`.execute(db)
  return row
}
