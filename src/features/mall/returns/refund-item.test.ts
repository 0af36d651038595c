import type { TestPerson } from '../../../../test/people.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import type { OrderWish, TestOrder } from '../orders/orders.fixture.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson, messagesTo } from '../../../../test/people.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { anArrivedOrder, anOrder, anOrderToSend, decide, giveBack, orderOf, refundEnds, refundsAsked, ship, stockOf } from '../orders/orders.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const DAY = 86_400
let staff: TestStaff
let buyer: TestPerson
beforeEach(async () => {
  [staff, buyer] = [await aStaff(site, ['mall.orders', 'mall.returns']), await aPerson(site)]
})

/** 3 of the first and 1 of the second, 100 yuan each, 3.01 off, 8 carriage: the lines cost 297.74 and 99.25. */
async function twoLines(method: OrderWish['method'] = 'alipay'): Promise<OrderWish & { skuIds: number[] }> {
  const [a, b] = [await aProduct(site, { stock: 10 }), await aProduct(site, { stock: 10 })]
  return { lines: [{ skuId: a.skuId, count: 3 }, { skuId: b.skuId, count: 1 }], discount: 301, freight: 800, method, skuIds: [a.skuId, b.skuId] }
}
const [FIRST, SECOND] = [29_774, 9925]
const quote = async ({ no, itemIds }: TestOrder, query: Record<string, string | number>, item = 0) => (await site.call('GET', `console/mall/orders/${no}/items/${itemIds[item]}/refund-quote`, { as: staff, query })).data
const forStaff = async (no: string) => (await site.call('GET', `console/mall/orders/${no}`, { as: staff })).data
const ask = ({ no, itemIds }: TestOrder, kind: 'refund' | 'return', quantity = 1) =>
  site.call('POST', `mall/orders/${no}/items/${itemIds[0]}/returns`, { as: buyer, body: { kind, quantity, reason: '有破损' } })
const sumAsked = async (no: string) => (await refundsAsked(site, no)).reduce((sum, { amount }) => sum + amount, 0)
const give = (order: TestOrder, wish: Parameters<typeof giveBack>[4], as = staff) => giveBack(site, as, order.no, order.itemIds[0]!, wish)

