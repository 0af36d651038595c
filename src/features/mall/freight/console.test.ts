import type { Answer } from '../../../../test/app.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aBuyer, aFreightTemplate, anAddress, quote } from '../checkout/checkout.fixture.ts'
import { aProduct } from '../mall.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeEach(async () => {
  await sql`update product set freight_template_id = null`.execute(site.parts.db.sql)
  await sql`delete from freight_template`.execute(site.parts.db.sql)
  staff = await aStaff(site, ['mall.marketing'])
})

let serial = 0
const wish = (more: object = {}) => ({ name: `快递${++serial}`, fee: 1000, freeOver: 9900, rules: [] as object[], ...more })
const call = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object, as = staff): Promise<Answer> => site.call(method, `console/mall/freight${path}`, { as, ...body ? { body } : {} })
const add = (more: object = {}) => call('POST', '', wish(more))
const added = async (more: object = {}): Promise<number> => {
  const { status, data } = await add(more)
  expect(status).toBe(201)
  return data.id
}
const list = async (lang?: string) => (await site.call('GET', 'console/mall/freight', { as: staff, query: { lang } })).data
const read = async (id: number) => (await list()).find((row: any) => row.id === id)
const told = ({ status, error, details }: Answer) => [status, error, details?.field]
const RULES = [{ regions: ['340100'], fee: 0, freeOver: null }, { regions: ['340000', '310000'], fee: 600, freeOver: 5000 }, { regions: ['650000'], fee: 3000, freeOver: null }]

describe('terms of carriage', () => {
  test('are added with their rules in order; regions have their names, and the log has all of it', async () => {
    const id = await added({ name: ' 华东 ', rules: RULES })
    expect(await read(id)).toEqual({
      id,
      name: '华东',
      fee: 1000,
      freeOver: 9900,
      isDefault: true,
      productCount: expect.any(Number),
      ownCount: 0,
      version: 1,
      rules: [
        { regions: [{ code: '340100', name: '安徽省合肥市' }], fee: 0, freeOver: null },
        { regions: [{ code: '340000', name: '安徽省' }, { code: '310000', name: '上海市' }], fee: 600, freeOver: 5000 },
        { regions: [{ code: '650000', name: '新疆维吾尔自治区' }], fee: 3000, freeOver: null },
      ],
    })
    expect((await list('en'))[0].rules.map(({ regions }: any) => regions.map(({ name }: any) => name))).toEqual([['安徽省合肥市'], ['Anhui', 'Shanghai'], ['Xinjiang']])
    expect(await auditOf(site, `freight:${id}`)).toMatchObject([{ action: 'mall.add_freight', after: { name: '华东', freightFee: 1000, rules: ['安徽省合肥市: 0', '安徽省、上海市: 6 / ≥ 50: 0', '新疆维吾尔自治区: 30'] } }])
  })

  test('are changed as a whole, their rules put in another order', async () => {
    const id = await added({ rules: RULES.slice(1) })
    const after = wish({ name: '改名', fee: 0, freeOver: null, rules: [RULES[2]!, RULES[1]!] })
    expect((await call('PUT', `/${id}`, { version: 1, ...after })).status).toBe(200)
    expect(await read(id)).toMatchObject({ name: '改名', fee: 0, freeOver: null, version: 2, rules: [{ fee: 3000 }, { fee: 600 }] })
    expect((await auditOf(site, `freight:${id}`))[0]).toMatchObject({ action: 'mall.change_freight', before: { freightFee: 1000 }, after: { freightFee: 0 } })
  })

  test.each([
    ['a name another has', { name: '已有' }, [409, 'mall.name_taken', 'name']],
    ['a region that is none', { rules: [{ regions: ['349900'], fee: 1, freeOver: null }] }, [422, 'mall.unknown_region', 'rules']],
    ['a city behind its province', { rules: [RULES[1]!, RULES[0]!] }, [422, 'mall.region_idle', 'rules']],
    ['a region in two rules', { rules: [RULES[2]!, RULES[2]!] }, [422, 'mall.region_idle', 'rules']],
    ['a city beside its province', { rules: [{ regions: ['340000', '340100'], fee: 1, freeOver: null }] }, [422, 'mall.region_idle', 'rules']],
  ])('are refused with %s', async (_, more, refusal) => {
    await added({ name: '已有' })
    const id = await added()
    expect(told(await add(more))).toEqual(refusal)
    expect(told(await call('PUT', `/${id}`, { version: 1, ...wish(more) }))).toEqual(refusal)
  })

  test.each([
    ['a fee below nothing', { fee: -1 }],
    ['a fee beyond all carriage', { fee: 100_001 }],
    ['half a fen', { fee: 0.5 }],
    ['free from nothing', { freeOver: 0 }],
    ['a rule for nowhere', { rules: [{ regions: [], fee: 1, freeOver: null }] }],
    ['a rule that names a region twice', { rules: [{ regions: ['310000', '310000'], fee: 1, freeOver: null }] }],
    ['a default that is claimed', { isDefault: true }],
    ['a blank name', { name: ' ' }],
  ])('are not understood with %s', async (_, more) => {
    expect((await add(more)).status).toBe(400)
  })

  test('two staff who change them at the same moment: one is told that the other was faster', async () => {
    const id = await added()
    const other = await aStaff(site, ['mall.marketing'])
    const answers = await Promise.all([call('PUT', `/${id}`, { version: 1, ...wish({ fee: 1 }) }), call('PUT', `/${id}`, { version: 1, ...wish({ fee: 2 }) }, other)])
    expect(answers.map(({ status, error }) => error ?? status).sort()).toEqual([200, 'mall.changed_meanwhile'])
  })
})

