import type { TestMeeter } from '../social.fixture.ts'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { csrfTokenOf } from '../../../core/accounts/cookies.ts'
import { startSession } from '../../../core/accounts/sessions.ts'
import { aPerson } from '../../../../test/people.ts'
import { aMatch, aMeeter, deckOf, showTo, swipeAs } from '../social.fixture.ts'
import { PEOPLE_A_DAY } from './looks.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

const block = (me: TestMeeter, other: { meetId: string }) => site.call('PUT', `social/blocks/${other.meetId}`, { as: me })
const unblock = (me: TestMeeter, other: { meetId: string }) => site.call('DELETE', `social/blocks/${other.meetId}`, { as: me })
const blockedBy = async (me: TestMeeter) => (await site.call('GET', 'social/blocks', { as: me })).data.items.map(({ id }: { id: string }) => id)
const report = (me: TestMeeter, other: { meetId: string }, more: object = {}) => site.call('POST', 'social/reports', { as: me, body: { personId: other.meetId, reason: 'spam', ...more } })
const write = (me: TestMeeter, matchId: string, text: string) => site.call('POST', `social/matches/${matchId}/messages`, { as: me, body: { clientId: randomUUID(), text } })

describe('blocking', () => {
  test('ends the match for both, can be said twice, and taking it back brings no match back', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
    const matchId = await aMatch(site, anna, ben)
    for (let n = 0; n < 2; n++) expect((await block(anna, ben)).status).toBe(200)
    for (const one of [anna, ben]) expect((await site.call('GET', `social/matches/${matchId}`, { as: one })).status).toBe(404)
    expect([await blockedBy(anna), await blockedBy(ben)]).toEqual([[ben.meetId], []])
    expect((await unblock(anna, ben)).status).toBe(200)
    expect((await unblock(anna, ben)).status).toBe(200)
    expect(await blockedBy(anna)).toEqual([])
    expect((await site.call('GET', `social/matches/${matchId}`, { as: anna })).status).toBe(404)
    expect((await site.call('GET', 'social/matches', { as: anna })).data.items).toEqual([])
    expect((await site.call('GET', `social/people/${ben.meetId}`, { as: anna })).status).toBe(200) // who was shown before may be looked up again
  })

  test('holds until both have taken it back; who was blocked first may block all the same', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
    await showTo(site, anna, ben)
    await showTo(site, ben, anna)
    expect((await block(anna, ben)).status).toBe(200)
    expect((await block(ben, anna)).status).toBe(200)
    expect((await site.call('GET', 'social/blocks', { as: ben })).data.items).toMatchObject([{ id: anna.meetId, photo: null }])
    await unblock(anna, ben)
    expect((await site.call('GET', `social/people/${ben.meetId}`, { as: anna })).status).toBe(404)
    expect([await blockedBy(anna), await blockedBy(ben)]).toEqual([[], [anna.meetId]])
    await unblock(ben, anna)
    expect((await site.call('GET', `social/people/${ben.meetId}`, { as: anna })).status).toBe(200)
    expect(await site.parts.db.sql.selectFrom('social_block').selectAll().where('account_id', 'in', [anna.accountId, ben.accountId]).execute()).toEqual([])
  })

  test('is for people one has seen: nobody else can be found out by it', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
    expect((await block(anna, ben)).status).toBe(404)
    expect((await block(anna, anna)).status).toBe(404)
    expect((await block(anna, { meetId: randomUUID() })).status).toBe(404)
    expect((await unblock(anna, ben)).status).toBe(200)
    expect((await report(anna, ben)).status).toBe(404)
    expect((await site.call('PUT', 'social/blocks/17', { as: anna })).status).toBe(400)
    await swipeAs(site, ben, anna, 'like') // was not shown: no like
    await sql`insert into swipe (actor, target, kind, at) values (${ben.accountId}, ${anna.accountId}, 1, ${site.clock.now()})`.execute(site.parts.db.sql)
    expect((await block(anna, ben)).status).toBe(404) // a like that is not shown to her
    await sql`update swipe set kind = 2 where actor = ${ben.accountId} and target = ${anna.accountId}`.execute(site.parts.db.sql)
    expect((await block(anna, ben)).status).toBe(200)
  })

  test('goes on from page to page, the latest first', async () => {
    const [anna, others] = [await aMeeter(site), await Promise.all(Array.from({ length: 5 }, () => aMeeter(site)))]
    await showTo(site, anna, ...others)
    for (const other of others) {
      await block(anna, other)
      site.clock.advance(1)
    }
    const seen: string[] = []
    let after: string | undefined
    do {
      const { data } = await site.call('GET', 'social/blocks', { as: anna, query: { limit: 2, after } })
      seen.push(...data.items.map(({ id }: { id: string }) => id))
      after = data.next ?? undefined
    } while (after)
    expect(seen).toEqual(others.map(({ meetId }) => meetId).reverse())
  })

  test('leaves nothing to take back, and no card of somebody who is hidden comes back', async () => {
    const [anna, ben, cora] = [await aMeeter(site), await aMeeter(site), await aMeeter(site)]
    await showTo(site, anna, ben, cora)
    await showTo(site, ben, anna)
    await swipeAs(site, anna, ben, 'pass')
    await block(ben, anna)
    expect(await site.call('DELETE', 'social/swipes/last', { as: anna })).toMatchObject({ status: 409, error: 'social.nothing_to_rewind' })
    await swipeAs(site, anna, cora, 'like')
    await site.parts.db.sql.updateTable('social_profile').set({ banned_at: site.clock.now(), ban_reason: '测试' }).where('account_id', '=', cora.accountId).execute()
    expect((await site.call('DELETE', 'social/swipes/last', { as: anna })).data.card).toBeNull()
  })
})

