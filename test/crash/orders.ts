import type pg from 'pg'
import type { Db } from '../../src/kit/db.ts'
import type { KillableSite, Load, Person } from './killable-site.ts'
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { APP_ID, SELLER_ID, simulatorKeys } from '../../src/core/payments/simulator/keys.ts'
import { signParams } from '../../src/core/payments/simulator/protocol.ts'
import { listStockFaults } from '../../src/features/mall/stock/store-books.ts'
import { readConfig } from '../../src/kit/config.ts'
import { payAt } from './killable-site.ts'

const CANCELED_OF_ALL = 0.25
/** Pieces of each SKU: however long it runs, they are not sold out. */
const PLENTY = 100_000
/** Of the orders that were acknowledged, so many of the latest are asked for again after a crash. */
const ASKED_AGAIN = 5

interface Buyer extends Person { addressId: number }
/** An order somebody has sent, under its Idempotency-Key; `no` when they were told it. The key is the order's note, too. */
interface Sent { buyer: Buyer, key: string, body: object, no?: string }

/** Buyers in the mall who order, pay or cancel; who was not answered sends the same order again. */
export function orders(site: KillableSite) {
  const { call } = site
  const buyers: Buyer[] = []
  let skuIds: number[] = []
  /** What a client was told: number of the order and how far it got. */
  const acknowledged = new Map<string, 'held' | 'paid' | 'canceled'>()
  const sent: Sent[] = []
  /** Keys under which an order was answered with two numbers. */
  const answeredTwice: string[] = []

  async function prepare(db: pg.Client) {
    const { rows } = await db.query<{ id: number }>(`
      with chosen as (select k.id from sku k join product p on p.id = k.product_id where k.status = 'on' and p.status = 'on' and k.per_person is null order by k.id limit 4),
        more as (update sku_stock s set on_hand = on_hand + ${PLENTY} from chosen where s.sku_id = chosen.id)
      insert into stock_entry (sku_id, kind, on_hand, reserved, reason, at) select id, 'adjust', ${PLENTY}, 0, 'test', now() from chosen returning sku_id::int as id`)
    skuIds = rows.map(({ id }) => id)
    expect(skuIds).toHaveLength(4)
    for (const account of ['13800000001', '13800000002', '13800000003']) {
      const buyer = await site.signIn(account)
      const { status, data } = await call('users/me/addresses', { as: buyer, body: { receiver: '张三', mobile: '13900001234', regionCode: '340104', place: '望江西路 666 号' } })
      expect(status).toBe(201)
      buyers.push({ ...buyer, addressId: data.id })
    }
  }

  /** Tells of an order what was answered under its key; it is the same order whenever it is asked. */
  function hear(order: Sent, { status, data }: { status: number, data: any }) {
    if (status !== 201) return
    if (order.no && order.no !== data.no) answeredTwice.push(order.key)
    order.no = data.no
    if (!acknowledged.has(data.no)) acknowledged.set(data.no, 'held')
  }

  const send = (order: Sent) => call('mall/orders', { as: order.buyer, key: order.key, body: order.body })

  /** Sends again, twice at once, what was not answered, and some of what was; then makes room: a buyer may have three unpaid orders. */
  async function begin() {
    const heard = sent.filter(({ no }) => no !== undefined).slice(-ASKED_AGAIN)
    const unheard = sent.splice(0).filter(({ no }) => no === undefined)
    for (const order of [...heard, ...unheard]) {
      const [first, second] = await Promise.all([send(order), send(order)])
      expect([first.status, first.data?.no]).toEqual([second.status, second.data?.no])
      if (order.no !== undefined) expect(first).toMatchObject({ status: 201, data: { no: order.no } })
      hear(order, first)
    }
    for (const buyer of buyers) {
      const { status, data } = await call('mall/orders?status=WAIT_PAYMENT&limit=100', { as: buyer })
      expect(status).toBe(200)
      for (const { no } of data.items as { no: string }[]) await cancel(buyer, no)
    }
  }

  async function cancel(buyer: Buyer, no: string) {
    const { status, data } = await call(`mall/orders/${no}/status`, { as: buyer, method: 'PUT', body: { action: 'cancel' } })
    if (status === 200 && data.status === 'CANCELED' && acknowledged.get(no) === 'held') acknowledged.set(no, 'canceled')
  }

  const client = (buyerAt: number) => async () => {
    const buyer = buyers[buyerAt]!
    const { addressId } = buyer
    const key = randomUUID()
    const basket = { source: 'items', addressId, items: skuIds.filter(() => Math.random() < 0.6).map(skuId => ({ skuId, count: 1 + Math.floor(Math.random() * 3) })) }
    if (basket.items.length === 0) return
    const { data: quote } = await call('mall/quotes', { as: buyer, body: basket })
    const order: Sent = { buyer, key, body: { ...basket, quoteHash: quote.hash, paymentMethod: 'alipay', note: key } }
    sent.push(order)
    const answer = await send(order)
    if (answer.status !== 201) return
    hear(order, answer)
    const { no } = answer.data
    if (Math.random() < CANCELED_OF_ALL) return cancel(buyer, no)
    const { data } = await call(`mall/orders/${no}/payments`, { as: buyer, method: 'POST' })
    const back = data?.payUrl ? await payAt(site, data.payUrl, 'pay_silently') : null
    if (back && await notice(back) === 'success') acknowledged.set(no, 'paid')
  }

  /** Tells the site that the money was taken, as the provider does, and hears its answer. */
  async function notice({ searchParams: paid }: URL): Promise<string> {
    const [outTradeNo, tradeNo, amount] = [paid.get('out_trade_no')!, paid.get('trade_no')!, paid.get('total_amount')!]
    const key = simulatorKeys(readConfig({ LINLI_DATA: site.dataDir }, [], '/nowhere/.env')).alipayPrivate
    const { text } = await site.post('/api/v1/payments/alipay/notify', signParams({ notify_type: 'trade_status_sync', notify_id: randomUUID(), app_id: APP_ID, seller_id: SELLER_ID, charset: 'utf-8', version: '1.0', out_trade_no: outTradeNo, trade_no: tradeNo, trade_status: 'TRADE_SUCCESS', total_amount: amount, gmt_payment: paid.get('timestamp')! }, key))
    return text
  }
  const load: Omit<Load, 'prepare'> = { begin, clients: [0, 1, 2, 0, 1, 2].map(client), acknowledged: () => acknowledged.size }

  /** What a client was told and is not so. */
  async function lost(db: pg.Client) {
    const { rows } = await db.query<{ no: string, status: string, payment: string | null }>('select o.no, o.status, p.status as payment from shop_order o left join payment p on p.id = o.payment_id where o.no = any($1)', [[...acknowledged.keys()]])
    const found = new Map(rows.map(row => [row.no, row]))
    return [...acknowledged].map(([no, told]) => [no, told, found.get(no)] as const).filter(([, told, order]) =>
      !order || (told === 'canceled' && order.status !== 'CANCELED') || (told === 'paid' && (order.status !== 'WAIT_SHIP' || order.payment !== 'paid')))
  }

  /** Keys under which there is more than one order. */
  const twice = async (db: pg.Client) => [...answeredTwice, ...(await db.query(`select note from shop_order where note like '________-____-%' group by note having count(*) > 1`)).rows]

  /** Stocks that are not what their ledger says, or hold goods of no order. */
  const faults = (db: Db) => listStockFaults(db.sql, 20)

  /** Money that was taken, for which there is neither an order that is paid nor a refund. */
  const unsettled = async (db: pg.Client) => (await db.query(`
    select t.out_trade_no, p.status as payment, o.status as order from alipay_simulator_trade t join payment p using (out_trade_no) join shop_order o on o.no = p.reference
    where p.module = 'mall' and t.paid_at is not null and o.note like '________-____-%' and not (p.status = 'paid' and o.payment_id = p.id and o.status = 'WAIT_SHIP') and t.refunded < t.amount`)).rows

  return { ...load, prepare, lost, twice, faults, unsettled, told: () => [...acknowledged.values()] }
}