describe('staff give money back', () => {
  test('for one of three pieces: it goes back as it came, the buyer reads why and is told, and nothing comes back into the stock', async () => {
    const wish = await twoLines()
    const order = await anArrivedOrder(site, buyer, staff, wish)
    const before = await stockOf(site, wish.skuIds[0]!)
    expect((await forStaff(order.no)).items.map((item: any) => item.mayRefund)).toEqual([{ unsent: 0, sent: 3 }, { unsent: 0, sent: 1 }])
    expect(await quote(order, { quantity: 1 })).toEqual({ quantity: 1, unsent: false, amount: 9924, most: FIRST, freight: 0, payout: 'alipay' })

    const { status, data } = await give(order, { quantity: 1, amount: 9924, reason: ' 杯盖有裂纹 ' })
    expect([status, data]).toMatchObject([201, { status: 'REFUNDING', openedBy: 'staff', kind: 'refund', unsent: false, quantity: 1, amount: 9924, freight: 0, payout: 'alipay', reason: '杯盖有裂纹', staffActions: [], line: { returned: 1, refunded: 9924 } }])
    expect(await refundsAsked(site, order.no)).toMatchObject([{ amount: 9924 }])
    expect(await site.parts.db.sql.selectFrom('order_refund').select('amount').where('order_id', '=', order.id).execute()).toEqual([{ amount: 9924 }])
    expect(await stockOf(site, wish.skuIds[0]!)).toEqual(before)
    expect(await orderOf(site, buyer, order.no)).toMatchObject({
      status: 'WAIT_COMMENT',
      refunded: 9924,
      refunds: [{ amount: 9924, status: 'processing' }],
      items: [{ returned: 1, refunded: 9924, mayReturn: { refund: 2, return: 2 } }, { refunded: 0 }],
      returns: [{ no: data.no, openedBy: 'staff', status: 'REFUNDING', reason: '杯盖有裂纹', actions: [] }],
    })
    expect((await orderOf(site, buyer, order.no)).events.at(-1)).toMatchObject({ action: 'staff_refund', actor: 'staff', reason: '杯盖有裂纹' })
    expect((await forStaff(order.no)).items[0].mayRefund).toEqual({ unsent: 0, sent: 2 })
    expect(await auditOf(site, `return:${data.no}`)).toEqual([{ staffId: staff.staffId, action: 'mall.refund_item', reason: '杯盖有裂纹', before: { refunded: 0 }, after: { refunded: 9924, status: 'REFUNDING', quantity: 1, unsent: false, amount: 9924 } }])

    await refundEnds(site, order.no, (await refundsAsked(site, order.no))[0]!)
    await site.parts.jobs.sweepNow(site.parts)
    expect((await messagesTo(site.parts, buyer.mobile))[0]).toMatchObject({ purpose: 'order_refunded' })
    expect((await orderOf(site, buyer, order.no)).returns).toMatchObject([{ status: 'REFUNDED' }])
  })

  test('less than the pieces have cost: the buyer keeps them, and what was given counts against what may still come back', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    expect((await give(order, { quantity: 1, amount: 2000 })).data).toMatchObject({ amount: 2000, line: { returned: 0, refunded: 2000 } })
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_COMMENT', refunded: 2000, items: [{ returned: 0, mayReview: true, mayReturn: { return: 3 } }, {}] })
    expect(await quote(order, { quantity: 3 })).toMatchObject({ amount: FIRST - 2000, most: FIRST - 2000 })
    expect((await ask(order, 'return', 3)).data.amount).toBe(FIRST - 2000)
  })

  test('all of everything, long after it is complete: the order is closed by the shop, the carriage stays', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    site.clock.advance(40 * DAY)
    staff = await aStaff(site, ['mall.orders', 'mall.returns'])
    await site.parts.jobs.sweepNow(site.parts)
    expect((await forStaff(order.no)).status).toBe('COMPLETE')
    expect((await give(order, { quantity: 3, amount: FIRST })).status).toBe(201)
    expect((await giveBack(site, staff, order.no, order.itemIds[1]!, { quantity: 1, amount: SECOND })).status).toBe(201)
    expect(await forStaff(order.no)).toMatchObject({ status: 'CLOSED', canceledBy: 'staff', refunded: 40_000 - 301 })
    expect(await sumAsked(order.no)).toBe(40_000 - 301)
  })

  test('of an order that is partly sent, for what was sent or for what was not, which is free again and never sent', async () => {
    const wish = await twoLines()
    const order = await anOrderToSend(site, buyer, wish)
    await ship(site, staff, order.no, [{ itemId: order.itemIds[0]!, quantity: 1 }, { itemId: order.itemIds[1]!, quantity: 1 }])
    expect((await forStaff(order.no)).items[0].mayRefund).toEqual({ unsent: 2, sent: 1 })
    expect((await give(order, { quantity: 1, amount: 500 })).data).toMatchObject({ unsent: false, line: { returned: 0 } })
    expect(await quote(order, { quantity: 2, unsent: 'true' })).toEqual({ quantity: 2, unsent: true, amount: 19_849, most: 19_849, freight: 0, payout: 'alipay' })
    expect(await give(order, { quantity: 2, unsent: true, amount: 100, seen: 500 })).toMatchObject({ status: 422, error: 'mall.amount_fixed', details: { most: 19_849 } })
    expect((await give(order, { quantity: 2, unsent: true, amount: 19_849, seen: 500 })).data).toMatchObject({ unsent: true, line: { returned: 2 } })
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_RECEIVE', refunded: 20_349 })
    expect(await stockOf(site, wish.skuIds[0]!)).toEqual({ onHand: 9, reserved: 0 }) // 10 − 1 sent
  })

  test('of which nothing was sent, line by line: the carriage goes back with the last', async () => {
    const wish = await twoLines()
    const order = await anOrderToSend(site, buyer, wish)
    await give(order, { quantity: 3, unsent: true, amount: FIRST })
    expect((await giveBack(site, staff, order.no, order.itemIds[1]!, { quantity: 1, unsent: true, amount: SECOND })).data).toMatchObject({ freight: 800 })
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'CLOSED', canceledBy: 'staff', refunded: 40_000 - 301 + 800 })
    expect(await sumAsked(order.no)).toBe(40_000 - 301 + 800)
    for (const skuId of wish.skuIds) expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 0 })
  })

  test('in cash, once the buyer has paid at the door: it waits for being paid out by hand; before that nothing has been paid', async () => {
    const order = await anOrderToSend(site, buyer, await twoLines('cod'))
    await ship(site, staff, order.no)
    expect(await give(order, { quantity: 1, amount: 100 })).toMatchObject({ status: 409, error: 'mall.nothing_paid' })
    await decide(site, buyer, order.no, 'confirm')
    const { data } = await give(order, { quantity: 1, amount: 9924 })
    expect(data).toMatchObject({ status: 'REFUNDING', payout: 'by_hand', staffActions: ['pay_out'] })
    expect(await refundsAsked(site, order.no)).toEqual([])
    expect((await site.call('POST', `console/mall/returns/${data.no}/payout`, { as: staff, body: { reason: '银行转账' } })).data.status).toBe('REFUNDED')
  })
})

