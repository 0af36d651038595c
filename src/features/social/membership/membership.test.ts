import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { csrfTokenOf } from '../../../core/accounts/cookies.ts'
import { startSession } from '../../../core/accounts/sessions.ts'
import { aMeeter } from '../social.fixture.ts'
import { endMembershipOf, membershipAffairs } from './leaving.ts'
import { buy, DAY, join, moneyArrives, moneyGoesBack, planOf, spansOf } from './membership.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const mine = async (me: { headers: Record<string, string> }) => (await site.call('GET', 'social/membership', { as: me })).data
const sweep = () => site.parts.jobs.sweepNow(site.parts)
const inSeconds = (seconds: number) => new Date(site.clock.now().getTime() + seconds * 1000).toISOString()

describe('what can be bought', () => {
  test('anybody reads the levels with what they allow, in both languages, and the plans on sale with their prices', async () => {
    const { data } = await site.call('GET', 'social/plans')
    expect(data.levels).toHaveLength(4)
    expect(data.levels[3]).toEqual({ level: 3, name: { 'zh-CN': '黄金', 'en': 'Gold' }, badge: true, likesADay: null, superlikesADay: 10, rewindsADay: null, anyCity: true, seesLikes: true })
    expect(data.plans.map(({ level, days, price }: any) => [level, days, price])).toEqual([[1, 30, 1000], [1, 180, 5000], [1, 365, 9000], [2, 30, 2000], [2, 180, 10_000], [2, 365, 18_000], [3, 30, 4000], [3, 180, 22_000], [3, 365, 36_000]])
  })

  test('a membership is ordered by a member, with a key, at the price it has; the same key is the same order', async () => {
    const me = await aPerson(site)
    const planId = await planOf(site, 2, 30)
    expect((await site.call('POST', 'social/memberships', { body: { planId } })).status).toBe(401)
    expect(await site.call('POST', 'social/memberships', { as: me, body: { planId } })).toMatchObject({ status: 400, error: 'social.key_needed' })
    const first = await buy(site, me, planId, {}, 'once')
    expect(first.status).toBe(201)
    expect(first.data.payUrl).toMatch(/^http/)
    expect((await buy(site, me, planId, {}, 'once')).data.orderNo).toBe(first.data.orderNo)
    expect((await mine(me)).orders).toMatchObject([{ no: first.data.orderNo, status: 'WAIT_PAYMENT', level: 2, days: 30, price: 2000 }])
  })

  test('two tabs that buy the same thing pay for one; another plan is another order', async () => {
    const me = await aPerson(site)
    const answers = await Promise.all(Array.from({ length: 10 }, async () => buy(site, me, await planOf(site, 1, 30))))
    expect(new Set(answers.map(({ data }) => data.orderNo)).size).toBe(1)
    expect((await buy(site, me, await planOf(site, 1, 180))).data.orderNo).not.toBe(answers[0]!.data.orderNo)
  })

  test('a plan off sale is gone; an order keeps its own price when the plan’s changes; who was shown another price is told', async () => {
    const me = await aPerson(site)
    const planId = await planOf(site, 2, 365)
    const { data: { orderNo } } = await buy(site, me, planId)
    const change = (set: object) => site.parts.db.sql.updateTable('membership_plan').set(set).where('id', '=', planId).execute()
    await change({ price: 19_000 })
    expect(await buy(site, me, planId, { price: 18_000 })).toMatchObject({ status: 409, error: 'social.price_changed', details: { price: 19_000 } })
    await change({ on_sale: false })
    expect(await buy(site, me, planId)).toMatchObject({ status: 409, error: 'social.plan_gone' })
    expect((await buy(site, me, 999_999)).status).toBe(409)
    expect((await site.call('GET', 'social/plans')).data.plans.map(({ id }: any) => id)).not.toContain(planId)
    expect((await site.call('POST', `social/memberships/${orderNo}/payments`, { as: me })).status).toBe(201)
    const payment = await site.parts.db.sql.selectFrom('payment').select(['amount', 'module']).where('reference', '=', orderNo).execute()
    expect(payment).toEqual([{ amount: 18_000, module: 'social' }])
    expect(await moneyArrives(site, orderNo, 19_000)).toBe('surplus')
    expect(await moneyArrives(site, orderNo)).toBe('accepted')
    await change({ price: 18_000, on_sale: true })
  })

  test('an order is paid by whoever made it', async () => {
    const { data: { orderNo } } = await buy(site, await aPerson(site), await planOf(site, 1, 30))
    expect((await site.call('POST', `social/memberships/${orderNo}/payments`, { as: await aPerson(site) })).status).toBe(404)
    expect((await site.call('POST', 'social/memberships/V0/payments', { as: await aPerson(site) })).status).toBe(404)
  })

  test('whoever is banned is not sold anything', async () => {
    const me = await aMeeter(site)
    await site.parts.db.sql.updateTable('social_profile').set({ banned_at: site.clock.now(), ban_reason: '骚扰' }).where('account_id', '=', me.accountId).execute()
    expect(await buy(site, me, await planOf(site, 1, 30))).toMatchObject({ status: 403, error: 'social.banned' })
  })
})

