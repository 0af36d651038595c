import type { TestStaff } from '../../../../test/staff.ts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { ADDRESS, anArrivedOrder, anOrder, anOrderToSend, decide, moneyArrives, orderOf, refundEnds, refundsAsked, ship, stockOf } from './orders.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const DAY = 86_400
const sweep = () => site.parts.jobs.sweepNow(site.parts)
let staff: TestStaff
beforeEach(async () => { // who is signed in for hours only
  staff = await aStaff(site, ['mall.orders'])
})

describe('my orders', () => {
  test('are listed newest first, in tabs, with how many are in each', async () => {
    const buyer = await aPerson(site)
    const { skuIds } = await aProduct(site, { specs: { 颜色: ['黑', '白'] }, stock: 100 })
    const unpaid = await anOrder(site, buyer, { lines: [{ skuId: skuIds[0]!, count: 1 }] })
    const paid = await anOrderToSend(site, buyer, { lines: [{ skuId: skuIds[1]!, count: 2 }, { skuId: skuIds[0]!, count: 1 }] })
    const cod = await anOrderToSend(site, buyer, { lines: [{ skuId: skuIds[0]!, count: 1 }], method: 'cod' })
    await anOrder(site, await aPerson(site), { lines: [{ skuId: skuIds[0]!, count: 1 }] })
    const { data } = await site.call('GET', 'mall/orders', { as: buyer })
    expect(data.items.map((order: any) => order.no)).toEqual([cod.no, paid.no, unpaid.no])
    expect(data).toMatchObject({ total: 3, hasMore: false, counts: { WAIT_PAYMENT: 1, WAIT_SHIP: 2, WAIT_RECEIVE: 0, WAIT_COMMENT: 0, COMPLETE: 0, CANCELED: 0, CLOSED: 0, returns: 0 } })
    expect(data.items[1]).toMatchObject({ status: 'WAIT_SHIP', payable: 31_000, actions: ['cancel'], items: [{ skuId: skuIds[1], specText: '白', quantity: 2, price: 10_000 }, { quantity: 1 }] })
    const tab = await site.call('GET', 'mall/orders', { as: buyer, query: { status: 'WAIT_SHIP', limit: 1, page: 2 } })
    expect(tab.data).toMatchObject({ items: [{ no: paid.no }], total: 2, hasMore: false, page: 2, next: null })
    const first = await site.call('GET', 'mall/orders', { as: buyer, query: { limit: 2 } })
    await anOrder(site, buyer, { lines: [{ skuId: skuIds[0]!, count: 1 }] }) // a new one shifts no page that goes by a cursor
    expect((await site.call('GET', 'mall/orders', { as: buyer, query: { limit: 2, after: first.data.next } })).data).toMatchObject({ items: [{ no: unpaid.no }], total: null, hasMore: false, next: null })
    expect(await site.call('GET', 'mall/orders', { as: buyer, query: { after: 'nonsense' } })).toMatchObject({ status: 400, error: 'kit.bad_page' })
  })

  test('show address, amounts and what has happened; and stay as they were agreed when goods, address and category change', async () => {
    const buyer = await aPerson(site)
    const { id, skuId } = await aProduct(site, { title: '小米手机', specs: { 颜色: ['黑'] } })
    const [front, back] = [await aPicture('a'), await aPicture('b')]
    await site.parts.db.sql.updateTable('product').set({ cover_id: front }).where('id', '=', id).execute()
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 2 }], discount: 501, freight: 800 })
    const before = await site.call('GET', `mall/orders/${order.no}`, { as: buyer })
    expect(before.data).toMatchObject({ address: ADDRESS, goods: 20_000, discount: 501, freight: 800, payable: 20_299, toPay: 0, refunded: 0, shipments: [], returns: [], items: [{ title: '小米手机', specText: '黑', payable: 19_499, picture: { id: front } }] })
    expect(before.data.events.map((event: any) => [event.action, event.from, event.to])).toEqual([['place', null, 'WAIT_PAYMENT'], ['pay', 'WAIT_PAYMENT', 'WAIT_SHIP']])
    const db = site.parts.db.sql
    await db.updateTable('product').set({ title: '改名', status: 'off', cover_id: back }).where('id', '=', id).execute()
    await db.updateTable('sku').set({ price: 1, spec_text: '白', status: 'off', code: `X${skuId}`, picture_id: back }).where('id', '=', skuId).execute()
    await sql`update category set name = '改名' || id`.execute(db)
    const after = await site.call('GET', `mall/orders/${order.no}`, { as: buyer })
    expect(JSON.stringify(after.data)).toBe(JSON.stringify(before.data))
  })
})

