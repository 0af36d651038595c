import type { TestStaff } from '../../../../test/staff.ts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aBrand, aCategoryPath, anAttribute, aProduct } from '../mall.fixture.ts'
import { anOrder } from '../orders/orders.fixture.ts'
import { create, fieldsOf, pictureForm, productOf, PRODUCTS, save, savedAs, upload } from './products.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeEach(async () => { staff = await aStaff(site, ['mall.catalogue']) })

const put = (url: string, body: object) => site.call('PUT', `${PRODUCTS}${url}`, { as: staff, body })
const remove = (id: number) => site.call('DELETE', `${PRODUCTS}/${id}`, { as: staff })
const list = async (query: Record<string, string | number | undefined>) => (await site.call('GET', PRODUCTS, { as: staff, query })).data
const idsOf = async (query: Record<string, string | number | undefined>) => (await list(query)).items.map(({ id }: { id: number }) => id)
const shown = (id: number) => site.call('GET', `mall/products/${id}`)

describe('the list', () => {
  test('shows products in any state, newest first, with what there is of them', async () => {
    const [, , categoryId] = await aCategoryPath(site, ['家电', '厨房', '电饭煲'])
    const brandId = await aBrand(site, '苏小锅')
    const first = await aProduct(site, { title: '电饭煲甲', categoryId, brandId, specs: { 容量: ['3L', '4L'] }, price: [19_900, 29_900], stock: [3, 40] })
    const second = await aProduct(site, { title: '电饭煲乙', categoryId, status: 'off' })
    expect(await idsOf({ categoryId })).toEqual([second.id, first.id])
    expect((await list({ q: '电饭煲甲' })).items).toMatchObject([{ title: '电饭煲甲', status: 'on', category: [{ name: '家电' }, { name: '厨房' }, { name: '电饭煲' }], brand: { id: brandId, name: '苏小锅' }, priceMin: 19_900, priceMax: 29_900, skuCount: 2, stock: 43, lowSkus: 1, picture: null }])
    expect(await list({ categoryId, limit: 1, page: 2 })).toMatchObject({ items: [{ id: first.id }], total: 2, hasMore: false })
  })

  test('is narrowed by words, id, SKU code, category of any level, brand, state, low stock and missing pictures', async () => {
    const [top, , categoryId] = await aCategoryPath(site)
    const brandId = await aBrand(site)
    const { id } = await aProduct(site, { title: '独此一件 100%', categoryId, brandId, stock: 2 })
    const other = await aProduct(site, { title: '别的', categoryId, status: 'off' })
    for (const query of [{ q: '此一' }, { q: String(id), categoryId }, { q: `T${id}-0` }, { q: `t${id}-0` }, { brandId }, { categoryId: top, status: 'on' }, { categoryId, lowStock: 'true' }, { q: '0%' }]) expect(await idsOf(query)).toEqual([id])
    expect(await idsOf({ categoryId, withoutPicture: 'true' })).toEqual([other.id, id])
    expect(await idsOf({ q: '_此' })).toEqual([])
    expect(await site.call('GET', PRODUCTS, { as: staff, query: { status: 'gone' } })).toMatchObject({ status: 400, details: { field: 'status' } })
  })
})

