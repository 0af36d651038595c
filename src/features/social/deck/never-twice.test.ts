import type { TestMeeter } from '../social.fixture.ts'
import type { SwipeKind } from '../swipes/contract.ts'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aStaff } from '../../../../test/staff.ts'
import { seeded } from '../../../kit/draw.ts'
import { aMeeter, HERE, manyMeeters } from '../social.fixture.ts'

/** As documented with NEVER_TWICE_BOTS=500 NEVER_TWICE_CARDS=200 (social.md §5.3). */
const BOTS = Number(process.env.NEVER_TWICE_BOTS ?? 12)
const CARDS = Number(process.env.NEVER_TWICE_CARDS ?? 40)
/** So many answers never arrive. */
const LOST = 0.2
const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const random = seeded('never twice')

interface Bot extends TestMeeter {
  /** What the site has answered 200 to, in this order. */
  decided: Map<string, SwipeKind>
  /** Swipes whose answers were lost: the bot sends them again, and says so when it asks for cards. */
  pending: Map<string, SwipeKind>
  hand: string[]
}

const bots: Bot[] = []
/** Blocked pairs, as 'id id' both ways; people who are paused or whom staff have hidden. */
const blocked = new Set<string>()
const invisible = new Set<string>()
const wrong: string[] = []
const counted = { cards: 0, swipes: 0, lost: 0, rewinds: 0, returned: 0, edits: 0 }
const kindOf = (): SwipeKind => random.pick(['pass', 'pass', 'like', 'like', 'like', 'superlike'] as const)
const arrives = () => {
  const lost = random.chance(LOST)
  if (lost) counted.lost++
  return !lost
}

async function send(bot: Bot, id: string, kind: SwipeKind): Promise<void> {
  site.clock.advance(0.001)
  counted.swipes++
  const { status, error } = await site.call('PUT', `social/swipes/${id}`, { as: bot, body: { kind } })
  if (status === 200) {
    const before = bot.decided.get(id)
    if (before !== undefined && before !== kind) wrong.push(`${kind} accepted after ${before}`)
    bot.decided.set(id, kind)
  } else if (kind === 'superlike' && error === 'social.over_quota') {
    bot.pending.delete(id)
    await send(bot, id, 'like')
  } else if (status !== 404 || !(blocked.has(`${bot.meetId} ${id}`) || invisible.has(id))) {
    wrong.push(`${kind} answered ${status} ${error}`)
  }
}

/** One decision: answered, or not heard of and sent again at once, or later; sometimes twice at the same instant. */
async function swipe(bot: Bot, id: string, kind: SwipeKind): Promise<void> {
  const chance = random.next()
  // (Of two super-likes beyond the day's number the second would meet the like that the first one becomes.)
  if (chance < 0.05 && kind !== 'superlike') await Promise.all([send(bot, id, kind), send(bot, id, kind)])
  else await send(bot, id, kind)
  if (arrives()) return
  if (chance < 0.5) return swipe(bot, id, bot.decided.get(id) ?? kind)
  bot.pending.set(id, bot.decided.get(id) ?? kind)
}

/** The next cards, every one of which must be somebody new. */
async function look(bot: Bot): Promise<string[]> {
  const limit = random.int(1, 15)
  const decided = new Set(bot.decided.keys())
  // One of the last hand is on its way while the next cards are asked for, as the page does.
  const flying = bot.hand.pop()
  const flight = flying === undefined ? undefined : send(bot, flying, kindOf())
  const excluded = [...bot.pending.keys(), ...flying === undefined ? [] : [flying]]
  const [{ status, data }] = await Promise.all([site.call('GET', 'social/deck', { as: bot, query: { limit, exclude: excluded.length > 0 ? excluded.join(',') : undefined } }), flight])
  if (status !== 200) {
    wrong.push(`deck answered ${status}`)
    return []
  }
  const ids = data.items.map(({ id }: { id: string }) => id) as string[]
  counted.cards += ids.length
  for (const id of ids) {
    if (decided.has(id)) wrong.push(`shown again after ${bot.decided.get(id)}`)
    if (excluded.includes(id)) wrong.push('shown although on its way')
    if (id === bot.meetId) wrong.push('shown themselves')
    if (blocked.has(`${bot.meetId} ${id}`)) wrong.push('shown somebody blocked')
    if (invisible.has(id) || invisible.has(bot.meetId)) wrong.push('shown somebody invisible, or to them')
  }
  if (new Set(ids).size !== ids.length) wrong.push('twice in one deck')
  return arrives() ? ids : look(bot)
}

/** Takes the last decision back that can be: an answer that is lost is asked for again, which takes back one more. */
async function rewind(bot: Bot): Promise<void> {
  site.clock.advance(0.001)
  const last = [...bot.decided.keys()].filter(id => !blocked.has(`${bot.meetId} ${id}`)).at(-1)
  const { status, data, error } = await site.call('DELETE', 'social/swipes/last', { as: bot })
  if (status === 200) {
    counted.rewinds++
    if (data.card !== null && data.card.id !== last) wrong.push('took another decision back than the last')
    bot.decided.delete(last!)
  } else if (error !== 'social.nothing_to_rewind' && error !== 'social.rewind_too_late') {
    wrong.push(`rewind answered ${status} ${error}`)
  }
  if (!arrives()) return rewind(bot)
  if (status !== 200 || data.card === null || invisible.has(last!) || random.chance(0.5)) return
  // The card lies on top, and is decided about anew.
  bot.hand = await look(bot)
  if (bot.hand[0] === last) counted.returned++
}

