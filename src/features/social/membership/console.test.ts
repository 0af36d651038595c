import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { buy, DAY, join, moneyGoesBack, planOf } from './membership.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const base = 'console/social'
const manager = () => aStaff(site, ['social.membership'])
const auditOf = (target: string) => site.parts.db.sql.selectFrom('audit').select(['action', 'reason', 'before', 'after']).where('target', '=', target).orderBy('id').execute()

describe('levels and plans', () => {
  test('are for staff who may', async () => {
    for (const as of [undefined, await aPerson(site)]) expect((await site.call('GET', `${base}/levels`, { as })).status).toBe(401)
    expect((await site.call('GET', `${base}/levels`, { as: await aStaff(site, ['social.people']) })).status).toBe(403)
    expect((await site.call('GET', `${base}/memberships`, { as: await aStaff(site, ['social.people']) })).status).toBe(403)
  })

  test('a level is renamed and allows something else from then on; of eight who change it at once one does, the others hear so; it is written down', async () => {
    const staff = await manager()
    const me = await aPerson(site)
    await join(site, me, 2, 30)
    const level = async () => (await site.call('GET', `${base}/levels`, { as: staff })).data.levels[2]
    expect(await level()).toMatchObject({ nameZh: '白银', members: 1, version: 1 })
    const change = (body: object) => site.call('PATCH', `${base}/levels/2`, { as: staff, body: { version: 1, ...body } })
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => change({ nameZh: ` 白金${n} `, superlikesADay: 7 })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }).fill(409)])
    expect(answers.find(({ status }) => status === 409)!.error).toBe('social.changed')
    expect(await level()).toMatchObject({ superlikesADay: 7, version: 2 })
    expect((await site.call('GET', 'social/plans')).data.levels[2].superlikesADay).toBe(7)
    expect(await auditOf('level:2')).toMatchObject([{ action: 'social.change_level', before: { superlikesADay: 5 }, after: { superlikesADay: 7 } }])
    expect((await site.call('PATCH', `${base}/levels/2`, { as: staff, body: { version: 2, likesADay: null } })).data.levels[2].likesADay).toBeNull()
    expect((await site.call('PATCH', `${base}/levels/7`, { as: staff, body: { version: 1, badge: true } })).status).toBe(404)
    expect((await site.call('PATCH', `${base}/levels/2`, { as: staff, body: { version: 3, nameEn: '  ' } })).status).toBe(400)
  })

  test('a plan is added once, its price and whether it is on sale change', async () => {
    const staff = await manager()
    const plan = { level: 1, days: 7, price: 300, onSale: true }
    const added = await site.call('POST', `${base}/plans`, { as: staff, body: plan })
    expect(added.status).toBe(201)
    const { id } = added.data.plans.find(({ days }: any) => days === 7)
    expect(await site.call('POST', `${base}/plans`, { as: staff, body: plan })).toMatchObject({ status: 409, error: 'social.plan_exists' })
    expect((await site.call('POST', `${base}/plans`, { as: staff, body: { ...plan, level: 8 } })).status).toBe(404)
    expect((await site.call('POST', `${base}/plans`, { as: staff, body: { ...plan, level: 0 } })).status).toBe(400)
    const change = (body: object) => site.call('PATCH', `${base}/plans/${id}`, { as: staff, body })
    expect((await change({ version: 1, price: 350 })).status).toBe(200)
    expect(await change({ version: 1, price: 400 })).toMatchObject({ status: 409, error: 'social.changed' })
    expect((await change({ version: 2, onSale: false })).data.plans.find(({ days }: any) => days === 7)).toMatchObject({ price: 350, onSale: false, version: 3 })
    expect((await site.call('GET', 'social/plans')).data.plans.some(({ days }: any) => days === 7)).toBe(false)
    expect((await auditOf(`plan:${id}`)).map(({ action }) => action)).toEqual(['social.add_plan', 'social.change_plan', 'social.change_plan'])
  })
})

