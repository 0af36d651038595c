import type { TestPerson } from '../../../../test/people.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import type { OrderStatus } from './contract.ts'
import type { TestOrder } from './orders.fixture.ts'
import type { OrderAction } from './states.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { anArrivedOrder, anOrder, anOrderToSend, decide, giveBack, moneyArrives, ship } from './orders.fixture.ts'
import { actionsOf, mayCancel, mayTake, TRANSITIONS } from './states.ts'

const STATUSES: OrderStatus[] = ['WAIT_PAYMENT', 'WAIT_SHIP', 'WAIT_RECEIVE', 'WAIT_COMMENT', 'COMPLETE', 'CANCELED', 'CLOSED']
const now = new Date('2027-03-01T06:00:00Z')

describe('the table', () => {
  test('from every state the steps lead where mall.md says; out of an ended one only late money and goods given back lead', () => {
    const leavesBy = (status: OrderStatus) => Object.entries(TRANSITIONS).filter(([, step]) => step.from.includes(status)).map(([action, step]) => `${action} → ${step.to}`)
    expect(leavesBy('WAIT_PAYMENT')).toEqual(['pay → WAIT_SHIP', 'cancel → CANCELED', 'expire → CANCELED'])
    expect(leavesBy('WAIT_SHIP')).toEqual(['cancel → CANCELED', 'cancel_paid → CLOSED', 'ship → WAIT_RECEIVE', 'rest_canceled → WAIT_RECEIVE', 'close → CLOSED'])
    expect(leavesBy('WAIT_RECEIVE')).toEqual(['confirm → WAIT_COMMENT', 'close → CLOSED'])
    expect(leavesBy('WAIT_COMMENT')).toEqual(['review → COMPLETE', 'complete → COMPLETE', 'close → CLOSED'])
    expect(leavesBy('COMPLETE')).toEqual(['close → CLOSED'])
    expect(leavesBy('CANCELED')).toEqual(['pay_late → WAIT_SHIP'])
    expect(leavesBy('CLOSED')).toEqual([])
  })

  test('no buyer ships or closes, and staff neither confirm nor pay', () => {
    const byOf = (action: OrderAction) => TRANSITIONS[action].by
    expect([byOf('ship'), byOf('confirm'), byOf('pay'), byOf('expire')]).toEqual([['staff'], ['buyer', 'system'], ['buyer'], ['system']])
    expect([mayTake('confirm', 'WAIT_RECEIVE', 'staff'), mayTake('ship', 'WAIT_SHIP', 'buyer'), mayTake('ship', 'WAIT_SHIP', 'staff')]).toEqual([false, false, true])
  })

  test('the buyer is offered what they may do, and no more', () => {
    const offered = (status: OrderStatus, facts = {}) => actionsOf({ status, paymentMethod: 'alipay', dueAt: new Date(now.getTime() + 1), anythingSent: false, ...facts }, now)
    expect(STATUSES.map(status => offered(status))).toEqual([['pay', 'cancel'], ['cancel'], ['confirm'], [], [], [], []])
    expect(offered('WAIT_PAYMENT', { dueAt: now })).toEqual(['cancel'])
    expect(offered('WAIT_SHIP', { anythingSent: true })).toEqual([])
    expect(mayCancel({ status: 'WAIT_SHIP', anythingSent: true })).toBe(false)
  })
})