describe('the default', () => {
  const defaults = async () => (await list()).filter(({ isDefault }: any) => isDefault).map(({ id }: any) => id)

  test('is the first of all, moves to another, and is never two or none', async () => {
    const [first, second] = [await added({ name: '甲' }), await added({ name: '乙' })]
    expect(await defaults()).toEqual([first])
    expect((await call('PUT', `/${second}/default`)).status).toBe(200)
    expect((await call('PUT', `/${second}/default`)).status).toBe(200)
    expect(await defaults()).toEqual([second])
    expect((await auditOf(site, `freight:${second}`)).map(({ action, before, after }) => [action, before, after]).slice(0, -1)).toEqual([['mall.default_freight', { isDefault: '甲' }, { isDefault: '乙' }]])
  })

  test('many staff who move it to different places at the same moment: there is one at every moment, and the last has it', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => added()))
    expect(await defaults()).toHaveLength(1)
    const moves = [...ids, ...ids].map(id => call('PUT', `/${id}/default`))
    const looks = moves.map(async (move) => {
      const before = (await defaults()).length
      await move
      return [before, (await defaults()).length]
    })
    const answers = await Promise.all(moves)
    const seen = (await Promise.all(looks)).flat()
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }).fill(200))
    expect(new Set([...seen, (await defaults()).length])).toEqual(new Set([1]))
  })

  test('is what products without terms of their own are sent on, from the next quote on', async () => {
    await added({ fee: 800, freeOver: null })
    const dear = await added({ fee: 2500, freeOver: null })
    const buyer = await aBuyer(site)
    const { skuId } = await aProduct(site)
    const freight = async () => (await quote(site, buyer, { items: [{ skuId, count: 1 }] })).data.freight
    expect(await freight()).toBe(800)
    await call('PUT', `/${dear}/default`)
    expect(await freight()).toBe(2500)
  })
})

describe('deleting', () => {
  test('is for terms that no product has, and never for the default', async () => {
    const [first, used, free] = [await added(), await added(), await added()]
    await aProduct(site, { freightTemplateId: used })
    await aProduct(site, { freightTemplateId: used, status: 'off' })
    const refused = await call('DELETE', `/${used}`)
    expect([...told(refused), refused.details.products]).toEqual([409, 'mall.freight_used', undefined, 2])
    expect(told(await call('DELETE', `/${first}`))).toEqual([409, 'mall.freight_default', undefined])
    expect((await call('DELETE', `/${free}`)).status).toBe(200)
    expect((await list()).map(({ id }: any) => id)).toEqual([first, used])
    expect((await auditOf(site, `freight:${free}`))[0]).toMatchObject({ action: 'mall.delete_freight' })
  })

  test('terms that become the default at the same moment stay, or are gone before', async () => {
    for (let round = 0; round < 6; round++) {
      await added()
      const id = await added()
      const [removed, moved] = await Promise.all([call('DELETE', `/${id}`), call('PUT', `/${id}/default`)])
      expect([[200, 404], [409, 200]]).toContainEqual([removed.status, moved.status])
      expect((await list()).filter(({ isDefault }: any) => isDefault)).toHaveLength(1)
    }
  })
})

