import type { TestStaff } from '../../../../test/staff.ts'
import type { ConsoleProduct, ProductSave } from './contract.ts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { anOrder, stockOf } from '../orders/orders.fixture.ts'
import { create, fieldsOf, productOf, save, savedAs, skuOf } from './products.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeEach(async () => { staff = await aStaff(site, ['mall.catalogue']) })

const phone = async () => (await create(site, staff, await fieldsOf(site, { specs: { 颜色: ['黑', '白'], 容量: ['128G', '256G'] } }))).data as ConsoleProduct
const tells = async (id: number, body: ProductSave) => { const { status, error, details } = await save(site, staff, id, body); return [status, error, details?.field] }
const idsBy = (product: ConsoleProduct) => Object.fromEntries(product.skus.map(({ specText, id }) => [specText, id]))
/** The ledger's sums are the stock, and each SKU has one. */
async function ledgerFits(productId: number) {
  const { rows } = await sql`
    select k.id from sku k left join sku_stock t on t.sku_id = k.id left join (select sku_id, sum(on_hand) as on_hand from stock_entry group by sku_id) e on e.sku_id = k.id
    where k.product_id = ${productId} and (t.sku_id is null or t.on_hand <> coalesce(e.on_hand, 0))`.execute(site.parts.db.sql)
  expect(rows).toEqual([])
}

