import type { TestPerson } from '../../../../test/people.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import type { OrderWish, TestOrder } from '../orders/orders.fixture.ts'
import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { anArrivedOrder, anOrderToSend, decide, orderOf, refundEnds, refundsAsked, ship, stockOf } from '../orders/orders.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const DAY = 86_400
const sweep = () => site.parts.jobs.sweepNow(site.parts)
let staff: TestStaff
let buyer: TestPerson
beforeEach(async () => {
  [staff, buyer] = [await aStaff(site, ['mall.orders', 'mall.returns']), await aPerson(site)]
})

const ask = (order: TestOrder, kind: 'refund' | 'return', quantity: number, more: { item?: number, reason?: string, images?: string[], as?: TestPerson } = {}) =>
  site.call('POST', `mall/orders/${order.no}/items/${order.itemIds[more.item ?? 0]}/returns`, { as: more.as ?? buyer, body: { kind, quantity, reason: more.reason ?? '不想要了', ...more.images ? { images: more.images } : {} } })
const staffDo = (no: string, step: 'approval' | 'rejection' | 'receipt' | 'payout', body: object = {}) => site.call('POST', `console/mall/returns/${no}/${step}`, { as: staff, body })
const caseOf = async (no: string) => (await site.call('GET', `mall/returns/${no}`, { as: buyer })).data
const parcel = { carrier: '圆通速递', trackingNo: 'YT123456' }
/** Two products, 3 of the first and 1 of the second, 100 yuan each, 3.01 off, 8 carriage: 408 − … */
async function twoLines(method: OrderWish['method'] = 'alipay'): Promise<OrderWish & { skuIds: number[] }> {
  const [a, b] = [await aProduct(site, { stock: 10 }), await aProduct(site, { stock: 10 })]
  return { lines: [{ skuId: a.skuId, count: 3 }, { skuId: b.skuId, count: 1 }], discount: 301, freight: 800, method, skuIds: [a.skuId, b.skuId] }
}

describe('money back for what was not sent', () => {
  test('one line: its share goes back, its goods are free, the rest is sent and the order goes on', async () => {
    const wish = await twoLines()
    const order = await anOrderToSend(site, buyer, wish)
    const { data: quote } = await site.call('GET', `mall/orders/${order.no}/items/${order.itemIds[1]}/return-quote`, { as: buyer, query: { kind: 'refund', quantity: 1 } })
    expect(quote).toEqual({ kind: 'refund', quantity: 1, amount: 9925, freight: 0, most: 1, until: null })
    const { status, data } = await ask(order, 'refund', 1, { item: 1 })
    expect([status, data]).toMatchObject([201, { status: 'APPLIED', kind: 'refund', unsent: true, quantity: 1, amount: 9925, freight: 0, payout: 'alipay', actions: ['withdraw'], orderNo: order.no }])

    // Until it is decided, that line is not sent.
    expect(await ship(site, staff, order.no, [{ itemId: order.itemIds[1]!, quantity: 1 }])).toMatchObject({ status: 409, error: 'mall.not_to_ship', details: { most: 0 } })
    expect((await ship(site, staff, order.no)).data).toMatchObject({ status: 'WAIT_SHIP', items: [{ shipped: 3 }, { shipped: 0, toShip: 0 }], actions: [] })
    expect((await ship(site, staff, order.no)).error).toBe('mall.nothing_to_ship')

    expect((await staffDo(data.no, 'approval')).data).toMatchObject({ status: 'REFUNDING', amount: 9925, freight: 0, staffActions: [] })
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_RECEIVE', refunded: 9925, refunds: [{ amount: 9925 }], items: [{ returned: 0 }, { returned: 1, refunded: 9925 }] })
    expect(await stockOf(site, wish.skuIds[1]!)).toEqual({ onHand: 10, reserved: 0 })
    const [refund] = await refundsAsked(site, order.no)
    await refundEnds(site, order.no, refund!)
    expect(await caseOf(data.no)).toMatchObject({ status: 'REFUNDED', actions: [] })
  })

  test('line by line, all of it: the carriage goes back with the last, and the order is closed', async () => {
    const order = await anOrderToSend(site, buyer, await twoLines())
    const payable = 40_000 - 301 + 800
    const [first, second] = [(await ask(order, 'refund', 3)).data, (await ask(order, 'refund', 1, { item: 1 })).data]
    expect([first.freight, second.freight]).toEqual([0, 0]) // neither alone is the whole order
    await staffDo(first.no, 'approval')
    expect((await site.call('GET', `console/mall/returns/${second.no}`, { as: staff })).data.freightBack).toBe(800)
    await staffDo(second.no, 'approval')
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'CLOSED', refunded: payable, canceledBy: 'buyer', returns: [{ freight: 800 }, { freight: 0 }] })
    expect((await refundsAsked(site, order.no)).reduce((sum, { amount }) => sum + amount, 0)).toBe(payable)
  })

  test('unit by unit of one line adds up to its price', async () => {
    const order = await anOrderToSend(site, buyer, await twoLines())
    for (let unit = 0; unit < 3; unit++) {
      const { data } = await ask(order, 'refund', 1)
      await staffDo(data.no, 'approval')
    }
    const { items, refunded } = await orderOf(site, buyer, order.no)
    expect([items[0].refunded, items[0].payable, refunded]).toEqual([items[0].payable, 30_000 - 226, items[0].payable])
    expect((await ask(order, 'refund', 1)).error).toBe('mall.not_returnable')
  })

  test('an order to be paid at the door costs less at the door, and nothing is paid out', async () => {
    const order = await anOrderToSend(site, buyer, await twoLines('cod'))
    const { data } = await ask(order, 'refund', 1, { item: 1 })
    expect((await staffDo(data.no, 'approval')).data).toMatchObject({ status: 'REFUNDED', payout: 'none' })
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_SHIP', toPay: 40_000 - 301 + 800 - 9925, refunds: [] })
    expect((await decide(site, buyer, order.no, 'cancel')).data).toMatchObject({ status: 'CANCELED', toPay: 0 })
  })

  test('cancelling the whole order ends what was asked for, and pays the rest back', async () => {
    const wish = await twoLines()
    const order = await anOrderToSend(site, buyer, wish)
    await staffDo((await ask(order, 'refund', 1)).data.no, 'approval')
    const open = (await ask(order, 'refund', 1, { item: 1 })).data
    await decide(site, buyer, order.no, 'cancel')
    expect((await caseOf(open.no)).status).toBe('WITHDRAWN')
    expect((await refundsAsked(site, order.no)).reduce((sum, { amount }) => sum + amount, 0)).toBe(40_000 - 301 + 800)
    for (const skuId of wish.skuIds) expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 0 })
    expect((await staffDo(open.no, 'approval')).error).toBe('mall.wrong_state')
  })
})

