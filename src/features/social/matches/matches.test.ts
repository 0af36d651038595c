import type { TestMeeter } from '../social.fixture.ts'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aMatch, aMeeter } from '../social.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

const read = (me: TestMeeter, query = {}) => site.call('GET', 'social/matches', { as: me, query })
const say = (me: TestMeeter, match: string, text: string) => site.call('POST', `social/matches/${match}/messages`, { as: me, body: { clientId: randomUUID(), text } })
const block = (a: TestMeeter, b: TestMeeter) => site.parts.db.sql.insertInto('social_block').values([
  { account_id: a.accountId, other_id: b.accountId, by_me: true, by_them: false, at: site.clock.now() },
  { account_id: b.accountId, other_id: a.accountId, by_me: false, by_them: true, at: site.clock.now() },
]).execute()

test('a match is in both lists, with who it is and the last words', async () => {
  const [anna, ben] = [await aMeeter(site, { name: '安娜', age: 28, level: 1 }), await aMeeter(site, { name: '小本', gender: 'male' })]
  const id = await aMatch(site, anna, ben)
  const fresh = { id, person: { id: anna.meetId, name: '安娜', age: 28, photo: { width: 960, height: 1280 }, verified: false, member: true }, createdAt: '2027-03-01T06:00:00.000Z', lastAt: '2027-03-01T06:00:00.000Z', unread: 0, last: null }
  expect((await read(ben)).data).toMatchObject({ items: [fresh], next: null })
  site.clock.advance(60)
  await say(anna, id, `你好${'呀'.repeat(200)}`)
  const talking = { id, unread: 1, lastAt: '2027-03-01T06:01:00.000Z', last: { seq: 1, mine: false, text: `你好${'呀'.repeat(98)}`, picture: false, at: '2027-03-01T06:01:00.000Z' } }
  expect((await read(ben)).data.items).toMatchObject([talking])
  expect((await read(anna)).data.items).toMatchObject([{ person: { id: ben.meetId, name: '小本', member: false }, unread: 0, last: { mine: true } }])
})

test('the list comes in pages, the latest activity first, and new matches can be told from conversations', async () => {
  const me = await aMeeter(site)
  const others: TestMeeter[] = []
  const ids: string[] = []
  for (let n = 0; n < 5; n++) {
    others.push(await aMeeter(site))
    ids.push(await aMatch(site, me, others[n]!))
  }
  site.clock.advance(10)
  await say(others[1]!, ids[1]!, 'hi')
  await say(others[3]!, ids[3]!, 'hi')
  const all: string[] = []
  let after: string | undefined
  do {
    const { data } = await read(me, { limit: 2, after })
    expect(data.items.length).toBeLessThanOrEqual(2)
    all.push(...data.items.map((item: { id: string }) => item.id))
    after = data.next ?? undefined
  } while (after)
  expect(all).toEqual([ids[3], ids[1], ids[4], ids[2], ids[0]])
  const kinds = async (kind: string) => (await read(me, { kind })).data.items.map((item: { id: string }) => item.id)
  expect(await kinds('talking')).toEqual([ids[3], ids[1]])
  expect(await kinds('new')).toEqual([ids[4], ids[2], ids[0]])
  for (const broken of ['x', Buffer.from('["matches",1,"x"]').toString('base64url'), Buffer.from('["fans",1,2]').toString('base64url')]) expect(await read(me, { after: broken })).toMatchObject({ status: 400, error: 'kit.bad_page' })
})

test('a match shows the whole album, also one that is for matches only, and how far both have read', async () => {
  const [anna, ben] = [await aMeeter(site, { photos: 4, albumForMatches: true }), await aMeeter(site)]
  const id = await aMatch(site, anna, ben)
  await say(ben, id, 'hi')
  const { status, data } = await site.call('GET', `social/matches/${id}`, { as: ben })
  expect(status).toBe(200)
  expect(data).toMatchObject({ id, person: { id: anna.meetId, morePhotos: 0 }, lastSeq: 1, readSeq: 1, other: { deliveredSeq: 0, readSeq: 0 } })
  expect(data.person.photos).toHaveLength(4)
  expect(Object.keys(data).sort()).toEqual(['createdAt', 'id', 'lastSeq', 'other', 'person', 'readSeq'])
})

const ROUTES = [['GET', ''], ['DELETE', ''], ['GET', '/messages'], ['POST', '/messages', { text: 'hi', clientId: randomUUID() }], ['PUT', '/read', { seq: 1 }]] as const
const tryAll = async (me: TestMeeter, id: string) => Promise.all(ROUTES.map(async ([method, path, body]) => (await site.call(method, `social/matches/${id}${path}`, { as: me, ...body && { body } })).status))

