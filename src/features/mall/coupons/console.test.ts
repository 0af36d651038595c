import type { Answer } from '../../../../test/app.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aCoupon, claim } from '../checkout/checkout.fixture.ts'
import { aCategoryPath, aProduct } from '../mall.fixture.ts'
import { anOrder, decide } from '../orders/orders.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeAll(async () => {
  staff = await aStaff(site, ['mall.marketing', 'mall.orders'])
})

const at = (days: number) => new Date(site.clock.now().getTime() + days * 86_400_000).toISOString()
const wish = (more: object = {}) => ({ name: '春日立减', kind: 'amount', amount: 1000, percent: null, most: null, threshold: 9900, categoryId: null, perPerson: 1, total: 100, claimFrom: at(-1), claimUntil: at(7), days: 7, visible: true, ...more })
const add = (more: object = {}) => site.call('POST', 'console/mall/coupons', { as: staff, body: wish(more) })
const added = async (more: object = {}) => {
  const { status, data } = await add(more)
  expect(status).toBe(201)
  return data as { id: number, version: number }
}
const read = async (id: number) => (await site.call('GET', `console/mall/coupons/${id}`, { as: staff })).data
const change = (id: number, body: object, as = staff) => site.call('PATCH', `console/mall/coupons/${id}`, { as, body })
const end = (id: number, reason = '活动提前结束') => site.call('PUT', `console/mall/coupons/${id}/end`, { as: staff, body: { reason } })
const remove = (id: number) => site.call('DELETE', `console/mall/coupons/${id}`, { as: staff })
const list = async (query: Record<string, string | number> = {}) => (await site.call('GET', 'console/mall/coupons', { as: staff, query: { limit: 100, ...query } })).data
const told = ({ status, error, details }: Answer) => [status, error, details?.field]

describe('a new coupon', () => {
  test('takes off an amount, or percent with an end, and stands in the log', async () => {
    const path = await aCategoryPath(site)
    const ten = (await add({ name: ' 满99减10 ' })).data
    expect(ten).toMatchObject({ name: '满99减10', kind: 'amount', amount: 1000, percent: null, most: null, threshold: 9900, category: null, perPerson: 1, total: 100, claimed: 0, used: 0, takenOff: 0, state: 'running', days: 7, visible: true })
    expect((await add({ kind: 'percent', amount: null, percent: 20, most: 5000, threshold: 0, categoryId: path[0], total: null })).data).toMatchObject({ kind: 'percent', percent: 20, most: 5000, category: { id: path[0] }, total: null })
    expect(await auditOf(site, `coupon:${ten.id}`)).toMatchObject([{ staffId: staff.staffId, action: 'mall.add_coupon', after: { name: '满99减10', amount: 1000, pieces: 100 } }])
  })

  test('can be claimed at once by people who see it', async () => {
    const { id } = await added()
    expect((await claim(site, await aPerson(site), id)).status).toBe(201)
  })

  test.each([
    ['an amount that is not said', { amount: null }, 'amount'],
    ['percent beside an amount', { percent: 20 }, 'percent'],
    ['an end of an amount', { most: 500 }, 'most'],
    ['percent that are not said', { kind: 'percent', amount: null }, 'percent'],
    ['an amount beside percent', { kind: 'percent', percent: 20 }, 'amount'],
    ['more off than the goods it asks for', { amount: 9901 }, 'amount'],
    ['an end before it begins', { claimFrom: '2027-03-04T06:00:00Z', claimUntil: '2027-03-04T06:00:00Z' }, 'claimUntil'],
    ['an end that is over', { claimFrom: '2027-02-27T06:00:00Z', claimUntil: '2027-03-01T06:00:00Z' }, 'claimUntil'],
    ['a category that is not there', { categoryId: 999_999 }, 'categoryId'],
  ])('is refused for %s', async (_, more, field) => {
    expect(told(await add(more))).toEqual([422, expect.stringMatching(/^mall\./), field])
  })

  test.each([
    ['no percent', { kind: 'percent', amount: null, percent: 0 }],
    ['all', { kind: 'percent', amount: null, percent: 100 }],
    ['half a fen', { amount: 0.5 }],
    ['nobody', { perPerson: 0 }],
    ['no day', { days: 0 }],
    ['a blank name', { name: '  ' }],
    ['a day without an hour', { claimUntil: '2027-03-09' }],
    ['a time before all calendars', { claimFrom: '0000-01-01T00:00:00Z' }],
    ['a second that is not', { claimFrom: '2027-06-30T23:59:60Z' }],
    ['claims that are made up', { claimed: 7 }],
  ])('is not understood with %s', async (_, more) => {
    expect((await add(more)).status).toBe(400)
  })
})

