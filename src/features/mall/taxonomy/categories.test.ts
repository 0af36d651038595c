import type { TestStaff } from '../../../../test/staff.ts'
import type { ConsoleCategoryItem } from './contract.ts'
import { Buffer } from 'node:buffer'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aCategory, aCategoryPath, anAttribute, aProduct } from '../mall.fixture.ts'
import { indexProducts, reindex } from '../search/index-products.ts'
import { aPng, putPicture } from './pictures.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeAll(async () => { staff = await aStaff(site, ['mall.catalogue']) })

const base = 'console/mall/taxonomy/categories'
const tree = async (): Promise<ConsoleCategoryItem[]> => (await site.call('GET', base, { as: staff })).data
const one = async (id: number) => (await site.call('GET', `${base}/${id}`, { as: staff })).data
const send = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object) => site.call(method, `console/mall/taxonomy/${url}`, { as: staff, body })
const shown = async () => (await site.call('GET', 'mall/categories')).data.map(({ name, children }: any) => [name, children.map(({ name, children }: any) => [name, children.map(({ name }: any) => name)])])
const change = async (id: number, fields: object) => send('PATCH', `categories/${id}`, { version: (await one(id)).version, ...fields })

test('a new category stands behind its siblings, and visitors see it at once', async () => {
  expect(await shown()).toEqual([])
  const { status, data: { id: food } } = await send('POST', 'categories', { name: ' 食品 ', parentId: null })
  expect(status).toBe(201)
  const { data: { id: snacks } } = await send('POST', 'categories', { name: '零食', parentId: food })
  await send('POST', 'categories', { name: '坚果', parentId: snacks })
  await send('POST', 'categories', { name: '蜜饯', parentId: snacks })
  await send('POST', 'categories', { name: '服装', parentId: null })
  expect(await shown()).toEqual([['食品', [['零食', ['坚果', '蜜饯']]]], ['服装', []]])
  expect(await one(snacks)).toMatchObject({ level: 2, parentId: food, path: [{ id: food, name: '食品' }, { id: snacks, name: '零食' }], use: { products: 0, subcategories: 2, channels: 0, coupons: 0, attributes: 0 } })
  expect(await auditOf(site, `category:${snacks}`)).toMatchObject([{ staffId: staff.staffId, action: 'mall.category.add', after: { name: '零食', parent: '食品' } }])
})

test('siblings have different names, nothing is below the third level, and a name is not blank', async () => {
  const [first, , third] = await aCategoryPath(site, ['甲', '甲乙', '甲乙丙'])
  expect(await send('POST', 'categories', { name: '甲乙', parentId: first })).toMatchObject({ status: 409, error: 'mall.name_taken', details: { field: 'name' } })
  expect(await send('POST', 'categories', { name: '甲', parentId: null })).toMatchObject({ status: 409, error: 'mall.name_taken' })
  expect(await send('POST', 'categories', { name: '丁', parentId: third })).toMatchObject({ status: 422, error: 'mall.too_deep', message: '分类最多 3 级，放不到这里' })
  expect(await send('POST', 'categories', { name: '丁', parentId: 999_999 })).toMatchObject({ status: 422, error: 'mall.category_gone', details: { field: 'parentId' } })
  expect(await send('POST', 'categories', { name: '   ', parentId: null })).toMatchObject({ status: 400 })
  expect(await send('POST', 'categories', { name: '丁', parentId: null, level: 3 })).toMatchObject({ status: 400 })
  expect((await send('PATCH', 'categories/999999', { name: '无', version: 1 })).status).toBe(404)
})

test('a renamed category is called so everywhere, and its goods are found by the new name', async () => {
  const [, , id] = await aCategoryPath(site, ['大件', '座椅', '凳子'])
  const product = await aProduct(site, { title: '四脚木制', categoryId: id })
  await site.parts.db.tx(tx => indexProducts(tx, [product.id]))
  expect((await change(id, { name: '马扎' })).data).toMatchObject({ name: '马扎', productCount: 1 })
  expect((await site.call('GET', `mall/products/${product.id}`)).data.breadcrumb.at(-1)).toEqual({ id, name: '马扎' })
  await reindex(site.parts)
  expect((await site.call('GET', 'mall/search', { query: { q: '马扎' } })).data.items.map((card: any) => card.id)).toEqual([product.id])
  expect(await auditOf(site, `category:${id}`)).toMatchObject([{ action: 'mall.category.change', before: { name: '凳子', visible: true }, after: { name: '马扎', visible: true } }])
})

test('a hidden category is gone for visitors with all below it, and comes back', async () => {
  const [first] = await aCategoryPath(site, ['藏', '藏二', '藏三'])
  const isShown = async () => (await shown()).some(([name]: [string]) => name === '藏')
  expect(await isShown()).toBe(true)
  await change(first, { visible: false })
  expect([await isShown(), (await tree()).find(({ id }) => id === first)!.visible]).toEqual([false, false])
  await change(first, { visible: true })
  expect(await isShown()).toBe(true)
})