test('a match of others is not there, whoever asks for it by whichever route', async () => {
  const [anna, ben, eve] = [await aMeeter(site), await aMeeter(site), await aMeeter(site)]
  const id = await aMatch(site, anna, ben)
  await say(anna, id, 'hi')
  expect(await tryAll(eve, id)).toEqual([404, 404, 404, 404, 404])
  expect(await tryAll(eve, randomUUID())).toEqual([404, 404, 404, 404, 404])
  expect((await site.call('GET', 'social/matches/urn:uuid:0190a6b8-0000-7000-8000-000000000000', { as: eve })).status).toBe(400)
  expect((await read(eve)).data.items).toEqual([])
  expect((await read(anna)).data.items).toHaveLength(1)
})

test('who has no profile, or was banned, has no matches to look at', async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  const id = await aMatch(site, anna, ben)
  const stranger = await aPerson(site)
  expect(await site.call('GET', 'social/matches', { as: stranger })).toMatchObject({ status: 403, error: 'social.profile_needed' })
  await site.parts.db.sql.updateTable('social_profile').set({ banned_at: site.clock.now(), ban_reason: 'spam' }).where('account_id', '=', anna.accountId).execute()
  expect(await read(anna)).toMatchObject({ status: 403, error: 'social.banned' })
  expect(await say(anna, id, 'hi')).toMatchObject({ status: 403, error: 'social.banned' })
})

test('once unmatched, it is over for both at once: nothing is listed, read or sent any more, and nobody learns who did it', async () => {
  const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
  const id = await aMatch(site, anna, ben)
  await say(anna, id, 'hi')
  expect((await site.call('DELETE', `social/matches/${id}`, { as: anna })).status).toBe(200)
  for (const me of [anna, ben]) {
    expect((await read(me)).data.items).toEqual([])
    expect(await tryAll(me, id)).toEqual([404, 404, 404, 403, 404])
    expect((await say(me, id, 'still there?')).error).toBe('social.match_over')
    expect((await site.call('GET', 'inbox', { as: me })).data.conversations.items).toEqual([])
  }
  expect((await site.call('GET', `social/people/${anna.meetId}`, { as: ben })).raw.body).not.toMatch(/ended|unmatch/i)
})

test('an unmatch, a block, a ban and a deleted account look the same from the other side', async () => {
  const ends: ((a: TestMeeter, b: TestMeeter, id: string) => Promise<unknown>)[] = [
    (a, _, id) => site.call('DELETE', `social/matches/${id}`, { as: a }),
    (a, b) => block(a, b),
    a => site.parts.db.sql.updateTable('social_profile').set({ banned_at: site.clock.now(), ban_reason: 'x' }).where('account_id', '=', a.accountId).execute(),
    a => site.parts.db.sql.updateTable('account').set({ status: 'suspended', status_reason: 'x' }).where('id', '=', a.accountId).execute(),
  ]
  for (const end of ends) {
    const [anna, ben] = [await aMeeter(site), await aMeeter(site)]
    const id = await aMatch(site, anna, ben)
    await say(anna, id, 'hi')
    expect((await site.call('GET', 'inbox/unread', { as: ben })).data.conversations).toBe(1)
    await end(anna, ben, id)
    expect((await read(ben)).data.items).toEqual([])
    expect((await site.call('GET', 'inbox', { as: ben })).data).toMatchObject({ unread: { conversations: 0 }, conversations: { items: [] } })
    const refused = await say(ben, id, 'hi')
    expect([refused.status, refused.error]).toEqual([403, 'social.match_over'])
    expect(await tryAll(ben, id)).toEqual([404, 404, 404, 403, 404])
  }
})

test('the inbox shows conversations, not silent matches, and counts messages', async () => {
  const [me, ben, cora] = [await aMeeter(site), await aMeeter(site, { name: '小本' }), await aMeeter(site)]
  const id = await aMatch(site, me, ben)
  await aMatch(site, me, cora)
  await say(ben, id, '第一行\n第二行')
  await say(ben, id, '再来')
  await say(me, id, '好')
  const { data } = await site.call('GET', 'inbox', { as: me })
  expect(data.unread.conversations).toBe(2)
  expect(data.conversations.items).toMatchObject([{ id, title: '小本', preview: '好', unread: 2, path: `/meet/chats/${id}` }])
  await site.call('PUT', `social/matches/${id}/read`, { as: me, body: { seq: 1 } })
  expect((await site.call('GET', 'inbox/unread', { as: me })).data.conversations).toBe(1)
})

test('whoever can’t be found does not hide behind a full page: the next page comes all the same', async () => {
  const me = await aMeeter(site)
  const others = [await aMeeter(site), await aMeeter(site), await aMeeter(site)]
  for (const other of others) {
    await aMatch(site, me, other)
    site.clock.advance(1)
  }
  await block(others[2]!, me)
  expect((await read(me, { limit: 1 })).data).toMatchObject({ items: [{ person: { id: others[1]!.meetId } }], next: expect.any(String) })
})
