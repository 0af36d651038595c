import type { TestMeeter } from '../social.fixture.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aMatch, aMeeter, showTo, swipeAs } from '../social.fixture.ts'
import { remakeRankings } from './ranking.ts'
import { weekBegan } from './rules.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const remake = () => remakeRankings(site.parts)
const read = async (as: TestMeeter, period: 'week' | 'all' = 'all') => (await site.call('GET', 'social/ranking', { as, query: { period } })).data
const names = async (as: TestMeeter, period: 'week' | 'all' = 'all') => (await read(as, period)).items.map(({ name, points }: any) => `${name} ${points}`)
const set = (who: TestMeeter, fields: object) => site.parts.db.sql.updateTable('social_profile').set(fields).where('account_id', '=', who.accountId).execute()

/** So many like somebody, the first of them by super-likes. */
async function liked(who: TestMeeter, likes: number, supers = 0, at = site.clock.now()): Promise<void> {
  for (let i = 0; i < likes; i++) {
    const fan = await aMeeter(site)
    await site.parts.db.sql.insertInto('swipe').values({ actor: fan.accountId, target: who.accountId, kind: i < supers ? 2 : 1, at }).execute()
  }
}

let viewer: TestMeeter
beforeEach(async () => {
  await site.parts.db.sql.updateTable('social_profile').set({ on_ranking: false }).execute()
  viewer = await aMeeter(site)
})