test('the number of products opens them: those that chose the terms, and with the default those that chose none', async () => {
  const [first, second] = [await added(), await added()]
  const before = (await read(first)).productCount
  const [own, none] = [await aProduct(site, { title: '有模板', freightTemplateId: second }), await aProduct(site, { title: '没模板', status: 'draft' })]
  expect([await read(first), await read(second)]).toMatchObject([{ productCount: before + 1, ownCount: 0 }, { productCount: 1, ownCount: 1 }])
  const products = async (id: number, query = {}) => (await site.call('GET', `console/mall/freight/${id}/products`, { as: staff, query })).data
  expect((await products(second)).items).toEqual([{ id: own.id, title: '有模板', picture: null, status: 'on', price: 10_000, own: true }])
  const ofDefault = await products(first, { limit: 1 })
  expect([ofDefault.items[0].id, ofDefault.items[0].own, ofDefault.total]).toEqual([none.id, false, before + 1])
  expect((await site.call('GET', 'console/mall/freight/999999/products', { as: staff })).status).toBe(404)
})

describe('trying it', () => {
  test('says of an address and a sum what the checkout charges', async () => {
    const id = await added({ rules: RULES })
    const heavy = await added({ fee: 5000, freeOver: null })
    const trial = async (query: Record<string, string | number>) => (await site.call('GET', 'console/mall/freight/trial', { as: staff, query })).data.map((row: any) => [row.id, row.fee, row.rule])
    expect(await trial({ regionCode: '340104', sum: 100 })).toEqual([[id, 0, 0], [heavy, 5000, null]])
    expect(await trial({ sum: 9900 })).toEqual([[id, 0, null], [heavy, 5000, null]])

    const { skuId } = await aProduct(site, { price: 2500, freightTemplateId: id })
    const buyer = await aBuyer(site)
    for (const [regionCode, count] of [['340202', 1], ['340202', 2], ['650102', 4], ['110105', 3], ['110105', 4]] as const) {
      const addressId = await anAddress(site, buyer, { regionCode })
      const { freight } = (await quote(site, { ...buyer, addressId }, { items: [{ skuId, count }] })).data
      expect([regionCode, count, (await trial({ regionCode, sum: 2500 * count }))[0][1]]).toEqual([regionCode, count, freight])
    }
  })

  test.each([
    [{ regionCode: '349900', sum: 1 }, 422],
    [{ regionCode: 'x', sum: 1 }, 400],
    [{ sum: 0 }, 400],
    [{}, 400],
  ] as [Record<string, string | number>, number][])('%j is answered with %i', async (query, status) => {
    expect((await site.call('GET', 'console/mall/freight/trial', { as: staff, query })).status).toBe(status)
  })
})

test('only staff with the permission come near, and what is not there is not found', async () => {
  const id = await aFreightTemplate(site, { fee: 1, isDefault: true })
  const tries = (who: TestStaff, template: number) => [
    call('PUT', `/${template}`, { version: 1, ...wish() }, who),
    call('PUT', `/${template}/default`, undefined, who),
    call('DELETE', `/${template}`, undefined, who),
    site.call('GET', `console/mall/freight/${template}/products`, { as: who }),
    site.call('GET', 'console/mall/freight', { as: who }),
    site.call('GET', 'console/mall/freight/trial', { as: who, query: { sum: 1 } }),
    call('POST', '', wish(), who),
  ]
  const other = await aStaff(site, ['mall.orders', 'mall.catalogue', 'mall.statistics'])
  expect((await Promise.all(tries(other, id))).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403])
  expect((await Promise.all(tries(staff, 999_999))).slice(0, 4).map(({ status }) => status)).toEqual([404, 404, 404, 404])
})
