import type { TestPerson } from '../../../../test/people.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import type { TestProduct } from '../mall.fixture.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { addCategoryViews } from '../catalogue/store-looks.ts'
import { aCategory, aCategoryPath, aProduct } from '../mall.fixture.ts'
import { anOrder, anOrderToSend, decide, ship } from '../orders/orders.fixture.ts'
import { statisticsTag } from './statistics.ts'

const ALL = ['mall.statistics', 'mall.orders', 'mall.returns']

describe('four days of a shop', () => {
  // 2027-02-20 23:59:59 in Shanghai.
  const site = withApp({ now: '2027-02-20T15:59:59Z', env: { LINLI_LIMITS: 'off' } })
  let staff: TestStaff
  let goods: TestProduct[]

  const ask = async (path: string, query: Record<string, string> = {}) => {
    site.parts.cache.forget(statisticsTag)
    return site.call('GET', `console/mall/statistics${path}`, { as: staff, query })
  }
  const ordersOf = async (query: Record<string, string | number>) => (await site.call('GET', 'console/mall/orders', { as: staff, query })).data
  async function nextDay() {
    site.clock.advance(86_400)
    staff = await aStaff(site, ALL) // sessions last for hours
  }
  /** Money for one unit that was not sent. */
  async function giveUpOne(buyer: TestPerson, no: string, itemId: number) {
    const { data } = await site.call('POST', `mall/orders/${no}/items/${itemId}/returns`, { as: buyer, body: { kind: 'refund', quantity: 1, reason: '多拍了' } })
    expect((await site.call('POST', `console/mall/returns/${data.no}/approval`, { as: staff, body: {} })).status).toBe(200)
  }

  beforeAll(async () => {
    staff = await aStaff(site, ALL)
    goods = [await aProduct(site, { title: '茶杯' }), await aProduct(site, { title: '茶壶' }), await aProduct(site, { title: '茶盘', stock: 6 })]
    const [cup, pot, tray] = goods.map(({ skuId }) => skuId)
    const [anna, ben, cara] = await Promise.all([aPerson(site), aPerson(site), aPerson(site)])

    // The last second of the 20th: ¥210 are paid.
    const first = await anOrderToSend(site, anna, { lines: [{ skuId: cup!, count: 2 }] })
    // The first instant of the 21st: ¥105 are paid, and something is ordered that nobody will pay for.
    site.clock.advance(1)
    const second = await anOrderToSend(site, ben, { lines: [{ skuId: pot!, count: 1 }], discount: 500 })
    await anOrder(site, ben, { lines: [{ skuId: pot!, count: 4 }] })
    // The 22nd: ¥100 of the 20th go back; of ¥210 to be paid on delivery ¥100 need not be.
    await nextDay()
    await giveUpOne(anna, first.no, first.itemIds[0]!)
    const third = await anOrder(site, cara, { lines: [{ skuId: tray!, count: 2 }], method: 'cod' })
    await giveUpOne(cara, third.no, third.itemIds[0]!)
    await ship(site, staff, third.no)
    // The 23rd: ¥110 are paid at the door; the ¥105 of the 21st go back.
    await nextDay()
    expect((await decide(site, cara, third.no, 'confirm')).status).toBe(200)
    expect((await decide(site, ben, second.no, 'cancel', '不想要了')).status).toBe(200)
  })

  test('money counts on the day it came and on the day it went back, from midnight to midnight in Shanghai', async () => {
    const { data } = await ask('', { from: '2027-02-20', to: '2027-02-23' })
    expect(data.days).toEqual([
      { date: '2027-02-20', paidOrders: 1, paid: 21_000, refunded: 0 },
      { date: '2027-02-21', paidOrders: 1, paid: 10_500, refunded: 0 },
      { date: '2027-02-22', paidOrders: 0, paid: 0, refunded: 10_000 },
      { date: '2027-02-23', paidOrders: 1, paid: 11_000, refunded: 10_500 },
    ])
  })

  test('a period is summed up and stands beside as many days before it', async () => {
    const { data } = await ask('', { from: '2027-02-21', to: '2027-02-23' })
    expect(data).toMatchObject({ today: '2027-02-23', period: { from: '2027-02-21', to: '2027-02-23' }, before: { from: '2027-02-18', to: '2027-02-20' } })
    expect(data.sales).toEqual({ placedOrders: 3, orderingUsers: 2, paidOrders: 2, paid: 21_500, refundedOrders: 2, refunded: 20_500, turnover: 1000, average: 10_750, refundRate: 0.9535 })
    expect(data.salesBefore).toEqual({ placedOrders: 1, orderingUsers: 1, paidOrders: 1, paid: 21_000, refundedOrders: 0, refunded: 0, turnover: 21_000, average: 21_000, refundRate: 0 })
  })

  test('more may go back than came in; where nothing came in there is no average and no rate', async () => {
    expect((await ask('', { from: '2027-02-22' })).data.sales).toEqual({ placedOrders: 1, orderingUsers: 1, paidOrders: 0, paid: 0, refundedOrders: 1, refunded: 10_000, turnover: -10_000, average: null, refundRate: null })
  })

  test('without a period it is the last thirty days, and today’s buyers are told', async () => {
    const { data } = await ask('')
    expect(data.period).toEqual({ from: '2027-01-25', to: '2027-02-23' })
    expect([data.days.length, data.sales.paid, data.orderingToday]).toEqual([30, 42_500, 0])
  })

  test('each number opens as many orders as it says', async () => {
    const { sales } = (await ask('', { from: '2027-02-21', to: '2027-02-23' })).data
    expect((await ordersOf({ from: '2027-02-21', to: '2027-02-23' })).total).toBe(sales.placedOrders)
    const paid = await ordersOf({ paidFrom: '2027-02-21', paidTo: '2027-02-23' })
    expect([paid.total, paid.items.length]).toEqual([sales.paidOrders, 2])
    expect((await ordersOf({ refundedFrom: '2027-02-21', refundedTo: '2027-02-23' })).total).toBe(sales.refundedOrders)
    expect((await ordersOf({ refundedFrom: '2027-02-22', refundedTo: '2027-02-22' })).items).toMatchObject([{ title: '茶杯', refunded: 10_000 }])
    expect((await ordersOf({ refundedTo: '2027-02-21' })).total).toBe(0)
    expect((await ordersOf({ paidFrom: '2027-02-23', paidTo: '2027-02-23', productId: goods[2]!.id })).total).toBe(1)
  })

  test('what sells best is told by units of orders that were paid, with what came back of them', async () => {
    const best = async (query = {}) => (await ask('/bestsellers', query)).data.map(({ product, ...sold }: any) => [product.title, sold.units, sold.returned, sold.amount])
    expect(await best({ from: '2027-02-21', to: '2027-02-23' })).toEqual([['茶盘', 2, 1, 20_000], ['茶壶', 1, 1, 9500]])
    expect(await best({ from: '2027-02-20', to: '2027-02-20' })).toEqual([['茶杯', 2, 1, 20_000]])
    expect(await best({ from: '2027-02-22', to: '2027-02-22' })).toEqual([])
  })

  test('what is nearly sold out is told as it is now, the fewest first', async () => {
    const { data } = await ask('/low-stock')
    expect([data.low, data.soldOut]).toEqual([1, 0])
    expect(data.items).toMatchObject([{ product: { title: '茶盘' }, available: 5, lowMark: 5 }])
  })
})

