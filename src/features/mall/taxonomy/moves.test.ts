import type { TestStaff } from '../../../../test/staff.ts'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aCategory, aCategoryPath, anAttribute, aProduct } from '../mall.fixture.ts'
import { indexProducts, reindex } from '../search/index-products.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeAll(async () => { staff = await aStaff(site, ['mall.catalogue']) })

const base = 'console/mall/taxonomy/categories'
const one = async (id: number) => (await site.call('GET', `${base}/${id}`, { as: staff })).data
const move = async (id: number, parentId: number | null, more: object = {}) => site.call('PUT', `${base}/${id}/parent`, { as: staff, body: { parentId, version: (await one(id)).version, ...more } })
const pathOf = async (id: number) => (await one(id)).path.map(({ id }: { id: number }) => id)
const names = async (parentId: number | null) => (await site.call('GET', base, { as: staff })).data.filter((other: any) => other.parentId === parentId).map(({ name }: any) => name)

/** Every path leads from the first level down by its parents, and every level is the length of its path. */
async function expectSoundTree() {
  const { rows } = await sql<{ id: number }>`
    with recursive walked as (
      select id, 1 as level, array[id] as path from category where parent_id is null
      union all select c.id, w.level + 1, w.path || c.id from category c join walked w on w.id = c.parent_id
    )
    select c.id from category c left join walked w on w.id = c.id where (c.level, c.path) is distinct from (w.level, w.path)`.execute(site.parts.db.sql)
  expect(rows).toEqual([])
}

test('a category moves with all that is below it: visitors find its goods in the new place at once', async () => {
  const [from, middle, leaf] = await aCategoryPath(site, ['旧处', '搬家的', '叶子'])
  const to = await aCategory(site, { name: '新处' })
  const product = await aProduct(site, { title: '搬家的商品', categoryId: leaf })
  await site.parts.db.tx(tx => indexProducts(tx, [product.id]))
  const { status, data } = await move(middle, to)
  expect([status, data.path.map(({ name }: any) => name)]).toEqual([200, ['新处', '搬家的']])
  expect(await pathOf(leaf)).toEqual([to, middle, leaf])
  const tree = (await site.call('GET', 'mall/categories')).data
  expect(tree.find((category: any) => category.id === to).children).toMatchObject([{ id: middle, children: [{ id: leaf }] }])
  expect(tree.find((category: any) => category.id === from).children).toEqual([])
  const found = async (categoryId: number) => (await site.call('GET', 'mall/products', { query: { categoryId } })).data.items.map((card: any) => card.id)
  expect([await found(from), await found(to)]).toEqual([[], [product.id]])
  expect((await site.call('GET', `mall/products/${product.id}`)).data.breadcrumb.map(({ name }: any) => name)).toEqual(['新处', '搬家的', '叶子'])
  expect((await site.call('GET', 'mall/home')).data.floors.map(({ category }: any) => category.name)).toEqual(['新处'])
  await reindex(site.parts)
  expect((await site.call('GET', 'mall/search', { query: { q: '新处' } })).data.items.map((card: any) => card.id)).toEqual([product.id])
  expect(await auditOf(site, `category:${middle}`)).toMatchObject([{ action: 'mall.category.move', before: { parent: '旧处', level: 2 }, after: { parent: '新处', level: 2 } }])
  await expectSoundTree()
})

test('it comes in front of the one that is named, or behind all', async () => {
  const parent = await aCategory(site, { name: '排队' })
  const [a, , c] = [await aCategory(site, { name: 'a', parentId: parent }), await aCategory(site, { name: 'b', parentId: parent }), await aCategory(site, { name: 'c', parentId: parent })]
  const other = await aCategory(site, { name: '别处' })
  const d = await aCategory(site, { name: 'd', parentId: other })
  await move(d, parent, { beforeId: c })
  expect(await names(parent)).toEqual(['a', 'b', 'd', 'c'])
  await move(a, parent)
  expect(await names(parent)).toEqual(['b', 'd', 'c', 'a'])
  expect(await move(a, parent, { beforeId: other })).toMatchObject({ status: 409, error: 'mall.order_differs' })
})

test('what makes no sense is refused with a sentence: below itself, too deep, goods above the third level, a taken name', async () => {
  const [first, second, third] = await aCategoryPath(site, ['理一', '理二', '理三'])
  const [other, otherSecond] = await aCategoryPath(site, ['别一', '别二', '别三'])
  expect(await move(first, second)).toMatchObject({ status: 422, error: 'mall.below_itself', message: '分类不能移到自己下面', details: { field: 'parentId' } })
  expect(await move(first, first)).toMatchObject({ status: 422, error: 'mall.below_itself' })
  expect(await move(first, other)).toMatchObject({ status: 422, error: 'mall.too_deep' })
  expect(await move(second, otherSecond)).toMatchObject({ status: 422, error: 'mall.too_deep' })
  expect(await move(third, third)).toMatchObject({ status: 422, error: 'mall.below_itself' })
  await aProduct(site, { categoryId: third, status: 'draft' })
  expect(await move(third, other)).toMatchObject({ status: 422, error: 'mall.goods_off_level', details: { products: 1 } })
  expect(await move(second, null)).toMatchObject({ status: 422, error: 'mall.goods_off_level' })
  await aCategory(site, { name: '理二', parentId: other })
  expect(await move(second, other)).toMatchObject({ status: 409, error: 'mall.name_taken' })
  expect(await move(second, 999_999)).toMatchObject({ status: 422, error: 'mall.category_gone' })
  expect((await site.call('PUT', `${base}/999999/parent`, { as: staff, body: { parentId: null, version: 1 } })).status).toBe(404)
  expect(await pathOf(third)).toEqual([first, second, third])
})

