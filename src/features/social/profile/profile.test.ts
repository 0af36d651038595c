import type { TestPerson } from '../../../../test/people.ts'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aMeeter, deckOf } from '../social.fixture.ts'
import { aScene, uploadPhoto } from './photos.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const HOUR = 3600
const HEFEI = '340100'
const WUHU = '340200'

const read = async (me: TestPerson) => (await site.call('GET', 'social/profile', { as: me })).data
const change = (me: TestPerson, body: object) => site.call('PATCH', 'social/profile', { as: me, body })
const settings = async (me: TestPerson) => (await site.call('GET', 'social/settings', { as: me })).data
const set = (me: TestPerson, body: object) => site.call('PATCH', 'social/settings', { as: me, body })
const livesIn = (me: TestPerson, city: string) => site.call('PUT', 'social/location', { as: me, body: { city } })
const rowOf = (me: TestPerson) => site.parts.db.sql.selectFrom('social_profile').selectAll().where('account_id', '=', me.accountId).executeTakeFirst()

test('somebody new is led from a blank profile to one that others see, and is told each time what is missing', async () => {
  const [me, viewer] = [await aPerson(site, { name: '小满' }), await aMeeter(site, { maxKm: 60 })]
  expect(await read(me)).toMatchObject({ id: null, name: '小满', visible: false, missing: ['birthDate', 'gender', 'city', 'photos'] })
  expect(await rowOf(me)).toBeUndefined() // looking at it makes none
  expect((await site.call('GET', 'social/deck', { as: me })).error).toBe('social.profile_needed')
  const steps: [() => Promise<unknown>, string[]][] = [
    [() => change(me, { birthDate: '1995-05-05' }), ['gender', 'city', 'photos']],
    [() => change(me, { gender: 'female' }), ['city', 'photos']],
    [() => livesIn(me, HEFEI), ['photos']],
    [async () => uploadPhoto(site, me, await aScene(1).jpeg().toBuffer()), ['photos']],
    [async () => uploadPhoto(site, me, await aScene(2).jpeg().toBuffer()), []],
  ]
  for (const [step, missing] of steps) {
    expect(await deckOf(site, viewer)).toEqual([])
    site.clock.advance(61)
    await step()
    expect(await read(me)).toMatchObject({ missing, visible: missing.length === 0 })
  }
  const { data: { items: [card] } } = await site.call('GET', 'social/deck', { as: viewer })
  expect(card).toMatchObject({ name: '小满', age: 31, gender: 'female', city: '合肥市' })
  expect(await deckOf(site, me)).toEqual([viewer.meetId])
})