describe('the list', () => {
  test('tells who can claim what now, newest first, and is searched by name, number, state and kind', async () => {
    const name = '筛选券'
    const running = (await added({ name })).id
    const planned = (await added({ name, claimFrom: at(1) })).id
    const hidden = (await added({ name, visible: false, kind: 'percent', amount: null, percent: 5 })).id
    const over = await aCoupon(site, { name, fromIn: -200, untilIn: 0 })
    const states = async (query = {}) => (await list({ q: name, ...query })).items.map(({ id, state }: any) => [id, state])
    expect(await states()).toEqual([[over, 'over'], [hidden, 'hidden'], [planned, 'planned'], [running, 'running']])
    for (const [state, id] of Object.entries({ running, planned, hidden, over })) expect(await states({ state })).toEqual([[id, state]])
    expect(await states({ kind: 'percent' })).toEqual([[hidden, 'hidden']])
    expect((await list({ q: String(planned) })).items.map(({ id }: any) => id)).toContain(planned)
    expect((await list({ q: '没有这种券' }))).toMatchObject({ total: 0, items: [] })
  })

  test('counts claims, uses and what was taken off; each opens its rows, and a cancelled order gives its coupon back', async () => {
    const { id } = await added({ amount: 700, threshold: 0, perPerson: 2 })
    const [anna, ben] = await Promise.all([aPerson(site), aPerson(site)])
    const { skuId } = await aProduct(site)
    const claims = [await claim(site, anna, id), await claim(site, anna, id), await claim(site, ben, id)].map(({ data }) => data.id as number)
    const [kept, dropped] = [await anOrder(site, anna, { lines: [{ skuId, count: 1 }], discount: 700, couponId: claims[0] }), await anOrder(site, ben, { lines: [{ skuId, count: 1 }], discount: 700, couponId: claims[2] })]
    expect(await read(id)).toMatchObject({ claimed: 3, used: 2, takenOff: 1400 })

    expect((await decide(site, ben, dropped.no, 'cancel')).status).toBe(200)
    expect((await list()).items.find((coupon: any) => coupon.id === id)).toMatchObject({ claimed: 3, used: 1, takenOff: 700 })
    const orders = await site.call('GET', 'console/mall/orders', { as: staff, query: { couponId: id } })
    expect([orders.data.total, orders.data.items[0].no]).toEqual([1, kept.no])

    const rows = async (query = {}) => (await site.call('GET', `console/mall/coupons/${id}/claims`, { as: staff, query })).data.items.map((row: any) => [row.id, row.buyer.number, row.state, row.orderNo, row.discount])
    expect(await rows()).toEqual([[claims[2], ben.accountId, 'usable', null, null], [claims[1], anna.accountId, 'usable', null, null], [claims[0], anna.accountId, 'used', kept.no, 700]])
    expect(await rows({ state: 'used' })).toHaveLength(1)
    site.clock.advance(7 * 86_400)
    staff = await aStaff(site, ['mall.marketing', 'mall.orders'])
    expect((await rows({ state: 'expired' })).map(([claimId]: any) => claimId)).toEqual([claims[2], claims[1]])
    expect(await rows({ state: 'usable' })).toEqual([])
  })
})