describe('what was paid holds', () => {
  test('from the payment to the last second, without any job', async () => {
    const me = await aMeeter(site)
    const likes = async (as: { headers: Record<string, string> } = me) => (await site.call('GET', 'social/quota', { as })).data.likes.limit
    expect([(await mine(me)).level, await likes()]).toEqual([0, 100])
    await join(site, me, 3, 30)
    const endsAt = inSeconds(30 * DAY)
    expect(await mine(me)).toMatchObject({ level: 3, endsAt, spans: [{ level: 3, endsAt }], orders: [{ status: 'PAID' }] })
    expect(await likes()).toBeNull()
    site.clock.advance(30 * DAY - 1)
    const later = await signedInAnew(me)
    expect([(await mine(later)).level, await likes(later)]).toEqual([3, null])
    site.clock.advance(1)
    expect([await mine(later), await likes(later)]).toMatchObject([{ level: 0, endsAt: null, spans: [] }, 100])
    site.clock.advance(1)
    expect([(await mine(later)).level, await likes(later)]).toEqual([0, 100])
  })

  test('a renewal loses no day, a higher level lets the lower one wait', async () => {
    const me = await aPerson(site)
    await join(site, me, 1, 30)
    site.clock.advance(10 * DAY)
    await join(site, me, 1, 30)
    expect((await mine(me)).endsAt).toBe(inSeconds(50 * DAY))
    await join(site, me, 3, 30)
    expect(await mine(me)).toMatchObject({ level: 3, spans: [{ level: 3, endsAt: inSeconds(30 * DAY) }, { level: 1, startsAt: inSeconds(30 * DAY), endsAt: inSeconds(80 * DAY) }] })
  })

  test('a refund ends its own days, and the rest goes on', async () => {
    const me = await aPerson(site)
    await join(site, me, 1, 30)
    const gold = await join(site, me, 3, 30)
    site.clock.advance(5 * DAY)
    await moneyGoesBack(site, gold, 'failed')
    expect((await mine(me)).level).toBe(3)
    await moneyGoesBack(site, gold)
    expect(await mine(me)).toMatchObject({ level: 1, endsAt: inSeconds(30 * DAY), orders: [{ no: gold, status: 'REFUNDED' }, { status: 'PAID' }] })
    await moneyGoesBack(site, gold)
    const { spans, expected } = await spansOf(site, me)
    expect(spans).toEqual(expected)
  })

  test('the day’s counters stay when the level falls', async () => {
    const me = await aMeeter(site)
    const gold = await join(site, me, 3, 30)
    await site.parts.db.sql.insertInto('social_quota').values({ account_id: me.accountId, kind: 'like', used: 150, resets_at: new Date(inSeconds(3600)), began_at: site.clock.now() }).execute()
    await moneyGoesBack(site, gold)
    const { data } = await site.call('GET', 'social/quota', { as: me })
    expect(data.likes).toMatchObject({ limit: 100, left: 0 })
    await join(site, me, 1, 30)
    expect((await site.call('GET', 'social/quota', { as: me })).data.likes).toMatchObject({ limit: 200, left: 50 })
  })

  test('people read in their inbox what has become of their money', async () => {
    const me = await aPerson(site)
    const no = await join(site, me, 2, 180)
    await moneyGoesBack(site, no)
    const { data } = await site.call('GET', 'inbox', { as: me })
    expect(data.notices.items.map(({ text }: any) => text)).toEqual([expect.stringContaining('退款已原路退回'), '白银会员 180 天已开通，谢谢您的支持。'])
    expect(data.notices.items[0].path).toBe('/meet/membership')
  })
})

