import type { TestStaff } from '../../../../test/staff.ts'
import { beforeEach, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { dayOf } from '../../../kit/dates.ts'
import { aProduct } from '../mall.fixture.ts'
import { anOrder, anOrderToSend, decide, moneyArrives, ship } from './orders.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeEach(async () => {
  staff = await aStaff(site, ['mall.orders'])
})
const list = async (query: Record<string, string>) => (await site.call('GET', 'console/mall/orders', { as: staff, query })).data.items
const numbers = async (query: Record<string, string>) => (await list(query)).map((order: any) => order.no)

test('what is to be sent comes oldest first, with how many units may be sent now', async () => {
  const buyer = await aPerson(site)
  const { skuIds } = await aProduct(site, { specs: { 颜色: ['黑', '白'] }, stock: 100 })
  const wish = { lines: skuIds.map(skuId => ({ skuId, count: 2 })) }
  const first = await anOrderToSend(site, buyer, wish)
  const second = await anOrderToSend(site, buyer, wish)
  await anOrder(site, buyer, wish)
  await ship(site, staff, first.no, [{ itemId: first.itemIds[0]!, quantity: 1 }])
  const asked = await site.call('POST', `mall/orders/${second.no}/items/${second.itemIds[0]}/returns`, { as: buyer, body: { kind: 'refund', quantity: 2, reason: '买多了' } })
  expect(asked.status).toBe(201)
  const waiting = await list({ buyer: buyer.id, status: 'WAIT_SHIP', order: 'oldest' })
  expect(waiting.map((order: any) => [order.no, order.toShip, order.partlyShipped])).toEqual([[first.no, 3, true], [second.no, 2, false]])
  expect((await list({ buyer: buyer.id })).map((order: any) => order.toShip)).toEqual([0, 2, 3])
})

test('every figure of the start page leads to its orders', async () => {
  const buyer = await aPerson(site)
  const { skuId } = await aProduct(site, { stock: 100 })
  const wish = { lines: [{ skuId, count: 1 }] }
  const early = await anOrderToSend(site, buyer, wish)
  const late = await anOrder(site, buyer, wish)
  site.clock.advance(49 * 3600)
  staff = await aStaff(site, ['mall.orders'])
  const fresh = await anOrderToSend(site, buyer, wish)
  await moneyArrives(site, late.no)
  const today = dayOf(site.clock.now())
  const { data: figures } = await site.call('GET', 'console/mall/orders/figures', { as: staff })
  expect(await numbers({ paidFrom: today })).toEqual([fresh.no, late.no])
  expect(figures).toMatchObject({ paidToday: 2, turnoverToday: 22_000, placedToday: 1, longWaiting: (await numbers({ longWaiting: 'true' })).length })
  expect(await numbers({ from: today })).toEqual([fresh.no])
  expect(await numbers({ longWaiting: 'true', buyer: buyer.id })).toEqual([early.no])
  expect(await numbers({ paidTo: '2020-01-01' })).toEqual([])
  await ship(site, staff, early.no)
  await decide(site, buyer, early.no, 'confirm')
  expect(await numbers({ longWaiting: 'true', buyer: buyer.id })).toEqual([])
})
