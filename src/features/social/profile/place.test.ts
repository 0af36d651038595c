import type { TestPerson } from '../../../../test/people.ts'
import { Writable } from 'node:stream'
import { sql } from 'kysely'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aMeeter, manyMeeters } from '../social.fixture.ts'
import { cellsOf, centreOf } from './cells.ts'
import { kilometres } from './distance.ts'
import { fitCells, resolutionFor } from './place.ts'

const lines: string[] = []
const site = withApp({ env: { LINLI_LIMITS: 'off' }, log: pino({ level: 'warn' }, new Writable({ write: (line, _, done) => { lines.push(String(line)); done() } })) })
const MINUTES = 60
const HEFEI = '340100'
const WUHU = '340200'
const NANJING = { lat: 32.06, lng: 118.8 }
const SHANGHAI = { lat: 31.23, lng: 121.47 }
const URUMQI = { lat: 43.79, lng: 87.62 }

const say = (me: TestPerson, body: object) => site.call('PUT', 'social/location', { as: me, body })
const cell = (name: 'c5' | 'c6' | 'c7') => sql<string | null>`${sql.ref(name)}::text`.as(name)
const rowOf = (me: TestPerson) => site.parts.db.sql.selectFrom('social_profile').select(['city', cell('c5'), cell('c6'), cell('c7'), 'resolution', 'lat', 'lng', 'located_at as at']).where('account_id', '=', me.accountId).executeTakeFirst()
const cityOf = async (me: TestPerson) => (await site.call('GET', 'social/profile', { as: me })).data.city

let towns = 0
/** A point in the country for a test of its own, where nobody lives. */
const somewhere = () => ({ lat: 36 + 0.5 * ++towns, lng: 95.123_456 })

describe('a place that a phone tells', () => {
  test('is kept as the middle of a cell that many share, and nowhere as it was told', async () => {
    const me = await aPerson(site)
    const at = { lat: 31.823_456_7, lng: 117.234_567_8 }
    expect((await say(me, at)).data).toEqual({ accepted: true, city: { code: HEFEI, name: '合肥市' }, exactness: 10 })
    const cells = cellsOf(at)
    const centre = centreOf(cells.c5)
    expect(await rowOf(me)).toEqual({ city: HEFEI, ...cells, resolution: 5, lat: expect.closeTo(centre.lat, 4), lng: expect.closeTo(centre.lng, 4), at: site.clock.now() })
    const { rows: [whole] } = await sql<{ row: string }>`select p::text as row from social_profile p where account_id = ${me.accountId}`.execute(site.parts.db.sql)
    expect(whole!.row).not.toMatch(/31\.8234|117\.2345/)
    expect(lines.join('')).not.toMatch(/31\.8234|117\.2345/)
    expect((await say(me, at)).raw.body).not.toMatch(/31\.8|117\.2|"(?:lat|lng|c5|c6|c7)"/)
  })

  test('is told the more exactly the more people live around: from fifty neighbours on', async () => {
    const [village, town, city] = [somewhere(), centreOf(cellsOf(somewhere()).c6), somewhere()]
    const around = { ...town, lat: town.lat + 0.022 } // another cell of 3 km, the same of 7
    expect([cellsOf(around).c6 === cellsOf(town).c6, cellsOf(around).c7 === cellsOf(town).c7]).toEqual([true, false])
    await manyMeeters(site, [...Array.from({ length: 49 }, () => ({ at: village })), ...Array.from({ length: 50 }, () => ({ at: around })), ...Array.from({ length: 50 }, () => ({ at: city }))])
    for (const [at, exactness] of [[village, 10], [town, 5], [city, 2]] as const) expect((await say(await aPerson(site), at)).data).toMatchObject({ accepted: true, exactness })
    expect([{ c6: 49, c7: 49 }, { c6: 50, c7: 49 }, { c6: 80, c7: 50 }].map(resolutionFor)).toEqual([5, 6, 7])
  })

  test('is heard once in ten minutes, and once of two at the same moment', async () => {
    const me = await aMeeter(site)
    const before = await rowOf(me)
    site.clock.advance(10 * MINUTES - 1)
    const near = { lat: 31.9, lng: 117.3 }
    expect((await say(me, near)).data).toMatchObject({ accepted: false, city: { code: HEFEI } })
    expect(await rowOf(me)).toEqual(before)
    site.clock.advance(1)
    const answers = await Promise.all([say(me, near), say(me, { lat: 31.7, lng: 117.1 })])
    expect(answers.map(({ status, data }) => [status, data.accepted]).sort()).toEqual([[200, false], [200, true]])
    expect((await rowOf(me))!.c7).toBe(cellsOf(answers[0]!.data.accepted ? near : { lat: 31.7, lng: 117.1 }).c7)
  })

  test('that nobody can have travelled to is not believed, and noted for staff and for themselves', async () => {
    const me = await aMeeter(site, { password: 'a good password' })
    const before = await rowOf(me)
    lines.length = 0
    site.clock.advance(3600)
    expect((await say(me, URUMQI)).data).toMatchObject({ accepted: false, city: { code: HEFEI } })
    expect(await rowOf(me)).toEqual(before)
    const jumps = await site.parts.db.sql.selectFrom('social_jump').select(['km', 'at']).where('account_id', '=', me.accountId).execute()
    expect(jumps).toEqual([{ km: expect.closeTo(kilometres(before as { lat: number, lng: number }, URUMQI), -1), at: site.clock.now() }])
    expect(lines.map(line => JSON.parse(line))).toMatchObject([{ accountId: me.accountId, km: jumps[0]!.km, msg: 'a place too far away was ignored' }])
    expect((await site.call('POST', 'users/me/exports', { as: me, body: { password: 'a good password' } })).data.modules.social.jumps).toMatchObject([{ km: jumps[0]!.km }])
    // The same way by aeroplane.
    site.clock.advance(2 * 3600)
    expect((await say(me, URUMQI)).data.accepted).toBe(true)
    expect((await rowOf(me))!.c7).toBe(cellsOf(URUMQI).c7)
  })

  test('in the next town is believed after ten minutes, the next province is not', async () => {
    const me = await aMeeter(site)
    site.clock.advance(10 * MINUTES)
    expect((await say(me, { lat: 31.5, lng: 117.23 })).data.accepted).toBe(true) // 36 km
    site.clock.advance(10 * MINUTES)
    expect((await say(me, SHANGHAI)).data.accepted).toBe(false)
    site.clock.advance(10 * MINUTES)
    expect((await say(me, NANJING)).data.accepted).toBe(true) // 150 km in twenty minutes, since the last that was believed
  })

  test('leaves the city in which somebody says they live', async () => {
    const me = await aMeeter(site)
    site.clock.advance(24 * 3600)
    await say(me, SHANGHAI)
    expect(await cityOf(me)).toEqual({ code: HEFEI, name: '合肥市' })
  })

  test('is one on earth', async () => {
    const me = await aPerson(site)
    for (const body of [{ lat: 90.1, lng: 0 }, { lat: 0, lng: -180.5 }, { lat: '31', lng: 117 }, { lat: 31 }, { lat: null, lng: null }, {}, { lat: 31, lng: 117, city: HEFEI }, { city: 'Hefei' }, { city: 340_100 }]) expect([body, (await say(me, body)).status]).toEqual([body, 400])
    for (const at of [{ lat: 90, lng: 0 }, { lat: -90, lng: 180 }, { lat: 0, lng: -180 }]) expect((await say(await aPerson(site), at)).data.accepted).toBe(true)
  })
})