describe('an order that is not paid', () => {
  test('ends after half an hour, and its money goes back when it comes later', async () => {
    const me = await aPerson(site)
    const { data: { orderNo } } = await buy(site, me, await planOf(site, 1, 30))
    site.clock.advance(29 * 60)
    await sweep()
    expect((await mine(me)).orders[0].status).toBe('WAIT_PAYMENT')
    // One that lapses in a minute is not offered again.
    expect((await buy(site, me, await planOf(site, 1, 30))).data.orderNo).not.toBe(orderNo)
    site.clock.advance(60)
    expect(await site.call('POST', `social/memberships/${orderNo}/payments`, { as: me })).toMatchObject({ status: 409, error: 'payments.too_late' })
    site.clock.advance(600) // nobody listens at the provider in this test: it is waited for this long
    await sweep()
    expect((await mine(me)).orders.find(({ no }: any) => no === orderNo).status).toBe('CANCELED')
    expect(await moneyArrives(site, orderNo)).toBe('surplus')
    expect(await mine(me)).toMatchObject({ level: 0 })
    const { data } = await site.call('GET', 'inbox', { as: me })
    expect(data.notices.items[0].text).toContain('全额退回')
  })

  test('is paid when its money came before anybody noticed that it was late', async () => {
    const me = await aPerson(site)
    const { data: { orderNo } } = await buy(site, me, await planOf(site, 1, 30))
    site.clock.advance(31 * 60)
    expect(await moneyArrives(site, orderNo)).toBe('accepted')
    await sweep()
    expect(await mine(me)).toMatchObject({ level: 1, orders: [{ status: 'PAID' }] })
  })
})

describe('a visit to another city', () => {
  test('ends soon after the membership that allowed it, and not before', async () => {
    const me = await aMeeter(site)
    await join(site, me, 3, 30)
    expect((await site.call('PATCH', 'social/settings', { as: me, body: { scope: 'city', targetCity: '310100' } })).status).toBe(200)
    const where = async () => (await site.parts.db.sql.selectFrom('social_card').select('city').where('account_id', '=', me.accountId).executeTakeFirstOrThrow()).city
    await sweep()
    expect(await where()).toBe('310100')
    site.clock.advance(30 * DAY)
    await sweep()
    expect(await where()).toBe('340100')
    const { data } = await site.call('GET', 'social/settings', { as: await signedInAnew(me) })
    expect(data).toMatchObject({ scope: 'city', targetCity: null })
  })
})

describe('whoever leaves', () => {
  test('is told what they lose; what they have not paid can’t be paid any more', async () => {
    const me = await aPerson(site)
    await join(site, me, 1, 30)
    const { data: { orderNo } } = await buy(site, me, await planOf(site, 2, 30))
    expect(await membershipAffairs(site.parts, me.accountId)).toEqual([{ 'zh-CN': expect.stringContaining('有效期至'), 'en': expect.stringContaining('runs until') }])
    await site.parts.db.tx(tx => endMembershipOf(site.parts, tx, me.accountId))
    expect(await moneyArrives(site, orderNo)).toBe('surplus')
    expect((await spansOf(site, me)).spans).toEqual([])
  })
})

/** Somebody signed in anew: sessions don't live as long as memberships. */
async function signedInAnew(person: { accountId: number }): Promise<{ headers: Record<string, string> }> {
  const session = await site.parts.db.tx(tx => startSession(site.parts, tx, person.accountId, { address: '127.0.0.1', deviceId: null, userAgent: '', session: null }, {}))
  if (session.kind !== 'browser') throw new Error('a browser session was asked for')
  return { headers: { 'cookie': `linli_session=${session.browser.token}`, 'x-csrftoken': csrfTokenOf(site.parts.config, session.browser.secretHash) } }
}