describe('reporting', () => {
  test('keeps what was to be seen, blocks, and tells later what became of it', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site, { name: '本杰明', tags: ['爬山'] })]
    const matchId = await aMatch(site, anna, ben)
    for (let n = 1; n <= 55; n++) expect((await write(n % 2 ? ben : anna, matchId, `第 ${n} 句`)).status).toBe(201)
    const made = await report(anna, ben, { reason: 'money', text: ' 一直要我转钱 ', matchId })
    expect([made.status, made.data]).toEqual([201, expect.objectContaining({ state: 'open', reason: 'money', text: '一直要我转钱', person: { name: '本杰明' }, outcome: '我们正在查看，处理后会告诉您。' })])
    expect(await blockedBy(anna)).toEqual([ben.meetId])
    expect((await site.call('GET', 'social/reports', { as: anna })).data.items).toEqual([made.data])
    expect((await site.call('GET', 'social/reports', { as: ben })).data.items).toEqual([])
    const { snapshot } = await site.parts.db.sql.selectFrom('social_report').select('snapshot').where('id', '=', made.data.id).executeTakeFirstOrThrow() as { snapshot: any }
    expect(snapshot).toMatchObject({ name: '本杰明', tags: ['爬山'], photos: [{ photoId: expect.any(Number) }, {}] })
    expect(snapshot.match.messages).toHaveLength(50)
    expect(snapshot.match.messages.at(-1)).toMatchObject({ seq: 55, byReporter: false, text: '第 55 句' })
    expect(JSON.stringify(snapshot)).not.toMatch(/"(?:lat|lng|c5|c7|mobile|accountId)"/)
  })

  test('of somebody whose album is for matches keeps what a stranger sees', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site, { photos: 3, albumForMatches: true })]
    await showTo(site, anna, ben)
    const { data } = await report(anna, ben)
    const { snapshot } = await site.parts.db.sql.selectFrom('social_report').select('snapshot').where('id', '=', data.id).executeTakeFirstOrThrow() as { snapshot: any }
    expect([snapshot.photos.length, snapshot.match]).toEqual([1, null])
  })

  test('works for a month after a match has ended, and also when the other has blocked first', async () => {
    const [anna, ben, cora] = [await aMeeter(site), await aMeeter(site), await aMeeter(site)]
    const [withBen, withCora] = [await aMatch(site, anna, ben), await aMatch(site, anna, cora)]
    await site.parts.db.sql.deleteFrom('social_deck').where('account_id', '=', anna.accountId).execute()
    await site.parts.db.sql.deleteFrom('swipe').where('actor', '=', anna.accountId).execute()
    await block(ben, anna)
    await site.call('DELETE', `social/matches/${withCora}`, { as: cora })
    expect((await report(anna, ben, { matchId: withBen })).status).toBe(201)
    expect((await report(anna, cora, { matchId: withBen })).status).toBe(404) // not a match of these two
    site.clock.advance(29 * 86_400)
    expect((await report(anna, cora)).status).toBe(201)
    const dana = await aMeeter(site)
    const withDana = await aMatch(site, dana, cora)
    await site.parts.db.sql.deleteFrom('social_deck').where('account_id', '=', dana.accountId).execute()
    await site.parts.db.sql.deleteFrom('swipe').where('actor', '=', dana.accountId).execute()
    await site.call('DELETE', `social/matches/${withDana}`, { as: dana })
    site.clock.advance(30 * 86_400 + 1)
    const later = { ...dana, ...await signedInAgain(dana) }
    expect((await report(later, cora)).status).toBe(404)
  })

  test('is done once at a time, and not by the dozen', async () => {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
    await showTo(site, anna, ben)
    expect((await report(anna, ben)).status).toBe(201)
    expect(await report(anna, ben)).toMatchObject({ status: 409, error: 'social.report_open' })
    const many = await Promise.all(Array.from({ length: 20 }, () => aMeeter(site)))
    await showTo(site, anna, ...many)
    const statuses = []
    for (const one of many) statuses.push((await report(anna, one)).status)
    expect(statuses).toEqual([...Array.from({ length: 19 }).fill(201), 429])
    const refused = await report(anna, many.at(-1)!)
    expect(refused).toMatchObject({ status: 429, error: 'social.over_quota', details: { resetAt: expect.any(String) } })
  })

  test('refuses what makes no sense', async () => {
    const [anna, ben, nobody] = [await aMeeter(site), await aMeeter(site), await aPerson(site)]
    await showTo(site, anna, ben)
    for (const body of [{}, { personId: ben.meetId }, { personId: ben.meetId, reason: 'dull' }, { personId: ben.meetId, reason: 'spam', text: 'x'.repeat(1001) }, { personId: ben.meetId, reason: 'spam', matchId: '1' }]) {
      expect((await site.call('POST', 'social/reports', { as: anna, body })).status).toBe(400)
    }
    expect((await site.call('POST', 'social/reports', { as: nobody, body: { personId: ben.meetId, reason: 'spam' } })).status).toBe(404) // no profile: nobody was shown to them
    expect((await report(anna, anna)).status).toBe(404)
  })

  test('by however many hides nobody', async () => {
    const [target, viewer] = [await aMeeter(site), await aMeeter(site)]
    const gang = await Promise.all(Array.from({ length: 12 }, () => aMeeter(site)))
    for (const one of gang) {
      await showTo(site, one, target)
      expect((await report(one, target, { reason: 'minor' })).status).toBe(201)
    }
    expect(await deckOf(site, viewer)).toContain(target.meetId)
    expect((await site.call('GET', 'social/profile', { as: target })).data).toMatchObject({ visible: true, ban: null, warning: null })
    expect((await site.call('GET', 'social/deck', { as: target })).status).toBe(200)
  })
})