describe('no more than is left', () => {
  test('of a line goes back, whatever pieces it is said for; the refusal says how much is left', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    expect(await give(order, { quantity: 1, amount: FIRST + 1 })).toMatchObject({ status: 422, error: 'mall.above_left', details: { field: 'amount', most: FIRST } })
    expect((await give(order, { quantity: 1, amount: FIRST - 1000 })).status).toBe(201) // more than one piece has cost
    expect(await give(order, { quantity: 2, amount: 1001, seen: FIRST - 1000 })).toMatchObject({ status: 422, details: { most: 1000 } })
    expect(await quote(order, { quantity: 2 })).toMatchObject({ amount: 1000, most: 1000 })
    expect((await give(order, { quantity: 1, amount: 1000, seen: FIRST - 1000 })).status).toBe(201)
    expect(await give(order, { quantity: 1, amount: 1, seen: FIRST })).toMatchObject({ status: 409, error: 'mall.not_refundable', details: { most: 0 } })
    expect(await sumAsked(order.no)).toBe(FIRST)
  })

  test('for no more pieces than the buyer has', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    expect(await give(order, { quantity: 4, amount: 100 })).toMatchObject({ status: 409, error: 'mall.not_refundable', details: { most: 3 } })
    expect(await give(order, { quantity: 1, unsent: true, amount: 100 })).toMatchObject({ status: 409, details: { most: 0 } })
  })

  test('nothing, less than nothing or a part of a fen is no amount, no piece is no number, and without a reason nothing goes back', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    for (const amount of [0, -100, 10.5, Number.NaN]) expect([amount, (await give(order, { quantity: 1, amount })).status]).toEqual([amount, 400])
    for (const quantity of [0, -1, 1.5]) expect([quantity, (await give(order, { quantity, amount: 100 })).status]).toEqual([quantity, 400])
    expect((await give(order, { quantity: 1, amount: 100, reason: '  ' })).status).toBe(400)
    expect(await refundsAsked(site, order.no)).toEqual([])
  })
})

