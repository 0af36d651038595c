import type { TestMeeter } from '../social.fixture.ts'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { loadDemo } from '../../../demo.ts'
import { aMeeter, deckOf, swipeAs } from '../social.fixture.ts'
import { demoNeighbours } from './neighbours.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
beforeAll(async () => {
  await loadDemo(site.parts)
}, 60_000)

/** Somebody whom most neighbours would like to meet. */
const aVisitor = (wish = {}) => aMeeter(site, { gender: 'female', seeks: ['male'], age: 29, maxKm: 100, at: { lat: 31.82, lng: 117.22 }, level: 3, ...wish })

/** Lets time pass as the site does: the sweep comes every few seconds. */
async function live(seconds: number, run = () => demoNeighbours(site.parts)) {
  for (let passed = 0; passed < seconds; passed += 2) {
    site.clock.advance(2)
    await run()
  }
}
const matchesOf = async (me: TestMeeter) => (await site.call('GET', 'social/matches', { as: me, query: { limit: 50 } })).data.items as { id: string, unread: number, last: { mine: boolean, text: string } | null }[]
const likesTo = async (me: TestMeeter) => (await sql<{ count: number }>`select count(*) as count from swipe where target = ${me.accountId}`.execute(site.parts.db.sql)).rows[0]!.count
const say = (me: TestMeeter, id: string, text: string) => site.call('POST', `social/matches/${id}/messages`, { as: me, body: { clientId: randomUUID(), text } })
const messagesOf = async (me: TestMeeter, id: string) => (await site.call('GET', `social/matches/${id}/messages`, { as: me })).data.items as { mine: boolean, text: string }[]

async function likeMany(me: TestMeeter, count: number) {
  for (const meetId of (await deckOf(site, me)).slice(0, count)) await swipeAs(site, me, { meetId }, 'like')
}

test('of thirty neighbours whom a visitor likes nearly half like back within a minute, not all at once', async () => {
  const me = await aVisitor()
  await likeMany(me, 30)
  await demoNeighbours(site.parts)
  expect(await matchesOf(me)).toEqual([])
  await live(10)
  const early = (await matchesOf(me)).length
  await live(50)
  const { length } = await matchesOf(me)
  expect(early).toBeLessThan(length)
  expect(length).toBeGreaterThanOrEqual(7)
  expect(length).toBeLessThanOrEqual(21)
  await live(60)
  expect((await matchesOf(me)).length).toBe(length)
}, 60_000)

test('two runs at once do everything once', async () => {
  const me = await aVisitor()
  await likeMany(me, 12)
  const twice = async () => void await Promise.all([demoNeighbours(site.parts), demoNeighbours(site.parts)])
  await live(60, twice)
  const matches = await matchesOf(me)
  expect(matches.length).toBeGreaterThan(0)
  expect(await likesTo(me)).toBe(matches.length)
  const { id } = matches[0]!
  await say(me, id, '你好呀，周末有空吗？')
  await live(40, twice)
  expect((await messagesOf(me, id)).map(({ mine }) => mine)).toEqual([true, false])
}, 60_000)

test('a neighbour reads first, then answers what was said, asks back, and says goodbye after some turns', async () => {
  const me = await aVisitor()
  await likeMany(me, 12)
  await live(60)
  const { id } = (await matchesOf(me))[0]!
  await say(me, id, '你吃饭了吗？合肥有什么好吃的？')
  await live(4)
  expect((await site.call('GET', `social/matches/${id}`, { as: me })).data.other.readSeq).toBe(1)
  expect(await messagesOf(me, id)).toHaveLength(1)
  await live(24)
  const [, answer] = await messagesOf(me, id)
  expect(answer!.text).toMatch(/[吃辣饿饭]|徽菜|罍街/)
  for (let turn = 0; turn < 10; turn++) {
    await say(me, id, `第 ${turn} 件事：今天路过包河。`)
    await live(30)
  }
  const said = (await messagesOf(me, id)).filter(({ mine }) => !mine).map(({ text }) => text)
  expect(said.length).toBeGreaterThanOrEqual(5)
  expect(said.length).toBeLessThanOrEqual(8)
  expect(new Set(said).size).toBe(said.length)
}, 60_000)

test('English is answered in English', async () => {
  const me = await aVisitor()
  await likeMany(me, 12)
  await live(60)
  const { id } = (await matchesOf(me))[0]!
  await say(me, id, 'Hello, how are you?')
  await live(30)
  expect((await messagesOf(me, id))[1]!.text).toMatch(/^[\x20-\x7E]+$/)
}, 60_000)

test('who was blocked meanwhile does not answer, and nothing breaks', async () => {
  const me = await aVisitor()
  const [meetId] = await deckOf(site, me) as [string]
  await swipeAs(site, me, { meetId }, 'like')
  await site.call('POST', 'social/blocks', { as: me, body: { personId: meetId } })
  await live(60)
  expect(await likesTo(me)).toBe(0)
}, 60_000)

test('only neighbours of the demo are played, and in production nobody is', async () => {
  const [me, visitor] = [await aVisitor(), await aMeeter(site, { gender: 'male', age: 30, at: { lat: 31.82, lng: 117.22 } })]
  await sql`insert into social_deck (account_id, ids, served, made_at) values (${me.accountId}, '{}', ${[visitor.accountId]}::bigint[], ${site.clock.now()})`.execute(site.parts.db.sql)
  await swipeAs(site, me, visitor, 'like')
  await live(60)
  expect(await likesTo(me)).toBe(0)
  await likeMany(me, 20)
  const inProduction = { ...site.parts, config: { ...site.parts.config, mode: 'production' as const } }
  await live(60, () => demoNeighbours(inProduction))
  expect(await likesTo(me)).toBe(0)
}, 60_000)