describe('a product', () => {
  test('is made as a draft with everything of it, and is on the site when it is put on the shelf', async () => {
    const [top, , categoryId] = await aCategoryPath(site)
    const inherited = await anAttribute(site, top, '保修', { kind: 'bool' })
    const own = await anAttribute(site, categoryId, '屏幕', { kind: 'number', unit: '英寸' })
    const brandId = await aBrand(site)
    const picture = await upload(site, staff)
    const { status, data } = await create(site, staff, await fieldsOf(site, {
      title: '  新手机 ',
      categoryId,
      brandId,
      detailHtml: '<p>很好用</p>',
      pictureIds: [picture.id],
      attributes: [{ attributeId: inherited, value: '是' }, { attributeId: own, value: '6.10' }],
      specs: { 颜色: ['黑', '白'] },
      skus: [{ options: [0], price: 99_900, stock: 7, code: 'X-1', pictureId: picture.id }, { options: [1], price: 109_900, marketPrice: 129_900, cost: 60_000, weight: 180, perPerson: 2 }],
    }))
    expect(status).toBe(201)
    expect(data).toMatchObject({
      status: 'draft',
      title: '新手机',
      version: 1,
      deletable: true,
      pictures: [{ id: picture.id }],
      attributes: [{ id: inherited, value: '是' }, { id: own, value: '6.1', unit: '英寸' }],
      specs: [{ name: '颜色', options: [{ value: '黑' }, { value: '白' }] }],
      skus: [{ specText: '黑', code: 'X-1', onHand: 7, price: 99_900, picture: { id: picture.id } }, { specText: '白', onHand: 0, marketPrice: 129_900, cost: 60_000, weight: 180, perPerson: 2, code: `L${String(data.id).padStart(5, '0')}-1` }],
    })
    expect((await shown(data.id)).status).toBe(404)
    expect((await put('/shelf', { ids: [data.id], on: true })).data).toEqual({ changed: [data.id], refused: [] })
    expect((await shown(data.id)).data).toMatchObject({ title: '新手机', priceMin: 99_900, detailHtml: '<p>很好用</p>', inStock: true })
    expect((await site.call('GET', 'mall/search', { query: { q: '新手机' } })).data.items).toMatchObject([{ id: data.id }])
    expect(await auditOf(site, `product:${data.id}`)).toMatchObject([{ action: 'mall.put_on_shelf', staffId: staff.staffId }, { action: 'mall.create_product', after: { title: '新手机', skus: ['黑 · X-1 ¥999.00', expect.stringContaining('¥1099.00')] } }])
  })

  test('shows a new price, a new title and a sold-out state to visitors at once', async () => {
    const { id } = await aProduct(site, { title: '旧名', specs: { 颜色: ['黑', '白'] } })
    expect((await shown(id)).data).toMatchObject({ title: '旧名', priceMin: 10_000 })
    const before = savedAs(await productOf(site, staff, id))
    const { data } = await save(site, staff, id, { ...before, title: '新名', skus: before.skus.map(sku => ({ ...sku, price: 8_800 })) })
    expect(data).toMatchObject({ version: 2, title: '新名' })
    expect((await shown(id)).data).toMatchObject({ title: '新名', priceMin: 8_800, priceMax: 8_800, skus: [{ price: 8_800 }, { price: 8_800 }] })
    expect((await site.call('GET', 'mall/products', { query: { priceMax: 8_800, priceMin: 8_800 } })).data.items).toMatchObject([{ id, priceMin: 8_800 }])
    expect((await site.call('GET', 'mall/search', { query: { q: '新名' } })).data.items).toMatchObject([{ id }])
  })

  test('keeps no text as it was sent: what could run is gone before it is written', async () => {
    const wicked = '<p onclick="x()">好</p><script>alert(1)</script><img src="https://evil.example/x">'
    const texts = { detailHtml: wicked, packingHtml: wicked, serviceHtml: wicked }
    const { data } = await create(site, staff, await fieldsOf(site, texts))
    const saved = await save(site, staff, data.id, { ...savedAs(data), ...texts })
    expect(saved.status).toBe(200)
    const kept = await site.parts.db.sql.selectFrom('product').select(['detail_html', 'packing_html', 'service_html']).where('id', '=', data.id).executeTakeFirstOrThrow()
    for (const text of [data.detailHtml, saved.data.detailHtml, ...Object.values(kept)]) expect(text).toBe('<p>好</p>')
  })

  test('writes down who changed which price, and when', async () => {
    const { id, skuIds } = await aProduct(site, { specs: { 颜色: ['黑', '白'] } })
    const before = savedAs(await productOf(site, staff, id))
    await save(site, staff, id, { ...before, skus: before.skus.map((sku, i) => i === 0 ? { ...sku, price: 9_000 } : { ...sku, weight: 3 }) })
    const prices = async (skuId: number) => (await site.call('GET', `${PRODUCTS}/${id}/skus/${skuId}/prices`, { as: staff })).data
    expect(await prices(skuIds[0]!)).toEqual([{ price: 9_000, marketPrice: null, staffName: staff.name, at: site.clock.now().toISOString() }])
    expect(await prices(skuIds[1]!)).toEqual([])
    expect((await site.call('GET', `${PRODUCTS}/${id}/skus/${skuIds[0]! + 1000}/prices`, { as: staff })).status).toBe(404)
  })

  test('is refused with the field when it names what is not there, and nothing of it is kept', async () => {
    const [, , categoryId] = await aCategoryPath(site)
    const [top] = await aCategoryPath(site)
    const foreign = await anAttribute(site, top, '别处的')
    const number = await anAttribute(site, categoryId, '重量', { kind: 'number' })
    const fields = await fieldsOf(site, { title: '留不下', categoryId, specs: { 颜色: ['黑'] } })
    const wrong = async (change: object) => { const { status, error, details } = await create(site, staff, { ...fields, ...change }); return [status, error, details?.field] }
    expect(await wrong({ categoryId: top })).toEqual([422, 'mall.category_needed', 'categoryId'])
    expect(await wrong({ brandId: 999_999 })).toEqual([422, 'mall.unknown_brand', 'brandId'])
    expect(await wrong({ freightTemplateId: 999_999 })).toEqual([422, 'mall.unknown_freight', 'freightTemplateId'])
    expect(await wrong({ attributes: [{ attributeId: foreign, value: 'x' }] })).toEqual([422, 'mall.unknown_attribute', 'attributes.0'])
    expect(await wrong({ attributes: [{ attributeId: number, value: 'x' }] })).toEqual([422, 'mall.number_needed', 'attributes.0'])
    expect(await wrong({ pictureIds: ['0'.repeat(32)] })).toEqual([422, 'mall.unknown_picture', 'pictureIds.0'])
    expect(await wrong({ title: ' ' })).toEqual([400, 'kit.bad_request', 'title'])
    expect(await wrong({ status: 'on' })).toEqual([400, 'kit.bad_request', 'status'])
    expect(await idsOf({ q: '留不下' })).toEqual([])
  })

  test('takes pictures that staff have uploaded, but none of guests, and keeps their order', async () => {
    const [a, b] = [await upload(site, staff), await upload(site, staff)]
    const { data } = await create(site, staff, await fieldsOf(site, { pictureIds: [a.id, b.id] }))
    const turned = await save(site, staff, data.id, { ...savedAs(data), pictureIds: [b.id, a.id] })
    expect(turned.data.pictures.map((picture: { id: string }) => picture.id)).toEqual([b.id, a.id])
    expect((await list({ categoryId: data.categoryId })).items).toMatchObject([{ picture: { id: b.id } }])
    const guest = await aPerson(site)
    const theirs = await site.call('POST', 'mall/review-images', { as: guest, ...await pictureForm() })
    expect(await save(site, staff, data.id, { ...savedAs(turned.data), pictureIds: [theirs.data.id] })).toMatchObject({ status: 422, error: 'mall.unknown_picture' })
    expect(await site.call('POST', `${PRODUCTS}/pictures`, { as: staff, ...await pictureForm(Buffer.from('no picture')) })).toMatchObject({ status: 415 })
  })

  test('loses the parameters of a category it leaves', async () => {
    const [, , from] = await aCategoryPath(site)
    const [, , to] = await aCategoryPath(site)
    const attributeId = await anAttribute(site, from, '口味')
    const { data } = await create(site, staff, await fieldsOf(site, { categoryId: from, attributes: [{ attributeId, value: '甜' }] }))
    const moved = await save(site, staff, data.id, { ...savedAs(data), categoryId: to, attributes: [] })
    expect(moved.data).toMatchObject({ categoryId: to, attributes: [] })
  })

  test('is nobody\'s business without the permission', async () => {
    const other = await aStaff(site, ['mall.orders'])
    const { id } = await aProduct(site)
    for (const [method, url] of [['GET', ''], ['GET', `/${id}`], ['PUT', `/${id}`], ['DELETE', `/${id}`], ['GET', '/choices']] as const) expect((await site.call(method, `${PRODUCTS}${url}`, { as: other })).status).toBe(403)
    expect((await site.call('GET', `${PRODUCTS}/99999999`, { as: staff })).status).toBe(404)
    expect((await save(site, staff, 99_999_999, savedAs(await productOf(site, staff, id)))).status).toBe(404)
  })
})

