import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { loadDemo } from '../../../demo.ts'
import { listStockFaults } from '../stock/store-books.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const read = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(site.parts.db.sql)).rows
const STATES = ['WAIT_PAYMENT', 'WAIT_SHIP', 'WAIT_RECEIVE', 'WAIT_COMMENT', 'COMPLETE', 'CANCELED']

test('the demo shop has at least three hundred products on the shelf, each with pictures, a price and a place', async () => {
  expect(await loadDemo(site.parts)).toBe(true)
  const [row] = await read(sql<Record<string, number>>`
    select count(*) as products, count(*) filter (where not exists (select from product_picture m where m.product_id = p.id)) as bare,
      count(*) filter (where price_min is null or brand_id is null) as wanting, count(*) filter (where (select count(*) from sku k where k.product_id = p.id) > 1) as varied,
      (select count(*) from category where level = 3) as leaves, (select count(*) from brand) as brands from product p where p.status = 'on'`)
  expect(row!.products).toBeGreaterThanOrEqual(300)
  expect([row!.bare, row!.wanting]).toEqual([0, 0])
  expect(row!.varied).toBeGreaterThan(100)
  expect(row!.leaves).toBeGreaterThan(30)
  expect(row!.brands).toBeGreaterThan(10)
}, 60_000)

test('its home page has channels, advertisements in every place, and floors', async () => {
  const { data } = await site.call('GET', 'mall/home')
  expect(data.channelGroups.flatMap((group: any) => group.channels).length).toBeGreaterThanOrEqual(8)
  for (const [slot, { items }] of Object.entries<any>(data.ads)) expect([slot, items.length > 0]).toEqual([slot, true])
  expect(data.floors.length).toBeGreaterThanOrEqual(5)
  for (const { products } of data.floors) expect(products.length).toBeGreaterThan(0)
  expect([data.hot.length > 0, data.newest.length > 0]).toEqual([true, true])
})

test('what visitors are told to look for is found, and so is what the demo guest is to find', async () => {
  for (const q of ['手机', '茶叶', '保温杯', '智能手机']) expect([q, (await site.call('GET', 'mall/search', { query: { q } })).data.total > 0]).toEqual([q, true])
  expect((await site.call('GET', 'mall/coupons')).data.items.length).toBeGreaterThanOrEqual(3)
})

test('there are orders in every state, the guest’s own too, reviews that are counted, and books that agree', async () => {
  const states = async (mobile: string | null) => (await read(sql<{ status: string }>`select distinct o.status from shop_order o join account a on a.id = o.account_id where ${mobile}::text is null or a.mobile = ${mobile}`)).map(({ status }) => status).sort()
  expect(await states(null)).toEqual(STATES.toSorted())
  expect(await states('13800000001')).toEqual(STATES.toSorted())
  const wrong = await read(sql`select p.id from product p left join (select product_id, count(*) as n, sum(score) as score from product_review where visible group by product_id) r on r.product_id = p.id where p.review_count <> coalesce(r.n, 0) or p.score_sum <> coalesce(r.score, 0)`)
  expect(wrong).toEqual([])
  const [reviews] = await read(sql<{ n: number }>`select count(*) as n from product_review`)
  expect(reviews!.n).toBeGreaterThan(100)
  expect(await listStockFaults(site.parts.db.sql, 5)).toEqual([])
})