describe('cancelling', () => {
  test('an unpaid order frees its goods and its coupon, and takes no more money', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site, { stock: 3 })
    const couponId = await aClaim(buyer.accountId)
    const order = await anOrder(site, buyer, { lines: [{ skuId, count: 3 }], discount: 500, couponId })
    expect(await stockOf(site, skuId)).toEqual({ onHand: 3, reserved: 3 })
    expect((await decide(site, buyer, order.no, 'cancel', '买错了')).data).toMatchObject({ status: 'CANCELED', canceledBy: 'buyer', reason: '买错了', actions: [], toPay: 0, dueAt: null })
    expect(await stockOf(site, skuId)).toEqual({ onHand: 3, reserved: 0 })
    expect(await orderUsing(couponId)).toBe(null)
    expect((await decide(site, buyer, order.no, 'cancel')).status).toBe(200) // again: it is so already
    expect(await moneyArrives(site, order.no)).toBe('surplus')
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'CANCELED', refunds: [] })
    expect((await site.call('POST', `mall/orders/${order.no}/payments`, { as: buyer }))).toMatchObject({ status: 409, error: 'mall.wrong_state' })
  })

  test('a paid order of which nothing was sent sends everything back that was paid, carriage too', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site, { stock: 3 })
    const couponId = await aClaim(buyer.accountId)
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 2 }], discount: 500, couponId, freight: 1000 })
    expect((await decide(site, buyer, order.no, 'cancel')).data).toMatchObject({ status: 'CLOSED', canceledBy: 'buyer', refunded: 20_500, refunds: [{ amount: 20_500, status: 'processing' }] })
    expect((await refundsAsked(site, order.no)).map(({ amount }) => amount)).toEqual([20_500])
    expect(await stockOf(site, skuId)).toEqual({ onHand: 3, reserved: 0 })
    expect(await orderUsing(couponId)).toBe(null)
    await refundEnds(site, order.no, (await refundsAsked(site, order.no))[0]!)
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'CLOSED', refunds: [{ status: 'done' }], events: [{}, {}, { action: 'cancel_paid' }, { action: 'refund_done' }] })
  })

  test('an order to be paid at the door is just over', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site, { stock: 3 })
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 1 }], method: 'cod' })
    expect((await decide(site, buyer, order.no, 'cancel')).data).toMatchObject({ status: 'CANCELED', refunded: 0, refunds: [] })
    expect(await stockOf(site, skuId)).toEqual({ onHand: 3, reserved: 0 })
  })

  test('is not possible any more once a part has been sent', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 2 }] })
    await ship(site, staff, order.no, [{ itemId: order.itemIds[0]!, quantity: 1 }])
    expect(await decide(site, buyer, order.no, 'cancel')).toMatchObject({ status: 409, error: 'mall.wrong_state', details: { status: 'WAIT_SHIP' } })
    expect(await site.call('POST', `console/mall/orders/${order.no}/cancellation`, { as: staff, body: { reason: '缺货' } })).toMatchObject({ status: 409 })
  })

  test('by staff needs a reason, which the buyer reads and the audit log keeps', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site, { stock: 1 })
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 1 }] })
    const cancel = (body: object) => site.call('POST', `console/mall/orders/${order.no}/cancellation`, { as: staff, body })
    expect((await cancel({ reason: ' ' })).status).toBe(400)
    expect((await cancel({ reason: '仓库进水' })).data).toMatchObject({ status: 'CLOSED', canceledBy: 'staff', actions: [], refunds: [{ amount: 11_000 }] })
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ reason: '仓库进水' })
    expect(await auditOf(site, `order:${order.no}`)).toEqual([{ staffId: staff.staffId, action: 'mall.cancel_order', reason: '仓库进水', before: { status: 'WAIT_SHIP', refunded: 0 }, after: { status: 'CLOSED', refunded: 11_000 } }])
    expect(await stockOf(site, skuId)).toEqual({ onHand: 1, reserved: 0 })
  })
})

