import type { Answer } from '../../../../test/app.ts'
import type { TestMeeter } from '../social.fixture.ts'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aMatch, aMeeter, swipeAs } from '../social.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 12)

/** The database itself says when a message comes into a match that was over before it: such a request would answer 500. */
beforeAll(async () => {
  await sql`create function never_late() returns trigger language plpgsql as $$
    begin
      if exists (select from social_match where id = new.match_id and ended_at is not null) then raise exception 'a message after the end'; end if;
      return new;
    end $$`.execute(site.parts.db.sql)
  await sql`create trigger never_late before insert on social_message for each row execute function never_late()`.execute(site.parts.db.sql)
})

const send = (me: TestMeeter, match: string, clientId = randomUUID(), text = 'hi') => site.call('POST', `social/matches/${match}/messages`, { as: me, body: { clientId, text } })
const rows = async (match: string) => site.parts.db.sql.selectFrom('social_message as t').innerJoin('social_match as m', 'm.id', 't.match_id').select(['t.seq', 'm.last_seq as last']).where('m.public_id', '=', match).orderBy('t.seq').execute()
const names = (answers: Answer[]) => [...new Set(answers.map(({ status, error }) => error ?? String(status)))].sort()

test('fifty messages of both at the same instant get the numbers from 1 to 50', async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  const id = await aMatch(site, anna, ben)
  const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => send(n % 2 ? anna : ben, id)))
  expect(names(answers)).toEqual(['201'])
  expect(answers.map(({ data }) => data.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
  expect((await rows(id)).length).toBe(50)
})

test('fifty copies of a message at the same instant are one message, and each gets the same answer', async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  const id = await aMatch(site, anna, ben)
  for (let round = 1; round <= ROUNDS; round++) {
    const clientId = randomUUID()
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(anna, id, clientId)))
    expect(answers.map(({ status }) => status).sort()).toEqual(Array.from({ length: 50 }).fill(201))
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
    expect((await rows(id)).at(-1)).toEqual({ seq: round, last: round })
  }
})

test('of a hundred claims to have read, in any order, the furthest holds', async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  const id = await aMatch(site, anna, ben)
  for (let n = 0; n < 30; n++) await send(anna, id)
  const said = await Promise.all(Array.from({ length: 100 }, (_, n) => site.call('PUT', `social/matches/${id}/read`, { as: ben, body: { seq: (n * 37) % 30 } })))
  expect(names(said)).toEqual(['200'])
  expect((await site.call('GET', `social/matches/${id}`, { as: anna })).data.other).toEqual({ deliveredSeq: 29, readSeq: 29 })
})

/** Six messages and something that ends the match, all at once; the end comes at another place among them each time. */
async function race(end: (anna: TestMeeter, ben: TestMeeter, id: string) => Promise<Answer>) {
  const results: { ended: Answer, sent: Answer[], kept: number, last: number, again: Answer }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
    const id = await aMatch(site, anna, ben)
    const calls: (() => Promise<Answer>)[] = Array.from({ length: 6 }, (_, n) => () => send(n % 2 ? anna : ben, id))
    calls.splice(round % 7, 0, () => end(anna, ben, id))
    const answers = await Promise.all(calls.map(call => call()))
    const [ended] = answers.splice(round % 7, 1)
    const found = await rows(id)
    results.push({ ended: ended!, sent: answers, kept: found.length, last: found.at(-1)?.last ?? 0, again: await send(anna, id) })
  }
  return results
}

test.each([
  ['unmatch', (anna: TestMeeter, _: TestMeeter, id: string) => site.call('DELETE', `social/matches/${id}`, { as: anna })],
  ['block', (anna: TestMeeter, ben: TestMeeter) => site.call('PUT', `social/blocks/${ben.meetId}`, { as: anna })],
])('a message at the moment of an %s either came before it or is refused', async (_, end) => {
  const results = await race(end)
  for (const { ended, sent, kept, last, again } of results) {
    expect(ended.status).toBe(200)
    expect(['201', 'social.match_over']).toEqual(expect.arrayContaining(names(sent)))
    expect([kept, last]).toEqual([sent.filter(({ status }) => status === 201).length, kept])
    expect(again.error).toBe('social.match_over')
  }
  expect(results.some(({ kept }) => kept < 6), 'the end was never before a message').toBe(true)
})

test('a rewind takes back a match in which nobody has written, or is refused: no message is ever lost to it', async () => {
  const results = await race(async (_, ben) => site.call('DELETE', 'social/swipes/last', { as: ben }))
  for (const { ended, sent, kept, again } of results) {
    expect(kept).toBe(sent.filter(({ status }) => status === 201).length)
    if (ended.status === 200) expect([names(sent), kept, again.error]).toEqual([['social.match_over'], 0, 'social.match_over'])
    else expect([ended.error, names(sent), kept, again.status]).toEqual(['social.match_has_messages', ['201'], 6, 201])
  }
})

test('who is matched anew after a rewind begins with an empty conversation', async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  const old = await aMatch(site, anna, ben)
  await site.call('DELETE', 'social/swipes/last', { as: ben })
  const { data: { matchId } } = await swipeAs(site, ben, anna, 'like')
  expect(matchId).not.toBe(old)
  expect((await send(anna, old)).error).toBe('social.match_over')
  expect((await send(anna, matchId)).data.seq).toBe(1)
})
