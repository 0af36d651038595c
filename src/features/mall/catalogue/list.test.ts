import type { ProductList } from './contract.ts'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aBrand, aCategory, aCategoryPath, anAttribute, aProduct } from '../mall.fixture.ts'
import { catalogueChanged } from './cached.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

/** A query as it stands in the address; attributes and brands may repeat. */
const ask = (query = '') => site.call('GET', `mall/products?${query}`)
async function list(query = ''): Promise<ProductList> {
  const { status, data } = await ask(query)
  expect(status).toBe(200)
  return data
}
const titles = ({ items }: ProductList) => items.map(({ title }) => title)
const attr = (id: number, value: string) => `attr=${encodeURIComponent(`${id}:${value}`)}`

/** Phones and cables: two brands, screens of three sizes, one product sold out, one not on the shelf. */
let digital: number
let phones: number
let smart: number
let cables: number
let huawei: number
let xiaomi: number
let screen: number
let colour: number
let inner: number

beforeAll(async () => {
  digital = await aCategory(site, { name: '数码' })
  phones = await aCategory(site, { name: '手机通讯', parentId: digital, position: 1 })
  smart = await aCategory(site, { name: '智能手机', parentId: phones })
  cables = await aCategory(site, { name: '数据线', parentId: await aCategory(site, { name: '配件', parentId: digital, position: 2 }) });
  [huawei, xiaomi] = [await aBrand(site, '华为', 'H'), await aBrand(site, '小米', 'X')]
  screen = await anAttribute(site, phones, '屏幕', { kind: 'number', unit: '英寸', position: 1 })
  colour = await anAttribute(site, digital, '颜色', { position: 2 })
  inner = await anAttribute(site, digital, '内部编号', { filterable: false })
  const product = (title: string, categoryId: number, brandId: number | undefined, price: number, sales: number, attributes: Record<number, string | number>, more: object = {}) =>
    aProduct(site, { title, categoryId, brandId, price, sales, attributes, ...more })
  await product('Mate', smart, huawei, 500_000, 50, { [screen]: 6.7, [colour]: '黑', [inner]: 'x1' }, { listedAgo: 40 })
  await product('Nova', smart, huawei, 250_000, 40, { [screen]: 6.1, [colour]: '白', [inner]: 'x2' }, { listedAgo: 10 })
  await product('Redmi', smart, xiaomi, 100_000, 90, { [screen]: 6.7, [colour]: '白' }, { listedAgo: 30, stock: 0 })
  await product('Mix', smart, xiaomi, 400_000, 10, { [screen]: 10.1, [colour]: '黑' }, { listedAgo: 20 })
  await product('USB-C', cables, undefined, 2_000, 70, { [colour]: '白' }, { listedAgo: 50 })
  await product('Secret', smart, huawei, 1, 1000, { [screen]: 9 }, { status: 'draft' })
  await product('Gone', smart, huawei, 1, 1000, { [screen]: 9 }, { status: 'off' })
  catalogueChanged(site.parts)
})

