import type { Credentials } from '../../../test/app.ts'
import type { MeeterWish, TestMeeter } from './social.fixture.ts'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { browserOf, codeFor } from '../../../test/people.ts'
import { aStaff } from '../../../test/staff.ts'
import { deleteDue } from '../../core/accounts/leaving.ts'
import { removeDiscarded } from '../../core/media/discard.ts'
import { aScene, uploadPhoto, uploadTo } from './profile/photos.fixture.ts'
import { remakeRankings } from './ranking/ranking.ts'
import { aMatch, aMeeter, deckOf, showTo, swipeAs } from './social.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const DAY = 86_400
const password = 'a good password'

const leave = async (who: TestMeeter) => expect((await site.call('DELETE', 'users/me', { as: who, body: { password } })).status).toBe(202)
async function comeBack(who: TestMeeter): Promise<Credentials> {
  const answer = await site.call('POST', 'sessions', { body: { account: who.mobile, password, restore: true } })
  expect(answer.status).toBe(201)
  return browserOf(answer)
}
/** Thirty days in which these look in now and then, so that they stay signed in. */
async function graceIsOver(...others: TestMeeter[]): Promise<void> {
  site.clock.advance(15 * DAY)
  for (const as of others) await site.call('GET', 'users/me', { as })
  site.clock.advance(15 * DAY)
  await deleteDue(site.parts)
  await removeDiscarded(site.parts)
}
const say = (as: TestMeeter, matchId: string, text: string) => site.call('POST', `social/matches/${matchId}/messages`, { as, body: { clientId: randomUUID(), text } })
const report = (as: TestMeeter, other: TestMeeter, text: string) => site.call('POST', 'social/reports', { as, body: { personId: other.meetId, reason: 'money', text } })

/** Where somebody is and when they were born, as the database holds it. */
async function placeOf({ accountId }: TestMeeter) {
  const { rows: [row] } = await sql<{ birthDate: string, c6: string, c7: string, lat: string }>`select birth_date::text as "birthDate", c6::text, c7::text, lat::text from social_profile where account_id = ${accountId}`.execute(site.parts.db.sql)
  return row!
}

let places = 0
let scenes = 0
/** Anna, and people alone with her in their part of the country who stand to her in different ways. */
async function aCircle() {
  const lat = 24 + ++places * 0.7
  const near = (wish: MeeterWish = {}) => aMeeter(site, { at: { lat, lng: 103 }, level: 3, ...wish })
  const anna = await near({ at: { lat: lat + 0.06, lng: 103.06 }, name: `安娜${randomUUID().slice(0, 8)}`, tags: ['收集旧地图'], photos: 0, onRanking: true, password })
  for (const number of [++scenes, ++scenes]) expect((await uploadPhoto(site, anna, await aScene(number, 240, 320).jpeg().toBuffer())).status).toBe(201)
  const circle = { anna, friend: await near({ name: '友人', onRanking: true }), liked: await near(), poor: await near({ level: 0 }), stranger: await near(), passer: await near() }
  const { friend, liked, poor, passer } = circle
  const matchId = await aMatch(site, anna, friend)
  await say(anna, matchId, '安娜写的话')
  await say(friend, matchId, '友人写的话')
  await showTo(site, anna, liked, poor)
  for (const other of [liked, poor]) await swipeAs(site, anna, other, 'like')
  await showTo(site, passer, anna)
  await swipeAs(site, passer, anna, 'pass')
  await remakeRankings(site.parts)
  return { ...circle, matchId }
}

/** The addresses at which a viewer reads anything of somebody: their name, id, photos or words. */
async function whereFound(viewer: TestMeeter, who: TestMeeter, matchId: string): Promise<string[]> {
  const photos = await site.parts.db.sql.selectFrom('social_photo').select('picture_id as id').where('account_id', '=', who.accountId).execute()
  const traces = [who.meetId, who.name, '安娜写的话', ...photos.map(({ id }) => id)]
  const found: string[] = []
  for (const path of ['social/deck', 'social/likes', 'social/matches', `social/matches/${matchId}`, `social/matches/${matchId}/messages`, 'social/ranking?period=all', `social/people/${who.meetId}`, 'inbox']) {
    const { raw } = await site.call('GET', path, { as: viewer })
    if (raw.statusCode < 300 && traces.some(trace => raw.body.includes(trace))) found.push(path.replace(matchId, 'one').replace(who.meetId, 'one'))
  }
  return found
}
const everywhere = async ({ anna, friend, liked, poor, stranger, passer, matchId }: Awaited<ReturnType<typeof aCircle>>) => Object.fromEntries(await Promise.all(Object.entries({ friend, liked, poor, stranger, passer }).map(async ([tie, viewer]) => [tie, await whereFound(viewer, anna, matchId)] as const)))

