import type { TestApp } from '../../../../test/app.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openTestApp, withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { dayOf } from '../../../kit/dates.ts'
import { aCategoryPath, aProduct } from '../mall.fixture.ts'
import { productChanged } from './cached.ts'
import { refreshShelf } from './shelf.ts'
import { countViews } from './views.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
type Person = Awaited<ReturnType<typeof aPerson>>
const look = async (as: Person | undefined, productId: number) => (await site.call('POST', 'mall/history', { as, body: { productId } })).status
const historyOf = async (as: Person) => (await site.call('GET', 'mall/history', { as })).data.map(({ product }: { product: { id: number } }) => product.id) as number[]
const favouritesOf = async (as: Person, query = '') => (await site.call('GET', `mall/favourites?${query}`, { as })).data
const keep = async (as: Person, id: number) => (await site.call('PUT', `mall/favourites/${id}`, { as })).status
const putOff = async (id: number) => {
  await site.parts.db.sql.updateTable('product').set({ status: 'off' }).where('id', '=', id).execute()
  productChanged(site.parts, id)
}

describe('history', () => {
  test('has what one has looked at, the latest first, each product once', async () => {
    const [anna, [a, b]] = [await aPerson(site), [await aProduct(site), await aProduct(site, { title: 'B' })] as const]
    for (const { id } of [a, b, a]) {
      site.clock.advance(1)
      expect(await look(anna, id)).toBe(200)
    }
    expect(await historyOf(anna)).toEqual([a.id, b.id])
    const { data } = await site.call('GET', 'mall/history', { as: anna })
    expect(data[1]).toMatchObject({ product: { title: 'B', priceMin: 10_000, inStock: true }, at: new Date(site.clock.now().getTime() - 1000).toISOString() })
  })

  test('keeps the latest fifty', async () => {
    const anna = await aPerson(site)
    const categoryId = (await aCategoryPath(site))[2]
    const ids: number[] = []
    for (let i = 0; i < 52; i++) {
      site.clock.advance(1)
      ids.push((await aProduct(site, { categoryId })).id)
      await look(anna, ids.at(-1)!)
    }
    expect(await historyOf(anna)).toEqual(ids.slice(2).reverse())
    const { rows: [row] } = await sql<{ n: number }>`select count(*) as n from product_view where account_id = ${anna.accountId}`.execute(site.parts.db.sql)
    expect(row!.n).toBe(50)
  })

  test('is forgotten one by one or all at once, and is nobody else\'s', async () => {
    const [anna, ben, a, b] = [await aPerson(site), await aPerson(site), await aProduct(site), await aProduct(site)]
    for (const person of [anna, ben]) for (const { id } of [a, b]) await look(person, id)
    expect((await site.call('DELETE', `mall/history?productId=${b.id}`, { as: anna })).status).toBe(200)
    expect([await historyOf(anna), (await historyOf(ben)).length]).toEqual([[a.id], 2])
    expect((await site.call('DELETE', 'mall/history', { as: anna })).status).toBe(200)
    expect([await historyOf(anna), (await historyOf(ben)).length]).toEqual([[], 2])
  })

  test('shows nothing that is off the shelf, and remembers no such thing', async () => {
    const [anna, a, draft] = [await aPerson(site), await aProduct(site), await aProduct(site, { status: 'draft' })]
    await look(anna, a.id)
    await putOff(a.id)
    expect([await historyOf(anna), await look(anna, a.id), await look(anna, draft.id), await look(anna, 999_999)]).toEqual([[], 404, 404, 404])
  })

  test('of many looks at once nothing is lost', async () => {
    const [anna, a, b] = [await aPerson(site), await aProduct(site), await aProduct(site)]
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => look(anna, i % 2 ? a.id : b.id)))
    expect([answers.every(status => status === 200), (await historyOf(anna)).sort()]).toEqual([true, [a.id, b.id].sort()])
  })

  test('is for who is signed in; looking is for everybody', async () => {
    const { id } = await aProduct(site)
    expect([(await site.call('GET', 'mall/history')).status, (await site.call('DELETE', 'mall/history')).status, await look(undefined, id)]).toEqual([401, 401, 200])
  })
})

