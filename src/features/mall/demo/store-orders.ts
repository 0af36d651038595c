import type { Tx } from '../../../kit/db.ts'
import type { DemoItem, DemoOrder } from './orders.ts'
import { sql } from 'kysely'
import { demoPeople } from '../../../core/accounts/index.ts'
import { addDemoPayments } from '../../../core/payments/index.ts'
import { inBatches } from '../../../kit/bulk.ts'
import '../tables.ts'

export interface Buyer { id: number, name: string, mobile: string }
export interface Buyers { guest: Buyer, others: Buyer[] }

/** Who buys in the demo: its guest, and the neighbours. */
export async function chooseBuyers(tx: Tx): Promise<Buyers> {
  const people = await demoPeople(tx)
  const ids = [people.guest, ...people.others.map(({ id }) => id)]
  const rows = await tx.selectFrom('account').select(['id', 'name', 'mobile']).where('id', 'in', ids).execute()
  const byId = new Map(rows.map(row => [row.id, { id: row.id, name: row.name, mobile: row.mobile ?? '13800000000' }]))
  return { guest: byId.get(people.guest)!, others: people.others.map(({ id }) => byId.get(id)!) }
}

interface Placed { order: DemoOrder, id: number }
interface PlacedItem extends DemoItem { id: number, placed: Placed }

/** The orders with their money, goods, parcels, steps, reviews and what the ledger has of them. */
export async function insertOrders(tx: Tx, orders: readonly DemoOrder[]): Promise<void> {
  const placed = await insertHeads(tx, orders)
  const items = await insertItems(tx, placed)
  const parcels = await insertShipments(tx, placed, items)
  await insertLedger(tx, items, parcels)
  await inBatches(placed.flatMap(({ order, id }) => order.steps.map(step => ({ order_id: id, action: step.action, from_status: step.from, to_status: step.to, actor: step.actor, reason: null, at: step.at, untold: false, return_case_id: null }))), rows => tx.insertInto('order_event').values([...rows]).execute())
  await insertReviews(tx, items)
  await insertReturns(tx, items)
  await countSales(tx, items)
}

async function insertHeads(tx: Tx, orders: readonly DemoOrder[]): Promise<Placed[]> {
  const paid = orders.filter(({ paidAt }) => paidAt)
  const payments = await addDemoPayments(tx, paid.map(({ no, accountId, goods, freight, paidAt }) => ({ module: 'mall', reference: no, accountId, amount: goods + freight, subject: `美多商城 ${no}`, paidAt: paidAt! })))
  const paymentOf = new Map(paid.map(({ no }, i) => [no, payments[i]!]))
  const rows = await tx.insertInto('shop_order').values(orders.map(order => ({
    no: order.no,
    account_id: order.accountId,
    status: order.status,
    payment_method: 'alipay' as const,
    due_at: order.dueAt,
    goods: order.goods,
    discount: 0,
    freight: order.freight,
    payable: order.goods + order.freight,
    address: JSON.stringify(order.address),
    note: order.note,
    payment_id: paymentOf.get(order.no) ?? null,
    paid_at: order.paidAt,
    shipped_at: order.shippedAt,
    received_at: order.receivedAt,
    canceled_by: order.status === 'CANCELED' ? 'system' as const : null,
    created_at: order.placedAt,
  }))).returning('id').execute()
  return orders.map((order, i) => ({ order, id: rows[i]!.id }))
}

async function insertItems(tx: Tx, placed: readonly Placed[]): Promise<PlacedItem[]> {
  const lines = placed.flatMap(one => one.order.items.map(item => ({ ...item, placed: one })))
  const rows = await tx.insertInto('order_item').values(lines.map(({ sku, quantity, review, placed: { id, order } }) => ({
    order_id: id,
    sku_id: sku.id,
    product_id: sku.productId,
    sku_code: sku.code,
    title: sku.place.product.title,
    spec_text: sku.specText,
    picture_id: sku.pictureId,
    price: sku.price,
    quantity,
    discount: 0,
    payable: sku.price * quantity,
    shipped: order.shippedAt ? quantity : 0,
    reviewed_at: review?.at ?? null,
    paid_at: order.paidAt,
  }))).returning('id').execute()
  return lines.map((line, i) => ({ ...line, id: rows[i]!.id }))
}