describe('specifications and their SKUs', () => {
  test('a renamed option keeps its SKUs, and they are called by its new name', async () => {
    const product = await phone()
    const body = savedAs(product)
    body.specs[0]!.options[0]!.value = '曜石黑'
    body.specs[1]!.name = '存储'
    const { data } = await save(site, staff, product.id, body)
    expect(data.skus.map((sku: { specText: string }) => sku.specText)).toEqual(['曜石黑 128G', '曜石黑 256G', '白 128G', '白 256G'])
    expect(data.skus.map((sku: { id: number }) => sku.id)).toEqual(product.skus.map(({ id }) => id))
    expect(data.specs[1]).toMatchObject({ id: product.specs[1]!.id, name: '存储' })
  })

  test('names, options and codes can be exchanged in one go', async () => {
    const product = await phone()
    const body = savedAs(product)
    ;[body.specs[0]!.options[0]!.value, body.specs[0]!.options[1]!.value] = ['白', '黑']
    ;[body.specs[0]!.name, body.specs[1]!.name] = ['容量', '颜色']
    ;[body.skus[0]!.code, body.skus[1]!.code] = [body.skus[1]!.code, body.skus[0]!.code]
    ;[body.skus[2]!.options, body.skus[3]!.options] = [body.skus[3]!.options, body.skus[2]!.options]
    const { status, data } = await save(site, staff, product.id, body)
    expect(status).toBe(200)
    expect(idsBy(data)).toEqual({ '白 128G': product.skus[0]!.id, '白 256G': product.skus[1]!.id, '黑 256G': product.skus[2]!.id, '黑 128G': product.skus[3]!.id })
  })

  test('an order of specifications or options that is changed changes the SKUs\' texts, not the SKUs', async () => {
    const product = await phone()
    const body = savedAs(product)
    body.specs.reverse()
    body.skus.forEach(sku => sku.options.reverse())
    const turned = (await save(site, staff, product.id, body)).data
    expect(idsBy(turned)).toEqual(Object.fromEntries(product.skus.map(({ specText, id }) => [specText.split(' ').reverse().join(' '), id])))
    expect(turned.skus[0].optionIds).toEqual([turned.specs[0].options[0].id, turned.specs[1].options[0].id])
  })

  test('a specification that is added gives the SKUs that are there its first option, and new ones the others', async () => {
    const { data: plain } = await create(site, staff, await fieldsOf(site, { skus: [{ options: [], stock: 5 }] }))
    const body = savedAs(plain)
    body.specs = [{ name: '尺码', options: [{ value: 'S', swatch: null }, { value: 'M', swatch: null }] }]
    body.skus = [{ ...body.skus[0]!, options: [0] }, skuOf({ options: [1], stock: 3 })]
    const { data } = await save(site, staff, plain.id, body)
    expect(data.skus).toMatchObject([{ id: plain.skus[0].id, specText: 'S', onHand: 5 }, { specText: 'M', onHand: 3 }])
    await ledgerFits(plain.id)
  })

  test('a SKU nobody has ordered goes with its option, also out of carts; one that was ordered can only be switched off', async () => {
    const { id, skuIds } = await aProduct(site, { specs: { 颜色: ['黑', '白', '红'] } })
    const buyer = await aPerson(site)
    await anOrder(site, buyer, { lines: [{ skuId: skuIds[0]!, count: 1 }] })
    await site.call('PUT', `mall/cart/items/${skuIds[1]}`, { as: buyer, body: { count: 1, selected: true } })
    const before = await productOf(site, staff, id)
    expect(before.skus.map(({ ordered }) => ordered)).toEqual([true, false, false])
    const body = savedAs(before)
    const without = (gone: number): ProductSave => ({ ...body, specs: [{ ...body.specs[0]!, options: body.specs[0]!.options.filter((_, i) => i !== gone) }], skus: body.skus.filter((_, i) => i !== gone).map((sku, i) => ({ ...sku, options: [i] })) })
    expect(await save(site, staff, id, without(0))).toMatchObject({ status: 409, error: 'mall.sku_ordered', details: { field: 'skus', names: '黑' } })
    const { data } = await save(site, staff, id, without(1))
    expect(data.skus).toMatchObject([{ specText: '黑' }, { specText: '红' }])
    expect((await site.call('GET', 'mall/cart', { as: buyer })).data.items ?? []).toEqual([])
    const off = savedAs(data)
    off.skus[0]!.status = 'off'
    expect((await save(site, staff, id, off)).data.skus[0]).toMatchObject({ status: 'off', id: skuIds[0] })
    expect((await site.call('GET', `mall/products/${id}`)).data.skus).toMatchObject([{ specText: '红' }])
    await ledgerFits(id)
  })

  test('what does not fit is refused at its row, and nothing is kept of it', async () => {
    const { id, ...rest } = await phone()
    const other = await aProduct(site)
    const body = savedAs({ id, ...rest })
    const [a, b, ...more] = body.skus as [ProductSave['skus'][number], ProductSave['skus'][number], ...ProductSave['skus']]
    const skus = (...skus: ProductSave['skus']) => tells(id, { ...body, skus })
    expect(await skus(a, { ...b, options: a.options }, ...more)).toEqual([422, 'mall.sku_twice', 'skus.1.options'])
    expect(await skus(a, { ...b, options: [0] }, ...more)).toEqual([422, 'mall.options_differ', 'skus.1.options'])
    expect(await skus(a, { ...b, options: [0, 9] }, ...more)).toEqual([422, 'mall.options_differ', 'skus.1.options'])
    expect(await skus(a, { ...b, code: a.code }, ...more)).toEqual([422, 'mall.code_twice', 'skus.1.code'])
    expect(await skus(a, { ...b, code: `T${other.id}-0` }, ...more)).toEqual([409, 'mall.code_taken', 'skus.1.code'])
    expect(await skus(a, { ...b, code: '=1+1' }, ...more)).toEqual([422, 'mall.bad_code', 'skus.1.code'])
    expect(await skus(a, { ...b, id: other.skuId }, ...more)).toEqual([422, 'mall.unknown_sku', 'skus.1'])
    expect(await skus(a, { ...b, stock: 9 }, ...more)).toEqual([422, 'mall.stock_elsewhere', 'skus.1.stock'])
    expect(await skus(a, { ...b, price: 0 }, ...more)).toEqual([400, 'kit.bad_request', 'skus.1.price'])
    const spec = (change: object) => tells(id, { ...body, specs: [{ ...body.specs[0]!, ...change }, body.specs[1]!] })
    expect(await spec({ name: ' 容量 ' })).toEqual([422, 'mall.spec_twice', 'specs.1.name'])
    expect(await spec({ options: [body.specs[0]!.options[0], { value: '黑', swatch: null }] })).toEqual([422, 'mall.option_twice', 'specs.0.options.1'])
    expect(await spec({ id: 99_999_999 })).toEqual([422, 'mall.unknown_spec', 'specs.0'])
    expect(await productOf(site, staff, id)).toMatchObject({ version: 1, skus: rest.skus })
  })

  test('several things that are wrong are told at once, each at its place', async () => {
    const { id, ...rest } = await phone()
    const body = savedAs({ id, ...rest })
    body.skus[1]!.code = body.skus[0]!.code
    body.skus[3]!.code = '?'
    const { details } = await save(site, staff, id, body)
    expect(details.fields.map(({ field }: { field: string }) => field)).toEqual(['skus.1.code', 'skus.3.code'])
  })

  test('codes are made where there are none, and never one that was there before', async () => {
    const product = await phone()
    const prefix = `L${String(product.id).padStart(5, '0')}-`
    expect(product.skus.map(({ code }) => code)).toEqual([1, 2, 3, 4].map(n => `${prefix}${n}`))
    const body = savedAs(product)
    body.skus[3] = skuOf({ options: [1, 1] })
    body.skus[0]!.code = ''
    expect((await save(site, staff, product.id, body)).data.skus.map((sku: { code: string }) => sku.code)).toEqual([`${prefix}5`, `${prefix}2`, `${prefix}3`, `${prefix}6`])
  })
})

