import type { TestPerson } from '../../../../test/people.ts'
import type { TestOrder } from './orders.fixture.ts'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { anOrder, decide, moneyArrives, orderOf, ship, stockOf } from './orders.fixture.ts'
import { advanceOrders } from './sweeps.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const MINUTE = 60
const sweep = () => site.parts.jobs.sweepNow(site.parts)
const pay = (who: TestPerson | undefined, no: string) => site.call('POST', `mall/orders/${no}/payments`, { as: who })
const eventsOf = async ({ id }: TestOrder) => (await site.parts.db.sql.selectFrom('order_event').select('action').where('order_id', '=', id).orderBy('id').execute()).map(({ action }) => action)

describe('the cashier', () => {
  test('opens for the buyer alone, for the order’s amount, until its half hour is over', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const { no } = await anOrder(site, buyer, { lines: [{ skuId, count: 2 }], freight: 600 })
    expect((await pay(undefined, no)).status).toBe(401)
    expect((await pay(await aPerson(site), no)).status).toBe(404)
    expect((await pay(buyer, no)).data.payUrl).toMatch(/^http/)
    const payment = await site.parts.db.sql.selectFrom('payment').select(['amount', 'expires_at as expiresAt', 'module']).where('reference', '=', no).executeTakeFirstOrThrow()
    expect(payment).toEqual({ amount: 20_600, expiresAt: new Date(site.clock.now().getTime() + 30 * MINUTE * 1000), module: 'mall' })
    site.clock.advance(30 * MINUTE)
    expect(await pay(buyer, no)).toMatchObject({ status: 409, error: 'mall.wrong_state' })
  })

  test('does not open for what is paid at the door', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const { no } = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }], method: 'cod' })
    expect(await pay(buyer, no)).toMatchObject({ status: 409, error: 'mall.wrong_state' })
    expect(await moneyArrives(site, no)).toBe('surplus')
  })
})

