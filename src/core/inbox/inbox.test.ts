import type { TestPerson } from '../../../test/people.ts'
import type { Conversation, Module } from '../../kit/module.ts'
import { afterEach, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson, messagesTo } from '../../../test/people.ts'
import { allModules } from '../../modules.ts'
import { connect } from '../realtime/sockets.fixture.ts'
import { inbox, tell } from './index.ts'

let talks: Conversation[] = []
const tea: Module = {
  name: 'tea',
  messages: {
    tea_ready: {
      'subject': { 'zh-CN': '茶', 'en': 'Tea' },
      'zh-CN': ({ guest, at }) => `【邻里】${guest}，茶好了（${at}）。`,
      'en': ({ guest, at }) => `Tea is ready, ${guest} (${at}).`,
    },
    tea_cold: { 'zh-CN': () => '【邻里】茶凉了。', 'en': () => 'Tea is cold.' },
  },
  conversations: {
    list: async (_, accountId, { limit, after }) => {
      const from = Number(after ?? 0)
      const mine = talks.filter(({ id }) => id.startsWith(`${accountId}-`))
      return { items: mine.slice(from, from + limit), next: mine.length > from + limit ? String(from + limit) : null }
    },
    unread: async (_, accountId) => talks.filter(({ id }) => id.startsWith(`${accountId}-`)).reduce((sum, { unread }) => sum + unread, 0),
  },
}
const site = withApp({ modules: [tea, ...allModules], env: { LINLI_LIMITS: 'off' } })
afterEach(() => { talks = [] })

type Wish = Partial<Parameters<typeof tell>[2]>
const tellOf = (who: TestPerson, wish: Wish = {}) => site.parts.db.tx(tx => tell(site.parts, tx, {
  accountId: who.accountId,
  module: 'tea',
  purpose: 'tea_ready',
  params: lang => ({ guest: '安', at: lang === 'en' ? 'noon' : '中午' }),
  path: '/tea/1',
  ...wish,
}))
const read = async (who: TestPerson, query: Record<string, string | number> = {}) => (await site.call('GET', 'inbox', { as: who, query })).data
const unread = async (who: TestPerson) => (await site.call('GET', 'inbox/unread', { as: who })).data
const cold = { purpose: 'tea_cold', params: {} }

test('what somebody is told stands in their inbox, without the signature of an SMS and in the language they read in', async () => {
  const anna = await aPerson(site)
  await tellOf(anna)
  const { notices } = await read(anna)
  expect(notices.items).toEqual([{ id: expect.any(Number), module: 'tea', text: '安，茶好了（中午）。', path: '/tea/1', at: site.clock.now().toISOString(), read: false }])
  expect((await read(anna, { lang: 'en' })).notices.items[0].text).toBe('Tea is ready, 安 (noon).')
})

test('beside it goes an SMS, an e-mail where there is no number, and nothing where only the inbox is wished', async () => {
  const anna = await aPerson(site, { email: 'anna@linli.example' })
  await tellOf(anna)
  expect((await messagesTo(site.parts, anna.mobile)).map(({ text }) => text)).toEqual(['【邻里】安，茶好了（中午）。'])
  expect(await messagesTo(site.parts, 'anna@linli.example')).toEqual([])
  await tellOf(anna, { person: { mobile: null, email: 'anna@linli.example', lang: 'en' } })
  expect((await messagesTo(site.parts, 'anna@linli.example')).map(({ text }) => text)).toEqual(['Tea is ready, 安 (noon).'])
  await tellOf(anna, { inboxOnly: true })
  expect([await messagesTo(site.parts, anna.mobile), await messagesTo(site.parts, 'anna@linli.example')].map(({ length }) => length)).toEqual([1, 1])
  expect((await read(anna)).notices.items).toHaveLength(3)
})

test('news whose cause is rolled back never existed; a text nobody has is a bug, not news', async () => {
  const anna = await aPerson(site)
  await expect(site.parts.db.tx(async (tx) => {
    await tell(site.parts, tx, { accountId: anna.accountId, module: 'tea', purpose: 'tea_cold', params: {}, path: '/tea/1' })
    throw new Error('no tea')
  })).rejects.toThrow('no tea')
  await expect(tellOf(anna, { purpose: 'tea_gone' })).rejects.toThrow('tea_gone')
  await expect(tellOf(anna, { path: '//evil.example' })).rejects.toThrow()
  expect(await unread(anna)).toEqual({ total: 0, notices: 0, conversations: 0 })
})

test('the newest comes first, and one reads to the end without gaps or repetitions while news come in', async () => {
  const anna = await aPerson(site)
  for (let n = 1; n <= 7; n++) await tellOf(anna, { path: `/tea/${n}` })
  const paths: string[] = []
  let after: string | null = null
  do {
    const { notices }: any = await read(anna, { limit: 3, ...after ? { after } : {} })
    paths.push(...notices.items.map(({ path }: { path: string }) => path))
    after = notices.next
    await tellOf(anna, { path: '/tea/new' })
  } while (after)
  expect(paths).toEqual([7, 6, 5, 4, 3, 2, 1].map(n => `/tea/${n}`))
  for (const after of ['WyJvdGhlciIsMV0', 'x', '']) expect([after, (await site.call('GET', 'inbox', { as: anna, query: { after } })).error]).toEqual([after, 'kit.bad_page'])
})

