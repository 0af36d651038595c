import type { Answer, TestApp } from '../../../../test/app.ts'
import type { TestPerson } from '../../../../test/people.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import type { Tx } from '../../../kit/db.ts'
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { spread } from '../checkout/price.ts'
import { newOrderNo, PAY_MS } from '../checkout/rules.ts'
import { insertOrder } from '../checkout/store.ts'
import { reserveStock } from '../stock/stock.ts'

export interface OrderWish {
  /** SKUs and how many of each, with their price in fen (default 10000). */
  lines: { skuId: number, count: number, price?: number }[]
  method?: 'alipay' | 'cod'
  /** Fen off the goods, by a coupon's claim if one is given. */
  discount?: number
  couponId?: number
  freight?: number
}

export interface TestOrder { no: string, id: number, itemIds: number[] }

export const ADDRESS = { receiver: '小满', mobile: '13911112222', regionCode: '340104', region: '安徽省 合肥市 蜀山区', place: '长江西路 1 号' }

/** An order as the checkout places it: priced, its goods held; without cart and quote. */
export async function anOrder({ parts, clock }: TestApp, buyer: TestPerson, { lines, method = 'alipay', discount = 0, couponId, freight = 1000 }: OrderWish): Promise<TestOrder> {
  const now = clock.now()
  return parts.db.tx(async (tx) => {
    const facts = await skuFacts(tx, lines.map(({ skuId }) => skuId))
    const sums = lines.map(({ price = 10_000, count }) => price * count)
    const shares = spread(discount, sums)
    const goods = sums.reduce((sum, part) => sum + part, 0)
    const no = newOrderNo(now)
    const { id, items } = await insertOrder(tx, {
      no,
      accountId: buyer.accountId,
      status: method === 'alipay' ? 'WAIT_PAYMENT' : 'WAIT_SHIP',
      paymentMethod: method,
      dueAt: method === 'alipay' ? new Date(now.getTime() + PAY_MS) : null,
      goods,
      discount,
      freight,
      payable: goods - discount + freight,
      address: ADDRESS,
      note: '',
      couponId: couponId ?? null,
      fromCart: false,
      lines: lines.map(({ skuId, count, price = 10_000 }, i) => ({ ...facts.get(skuId)!, skuId, price, count, discount: shares[i]!, payable: sums[i]! - shares[i]! })),
      now,
    }, { unpaid: 1000, cod: 1000 })
    const { short } = await reserveStock(tx, items.map(item => ({ skuId: item.skuId, count: item.count, orderItemId: item.id })), now)
    expect(short).toEqual([])
    return { no, id: id!, itemIds: lines.map(({ skuId }) => items.find(item => item.skuId === skuId)!.id) }
  })
}