test('two of the staff can’t save over each other', async () => {
  const id = await aCategory(site, { name: '同时' })
  const both = await Promise.all(['一', '二'].map(name => send('PATCH', `categories/${id}`, { name, version: 1 })))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 409)!.error).toBe('mall.changed_meanwhile')
})

test('a category has a picture of its own, which can be taken away', async () => {
  const id = await aCategory(site, { name: '有图' })
  const { status, data } = await putPicture(site, `${base}/${id}/picture`, staff, await aPng(400, 400))
  expect([status, data.picture]).toMatchObject([200, { width: 400, height: 400 }])
  const visitors = async () => (await site.call('GET', 'mall/categories')).data.find((category: any) => category.id === id).picture
  expect((await visitors()).id).toBe(data.picture.id)
  await send('DELETE', `categories/${id}/picture`)
  expect(await visitors()).toBeNull()
  expect(await putPicture(site, `${base}/${id}/picture`, staff, Buffer.from('<svg/>'))).toMatchObject({ status: 415 })
  expect((await putPicture(site, `${base}/999999/picture`, staff, await aPng(4, 4))).status).toBe(404)
  expect((await send('PUT', `categories/${id}/picture`)).status).toBe(400)
})

test('children are put in order; a list that has changed meanwhile is refused', async () => {
  const parentId = await aCategory(site, { name: '次序' })
  const ids: number[] = []
  for (const name of ['一', '二', '三']) ids.push(await aCategory(site, { name, parentId }))
  const order = async () => (await tree()).filter(other => other.parentId === parentId).map(({ id }) => id)
  const wanted = [ids[2], ids[0], ids[1]]
  expect((await send('PUT', 'categories/order', { parentId, ids: wanted })).status).toBe(200)
  expect(await order()).toEqual(wanted)
  expect((await shown()).find(([name]: [string]) => name === '次序')[1].map(([name]: [string]) => name)).toEqual(['三', '一', '二'])
  for (const wrong of [ids.slice(1), [...ids, parentId], [ids[0], ids[1], parentId]]) expect(await send('PUT', 'categories/order', { parentId, ids: wrong })).toMatchObject({ status: 409, error: 'mall.order_differs' })
  expect((await send('PUT', 'categories/order', { parentId, ids: [ids[0], ids[0], ids[1]] })).status).toBe(400)
  expect(await order()).toEqual(wanted)
})

test('only a category on which nothing hangs can be deleted: the refusal says what does', async () => {
  const [first, , third] = await aCategoryPath(site, ['删一', '删二', '删三'])
  await aProduct(site, { categoryId: third, status: 'draft' })
  await anAttribute(site, first, '材质')
  const { db, clock } = site.parts
  const group = await db.sql.insertInto('channel_group').values({ name: '组', position: 1 }).returning('id').executeTakeFirstOrThrow()
  await db.sql.insertInto('channel').values({ group_id: group.id, category_id: first, position: 1 }).execute()
  await db.sql.insertInto('coupon').values({ name: '券', kind: 'amount', amount: 100, category_id: first, claim_from: clock.now(), claim_until: new Date(clock.now().getTime() + 1000), days: 1, created_at: clock.now() } as never).execute()
  expect(await send('DELETE', `categories/${first}`)).toMatchObject({ status: 409, error: 'mall.category_used', message: '还不能删除：商品 1 件，下级分类 1 个，频道 1 个，优惠券 1 种，属性 1 个', details: { products: 1, subcategories: 1, channels: 1, coupons: 1, attributes: 1 } })
  expect(await send('DELETE', `categories/${third}`)).toMatchObject({ status: 409, details: { products: 1, subcategories: 0 } })
})

test('an empty category is deleted, what was counted of its views too', async () => {
  const id = await aCategory(site, { name: '空的' })
  await site.parts.db.sql.insertInto('category_view').values({ day: '2027-02-01', category_id: id, views: 3 }).execute()
  expect((await send('DELETE', `categories/${id}`)).status).toBe(200)
  expect([(await shown()).some(([name]: [string]) => name === '空的'), (await send('DELETE', `categories/${id}`)).status]).toEqual([false, 404])
  expect(await auditOf(site, `category:${id}`)).toMatchObject([{ action: 'mall.category.remove', before: { name: '空的' } }])
})

test('of goods put into a category and its deletion at the same time one is refused', async () => {
  for (let round = 0; round < 5; round++) {
    const [, , id] = await aCategoryPath(site)
    const [put, deleted] = await Promise.allSettled([aProduct(site, { categoryId: id }), send('DELETE', `categories/${id}`).then(({ status }) => status)])
    const isDeleted = deleted.status === 'fulfilled' && deleted.value === 200
    expect([put.status === 'fulfilled', isDeleted]).toEqual([!isDeleted, isDeleted])
    expect(deleted).toMatchObject({ value: isDeleted ? 200 : 409 })
  }
})