test('reading one, and all up to the newest that was seen: what has come since stays unread', async () => {
  const anna = await aPerson(site)
  for (let n = 0; n < 4; n++) await tellOf(anna)
  const { notices: { items } } = await read(anna)
  expect((await site.call('PUT', `inbox/notices/${items[3].id}/read`, { as: anna })).data).toEqual({ total: 3, notices: 3, conversations: 0 })
  expect((await site.call('PUT', `inbox/notices/${items[3].id}/read`, { as: anna })).data.total).toBe(3)
  await tellOf(anna)
  expect((await site.call('PUT', 'inbox/read', { as: anna, body: { upTo: items[0].id } })).data.total).toBe(1)
  expect((await read(anna)).notices.items.map((notice: any) => notice.read)).toEqual([false, true, true, true, true])
})

test('nobody reads or marks what another was told, and another’s notice is no place in one’s own inbox', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  await tellOf(ben)
  const [own] = (await read(ben)).notices.items
  await tellOf(anna)
  const [notice] = (await read(anna)).notices.items
  expect((await read(ben)).notices.items).toEqual([own])
  const upTo = async (id: number) => (await site.call('PUT', 'inbox/read', { as: ben, body: { upTo: id } })).data.notices
  expect((await site.call('PUT', `inbox/notices/${notice.id}/read`, { as: ben })).status).toBe(404)
  expect([await upTo(notice.id), await upTo(1e15), await upTo(own.id)]).toEqual([1, 1, 0])
  expect(await unread(anna)).toMatchObject({ notices: 1 })
  for (const path of ['inbox', 'inbox/unread', 'inbox/conversations']) expect((await site.call('GET', path)).status).toBe(401)
})

test('conversations stand above the notices and count by their unread messages; further pages are asked for by themselves', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const talk = (who: TestPerson, n: number, count: number): Conversation => ({ id: `${who.accountId}-${n}`, title: `小${n}`, picture: null, preview: '你好', unread: count, at: '2027-03-01T05:00:00.000Z', path: `/meet/${n}` })
  talks = [talk(anna, 1, 2), talk(anna, 2, 0), talk(anna, 3, 1), talk(ben, 4, 9)]
  await tellOf(anna, cold)
  const first = await read(anna, { limit: 2 })
  expect(first.unread).toEqual({ total: 4, notices: 1, conversations: 3 })
  expect(first.conversations.items.map(({ title }: Conversation) => title)).toEqual(['小1', '小2'])
  const more = (await site.call('GET', 'inbox/conversations', { as: anna, query: { limit: 2, after: first.conversations.next } })).data
  expect([more.items.map(({ title }: Conversation) => title), more.next]).toEqual([['小3'], null])
})

test('what no module has a text for any more is neither shown nor counted', async () => {
  const anna = await aPerson(site)
  await tellOf(anna, { path: '/tea/1' })
  await tellOf(anna, { ...cold, path: '/tea/2' })
  const { tea_cold: gone, ...rest } = tea.messages!
  tea.messages = rest
  try {
    const { unread: counts, notices } = await read(anna, { limit: 1 })
    expect([counts.total, notices.next, notices.items.map(({ path }: { path: string }) => path)]).toEqual([1, null, ['/tea/1']])
  } finally {
    tea.messages = { ...rest, tea_cold: gone! }
  }
})

test('open pages hear of news and of reading', async () => {
  const anna = await aPerson(site)
  const page = await connect(site, { as: anna })
  await tellOf(anna)
  await expect.poll(() => page.frames).toEqual([{ type: 'ready' }, { topic: 'inbox' }])
  const upTo = (await read(anna)).notices.items[0].id
  await site.call('PUT', 'inbox/read', { as: anna, body: { upTo } })
  await expect.poll(() => page.frames.length).toBe(3)
  await site.call('PUT', 'inbox/read', { as: anna, body: { upTo } })
  await unread(anna)
  expect(page.frames).toHaveLength(3)
  page.socket.terminate()
})

test('news are kept for half a year, and go with the account', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  await tellOf(anna)
  site.clock.advance(179 * 86_400)
  await tellOf(anna, cold)
  await tellOf(ben, cold)
  const sweep = () => inbox.sweeps!.dropOld!.run(site.parts)
  const kept = async () => (await site.parts.db.sql.selectFrom('notice').select('purpose').where('account_id', '=', anna.accountId).orderBy('id').execute()).map(({ purpose }) => purpose)
  await sweep()
  expect(await kept()).toEqual(['tea_ready', 'tea_cold'])
  site.clock.advance(2 * 86_400)
  await sweep()
  expect(await kept()).toEqual(['tea_cold'])
  expect(await inbox.exportOf!(site.parts, anna.accountId)).toMatchObject({ notices: [{ text: '茶凉了。', read: false }] })

  await site.parts.db.tx(tx => inbox.onAccountDeleted!(site.parts, tx, anna.accountId))
  expect(await kept()).toEqual([])
  await site.parts.db.sql.updateTable('account').set({ status: 'deleted' }).where('id', '=', ben.accountId).execute()
  await tellOf(ben, { ...cold, person: { mobile: null, email: null, lang: null } })
  expect(await site.parts.db.sql.selectFrom('notice').select('id').where('account_id', '=', ben.accountId).execute()).toHaveLength(1)
})
