import type { TestStaff } from '../../../../test/staff.ts'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aCategory, aCategoryPath, anAttribute, aProduct } from '../mall.fixture.ts'
import { indexProducts, reindex } from '../search/index-products.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeAll(async () => { staff = await aStaff(site, ['mall.catalogue']) })

const base = 'console/mall/taxonomy'
const of = async (categoryId: number) => (await site.call('GET', `${base}/categories/${categoryId}`, { as: staff })).data
const send = (method: 'POST' | 'PUT' | 'DELETE', url: string, body?: object) => site.call(method, `${base}/${url}`, { as: staff, body })
const TEXT = { kind: 'text', unit: null, filterable: true }
const add = (categoryId: number, name: string, more: object = {}) => send('POST', `categories/${categoryId}/attributes`, { ...TEXT, name, ...more })
const stated = async (id: number) => (await site.call('GET', `mall/products/${id}`)).data.attributes.map(({ name, value, unit }: any) => [name, value, unit])

test('an attribute of a category holds for everything below it, and says where it comes from', async () => {
  const [first, second, third] = await aCategoryPath(site, ['电脑', '整机', '笔记本'])
  expect((await add(first, ' 产地 ')).status).toBe(201)
  await add(second, '屏幕', { kind: 'number', unit: ' 英寸 ' })
  const { attributes, inherited, use } = await of(third)
  expect([attributes, use.attributes]).toEqual([[], 0])
  expect(inherited).toMatchObject([
    { name: '产地', kind: 'text', unit: null, filterable: true, from: { id: first, name: '电脑' }, productCount: 0 },
    { name: '屏幕', kind: 'number', unit: '英寸', from: { id: second, name: '整机' } },
  ])
  expect((await of(second)).attributes).toMatchObject([{ name: '屏幕', from: { id: second } }])
  expect(await auditOf(site, `attribute:${inherited[0].id}`)).toMatchObject([{ action: 'mall.attribute.add', after: { category: '电脑', name: '产地' } }])
})

test('along one branch every attribute has a name of its own', async () => {
  const [first, second, third] = await aCategoryPath(site, ['名一', '名二', '名三'])
  await add(second, '材质')
  for (const id of [first, second, third]) expect(await add(id, '材质')).toMatchObject({ status: 409, error: 'mall.attribute_twice', message: '「名二」已有同名属性「材质」', details: { field: 'name' } })
  expect((await add(await aCategory(site, { name: '别的', parentId: first }), '材质')).status).toBe(201)
  expect(await add(first, '有无', { kind: 'bool', unit: '个' })).toMatchObject({ status: 422, error: 'mall.unit_unfit', details: { field: 'unit' } })
  expect(await add(first, '怪的', { kind: 'colour' })).toMatchObject({ status: 400 })
  expect((await add(999_999, '材质')).status).toBe(404)
})

