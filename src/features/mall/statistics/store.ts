import type { PlainDate } from '../../../kit/dates.ts'
import type { Sql } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { instantOf } from '../../../kit/dates.ts'
import '../tables.ts'

interface Span { since: Date, until: Date }

/** Orders made in a span, and how many people made them. */
export async function countPlaced(db: Sql, { since, until }: Span): Promise<{ placedOrders: number, orderingUsers: number }> {
  const { rows: [row] } = await sql<{ placedOrders: number, orderingUsers: number }>`
    select count(*) as "placedOrders", count(distinct account_id) as "orderingUsers" from shop_order where created_at >= ${since} and created_at < ${until}`.execute(db)
  return row!
}

export interface DayMoney { date: PlainDate, paidOrders: number, paid: Fen, refunded: Fen }

/**
 * Each of these days' money: a look into the index for each day, which is faster than to name the day of every order, and needs
 * no more than the index.
 */
export async function moneyByDay(db: Sql, days: readonly PlainDate[]): Promise<DayMoney[]> {
  const { rows } = await sql<DayMoney>`
    select d.date, p."paidOrders", p.paid, r.refunded
    from unnest(${[...days]}::date[], ${days.map(day => instantOf(day, 0))}::timestamptz[], ${days.map(day => instantOf(day, 24))}::timestamptz[]) as d (date, since, until)
    cross join lateral (select count(*) as "paidOrders", coalesce(sum(payable - waived), 0)::bigint as paid from shop_order where paid_at >= d.since and paid_at < d.until) p
    cross join lateral (select coalesce(sum(amount), 0)::bigint as refunded from order_refund where at >= d.since and at < d.until) r
    order by d.date`.execute(db)
  return rows
}

/** The same of a whole span, and of how many orders money goes back. */
export async function moneyOf(db: Sql, { since, until }: Span): Promise<{ paidOrders: number, paid: Fen, refundedOrders: number, refunded: Fen }> {
  const { rows: [row] } = await sql<{ paidOrders: number, paid: Fen, refundedOrders: number, refunded: Fen }>`
    select p.*, r.* from
      (select count(*) as "paidOrders", coalesce(sum(payable - waived), 0)::bigint as paid from shop_order where paid_at >= ${since} and paid_at < ${until}) p,
      (select count(distinct order_id) as "refundedOrders", coalesce(sum(amount), 0)::bigint as refunded from order_refund where at >= ${since} and at < ${until}) r`.execute(db)
  return row!
}

export interface BestsellerRow { id: number, title: string, picture: PictureRow | null, units: number, returned: number, amount: Fen }

/** What was sold most in a span, by units, then by money. */
export async function listBestsellers(db: Sql, { since, until }: Span, limit: number): Promise<BestsellerRow[]> {
  const { rows } = await sql<BestsellerRow>`
    select p.id, p.title, ${pictureJson(sql.ref('p.cover_id'))} as picture, best.units, best.returned, best.amount
    from (
      select product_id, sum(quantity) as units, sum(returned) as returned, sum(payable)::bigint as amount
      from order_item where paid_at >= ${since} and paid_at < ${until} group by product_id order by units desc, amount desc, product_id limit ${limit}
    ) best join product p on p.id = best.product_id order by best.units desc, best.amount desc, p.id`.execute(db)
  return rows
}

export interface ViewsRow { id: number, name: string, today: number, month: number }

/** Categories of the first level by how often their goods were looked at since a day; also those nobody looked at. */
export async function listCategoryViews(db: Sql, { today, first }: { today: PlainDate, first: PlainDate }): Promise<ViewsRow[]> {
  const { rows } = await sql<ViewsRow>`
    select c.id, c.name, coalesce(sum(v.views) filter (where v.day = ${today}), 0)::bigint as today, coalesce(sum(v.views), 0)::bigint as month
    from category c left join category_view v on v.category_id = c.id and v.day >= ${first} and v.day <= ${today}
    where c.level = 1 group by c.id, c.name, c.position order by month desc, c.position, c.id`.execute(db)
  return rows
}
