import type { Operation } from '../../../../test/operations.ts'
import type { TestMeeter } from '../social.fixture.ts'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { addressOf, fitting, operationsOf } from '../../../../test/operations.ts'
import { aStaff } from '../../../../test/staff.ts'
import { remakeRankings } from '../ranking/ranking.ts'
import { aMatch, aMeeter, deckOf, showTo, swipeAs } from '../social.fixture.ts'

// Who is blocked, or hidden by staff, is nowhere from the commit on (social.md §2.7, §2.12, §5 check 9): every address that a member
// can ask, in both directions, whatever the two have had to do with each other. Nothing is swept and no time passes in between.

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

/** What two people may be to each other. */
const TIES = ['matched, and writing', 'matched without a word', 'liking', 'super-liking', 'in the deck', 'just passed'] as const
type Tie = typeof TIES[number]

interface Pair { me: TestMeeter, other: TestMeeter, matchId: string | undefined, place: number }

let serial = 0
/** Two people alone in their part of the country, so that each has the other on top of everything. */
async function aPair(tie: Tie): Promise<Pair> {
  const place = ++serial
  const wish = { at: { lat: 24 + place * 0.7, lng: 103 }, level: 3, onRanking: true } as const
  const [me, other] = [await aMeeter(site, { ...wish, name: `甲${randomUUID().slice(0, 8)}` }), await aMeeter(site, { ...wish, name: `乙${randomUUID().slice(0, 8)}` })]
  await showTo(site, me, other)
  await showTo(site, other, me)
  let matchId: string | undefined
  if (tie === 'matched, and writing' || tie === 'matched without a word') matchId = await aMatch(site, me, other)
  if (tie === 'matched, and writing') for (const one of [me, other]) await site.call('POST', `social/matches/${matchId}/messages`, { as: one, body: { clientId: randomUUID(), text: `来自${one.name}` } })
  if (tie === 'liking') await swipeAs(site, other, me, 'like')
  if (tie === 'super-liking') await swipeAs(site, other, me, 'superlike')
  if (tie === 'just passed') await swipeAs(site, me, other, 'pass')
  // Both on the ranking, above those of the tests before, by the likes of people far away.
  await sql`insert into swipe (actor, target, kind, at) select 9000000 + n, who, 1, ${site.clock.now()} from generate_series(1, ${place}::int) n, unnest(${[me.accountId, other.accountId]}::bigint[]) who`.execute(site.parts.db.sql)
  await remakeRankings(site.parts)
  await deckOf(site, me)
  await deckOf(site, other)
  return { me, other, matchId, place }
}

let operations: Operation[]
beforeAll(() => { operations = operationsOf(site.app).filter(({ path, who }) => who === 'member' && /^\/api\/v1\/(?:social|inbox|users\/me|push|notices)/.test(path)) })

/** The address with the other's ids wherever one is asked for. */
function urlsOf({ path, inPath }: Operation, other: TestMeeter, matchId: string | undefined): string[] {
  const ids = path.includes('/matches/') ? [matchId ?? randomUUID()] : [other.meetId]
  if (inPath.length === 0) return [path]
  const values = (id: string) => Object.fromEntries(inPath.map(({ name, schema }) => [name, schema.format === 'uuid' ? id : fc.sample(fitting(schema), { seed: 1, numRuns: 1 })[0]]))
  return ids.map(id => addressOf(path, values(id)))
}

/** What gives somebody away: their id, name, pictures. */
async function tracesOf(who: TestMeeter, matchId: string | undefined): Promise<string[]> {
  const photos = await site.parts.db.sql.selectFrom('social_photo').select('picture_id as id').where('account_id', '=', who.accountId).execute()
  return [who.meetId, who.name, ...photos.map(({ id }) => id), ...matchId ? [matchId] : []]
}

/** Every address at which one finds the other. */
async function whereFound(viewer: TestMeeter, other: TestMeeter, matchId: string | undefined): Promise<string[]> {
  const traces = await tracesOf(other, matchId)
  const found: string[] = []
  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    for (const url of urlsOf(operation, other, matchId)) {
      const answer = await site.call('GET', url, { as: viewer })
      if (answer.status < 300 && traces.some(trace => answer.raw.body.includes(trace))) found.push(operation.path.replace('/api/v1/', ''))
    }
  }
  return found
}

/** Everything that can be done to the other by their id, and what came of it; what is for getting rid of somebody goes last. */
async function whatCanBeDone(viewer: TestMeeter, other: TestMeeter, matchId: string | undefined): Promise<string[]> {
  const done: string[] = []
  for (const operation of operations.filter(({ method, inPath, path }) => method !== 'GET' && inPath.some(({ schema }) => schema.format === 'uuid') && !path.includes('/blocks/'))) {
    for (const url of urlsOf(operation, other, matchId)) {
      const body = operation.body && fc.sample(fitting(operation.body), { seed: 1, numRuns: 1 })[0]
      const { status } = await site.call(operation.method, url, { as: viewer, body })
      expect(status).toBeLessThan(500)
      if (status < 300) done.push(`${operation.method} ${operation.path}`)
    }
  }
  return done
}