describe('a city that somebody names', () => {
  test('says no more than the city', async () => {
    const me = await aPerson(site)
    await manyMeeters(site, Array.from({ length: 60 }, () => ({ at: { lat: 31.35, lng: 118.43 } }))) // in the middle of Wuhu
    expect((await say(me, { city: WUHU })).data).toEqual({ accepted: true, city: { code: WUHU, name: '芜湖市' }, exactness: 10 })
    expect(await rowOf(me)).toMatchObject({ city: WUHU, c6: null, c7: null, resolution: 5 })
    expect((await site.call('GET', 'social/profile', { as: me, query: { lang: 'en' } })).data.city).toEqual({ code: WUHU, name: 'Wuhu' })
  })

  test('is one of today', async () => {
    const me = await aPerson(site)
    for (const city of ['999999', '340000', '340104']) expect(await say(me, { city })).toMatchObject({ status: 422, error: 'social.unknown_city', details: { field: 'city' } })
    expect(await rowOf(me)).toBeUndefined()
  })

  test('is changed three times a day, not counting the first and the same again; from four in the morning again', async () => {
    const me = await aPerson(site)
    for (const city of [HEFEI, HEFEI, WUHU, WUHU, '320100', '310100']) expect((await say(me, { city })).data).toMatchObject({ accepted: true, city: { code: city } })
    const fourth = await say(me, { city: HEFEI })
    expect(fourth).toMatchObject({ status: 429, error: 'social.over_quota', details: { kind: 'city', limit: 3, resetAt: expect.stringMatching(/T20:00:00\.000Z$/) } })
    expect((await say(me, { city: '310100' })).status).toBe(200)
    expect(await cityOf(me)).toMatchObject({ code: '310100' })
    site.clock.advance((Date.parse(fourth.details.resetAt) - site.clock.now().getTime()) / 1000)
    expect((await say(me, { city: HEFEI })).data.accepted).toBe(true)
  })

  test('is changed three times a day also by ten requests at once', async () => {
    const me = await aMeeter(site)
    const cities = ['320100', '310100', '330100', '350100', '360100', '370100', '410100', '420100', '430100', '440100']
    const answers = await Promise.all(cities.map(city => say(me, { city })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429, 429, 429, 429, 429, 429])
    const { data: { city } } = answers.findLast(({ status }) => status === 200)!
    expect(cities).toContain(city.code)
  })
})

test('where neighbours leave, the cell that hides who stays grows; where they come, it shrinks, and does not flicker in between', async () => {
  const at = somewhere()
  const neighbours: { accountId: number }[] = []
  const come = async (count: number) => neighbours.push(...await manyMeeters(site, Array.from({ length: count }, () => ({ at }))))
  await come(101)
  const me = await aMeeter(site, { at, resolution: 5 })
  const card = () => site.parts.db.sql.selectFrom('social_card').select(['resolution', 'lat']).where('account_id', '=', me.accountId).executeTakeFirst()
  const leave = (count: number) => site.parts.db.sql.deleteFrom('social_card').where('account_id', 'in', neighbours.splice(0, count).map(({ accountId }) => accountId)).execute()
  const settled = async () => {
    for (let n = 0; n < 2; n++) await fitCells(site.parts) // from 5 to 7 it takes what a sweep finds
    return card()
  }
  const middle = (resolution: 5 | 6 | 7) => ({ resolution, lat: expect.closeTo(centreOf(cellsOf(at)[`c${resolution}`]).lat, 4) })
  expect(await settled()).toEqual(middle(7))
  await leave(51)
  expect([neighbours.length, await settled()]).toEqual([50, middle(7)])
  await leave(1)
  expect([neighbours.length, await settled()]).toEqual([49, middle(5)])
  expect((await rowOf(me))!.resolution).toBe(5)
  await come(50)
  expect(await settled()).toEqual(middle(5)) // 99: it takes twice as many to shrink as to grow
  await come(1)
  expect(await settled()).toEqual(middle(7))
})