describe('the ranking', () => {
  test('has people who want to be on it, by what likes and super-likes are worth; nobody is pushed down by passes', async () => {
    const [anna, ben, cora] = [await aMeeter(site, { name: 'Anna', onRanking: true }), await aMeeter(site, { name: 'Ben', onRanking: true }), await aMeeter(site, { name: 'Cora' })]
    await liked(anna, 3)
    await liked(ben, 3, 2)
    await liked(cora, 5)
    await site.parts.db.sql.insertInto('swipe').values({ actor: viewer.accountId, target: ben.accountId, kind: 0, at: site.clock.now() }).execute()
    await aMeeter(site, { name: 'Dora', onRanking: true }) // liked by nobody
    await remake()
    expect(await names(viewer)).toEqual(['Ben 19', 'Anna 15'])
    expect((await read(viewer)).items.map(({ place }: any) => place)).toEqual([1, 2])
    expect((await read(viewer)).me).toBeNull()
    await remake()
    expect(await names(viewer)).toEqual(['Ben 19', 'Anna 15'])
  })

  test('counts a voter once, and not at all once they took it back', async () => {
    const ben = await aMeeter(site, { name: 'Ben', onRanking: true })
    await liked(ben, 1)
    await showTo(site, viewer, ben)
    await swipeAs(site, viewer, ben, 'like')
    await swipeAs(site, viewer, ben, 'like')
    await remake()
    expect(await names(viewer)).toEqual(['Ben 10'])
    expect((await site.call('DELETE', 'social/swipes/last', { as: viewer })).status).toBe(200)
    await remake()
    expect(await names(viewer)).toEqual(['Ben 5'])
  })

  test('begins anew on Monday in Shanghai; that of all time goes on', async () => {
    const ben = await aMeeter(site, { name: 'Ben', onRanking: true })
    const monday = weekBegan(site.clock.now())
    await liked(ben, 2, 0, new Date(monday.getTime() - 1))
    await liked(ben, 1, 0, monday)
    await remake()
    expect([await names(viewer, 'week'), await names(viewer, 'all')]).toEqual([['Ben 5'], ['Ben 15']])
    const before = site.clock.now()
    site.clock.advance((monday.getTime() + 7 * 86_400_000 - before.getTime()) / 1000)
    await remake()
    expect([await names(viewer, 'week'), await names(viewer, 'all')]).toEqual([[], ['Ben 15']])
  })

  test('loses at once whoever is paused, hidden, off it, suspended or blocked; others move up', async () => {
    const people: TestMeeter[] = []
    for (const [i, name] of ['A1', 'B2', 'C3', 'D4', 'E5', 'F6'].entries()) {
      const person = await aMeeter(site, { name, onRanking: true })
      await liked(person, 7 - i)
      people.push(person)
    }
    await remake()
    const [a, b, c, d, e] = people as [TestMeeter, TestMeeter, TestMeeter, TestMeeter, TestMeeter]
    expect(await names(viewer)).toHaveLength(6)
    await set(a, { paused: true })
    await set(b, { banned_at: site.clock.now(), ban_reason: '骚扰' })
    await set(c, { on_ranking: false })
    await site.parts.db.sql.updateTable('account').set({ status: 'suspended', status_reason: '骚扰' }).where('id', '=', d.accountId).execute()
    await site.parts.db.sql.insertInto('social_block').values([{ account_id: viewer.accountId, other_id: e.accountId, by_me: false, by_them: true, at: site.clock.now() }, { account_id: e.accountId, other_id: viewer.accountId, by_me: true, by_them: false, at: site.clock.now() }]).execute()
    expect(await names(viewer)).toEqual(['F6 10'])
    expect((await read(viewer)).items[0].place).toBe(1)
    // Others still see the one who has blocked the viewer.
    expect(await names(await aMeeter(site))).toEqual(['E5 15', 'F6 10'])
  })

  test('does not count likes of people whom staff have hidden', async () => {
    const ben = await aMeeter(site, { name: 'Ben', onRanking: true })
    await liked(ben, 2)
    await site.parts.db.sql.insertInto('swipe').values({ actor: viewer.accountId, target: ben.accountId, kind: 2, at: site.clock.now() }).execute()
    await set(viewer, { banned_at: site.clock.now(), ban_reason: '刷赞' })
    await remake()
    expect(await names(await aMeeter(site))).toEqual(['Ben 10'])
    expect((await read(ben)).me).toEqual({ place: 1, points: 10 })
  })

  test('shows fifty; my own place is told to a hundred, my points always', async () => {
    const people: TestMeeter[] = []
    const fans = await Promise.all(Array.from({ length: 3 }, () => aMeeter(site)))
    for (let i = 0; i < 103; i++) {
      const person = await aMeeter(site, { onRanking: true })
      await site.parts.db.sql.insertInto('swipe').values(fans.slice(0, i < 55 ? 3 : i < 101 ? 2 : 1).map(fan => ({ actor: fan.accountId, target: person.accountId, kind: 1 as const, at: site.clock.now() }))).execute()
      people.push(person)
    }
    await remake()
    const { items, me } = await read(people[54]!)
    expect(items).toHaveLength(50)
    expect(me).toEqual({ place: 55, points: 15 })
    expect((await read(people[102]!)).me).toEqual({ place: null, points: 5 })
    await Promise.all([remake(), remake(), remake()])
    expect(await site.parts.db.sql.selectFrom('social_rank').select('place').where('period', '=', 'all').execute()).toHaveLength(100)
  })

  test('is for people who meet others, and tells no more of somebody than their card', async () => {
    const ben = await aMeeter(site, { name: 'Ben', onRanking: true, albumForMatches: true, photos: 4 })
    await liked(ben, 1)
    await remake()
    const [item] = (await read(viewer)).items
    expect(Object.keys(item).sort()).toEqual(['age', 'city', 'gender', 'id', 'isMe', 'member', 'name', 'photo', 'place', 'points', 'verified'])
    expect(item).toMatchObject({ id: null, name: 'Ben', age: 30, points: 5, isMe: false })
    expect((await site.call('GET', `social/people/${ben.meetId}`, { as: viewer })).status).toBe(404)
    await aMatch(site, viewer, ben)
    expect((await read(viewer)).items[0].id).toBe(ben.meetId)
    expect((await site.call('GET', `social/people/${ben.meetId}`, { as: viewer })).status).toBe(200)
    expect((await read(ben)).items[0]).toMatchObject({ id: null, isMe: true })
    expect((await site.call('GET', 'social/ranking', { as: await aPerson(site) })).error).toBe('social.profile_needed')
  })
})

test.each([
  ['2027-03-01T06:00:00Z', '2027-02-28T16:00:00.000Z'],
  ['2027-02-28T15:59:59Z', '2027-02-21T16:00:00.000Z'],
  ['2027-02-28T16:00:00Z', '2027-02-28T16:00:00.000Z'],
  ['2027-03-07T15:59:59Z', '2027-02-28T16:00:00.000Z'],
])('at %s the week began at %s', (now, began) => {
  expect(weekBegan(new Date(now)).toISOString()).toBe(began)
})
