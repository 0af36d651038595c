import type { MeeterWish, TestMeeter } from '../social.fixture.ts'
import type { Deck, PersonCard, Widening } from './contract.ts'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aMatch, aMeeter, deckOf, manyMeeters, swipeAs } from '../social.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

let places = 0
/** People of a part of the country where nobody else lives. @param north kilometres from its middle */
function aPlace() {
  const [lat, lng] = [24 + (++places % 6) * 4, 80 + 6 * Math.floor(places / 6)]
  const genders = ['female', 'male', 'other'] as const
  return {
    one: (wish: MeeterWish = {}, north = 0) => aMeeter(site, { at: { lat: lat + north / 111.2, lng }, ...wish }),
    many: (count: number) => manyMeeters(site, Array.from({ length: count }, (_, n) => ({ at: { lat, lng }, gender: genders[n % 3]! }))),
  }
}
const look = (me: TestMeeter, query: Record<string, string | number> = {}) => site.call('GET', 'social/deck', { as: me, query })
const set = async (me: TestMeeter, body: object) => expect((await site.call('PATCH', 'social/settings', { as: me, body })).status).toBe(200)

describe('a deck', () => {
  test('is for people with a complete profile', async () => {
    expect((await site.call('GET', 'social/deck')).status).toBe(401)
    expect(await site.call('GET', 'social/deck', { as: await aPerson(site) })).toMatchObject({ status: 403, error: 'social.profile_needed' })
    expect((await look(await aPlace().one({ photos: 1 }))).error).toBe('social.profile_needed')
  })

  test('has twenty cards, or as many as are asked for, from one to fifty', async () => {
    const { one, many } = aPlace()
    const me = await one()
    await many(60)
    for (const [query, count] of [[{}, 20], [{ limit: 1 }, 1], [{ limit: 50 }, 50]] as const) expect((await look(me, query)).data.items).toHaveLength(count)
    for (const query of [{ limit: 0 }, { limit: 51 }, { limit: -1 }, { limit: 'x' }, { limit: 1.5 }, { limit: '1e9' }, { offset: 20 }, { after: 'x' }, { paused: 'false' }] as Record<string, string>[]) expect([query, (await look(me, query)).status]).toEqual([query, 400])
  })

  test('keeps its order however often and in however small pieces it is asked for, superlikers first', async () => {
    const { one, many } = aPlace()
    const [me, fan] = [await one(), await one({ level: 2, tags: [] })]
    await many(30)
    const before = await deckOf(site, me)
    expect(await deckOf(site, me)).toEqual(before)
    expect(await deckOf(site, me, 7)).toEqual(before.slice(0, 7))
    await deckOf(site, fan)
    expect((await swipeAs(site, fan, me, 'superlike')).status).toBe(200)
    site.clock.advance(61)
    expect(await deckOf(site, me, 7)).toEqual(before.slice(0, 7)) // which is not thrown over for it
    await set(me, { ageMax: 61 })
    const { data: { items } } = await look(me, { limit: 7 })
    expect(items[0]).toMatchObject({ id: fan.meetId, superLikedMe: true, why: [{ kind: 'superlike' }, expect.anything(), expect.anything(), expect.anything()] })
    expect(items.slice(1).map(({ id }: PersonCard) => id)).toEqual(before.filter(id => id !== fan.meetId).slice(0, 6))
  })

  test('leaves out whom a client has swiped but not sent yet, and gives the next ones instead', async () => {
    const { one, many } = aPlace()
    const me = await one()
    await many(12)
    const all = await deckOf(site, me)
    const waiting = [all[0]!, all[2]!]
    const rest = all.filter(id => !waiting.includes(id))
    expect((await look(me, { exclude: waiting.join(), limit: 5 })).data.items.map(({ id }: PersonCard) => id)).toEqual(rest.slice(0, 5))
    expect((await look(me, { exclude: [...waiting, randomUUID(), me.meetId].join() })).data.items.map(({ id }: PersonCard) => id)).toEqual(rest)
    expect((await look(me, { exclude: all.join() })).data).toMatchObject({ items: [], paused: false })
    expect(await deckOf(site, me)).toEqual(all) // nothing is decided by it
    expect((await look(me, { exclude: Array.from({ length: 108 }, () => randomUUID()).join() })).status).toBe(200)
  })

  test('refuses to leave out garbage', async () => {
    const me = await aPlace().one()
    const id = randomUUID()
    for (const exclude of ['', 'x', 'abc', '-', '0', ',', 'deadbeef', `${id},`, `${id},abc`, `${id},,${id}`, id.slice(1), `${id}0`, `urn:uuid:${id}`, `{${id}}`, '\' or 1=1 --', '\u0000', `${`${id},`.repeat(108)}${id}`]) expect([exclude, (await look(me, { exclude })).status]).toEqual([exclude, 400])
    expect((await site.call('GET', `social/deck?exclude=${id}&exclude=${id}`, { as: me })).status).toBe(400)
  })

  test('shows of somebody what they want to show, and nothing of their account', async () => {
    const { one } = aPlace()
    const [me, other] = [await one({ tags: ['爬山', '咖啡'] }), await one({ name: '别人眼中的我', age: 41, gender: 'male', tags: ['咖啡'], albumForMatches: true, photos: 3, level: 1 }, 12)]
    await site.parts.db.sql.updateTable('account').set({ name: '账号的名字', username: 'hidden_name', email: 'hidden@example.com' }).where('id', '=', other.accountId).execute()
    const { data, raw } = await look(me)
    const photos = (await site.parts.db.sql.selectFrom('social_photo').select('picture_id as id').where('account_id', '=', other.accountId).orderBy('position').execute()).map(({ id }) => id)
    expect(data.items).toEqual([{
      id: other.meetId,
      name: '别人眼中的我',
      age: 41,
      gender: 'male',
      distance: 20,
      city: '合肥市',
      visiting: false,
      photos: [expect.objectContaining({ id: photos[0] })],
      morePhotos: 2,
      about: '',
      tags: ['咖啡'],
      verified: false,
      member: true,
      superLikedMe: false,
      why: [{ kind: 'tags', tags: ['咖啡'] }, { kind: 'city' }, { kind: 'new' }, { kind: 'active' }],
    }])
    for (const secret of [other.id, other.mobile, '账号的名字', 'hidden', '1986-02-28', photos[1]!, photos[2]!]) expect(raw.body).not.toContain(secret)
    expect((await look(me, { lang: 'en' })).data.items[0].city).toBe('Hefei')
    await aMatch(site, me, other)
    expect((await site.call('GET', `social/people/${other.meetId}`, { as: me })).data).toMatchObject({ morePhotos: 0, photos: photos.map(id => ({ id })) })
  })

  test('opens the pages of those it has shown, and of nobody else', async () => {
    const { one } = aPlace()
    const [me, other, far] = [await one(), await one(), await one({}, 90)]
    const page = async (id: string) => (await site.call('GET', `social/people/${id}`, { as: me })).status
    expect([await page(other.meetId), await page(far.meetId), await page(me.meetId), await page(randomUUID())]).toEqual([404, 404, 404, 404])
    await deckOf(site, me)
    expect([await page(other.meetId), await page(far.meetId), await page(me.meetId)]).toEqual([200, 404, 404])
    for (const id of ['1', 'x', String(other.accountId)]) expect([id, await page(id)]).toEqual([id, 400])
  })
})