describe('what is found', () => {
  test('goods of a category and of all below it, the best sold first; drafts and what is off the shelf never', async () => {
    expect(titles(await list())).toEqual(['Redmi', 'USB-C', 'Mate', 'Nova', 'Mix'])
    expect(titles(await list(`categoryId=${digital}`))).toEqual(['Redmi', 'USB-C', 'Mate', 'Nova', 'Mix'])
    expect(titles(await list(`categoryId=${phones}`))).toEqual(['Redmi', 'Mate', 'Nova', 'Mix'])
    expect(titles(await list(`categoryId=${cables}`))).toEqual(['USB-C'])
  })

  test('the way to the category is told, from the first level on', async () => {
    expect((await list(`categoryId=${smart}`)).breadcrumb).toEqual([{ id: digital, name: '数码' }, { id: phones, name: '手机通讯' }, { id: smart, name: '智能手机' }])
    expect((await list()).breadcrumb).toEqual([])
  })

  test('each order is what it says', async () => {
    expect(titles(await list('sort=new'))).toEqual(['Nova', 'Mix', 'Redmi', 'Mate', 'USB-C'])
    expect(titles(await list('sort=price-asc'))).toEqual(['USB-C', 'Redmi', 'Nova', 'Mix', 'Mate'])
    expect(titles(await list('sort=price-desc'))).toEqual(['Mate', 'Mix', 'Nova', 'Redmi', 'USB-C'])
    await site.parts.db.sql.updateTable('product').set({ review_count: 2, score_sum: 9 }).where('title', '=', 'Mix').execute()
    await site.parts.db.sql.updateTable('product').set({ review_count: 1, score_sum: 4 }).where('title', '=', 'USB-C').execute()
    const best = await list('sort=score&limit=2')
    expect(best.items.map(({ title, score, reviewCount }) => [title, score, reviewCount])).toEqual([['Mix', 4.5, 2], ['USB-C', 4, 1]])
  })

  test('one brand or another, as often or as a list', async () => {
    expect(titles(await list(`brandId=${huawei}`))).toEqual(['Mate', 'Nova'])
    expect(titles(await list(`brandId=${huawei},${xiaomi}`))).toEqual(['Redmi', 'Mate', 'Nova', 'Mix'])
    expect(titles(await list(`brandId=${huawei}&brandId=${xiaomi}`))).toEqual(['Redmi', 'Mate', 'Nova', 'Mix'])
    expect(titles(await list('brandId=999999'))).toEqual([])
  })

  test('a price range has both its ends', async () => {
    expect(titles(await list('priceMin=250000&priceMax=400000'))).toEqual(['Nova', 'Mix'])
    expect(titles(await list('priceMax=2000'))).toEqual(['USB-C'])
  })

  test('of one attribute any value will do, of two attributes both are wanted', async () => {
    expect(titles(await list(attr(screen, '6.7')))).toEqual(['Redmi', 'Mate'])
    expect(titles(await list(`${attr(screen, '6.7')}&${attr(screen, '6.1')}`))).toEqual(['Redmi', 'Mate', 'Nova'])
    expect(titles(await list(`${attr(screen, '6.7')}&${attr(colour, '黑')}`))).toEqual(['Mate'])
  })

  test('what is sold out is shown as such, and left out by who wants to buy now', async () => {
    expect((await list('limit=1')).items[0]).toMatchObject({ title: 'Redmi', inStock: false })
    expect(titles(await list(`categoryId=${phones}&inStock=true`))).toEqual(['Mate', 'Nova', 'Mix'])
  })

  test('page by page, with how many there are', async () => {
    const [first, last] = [await list('limit=2'), await list('limit=2&page=3')]
    expect([titles(first), first.total, first.hasMore]).toEqual([['Redmi', 'USB-C'], 5, true])
    expect([titles(last), last.total, last.hasMore]).toEqual([['Mix'], 5, false])
    expect(titles(await list('page=400'))).toEqual([])
  })
})

describe('what it can be narrowed by', () => {
  test('brands, sub-categories, attributes and prices, with how many each would give', async () => {
    const { facets } = await list(`categoryId=${digital}`)
    expect(facets).toEqual({
      brands: [{ id: huawei, name: '华为', count: 2 }, { id: xiaomi, name: '小米', count: 2 }],
      categories: [{ id: phones, name: '手机通讯', count: 4 }, { id: expect.any(Number), name: '配件', count: 1 }],
      attributes: [
        { id: colour, name: '颜色', unit: null, values: [{ value: '白', count: 3 }, { value: '黑', count: 2 }] },
        { id: screen, name: '屏幕', unit: '英寸', values: [{ value: '6.1', count: 1 }, { value: '6.7', count: 2 }, { value: '10.1', count: 1 }] },
      ],
      price: { min: 2_000, max: 500_000 },
      capped: false,
    })
  })

  test('each kind is counted as if nothing of its kind were chosen: a second brand can be added', async () => {
    const { facets, total } = await list(`categoryId=${digital}&brandId=${huawei}&${attr(colour, '白')}`)
    expect(total).toBe(1) // Nova
    expect(facets.brands.map(({ name, count }) => [name, count])).toEqual([['华为', 1], ['小米', 1]]) // of the white ones
    const values = facets.attributes.find(({ id }) => id === colour)!.values
    expect(values.map(({ value, count }) => [value, count])).toEqual([['白', 1], ['黑', 1]]) // of Huawei's
    expect(facets.price).toEqual({ min: 250_000, max: 250_000 })
  })

  test('choosing what a facet offers gives as many as it said', async () => {
    for (const base of [`categoryId=${digital}`, `brandId=${xiaomi}`, `priceMin=100000&priceMax=450000`, `inStock=true&${attr(colour, '黑')}`]) {
      const { facets } = await list(base)
      for (const { id, count } of facets.brands) expect((await list(`${base.replace(/brandId=\d+/, '')}&brandId=${id}`)).total).toBe(count)
      for (const { id, count } of facets.categories) expect((await list(`${base.replace(/categoryId=\d+/, '')}&categoryId=${id}`)).total).toBe(count)
      for (const { id, values } of facets.attributes) for (const { value, count } of values) expect((await list(`${base.replace(/attr=[^&]+/, '')}&${attr(id, value)}`)).total).toBe(count)
    }
  })

  test('where everything is in one sub-category, those of that one are offered', async () => {
    expect((await list()).facets.categories.map(({ name }) => name)).toEqual(['手机通讯', '配件'])
    expect((await list(`brandId=${xiaomi}`)).facets.categories.map(({ name }) => name)).toEqual(['智能手机'])
  })

  test('nothing found offers no price', async () => {
    expect(await list('brandId=999999&priceMin=5&priceMax=6')).toMatchObject({ total: 0, items: [], facets: { brands: [], categories: [], attributes: [], price: null } })
  })
})