async function skuFacts(tx: Tx, skuIds: number[]) {
  const { rows } = await sql<{ id: number, productId: number, skuCode: string, title: string, specText: string, pictureId: string | null }>`
    select k.id, k.product_id as "productId", k.code as "skuCode", p.title, k.spec_text as "specText", coalesce(k.picture_id, p.cover_id) as "pictureId"
    from sku k join product p on p.id = k.product_id where k.id = any(${skuIds}::bigint[])`.execute(tx)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

/** Money for an order arrives, as core/payments tells it; answers what the module said. */
export async function moneyArrives({ parts, clock }: TestApp, reference: string, amount?: number): Promise<'accepted' | 'surplus'> {
  const order = await parts.db.sql.selectFrom('shop_order').select(['account_id', 'payable']).where('no', '=', reference).executeTakeFirstOrThrow()
  const mall = parts.modules.find(module => module.name === 'mall')!
  return parts.db.tx(async (tx) => {
    const now = clock.now()
    const number = randomBytes(16).toString('hex')
    const paid = amount ?? order.payable
    const payment = await tx.insertInto('payment').values({
      out_trade_no: number,
      module: 'mall',
      reference,
      account_id: order.account_id,
      amount: paid,
      subject: reference,
      provider: 'alipay',
      status: 'surplus',
      provider_trade_no: number,
      paid_at: now,
      expires_at: now,
      created_at: now,
    }).returning('id').executeTakeFirstOrThrow()
    const answer = await mall.onPaid!(parts, tx, { module: 'mall', reference, paymentId: payment.id, amount: paid })
    if (answer === 'accepted') await tx.updateTable('payment').set({ status: 'paid' }).where('id', '=', payment.id).execute()
    return answer
  })
}

/** An order that is paid, or to be paid at the door: in both cases to be sent. */
export async function anOrderToSend(test: TestApp, buyer: TestPerson, wish: OrderWish): Promise<TestOrder> {
  const order = await anOrder(test, buyer, wish)
  if (wish.method !== 'cod') expect(await moneyArrives(test, order.no)).toBe('accepted')
  return order
}

let parcels = 0
/** A parcel leaves: all that may, or these. */
export const ship = (test: TestApp, staff: TestStaff, no: string, items?: { itemId: number, quantity: number }[]): Promise<Answer> =>
  test.call('POST', `console/mall/orders/${no}/shipments`, { as: staff, body: { carrier: '顺丰速运', trackingNo: `SF${1000 + ++parcels}`, ...items ? { items } : {} } })

interface RefundWish { quantity: number, amount: number, seen?: number, unsent?: boolean, reason?: string, key?: string }
/** Staff give money back for an item without being asked. */
export const giveBack = (test: TestApp, staff: TestStaff, no: string, itemId: number, { seen = 0, reason = '运输破损', key = randomBytes(8).toString('hex'), ...wish }: RefundWish): Promise<Answer> =>
  test.call('POST', `console/mall/orders/${no}/items/${itemId}/refunds`, { as: { headers: { ...staff.headers, 'idempotency-key': key } }, body: { ...wish, seen, reason } })

export const decide = (test: TestApp, buyer: TestPerson, no: string, action: 'cancel' | 'confirm', reason?: string): Promise<Answer> =>
  test.call('PUT', `mall/orders/${no}/status`, { as: buyer, body: { action, ...reason ? { reason } : {} } })

export const orderOf = async (test: TestApp, buyer: TestPerson, no: string) => (await test.call('GET', `mall/orders/${no}`, { as: buyer })).data

/** An order that has arrived: everything sent and confirmed. */
export async function anArrivedOrder(test: TestApp, buyer: TestPerson, staff: TestStaff, wish: OrderWish): Promise<TestOrder> {
  const order = await anOrderToSend(test, buyer, wish)
  expect((await ship(test, staff, order.no)).status).toBe(201)
  expect((await decide(test, buyer, order.no, 'confirm')).status).toBe(200)
  return order
}

/** The stock of a SKU, which is the sum of its ledger. */
export async function stockOf({ parts }: TestApp, skuId: number): Promise<{ onHand: number, reserved: number }> {
  const { rows: [stock] } = await sql<{ onHand: number, reserved: number, summed: { onHand: number, reserved: number } }>`
    select s.on_hand as "onHand", s.reserved, (select json_build_object('onHand', sum(e.on_hand), 'reserved', sum(e.reserved)) from stock_entry e where e.sku_id = s.sku_id) as summed
    from sku_stock s where s.sku_id = ${skuId}`.execute(parts.db.sql)
  const { summed, ...columns } = stock!
  expect(summed).toEqual(columns)
  return columns
}

/** What core/payments was told to send back for an order. */
export async function refundsAsked({ parts }: TestApp, no: string): Promise<{ id: number, amount: number, paymentId: number }[]> {
  return parts.db.sql.selectFrom('refund as r').innerJoin('payment as p', 'p.id', 'r.payment_id').select(['r.id', 'r.amount', 'p.id as paymentId'])
    .where('p.module', '=', 'mall').where('p.reference', '=', no).orderBy('r.id').execute()
}

/** The provider has carried a refund out, or has refused it. */
export async function refundEnds({ parts }: TestApp, no: string, refund: { id: number, amount: number, paymentId: number }, state: 'done' | 'failed' = 'done'): Promise<void> {
  const mall = parts.modules.find(module => module.name === 'mall')!
  await parts.db.tx(async (tx) => {
    await tx.updateTable('refund').set({ status: state, finished_at: parts.clock.now() }).where('id', '=', refund.id).execute()
    await mall.onRefunded!(parts, tx, { module: 'mall', reference: no, paymentId: refund.paymentId, amount: refund.amount, refundId: refund.id, state })
  })
}