describe('whoever deletes their account', () => {
  test('is gone for everybody else at once: from cards, likes, matches, chats, the ranking and their own page', async () => {
    const circle = await aCircle()
    const { anna, friend, liked, poor, stranger, passer, matchId } = circle
    expect(await everywhere(circle)).toEqual({
      friend: ['social/matches', 'social/matches/one', 'social/matches/one/messages', 'social/ranking?period=all', 'social/people/one', 'inbox'],
      liked: ['social/deck', 'social/likes', 'social/ranking?period=all', 'social/people/one'],
      poor: ['social/deck', 'social/ranking?period=all', 'social/people/one'],
      stranger: ['social/deck', 'social/ranking?period=all', 'social/people/one'],
      passer: ['social/ranking?period=all', 'social/people/one'],
    })
    const numbers = async () => ({
      likes: [(await site.call('GET', 'social/likes', { as: poor })).data.count, (await site.call('GET', 'social/profile', { as: liked })).data.likes],
      unread: (await site.call('GET', 'inbox/unread', { as: friend })).data.conversations,
      audience: (await site.call('GET', 'social/deck/audience', { as: stranger })).data.count,
    })
    const before = await numbers()
    expect(before).toEqual({ likes: [1, 1], unread: 1, audience: 5 })
    await leave(anna)
    expect(await everywhere(circle)).toEqual({ friend: [], liked: [], poor: [], stranger: [], passer: [] })
    expect(await numbers()).toEqual({ likes: [0, 0], unread: 0, audience: 4 })
    expect((await site.call('GET', 'social/likes', { as: poor })).data.blurred).toEqual([])
    expect((await swipeAs(site, stranger, anna, 'like')).status).toBe(404)
    expect(await say(friend, matchId, '还在吗')).toMatchObject({ status: 403, error: 'social.match_over' })
    expect((await site.call('DELETE', 'social/swipes/last', { as: passer })).data.card).toBeNull()
    expect((await site.call('GET', 'social/profile', { as: anna })).status).toBe(401)
  })

  test('finds everything as it was when they come back in time, and is found again', async () => {
    const circle = await aCircle()
    const { anna, friend, matchId } = circle
    const before = await everywhere(circle)
    const messages = async (as: Credentials) => (await site.call('GET', `social/matches/${matchId}/messages`, { as })).data.items
    const mine = async (as: Credentials) => Promise.all(['profile', 'settings'].map(async path => (await site.call('GET', `social/${path}`, { as })).data))
    const [told, profile] = [await messages(anna), await mine(anna)]
    await leave(anna)
    site.clock.advance(29 * DAY)
    await deleteDue(site.parts)
    const back = await comeBack(anna)
    expect(await everywhere(circle)).toEqual(before)
    expect(await messages(back)).toEqual(told)
    expect(await mine(back)).toEqual(profile)
    expect((await site.call('GET', 'social/membership', { as: back })).data).toMatchObject({ level: 3 })
    expect((await say({ ...anna, ...back }, matchId, '我回来了')).status).toBe(201)
    expect((await site.call('GET', 'social/matches', { as: friend })).data.items).toMatchObject([{ last: { text: '我回来了' } }])
  })
})

