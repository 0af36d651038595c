import type { CallOptions } from '../../../../test/app.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { operationsOf } from '../../../../test/operations.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { ADDRESS, anArrivedOrder, anOrder } from './orders.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

type Role = 'nobody' | 'buyer' | 'other buyer' | 'staff' | 'other staff'
const ROLES: Role[] = ['nobody', 'buyer', 'other buyer', 'staff', 'other staff']
let who: Partial<Record<Role, CallOptions['as']>>
const names: Record<string, string> = {}

beforeAll(async () => {
  const [buyer, other, staff] = [await aPerson(site), await aPerson(site), await aStaff(site, ['mall.orders', 'mall.returns', 'mall.reviews'])]
  who = { buyer, 'other buyer': other, staff, 'other staff': await aStaff(site, ['mall.stock', 'stays.bookings']) }
  const { skuIds, id } = await aProduct(site, { specs: { 颜色: ['黑', '白'] } })
  const arrived = await anArrivedOrder(site, buyer, staff, { lines: skuIds.map(skuId => ({ skuId, count: 1 })) })
  // The stranger has an order too: being a buyer opens nobody else's.
  await anArrivedOrder(site, other, staff, { lines: [{ skuId: skuIds[0]!, count: 1 }] })
  const { data } = await site.call('POST', `mall/orders/${arrived.no}/items/${arrived.itemIds[0]}/returns`, { as: buyer, body: { kind: 'return', quantity: 1, reason: '坏了' } })
  const review = await site.call('POST', `mall/orders/${arrived.no}/items/${arrived.itemIds[1]}/reviews`, { as: buyer, body: { score: 5, text: '很好用，推荐' } })
  Object.assign(names, { arrived: arrived.no, returned: String(arrived.itemIds[0]), reviewed: String(arrived.itemIds[1]), unpaid: (await anOrder(site, buyer, { lines: [{ skuId: skuIds[0]!, count: 1 }] })).no, return: data.no, product: String(id), review: String(review.data.id) })
})

/** What each role is answered, in the order of ROLES; bodies are right in form and change nothing, or fail on a state. */
type Row = [method: 'GET' | 'POST' | 'PUT', url: string, statuses: number[], body?: object]
const addressOf = (url: string) => url.replace(/:(\w+)/g, (_, name: string) => names[name]!)
/** Staff have their own door: the site's does not know them. */
const members = (buyer: number, other: number) => [401, buyer, other, 401, 401]
const staffOnly = (status: number) => [401, 401, 401, status, 403]
const parcel = { carrier: 'EMS', trackingNo: 'EX1234' }

