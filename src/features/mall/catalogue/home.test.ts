import type { Home } from './contract.ts'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aCategory, aCategoryPath, aProduct } from '../mall.fixture.ts'
import { catalogueChanged, productChanged } from './cached.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const home = async (): Promise<Home> => (await site.call('GET', 'mall/home')).data
const titles = (cards: { title: string }[]) => cards.map(({ title }) => title)
let food: number[]
let clothes: number[]

beforeAll(async () => {
  [food, clothes] = [await aCategoryPath(site, ['食品', '零食', '坚果']), await aCategoryPath(site, ['服装', '男装', '衬衫'])]
  await aProduct(site, { title: '核桃', categoryId: food[2], sales: 5, listedAgo: 30 })
  await aProduct(site, { title: '杏仁', categoryId: food[2], sales: 9, listedAgo: 20 })
  await aProduct(site, { title: '白衬衫', categoryId: clothes[2], sales: 7, listedAgo: 10 })
  await aProduct(site, { title: '卖完的', categoryId: clothes[2], sales: 100, stock: 0 })
})

test('the tree of categories is shown in the operator\'s order, without what is hidden and what is below it', async () => {
  const hidden = await aCategory(site, { name: '隐藏', parentId: food[0], visible: false })
  await aCategory(site, { name: '隐藏之下', parentId: hidden })
  await aCategory(site, { name: '蜜饯', parentId: food[1], position: -1 })
  catalogueChanged(site.parts)
  const { data } = await site.call('GET', 'mall/categories')
  expect(data).toEqual([
    { id: food[0], name: '食品', picture: null, children: [{ id: food[1], name: '零食', picture: null, children: [{ id: expect.any(Number), name: '蜜饯', picture: null }, { id: food[2], name: '坚果', picture: null }] }] },
    { id: clothes[0], name: '服装', picture: null, children: [{ id: clothes[1], name: '男装', picture: null, children: [{ id: clothes[2], name: '衬衫', picture: null }] }] },
  ])
})

test('the home page has a floor for each category that has something to sell, what sells best and what is new', async () => {
  const { floors, hot, newest } = await home()
  expect(floors.map(({ category, products }) => [category.name, titles(products)])).toEqual([['食品', ['杏仁', '核桃']], ['服装', ['白衬衫']]])
  expect([titles(hot), titles(newest)]).toEqual([['杏仁', '白衬衫', '核桃'], ['白衬衫', '杏仁', '核桃']])
})

test('a new product is on the home page as soon as it is on the shelf', async () => {
  const { id } = await aProduct(site, { title: '腰果', categoryId: food[2], sales: 8 })
  productChanged(site.parts, id)
  const { floors, newest } = await home()
  expect([titles(floors[0]!.products), titles(newest)[0]]).toEqual([['杏仁', '腰果', '核桃'], '腰果'])
})

test('the menu groups first-level categories with all that is below them', async () => {
  const { db } = site.parts
  const group = async (name: string, position: number, ids: number[]) => {
    const { id } = await db.sql.insertInto('channel_group').values({ name, position }).returning('id').executeTakeFirstOrThrow()
    for (const [i, category_id] of ids.entries()) await db.sql.insertInto('channel').values({ group_id: id, category_id, position: i }).execute()
  }
  await group('穿的', 2, [clothes[0]!])
  await group('都有', 1, [clothes[0]!, food[0]!])
  await group('空的', 0, [])
  catalogueChanged(site.parts)
  const { channelGroups } = await home()
  expect(channelGroups.map(({ name, channels }) => [name, channels.map(({ name, children }) => [name, children.map(({ name }) => name)])])).toEqual([
    ['都有', [['服装', ['男装']], ['食品', ['零食']]]],
    ['穿的', [['服装', ['男装']]]],
  ])
})

test('an advertisement with a picture is shown from its start to its end, by the clock alone', async () => {
  const { db } = site.parts
  const ahead = (seconds: number) => new Date(site.clock.now().getTime() + seconds * 1000)
  await db.sql.insertInto('ad_slot').values([{ key: 'index-banner', name: '轮播', width: 750, height: 300 }, { key: 'index-side', name: '侧边', width: 100, height: 100 }]).execute()
  const picture = { id: 'a'.repeat(32), width: 750, height: 300, color: '#112233' }
  await db.sql.insertInto('picture').values({ ...picture, created_at: site.clock.now() }).execute()
  const ad = (title: string, more: object = {}) => db.sql.insertInto('ad').values({ slot_key: 'index-banner', title, target: '/mall', picture_id: picture.id, position: 0, starts_at: null, ends_at: null, ...more }).execute()
  await ad('总在')
  await ad('即将', { position: -1, starts_at: ahead(60), ends_at: ahead(120) })
  await ad('过去', { ends_at: ahead(-1) })
  await ad('隐藏', { visible: false })
  await ad('没有图', { picture_id: null })
  catalogueChanged(site.parts)
  const shown = async () => titles((await home()).ads['index-banner']!.items)
  expect((await home()).ads).toMatchObject({ 'index-banner': { width: 750, height: 300, items: [{ title: '总在', target: '/mall', picture }] }, 'index-side': { items: [] } })
  site.clock.advance(60)
  expect(await shown()).toEqual(['即将', '总在'])
  site.clock.advance(60)
  expect(await shown()).toEqual(['总在'])
})