describe('goods sent back', () => {
  test('the whole way: asked, agreed, sent, received, paid back; only what can be sold again is counted in', async () => {
    const wish = await twoLines()
    const order = await anArrivedOrder(site, buyer, staff, wish)
    const { data: { no } } = await ask(order, 'return', 2)
    expect((await staffDo(no, 'approval')).error).toBe('mall.answer_needed')
    expect((await staffDo(no, 'approval', { answer: '仓库', amount: 1 })).error).toBe('mall.amount_later')
    expect((await staffDo(no, 'approval', { answer: '合肥市蜀山区仓库路 8 号' })).data).toMatchObject({ status: 'APPROVED', staffActions: ['receive'] })
    expect(await caseOf(no)).toMatchObject({ answer: '合肥市蜀山区仓库路 8 号', actions: ['send', 'withdraw'] })
    const send = (body: object) => site.call('PUT', `mall/returns/${no}/parcel`, { as: buyer, body })
    expect((await send(parcel)).data).toMatchObject({ status: 'SENT', ...parcel, actions: [] })
    expect((await send({ ...parcel, trackingNo: 'YT654321' })).data).toMatchObject({ status: 'SENT', trackingNo: 'YT654321' }) // typed wrongly at first
    expect((await site.call('PUT', `mall/returns/${no}/status`, { as: buyer, body: { action: 'withdraw' } })).error).toBe('mall.wrong_state')

    expect(await staffDo(no, 'receipt', { sellable: 3 })).toMatchObject({ status: 422, error: 'mall.too_many_sellable' })
    const { data } = await staffDo(no, 'receipt', { sellable: 1 })
    expect(data).toMatchObject({ status: 'REFUNDING', sellable: 1, amount: 19_849, freight: 0, line: { returned: 2, refunded: 19_849 } })
    expect(await stockOf(site, wish.skuIds[0]!)).toEqual({ onHand: 8, reserved: 0 }) // 10 − 3 sent + 1
    expect((await refundsAsked(site, order.no)).map(({ amount }) => amount)).toEqual([19_849])
    expect((await site.parts.db.sql.selectFrom('sku').select('sales').where('id', '=', wish.skuIds[0]!).executeTakeFirstOrThrow()).sales).toBe(1)
    expect((await auditOf(site, `return:${no}`)).map(({ action }) => action)).toEqual(['mall.receive_return', 'mall.approve_return'])

    const [refund] = await refundsAsked(site, order.no)
    await refundEnds(site, order.no, refund!, 'failed')
    expect(await caseOf(no)).toMatchObject({ status: 'REFUNDING', refundFailed: true })
    expect((await site.call('GET', 'console/mall/returns', { as: staff, query: { todo: 'true', q: no } })).data.items).toHaveLength(1)
    await refundEnds(site, order.no, refund!)
    expect(await caseOf(no)).toMatchObject({ status: 'REFUNDED', refundFailed: false })
    expect((await orderOf(site, buyer, order.no)).events.slice(-6).map((event: any) => event.action)).toEqual(['return_apply', 'return_approve', 'return_send', 'return_receive', 'refund_failed', 'return_refunded'])
  })

  test('all of it: the price of the goods goes back to the fen, the carriage stays, and the order is closed', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    for (const [item, quantity] of [[0, 1], [0, 2], [1, 1]] as const) {
      const { data: { no } } = await ask(order, 'return', quantity, { item })
      await staffDo(no, 'approval', { answer: '仓库' })
      expect((await staffDo(no, 'receipt', { sellable: quantity })).status).toBe(200) // handed in at the shop, without a parcel
    }
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'CLOSED', refunded: 40_000 - 301, items: [{ refunded: 30_000 - 226 }, { refunded: 9925 }] })
  })

  test('a deduction needs a reason; of goods the buyer keeps a part of the price can be given', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    const kept = (await ask(order, 'refund', 1, { item: 1, reason: '有划痕' })).data
    expect((await staffDo(kept.no, 'approval', { amount: 9926 })).error).toBe('mall.amount_too_high')
    await staffDo(kept.no, 'approval', { amount: 2000 })
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_COMMENT', refunded: 2000, items: [{}, { returned: 0, refunded: 2000, mayReview: true, mayReturn: { refund: 1, return: 1 } }] })

    const used = (await ask(order, 'return', 1, { item: 1 })).data
    expect(used.amount).toBe(7925)
    await staffDo(used.no, 'approval', { answer: '仓库' })
    expect((await staffDo(used.no, 'receipt', { sellable: 0, amount: 5000 })).error).toBe('mall.reason_needed')
    expect((await staffDo(used.no, 'receipt', { sellable: 0, amount: 5000, reason: '缺少配件' })).data).toMatchObject({ amount: 5000 })
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ refunded: 7000, items: [{}, { returned: 1, mayReview: false, mayReturn: { refund: 0, return: 0 } }] })
    const unsent = await anOrderToSend(site, buyer, await twoLines())
    expect((await staffDo((await ask(unsent, 'refund', 1)).data.no, 'approval', { amount: 1 })).error).toBe('mall.amount_fixed')
  })

  test('cash is paid out by hand, and that is noted', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines('cod'))
    const { data: { no } } = await ask(order, 'return', 1)
    await staffDo(no, 'approval', { answer: '仓库' })
    expect((await staffDo(no, 'receipt', { sellable: 1 })).data).toMatchObject({ status: 'REFUNDING', payout: 'by_hand', staffActions: ['pay_out'] })
    expect((await site.call('GET', 'console/mall/returns/figures', { as: staff })).data.toPayOut).toBeGreaterThan(0)
    expect((await staffDo(no, 'payout', { reason: '银行转账 2027-03-02' })).data).toMatchObject({ status: 'REFUNDED' })
    expect((await staffDo(no, 'payout', { reason: '再来一次' })).error).toBe('mall.wrong_state')
    expect(await refundsAsked(site, order.no)).toEqual([])
    expect((await auditOf(site, `return:${no}`))[0]).toMatchObject({ action: 'mall.pay_out_return', before: { status: 'REFUNDING' }, after: { status: 'REFUNDED', reason: '银行转账 2027-03-02' } })
  })

  test('a refund by the cashier can’t be noted as paid out by hand', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    const { data: { no } } = await ask(order, 'return', 1)
    await staffDo(no, 'approval', { answer: '仓库' })
    await staffDo(no, 'receipt', { sellable: 1 })
    expect((await staffDo(no, 'payout', { reason: '现金' })).error).toBe('mall.wrong_state')
  })
})