describe('after thirty days', () => {
  /** What anna leaves everywhere a person can leave something. */
  let anna: TestMeeter
  let circle: Awaited<ReturnType<typeof aCircle>>
  let traces: string[]
  let thief: TestMeeter
  let reportIds: { by: number, about: number, decided: number }
  const staff = () => aStaff(site, ['*'])

  beforeAll(async () => {
    circle = await aCircle()
    ;({ anna } = circle)
    const { friend, stranger, matchId } = circle
    thief = await aMeeter(site, { name: '要钱的人' })
    await site.call('PATCH', 'social/profile', { as: anna, body: { about: '我住在河边的老房子里', tags: ['河边的旧地图'] } })
    expect((await say(anna, matchId, '安娜最后的话')).status).toBe(201)
    const { data: { photos } } = await site.call('GET', 'social/profile', { as: anna })
    const { data: picture } = await uploadTo(site, anna, `social/matches/${matchId}/pictures`, await aScene(++scenes, 240, 320).jpeg().toBuffer())
    expect((await site.call('POST', `social/matches/${matchId}/messages`, { as: anna, body: { clientId: randomUUID(), image: picture.id } })).status).toBe(201)
    expect((await site.call('GET', 'social/likes', { as: circle.poor })).data.blurred).toHaveLength(1)
    await showTo(site, anna, thief)
    await showTo(site, stranger, anna)
    await showTo(site, circle.liked, anna)
    reportIds = {
      by: (await report(anna, thief, '他向安娜借五千元')).data.id,
      about: (await report(stranger, anna, '安娜向我借钱')).data.id,
      decided: (await report(friend, anna, '友人说安娜骂人')).data.id,
    }
    expect((await site.call('PUT', `console/social/reports/${reportIds.decided}/decision`, { as: await staff(), body: { decision: 'warn', reason: '请友好交谈' } })).status).toBe(200)
    const at = site.clock.now()
    await site.parts.db.sql.insertInto('social_jump').values({ account_id: anna.accountId, at, km: 900 }).execute()
    await site.parts.db.sql.insertInto('social_appeal').values({ account_id: anna.accountId, banned_at: at, text: '安娜没有发过广告，请再看看', created_at: at }).execute()
    const { c6, c7, lat } = await placeOf(anna)
    traces = [anna.name, anna.meetId, anna.id, anna.mobile, '河边的旧地图', '我住在河边的老房子里', '安娜最后的话', '他向安娜借五千元', '安娜向我借钱', '友人说安娜骂人', '安娜没有发过广告', c6, c7, lat, picture.id, ...photos.map((photo: { picture: { id: string } }) => photo.picture.id)]
    expect((await tablesWith(traces)).length).toBeGreaterThan(8)
    await leave(anna)
    await graceIsOver(friend, stranger, thief)
  })

  /** The tables that have any of these texts in any column. */
  async function tablesWith(texts: string[]): Promise<string[]> {
    const { rows: tables } = await sql<{ schema: string, name: string }>`
      select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1, 2`.execute(site.parts.db.sql)
    const found: string[] = []
    for (const { schema, name } of tables) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(`${schema}.${name}`)} t where t::text like any(${texts.map(text => `%${text}%`)})`.execute(site.parts.db.sql)
      if (rows.length > 0) found.push(name)
    }
    return found
  }

  test('nothing is left that names or shows them, in any table', async () => {
    // What tells her that she leaves waits to be sent, and her friend was told what became of the report about her.
    expect(await tablesWith(traces)).toEqual(['message', 'notice'])
    expect((await sql<{ whose: number }>`select distinct account_id as whose from notice t where t::text like ${`%${anna.name}%`}`.execute(site.parts.db.sql)).rows).toEqual([{ whose: circle.friend.accountId }])
    for (const table of ['social_photo', 'social_card', 'social_deck', 'social_quota', 'social_upload', 'social_looks', 'social_tally', 'social_rank', 'social_jump', 'social_appeal', 'membership_span'] as const) {
      expect([table, await site.parts.db.sql.selectFrom(table).select('account_id').where('account_id', '=', anna.accountId).execute()]).toEqual([table, []])
    }
    const { rows: swipes } = await sql<{ kind: number }>`select kind from swipe where actor = ${anna.accountId} or target = ${anna.accountId}`.execute(site.parts.db.sql)
    expect(swipes.every(({ kind }) => kind === 0)).toBe(true)
    expect((await sql`select from social_block where account_id = ${anna.accountId} or other_id = ${anna.accountId}`.execute(site.parts.db.sql)).rows).toEqual([])
    expect(await site.parts.db.sql.selectFrom('account').select('status').where('id', '=', anna.accountId).execute()).toEqual([{ status: 'deleted' }])
  })

  test('others keep their own words and lose nothing else', async () => {
    const { friend, matchId } = circle
    expect(await site.parts.db.sql.selectFrom('social_message as m').innerJoin('social_match as t', 't.id', 'm.match_id').select(['m.text', 'm.sender_id as by']).where('t.public_id', '=', matchId).execute()).toEqual([{ text: '友人写的话', by: friend.accountId }])
    expect(await whereFound(friend, anna, matchId)).toEqual(['inbox'])
    for (const viewer of [friend, circle.stranger, thief]) {
      for (const path of ['matches', 'likes', 'deck', 'blocks', 'reports', 'ranking?period=all', 'profile']) expect([path, (await site.call('GET', `social/${path}`, { as: viewer })).status]).toEqual([path, 200])
    }
  })

  test('who reported them, or was reported by them, reads that it is closed; it speaks against nobody', async () => {
    const { data } = await site.call('GET', 'social/reports', { as: circle.stranger })
    expect(data.items).toMatchObject([{ id: reportIds.about, state: 'dismissed', text: '', outcome: expect.stringContaining('已离开') }])
    const as = await staff()
    for (const id of Object.values(reportIds)) {
      const { status, data } = await site.call('GET', `console/social/reports/${id}`, { as })
      expect([status, data.text, data.snapshot]).toMatchObject([200, '', { about: '', tags: [], photos: [], match: null }])
    }
    expect((await site.call('GET', `console/social/reports/${reportIds.about}`, { as })).data).toMatchObject({ decision: 'left', decidedBy: null, reporter: { record: { open: 0, acted: 0, dismissed: 0 } } })
    expect((await site.call('GET', `console/social/reports/${reportIds.decided}`, { as })).data).toMatchObject({ decision: 'warn', reporter: { record: { acted: 1 } } })
    expect((await site.call('GET', 'console/social/reports', { as, query: { state: 'dismissed' } })).data.items.map(({ id }: { id: number }) => id).sort()).toEqual([reportIds.by, reportIds.about])
    expect((await site.call('GET', 'console/social/reports', { as })).data.items).toEqual([])
  })

  test('who comes back by the same phone begins anew, without an age that is held against them', async () => {
    const code = await codeFor(site, { channel: 'sms', to: anna.mobile, purpose: 'register' })
    const again = browserOf(await site.call('POST', 'users', { body: { mobile: anna.mobile, code, password, acceptTerms: true } }))
    expect((await site.call('GET', 'social/profile', { as: again })).data).toMatchObject({ id: null, birthDate: null, photos: [], likes: 0 })
    expect((await site.call('PATCH', 'social/profile', { as: again, body: { birthDate: '1990-01-01' } })).status).toBe(200)
  })
})

describe('the copy of one’s data', () => {
  const copyOf = async (who: TestMeeter) => (await site.call('POST', 'users/me/exports', { as: who, body: { password } })).data.modules.social

  test('has every column of what they have shown and chosen, or there is a reason why not', async () => {
    const anna = await aMeeter(site, { password })
    const { profile: [profile], photos: [photo] } = await copyOf(anna)
    const columnsOf = async (table: string) => (await sql<{ name: string }>`select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(site.parts.db.sql)).rows.map(({ name }) => name)
    const told: Record<string, string> = { public_id: 'id', c7: 'cell', lat: 'cellLat', lng: 'cellLng', picture_id: 'picture' }
    const why: Record<string, string> = {
      account_id: 'theirs',
      birth_set_on: 'when the birth date was checked',
      birth_corrected_at: 'the same, by staff',
      c5: 'follows from the cell',
      c6: 'follows from the cell',
      resolution: 'how many live around them',
      visit_c5: 'the middle of the target city',
      visit_lat: 'the same',
      visit_lng: 'the same',
      id: 'a number',
      phash: 'follows from the picture',
      blur: 'follows from the picture',
      judged_at: 'staff’s',
    }
    const camel = (name: string) => told[name] ?? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    expect((await columnsOf('social_profile')).filter(name => !(camel(name) in profile) && !(name in why))).toEqual([])
    expect((await columnsOf('social_photo')).filter(name => !(camel(name) in photo) && !(name in why))).toEqual([])
  })

  test('tells of others no more than they had seen: no place, no age, no words, and not who likes, blocks or reports them', async () => {
    const [anna, ben, cora, dora] = [await aMeeter(site, { password, name: '安娜' }), await aMeeter(site, { name: '小本', age: 47, tags: ['潜水'], at: { lat: 31.2, lng: 117.9 } }), await aMeeter(site, { name: '可可' }), await aMeeter(site, { name: '多多' })]
    await site.call('PATCH', 'social/profile', { as: ben, body: { about: '小本自己写的介绍' } })
    const matchId = await aMatch(site, anna, ben)
    await say(anna, matchId, '安娜的话')
    await say(ben, matchId, '小本的话')
    await showTo(site, cora, anna)
    await swipeAs(site, cora, anna, 'like')
    await showTo(site, dora, anna)
    await report(dora, anna, '多多的举报')
    site.clock.advance(61)
    expect(await deckOf(site, anna)).toContain(cora.meetId)
    const copy = await copyOf(anna)
    expect(copy).toMatchObject({ matches: [{ person: '小本', over: false }], swipes: [{ person: ben.meetId, kind: 'like' }], sentMessages: [{ text: '安娜的话' }], blocks: [], reports: [] })
    const { birthDate, c7, lat } = await placeOf(ben)
    const text = JSON.stringify(copy)
    for (const trace of [ben.mobile, birthDate, c7, lat, '潜水', '小本自己写的介绍', '小本的话', cora.meetId, cora.name, dora.meetId, dora.name, '多多的举报']) expect(text).not.toContain(trace)
    const pictures = await site.parts.db.sql.selectFrom('social_photo').select('picture_id as id').where('account_id', 'in', [ben.accountId, cora.accountId, dora.accountId]).execute()
    for (const { id } of pictures) expect(text).not.toContain(id)
  })
})
