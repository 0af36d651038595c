import type { Answer } from '../../../../test/app.ts'
import type { TestPerson } from '../../../../test/people.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import type { ReturnStatus } from '../orders/contract.ts'
import { beforeEach, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { anArrivedOrder } from '../orders/orders.fixture.ts'
import { CASE_TRANSITIONS } from './states.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const STATUSES: ReturnStatus[] = ['APPLIED', 'APPROVED', 'SENT', 'REFUNDING', 'REFUNDED', 'REJECTED', 'WITHDRAWN']
let staff: TestStaff
let buyer: TestPerson
let skuId: number
beforeEach(async () => {
  [staff, buyer, { skuId }] = await Promise.all([aStaff(site, ['*']), aPerson(site), aProduct(site, { stock: 1000 })])
})

const ACTS: Record<string, (no: string) => Promise<Answer>> = {
  approve: no => site.call('POST', `console/mall/returns/${no}/approval`, { as: staff, body: { answer: '仓库路 8 号' } }),
  reject: no => site.call('POST', `console/mall/returns/${no}/rejection`, { as: staff, body: { answer: '不符合退货条件' } }),
  receive: no => site.call('POST', `console/mall/returns/${no}/receipt`, { as: staff, body: { sellable: 1 } }),
  payOut: no => site.call('POST', `console/mall/returns/${no}/payout`, { as: staff, body: { reason: '现金' } }),
  send: no => site.call('PUT', `mall/returns/${no}/parcel`, { as: buyer, body: { carrier: 'EMS', trackingNo: 'EX123456' } }),
  withdraw: no => site.call('PUT', `mall/returns/${no}/status`, { as: buyer, body: { action: 'withdraw' } }),
}

/** By which acts a case, of an order that was paid in cash, comes into each state. */
const WAYS: Record<ReturnStatus, (keyof typeof ACTS)[]> = {
  APPLIED: [],
  APPROVED: ['approve'],
  SENT: ['approve', 'send'],
  REFUNDING: ['approve', 'receive'],
  REFUNDED: ['approve', 'receive', 'payOut'],
  REJECTED: ['reject'],
  WITHDRAWN: ['withdraw'],
}

async function aCaseIn(status: ReturnStatus): Promise<string> {
  const order = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 1 }], method: 'cod' })
  const { data } = await site.call('POST', `mall/orders/${order.no}/items/${order.itemIds[0]}/returns`, { as: buyer, body: { kind: 'return', quantity: 1, reason: '不合适' } })
  for (const act of WAYS[status]) expect((await ACTS[act]!(data.no)).status).toBe(200)
  return data.no as string
}

const statusOf = async (no: string) => (await site.parts.db.sql.selectFrom('return_case').select('status').where('no', '=', no).executeTakeFirstOrThrow()).status

/** Where each act leads from each state; nowhere: it is refused. */
const LEADS: [string, Partial<Record<ReturnStatus, ReturnStatus>>][] = [
  ['approve', { APPLIED: 'APPROVED' }],
  ['reject', { APPLIED: 'REJECTED', SENT: 'REJECTED' }],
  ['receive', { APPROVED: 'REFUNDING', SENT: 'REFUNDING' }],
  ['payOut', { REFUNDING: 'REFUNDED' }],
  ['send', { APPROVED: 'SENT', SENT: 'SENT' }], // told again, the number is corrected
  ['withdraw', { APPLIED: 'WITHDRAWN', APPROVED: 'WITHDRAWN', WITHDRAWN: 'WITHDRAWN' }],
]

test.each(LEADS)('%s, in every state of a return', async (act, leads) => {
  for (const status of STATUSES) {
    const no = await aCaseIn(status)
    expect(await statusOf(no)).toBe(status)
    const answer = await ACTS[act]!(no)
    expect([status, answer.status, answer.error, await statusOf(no)]).toEqual(leads[status] ? [status, 200, undefined, leads[status]] : [status, 409, 'mall.wrong_state', status])
  }
})

test('out of its three ends nothing leads', () => {
  const left = Object.values(CASE_TRANSITIONS).flatMap(({ from }) => from)
  for (const end of ['REFUNDED', 'REJECTED', 'WITHDRAWN'] as const) expect(left).not.toContain(end)
})