describe('refused', () => {
  test('is what is not paid or is over', async () => {
    const wish = await twoLines()
    const unpaid = await anOrder(site, buyer, wish)
    expect(await give(unpaid, { quantity: 1, unsent: true, amount: 100 })).toMatchObject({ status: 409, error: 'mall.nothing_paid' })
    await decide(site, buyer, unpaid.no, 'cancel')
    expect(await give(unpaid, { quantity: 1, unsent: true, amount: 100 })).toMatchObject({ status: 409, error: 'mall.wrong_state', details: { status: 'CANCELED' } })
    const canceled = await anOrderToSend(site, buyer, wish)
    await decide(site, buyer, canceled.no, 'cancel')
    expect(await give(canceled, { quantity: 1, amount: 100, seen: FIRST })).toMatchObject({ status: 409, error: 'mall.wrong_state', details: { status: 'CLOSED' } })
    expect((await forStaff(canceled.no)).items[0].mayRefund).toEqual({ unsent: 0, sent: 0 })
  })

  test('are buyers, staff who don’t decide about returns, and items of other orders', async () => {
    const wish = await twoLines()
    const [order, other] = [await anArrivedOrder(site, buyer, staff, wish), await anArrivedOrder(site, buyer, staff, wish)]
    const address = `console/mall/orders/${order.no}/items/${order.itemIds[0]}`
    expect((await site.call('POST', `${address}/refunds`, { as: buyer, body: {} })).status).toBe(401)
    const sender = await aStaff(site, ['mall.orders'])
    expect((await give(order, { quantity: 1, amount: 100 }, sender)).status).toBe(403)
    expect((await site.call('GET', `${address}/refund-quote`, { as: sender, query: { quantity: 1 } })).status).toBe(403)
    expect((await giveBack(site, staff, order.no, other.itemIds[0]!, { quantity: 1, amount: 100 })).status).toBe(404)
    expect((await giveBack(site, staff, 'M20270301NOTHING', order.itemIds[0]!, { quantity: 1, amount: 100 })).status).toBe(404)
    expect(await site.call('POST', `${address}/refunds`, { as: staff, body: { quantity: 1, amount: 100, seen: 0, reason: '破损' } })).toMatchObject({ status: 400, error: 'mall.key_needed' })
    expect(await refundsAsked(site, order.no)).toEqual([])
  })

  test('is an item the buyer asks for already, until that is decided', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    const { data } = await ask(order, 'return')
    expect(await give(order, { quantity: 1, amount: 100 })).toMatchObject({ status: 409, error: 'mall.buyer_asks' })
    await site.call('POST', `console/mall/returns/${data.no}/rejection`, { as: staff, body: { answer: '我们直接退款' } })
    expect((await give(order, { quantity: 1, amount: 100 })).status).toBe(201)
  })
})

describe('at the same moment', () => {
  test('of two who mean the same refund, though enough is left for both, one comes too late', async () => {
    const colleague = await aStaff(site, ['mall.orders', 'mall.returns'])
    for (let i = 0; i < 5; i++) {
      const order = await anArrivedOrder(site, buyer, staff, await twoLines())
      const answers = await Promise.all([staff, colleague, staff, colleague].map(as => give(order, { quantity: 1, amount: 9924 }, as)))
      expect(answers.map(({ status, error }) => error ?? status).sort()).toEqual([201, 'mall.changed_meanwhile', 'mall.changed_meanwhile', 'mall.changed_meanwhile'])
      expect([await sumAsked(order.no), (await orderOf(site, buyer, order.no)).refunded]).toEqual([9924, 9924])
    }
  })

  test('of staff who give and a buyer who asks for the same only piece one comes too late', async () => {
    const winners = new Set<string>()
    for (let i = 0; i < 12; i++) {
      const { skuId } = await aProduct(site, { stock: 5 })
      const order = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }] })
      const both = [() => give(order, { quantity: 1, amount: 10_000 }), () => ask(order, i % 2 ? 'return' : 'refund')]
      const answers = await Promise.all((i % 3 ? both : both.toReversed()).map(act => act()))
      const [given, asked] = i % 3 ? answers : answers.toReversed()
      winners.add(given!.status === 201 ? 'staff' : 'buyer')
      expect([given!.error ?? 201, asked!.error ?? 201]).toEqual(given!.status === 201 ? [201, 'mall.not_returnable'] : ['mall.buyer_asks', 201])
      expect(await sumAsked(order.no)).toBe(given!.status === 201 ? 10_000 : 0)
    }
    expect(winners.size).toBe(2)
  })

  test('sent ten times with one key it is one refund, and each hears of it; the key of another wish is refused', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    const answers = await Promise.all(Array.from({ length: 10 }, () => give(order, { quantity: 1, amount: 9924, key: 'one-wish' })))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }).fill(201))
    expect(new Set(answers.map(({ data }) => data.no)).size).toBe(1)
    expect((await give(order, { quantity: 1, amount: 9924, key: 'one-wish' })).data.no).toBe(answers[0]!.data.no)
    expect(await sumAsked(order.no)).toBe(9924)
    expect((await give(order, { quantity: 1, amount: 100, key: 'one-wish' })).status).toBe(422)
    const colleague = await aStaff(site, ['mall.returns'])
    expect((await give(order, { quantity: 1, amount: 100, seen: 9924, key: 'one-wish' }, colleague)).status).toBe(201) // keys are each one's own
  })
})