describe('asking', () => {
  const site = withApp({ env: { LINLI_LIMITS: 'off' } })
  const ask = async (path: string, query: Record<string, string> = {}) => site.call('GET', `console/mall/statistics${path}`, { as: await aStaff(site, ['mall.statistics']), query })

  test('a shop that has sold nothing yet has its numbers too', async () => {
    const { data } = await ask('', { from: '2027-03-01', to: '2027-03-01' })
    const nothing = { placedOrders: 0, orderingUsers: 0, paidOrders: 0, paid: 0, refundedOrders: 0, refunded: 0, turnover: 0, average: null, refundRate: null }
    expect(data).toMatchObject({ sales: nothing, salesBefore: nothing, days: [{ date: '2027-03-01', paidOrders: 0, paid: 0, refunded: 0 }], before: { from: '2027-02-28', to: '2027-02-28' } })
    expect((await ask('/bestsellers')).data).toEqual([])
  })

  test('buyers of today are counted once, however often they order', async () => {
    const site2 = await aPerson(site)
    const { skuId } = await aProduct(site)
    for (let i = 0; i < 2; i++) await anOrder(site, site2, { lines: [{ skuId, count: 1 }] })
    expect((await ask('', { from: '2027-02-28', to: '2027-03-01' })).data).toMatchObject({ orderingToday: 1, sales: { placedOrders: 2, orderingUsers: 1, paidOrders: 0 } })
  })

  test('views are told by category, of today and of thirty days', async () => {
    const [looked, idle] = [(await aCategoryPath(site))[0], await aCategory(site, { name: '没人看' })]
    await addCategoryViews(site.parts.db.sql, [
      { day: '2027-03-01', categoryId: looked, views: 3 },
      { day: '2027-01-31', categoryId: looked, views: 40 },
      { day: '2027-01-30', categoryId: looked, views: 500 },
    ])
    const views = new Map((await ask('/category-views')).data.map(({ category, today, month }: any) => [category.id, [today, month]]))
    expect([views.get(looked), views.get(idle)]).toEqual([[3, 43], [0, 0]])
  })

  test.each([
    [{ from: '2027-03-01', to: '2027-02-28' }, 422, 'mall.period_reversed'],
    [{ to: '2027-03-02' }, 422, 'mall.period_to_come'],
    [{ from: '2026-02-28', to: '2027-03-01' }, 422, 'mall.period_too_long'],
    [{ from: '2027-02-30' }, 400, 'kit.bad_request'],
    [{ from: '0000-01-01', to: '0000-01-02' }, 400, 'kit.bad_request'],
    [{ day: '2027-03-01' }, 400, 'kit.bad_request'],
  ] as [Record<string, string>, number, string][])('%j is refused with %i %s', async (query, status, error) => {
    for (const path of ['', '/bestsellers']) expect([(await ask(path, query)).status, (await ask(path, query)).error]).toEqual([status, error])
  })

  test('a whole year with its leap day can be asked for', async () => {
    expect((await ask('', { from: '2026-03-01', to: '2027-03-01' })).data.days).toHaveLength(366)
  })

  test.each(['', '/bestsellers', '/category-views', '/low-stock'])('statistics%s are for staff who may see them', async (path) => {
    const other = await aStaff(site, ['mall.orders', 'mall.marketing', 'accounts.read'])
    expect((await site.call('GET', `console/mall/statistics${path}`, { as: other })).status).toBe(403)
    expect((await site.call('GET', `console/mall/statistics${path}`, { as: await aPerson(site) })).status).toBe(401)
  })
})