async function turn(bot: Bot): Promise<void> {
  for (const [id, kind] of bot.pending) {
    bot.pending.delete(id)
    await swipe(bot, id, kind)
  }
  if (invisible.has(bot.meetId)) return void await look(bot)
  bot.hand = await look(bot)
  while (bot.hand.length > 1 && bot.decided.size < CARDS) {
    await swipe(bot, bot.hand.shift()!, kindOf())
    if (bot.pending.size === 0 && random.chance(0.06)) await rewind(bot)
  }
}

/** Between turns some change what they look for, rest, are hidden, or block somebody. */
async function live(): Promise<void> {
  const staff = await aStaff(site, ['social.people'])
  const change = async (who: TestMeeter, body: object) => {
    counted.edits++
    expect((await site.call('PATCH', 'social/settings', { as: who, body })).status).toBe(200)
  }
  for (const bot of bots) {
    if (random.chance(0.2)) await change(bot, { ageMin: random.int(18, 24), ageMax: random.int(40, 60), maxKm: random.int(30, 80), scope: random.pick(['near', 'near', 'city', 'anywhere']) })
    if (invisible.has(bot.meetId) ? random.chance(0.7) : random.chance(0.04)) {
      const paused = !invisible.has(bot.meetId)
      await change(bot, { paused })
      if (paused) invisible.add(bot.meetId)
      else invisible.delete(bot.meetId)
    }
    const known = [...bot.decided.keys(), ...bot.hand]
    if (known.length > 0 && random.chance(0.05)) {
      const other = random.pick(known)
      const { status } = await site.call('PUT', `social/blocks/${other}`, { as: bot })
      if (status < 300) for (const pair of [`${bot.meetId} ${other}`, `${other} ${bot.meetId}`]) blocked.add(pair)
    }
  }
  const next = bots.flatMap(({ hand }) => hand).filter(id => !invisible.has(id) && !bots.some(({ meetId }) => meetId === id))
  if (next.length === 0) return
  const hidden = random.pick(next)
  expect((await site.call('PUT', `console/social/people/${hidden}/ban`, { as: staff, body: { reason: '测试', until: null } })).status).toBe(200)
  invisible.add(hidden)
}

beforeAll(async () => {
  const wish = () => ({ level: 3, age: random.int(25, 38), at: { lat: HERE.lat + random.between(-0.1, 0.1), lng: HERE.lng + random.between(-0.1, 0.1) }, gender: random.pick(['female', 'male', 'other'] as const) } as const)
  for (let n = 0; n < BOTS; n++) bots.push({ ...await aMeeter(site, wish()), decided: new Map(), pending: new Map(), hand: [] })
  const crowd = await manyMeeters(site, Array.from({ length: CARDS * 2 }, wish))
  // Some of the crowd wait for an answer to a super-like.
  const waiting = bots.flatMap(bot => random.shuffle(crowd).slice(0, 3).map(({ accountId }) => ({ actor: accountId, target: bot.accountId, kind: 2 as const, at: site.clock.now() })))
  await site.parts.db.sql.insertInto('swipe').values(waiting).execute()
}, 120_000)

test('however often answers get lost and swipes are sent again, nobody is shown twice whom one has decided about', async () => {
  const missing = () => bots.filter(({ decided, pending }) => decided.size < CARDS || pending.size > 0)
  for (let round = 0; missing().length > 0 && round < CARDS; round++) {
    // Ten at a time, as many as the site has connections for.
    const waiting = random.shuffle(missing())
    await Promise.all(Array.from({ length: 10 }, async () => {
      for (let bot = waiting.pop(); bot; bot = waiting.pop()) await turn(bot)
    }))
    await live()
    site.clock.advance(61)
  }
  expect(wrong).toEqual([])
  expect(missing()).toEqual([])
  expect(counted.lost).toBeGreaterThan(0.15 * counted.swipes)
  expect(counted.returned).toBeGreaterThan(0)

  // What the site has kept is what it has answered, once each, and a swipe that was sent again cost nothing.
  const ids = new Map((await site.parts.db.sql.selectFrom('social_profile').select(['account_id', 'public_id']).execute()).map(row => [row.account_id, row.public_id]))
  const rows = await site.parts.db.sql.selectFrom('swipe').selectAll().where('actor', 'in', bots.map(({ accountId }) => accountId)).execute()
  const kept = rows.map(({ actor, target, kind }) => `${ids.get(actor)} ${['pass', 'like', 'superlike'][kind]} ${ids.get(target)}`)
  expect(kept.sort()).toEqual(bots.flatMap(({ meetId, decided }) => [...decided].map(([id, kind]) => `${meetId} ${kind} ${id}`)).sort())
  const { rows: likes } = await sql<{ id: number, used: number }>`select account_id as id, used from social_quota where kind = 'like'`.execute(site.parts.db.sql)
  expect(Object.fromEntries(likes.map(({ id, used }) => [ids.get(id)!, used]))).toEqual(Object.fromEntries(bots.map(({ meetId, decided }) => [meetId, [...decided.values()].filter(kind => kind === 'like').length])))
}, Math.max(60_000, BOTS * CARDS * 50))
