import type { TestStaff } from '../../../../test/staff.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { indexProducts, reindex } from '../search/index-products.ts'
import { firstLetterOf } from './first-letter.ts'
import { aPng, putPicture } from './pictures.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeAll(async () => { staff = await aStaff(site, ['mall.catalogue']) })

const base = 'console/mall/taxonomy/brands'
const send = (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: object) => site.call(method, `${base}${url}`, { as: staff, body })
const list = async (query: Record<string, string> = {}) => (await site.call('GET', base, { as: staff, query })).data
const names = async (query: Record<string, string> = {}) => (await list(query)).items.map(({ name }: any) => name)
const add = async (name: string, firstLetter?: string) => (await send('POST', '', { name, firstLetter })).data
const visitors = async () => (await site.call('GET', 'mall/brands')).data.map(({ name, firstLetter }: any) => [firstLetter, name])

describe('the first letter of a name', () => {
  test.each([['华为', 'H'], ['重庆小面', 'C'], ['吕记', 'L'], ['Émile', 'E'], ['ｓｏｎｙ', 'S'], ['7喜', '#'], ['★星', '#'], ['한샘', '#'], ['', '#']])('%s → %s', async (name, letter) => {
    expect(await firstLetterOf(name)).toBe(letter)
  })
})

test('a new brand is found under its letter by pinyin at once; a letter that is said counts', async () => {
  expect((await send('POST', '', { name: ' 小米 ' })).data).toMatchObject({ name: '小米', firstLetter: 'X', logo: null, productCount: 0 })
  const apple = await add('苹果', 'A')
  await add('3M')
  expect(await visitors()).toEqual([['A', '苹果'], ['X', '小米'], ['#', '3M']])
  expect(await send('POST', '', { name: '苹果' })).toMatchObject({ status: 409, error: 'mall.name_taken', details: { field: 'name' } })
  expect((await send('POST', '', { name: '坏', firstLetter: 'a' })).status).toBe(400)
  expect(await auditOf(site, `brand:${apple.id}`)).toMatchObject([{ staffId: staff.staffId, action: 'mall.brand.add', after: { name: '苹果', firstLetter: 'A' } }])
})

test('a new name brings its letter along, but not where staff have corrected it', async () => {
  const [plain, corrected] = [await add('白露'), await add('乐高', 'Y')]
  expect((await send('PATCH', `/${plain.id}`, { name: '谷雨', version: 1 })).data).toMatchObject({ name: '谷雨', firstLetter: 'G', version: 2 })
  expect((await send('PATCH', `/${corrected.id}`, { name: '乐高积木', version: 1 })).data).toMatchObject({ firstLetter: 'Y' })
  expect((await send('PATCH', `/${corrected.id}`, { firstLetter: 'L', version: 2 })).data).toMatchObject({ name: '乐高积木', firstLetter: 'L' })
  expect(await send('PATCH', `/${plain.id}`, { name: '晚了', version: 1 })).toMatchObject({ status: 409, error: 'mall.changed_meanwhile' })
  expect((await send('PATCH', '/999999', { name: '无', version: 1 })).status).toBe(404)
})

test('two of the staff can’t save over each other', async () => {
  const { id } = await add('同时')
  const both = await Promise.all(['甲甲', '乙乙'].map(name => send('PATCH', `/${id}`, { name, version: 1 })))
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a renamed brand is called so on its goods, which are found by the new name', async () => {
  const { id } = await add('旧牌')
  const product = await aProduct(site, { title: '四脚木凳', brandId: id })
  await site.parts.db.tx(tx => indexProducts(tx, [product.id]))
  await send('PATCH', `/${id}`, { name: '木言', version: 1 })
  expect((await site.call('GET', `mall/products/${product.id}`)).data.brand).toMatchObject({ id, name: '木言' })
  await reindex(site.parts)
  expect((await site.call('GET', 'mall/search', { query: { q: '木言' } })).data.items.map((card: any) => card.id)).toEqual([product.id])
})

test('are found by a part of the name or by the letter', async () => {
  const { id } = await add('Zebra 斑马')
  expect(await names({ q: 'zeb' })).toEqual(['Zebra 斑马'])
  expect(await names({ q: '马', letter: 'Z' })).toEqual(['Zebra 斑马'])
  expect(await names({ q: '马', letter: 'A' })).toEqual([])
  expect(await names({ q: '%' })).toEqual([])
  expect((await site.call('GET', `${base}/${id}`, { as: staff })).data).toMatchObject({ id, name: 'Zebra 斑马' })
  expect(await list({ limit: '1' })).toMatchObject({ items: [{ name: '苹果' }], hasMore: true })
})

test('those of one letter are put in order; a new one comes behind', async () => {
  const ids: number[] = []
  for (const name of ['Q1', 'Q2', 'Q3']) ids.push((await add(name)).id)
  expect((await send('PUT', '/order', { letter: 'Q', ids: [ids[2], ids[0], ids[1]] })).status).toBe(200)
  await add('Q0')
  expect(await names({ letter: 'Q' })).toEqual(['Q3', 'Q1', 'Q2', 'Q0'])
  expect((await visitors()).filter(([letter]: [string]) => letter === 'Q').map(([, name]: [string, string]) => name)).toEqual(['Q3', 'Q1', 'Q2', 'Q0'])
  expect(await send('PUT', '/order', { letter: 'Q', ids })).toMatchObject({ status: 409, error: 'mall.order_differs' })
})

test('has a logo, which visitors see', async () => {
  const { id } = await add('有标')
  const { data } = await putPicture(site, `${base}/${id}/logo`, staff, await aPng(300, 200))
  expect(data.logo).toMatchObject({ width: 300, height: 200 })
  const logo = async () => (await site.call('GET', 'mall/brands')).data.find((brand: any) => brand.id === id).logo
  expect(await logo()).toEqual(data.logo)
  expect([(await send('DELETE', `/${id}/logo`)).data.logo, await logo()]).toEqual([null, null])
})

test('is deleted only when no product is of it, in whatever state', async () => {
  const { id } = await add('有货')
  const product = await aProduct(site, { brandId: id, status: 'draft' })
  expect(await send('DELETE', `/${id}`)).toMatchObject({ status: 409, error: 'mall.brand_used', message: '还不能删除：1 件商品属于这个品牌', details: { products: 1 } })
  await site.parts.db.sql.updateTable('product').set({ brand_id: null }).where('id', '=', product.id).execute()
  expect([(await send('DELETE', `/${id}`)).status, (await send('DELETE', `/${id}`)).status]).toEqual([200, 404])
  expect((await visitors()).some(([, name]: [string, string]) => name === '有货')).toBe(false)
  expect(await auditOf(site, `brand:${id}`)).toMatchObject([{ action: 'mall.brand.remove', before: { name: '有货', firstLetter: 'Y' } }, { action: 'mall.brand.add' }])
})

test('of its deletion and a product made of it at the same time one is refused', async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await add(`牌${round}`)
    const [made, { status }] = await Promise.all([aProduct(site, { brandId: id }).then(() => true, () => false), send('DELETE', `/${id}`)])
    expect(status).toBe(made ? 409 : 200)
  }
})