test('without goods a category may come to another level, what is below it too', async () => {
  const [first, second] = await aCategoryPath(site, ['升一', '升二', '升三'])
  expect((await move(second, null)).data).toMatchObject({ level: 1, path: [{ name: '升二' }] })
  expect((await move(first, second)).data).toMatchObject({ level: 2, path: [{ name: '升二' }, { name: '升一' }] })
  await expectSoundTree()
})

test('a category of the menu stays on the first level', async () => {
  const [channel, to] = [await aCategory(site, { name: '频道' }), await aCategory(site, { name: '目的' })]
  const group = await site.parts.db.sql.insertInto('channel_group').values({ name: '组', position: 1 }).returning('id').executeTakeFirstOrThrow()
  await site.parts.db.sql.insertInto('channel').values({ group_id: group.id, category_id: channel, position: 1 }).execute()
  expect(await move(channel, to)).toMatchObject({ status: 409, error: 'mall.channel_off_level', message: '首页有 1 个频道用到它，频道只能是第一级分类' })
})

test('what goods state of an attribute that does not apply there is dropped only when that is confirmed', async () => {
  const [from, middle, leaf] = await aCategoryPath(site, ['手机', '配件', '壳'])
  const to = await aCategory(site, { name: '箱包' })
  const [lost, kept] = [await anAttribute(site, from, '上市年份'), await anAttribute(site, middle, '材质')]
  const product = await aProduct(site, { categoryId: leaf, attributes: { [lost]: '2026', [kept]: '硅胶' } })
  const stated = async () => (await site.call('GET', `mall/products/${product.id}`)).data.attributes.map(({ name }: any) => name)
  expect(await move(middle, to)).toMatchObject({ status: 409, error: 'mall.values_lost', message: '移走后不再有属性「上市年份」，1 件商品填写的值会被删除', details: { products: 1, attributes: '上市年份' } })
  expect([await pathOf(leaf), await stated()]).toEqual([[from, middle, leaf], ['上市年份', '材质']])
  expect((await move(middle, to, { confirm: true })).status).toBe(200)
  expect(await stated()).toEqual(['材质'])
})

test('no product comes to have two attributes of one name', async () => {
  const [, middle] = await aCategoryPath(site, ['双一', '双二', '双三'])
  const to = await aCategory(site, { name: '双四' })
  await anAttribute(site, middle, '产地')
  await anAttribute(site, to, '产地')
  expect(await move(middle, to)).toMatchObject({ status: 409, error: 'mall.attribute_twice', details: { category: '双二', name: '产地' } })
})

test('of two staff who put two categories below each other at once, one is refused: no ring comes of it', async () => {
  for (let round = 0; round < 8; round++) {
    const [a, b] = [await aCategory(site), await aCategory(site)]
    const [one, other] = await Promise.all([move(a, b), move(b, a)])
    expect([one.status, other.status].sort()).toEqual([200, 422])
    expect([one, other].find(({ status }) => status === 422)!.error).toBe('mall.below_itself')
  }
  await expectSoundTree()
})

test('two moves at once along one branch both lead to a sound tree', async () => {
  for (let round = 0; round < 8; round++) {
    const [, second, third] = await aCategoryPath(site)
    const [to, toSecond] = await aCategoryPath(site)
    const [up, down] = await Promise.all([move(second, to), move(third, toSecond)])
    expect([up.status, down.status]).toEqual([200, 200])
    expect([await pathOf(second), await pathOf(third)]).toEqual([[to, second], [to, toSecond, third]])
  }
  await expectSoundTree()
})

test('a child added while its parent moves has the path of the new place', async () => {
  for (let round = 0; round < 5; round++) {
    const [, second] = await aCategoryPath(site)
    const to = await aCategory(site)
    const [moved, added] = await Promise.all([move(second, to), site.call('POST', base, { as: staff, body: { name: '新来的', parentId: second } })])
    expect([moved.status, added.status]).toEqual([200, 201])
    expect(await pathOf(added.data.id)).toEqual([to, second, added.data.id])
  }
})

test('who has looked at the tree before somebody else moved it can’t move over that', async () => {
  const [a, b, c] = [await aCategory(site), await aCategory(site), await aCategory(site)]
  const body = (parentId: number) => ({ as: staff, body: { parentId, version: 1 } })
  const both = await Promise.all([site.call('PUT', `${base}/${a}/parent`, body(b)), site.call('PUT', `${base}/${a}/parent`, body(c))])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 409)!.error).toBe('mall.changed_meanwhile')
})
