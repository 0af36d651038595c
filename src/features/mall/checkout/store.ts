import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { CartLineRow } from '../cart/rules.ts'
import type { QuoteAddress, Wanted } from './contract.ts'
import type { GoodsLine } from './price.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { freightJson } from '../freight/store.ts'
import '../tables.ts'

/** What somebody wants, as it is now. */
export interface WantedRow extends Omit<CartLineRow, 'selected' | 'addedAt'>, GoodsLine {
  productId: number
  skuCode: string
  picture: PictureRow | null
  pictureId: string | null
  /** Pieces the person has ordered, not paid and not been sent; counted where there is a limit per person. */
  unpaid: number
}

/** An order nobody has paid for that holds goods: one to be paid on delivery, too, until it is sent. */
const HOLDS_UNPAID = sql`(o.status = 'WAIT_PAYMENT' or (o.status = 'WAIT_SHIP' and o.payment_method = 'cod'))`

/** The selected lines of an account's cart, latest first, or these SKUs in their order; what was never on the shelf is left out. */
export async function listWanted(db: Sql, accountId: number, items: readonly Wanted[] | null): Promise<WantedRow[]> {
  // Arrays by way of a subquery, as in changeStock: one plan for all baskets.
  const wanted = items === null
    ? sql`select i.sku_id, i.quantity, row_number() over (order by i.added_at desc, i.sku_id) as n from cart c join cart_item i on i.cart_id = c.id where c.account_id = ${accountId} and i.selected`
    : sql`select * from unnest((select ${items.map(({ skuId }) => skuId)}::bigint[]), (select ${items.map(({ count }) => count)}::integer[])) with ordinality as i (sku_id, quantity, n)`
  const { rows } = await sql<WantedRow>`
    select k.id as "skuId", p.id as "productId", k.code as "skuCode", p.title, k.spec_text as "specText", coalesce(k.picture_id, p.cover_id) as "pictureId",
      ${pictureJson(sql`coalesce(k.picture_id, p.cover_id)`)} as picture, k.price, w.quantity as count, g.path as "categoryPath", ${freightJson(sql.ref('p.freight_template_id'))} as freight,
      p.status = 'on' and k.status = 'on' as "onShelf", coalesce(s.on_hand - s.reserved, 0) as "left", k.per_person as "perPerson",
      case when k.per_person is null then 0 else (
        select coalesce(sum(i.quantity - i.returned), 0) from shop_order o join order_item i on i.order_id = o.id where o.account_id = ${accountId} and ${HOLDS_UNPAID} and i.sku_id = k.id) end as unpaid
    from (${wanted}) w (sku_id, quantity, n) join sku k on k.id = w.sku_id join product p on p.id = k.product_id join category g on g.id = p.category_id left join sku_stock s on s.sku_id = k.id
    where p.status <> 'draft' order by w.n`.execute(db)
  return rows
}

/** A hot SKU makes people queue; whoever waits longer is told to try again (kit.busy). */
const LOCK_TIMEOUT = '10s'

/**
 * Makes a person's orders queue, and holds their cart: what is read afterwards in this transaction is what the order before
 * has left.
 */
export async function lockBuyer(tx: Tx, accountId: number): Promise<void> {
  await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true), pg_advisory_xact_lock(hashtext('mall.buyer'), hashint8(${accountId})),
    (select c.id from cart c where c.account_id = ${accountId} for no key update)`.execute(tx)
}

export interface NewOrderRow {
  no: string
  accountId: number
  status: 'WAIT_PAYMENT' | 'WAIT_SHIP'
  paymentMethod: 'alipay' | 'cod'
  dueAt: Date | null
  goods: Fen
  discount: Fen
  freight: Fen
  payable: Fen
  address: QuoteAddress
  note: string
  couponId: number | null
  fromCart: boolean
  lines: { skuId: number, productId: number, skuCode: string, title: string, specText: string, pictureId: string | null, price: Fen, count: number, discount: Fen, payable: Fen }[]
  now: Date
}

export interface InsertedItem { id: number, skuId: number, count: number }

interface InsertedOrder {
  /** Null: one of the limits, or the number is another order's. */
  id: number | null
  /** Orders of this person that hold goods and nobody has paid for, without this one. */
  unpaid: number
  cod: number
  /** False: the account is of no use any more since this moment. */
  active: boolean
  couponUsed: boolean
  items: InsertedItem[]
}

/**
 * Writes an order as it was agreed, in one statement, after `lockBuyer`: order, items, its first event; uses the coupon; takes
 * the lines that were ordered out of the cart, which is locked and has them just so. The limits are of orders that wait for money.
 */
export async function insertOrder(tx: Tx, o: NewOrderRow, limits: { unpaid: number, cod: number }): Promise<InsertedOrder> {
  const lines = JSON.stringify(o.lines.map((line, n) => ({ ...line, n })))
  const { rows: [inserted] } = await sql<InsertedOrder>`
    with mine as materialized (
      select count(*) filter (where status = 'WAIT_PAYMENT' and due_at > ${o.now}) as unpaid, count(*) filter (where status = 'WAIT_SHIP' and payment_method = 'cod') as cod,
        (select a.status = 'active' from account a where a.id = ${o.accountId}) as active
      from shop_order where account_id = ${o.accountId} and status in ('WAIT_PAYMENT', 'WAIT_SHIP')
    ), line as materialized (
      select * from json_to_recordset(${lines}::json) as l ("skuId" bigint, "productId" bigint, "skuCode" text, title text, "specText" text, "pictureId" text,
        price bigint, count integer, discount bigint, payable bigint, n integer)
    ), ordered as (
      insert into shop_order (no, account_id, status, payment_method, due_at, goods, discount, freight, payable, address, note, created_at)
      select ${o.no}, ${o.accountId}, ${o.status}, ${o.paymentMethod}, ${o.dueAt}::timestamptz, ${o.goods}, ${o.discount}, ${o.freight}, ${o.payable}, ${JSON.stringify(o.address)}::jsonb, ${o.note}, ${o.now}
      from mine where mine.active and case when ${o.paymentMethod} = 'cod' then cod < ${limits.cod} else unpaid < ${limits.unpaid} end
      on conflict on constraint shop_order_no_key do nothing returning id
    ), item as (
      insert into order_item (order_id, sku_id, product_id, sku_code, title, spec_text, picture_id, price, quantity, discount, payable)
      select ordered.id, "skuId", "productId", "skuCode", title, "specText", "pictureId", price, count, discount, payable from ordered, line order by n
      returning id, sku_id, quantity
    ), used as (
      update coupon_claim m set order_id = ordered.id, discount = ${o.discount} from ordered
      where m.id = ${o.couponId}::bigint and m.account_id = ${o.accountId} and m.order_id is null and m.ends_at > ${o.now} returning m.id
    ), began as (
      insert into order_event (order_id, action, to_status, actor, at, untold) select id, 'place', ${o.status}, 'buyer', ${o.now}, false from ordered
    ), bought as (
      delete from cart_item i using ordered, cart c, line where ${o.fromCart} and c.account_id = ${o.accountId} and i.cart_id = c.id and i.sku_id = line."skuId"
    )
    select (select id from ordered) as id, mine.unpaid, mine.cod, mine.active, exists (select from used) as "couponUsed",
      coalesce((select json_agg(json_build_object('id', id, 'skuId', sku_id, 'count', quantity)) from item), '[]') as items from mine`.execute(tx)
  return inserted!
}
