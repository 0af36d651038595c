import type { Sql } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { Actor, OrderAddress, OrderCounts, OrderEvent, OrderStatus, Shipment } from './contract.ts'
import type { CaseRow } from './store-cases.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import { caseJson, countOpenCases, IS_OPEN_CASE, IS_UNDECIDED } from './store-cases.ts'

// Orders as they are shown, in one statement each.

export interface ItemView {
  id: number
  productId: number
  skuId: number
  skuCode: string
  title: string
  specText: string
  picture: PictureRow | null
  price: Fen
  quantity: number
  discount: Fen
  payable: Fen
  shipped: number
  returned: number
  unsent: number
  refunded: Fen
  reviewed: boolean
  openCase: boolean
  /** Units that are not sent because their money is asked back. */
  heldBack: number
}

export interface OrderView {
  id: number
  no: string
  status: OrderStatus
  paymentMethod: 'alipay' | 'cod'
  items: ItemView[]
  goods: Fen
  discount: Fen
  freight: Fen
  payable: Fen
  refunded: Fen
  dueAt: Date | null
  receivedAt: Date | null
  returnsOpen: number
  createdAt: Date
}

export interface OrderDetail extends OrderView {
  address: OrderAddress
  note: string
  staffNote: string
  paidAt: Date | null
  shippedAt: Date | null
  canceledBy: Actor | null
  reason: string | null
  shipments: Shipment[]
  cases: CaseRow[]
  events: OrderEvent[]
}

const itemsJson = sql<ItemView[]>`(
  select json_agg(json_build_object(
    'id', i.id, 'productId', i.product_id, 'skuId', i.sku_id, 'skuCode', i.sku_code, 'title', i.title, 'specText', i.spec_text, 'picture', ${pictureJson(sql.ref('i.picture_id'))},
    'price', i.price, 'quantity', i.quantity, 'discount', i.discount, 'payable', i.payable, 'shipped', i.shipped, 'returned', i.returned, 'unsent', i.unsent, 'refunded', i.refunded,
    'reviewed', i.reviewed_at is not null,
    'openCase', exists (select from return_case c where c.order_item_id = i.id and ${IS_UNDECIDED}),
    'heldBack', coalesce((select c.quantity from return_case c where c.order_item_id = i.id and c.unsent and c.status = 'APPLIED'), 0)
  ) order by i.id) from order_item i where i.order_id = o.id)`

const shipmentsJson = sql<Shipment[]>`(
  select coalesce(json_agg(json_build_object('id', s.id, 'carrier', s.carrier, 'trackingNo', s.tracking_no, 'at', s.at,
    'items', (select json_agg(json_build_object('itemId', l.order_item_id, 'quantity', l.quantity) order by l.order_item_id) from shipment_item l where l.shipment_id = s.id)) order by s.id), '[]')
  from shipment s where s.order_id = o.id)`

const casesJson = sql<CaseRow[]>`(
  select coalesce(json_agg(${caseJson} order by c.id desc), '[]') from return_case c join order_item i on i.id = c.order_item_id where c.order_id = o.id)`

const eventsJson = sql<OrderEvent[]>`(
  select coalesce(json_agg(json_build_object('action', e.action, 'from', e.from_status, 'to', e.to_status, 'actor', e.actor, 'reason', e.reason, 'at', e.at) order by e.id), '[]')
  from order_event e where e.order_id = o.id)`

const view = sql`
  o.id, o.no, o.status, o.payment_method as "paymentMethod", ${itemsJson} as items, o.goods, o.discount, o.freight, o.payable, o.refunded, o.due_at as "dueAt", o.received_at as "receivedAt",
  (select count(*) from return_case c where c.order_id = o.id and ${IS_OPEN_CASE}) as "returnsOpen", o.created_at as "createdAt"`

const detail = sql`${view}, o.address, o.note, o.staff_note as "staffNote", o.paid_at as "paidAt", o.shipped_at as "shippedAt", o.canceled_by as "canceledBy", o.reason,
  ${shipmentsJson} as shipments, ${casesJson} as cases, ${eventsJson} as events`

interface Paging { page: number, limit: number }

/** A page of somebody's orders, newest first: one row more than it holds, and a count that stops at COUNT_LIMIT + 1; null after an order. */
export async function listOwnOrders(db: Sql, accountId: number, { status, page, limit, afterNo }: Paging & { status?: OrderStatus, afterNo?: string }): Promise<{ rows: OrderView[], count: number | null }> {
  const where = sql`o.account_id = ${accountId} ${status ? sql`and o.status = ${status}` : sql``}`
  const from = afterNo === undefined
    ? sql`order by o.id desc offset ${(page - 1) * limit}`
    : sql`and o.id < (select last.id from shop_order last where last.no = ${afterNo} and last.account_id = ${accountId}) order by o.id desc`
  const [{ rows }, { rows: [counted] }] = await Promise.all([
    sql<OrderView>`select ${view} from (select * from shop_order o where ${where} ${from} limit ${limit + 1}) o order by o.id desc`.execute(db),
    afterNo !== undefined ? { rows: [] } : sql<{ count: number }>`select count(*) as count from (select from shop_order o where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db),
  ])
  return { rows, count: counted?.count ?? null }
}

/** How many orders somebody has in each state. */
export async function countOwnOrders(db: Sql, accountId: number): Promise<OrderCounts> {
  const none: OrderCounts = { WAIT_PAYMENT: 0, WAIT_SHIP: 0, WAIT_RECEIVE: 0, WAIT_COMMENT: 0, COMPLETE: 0, CANCELED: 0, CLOSED: 0, returns: 0 }
  const [{ rows }, returns] = await Promise.all([
    sql<{ status: OrderStatus, count: number }>`select status, count(*) as count from shop_order where account_id = ${accountId} group by status`.execute(db),
    countOpenCases(db, accountId),
  ])
  return { ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])), returns }
}

/** Undefined when it is not there or not theirs. */
export async function findOwnDetail(db: Sql, accountId: number, no: string): Promise<OrderDetail | undefined> {
  const { rows: [row] } = await sql<OrderDetail>`select ${detail} from shop_order o where o.no = ${no} and o.account_id = ${accountId}`.execute(db)
  return row
}

/** For staff: with the buyer. */
export async function findAnyDetail(db: Sql, no: string): Promise<OrderDetail & { buyer: BuyerRow } | undefined> {
  const { rows: [row] } = await sql<OrderDetail & { buyer: BuyerRow }>`select ${detail}, ${buyerJson(sql.ref('o.account_id'))} as buyer from shop_order o where o.no = ${no}`.execute(db)
  return row
}

export interface BuyerRow { id: string, number: number, name: string }

/** Somebody as staff name them. */
export const buyerJson = (account: ReturnType<typeof sql.ref>) => sql<BuyerRow>`(select json_build_object('id', buyer.public_id, 'number', buyer.id, 'name', buyer.name) from account buyer where buyer.id = ${account})`