describe('sending', () => {
  test('by two parcels: the order is on its way with the last, and the goods have left the stock', async () => {
    const buyer = await aPerson(site)
    const [a, b] = [await aProduct(site, { stock: 5 }), await aProduct(site, { stock: 5 })]
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId: a.skuId, count: 3 }, { skuId: b.skuId, count: 1 }] })
    const [first, second] = order.itemIds as [number, number]
    const sent = await ship(site, staff, order.no, [{ itemId: first, quantity: 2 }])
    expect(sent).toMatchObject({ status: 201, data: { status: 'WAIT_SHIP', partlyShipped: true, actions: ['ship'], items: [{ shipped: 2, toShip: 1 }, { shipped: 0, toShip: 1 }] } })
    expect([await stockOf(site, a.skuId), await stockOf(site, b.skuId)]).toEqual([{ onHand: 3, reserved: 1 }, { onHand: 5, reserved: 1 }])
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_SHIP', partlyShipped: true, actions: [], shipments: [{ carrier: '顺丰速运', items: [{ itemId: first, quantity: 2 }] }] })
    expect((await decide(site, buyer, order.no, 'confirm')).error).toBe('mall.wrong_state')

    const rest = await ship(site, staff, order.no)
    expect(rest.data).toMatchObject({ status: 'WAIT_RECEIVE', partlyShipped: false, actions: [], shipments: [{}, { items: [{ itemId: first, quantity: 1 }, { itemId: second, quantity: 1 }] }] })
    expect([await stockOf(site, a.skuId), await stockOf(site, b.skuId)]).toEqual([{ onHand: 2, reserved: 0 }, { onHand: 4, reserved: 0 }])
    expect(await site.parts.db.sql.selectFrom('product').select('sales').where('id', 'in', [a.id, b.id]).orderBy('id').execute()).toEqual([{ sales: 3 }, { sales: 1 }])
    expect((await ship(site, staff, order.no)).error).toBe('mall.wrong_state')
  })

  test('refuses more than there is, what is not in the order, the same parcel twice, and what is not paid', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 2 }] })
    const itemId = order.itemIds[0]!
    expect(await ship(site, staff, order.no, [{ itemId, quantity: 1 }, { itemId, quantity: 2 }])).toMatchObject({ status: 409, error: 'mall.not_to_ship', details: { itemId, most: 2 } })
    expect(await ship(site, staff, order.no, [{ itemId: itemId + 1000, quantity: 1 }])).toMatchObject({ status: 422, error: 'mall.unknown_item' })
    const parcel = { carrier: '中通快递', trackingNo: 'ZT-77001', items: [{ itemId, quantity: 1 }] }
    const send = () => site.call('POST', `console/mall/orders/${order.no}/shipments`, { as: staff, body: parcel })
    expect((await Promise.all([send(), send(), send()])).map(({ status }) => status).sort()).toEqual([201, 409, 409])
    const unpaid = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
    expect((await ship(site, staff, unpaid.no)).error).toBe('mall.wrong_state')
    expect((await ship(site, staff, 'M404')).status).toBe(404)
  })

  test('a number typed wrongly is righted, with both in the audit log', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 1 }] })
    const { data } = await site.call('POST', `console/mall/orders/${order.no}/shipments`, { as: staff, body: { carrier: 'EMS', trackingNo: 'EX123456' } })
    const right = (id: number) => site.call('PUT', `console/mall/orders/${order.no}/shipments/${id}`, { as: staff, body: { carrier: 'EMS', trackingNo: 'EX123457', seen: 'EX123456' } })
    expect((await right(data.shipments[0].id)).data).toMatchObject({ shipments: [{ trackingNo: 'EX123457' }] })
    expect((await right(data.shipments[0].id + 1000)).status).toBe(404)
    expect((await right(data.shipments[0].id)).error).toBe('mall.changed_meanwhile')
    expect((await auditOf(site, `order:${order.no}`))[0]).toMatchObject({ action: 'mall.change_shipment', before: { trackingNo: 'EX123456' }, after: { trackingNo: 'EX123457' } })
  })
})

describe('receiving', () => {
  test('the buyer confirms; an order to be paid at the door is paid with that', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 1 }], method: 'cod', freight: 500 })
    await ship(site, staff, order.no)
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_RECEIVE', toPay: 10_500, paidAt: null, actions: ['confirm'] })
    const now = site.clock.now().toISOString()
    expect((await decide(site, buyer, order.no, 'confirm')).data).toMatchObject({ status: 'WAIT_COMMENT', toPay: 0, paidAt: now, receivedAt: now, items: [{ mayReview: true }] })
    expect((await decide(site, buyer, order.no, 'confirm')).status).toBe(200)
    expect((await decide(site, buyer, order.no, 'cancel')).status).toBe(409)
  })

  test('who says nothing has received it ten days after the last parcel, and reviewed it or not fifteen days later', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 2 }] })
    await ship(site, staff, order.no, [{ itemId: order.itemIds[0]!, quantity: 1 }])
    site.clock.advance(3 * DAY)
    staff = await aStaff(site, ['mall.orders'])
    await ship(site, staff, order.no)
    site.clock.advance(10 * DAY - 1)
    await sweep()
    expect((await orderOf(site, buyer, order.no)).status).toBe('WAIT_RECEIVE')
    site.clock.advance(1)
    await sweep()
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_COMMENT', receivedAt: site.clock.now().toISOString() })
    site.clock.advance(15 * DAY)
    await sweep()
    const { status, events } = await orderOf(site, buyer, order.no)
    expect([status, events.slice(-2).map((event: any) => [event.action, event.actor])]).toEqual(['COMPLETE', [['confirm', 'system'], ['complete', 'system']]])
  })
})