const ROWS: Row[] = [
  ['GET', 'mall/orders', members(200, 200)],
  ['GET', 'mall/orders/:arrived', members(200, 404)],
  ['PUT', 'mall/orders/:arrived/status', members(200, 404), { action: 'confirm' }],
  ['PUT', 'mall/orders/:arrived/status', members(409, 404), { action: 'cancel' }],
  ['POST', 'mall/orders/:unpaid/payments', members(201, 404)],
  ['GET', 'mall/orders/:arrived/items/:reviewed/return-quote?kind=return&quantity=1', members(200, 404)],
  ['POST', 'mall/orders/:arrived/items/:returned/returns', members(409, 404), { kind: 'return', quantity: 1, reason: '坏了' }],
  ['POST', 'mall/orders/:unpaid/items/:returned/returns', members(404, 404), { kind: 'return', quantity: 1, reason: '坏了' }], // an item of another order
  ['GET', 'mall/returns', members(200, 200)],
  ['GET', 'mall/returns/:return', members(200, 404)],
  ['PUT', 'mall/returns/:return/parcel', members(409, 404), parcel],
  ['PUT', 'mall/returns/M404/status', members(404, 404), { action: 'withdraw' }],
  ['POST', 'mall/review-images', members(400, 400), {}],
  ['POST', 'mall/orders/:arrived/items/:reviewed/reviews', members(409, 404), { score: 5, text: '很好用，推荐' }],
  ['GET', 'mall/products/:product/reviews', ROLES.map(() => 200)],
  ['GET', 'console/mall/orders', staffOnly(200)],
  ['GET', 'console/mall/orders/figures', staffOnly(200)],
  ['GET', 'console/mall/orders/:arrived', staffOnly(200)],
  ['POST', 'console/mall/orders/:arrived/shipments', staffOnly(409), parcel],
  ['PUT', 'console/mall/orders/:arrived/shipments/999', staffOnly(404), { ...parcel, seen: parcel.trackingNo }],
  ['POST', 'console/mall/orders/:arrived/cancellation', staffOnly(409), { reason: 'x' }],
  ['PUT', 'console/mall/orders/:arrived/note', staffOnly(200), { note: '', seen: '' }],
  ['GET', 'console/mall/orders/:arrived/items/:reviewed/refund-quote?quantity=1', staffOnly(200)],
  ['POST', 'console/mall/orders/:arrived/items/:reviewed/refunds', staffOnly(400), { quantity: 1, amount: 1, seen: 0, reason: 'x' }], // without a key
  ['GET', 'console/mall/returns', staffOnly(200)],
  ['GET', 'console/mall/returns/figures', staffOnly(200)],
  ['GET', 'console/mall/returns/:return', staffOnly(200)],
  ['POST', 'console/mall/returns/:return/approval', staffOnly(422), {}],
  ['POST', 'console/mall/returns/R404/rejection', staffOnly(404), { answer: 'x' }],
  ['POST', 'console/mall/returns/:return/receipt', staffOnly(409), { sellable: 0 }],
  ['POST', 'console/mall/returns/:return/payout', staffOnly(409), { reason: 'x' }],
  ['GET', 'console/mall/reviews', staffOnly(200)],
  ['GET', 'console/mall/reviews/:review', staffOnly(200)],
  ['PUT', 'console/mall/reviews/999/answer', staffOnly(404), { text: 'x', seen: null }],
  ['PUT', 'console/mall/reviews/:review/visibility', staffOnly(200), { visible: true, reason: 'x' }],
]

describe('every request about orders, returns and reviews, by everybody', () => {
  test.each(ROWS)('%s %s answers each what is theirs', async (method, url, expected, body) => {
    const statuses = []
    for (const role of ROLES) statuses.push((await site.call(method, `/api/v1/${addressOf(url)}`, { as: who[role], body })).status)
    expect(statuses).toEqual(expected)
  })

  test('the table above has every route there is', () => {
    const shapeOf = (path: string) => path.replace(/\?.*/, '').replace(/\{\w+\}|:\w+|\b(?:999|[MR]404)\b/g, '*')
    const known = new Set(ROWS.map(([method, url]) => `${method} ${shapeOf(`/api/v1/${url}`)}`))
    const ours = operationsOf(site.app).filter(({ path, method }) => /\/mall\/(?:orders|returns|reviews|review-images)|\/reviews$/.test(path) && path.includes('/mall/') && !(method === 'POST' && path === '/api/v1/mall/orders')) // the checkout's
    expect(ours.length).toBeGreaterThan(25)
    expect(ours.map(({ method, path }) => `${method} ${shapeOf(path)}`).filter(route => !known.has(route))).toEqual([])
  })
})

test('where an order goes and how to reach its receiver is in no answer but those of its buyer and of staff who see to orders', async () => {
  const urls = ROWS.filter(([method]) => method === 'GET').map(([, url]) => addressOf(url))
  const allowed: Partial<Record<Role, RegExp>> = { buyer: new RegExp(`^mall/orders/${names.arrived}$`), staff: new RegExp(`^console/mall/orders/${names.arrived}$`) }
  for (const role of ROLES) {
    for (const url of urls) {
      const { raw } = await site.call('GET', `/api/v1/${url}`, { as: who[role] })
      expect([role, url, raw.body.includes(ADDRESS.place) || raw.body.includes(ADDRESS.mobile)]).toEqual([role, url, allowed[role]?.test(url) ?? false])
    }
  }
})
