import type { TestMeeter } from '../social.fixture.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aMeeter, deckOf } from '../social.fixture.ts'
import { fade, scoreOf } from './rules.ts'
import { dropOldPasses, keepScores } from './sweeps.ts'

const site = withApp()
const none = { given: 0, givenLikes: 0, received: 0, receivedLikes: 0, exposure: 0 }
const MINUTE = 60
const DAY = 86_400

describe('the score', () => {
  test('of somebody unknown is the guess; it moves with what is known, the more the more is known', () => {
    expect(scoreOf(none)).toBeCloseTo(0.4)
    expect(scoreOf({ ...none, received: 10, receivedLikes: 10 })).toBeCloseTo(2 * 0.4 * 0.7 / 1.1)
    expect(scoreOf({ ...none, received: 1000, receivedLikes: 1000 })).toBeGreaterThan(scoreOf({ ...none, received: 10, receivedLikes: 10 }))
    expect(scoreOf({ ...none, received: 50 })).toBeLessThan(0.4)
  })

  test('is high only for who is liked and likes: neither liking all nor being liked by all is enough', () => {
    const both = scoreOf({ ...none, given: 200, givenLikes: 120, received: 200, receivedLikes: 120 })
    const likesAll = scoreOf({ ...none, given: 200, givenLikes: 200, received: 200, receivedLikes: 40 })
    const likedByAll = scoreOf({ ...none, given: 200, givenLikes: 40, received: 200, receivedLikes: 200 })
    expect(likesAll).toBeCloseTo(likedByAll)
    expect(both).toBeGreaterThan(likesAll)
  })

  test('halves for who was seen a hundred times in a day, and stays between 0 and 1', () => {
    expect(scoreOf({ ...none, exposure: 100 })).toBeCloseTo(0.2)
    expect(scoreOf({ given: 1e6, givenLikes: 1e6, received: 1e6, receivedLikes: 1e6, exposure: 0 })).toBeLessThanOrEqual(1)
    expect(scoreOf({ given: 1e6, givenLikes: 0, received: 1e6, receivedLikes: 0, exposure: 1e6 })).toBeGreaterThan(0)
  })

  test('exposure fades: at a steady pace it is the number of one day, and in the end it is none', () => {
    let exposure = 0
    for (let minute = 0; minute < 10 * 24 * 60; minute += 5) exposure = fade(exposure, 300_000) + 1
    expect(exposure).toBeGreaterThan(280)
    expect(exposure).toBeLessThan(296)
    expect(fade(100, 86_400_000 * 7)).toBe(0)
    expect(fade(100, -1000)).toBe(100)
  })
})

const swipe = (actor: TestMeeter, target: TestMeeter, kind: 0 | 1 | 2, ago = 0) => site.parts.db.sql.insertInto('swipe').values({ actor: actor.accountId, target: target.accountId, kind, at: new Date(site.clock.now().getTime() - ago * 1000) }).execute()
const scores = async (...people: TestMeeter[]) => Promise.all(people.map(async ({ accountId }) => (await site.parts.db.sql.selectFrom('social_card').select('score').where('account_id', '=', accountId).executeTakeFirstOrThrow()).score))
const tallyOf = ({ accountId }: TestMeeter) => site.parts.db.sql.selectFrom('social_tally').selectAll().where('account_id', '=', accountId).executeTakeFirst()
const touch = () => site.parts.db.sql.updateTable('social_profile').set({ active_at: site.clock.now() }).execute()