describe('while people buy', () => {
  test('a SKU that is deleted while it is ordered is either sold or gone, and nobody sees an error of ours', async () => {
    for (let round = 0; round < 6; round++) {
      const { id, skuIds } = await aProduct(site, { specs: { 颜色: ['黑', '白'] }, stock: 1 })
      const body = savedAs(await productOf(site, staff, id))
      const buyer = await aPerson(site)
      const [saved, ordered] = await Promise.all([
        save(site, staff, id, { ...body, specs: [{ ...body.specs[0]!, options: [body.specs[0]!.options[0]!] }], skus: [body.skus[0]!] }),
        anOrder(site, buyer, { lines: [{ skuId: skuIds[1]!, count: 1 }] }).then(() => true, () => false),
      ])
      expect([[200, false], [409, true]]).toContainEqual([saved.status, ordered])
      expect((await productOf(site, staff, id)).skus).toHaveLength(ordered ? 2 : 1)
      if (ordered) expect(await stockOf(site, skuIds[1]!)).toEqual({ onHand: 1, reserved: 1 })
    }
  })
})

test('1,000 SKUs are made, opened and saved within seconds, by a few statements', async () => {
  const fields = await fieldsOf(site, { specs: { 颜色: names('色', 10), 容量: names('容', 10), 尺码: names('码', 10) } })
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => { const began = performance.now(); return [await work(), performance.now() - began] }
  const [made, makeMs] = await timed(() => create(site, staff, { ...fields, skus: fields.skus.map(sku => ({ ...sku, stock: 1 })) }))
  expect([made.status, made.data?.skus?.length]).toEqual([201, 1000])
  const body = savedAs(made.data)
  const [saved, saveMs] = await timed(() => save(site, staff, made.data.id, { ...body, skus: body.skus.map(sku => ({ ...sku, price: sku.price + 1 })) }))
  expect([saved.status, saved.data.skus.every((sku: { price: number }) => sku.price === 10_001)]).toEqual([200, true])
  const [, readMs] = await timed(() => productOf(site, staff, made.data.id))
  const { rows: [{ count }] } = await sql<{ count: number }>`select count(*) as count from price_change c join sku k on k.id = c.sku_id where k.product_id = ${made.data.id}`.execute(site.parts.db.sql) as { rows: [{ count: number }] }
  expect(count).toBe(2000)
  await ledgerFits(made.data.id)
  expect(Math.max(makeMs, saveMs, readMs)).toBeLessThan(5000)
  const many = await save(site, staff, made.data.id, { ...savedAs(saved.data), specs: [...body.specs, { name: '多', options: names('多', 51).map(value => ({ value, swatch: null })) }] })
  expect(many).toMatchObject({ status: 400, details: { field: 'specs.3.options' } })
})

const names = (name: string, count: number) => Array.from({ length: count }, (_, i) => `${name}${i}`)
