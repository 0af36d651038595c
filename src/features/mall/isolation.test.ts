import type { CallOptions } from '../../../test/app.ts'
import type { Operation } from '../../../test/operations.ts'
import type { TestPerson } from '../../../test/people.ts'
import type { TestStaff } from '../../../test/staff.ts'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { addressOf, operationsOf } from '../../../test/operations.ts'
import { aPerson } from '../../../test/people.ts'
import { aStaff } from '../../../test/staff.ts'
import { aClaim, aCoupon, aFreightTemplate, anAddress, putInCart } from './checkout/checkout.fixture.ts'
import { aBrand, aCategoryPath, aProduct } from './mall.fixture.ts'
import { anArrivedOrder, anOrder } from './orders/orders.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

let owner: TestPerson
let stranger: TestPerson
let staff: TestStaff
/** What there is, by where its number stands in an address; all that can be somebody's is the owner's. */
let things: [start: string, values: Record<string, string | number>][]

beforeAll(async () => {
  [owner, stranger, staff] = [await aPerson(site), await aPerson(site), await aStaff(site, ['*'])]
  const [categoryId, brandId] = [(await aCategoryPath(site))[2], await aBrand(site)]
  const { id: productId, skuIds } = await aProduct(site, { specs: { 颜色: ['黑', '白'] }, categoryId, brandId })
  const [first, second] = skuIds as [number, number]
  const arrived = await anArrivedOrder(site, owner, staff, { lines: [first, second].map(skuId => ({ skuId, count: 1 })) })
  const unpaid = await anOrder(site, owner, { lines: [{ skuId: first, count: 1 }] })
  const [returned, reviewed] = arrived.itemIds as [number, number]
  const { data: wish } = await site.call('POST', `mall/orders/${arrived.no}/items/${returned}/returns`, { as: owner, body: { kind: 'return', quantity: 1, reason: '坏了' } })
  const { data: review } = await site.call('POST', `mall/orders/${arrived.no}/items/${reviewed}/reviews`, { as: owner, body: { score: 5, text: '很好用，推荐' } })
  await putInCart(site, owner, first, 1)
  await site.call('PUT', `mall/favourites/${productId}`, { as: owner })
  await site.call('POST', 'mall/history', { as: owner, body: { productId } })
  await aClaim(site, owner)
  things = [
    ['users/me/addresses/', { id: await anAddress(site, owner) }],
    ['mall/orders/{no}/payments', { no: unpaid.no }],
    ['mall/orders/', { no: arrived.no, itemId: reviewed }],
    ['mall/returns/', { no: wish.no }],
    ['mall/cart/', { skuId: first }],
    ['mall/products/', { id: productId }],
    ['mall/favourites/', { productId }],
    ['mall/coupons/', { id: await aCoupon(site) }],
    ['oauth/', { provider: 'qq' }],
    ['console/mall/products/', { id: productId, skuId: first }],
    ['console/mall/taxonomy/categories/', { id: categoryId }],
    ['console/mall/taxonomy/brands/', { id: brandId }],
    ['console/mall/freight/', { id: await aFreightTemplate(site, { fee: 800 }) }],
    ['console/mall/coupons/', { id: await aCoupon(site) }],
    ['console/mall/orders/', { no: arrived.no, itemId: reviewed }],
    ['console/mall/returns/', { no: wish.no }],
    ['console/mall/reviews/', { id: review.id }],
    ['console/mall/stock/', { skuId: first }],
  ]
})

const BASE = '/api/v1/'
const nameOf = ({ method, path }: Operation) => `${method} ${path.slice(BASE.length)}`
const ours = () => operationsOf(site.app).filter(({ path }) => /^\/api\/v1\/(?:(?:console\/)?mall\/|users\/me\/addresses|regions|oauth\/)/.test(path))

/** Values that are right in form, by the name of the field. */
const FIELDS: Record<string, unknown> = { action: 'withdraw', kind: 'return', quantity: 1, reason: '坏了', score: 5, text: '很好用，推荐', carrier: 'EMS', trackingNo: 'EX1234', title: '家', q: '手机', regionCode: '340104', sum: 100, format: 'csv' }

const filled = (names: string[]) => Object.fromEntries(names.map(name => [name, FIELDS[name]]))
const bodyOf = ({ path, body }: Operation) => body && { ...filled(body.required ?? ['title']), ...path.endsWith('/orders/{no}/status') ? { action: 'confirm' } : {} }

async function ask(operation: Operation, as: CallOptions['as']) {
  const { method, path, inPath, inQuery } = operation
  const values = things.find(([start]) => path.startsWith(BASE + start))?.[1] ?? {}
  for (const { name } of inPath) expect([nameOf(operation), name, values[name]]).toEqual([nameOf(operation), name, expect.anything()])
  const query = filled(inQuery.filter(({ required }) => required).map(({ name }) => name)) as Record<string, string>
  return site.call(method, addressOf(path, values), { as, query, body: bodyOf(operation) })
}

/** What people look for and at is counted a little later, and is no state of anything. */
const COUNTED = ['search_word', 'search_history', 'category_view']

/** What every table holds. */
async function everything(): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema = 'public'`.execute(site.parts.db.sql)
  const found: Record<string, string> = {}
  for (const { name } of tables.filter(({ name }) => !COUNTED.includes(name))) {
    const { rows: [row] } = await sql<{ seen: string }>`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as seen from ${sql.table(name)} t`.execute(site.parts.db.sql)
    found[name] = row!.seen
  }
  return found
}

/** The way a browser goes to a provider and comes back. */
const BY_BROWSER = ['GET oauth/{provider}/authorization', 'GET oauth/{provider}/callback']

test('reading changes nothing, whoever reads what', async () => {
  const routes = ours().filter(operation => operation.method === 'GET' && !BY_BROWSER.includes(nameOf(operation)))
  expect(routes.length).toBeGreaterThan(50)
  const before = await everything()
  const answers = []
  for (const route of routes) {
    const as = typeof route.who === 'object' ? staff : route.who === 'member' ? owner : undefined
    answers.push([nameOf(route), (await ask(route, as)).status])
  }
  expect(answers.filter(([, status]) => status !== 200)).toEqual([])
  expect(await everything()).toEqual(before)
})

/** Routes of members whose address names what is everybody's. */
const EVERYBODYS = ['GET mall/favourites/{productId}', 'PUT mall/favourites/{productId}', 'DELETE mall/favourites/{productId}', 'POST mall/coupons/{id}/claims']

test('of what is somebody else’s every route says it is not there, and nothing comes of asking; its owner gets on', async () => {
  const routes = ours().filter(operation => operation.who === 'member' && operation.inPath.length > 0 && !EVERYBODYS.includes(nameOf(operation)))
  expect(routes.map(nameOf)).toEqual(expect.arrayContaining(['PATCH users/me/addresses/{id}', 'GET mall/orders/{no}', 'PUT mall/returns/{no}/status']))
  const before = await everything()
  const refusals = []
  for (const route of routes) refusals.push([nameOf(route), (await ask(route, stranger)).status])
  expect(refusals).toEqual(routes.map(route => [nameOf(route), 404]))
  expect(await everything()).toEqual(before)

  const oneself = routes.filter(({ path }) => !path.includes('/oauth/')) // nobody here has a QQ
  const last = (route: Operation) => route.method === 'DELETE' ? 1 : 0
  const answers = []
  for (const route of oneself.toSorted((a, b) => last(a) - last(b))) answers.push([nameOf(route), (await ask(route, owner)).status])
  expect(answers.filter(([, status]) => ![200, 201, 204, 409].includes(status as number))).toEqual([])
})