describe('whoever pauses', () => {
  test('is shown to nobody new and sees nobody new, keeps their matches, and is back when they like', async () => {
    const { one } = aPlace()
    const [me, friend, stranger] = [await one(), await one(), await one()]
    const matchId = await aMatch(site, me, friend)
    site.clock.advance(61)
    expect([await deckOf(site, me), await deckOf(site, stranger)]).toEqual([[stranger.meetId], expect.arrayContaining([me.meetId, friend.meetId])])
    await set(me, { paused: true })
    expect((await look(me)).data).toEqual({ items: [], paused: true, widen: [] })
    expect(await deckOf(site, stranger)).toEqual([friend.meetId])
    expect((await site.call('GET', 'social/deck/audience', { as: stranger })).data).toEqual({ count: 1 })
    for (const as of [me, friend]) {
      expect((await site.call('POST', `social/matches/${matchId}/messages`, { as, body: { clientId: randomUUID(), text: '还在' } })).status).toBe(201)
      expect((await site.call('GET', 'social/matches', { as })).data.items).toHaveLength(1)
    }
    await set(me, { paused: false })
    expect(await deckOf(site, me)).toEqual([stranger.meetId])
    expect(await deckOf(site, stranger)).toContain(me.meetId)
  })
})

describe('an empty deck', () => {
  const emptyFor = async (me: TestMeeter): Promise<Deck> => {
    const { data } = await look(me)
    expect(data).toMatchObject({ items: [], paused: false })
    return data
  }

  test('names what to change so as to find more people, and keeps its word', async () => {
    const { one } = aPlace()
    const me = await one({ maxKm: 10, ageMin: 28, ageMax: 32 })
    for (let n = 0; n < 2; n++) await one({}, 14)
    for (const age of [35, 36, 24]) await one({ age })
    await one({ scope: 'anywhere' }, 200)
    await one({ age: 45 }) // ten years more
    await one({}, 30) // further than twice as far
    await one({ seeks: ['male'] }) // who would not see me
    await one({ maxKm: 5 }, 14)
    const { widen } = await emptyFor(me)
    expect(widen).toEqual([
      { kind: 'distance', maxKm: 20, gain: 2 },
      { kind: 'ages', ageMin: 23, ageMax: 37, gain: 3 },
      { kind: 'anywhere', gain: expect.any(Number) },
    ])
    const wishes = { distance: { maxKm: 20 }, ages: { ageMin: 23, ageMax: 37 }, anywhere: { scope: 'anywhere' } }
    for (const { kind, gain } of widen) {
      expect((await site.call('GET', 'social/deck/audience', { as: me, query: wishes[kind] as Record<string, string> })).data).toEqual({ count: gain })
      await set(me, wishes[kind])
      expect([kind, (await deckOf(site, me)).length]).toEqual([kind, gain])
      await set(me, { maxKm: 10, ageMin: 28, ageMax: 32, scope: 'near' })
    }
    // Nothing of it was done without asking.
    await emptyFor(me)
  })

  test('offers nothing that would change nothing: nobody decided about or blocked is counted', async () => {
    const { one } = aPlace()
    const me = await one({ maxKm: 10, ageMin: 18, ageMax: 60 })
    const [passed, blocked] = [await one({}, 14), await one({}, 14)]
    expect((await emptyFor(me)).widen[0]).toEqual({ kind: 'distance', maxKm: 20, gain: 2 })
    await set(me, { maxKm: 20 })
    expect(await deckOf(site, me)).toHaveLength(2)
    await swipeAs(site, me, passed, 'pass')
    await site.call('PUT', `social/blocks/${blocked.meetId}`, { as: me })
    await set(me, { maxKm: 10 })
    expect((await emptyFor(me)).widen.filter(({ kind }) => kind !== 'anywhere')).toEqual([])
  })

  test('counts nobody whose card is decided about and on its way, and offers nothing at the widest', async () => {
    const { one } = aPlace()
    const [me] = [await one({ maxKm: 10 }), await one(), await one(), await one({}, 14)]
    const exclude = (await deckOf(site, me)).join()
    expect((await look(me, { exclude })).data).toMatchObject({ items: [], widen: [{ kind: 'distance', maxKm: 20, gain: 1 }, { kind: 'anywhere' }] })
    await set(me, { maxKm: 500, ageMin: 18, ageMax: 100 })
    const all = (await deckOf(site, me)).join()
    expect((await look(me, { exclude: all })).data.widen.filter(({ kind }: Widening) => kind !== 'anywhere')).toEqual([])
  })

  test('is filled again within a minute after somebody has come', async () => {
    const { one } = aPlace()
    const me = await one()
    await emptyFor(me)
    const newcomer = await one()
    await emptyFor(me)
    site.clock.advance(60)
    expect(await deckOf(site, me)).toEqual([newcomer.meetId])
  })
})