/** @returns the parcel of each order */
async function insertShipments(tx: Tx, placed: readonly Placed[], items: readonly PlacedItem[]): Promise<Map<number, number>> {
  const sent = placed.filter(({ order }) => order.shippedAt)
  const rows = await tx.insertInto('shipment').values(sent.map(({ order, id }) => ({ order_id: id, carrier: order.carrier, tracking_no: order.trackingNo, staff_id: null, at: order.shippedAt! }))).returning('id').execute()
  const parcels = new Map(sent.map(({ id }, i) => [id, rows[i]!.id]))
  await tx.insertInto('shipment_item').values(items.filter(item => parcels.has(item.placed.id)).map(item => ({ shipment_id: parcels.get(item.placed.id)!, order_item_id: item.id, quantity: item.quantity }))).execute()
  return parcels
}

async function insertLedger(tx: Tx, items: readonly PlacedItem[], parcels: ReadonlyMap<number, number>): Promise<void> {
  const entries = items.flatMap(({ id, sku, quantity, placed: { order, id: orderId } }) => {
    const of = { sku_id: sku.id, order_item_id: id, staff_id: null, reason: null }
    const parcel = parcels.get(orderId)
    return [
      { ...of, kind: 'reserve' as const, on_hand: 0, reserved: quantity, ref: 0, at: order.placedAt },
      ...parcel ? [{ ...of, kind: 'ship' as const, on_hand: -quantity, reserved: -quantity, ref: parcel, at: order.shippedAt! }] : [],
      ...order.status === 'CANCELED' ? [{ ...of, kind: 'release' as const, on_hand: 0, reserved: -quantity, ref: 0, at: order.steps.at(-1)!.at }] : [],
    ]
  })
  await inBatches(entries, rows => tx.insertInto('stock_entry').values([...rows]).execute())
}

async function insertReviews(tx: Tx, items: readonly PlacedItem[]): Promise<void> {
  const reviewed = items.flatMap(item => item.review ? [{ item, review: item.review }] : [])
  await tx.insertInto('product_review').values(reviewed.map(({ item, review }) => ({
    order_item_id: item.id,
    product_id: item.sku.productId,
    account_id: item.placed.order.accountId,
    spec_text: item.sku.specText,
    score: review.score,
    text: review.text,
    anonymous: review.anonymous,
    answer: review.answer,
    answered_at: review.answer ? review.at : null,
    created_at: review.at,
  }))).execute()
  await sql`
    update product set review_count = r.count, score_sum = r.sum
    from (select product_id, count(*) as count, sum(score) as sum from product_review group by product_id) r where product.id = r.product_id`.execute(tx)
}

/** Three buyers wait for an answer of the shop. */
async function insertReturns(tx: Tx, items: readonly PlacedItem[]): Promise<void> {
  const asked = items.filter(({ placed: { order } }, i) => order.asksReturn && items.findIndex(other => other.placed.order === order) === i)
  for (const [i, item] of asked.entries()) {
    const { order, id } = item.placed
    const at = new Date(order.receivedAt!.getTime() + 3_600_000)
    const { id: caseId } = await tx.insertInto('return_case').values({
      no: `R${order.no.slice(1)}`,
      order_id: id,
      order_item_id: item.id,
      account_id: order.accountId,
      kind: 'return',
      unsent: false,
      quantity: 1,
      amount: item.sku.price,
      reason: ['尺寸不合适', '和描述有出入', '不想要了'][i % 3]!,
      status: 'APPLIED',
      created_at: at,
      changed_at: at,
    }).returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('order_event').values({ order_id: id, action: 'return_apply', from_status: 'WAIT_COMMENT', to_status: 'WAIT_COMMENT', actor: 'buyer', reason: null, at, untold: false, return_case_id: caseId }).execute()
  }
}

async function countSales(tx: Tx, items: readonly PlacedItem[]): Promise<void> {
  const paid = items.filter(({ placed: { order } }) => order.paidAt)
  await sql`
    with sold as (select sku_id, sum(n)::int as n from unnest(${paid.map(({ sku }) => sku.id)}::bigint[], ${paid.map(({ quantity }) => quantity)}::int[]) as s (sku_id, n) group by sku_id), skus as (
      update sku set sales = sku.sales + sold.n from sold where sku.id = sold.sku_id returning sku.product_id, sold.n
    ) update product set sales = product.sales + s.n from (select product_id, sum(n)::int as n from skus group by product_id) s where product.id = s.product_id`.execute(tx)
}
