import type { Answer, TestApp } from '../../../../test/app.ts'
import type { NudgeMessage } from '../../../core/realtime/nudge.ts'
import type { Db } from '../../../kit/db.ts'
import type { TestMeeter } from '../social.fixture.ts'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callsTo, withApp } from '../../../../test/app.ts'
import { buildApp } from '../../../app.ts'
import { NUDGES } from '../../../core/realtime/nudge.ts'
import { openDb } from '../../../kit/db.ts'
import { aMatch, aMeeter, manyMeeters, showTo, swipeAs } from '../social.fixture.ts'
import { insertMatch } from './store.ts'

/** The documented 20 of 20 by RACE_ROUNDS=20. */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 1)
const PAIRS = 1000
const CONNECTIONS = 120

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

/** The same site over many connections. */
const crowd = {} as TestApp
let db: Db
beforeAll(async () => {
  db = openDb(site.connection, { writers: CONNECTIONS, readers: 8 })
  const parts = { ...site.parts, db }
  const app = await buildApp(parts)
  Object.assign(crowd, site, { parts, app, call: callsTo(app) })
})
afterAll(async () => {
  await crowd.app.close()
  await db.close()
})

function tally(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, error } of answers) counts[error ? `${status} ${error}` : status] = (counts[error ? `${status} ${error}` : status] ?? 0) + 1
  return counts
}

const matchesOf = async (people: TestMeeter[]) => site.parts.db.sql.selectFrom('social_match').select(['lo', 'hi']).where('lo', 'in', people.map(({ accountId }) => accountId)).execute()

async function pairs(count: number): Promise<[TestMeeter, TestMeeter][]> {
  const made: [TestMeeter, TestMeeter][] = []
  for (let i = 0; i < count; i++) {
    const [a, b] = [await aMeeter(site), await aMeeter(site)]
    await showTo(site, a, b)
    await showTo(site, b, a)
    made.push([a, b])
  }
  return made
}

describe('a thousand pairs at the same instant', () => {
  let couples: [TestMeeter, TestMeeter][]
  beforeAll(async () => { couples = await pairs(PAIRS) }, 120_000)

  /** All swipes and matches gone, as before. */
  async function anew() {
    await sql`truncate swipe, social_match, social_match_member, social_message, social_quota cascade`.execute(site.parts.db.sql)
  }

  test('who like each other get one match each, nobody is lost, nobody hears an error', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await anew()
      const told = new Map<number, number>()
      const stop = site.parts.fanout.subscribe(NUDGES, (message) => {
        const { to, nudge } = message as NudgeMessage
        if (nudge.topic === 'social.match') for (const id of to) told.set(id, (told.get(id) ?? 0) + 1)
      })
      const answers = await Promise.all(couples.flatMap(([a, b]) => [swipeAs(crowd, a, b, 'like'), swipeAs(crowd, b, a, 'like')]))
      stop()
      expect(tally(answers)).toEqual({ 200: 2 * PAIRS })
      const rows = await matchesOf(couples.flat())
      expect(rows).toHaveLength(PAIRS)
      expect(new Set(rows.map(({ lo }) => lo)).size).toBe(PAIRS)
      // Of each pair the second hears of it in the answer; both are nudged once.
      expect(answers.filter(({ data }) => data.matched)).toHaveLength(PAIRS)
      expect([...told.values()].every(times => times === 1) && told.size).toBe(2 * PAIRS)
    }
  }, 60_000 * ROUNDS)

  test('the same rush on the plain shape, like and then look, loses matches: the test is not blind', async () => {
    await anew()
    const now = site.clock.now()
    const like = (actor: number, target: number) => db.tx(async (tx) => {
      await tx.insertInto('swipe').values({ actor, target, kind: 1, at: now }).onConflict(c => c.doNothing()).execute()
      await insertMatch(tx, { actor, target, publicId: randomUUID(), now })
    })
    await Promise.all(couples.flatMap(([a, b]) => [like(a.accountId, b.accountId), like(b.accountId, a.accountId)]))
    expect((await matchesOf(couples.flat())).length).toBeLessThan(PAIRS)
  }, 60_000)
})

test('of five hundred likes at once a hundred get through, and four hundred read when it begins anew', async () => {
  const me = await aMeeter(site)
  const others = await manyMeeters(site, Array.from({ length: 500 }, () => ({})))
  await sql`insert into social_deck (account_id, ids, served, made_at) values (${me.accountId}, '{}', ${others.map(({ accountId }) => accountId)}::bigint[], now())`.execute(site.parts.db.sql)
  const answers = await Promise.all(others.map(other => swipeAs(crowd, me, other, 'like')))
  expect(tally(answers)).toEqual({ '200': 100, '429 social.over_quota': 400 })
  for (const { details } of answers.filter(({ status }) => status === 429)) expect(details.resetAt).toBe('2027-03-01T20:00:00.000Z')
  expect(await site.parts.db.sql.selectFrom('swipe').select(eb => eb.fn.countAll<number>().as('n')).where('actor', '=', me.accountId).executeTakeFirstOrThrow()).toEqual({ n: 100 })
}, 60_000)

test('the same like fifty times at once is one like, one of the quota, and fifty times the same answer', async () => {
  const [[a, b]] = await pairs(1) as [[TestMeeter, TestMeeter]]
  await swipeAs(site, b, a, 'like')
  const answers = await Promise.all(Array.from({ length: 50 }, () => swipeAs(crowd, a, b, 'like')))
  expect(tally(answers)).toEqual({ 200: 50 })
  expect(new Set(answers.map(({ data }) => data.matchId)).size).toBe(1)
  expect((await site.parts.db.sql.selectFrom('social_quota').select('used').where('account_id', '=', a.accountId).executeTakeFirstOrThrow()).used).toBe(1)
})

test('liking, taking back and liking back at once: a match stands exactly when both likes do', async () => {
  for (const [a, b] of await pairs(40)) {
    await swipeAs(site, a, b, 'like')
    await Promise.all([
      swipeAs(crowd, b, a, 'like'),
      crowd.call('DELETE', '/api/v1/social/swipes/last', { as: a }),
      crowd.call('DELETE', '/api/v1/social/swipes/last', { as: b }),
    ])
    const likes = await site.parts.db.sql.selectFrom('swipe').select('actor').where('actor', 'in', [a.accountId, b.accountId]).execute()
    const live = await site.parts.db.sql.selectFrom('social_match').select('id').where('lo', '=', Math.min(a.accountId, b.accountId)).where('ended_at', 'is', null).execute()
    expect([likes.length, live.length]).toEqual(likes.length === 2 ? [2, 1] : [likes.length, 0])
  }
}, 30_000)

test('two tabs take back the same match at once: it ends once, and one of them is told that there is nothing left', async () => {
  const [a, b] = [await aMeeter(site), await aMeeter(site)]
  await aMatch(site, b, a)
  const answers = await Promise.all([1, 2].map(() => crowd.call('DELETE', '/api/v1/social/swipes/last', { as: a })))
  expect(tally(answers)).toEqual({ '200': 1, '409 social.nothing_to_rewind': 1 })
  expect((await site.parts.db.sql.selectFrom('social_quota').select('used').where('account_id', '=', a.accountId).where('kind', '=', 'rewind').executeTakeFirstOrThrow()).used).toBe(1)
})