test('how many people settings would find is counted as the deck would, up to a hundred', async () => {
  const { one, many } = aPlace()
  const [me] = [await one({ ageMax: 40 }), await one({ age: 45 }), await one({ gender: 'male' }), await one({}, 70)]
  const count = async (query: Record<string, string | number> = {}) => {
    const { status, data, error } = await site.call('GET', 'social/deck/audience', { as: me, query })
    return status === 200 ? data.count : error
  }
  expect([await count(), await count({ ageMax: 50 }), await count({ seeks: 'male' }), await count({ seeks: 'female,other' }), await count({ minKm: 1 }), await count({ maxKm: 100, minKm: 1 })]).toEqual([1, 2, 1, 0, 0, 0])
  await set(me, { maxKm: 100 })
  expect([await count({ minKm: 1 }), await count({ scope: 'near', maxKm: 50 })]).toEqual([0, 1]) // the far one does not look so far
  expect([await count({ ageMin: 41 }), await count({ minKm: 101 })]).toEqual(['social.range_reversed', 'social.range_reversed'])
  for (const query of [{ seeks: '' }, { seeks: 'fox' }, { seeks: 'male,' }, { ageMin: 17 }, { maxKm: 0 }, { scope: 'moon' }, { lat: 1 }] as Record<string, string>[]) expect([query, await count(query)]).toEqual([query, 'kit.bad_request'])
  await many(120)
  expect(await count()).toBe(100)
})
