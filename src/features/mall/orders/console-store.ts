import type { PlainDate } from '../../../kit/dates.ts'
import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { ConsoleOrderQuery } from './console-contract.ts'
import type { OrderStatus } from './contract.ts'
import type { BuyerRow } from './store-views.ts'
import { sql } from 'kysely'
import { instantOf } from '../../../kit/dates.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import { IS_OPEN_CASE } from './store-cases.ts'
import { buyerJson } from './store-views.ts'

export interface StaffOrderRow {
  no: string
  status: OrderStatus
  partlyShipped: boolean
  paymentMethod: 'alipay' | 'cod'
  buyer: BuyerRow
  receiver: string
  region: string
  title: string
  lineCount: number
  unitCount: number
  toShip: number
  payable: Fen
  refunded: Fen
  returnsOpen: number
  note: string
  staffNote: string
  createdAt: Date
  paidAt: Date | null
}

type Filter = Omit<ConsoleOrderQuery, 'buyer' | 'page' | 'limit'> & { buyerId?: number, longAgo: Date }

/** Units of an item (i) of an order (o) that may be sent now; those whose money is asked back may not. */
const TO_SHIP = sql`case when o.status <> 'WAIT_SHIP' then 0
  else i.quantity - i.shipped - i.unsent - coalesce((select c.quantity from return_case c where c.order_item_id = i.id and c.unsent and c.status = 'APPLIED'), 0) end`

/** Orders: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listOrdersForStaff(db: Sql, { status, q, buyerId, paymentMethod, productId, from, to, paid, paidFrom, paidTo, refundedFrom, refundedTo, couponId, longWaiting, longAgo, order }: Filter, { page, limit }: { page: number, limit: number }): Promise<{ rows: StaffOrderRow[], count: number }> {
  const conditions = [
    status !== undefined && sql`o.status = ${status}`,
    q !== undefined && sql`o.id in (
      select id from shop_order where no = ${q.toUpperCase()} union select order_id from shipment where tracking_no = ${q}
      union select i.order_id from order_item i join sku k on k.id = i.sku_id where k.code = ${q})`,
    buyerId !== undefined && sql`o.account_id = ${buyerId}`,
    paymentMethod !== undefined && sql`o.payment_method = ${paymentMethod}`,
    productId !== undefined && sql`exists (select from order_item i where i.order_id = o.id and i.product_id = ${productId})`,
    from !== undefined && sql`o.created_at >= ${instantOf(from, 0)}`,
    to !== undefined && sql`o.created_at < ${instantOf(to, 24)}`,
    paidFrom !== undefined && sql`o.paid_at >= ${instantOf(paidFrom, 0)}`,
    paidTo !== undefined && sql`o.paid_at < ${instantOf(paidTo, 24)}`,
    (refundedFrom !== undefined || refundedTo !== undefined) && refundedBetween(refundedFrom, refundedTo),
    couponId !== undefined && sql`o.id in (select m.order_id from coupon_claim m where m.coupon_id = ${couponId} and m.order_id is not null)`,
    longWaiting === true && isLongWaiting(longAgo),
    paid !== undefined && (paid ? sql`o.paid_at is not null` : sql`o.paid_at is null`),
  ].filter(condition => condition !== false)
  const sequence = order === 'oldest' ? sql`order by o.id` : sql`order by o.id desc`
  const where = sql`where ${conditions.length ? sql.join(conditions, sql` and `) : sql`true`}`
  const [{ rows }, { rows: [counted] }] = await Promise.all([
    sql<StaffOrderRow>`
      select o.no, o.status, o.status = 'WAIT_SHIP' and lines.shipped > 0 as "partlyShipped", o.payment_method as "paymentMethod", ${buyerJson(sql.ref('o.account_id'))} as buyer,
        o.address ->> 'receiver' as receiver, o.address ->> 'region' as region, lines.title, lines.count as "lineCount", lines.units as "unitCount", lines."toShip", o.payable, o.refunded,
        (select count(*) from return_case c where c.order_id = o.id and ${IS_OPEN_CASE}) as "returnsOpen", o.note, o.staff_note as "staffNote", o.created_at as "createdAt", o.paid_at as "paidAt"
      from (select * from shop_order o ${where} ${sequence} limit ${limit + 1} offset ${(page - 1) * limit}) o
      cross join lateral (select (array_agg(i.title order by i.id))[1] as title, count(*) as count, sum(i.quantity) as units, sum(i.shipped) as shipped, sum(${TO_SHIP}) as "toShip" from order_item i where i.order_id = o.id) lines
      ${sequence}`.execute(db),
    sql<{ count: number }>`select count(*) as count from (select from shop_order o ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db),
  ])
  return { rows, count: counted!.count }
}

const refundedBetween = (from: PlainDate = '2000-01-01', to: PlainDate = '2999-12-31') => sql`o.id in (select f.order_id from order_refund f where f.at >= ${instantOf(from, 0)} and f.at < ${instantOf(to, 24)})`
const isLongWaiting = (longAgo: Date) => sql`o.status = 'WAIT_SHIP' and coalesce(o.paid_at, o.created_at) < ${longAgo}`

/** Of an order that is locked. @returns the note before */
export async function setStaffNote(tx: Tx, orderId: number, note: string): Promise<string> {
  const { rows: [changed] } = await sql<{ before: string }>`
    with old as (select id, staff_note from shop_order where id = ${orderId})
    update shop_order o set staff_note = ${note} from old where o.id = old.id returning old.staff_note as before`.execute(tx)
  return changed!.before
}

interface StateFigures { waitPayment: number, waitShip: number, waitReceive: number, waitComment: number, longWaiting: number, placedToday: number, paidToday: number, turnoverToday: Fen }

/** How many orders wait for what, and what today has brought: `dayBegan` is the day's first instant. */
export async function orderFigures(db: Sql, { dayBegan, longAgo }: { dayBegan: Date, longAgo: Date }): Promise<StateFigures> {
  const { rows: [figures] } = await sql<StateFigures>`
    select
      (select count(*) from shop_order where status = 'WAIT_PAYMENT') as "waitPayment",
      (select count(*) from shop_order where status = 'WAIT_SHIP') as "waitShip",
      (select count(*) from shop_order where status = 'WAIT_RECEIVE') as "waitReceive",
      (select count(*) from shop_order where status = 'WAIT_COMMENT') as "waitComment",
      (select count(*) from shop_order o where ${isLongWaiting(longAgo)}) as "longWaiting",
      (select count(*) from shop_order where created_at >= ${dayBegan}) as "placedToday",
      (select count(*) from shop_order where paid_at >= ${dayBegan}) as "paidToday",
      (select coalesce(sum(payable - waived), 0)::bigint from shop_order where paid_at >= ${dayBegan}) as "turnoverToday"`.execute(db)
  return figures!
}