describe('money that arrives', () => {
  test('a hundred times at once pays once; a second payment and another sum go back', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
    expect(await moneyArrives(site, order.no, 10_999)).toBe('surplus')
    expect((await orderOf(site, buyer, order.no)).status).toBe('WAIT_PAYMENT')
    expect(await moneyArrives(site, order.no)).toBe('accepted')
    const { payment_id } = await site.parts.db.sql.selectFrom('shop_order').select('payment_id').where('no', '=', order.no).executeTakeFirstOrThrow()
    const mall = site.parts.modules.find(module => module.name === 'mall')!
    const tellAgain = (paymentId: number) => site.parts.db.tx(tx => mall.onPaid!(site.parts, tx, { module: 'mall', reference: order.no, paymentId, amount: 11_000 }))
    expect(new Set(await Promise.all(Array.from({ length: 100 }, () => tellAgain(payment_id!))))).toEqual(new Set(['accepted']))
    expect(await tellAgain(payment_id! + 1000)).toBe('surplus')
    expect(await eventsOf(order)).toEqual(['place', 'surplus', 'pay'])
  })

  test('a hundred payments of one order at once: one is taken', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
    const answers = await Promise.all(Array.from({ length: 100 }, () => moneyArrives(site, order.no)))
    expect(answers.filter(answer => answer === 'accepted')).toHaveLength(1)
    expect((await eventsOf(order)).filter(action => action === 'pay')).toHaveLength(1)
  })

  test('after the deadline, before anybody has noticed: the order stands', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const { no } = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
    site.clock.advance(31 * MINUTE)
    expect(await moneyArrives(site, no)).toBe('accepted')
    await sweep()
    expect((await orderOf(site, buyer, no)).status).toBe('WAIT_SHIP')
  })

  test('after it lapsed, while the goods are still there: they are held again, and it can be sent or cancelled like any other', async () => {
    const staff = await aStaff(site, ['mall.orders'])
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site, { stock: 4 })
    const [sent, canceled] = [await lapsed(buyer, skuId), await lapsed(buyer, skuId)]
    expect(await stockOf(site, skuId)).toEqual({ onHand: 4, reserved: 0 })
    for (const { no } of [sent, canceled]) expect(await moneyArrives(site, no)).toBe('accepted')
    expect(await orderOf(site, buyer, sent.no)).toMatchObject({ status: 'WAIT_SHIP', canceledBy: null, reason: null })
    expect(await stockOf(site, skuId)).toEqual({ onHand: 4, reserved: 4 })
    expect((await ship(site, staff, sent.no)).status).toBe(201)
    expect((await decide(site, buyer, canceled.no, 'cancel')).data).toMatchObject({ status: 'CLOSED', refunds: [{ amount: 21_000 }] })
    expect(await stockOf(site, skuId)).toEqual({ onHand: 2, reserved: 0 })
    expect(await eventsOf(canceled)).toEqual(['place', 'expire', 'pay_late', 'cancel_paid'])
  })

  test('after it lapsed, when one of the goods is gone: it goes back, and nothing of it is held', async () => {
    const buyer = await aPerson(site)
    const [there, gone] = [await aProduct(site, { stock: 2 }), await aProduct(site, { stock: 2 })]
    const { no } = await lapsed(buyer, there.skuId, gone.skuId)
    await anOrder(site, await aPerson(site), { lines: [{ skuId: gone.skuId, count: 1 }] })
    expect(await moneyArrives(site, no)).toBe('surplus')
    expect((await orderOf(site, buyer, no)).status).toBe('CANCELED')
    expect([await stockOf(site, there.skuId), await stockOf(site, gone.skuId)]).toEqual([{ onHand: 2, reserved: 0 }, { onHand: 2, reserved: 1 }])
  })

  test('after it lapsed, when a coupon had made it cheaper, or its buyer had cancelled it: it goes back', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const cheaper = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }], discount: 100 })
    site.clock.advance(30 * MINUTE)
    await sweep()
    expect(await moneyArrives(site, cheaper.no)).toBe('surplus')
    const canceled = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
    await decide(site, buyer, canceled.no, 'cancel')
    expect(await moneyArrives(site, canceled.no)).toBe('surplus')
    expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 0 })
  })

  test('and a buyer who cancels at the same moment: whoever paid has the goods or the money back', async () => {
    for (let round = 0; round < 20; round++) {
      const buyer = await aPerson(site)
      const { skuId } = await aProduct(site, { stock: 1 })
      const { no } = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
      const acts = [() => decide(site, buyer, no, 'cancel'), () => moneyArrives(site, no)]
      const results = await Promise.all((round % 2 ? acts : acts.reverse()).map(act => act()))
      const order = await orderOf(site, buyer, no)
      // Cancelled before the money: surplus, which core/payments sends back. After it: closed, with a refund.
      expect([order.status, order.refunded]).toEqual(results.includes('accepted') ? ['CLOSED', order.payable] : ['CANCELED', 0])
      expect(await stockOf(site, skuId)).toEqual({ onHand: 1, reserved: 0 })
    }
  })
})

describe('the provider is asked before an unpaid order lapses', () => {
  test('while it can’t be reached the goods are kept, three times two minutes, and then no longer', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const { no } = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
    await pay(buyer, no)
    site.clock.advance(30 * MINUTE)
    const statuses = []
    for (let i = 0; i < 4; i++) {
      await sweep() // no provider listens in this test: nothing is known
      statuses.push((await orderOf(site, buyer, no)).status)
      site.clock.advance(2 * MINUTE)
    }
    expect(statuses).toEqual(['WAIT_PAYMENT', 'WAIT_PAYMENT', 'WAIT_PAYMENT', 'CANCELED'])
    expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 0 })
  })

  test('two nodes that sweep at once end an order once', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site)
    const order = await anOrder(site, buyer, { lines: [{ skuId, count: 3 }] })
    site.clock.advance(30 * MINUTE)
    await Promise.all([1, 2, 3].map(() => advanceOrders(site.parts)))
    expect(await eventsOf(order)).toEqual(['place', 'expire'])
    expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 0 })
  })
})

/** Two pieces of each, ordered and not paid in time. */
async function lapsed(buyer: TestPerson, ...skuIds: number[]): Promise<TestOrder> {
  const order = await anOrder(site, buyer, { lines: skuIds.map(skuId => ({ skuId, count: 2 })) })
  site.clock.advance(30 * MINUTE)
  await sweep()
  expect((await orderOf(site, buyer, order.no)).status).toBe('CANCELED')
  return order
}