describe('the console', () => {
  test('finds orders by state, number, parcel, SKU, person and day', async () => {
    const buyer = await aPerson(site, { name: '找得到' })
    const { skuId, id } = await aProduct(site, { title: '保温杯' })
    const order = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 2 }] })
    const find = async (query: Record<string, string | undefined>) => (await site.call('GET', 'console/mall/orders', { as: staff, query })).data.items.map((item: any) => item.no)
    const { data } = await site.call('GET', `console/mall/orders/${order.no}`, { as: staff })
    const day = data.createdAt.slice(0, 10)
    for (const query of [{ q: order.no }, { q: order.no.toLowerCase() }, { q: data.shipments[0].trackingNo }, { q: `T${id}-0` }, { buyer: buyer.id }, { buyer: buyer.id, status: 'WAIT_COMMENT', paymentMethod: 'alipay', paid: 'true', productId: String(id), from: day, to: day }]) {
      expect([query, await find(query)]).toEqual([query, [order.no]])
    }
    for (const query of [{ q: 'M404' }, { buyer: 'nobody' }, { buyer: buyer.id, status: 'WAIT_SHIP' }, { buyer: buyer.id, to: '2020-01-01' }, { buyer: buyer.id, paid: 'false' }]) expect([query, await find(query)]).toEqual([query, []])
    expect((await site.call('GET', 'console/mall/orders', { as: staff, query: { q: order.no } })).data.items[0]).toMatchObject({ buyer: { id: buyer.id, name: '找得到' }, receiver: '小满', region: ADDRESS.region, title: '保温杯', lineCount: 1, unitCount: 2, payable: 21_000 })
    expect(data).toMatchObject({ buyer: { id: buyer.id, number: buyer.accountId }, address: ADDRESS })
  })

  test('counts what waits, and what today has brought', async () => {
    const figures = async () => (await site.call('GET', 'console/mall/orders/figures', { as: staff })).data
    site.clock.advance(DAY)
    staff = await aStaff(site, ['mall.orders'])
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const before = await figures()
    expect(before).toMatchObject({ placedToday: 0, paidToday: 0, turnoverToday: 0 })
    await anOrderToSend(site, buyer, { lines: [{ skuId, count: 1 }] })
    await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
    expect(await figures()).toMatchObject({ waitShip: before.waitShip + 1, waitPayment: before.waitPayment + 1, placedToday: 2, paidToday: 1, turnoverToday: 11_000 })
    site.clock.advance(49 * 3600)
    staff = await aStaff(site, ['mall.orders'])
    expect((await figures()).longWaiting).toBe(before.waitShip + 1)
  })

  test('keeps a note that only staff read', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
    const write = (note: string, seen: string) => site.call('PUT', `console/mall/orders/${order.no}/note`, { as: staff, body: { note, seen } })
    expect((await write('电话确认过', '')).data.staffNote).toBe('电话确认过')
    expect(JSON.stringify(await orderOf(site, buyer, order.no))).not.toContain('电话确认过')
    expect(await auditOf(site, `order:${order.no}`)).toMatchObject([{ action: 'mall.note_order', before: '', after: '电话确认过' }])
    expect(await write('我没看见别人写的', '')).toMatchObject({ status: 409, error: 'mall.changed_meanwhile' })
    expect((await site.call('PUT', 'console/mall/orders/M404/note', { as: staff, body: { note: '', seen: '' } })).status).toBe(404)
  })
})

/** A coupon somebody has claimed, and the order that uses it. */
async function aClaim(accountId: number): Promise<number> {
  const now = site.clock.now()
  const later = new Date(now.getTime() + 30 * DAY * 1000)
  const db = site.parts.db.sql
  const coupon = await db.insertInto('coupon').values({ name: '满减', kind: 'amount', amount: 500, claim_from: now, claim_until: later, days: 30, created_at: now }).returning('id').executeTakeFirstOrThrow()
  return (await db.insertInto('coupon_claim').values({ coupon_id: coupon.id, account_id: accountId, nth: 1, claimed_at: now, ends_at: later }).returning('id').executeTakeFirstOrThrow()).id
}
const orderUsing = async (claimId: number) => (await site.parts.db.sql.selectFrom('coupon_claim').select('order_id').where('id', '=', claimId).executeTakeFirstOrThrow()).order_id

/** A picture there is, of its first letter. */
async function aPicture(letter: string): Promise<string> {
  const { id } = await site.parts.db.sql.insertInto('picture').values({ id: letter.repeat(32), width: 10, height: 10, color: '#aa3311', created_at: site.clock.now() }).returning('id').executeTakeFirstOrThrow()
  return id
}