describe('no, not any more, and not in time', () => {
  test('staff say no with their reason, also to what came back broken; the buyer may ask again', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    const first = (await ask(order, 'return', 1)).data
    expect((await staffDo(first.no, 'rejection', {})).status).toBe(400)
    expect((await staffDo(first.no, 'rejection', { answer: '超出退货范围' })).data).toMatchObject({ status: 'REJECTED', answer: '超出退货范围', staffActions: [] })
    const second = (await ask(order, 'return', 1)).data
    await staffDo(second.no, 'approval', { answer: '仓库' })
    await site.call('PUT', `mall/returns/${second.no}/parcel`, { as: buyer, body: parcel })
    expect((await staffDo(second.no, 'rejection', { answer: '已损坏，寄回给您' })).data.status).toBe('REJECTED')
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ refunded: 0, items: [{ mayReturn: { return: 3 } }, {}] })
  })

  test('the buyer withdraws, twice is once', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    const { data: { no } } = await ask(order, 'refund', 1)
    expect((await ask(order, 'return', 1)).error).toBe('mall.return_open')
    const withdraw = () => site.call('PUT', `mall/returns/${no}/status`, { as: buyer, body: { action: 'withdraw' } })
    expect([(await withdraw()).data.status, (await withdraw()).data.status]).toEqual(['WITHDRAWN', 'WITHDRAWN'])
    expect((await ask(order, 'return', 1)).status).toBe(201)
  })

  test('what is agreed and not sent back in ten days is closed; the order is not confirmed by itself before, and not at once after', async () => {
    const order = await anOrderToSend(site, buyer, await twoLines())
    await ship(site, staff, order.no)
    site.clock.advance(5 * DAY)
    staff = await aStaff(site, ['mall.returns'])
    const { data: { no } } = await ask(order, 'return', 1)
    await staffDo(no, 'approval', { answer: '仓库' })
    site.clock.advance(9 * DAY)
    await sweep()
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_RECEIVE', dueAt: null, returnsOpen: 1 })
    site.clock.advance(DAY)
    await sweep()
    expect((await caseOf(no)).status).toBe('WITHDRAWN')
    expect(await orderOf(site, buyer, order.no)).toMatchObject({ status: 'WAIT_RECEIVE', dueAt: new Date(site.clock.now().getTime() + 3 * DAY * 1000).toISOString() })
    site.clock.advance(3 * DAY)
    await sweep()
    expect((await orderOf(site, buyer, order.no)).status).toBe('WAIT_COMMENT')
  })

  test('fifteen days after receipt it is too late, and more than was bought is too many', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    expect(await ask(order, 'return', 4)).toMatchObject({ status: 409, error: 'mall.not_returnable', details: { most: 3 } })
    site.clock.advance(15 * DAY)
    expect(await ask(order, 'return', 1)).toMatchObject({ status: 409, details: { most: 0 } })
  })

  test('asked ten times at once it is asked once', async () => {
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(order, 'return', 1)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }).fill(409)])
  })

  test('decided ten times at once it is paid back once', async () => {
    const order = await anOrderToSend(site, buyer, await twoLines())
    const { data: { no } } = await ask(order, 'refund', 2)
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => i % 3 === 2 ? staffDo(no, 'rejection', { answer: '不行' }) : staffDo(no, 'approval')))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { refunded } = await orderOf(site, buyer, order.no)
    expect(refunded).toBe((await refundsAsked(site, order.no)).reduce((sum, { amount }) => sum + amount, 0))
  })
})

