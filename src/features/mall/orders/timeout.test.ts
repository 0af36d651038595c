import type { TestPerson } from '../../../../test/people.ts'
import type { TestOrder } from './orders.fixture.ts'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { aPerson } from '../../../../test/people.ts'
import { paymentsOf } from '../../../core/payments/index.ts'
import { withShop } from '../../../core/payments/shop.fixture.ts'
import { mall } from '../index.ts'
import { aProduct } from '../mall.fixture.ts'
import { anOrder, stockOf } from './orders.fixture.ts'
import { lockOrder } from './store.ts'
import { advanceOrders } from './sweeps.ts'
import { tellBuyers } from './tell.ts'

/** The documented thousand by RACE_ORDERS=1000; these say enough in everyday runs. */
const ORDERS = Number(process.env.RACE_ORDERS ?? 60)

const shop = withShop()

interface Waiting extends TestOrder { outTradeNo: string, notice: string, revivable: boolean }

/** An unpaid order whose cashier is open, and the notice the provider will send about it. */
async function atTheCashier(buyer: TestPerson, skuId: number, revivable: boolean): Promise<Waiting> {
  const order = await anOrder(shop, buyer, { lines: [{ skuId, count: 1 }], discount: revivable ? 0 : 100 })
  expect((await shop.call('POST', `mall/orders/${order.no}/payments`, { as: buyer })).status).toBe(201)
  const [payment] = await paymentsOf(shop.parts.db.sql, 'mall', order.no)
  return { ...order, outTradeNo: payment!.outTradeNo, revivable, notice: shop.noticeOf(payment!) }
}

const stateOf = async ({ id }: TestOrder) => shop.parts.db.sql.selectFrom('shop_order').select(['status', 'payment_id as paymentId', 'canceled_by as canceledBy']).where('id', '=', id).executeTakeFirstOrThrow()

test('the same notice a hundred times at once: one change of the order, one payment, one message; all hear success', async () => {
  const buyer = await aPerson(shop)
  const { skuId } = await aProduct(shop)
  const order = await atTheCashier(buyer, skuId, true)
  const answers = await Promise.all(Array.from({ length: 100 }, () => shop.notify(order.notice)))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['200 success']))
  await tellBuyers(shop.parts)
  const events = await shop.parts.db.sql.selectFrom('order_event').select('action').where('order_id', '=', order.id).orderBy('id').execute()
  expect(events.map(({ action }) => action)).toEqual(['place', 'pay'])
  expect(await paymentsOf(shop.parts.db.sql, 'mall', order.no)).toMatchObject([{ status: 'paid' }])
  expect(await shop.parts.db.sql.selectFrom('message').select('purpose').where('target', '=', buyer.mobile).execute()).toEqual([{ purpose: 'order_paid' }])
})

test('paid at the cashier, with the notice lost: the sweep finds the money and the order stands', async () => {
  const buyer = await aPerson(shop)
  const { skuId } = await aProduct(shop, { stock: 1 })
  const order = await anOrder(shop, buyer, { lines: [{ skuId, count: 1 }] })
  const { data } = await shop.call('POST', `mall/orders/${order.no}/payments`, { as: buyer })
  await shop.atCashier(data.payUrl, 'pay_silently')
  shop.clock.advance(30 * 60)
  await advanceOrders(shop.parts)
  expect(await stateOf(order)).toMatchObject({ status: 'WAIT_SHIP' })
  expect(await stockOf(shop, skuId)).toEqual({ onHand: 1, reserved: 1 })
})