describe('changing', () => {
  test('everything can be changed before anybody has claimed it, and the log tells what', async () => {
    const { id, version } = await added()
    const { status, data } = await change(id, { version, kind: 'percent', amount: null, percent: 12, most: 3000, threshold: 0, days: 30, perPerson: 3, total: null, claimFrom: at(2), claimUntil: at(3), visible: false, name: '改过的券' })
    expect([status, data]).toEqual([200, expect.objectContaining({ name: '改过的券', kind: 'percent', percent: 12, most: 3000, threshold: 0, days: 30, perPerson: 3, total: null, visible: false, version: version + 1, state: 'hidden' })])
    expect((await auditOf(site, `coupon:${id}`))[0]).toMatchObject({ action: 'mall.change_coupon', before: { amount: 1000 }, after: { amount: null, percent: 12 } })
    expect(told(await change(id, { version: version + 1, percent: null }))).toEqual([422, 'mall.coupon_worth', 'percent'])
  })

  test.each([
    ['kind', { kind: 'percent', amount: null, percent: 10 }],
    ['amount', { amount: 999 }],
    ['threshold', { threshold: 10_000 }],
    ['perPerson', { perPerson: 2 }],
    ['claimFrom', { claimFrom: '2027-02-01T00:00:00Z' }],
    ['days', { days: 6 }],
  ])('once somebody has claimed it, %s stays as it was promised', async (field, more) => {
    const { id, version } = await added()
    await claim(site, await aPerson(site), id)
    const answer = await change(id, { version, ...more })
    expect([...told(answer), answer.details.claimed]).toEqual([409, 'mall.coupon_promised', field, 1])
    expect(await read(id)).toMatchObject({ amount: 1000, threshold: 9900, perPerson: 1, days: 7, version })
  })

  test('name, number, end and visibility change at any time, but not to fewer than are claimed or to an end that is over', async () => {
    const { id, version } = await added({ total: 3 })
    for (let i = 0; i < 2; i++) await claim(site, await aPerson(site), id)
    expect(told(await change(id, { version, total: 1 }))).toEqual([422, 'mall.coupon_total', 'total'])
    expect(told(await change(id, { version, claimUntil: at(-0.5) }))).toEqual([422, 'mall.coupon_past', 'claimUntil'])
    expect((await change(id, { version, total: 2, name: '余下不多', claimUntil: at(1), visible: true })).data).toMatchObject({ total: 2, name: '余下不多', claimUntil: at(1) })
    expect((await claim(site, await aPerson(site), id)).error).toBe('mall.coupon_gone')
  })

  test('two staff who change it at the same moment: one is told that the other was faster', async () => {
    const { id, version } = await added()
    const other = await aStaff(site, ['mall.marketing'])
    const answers = await Promise.all([change(id, { version, amount: 800 }), change(id, { version, amount: 600 }, other)])
    expect(answers.map(({ status, error }) => error ?? status).sort()).toEqual([200, 'mall.changed_meanwhile'])
    expect((await auditOf(site, `coupon:${id}`)).filter(({ action }) => action === 'mall.change_coupon')).toHaveLength(1)
  })

  test('a claim and a change at the same moment: nobody gets a coupon that is worth less than they were shown', async () => {
    for (let round = 0; round < 8; round++) {
      const { id, version } = await added()
      const anna = await aPerson(site)
      const [claimed, changed] = await Promise.all([claim(site, anna, id), change(id, { version, amount: 1 })])
      expect(claimed.status).toBe(201)
      // Either the change came first and the claim tells the new worth, or it came second and was refused.
      expect([claimed.data.amount, changed.status]).toEqual(changed.status === 200 ? [1, 200] : [1000, 409])
    }
  })
})

describe('ending and deleting', () => {
  test('ended now, nobody can claim it any more, and who has it can use it', async () => {
    const { id } = await added({ threshold: 0 })
    const anna = await aPerson(site)
    await claim(site, anna, id)
    const { status, data } = await end(id)
    expect([status, data.state, data.claimUntil]).toEqual([200, 'over', site.clock.now().toISOString()])
    expect((await claim(site, await aPerson(site), id)).error).toBe('mall.coupon_gone')
    expect((await site.call('GET', 'mall/coupons/mine', { as: anna })).data.items).toMatchObject([{ couponId: id, state: 'usable' }])
    expect((await end(id)).status).toBe(200)
    expect((await auditOf(site, `coupon:${id}`)).map(({ action, reason }) => [action, reason])).toEqual([['mall.end_coupon', '活动提前结束'], ['mall.add_coupon', null]])
  })

  test('what has not begun is not ended but deleted', async () => {
    const { id } = await added({ claimFrom: at(1) })
    expect(told(await end(id))).toEqual([409, 'mall.coupon_not_begun', undefined])
    expect((await remove(id)).status).toBe(200)
    expect((await remove(id)).status).toBe(404)
    expect((await auditOf(site, `coupon:${id}`))[0]).toMatchObject({ action: 'mall.delete_coupon', before: { name: '春日立减' } })
  })

  test('what somebody has claimed is not deleted, whoever was first', async () => {
    const { id } = await added()
    await claim(site, await aPerson(site), id)
    const answer = await remove(id)
    expect([...told(answer), answer.details.claimed]).toEqual([409, 'mall.coupon_has_claims', undefined, 1])
    for (let round = 0; round < 5; round++) {
      const next = await added()
      const [claimed, removed] = await Promise.all([claim(site, await aPerson(site), next.id), remove(next.id)])
      expect([[201, 409], [404, 200]]).toContainEqual([claimed.status, removed.status])
    }
  })
})

test('only staff with the permission come near, and what is not there is not found', async () => {
  const { id, version } = await added()
  const other = await aStaff(site, ['mall.orders', 'mall.catalogue', 'mall.statistics'])
  const tries = (who: TestStaff, coupon: number) => [
    site.call('GET', 'console/mall/coupons', { as: who }),
    site.call('POST', 'console/mall/coupons', { as: who, body: wish() }),
    site.call('GET', `console/mall/coupons/${coupon}`, { as: who }),
    site.call('GET', `console/mall/coupons/${coupon}/claims`, { as: who }),
    change(coupon, { version, name: '别人' }, who),
    site.call('PUT', `console/mall/coupons/${coupon}/end`, { as: who, body: { reason: '不行' } }),
    site.call('DELETE', `console/mall/coupons/${coupon}`, { as: who }),
  ]
  expect((await Promise.all(tries(other, id))).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403, 403])
  expect((await Promise.all(tries(staff, 999_999))).slice(2).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  expect((await end(id, ' ')).status).toBe(400)
})