test('of two staff who add one name above and below each other at once, one is refused', async () => {
  for (let round = 0; round < 5; round++) {
    const [first, second] = await aCategoryPath(site)
    const both = await Promise.all([add(first, '净重'), add(second, '净重')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  }
})

test('what is changed of it is read at once on the pages of goods, and they are found by it', async () => {
  const [first, , leaf] = await aCategoryPath(site, ['改一', '改二', '改三'])
  const id = await anAttribute(site, first, '续航', { unit: '小时' })
  const product = await aProduct(site, { title: '耳塞', categoryId: leaf, attributes: { [id]: '24' } })
  await site.parts.db.tx(tx => indexProducts(tx, [product.id]))
  expect(await stated(product.id)).toEqual([['续航', '24', '小时']])
  expect((await send('PUT', `attributes/${id}`, { ...TEXT, name: '待机', unit: '钟头', version: 1 })).status).toBe(200)
  expect(await stated(product.id)).toEqual([['待机', '24', '钟头']])
  await reindex(site.parts)
  expect((await site.call('GET', 'mall/search', { query: { q: '24钟头' } })).data.items.map((card: any) => card.id)).toEqual([product.id])
  expect(await send('PUT', `attributes/${id}`, { ...TEXT, name: '又改', version: 1 })).toMatchObject({ status: 409, error: 'mall.changed_meanwhile' })
  expect((await send('PUT', 'attributes/999999', { ...TEXT, name: '无', version: 1 })).status).toBe(404)
})

test('lists are narrowed by it as long as staff want that', async () => {
  const [first, , leaf] = await aCategoryPath(site, ['筛一', '筛二', '筛三'])
  const id = await anAttribute(site, first, '颜色')
  for (const value of ['红', '蓝']) await aProduct(site, { categoryId: leaf, attributes: { [id]: value } })
  const facets = async () => (await site.call('GET', 'mall/products', { query: { categoryId: first } })).data.facets.attributes.map(({ name }: any) => name)
  expect(await facets()).toEqual(['颜色'])
  await send('PUT', `attributes/${id}`, { ...TEXT, name: '颜色', filterable: false, version: 1 })
  expect(await facets()).toEqual([])
})

test('it becomes another kind only when what goods state fits', async () => {
  const [first, , leaf] = await aCategoryPath(site, ['类一', '类二', '类三'])
  const [size, truth] = [await anAttribute(site, first, '尺寸'), await anAttribute(site, first, '可水洗')]
  const product = await aProduct(site, { categoryId: leaf, attributes: { [size]: '6.1', [truth]: '是' } })
  const big = await aProduct(site, { categoryId: leaf, attributes: { [size]: '约 7 寸' } })
  const become = async (id: number, name: string, kind: string) => send('PUT', `attributes/${id}`, { ...TEXT, name, kind, version: (await of(first)).attributes.find((attribute: any) => attribute.id === id).version })
  const number = async () => (await site.parts.db.sql.selectFrom('product_attribute').select('number').where('attribute_id', '=', size).where('product_id', '=', product.id).executeTakeFirstOrThrow()).number
  expect(await become(size, '尺寸', 'number')).toMatchObject({ status: 409, error: 'mall.kind_misfit', message: '1 件商品填写的值不符合这种类型，例如「约 7 寸」', details: { field: 'kind' } })
  await site.parts.db.sql.deleteFrom('product_attribute').where('product_id', '=', big.id).execute()
  expect([(await become(size, '尺寸', 'number')).status, await number()]).toEqual([200, 6.1])
  expect(await become(size, '尺寸', 'bool')).toMatchObject({ status: 409, error: 'mall.kind_misfit' })
  expect([(await become(size, '尺寸', 'text')).status, await number()]).toEqual([200, null])
  expect((await become(truth, '可水洗', 'bool')).status).toBe(200)
})

test('they are put in order, and goods state them in it', async () => {
  const [, second, leaf] = await aCategoryPath(site, ['序一', '序二', '序三'])
  const ids = [await anAttribute(site, second, '甲'), await anAttribute(site, second, '乙')]
  const product = await aProduct(site, { categoryId: leaf, attributes: { [ids[0]!]: '1', [ids[1]!]: '2' } })
  expect((await send('PUT', `categories/${second}/attributes/order`, { ids: ids.toReversed() })).status).toBe(200)
  expect((await of(second)).attributes.map(({ name }: any) => name)).toEqual(['乙', '甲'])
  expect((await stated(product.id)).map(([name]: [string]) => name)).toEqual(['乙', '甲'])
  expect(await send('PUT', `categories/${second}/attributes/order`, { ids: [ids[0]] })).toMatchObject({ status: 409, error: 'mall.order_differs' })
})

test('one that goods state is deleted only when that is confirmed: the refusal says how many do', async () => {
  const [, second, leaf] = await aCategoryPath(site, ['除一', '除二', '除三'])
  const id = await anAttribute(site, second, '多余')
  const product = await aProduct(site, { categoryId: leaf, attributes: { [id]: '是' } })
  expect((await of(second)).attributes).toMatchObject([{ id, productCount: 1 }])
  expect(await send('DELETE', `attributes/${id}`)).toMatchObject({ status: 409, error: 'mall.attribute_stated', message: '1 件商品填写了这个属性，删除后这些值也会消失', details: { products: 1 } })
  expect(await stated(product.id)).toHaveLength(1)
  expect((await send('DELETE', `attributes/${id}?confirm=true`)).status).toBe(200)
  expect([await stated(product.id), (await of(second)).attributes]).toEqual([[], []])
  expect((await send('DELETE', `attributes/${id}?confirm=true`)).status).toBe(404)
  expect(await auditOf(site, `category:${second}`)).toMatchObject([{ action: 'mall.attribute.remove', before: { name: '多余', products: 1 } }])
})