describe('two staff at one product', () => {
  test('whoever saves an older version is told so, and overwrites nothing', async () => {
    const { id } = await aProduct(site)
    const opened = savedAs(await productOf(site, staff, id))
    expect((await save(site, staff, id, { ...opened, title: '第一位' })).status).toBe(200)
    expect(await save(site, staff, id, { ...opened, title: '第二位' })).toMatchObject({ status: 409, error: 'mall.changed_meanwhile', message: '其他同事刚刚改过，请核对后再试' })
    expect((await productOf(site, staff, id)).title).toBe('第一位')
  })

  test('of ten who save at the same moment exactly one gets through', async () => {
    const { id } = await aProduct(site, { specs: { 颜色: ['黑', '白'] } })
    const opened = savedAs(await productOf(site, staff, id))
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => save(site, staff, id, { ...opened, title: `第 ${i} 位`, skus: opened.skus.map(sku => ({ ...sku, price: 20_000 + i })) })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }).fill(409)])
    const winner = answers.findIndex(({ status }) => status === 200)
    expect(await productOf(site, staff, id)).toMatchObject({ version: 2, title: `第 ${winner} 位`, skus: [{ price: 20_000 + winner }, { price: 20_000 + winner }] })
  })
})

describe('the shelf', () => {
  test('takes many at once, and tells of each that can\'t be put there why', async () => {
    const [one, two] = [await aProduct(site, { status: 'off' }), await aProduct(site, { status: 'draft' })]
    const empty = (await create(site, staff, await fieldsOf(site, { title: '空的', skus: [] }))).data.id
    const on = await aProduct(site)
    const { data } = await put('/shelf', { ids: [one.id, two.id, empty, on.id, 99_999_999], on: true })
    expect(data).toEqual({ changed: [one.id, two.id], refused: [{ id: 99_999_999, title: '', message: '没有找到' }, { id: empty, title: '空的', message: '没有启用的 SKU，不能上架' }] })
    expect((await shown(one.id)).status).toBe(200)
    expect((await put('/shelf', { ids: [one.id, two.id, on.id], on: false })).data.changed).toEqual([one.id, two.id, on.id])
    expect((await shown(one.id)).status).toBe(404)
    expect((await put('/shelf', { ids: [99_999_999], on: true })).status).toBe(404)
  })

  test('can\'t be left without anything to sell', async () => {
    const { id } = await aProduct(site, { specs: { 颜色: ['黑', '白'] } })
    const before = savedAs(await productOf(site, staff, id))
    const off = { ...before, skus: before.skus.map(sku => ({ ...sku, status: 'off' as const })) }
    expect(await save(site, staff, id, off)).toMatchObject({ status: 409, error: 'mall.nothing_to_sell' })
    expect((await productOf(site, staff, id)).skus.map(({ status }) => status)).toEqual(['on', 'on'])
    await put('/shelf', { ids: [id], on: false })
    expect((await save(site, staff, id, off)).status).toBe(200)
    expect(await put('/shelf', { ids: [id], on: true })).toMatchObject({ status: 200, data: { changed: [], refused: [{ id }] } })
  })

  test('a draft nobody has bought can be deleted with all of it; what was sold can\'t', async () => {
    const fields = await fieldsOf(site, { specs: { 颜色: ['黑', '白'] }, skus: [{ options: [0], stock: 4 }, { options: [1] }] })
    const { data } = await create(site, staff, fields)
    expect((await remove(data.id)).status).toBe(200)
    expect([(await remove(data.id)).status, (await site.call('GET', `${PRODUCTS}/${data.id}`, { as: staff })).status]).toEqual([404, 404])
    const { id, skuId } = await aProduct(site)
    await anOrder(site, await aPerson(site), { lines: [{ skuId, count: 1 }] })
    await put('/shelf', { ids: [id], on: false })
    expect(await remove(id)).toMatchObject({ status: 409, error: 'mall.not_deletable' })
    const { rows } = await sql<{ count: number }>`select count(*) as count from sku where product_id = ${data.id}`.execute(site.parts.db.sql)
    expect(rows[0]!.count).toBe(0)
  })
})

test('staff choose from all categories, hidden ones too, brands, freight terms and attributes', async () => {
  const [top, , categoryId] = await aCategoryPath(site)
  const attributeId = await anAttribute(site, top, '产地')
  const brandId = await aBrand(site)
  const { data } = await site.call('GET', `${PRODUCTS}/choices`, { as: staff })
  expect(data.categories).toContainEqual(expect.objectContaining({ id: categoryId, path: [top, expect.any(Number), categoryId], visible: true }))
  expect(data.brands).toContainEqual(expect.objectContaining({ id: brandId }))
  expect(data.attributes).toContainEqual({ id: attributeId, categoryId: top, name: '产地', kind: 'text', unit: null })
})