describe('a birth date', () => {
  test('is set once: the same one again changes nothing, another is refused', async () => {
    const me = await aPerson(site)
    expect((await change(me, { birthDate: '1990-02-03' })).data).toMatchObject({ birthDate: '1990-02-03', age: 37 })
    expect((await change(me, { birthDate: '1990-02-03', about: '还是我' })).data).toMatchObject({ birthDate: '1990-02-03', about: '还是我' })
    expect(await change(me, { birthDate: '1991-02-03', about: '换了一个' })).toMatchObject({ status: 409, error: 'social.birth_fixed', details: { field: 'birthDate' } })
    expect(await read(me)).toMatchObject({ birthDate: '1990-02-03', about: '还是我' })
    // Whatever the code does, the database keeps it.
    await expect(site.parts.db.sql.updateTable('social_profile').set({ birth_date: '1991-02-03' }).where('account_id', '=', me.accountId).execute()).rejects.toThrow('set once')
  })

  test('sent from two devices at once is one of the two, and the other hears so', async () => {
    const me = await aPerson(site)
    const days = ['1990-01-01', '1991-01-01', '1992-01-01', '1993-01-01']
    const answers = await Promise.all(days.map(birthDate => change(me, { birthDate })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    expect((await read(me)).birthDate).toBe(days[answers.findIndex(({ status }) => status === 200)])
  })

  test('is one of the calendar, not of the future, not of another century', async () => {
    const me = await aPerson(site)
    for (const birthDate of ['2001-02-30', '2001-02-29', '1899-12-31', '2027-03-02', '9999-01-01']) expect([birthDate, (await change(me, { birthDate })).status]).toEqual([birthDate, birthDate.startsWith('2001-02') ? 400 : 422])
    for (const birthDate of ['', 'yesterday', '1990-1-1', 19_900_101, null]) expect((await change(me, { birthDate })).status).toBe(400)
    expect(await rowOf(me)).toBeUndefined()
  })

  test('of somebody who has confirmed their identity is that of their card', async () => {
    const me = await aPerson(site, { verified: true })
    expect(await change(me, { birthDate: '1990-02-03' })).toMatchObject({ status: 422, error: 'social.birth_differs' })
    expect((await read(me)).birthDate).toBeNull()
  })

  test('makes an adult from the eighteenth birthday on, as the day is in Shanghai', async () => {
    const [today, tomorrow] = [await aPerson(site), await aPerson(site)]
    expect((await change(today, { birthDate: '2009-03-01' })).data).toMatchObject({ age: 18 })
    expect(await change(tomorrow, { birthDate: '2009-03-02' })).toMatchObject({ status: 422, error: 'social.not_adult', details: { field: 'birthDate' } })
    expect((await change(tomorrow, { birthDate: '2026-01-01' })).error).toBe('social.not_adult')
    expect(await rowOf(tomorrow)).toBeUndefined()
    const midnight = Date.parse('2027-03-01T16:00:00Z')
    site.clock.advance((midnight - site.clock.now().getTime()) / 1000 - 1)
    expect((await change(tomorrow, { birthDate: '2009-03-02' })).error).toBe('social.not_adult')
    site.clock.advance(1)
    expect((await change(tomorrow, { birthDate: '2009-03-02' })).data).toMatchObject({ birthDate: '2009-03-02', age: 18 })
    await expect(site.parts.db.sql.insertInto('social_profile').values({ account_id: (await aPerson(site)).accountId, public_id: crypto.randomUUID(), name: 'x', birth_date: '2009-03-03', birth_set_on: '2027-03-02', active_at: site.clock.now(), created_at: site.clock.now() }).execute()).rejects.toThrow('social_profile_adult')
  })
})

test('a name, words and tags are kept as they are read, and within what a card has room for', async () => {
  const me = await aPerson(site)
  const { data } = await change(me, { name: '  小\u3000 满\n ', about: '\n 喜欢爬山 \n', tags: [' 爬山 ', '爬山', '', 'e\u0301te'] })
  expect(data).toMatchObject({ name: '小 满', about: '喜欢爬山', tags: ['爬山', '\u00E9te'] })
  expect((await change(me, { name: '🦊'.repeat(20), about: '🦊'.repeat(500), tags: ['🦊'.repeat(12)] })).status).toBe(200)
  const refused: [object, number, string][] = [
    [{ name: '' }, 422, 'social.bad_name'],
    [{ name: ' \u3000 ' }, 422, 'social.bad_name'],
    [{ name: '🦊'.repeat(21) }, 422, 'social.bad_name'],
    [{ name: '小\u202E满' }, 422, 'social.bad_name'],
    [{ name: '小\u200B' }, 422, 'social.bad_name'],
    [{ about: '🦊'.repeat(501) }, 400, 'kit.bad_request'],
    [{ tags: Array.from({ length: 11 }, (_, i) => `标签${i}`) }, 422, 'social.bad_tag'],
    [{ tags: ['🦊'.repeat(13)] }, 422, 'social.bad_tag'],
    [{ gender: 'fox' }, 400, 'kit.bad_request'],
    [{ name: '小满', paused: true }, 400, 'kit.bad_request'],
    [{ city: HEFEI }, 400, 'kit.bad_request'],
  ]
  for (const [body, status, error] of refused) expect([body, await change(me, body)]).toMatchObject([body, { status, error }])
  expect(await read(me)).toMatchObject({ name: '🦊'.repeat(20), about: '🦊'.repeat(500), tags: ['🦊'.repeat(12)] })
})

describe('what somebody looks for', () => {
  test('begins with the same for everybody, and is kept as they change it', async () => {
    const me = await aPerson(site)
    const first = await settings(me)
    expect(first).toMatchObject({ seeks: ['female', 'male', 'other'], scope: 'near', maxKm: 50, ageMin: 18, ageMax: 60, paused: false })
    await change(me, { about: '有了一行' })
    expect(await settings(me)).toEqual(first) // what the table says of itself
    const wish = { seeks: ['male'], scope: 'anywhere', minKm: 5, maxKm: 80, ageMin: 25, ageMax: 25, albumForMatches: true, autoplay: false, vibration: false, onRanking: true, zone: 'Europe/Berlin' }
    expect((await set(me, wish)).data).toEqual({ ...first, ...wish })
    expect(await settings(me)).toEqual({ ...first, ...wish })
  })

  test('has a lower end that is not above the upper, whichever of the two is changed', async () => {
    const me = await aMeeter(site, { minKm: 5, maxKm: 50, ageMin: 25, ageMax: 40 })
    const before = await settings(me)
    for (const body of [{ ageMin: 41 }, { ageMax: 24 }, { ageMin: 31, ageMax: 30 }]) expect(await set(me, { ...body, vibration: false })).toMatchObject({ status: 422, error: 'social.range_reversed', details: { field: 'ageMin' } })
    for (const body of [{ minKm: 51 }, { maxKm: 4 }, { minKm: 20, maxKm: 10 }]) expect(await set(me, body)).toMatchObject({ status: 422, error: 'social.range_reversed', details: { field: 'minKm' } })
    expect(await settings(me)).toEqual(before)
    expect((await set(me, { ageMin: 40, minKm: 50 })).data).toMatchObject({ ageMin: 40, ageMax: 40, minKm: 50, maxKm: 50 })
    expect((await set(me, { ageMin: 18, ageMax: 100, minKm: 0, maxKm: 500 })).status).toBe(200)
    for (const body of [{ ageMin: 17 }, { ageMax: 101 }, { maxKm: 0 }, { maxKm: 501 }, { minKm: -1 }, { ageMin: 20.5 }, { maxKm: '50' }, { seeks: [] }, { seeks: ['male', 'male'] }, { scope: 'moon' }, { level: 3 }]) expect([body, (await set(me, body)).status]).toEqual([body, 400])
  })

  test('is in a zone and a city there are', async () => {
    const me = await aMeeter(site, { level: 3 })
    expect(await set(me, { zone: 'Mars/Olympus' })).toMatchObject({ status: 422, error: 'social.bad_zone' })
    expect(await set(me, { targetCity: '999999' })).toMatchObject({ status: 422, error: 'social.unknown_city' })
    expect(await set(me, { targetCity: '340000' })).toMatchObject({ status: 422, error: 'social.unknown_city' }) // a province
    expect((await set(me, { targetCity: WUHU })).data.targetCity).toEqual({ code: WUHU, name: '芜湖市' })
    expect((await set(me, { targetCity: null })).data.targetCity).toBeNull()
  })

  test('changes the very next cards, on both sides', async () => {
    const at = { lat: 26.5, lng: 106.7 }
    const [me, young, old, picky] = [await aMeeter(site, { at, age: 35, ageMax: 30 }), await aMeeter(site, { at, age: 25 }), await aMeeter(site, { at, age: 45 }), await aMeeter(site, { at, age: 25, seeks: ['male'] })]
    const all = async () => [(await deckOf(site, me)).sort(), await deckOf(site, young).then(ids => ids.includes(me.meetId))]
    expect(await all()).toEqual([[young.meetId], true])
    await set(me, { ageMax: 60 })
    expect(await all()).toEqual([[young.meetId, old.meetId].sort(), true])
    await set(me, { ageMin: 40 })
    expect(await all()).toEqual([[old.meetId], false])
    await set(me, { ageMin: 18, seeks: ['male'] })
    expect(await all()).toEqual([[], false])
    await set(me, { seeks: ['female'] })
    await set(young, { seeks: ['male'] })
    expect(await all()).toEqual([[old.meetId], false])
    await change(me, { gender: 'male' })
    expect(await deckOf(site, me)).toContain(picky.meetId)
    site.clock.advance(61) // others’ decks find them within a minute
    expect(await all()).toEqual([[young.meetId, old.meetId, picky.meetId].sort(), true])
  })
})

describe('another city', () => {
  test('than one’s own is for members; one’s own is for everybody', async () => {
    const [free, gold] = [await aMeeter(site), await aMeeter(site, { level: 3 })]
    expect(await set(free, { scope: 'city', targetCity: WUHU })).toMatchObject({ status: 403, error: 'social.members_only', details: { field: 'targetCity' } })
    expect((await settings(free)).scope).toBe('near')
    expect((await set(free, { scope: 'city', targetCity: HEFEI })).status).toBe(200)
    expect((await set(gold, { scope: 'city', targetCity: WUHU })).status).toBe(200)
    const local = await aMeeter(site, { at: { lat: 31.35, lng: 118.43 }, city: WUHU, scope: 'city' })
    expect(await deckOf(site, gold)).toEqual([local.meetId])
    const { data: { items } } = await site.call('GET', 'social/deck', { as: local })
    expect(items).toMatchObject([{ id: gold.meetId, city: '芜湖市', visiting: true }])
  })

  test('is not had for nothing by saying for a moment that one lives there', async () => {
    const me = await aMeeter(site)
    const local = await aMeeter(site, { at: { lat: 31.35, lng: 118.43 }, city: WUHU, scope: 'anywhere' })
    await livesIn(me, WUHU)
    expect((await set(me, { scope: 'city', targetCity: WUHU })).status).toBe(200)
    expect(await deckOf(site, me)).toContain(local.meetId)
    await livesIn(me, HEFEI)
    expect(await deckOf(site, me)).not.toContain(local.meetId)
    expect((await settings(me)).targetCity).toBeNull()
  })

  test('is no visit any more once one lives there', async () => {
    const gold = await aMeeter(site, { level: 3 })
    const local = await aMeeter(site, { at: { lat: 31.35, lng: 118.43 }, city: WUHU, scope: 'city', ageMin: 30, ageMax: 30 })
    await set(gold, { scope: 'city', targetCity: WUHU })
    const seen = async () => (await site.call('GET', 'social/deck', { as: local })).data.items.find(({ id }: { id: string }) => id === gold.meetId)
    expect(await seen()).toMatchObject({ visiting: true })
    await livesIn(gold, WUHU)
    expect(await seen()).toMatchObject({ city: '芜湖市', visiting: false })
  })
})

test('somebody born on a 29th of February is of age on the 1st of March, whom a leap day makes is born on a 28th', async () => {
  const at = (instant: string) => site.clock.advance((Date.parse(instant) - site.clock.now().getTime()) / 1000)
  at('2028-02-29T04:00:00Z')
  const [a, b] = [await aPerson(site), await aPerson(site)]
  expect((await change(a, { birthDate: '2010-02-28' })).data.age).toBe(18)
  expect((await change(b, { birthDate: '2010-03-01' })).error).toBe('social.not_adult')
  at('2030-02-28T04:00:00Z')
  const [early, late] = [await aPerson(site), await aPerson(site)]
  expect((await change(early, { birthDate: '2012-02-29' })).error).toBe('social.not_adult')
  site.clock.advance(24 * HOUR)
  expect((await change(late, { birthDate: '2012-02-29' })).data).toMatchObject({ birthDate: '2012-02-29', age: 18 })
})
