import type { TestPerson } from '../../../../test/people.ts'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { endOrdersOf } from './account-deleted.ts'
import { messages } from './messages.ts'
import { anOrder, anOrderToSend, decide, moneyArrives, orderOf, refundEnds, refundsAsked, ship, stockOf } from './orders.fixture.ts'
import { tellBuyers } from './tell.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

/** What has been queued for somebody since the last look, after the sweep. */
async function toldTo(who: TestPerson): Promise<string[]> {
  await site.parts.jobs.sweepNow(site.parts)
  const rows = await site.parts.db.sql.selectFrom('message').select(['id', 'purpose']).where('target', '=', who.mobile).orderBy('id').execute()
  await site.parts.db.sql.deleteFrom('message').where('target', '=', who.mobile).execute()
  return rows.map(({ purpose }) => purpose)
}

test('the buyer hears of everything the shop does, once, and of nothing they did themselves', async () => {
  const staff = await aStaff(site, ['*'])
  const buyer = await aPerson(site)
  const { skuId } = await aProduct(site, { stock: 100 })
  const order = await anOrder(site, buyer, { lines: [{ skuId, count: 3 }] })
  expect(await toldTo(buyer)).toEqual([])
  await moneyArrives(site, order.no)
  expect(await toldTo(buyer)).toEqual(['order_paid'])
  await ship(site, staff, order.no, [{ itemId: order.itemIds[0]!, quantity: 1 }])
  await ship(site, staff, order.no)
  expect(await toldTo(buyer)).toEqual(['order_shipped', 'order_shipped'])
  await decide(site, buyer, order.no, 'confirm')
  const ask = async (kind: string) => (await site.call('POST', `mall/orders/${order.no}/items/${order.itemIds[0]}/returns`, { as: buyer, body: { kind, quantity: 1, reason: '坏了' } })).data.no
  const staffDo = (no: string, step: string, body: object) => site.call('POST', `console/mall/returns/${no}/${step}`, { as: staff, body })
  const first = await ask('return')
  expect(await toldTo(buyer)).toEqual([])
  await staffDo(first, 'rejection', { answer: '请补充照片' })
  expect(await toldTo(buyer)).toEqual(['return_rejected'])
  const second = await ask('return')
  await staffDo(second, 'approval', { answer: '仓库路 8 号' })
  expect(await toldTo(buyer)).toEqual(['return_approved'])
  await staffDo(second, 'receipt', { sellable: 1 })
  expect(await toldTo(buyer)).toEqual([])
  await refundEnds(site, order.no, (await refundsAsked(site, order.no))[0]!)
  expect(await toldTo(buyer)).toEqual(['order_refunded'])

  const canceled = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 1 }] })
  await site.call('POST', `console/mall/orders/${canceled.no}/cancellation`, { as: staff, body: { reason: '缺货' } })
  expect(await toldTo(buyer)).toEqual(['order_paid', 'order_canceled'])
  const lapsed = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }], discount: 1 })
  site.clock.advance(1800)
  await site.parts.jobs.sweepNow(site.parts)
  await moneyArrives(site, lapsed.no)
  expect(await toldTo(buyer)).toEqual(['order_unpaid', 'order_surplus'])
})

test('cash that was paid out and a return that was forgotten are told', async () => {
  const staff = await aStaff(site, ['*'])
  const buyer = await aPerson(site)
  const { skuId } = await aProduct(site)
  const order = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 2 }], method: 'cod' })
  await ship(site, staff, order.no)
  await decide(site, buyer, order.no, 'confirm')
  const ask = async () => (await site.call('POST', `mall/orders/${order.no}/items/${order.itemIds[0]}/returns`, { as: buyer, body: { kind: 'return', quantity: 1, reason: '坏了' } })).data.no
  const no = await ask()
  for (const [step, body] of [['approval', { answer: '仓库' }], ['receipt', { sellable: 0 }], ['payout', { reason: '现金' }]] as const) await site.call('POST', `console/mall/returns/${no}/${step}`, { as: staff, body })
  expect(await toldTo(buyer)).toEqual(['order_shipped', 'return_approved', 'return_paid_out'])
  await site.call('POST', `console/mall/returns/${await ask()}/approval`, { as: staff, body: { answer: '仓库' } })
  site.clock.advance(10 * 86_400)
  await site.parts.jobs.sweepNow(site.parts)
  expect(await toldTo(buyer)).toEqual(['return_approved', 'return_lapsed'])
})

test('two nodes that tell at the same time tell once', async () => {
  const buyer = await aPerson(site)
  const { skuId } = await aProduct(site)
  const { no } = await anOrderToSend(site, buyer, { lines: [{ skuId, count: 1 }] })
  await Promise.all([1, 2, 3].map(() => tellBuyers(site.parts)))
  expect(await toldTo(buyer)).toEqual(['order_paid'])
  const { unread, notices } = (await site.call('GET', 'inbox', { as: buyer, query: { lang: 'en' } })).data
  expect([unread.total, notices.items]).toMatchObject([1, [{ module: 'mall', path: `/mall/orders/${no}`, text: expect.stringMatching(/^Your order .* is paid/) }]])
})

test('every message reads as a sentence in both languages', () => {
  const params = { no: 'M20270301ABCDEFGHJKMN', title: '小米手机等2件商品', reason: '顺丰速运 SF1001', until: '3月11日' }
  for (const message of Object.values(messages)) {
    for (const lang of ['zh-CN', 'en'] as const) {
      const text = (message[lang] as (params: object) => string)(params)
      expect(text).toMatch(/小米手机/)
      expect(text).not.toMatch(/undefined/)
      expect(message.subject[lang]).not.toBe('')
    }
  }
})

test('an account that ends cancels what has not been sent, with its refund; what is on its way goes on', async () => {
  const staff = await aStaff(site, ['*'])
  const buyer = await aPerson(site)
  const { skuId } = await aProduct(site, { stock: 10 })
  const wish = { lines: [{ skuId, count: 1 }] }
  const [unpaid, paid, sent] = [await anOrder(site, buyer, wish), await anOrderToSend(site, buyer, wish), await anOrderToSend(site, buyer, wish)]
  await ship(site, staff, sent.no)
  await site.parts.db.tx(tx => endOrdersOf(site.parts, tx, buyer.accountId))
  const statuses = await Promise.all([unpaid, paid, sent].map(async ({ no }) => (await orderOf(site, buyer, no)).status))
  expect(statuses).toEqual(['CANCELED', 'CLOSED', 'WAIT_RECEIVE'])
  expect((await refundsAsked(site, paid.no)).map(({ amount }) => amount)).toEqual([11_000])
  expect(await stockOf(site, skuId)).toEqual({ onHand: 9, reserved: 0 })
})