describe('the sweep that keeps scores', () => {
  test('counts each swipe once, when it can’t be taken back any more, and writes the score to the card', async () => {
    const [anna, ben, cora, still] = [await aMeeter(site), await aMeeter(site), await aMeeter(site), await aMeeter(site)]
    await keepScores(site.parts)
    await swipe(anna, ben, 1)
    await swipe(anna, cora, 0)
    await swipe(cora, ben, 2)
    site.clock.advance(5 * MINUTE)
    await keepScores(site.parts)
    expect(await tallyOf(ben)).toBeUndefined()
    site.clock.advance(MINUTE)
    for (let n = 0; n < 3; n++) await keepScores(site.parts)
    expect(await tallyOf(anna)).toMatchObject({ given: 2, given_likes: 1, received: 0 })
    expect(await tallyOf(ben)).toMatchObject({ given: 0, received: 2, received_likes: 2, exposure: 2 })
    expect(await tallyOf(cora)).toMatchObject({ given: 1, given_likes: 1, received: 1, received_likes: 0 })
    expect(await tallyOf(still)).toBeUndefined()
    const [, forBen, forCora, forStill] = await scores(anna, ben, cora, still)
    expect(forBen).toBeCloseTo(scoreOf({ given: 0, givenLikes: 0, received: 2, receivedLikes: 2, exposure: 2 }), 5)
    expect(forStill).toBe(0.5)
    expect(forCora).toBeLessThan(forBen!)
  })

  test('on two nodes at once it counts once; after hours of rest nothing is missed', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
    await keepScores(site.parts)
    for (let hour = 0; hour < 5; hour++) {
      site.clock.advance(3600)
      await touch()
      await swipe(await aMeeter(site), ben, hour % 2 ? 1 : 0)
    }
    await swipe(anna, ben, 1)
    site.clock.advance(10 * MINUTE)
    await Promise.all([keepScores(site.parts), keepScores(site.parts), keepScores(site.parts)])
    expect(await tallyOf(ben)).toMatchObject({ received: 6, received_likes: 3 })
  })

  test('whoever was seen a lot and rests comes back up', async () => {
    const star = await aMeeter(site)
    await keepScores(site.parts)
    for (let i = 0; i < 30; i++) await swipe(await aMeeter(site), star, 1)
    site.clock.advance(10 * MINUTE)
    await keepScores(site.parts)
    const [seen] = await scores(star)
    for (let hour = 0; hour < 60; hour++) {
      site.clock.advance(3600)
      await keepScores(site.parts)
    }
    const [rested] = await scores(star)
    expect(rested! / seen!).toBeGreaterThan(1.2)
    site.clock.advance(5 * DAY)
    await keepScores(site.parts)
    await keepScores(site.parts)
    expect((await tallyOf(star))!.exposure).toBe(0)
  })

  test('outlives a pause: a card made anew has the score it had', async () => {
    const ben = await aMeeter(site)
    for (let n = 0; n < 6; n++) await keepScores(site.parts) // the days that have passed
    for (let i = 0; i < 10; i++) await swipe(await aMeeter(site), ben, 0)
    site.clock.advance(10 * MINUTE)
    await keepScores(site.parts)
    const before = await scores(ben)
    expect(before[0]).toBeLessThan(0.3)
    await site.call('PATCH', 'social/settings', { as: ben, body: { paused: true } })
    await site.call('PATCH', 'social/settings', { as: ben, body: { paused: false } })
    expect(await scores(ben)).toEqual(before)
  })
})

test('a pass is forgotten after ninety days, so that the person can be met again; likes are kept', async () => {
  const [anna, ben, cora, dora] = [await aMeeter(site), await aMeeter(site), await aMeeter(site), await aMeeter(site)]
  await swipe(anna, ben, 0, 90 * DAY + 1)
  await swipe(anna, cora, 0, 90 * DAY - 1)
  await swipe(anna, dora, 1, 200 * DAY)
  await dropOldPasses(site.parts)
  const { rows } = await sql<{ target: number }>`select target from swipe where actor = ${anna.accountId} order by target`.execute(site.parts.db.sql)
  expect(rows.map(({ target }) => target)).toEqual([cora.accountId, dora.accountId])
  expect(await deckOf(site, anna)).toContain(ben.meetId)
})

test('no answer ever tells a score', async () => {
  const document = (await site.call('GET', '/api/openapi.json')).raw.json()
  const social = Object.entries<any>(document.paths).filter(([path]) => path.includes('/social/'))
  expect(social.length).toBeGreaterThan(10)
  expect(JSON.stringify(social.map(([, operations]) => Object.values<any>(operations).map(({ responses }) => responses)))).not.toMatch(/"score"|"exposure"|"tally"/)
})