test('notices and the end of the half hour at the same moment: each order is paid and holds its goods, or is cancelled, its goods free and its money sent back', { timeout: 300_000 }, async () => {
  const buyers = await Promise.all(Array.from({ length: Math.ceil(ORDERS / 6) }, () => aPerson(shop))) // nobody opens the cashier too often
  const { skuId } = await aProduct(shop, { stock: ORDERS })
  const orders: Waiting[] = []
  for (let i = 0; i < ORDERS; i++) orders.push(await atTheCashier(buyers[i % buyers.length]!, skuId, i % 2 === 0))
  shop.clock.advance(30 * 60)

  // A few are early, a few late, and most come at the very moment the sweep has asked about them.
  const [early, late] = [orders.slice(0, 4), orders.slice(-4)]
  await Promise.all(early.map(({ notice }) => shop.notify(notice)))
  const racing = orders.slice(4, -4)
  const told: ReturnType<typeof shop.notify>[] = []
  whenAskedAbout((text) => {
    const at = racing.findIndex(({ outTradeNo }) => text.includes(outTradeNo))
    if (at !== -1) {
      const [order] = racing.splice(at, 1)
      told.push(in10ms().then(() => shop.notify(order!.notice)))
    }
  })
  for (let i = 0; i < ORDERS; i += 200) await advanceOrders(shop.parts)
  expect(new Set((await Promise.all(told)).map(({ text }) => text))).toEqual(new Set(['success']))
  expect(racing).toEqual([])
  await advanceOrders(shop.parts)
  for (const { notice } of late) await shop.notify(notice)
  for (const { status } of await Promise.all(orders.map(stateOf))) expect(status).not.toBe('WAIT_PAYMENT')

  let held = 0
  const ends: Record<string, number> = {}
  for (const order of orders) {
    const { status, paymentId, canceledBy } = await stateOf(order)
    const [payment] = await paymentsOf(shop.parts.db.sql, 'mall', order.no)
    if (status === 'WAIT_SHIP') {
      held++
      expect(payment).toMatchObject({ id: paymentId, status: 'paid', refundedAmount: 0 })
      expect(canceledBy).toBe(null)
    } else {
      // Without a coupon the goods are still to be had, so late money has them again.
      expect([status, canceledBy, order.revivable]).toEqual(['CANCELED', 'system', false])
      expect(payment).toMatchObject({ status: 'surplus', refundedAmount: payment!.amount })
    }
    ends[status] = (ends[status] ?? 0) + 1
  }
  expect(await stockOf(shop, skuId)).toEqual({ onHand: ORDERS, reserved: held })
  expect(ends.WAIT_SHIP).toBeGreaterThanOrEqual(early.length)
  expect(ends.CANCELED).toBeGreaterThanOrEqual(late.filter(({ revivable }) => !revivable).length)
  const twice = await sql`select from order_event where action in ('pay', 'pay_late', 'expire') group by order_id, action having count(*) > 1`.execute(shop.parts.db.sql)
  expect(twice.rows).toEqual([])
})

test('a node that is killed while it ends orders leaves each whole: a minute later all are over, once, and all goods are free', async () => {
  const [buyer, orders] = [await aPerson(shop), [] as TestOrder[]]
  const { skuId } = await aProduct(shop, { stock: 40 })
  for (let i = 0; i < 40; i++) orders.push(await anOrder(shop, buyer, { lines: [{ skuId, count: 1 }] }))
  const { everySeconds } = mall.sweeps!.orders!
  shop.clock.advance(30 * 60 + everySeconds)
  const states = async () => (await Promise.all(orders.map(stateOf))).map(({ status }) => status)
  const waiting = async () => (await sql<{ n: number }>`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(shop.parts.db.sql)).rows[0]!.n
  let [killed, sweep] = [false, undefined as Promise<unknown> | undefined]
  const tx: typeof shop.parts.db.tx = work => shop.parts.db.tx((tx) => {
    if (killed) throw new Error('killed')
    return work(tx)
  })
  const node = { ...shop.parts, db: { ...shop.parts.db, tx } }
  await shop.parts.db.tx(async (tx) => {
    await lockOrder(tx, orders[14]!.no)
    sweep = advanceOrders(node).catch(() => undefined)
    await vi.waitUntil(async () => (await states()).includes('CANCELED') && await waiting() > 0, { timeout: 10_000 })
    // As after kill -9: the node does nothing more, and the database loses sight of it in the middle of its transactions.
    killed = true
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(tx)
  })
  await sweep
  await vi.waitUntil(() => states().then(() => true, () => false)) // connections are made anew
  const left = (await states()).filter(status => status === 'WAIT_PAYMENT').length
  expect([left > 20, (await stockOf(shop, skuId)).reserved]).toEqual([true, left])

  expect(everySeconds).toBeLessThan(60)
  await advanceOrders(shop.parts)
  expect(new Set(await states())).toEqual(new Set(['CANCELED']))
  expect(await stockOf(shop, skuId)).toEqual({ onHand: 40, reserved: 0 })
  const { rows: [ended] } = await sql<{ n: number }>`select count(*) as n from order_event where action = 'expire' and order_id = any(${orders.map(({ id }) => id)}::bigint[])`.execute(shop.parts.db.sql)
  expect(ended!.n).toBe(40)
})

/** At some moment within the next ten milliseconds. */
const in10ms = () => new Promise(resolve => setTimeout(resolve, Math.random() * 10))

/** Hears of every question to the provider the moment it has passed: what is answered is old by then. */
function whenAskedAbout(heard: (text: string) => void): void {
  const { passed } = shop.wire
  passed.push = (...calls) => {
    for (const { name, text } of calls) if (name === 'alipay.trade.query') heard(text)
    return Array.prototype.push.apply(passed, calls)
  }
}
