import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aBrand, aCategory, aProduct } from '../mall.fixture.ts'
import { reindex } from './index-products.ts'
import { buildSuggestions, keysOf, refreshSuggestions } from './suggestions.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const suggest = async (q: string, as?: Awaited<ReturnType<typeof aPerson>>): Promise<{ text: string, kind: string }[]> => (await site.call('GET', 'mall/suggestions', { query: { q }, as })).data
const texts = async (q: string) => (await suggest(q)).map(({ text }) => text)

beforeAll(async () => {
  const digital = await aCategory(site, { name: '手机数码' })
  const phones = await aCategory(site, { name: '手机', parentId: await aCategory(site, { name: '手机通讯', parentId: digital }) })
  const hidden = await aCategory(site, { name: '手机样品', parentId: await aCategory(site, { name: '内部', parentId: digital, visible: false }), visible: false })
  const [huawei, apple, unsold] = [await aBrand(site, '华为'), await aBrand(site, 'Apple'), await aBrand(site, '华硕')]
  for (const colour of ['远峰蓝', '绿色', '女款粉']) await aProduct(site, { title: `华为 Mate60 智能手机 ${colour}`, categoryId: phones, brandId: huawei })
  await aProduct(site, { title: 'Apple iPhone 15 手机', categoryId: phones, brandId: apple })
  await aProduct(site, { title: 'Apple iPhone 14 手机 绿色', categoryId: phones, brandId: apple })
  await aProduct(site, { title: '样品', categoryId: hidden, brandId: unsold, status: 'off' })
  await reindex(site.parts)
  await buildSuggestions(site.parts)
})

describe('while somebody types', () => {
  test.each([
    ['the beginning of a word', '手', '手机'],
    ['the beginning of a word, with more typed', '手机数', '手机数码'],
    ['pinyin', 'shouji', '手机'],
    ['unfinished pinyin', 'shouj', '手机'],
    ['pinyin as an input method writes it', 'shou\'ji', '手机'],
    ['pinyin in capitals and apart', 'Shou Ji', '手机'],
    ['initials', 'sj', '手机'],
    ['pinyin with ü', 'lvse', '绿色'],
    ['Latin letters, large or small', 'APP', 'Apple'],
    ['a brand with what it sells', 'huaweishouji', '华为手机'],
    ['full width', 'ｈｗ', '华为'],
  ])('%s', async (_, q, expected) => expect(await texts(q)).toContain(expected))

  test('what is meant exactly comes first, then what leads to most goods', async () => {
    expect((await suggest('手机'))[0]).toEqual({ text: '手机', kind: 'category' })
    expect((await suggest('huawei'))[0]).toEqual({ text: '华为', kind: 'brand' })
  })

  test('what the shop does not sell or show is not offered', async () => {
    expect(await texts('华硕')).toEqual([])
    expect(await texts('手机样')).toEqual([])
    expect(await texts('内部')).toEqual([])
  })

  test('at most ten, each once; nothing for nothing', async () => {
    const all = await texts('s')
    expect(all.length).toBeLessThanOrEqual(10)
    expect(new Set(all).size).toBe(all.length)
    for (const q of ['%', '_', '\\', '!', ' ', '\'']) expect([q, await texts(q)]).toEqual([q, []])
    expect((await site.call('GET', 'mall/suggestions')).status).toBe(400)
  })

  test('first what I have looked for myself, in capitals or not; never what others have', async () => {
    const [anna, bob] = [await aPerson(site), await aPerson(site)]
    await site.call('GET', 'mall/search', { query: { q: '手机支架' }, as: anna })
    await site.call('GET', 'mall/search', { query: { q: '手机' }, as: anna })
    expect((await suggest('手', anna)).slice(0, 3)).toEqual([{ text: '手机', kind: 'history' }, { text: '手机支架', kind: 'history' }, { text: '手机通讯', kind: 'category' }])
    expect((await suggest('手', bob)).map(({ kind }) => kind)).not.toContain('history')
    expect(await texts('手机支')).toEqual([])
  })
})

test('words without a hit that are pinyin find what is written so', async () => {
  const { data } = await site.call('GET', 'mall/search', { query: { q: 'shouji' } })
  expect([data.similar, data.words, data.items.length]).toEqual([false, ['手机'], 5])
})

test('only what can be pinyin is read as such', () => {
  expect([keysOf('hua wei'), keysOf('xi\'an'), keysOf('mate60'), keysOf('华为'), keysOf('a%')]).toEqual(['huawei', 'xian', 'mate60', '', ''])
})

test('the table follows the goods, and rows that stay as they are stay untouched', async () => {
  await refreshSuggestions(site.parts)
  const stamp = async () => (await sql<{ text: string, xmin: string }>`select text, xmin::text from suggestion order by text`.execute(site.parts.db.sql)).rows
  const before = await stamp()
  await buildSuggestions(site.parts)
  expect(await stamp()).toEqual(before)
  await site.parts.db.sql.updateTable('product').set({ status: 'off' }).where('title', 'like', 'Apple%').execute()
  await buildSuggestions(site.parts)
  expect(await texts('apple')).toEqual([])
  expect(await texts('华为')).not.toEqual([])
})