/** After a month sessions are over: the same person with a new one. */
async function signedInAgain({ accountId }: TestMeeter) {
  const session = await site.parts.db.tx(tx => startSession(site.parts, tx, accountId, { address: '127.0.0.1', deviceId: null, userAgent: '', session: null }, {}))
  if (session.kind !== 'browser') throw new Error('a browser session was asked for')
  return { headers: { 'cookie': `linli_session=${session.browser.token}`, 'x-csrftoken': csrfTokenOf(site.parts.config, session.browser.secretHash) } }
}

describe('looking at very many people', () => {
  const looks = (me: TestMeeter) => site.parts.db.sql.selectFrom('social_looks').select(['ids', 'stopped_at as stoppedAt']).where('account_id', '=', me.accountId).executeTakeFirst()

  test('counts everybody once', async () => {
    const anna = await aMeeter(site, { at: { lat: 45.75, lng: 126.65 }, city: '230100' })
    for (let n = 0; n < 3; n++) await aMeeter(site, { at: { lat: 45.75, lng: 126.65 }, city: '230100' })
    for (let n = 0; n < 3; n++) expect(await deckOf(site, anna)).toHaveLength(3)
    expect((await looks(anna))!.ids).toHaveLength(3)
  })

  test('ends for a day with the thousandth; whom one has seen one may see again, and staff see who was stopped', async () => {
    const place = { at: { lat: 43.88, lng: 125.35 }, city: '220100' }
    const [anna, ben] = [await aMeeter(site, place), await aMeeter(site, place)]
    expect(await deckOf(site, anna)).toEqual([ben.meetId])
    await sql`update social_looks set ids = ids || array(select n::bigint from generate_series(1000001, ${1_000_000 + PEOPLE_A_DAY - 1}::int) n) where account_id = ${anna.accountId}`.execute(site.parts.db.sql)
    expect(await deckOf(site, anna)).toEqual([ben.meetId])
    await aMeeter(site, place)
    await sql`update social_deck set made_at = 'epoch', ids = '{}' where account_id = ${anna.accountId}`.execute(site.parts.db.sql)
    const refused = await site.call('GET', 'social/deck', { as: anna })
    expect(refused).toMatchObject({ status: 429, error: 'social.over_quota', details: { kind: 'people', limit: PEOPLE_A_DAY, resetAt: new Date(site.clock.now().getTime() + 86_400_000).toISOString() } })
    expect((await looks(anna))!.stoppedAt).toEqual(site.clock.now())
    site.clock.advance(86_400)
    expect(await deckOf(site, anna)).toHaveLength(2)
    expect(await looks(anna)).toMatchObject({ ids: expect.objectContaining({ length: 2 }), stoppedAt: null })
  })
})