describe('views', () => {
  const counted = (parts: TestApp['parts'], ids: number[]) => parts.db.sql.selectFrom('category_view').selectAll().where('category_id', 'in', ids).orderBy('category_id').orderBy('day').execute()

  test('are counted by first-level category and day, and written together', async () => {
    const [food, toys] = [await aCategoryPath(site), await aCategoryPath(site)]
    const counter = countViews(site.parts)
    const today = dayOf(site.clock.now())
    for (const id of [food[0], food[0], toys[0]]) counter.add(id)
    expect(await counted(site.parts, [food[0], toys[0]])).toEqual([])
    await counter.flush()
    site.clock.advance(86_400)
    counter.add(food[0])
    counter.add(999_999)
    await counter.flush()
    await counter.flush()
    expect(await counted(site.parts, [food[0], toys[0], 999_999])).toEqual([
      { day: today, category_id: food[0], views: 2 },
      { day: dayOf(site.clock.now()), category_id: food[0], views: 1 },
      { day: today, category_id: toys[0], views: 1 },
    ])
  })

  test('of members and strangers are written down when the site stops', async () => {
    const other = await openTestApp({ env: { LINLI_LIMITS: 'off' } })
    const path = await aCategoryPath(other)
    const { id } = await aProduct(other, { categoryId: path[2] })
    const anna = await aPerson(other)
    for (const as of [anna, undefined, undefined]) await other.call('POST', 'mall/history', { as, body: { productId: id } })
    await other.app.close()
    expect(await counted(other.parts, [path[0]])).toEqual([{ day: dayOf(other.clock.now()), category_id: path[0], views: 3 }])
    await other.close()
  })
})

describe('favourites', () => {
  test('tell what has become cheaper since', async () => {
    const [anna, a, b] = [await aPerson(site), await aProduct(site, { title: 'A', price: 5000 }), await aProduct(site, { title: 'B', price: 5000 })]
    expect([await keep(anna, a.id), await keep(anna, b.id)]).toEqual([200, 200])
    for (const [product, price] of [[a, 4200], [b, 6000]] as const) {
      await site.parts.db.tx(async (tx) => {
        await tx.updateTable('sku').set({ price }).where('id', '=', product.skuId).execute()
        await refreshShelf(tx, [product.id])
      })
    }
    site.clock.advance(1)
    expect(await keep(anna, a.id)).toBe(200) // again: the price of then stays
    expect((await favouritesOf(anna)).items.map((item: any) => [item.product.title, item.priceThen, item.product.priceMin, item.drop])).toEqual([['B', 5000, 6000, null], ['A', 5000, 4200, 800]])
  })

  test('come page by page, the latest first', async () => {
    const anna = await aPerson(site)
    const ids: number[] = []
    for (let i = 0; i < 3; i++) {
      site.clock.advance(1)
      ids.push((await aProduct(site)).id)
      await keep(anna, ids[i]!)
    }
    const page = await favouritesOf(anna, 'limit=2&page=2')
    expect([page.items.map((item: any) => item.product.id), page.total, page.hasMore]).toEqual([[ids[0]], 3, false])
  })

  test('are removed, and are nobody else\'s', async () => {
    const [anna, ben, { id }] = [await aPerson(site), await aPerson(site), await aProduct(site)]
    const isKept = async (as: Person) => (await site.call('GET', `mall/favourites/${id}`, { as })).data.favourite
    await keep(anna, id)
    await keep(ben, id)
    expect([await isKept(anna), await isKept(ben)]).toEqual([true, true])
    expect((await site.call('DELETE', `mall/favourites/${id}`, { as: anna })).status).toBe(200)
    expect([await isKept(anna), await isKept(ben), (await favouritesOf(anna)).total]).toEqual([false, true, 0])
  })

  test('have nothing in them that is off the shelf; back there, it is back', async () => {
    const [anna, { id }, draft] = [await aPerson(site), await aProduct(site), await aProduct(site, { status: 'draft' })]
    await keep(anna, id)
    await putOff(id)
    expect([await favouritesOf(anna), await keep(anna, draft.id), await keep(anna, 999_999)]).toMatchObject([{ items: [], total: 0 }, 404, 404])
    await site.parts.db.sql.updateTable('product').set({ status: 'on' }).where('id', '=', id).execute()
    expect((await favouritesOf(anna)).total).toBe(1)
  })

  test('have an end', async () => {
    const [anna, { id }] = [await aPerson(site), await aProduct(site)]
    await sql`with new as (insert into product (category_id, title, created_at, changed_at) select category_id, 'x', created_at, created_at from product, generate_series(1, 500) where id = ${id} returning id)
      insert into favourite (account_id, product_id, price, at) select ${anna.accountId}, id, 1, ${site.clock.now()} from new`.execute(site.parts.db.sql)
    expect(await site.call('PUT', `mall/favourites/${id}`, { as: anna })).toMatchObject({ status: 422, error: 'mall.favourites_full', details: { limit: 500 } })
    expect((await favouritesOf(anna)).total).toBe(0)
  })

  test('are for who is signed in', async () => {
    for (const method of ['GET', 'PUT', 'DELETE'] as const) expect((await site.call(method, 'mall/favourites/1')).status).toBe(401)
  })
})