describe('every action in every state, over HTTP', () => {
  const site = withApp({ env: { LINLI_LIMITS: 'off' } })
  let staff: TestStaff
  let buyer: TestPerson
  let skuId: number
  beforeEach(async () => {
    [staff, buyer, { skuId }] = await Promise.all([aStaff(site, ['*']), aPerson(site), aProduct(site, { stock: 1000 })])
  })

  const wish = () => ({ lines: [{ skuId, count: 2 }] })
  /** An order in this state, by what people do. */
  const MADE: Record<OrderStatus, () => Promise<TestOrder>> = {
    WAIT_PAYMENT: () => anOrder(site, buyer, wish()),
    WAIT_SHIP: () => anOrderToSend(site, buyer, wish()),
    async WAIT_RECEIVE() {
      const order = await anOrderToSend(site, buyer, wish())
      await ship(site, staff, order.no)
      return order
    },
    WAIT_COMMENT: () => anArrivedOrder(site, buyer, staff, wish()),
    async COMPLETE() {
      const order = await anArrivedOrder(site, buyer, staff, wish())
      await review(order)
      return order
    },
    async CANCELED() {
      const order = await anOrder(site, buyer, wish())
      await cancelByStaff(order)
      return order
    },
    async CLOSED() {
      const order = await anOrderToSend(site, buyer, wish())
      await cancelByStaff(order)
      return order
    },
  }
  const review = ({ no, itemIds }: TestOrder) => site.call('POST', `mall/orders/${no}/items/${itemIds[0]}/reviews`, { as: buyer, body: { score: 5, text: '很好用，推荐' } })
  const cancelByStaff = ({ no }: TestOrder) => site.call('POST', `console/mall/orders/${no}/cancellation`, { as: staff, body: { reason: '缺货' } })
  const ask = (kind: 'refund' | 'return') => ({ no, itemIds }: TestOrder) => site.call('POST', `mall/orders/${no}/items/${itemIds[0]}/returns`, { as: buyer, body: { kind, quantity: 1, reason: '不想要了' } })
  const money = async ({ no }: TestOrder) => ({ status: await moneyArrives(site, no) === 'accepted' ? 200 : 409 })

  const ACTIONS: [string, (order: TestOrder) => Promise<{ status: number }>, Record<OrderStatus, number>][] = [
    ['pay', ({ no }) => site.call('POST', `mall/orders/${no}/payments`, { as: buyer }), row(201, 409, 409, 409, 409, 409, 409)],
    ['money arrives', money, row(200, 409, 409, 409, 409, 409, 409)],
    ['cancel', ({ no }) => decide(site, buyer, no, 'cancel'), row(200, 200, 409, 409, 409, 409, 409)],
    ['confirm', ({ no }) => decide(site, buyer, no, 'confirm'), row(409, 409, 200, 200, 200, 409, 409)], // confirming twice is confirming once
    ['review', review, row(409, 409, 409, 201, 409, 409, 409)],
    ['ask for a refund', ask('refund'), row(409, 201, 201, 201, 201, 409, 409)],
    ['ask for a return', ask('return'), row(409, 409, 201, 201, 201, 409, 409)],
    ['give money back', ({ no, itemIds }) => giveBack(site, staff, no, itemIds[0]!, { quantity: 1, amount: 1000 }), row(409, 409, 201, 201, 201, 409, 409)],
    ['ship', ({ no }) => ship(site, staff, no), row(409, 201, 409, 409, 409, 409, 409)],
    ['cancel by staff', cancelByStaff, row(200, 200, 409, 409, 409, 409, 409)],
  ]

  test.each(ACTIONS)('%s', async (_, act, expected) => {
    const answers: Partial<Record<OrderStatus, number>> = {}
    for (const status of STATUSES) {
      const order = await MADE[status]()
      expect(await stateOf(order)).toBe(status)
      answers[status] = (await act(order)).status
      if (answers[status] >= 400) expect(await stateOf(order)).toBe(status) // a refusal changes nothing
    }
    expect(answers).toEqual(expected)
  })

  test('a clock that has run a year changes only what time may change', async () => {
    const orders = []
    for (const status of STATUSES) orders.push(await MADE[status]())
    site.clock.advance(366 * 86_400)
    for (let i = 0; i < 5; i++) {
      await site.parts.jobs.sweepNow(site.parts)
      site.clock.advance(16 * 86_400)
    }
    expect(await Promise.all(orders.map(stateOf))).toEqual(['CANCELED', 'WAIT_SHIP', 'COMPLETE', 'COMPLETE', 'COMPLETE', 'CANCELED', 'CLOSED'])
  })

  async function stateOf({ id }: TestOrder) {
    return (await site.parts.db.sql.selectFrom('shop_order').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status
  }
})

function row(...codes: [number, number, number, number, number, number, number]) {
  return Object.fromEntries(STATUSES.map((status, i) => [status, codes[i]])) as Record<OrderStatus, number>
}