describe('what bad input gets', () => {
  test('filters that are no filters are refused', async () => {
    for (const query of ['sort=price', 'sort=title', `sort=${encodeURIComponent('sales desc; drop table product')}`, 'brandId=1%20or%201=1', 'brandId=', 'attr=1', 'attr=1:', 'attr=:x', `attr=${encodeURIComponent('1\' or 1=1:x')}`, 'attr=1:%00', `attr=1:${'x'.repeat(100)}`, 'priceMin=-1', 'priceMin=1.5', 'priceMax=99999999999', 'page=0', 'page=501', 'limit=101', 'categoryId=0', 'inStock=maybe', 'color=red', 'attr[0]=1:x', `${'attr=1:a&'.repeat(21)}`]) {
      expect([query, (await ask(query)).status]).toEqual([query, 400])
    }
  })

  test('values are values, whatever is in them', async () => {
    for (const value of ['\'; drop table product; --', '" or "1"="1', '%', '_', '\\', '}{', '$1', ':', '🙂', '{1,2}']) expect([value, (await list(attr(screen, value))).total]).toEqual([value, 0])
    for (const query of ['attr=999999999999999:x', 'brandId=999999999999999', attr(inner, 'nothing')]) expect([query, (await list(query)).total]).toEqual([query, 0])
    expect((await list()).total).toBe(5)
  })

  test('an unknown category is not found; a price range the wrong way round is told', async () => {
    expect(await ask('categoryId=999999')).toMatchObject({ status: 404, error: 'kit.not_found' })
    expect(await site.call('GET', 'mall/products/hot?categoryId=999999')).toMatchObject({ status: 404 })
    expect(await ask('priceMin=2&priceMax=1')).toMatchObject({ status: 422, error: 'mall.price_reversed', details: { field: 'priceMax' } })
  })
})

test('the ranking beside the list has what sells best and can be bought', async () => {
  const hot = async (query = '') => (await site.call('GET', `mall/products/hot?${query}`)).data.map(({ title }: { title: string }) => title)
  expect(await hot('limit=2')).toEqual(['USB-C', 'Mate'])
  expect(await hot(`categoryId=${phones}`)).toEqual(['Mate', 'Nova', 'Mix'])
})

test('more than ten thousand products are counted as that many at least, and the filtered ones exactly', async () => {
  const [, , leaf] = await aCategoryPath(site, ['大量'])
  const brand = await aBrand(site, '唯一')
  await sql`insert into product (category_id, title, status, listed_at, price_min, price_max, created_at, changed_at)
    select ${leaf}, 'many', 'on', ${site.clock.now()}, 100, 100, ${site.clock.now()}, ${site.clock.now()} from generate_series(1, 10100)`.execute(site.parts.db.sql)
  const { id } = await aProduct(site, { categoryId: leaf, brandId: brand, title: 'one of many' })
  const all = await list(`categoryId=${leaf}`)
  expect([all.facets.capped, all.total, all.hasMore]).toEqual([true, null, true])
  const few = await list(`categoryId=${leaf}&brandId=${brand}`)
  expect([few.items.map(item => item.id), few.total, few.facets.capped]).toEqual([[id], 1, true])
})