const likesOf = async (who: TestMeeter) => (await site.call('GET', 'social/profile', { as: who })).data.likes

describe.each(TIES)('two people who are %s', (tie) => {
  test('find each other before, so the look after it could have found something', async () => {
    const { me, other, matchId } = await aPair(tie)
    const found = await whereFound(me, other, matchId)
    expect(found).toEqual(expect.arrayContaining(['social/people/{id}', 'social/ranking']))
    if (tie === 'matched, and writing') expect(found).toEqual(expect.arrayContaining(['social/matches', 'social/matches/{id}', 'social/matches/{id}/messages', 'inbox']))
    if (tie === 'matched without a word') expect(found).toContain('social/matches')
    if (tie === 'liking') expect([found.includes('social/likes'), await likesOf(me)]).toEqual([true, 1])
    if (tie === 'super-liking' || tie === 'in the deck' || tie === 'liking') expect(found).toContain('social/deck')
  })

  test.each(['blocks', 'reports', 'is blocked by'] as const)('are nowhere for each other once one %s the other', async (deed) => {
    const { me, other, matchId } = await aPair(tie)
    const [doer, done] = deed === 'is blocked by' ? [other, me] : [me, other]
    const answer = deed === 'reports'
      ? await site.call('POST', 'social/reports', { as: doer, body: { personId: done.meetId, reason: 'harassment' } })
      : await site.call('PUT', `social/blocks/${done.meetId}`, { as: doer })
    expect(answer.status).toBeLessThan(300)
    // One's own list of whom one has blocked and reported is the only place that tells of it.
    expect((await whereFound(doer, done, matchId)).filter(path => path !== 'social/blocks' && path !== 'social/reports')).toEqual([])
    expect(await whereFound(done, doer, matchId)).toEqual([])
    expect([await likesOf(me), await likesOf(other)]).toEqual([0, 0])
    expect([await whatCanBeDone(doer, done, matchId), await whatCanBeDone(done, doer, matchId)]).toEqual([[], []])
    expect(await whereFound(done, doer, matchId)).toEqual([])
  })

  test('are nowhere once staff have hidden one, and back once they have taken it back', async () => {
    const { me, other, matchId } = await aPair(tie)
    const staff = await aStaff(site, ['social.people'])
    expect((await site.call('PUT', `console/social/people/${other.meetId}/ban`, { as: staff, body: { reason: '测试', until: null } })).status).toBe(200)
    expect(await whereFound(me, other, matchId)).toEqual([])
    expect(await likesOf(me)).toBe(0)
    expect((await whatCanBeDone(me, other, undefined))).toEqual([])
    for (const path of ['social/deck', 'social/likes', 'social/matches', 'social/ranking']) expect((await site.call('GET', path, { as: other })).error).toBe('social.banned')
    expect((await site.call('DELETE', `console/social/people/${other.meetId}/ban`, { as: staff, body: { reason: '误判' } })).status).toBe(200)
    expect(await whereFound(me, other, matchId)).toContain('social/people/{id}')
  })
})

test('nothing is pushed to a device about somebody who is blocked', async () => {
  const { me, other, matchId } = await aPair('matched, and writing')
  const { id: sessionId } = await site.parts.db.sql.selectFrom('session').select('id').where('account_id', '=', me.accountId).executeTakeFirstOrThrow()
  await site.parts.db.sql.insertInto('push_subscription').values({ account_id: me.accountId, session_id: sessionId, endpoint: 'https://fcm.googleapis.com/fcm/send/x', p256dh: 'x', auth: 'y', created_at: site.clock.now() }).execute()
  const pushes = async () => (await sql<{ count: number }>`select count(*) as count from jobs.job where name = 'realtime.push'`.execute(site.parts.db.sql)).rows[0]!.count
  const write = () => site.call('POST', `social/matches/${matchId}/messages`, { as: other, body: { clientId: randomUUID(), text: '在吗' } })
  const before = await pushes()
  expect((await write()).status).toBe(201)
  expect(await pushes()).toBe(before + 1)
  await site.call('PUT', `social/blocks/${other.meetId}`, { as: me })
  expect((await write()).status).toBeGreaterThanOrEqual(400)
  expect((await swipeAs(site, other, me, 'superlike')).status).toBe(404)
  expect(await pushes()).toBe(before + 1)
})

test('there are as many addresses as the study names, and more', () => {
  expect(operations.filter(({ path }) => path.startsWith('/api/v1/social')).length).toBeGreaterThan(25)
})