describe('orders', () => {
  test('are found by number, person, state, level and day', async () => {
    const staff = await manager()
    const [anna, ben] = [await aPerson(site, { name: '安娜娜' }), await aPerson(site, { name: '本本' })]
    const [bronze, gold] = [await join(site, anna, 1, 30), await join(site, anna, 3, 30)]
    const { data: { orderNo: waiting } } = await buy(site, ben, await planOf(site, 1, 30))
    const find = async (query: Record<string, string>) => (await site.call('GET', `${base}/memberships`, { as: staff, query })).data.items.map(({ no }: any) => no)
    expect(await find({ q: bronze.toLowerCase() })).toEqual([bronze])
    expect(await find({ q: '安娜' })).toEqual([gold, bronze])
    expect(await find({ q: anna.mobile })).toEqual([gold, bronze])
    expect(await find({ q: anna.mobile.slice(0, 8) })).toEqual([])
    expect(await find({ q: String(anna.accountId) })).toEqual([gold, bronze])
    expect(await find({ buyer: ben.id })).toEqual([waiting])
    expect(await find({ buyer: 'nobody' })).toEqual([])
    expect(await find({ buyer: anna.id, level: '3' })).toEqual([gold])
    expect(await find({ status: 'WAIT_PAYMENT', buyer: ben.id })).toEqual([waiting])
    expect(await find({ buyer: anna.id, paidFrom: '2027-03-02' })).toEqual([])
    expect(await find({ buyer: anna.id, from: '2027-03-01', to: '2027-03-01' })).toEqual([gold, bronze])
    const { data } = await site.call('GET', `${base}/memberships/${gold}`, { as: staff })
    expect(data).toMatchObject({ no: gold, status: 'PAID', mayRefund: true, unusedWorth: 4000, buyer: { id: anna.id, number: anna.accountId, name: '安娜娜' }, current: { level: 3 }, refunds: [] })
    expect(JSON.stringify(data)).not.toContain(anna.mobile)
    expect((await site.call('GET', `${base}/memberships/V1`, { as: staff })).status).toBe(404)
  })

  test('staff send a part of the money back, once; the membership ends when it is there', async () => {
    const me = await aPerson(site)
    const no = await join(site, me, 3, 30)
    site.clock.advance(15 * DAY)
    const as = await manager()
    const refund = (body: object) => site.call('POST', `${base}/memberships/${no}/refunds`, { as, body })
    expect((await site.call('GET', `${base}/memberships/${no}`, { as })).data.unusedWorth).toBe(2000)
    expect((await refund({ amount: 2000 })).status).toBe(400)
    expect(await refund({ amount: 4001, reason: '误购' })).toMatchObject({ status: 422, error: 'social.refund_too_much' })
    const answers = await Promise.all(Array.from({ length: 5 }, () => refund({ amount: 2000, reason: '误购' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
    expect(answers.find(({ status }) => status === 201)!.data).toMatchObject({ status: 'PAID', refunded: 2000, mayRefund: false, refunds: [{ amount: 2000, status: 'requested' }], current: { level: 3 } })
    await moneyGoesBack(site, no)
    expect((await site.call('GET', `${base}/memberships/${no}`, { as })).data).toMatchObject({ status: 'REFUNDED', refunded: 2000, current: { level: 0, spans: [] } })
    expect(await auditOf(`social:${no}`)).toMatchObject([{ action: 'social.refund_membership', reason: '误购', after: { refunded: 2000 } }])
  })

  test('what is not paid can’t be refunded', async () => {
    const { data: { orderNo } } = await buy(site, await aPerson(site), await planOf(site, 1, 30))
    expect(await site.call('POST', `${base}/memberships/${orderNo}/refunds`, { as: await manager(), body: { amount: 1, reason: '误购' } })).toMatchObject({ status: 409, error: 'social.not_refundable' })
    expect((await site.call('POST', `${base}/memberships/V1/refunds`, { as: await manager(), body: { amount: 1, reason: '误购' } })).status).toBe(404)
  })
})