describe('pictures', () => {
  test('show what is wrong; only one’s own can be used', async () => {
    const picture = await upload(buyer)
    const order = await anArrivedOrder(site, buyer, staff, await twoLines())
    const stranger = await aPerson(site)
    const other = await anArrivedOrder(site, stranger, staff, await twoLines())
    expect(await ask(other, 'return', 1, { as: stranger, images: [picture.id] })).toMatchObject({ status: 422, error: 'mall.unknown_picture' })
    expect((await ask(order, 'return', 1, { images: [picture.id] })).data.pictures).toEqual([picture])
    expect((await site.call('GET', 'mall/returns', { as: buyer, query: { open: 'true' } })).data).toMatchObject({ total: 1, items: [{ status: 'APPLIED' }], next: null })
    await ask(order, 'return', 1, { item: 1 })
    const { data } = await site.call('GET', 'mall/returns', { as: buyer, query: { limit: 1 } })
    expect((await site.call('GET', 'mall/returns', { as: buyer, query: { limit: 1, after: data.next } })).data).toMatchObject({ items: [{ pictures: [{}] }], total: null, next: null })
  })
})

async function upload(who: TestPerson) {
  const image = await sharp({ create: { width: 400, height: 300, channels: 3, background: { r: 10, g: 200, b: who.accountId % 255 } } }).png().toBuffer()
  const boundary = 'xx'
  const payload = Buffer.concat([Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="image"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`), image, Buffer.from(`\r\n--${boundary}--\r\n`)])
  const { status, data } = await site.call('POST', 'mall/review-images', { as: who, payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } })
  expect(status).toBe(201)
  return data as { id: string }
}
