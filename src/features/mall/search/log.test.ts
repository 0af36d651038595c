import type { TestPerson } from '../../../../test/people.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { indexProducts } from './index-products.ts'
import { forgetOldWords } from './log.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off', TRUST_PROXY: 'loopback' } })
const DAY = 86_400
let anna: TestPerson
let bob: TestPerson

let visitors = 0
/** A search by somebody who has never been here, or by a member. */
const search = (q: string, as?: TestPerson, query: Record<string, string> = {}) =>
  site.call('GET', 'mall/search', { query: { q, ...query }, as, headers: as ? {} : { 'x-forwarded-for': `10.0.${++visitors >> 8}.${visitors & 255}` } })
const historyOf = async (person: TestPerson): Promise<string[]> => (await site.call('GET', 'mall/search/history', { as: person })).data
/** What has been noted is written when somebody reads a history. */
const written = async () => historyOf(await aPerson(site))
const hot = async (): Promise<string[]> => {
  await written()
  site.parts.cache.forget('mall:hot-words')
  return (await site.call('GET', 'mall/search/hot')).data
}
const wordRow = async (word: string) => {
  await written()
  return site.parts.db.sql.selectFrom('search_word').select(['times', 'found']).where('word', '=', word).executeTakeFirst()
}

beforeAll(async () => {
  [anna, bob] = [await aPerson(site), await aPerson(site)]
  const { id } = await aProduct(site, { title: '保温杯 不锈钢' })
  await site.parts.db.tx(tx => indexProducts(tx, [id]))
})
beforeEach(() => site.clock.advance(60))

describe('my own history', () => {
  test('the newest first, each word once, as I typed it', async () => {
    for (const q of ['保温杯', 'iPhone', '  保温杯 \t 不锈钢 ', '保温杯']) {
      await search(q, anna)
      site.clock.advance(1)
    }
    expect(await historyOf(anna)).toEqual(['保温杯', '保温杯 不锈钢', 'iPhone'])
  })

  test('nobody else\'s, and none without an account', async () => {
    await search('茶壶')
    await search('咖啡', bob)
    expect(await historyOf(bob)).toEqual(['咖啡'])
    expect(await historyOf(anna)).not.toContain('咖啡')
    expect((await site.call('GET', 'mall/search/history')).status).toBe(401)
  })

  test('the latest twenty', async () => {
    const carl = await aPerson(site)
    for (let i = 1; i <= 25; i++) {
      await search(`词${i}`, carl)
      site.clock.advance(1)
    }
    const words = await historyOf(carl)
    expect([words.length, words[0], words.at(-1)]).toEqual([20, '词25', '词6'])
    expect(await site.parts.db.sql.selectFrom('search_history').select('word').where('account_id', '=', carl.accountId).execute()).toHaveLength(20)
  })

  test('a search that goes on by pages or filters is the same search', async () => {
    const dora = await aPerson(site)
    await search('台灯', dora, { page: '2' })
    await search('台灯', dora, { priceMin: '100' })
    expect(await historyOf(dora)).toEqual([])
  })

  test('I clear one word or all of it, also what I have only just looked for; others keep theirs', async () => {
    const eve = await aPerson(site)
    await search('a1', eve)
    await search('b2', eve)
    await search('b2', anna)
    expect((await site.call('DELETE', 'mall/search/history', { as: eve, query: { word: 'b2' } })).status).toBe(200)
    expect(await historyOf(eve)).toEqual(['a1'])
    await search('c3', eve)
    await site.call('DELETE', 'mall/search/history', { as: eve })
    expect(await historyOf(eve)).toEqual([])
    expect(await historyOf(anna)).toContain('b2')
  })

  test('it goes with the account', async () => {
    const gone = await aPerson(site)
    await search('秘密', gone)
    await historyOf(gone)
    await site.parts.db.tx(tx => site.parts.modules.find(({ name }) => name === 'mall')!.onAccountDeleted!(site.parts, tx, gone.accountId))
    expect(await site.parts.db.sql.selectFrom('search_history').select('word').where('account_id', '=', gone.accountId).execute()).toEqual([])
  })
})

describe('what many people look for', () => {
  test('is shown when at least three have looked for it and found it, most wanted first', async () => {
    for (let i = 0; i < 3; i++) await search('不锈钢')
    for (let i = 0; i < 4; i++) await search('保温杯')
    for (let i = 0; i < 9; i++) await search('飞行汽车')
    await search('杯')
    expect(await hot()).toEqual(['保温杯', '不锈钢'])
  })

  test('capitals make no other word; the same visitor counts once an hour', async () => {
    const asAnna = () => search('Hot Word', anna)
    await asAnna()
    await asAnna()
    await search('HOT word')
    expect(await wordRow('hot word')).toEqual({ times: 2, found: 0 })
  })

  test('a visitor cannot fill the table', async () => {
    const flood = await aPerson(site)
    for (let i = 0; i < 70; i++) await search(`洪水${i}`, flood)
    await written()
    const { length } = await site.parts.db.sql.selectFrom('search_word').select('word').where('word', 'like', '洪水%').execute()
    expect(length).toBe(50)
  })

  test('something similar is not what was wanted: it counts as missed', async () => {
    await search('保温杯 火星')
    expect(await wordRow('保温杯 火星')).toEqual({ times: 1, found: 0 })
    expect(await wordRow('保温杯')).toMatchObject({ found: 1 })
  })

  test('what says nothing is not counted, and what is too long only in part', async () => {
    await search('？！…')
    await search('长'.repeat(60))
    expect(await wordRow('长'.repeat(40))).toEqual({ times: 1, found: 0 })
    expect(await site.parts.db.sql.selectFrom('search_word').select('word').where('word', '~', '^[^[:alnum:]]+$').execute()).toEqual([])
  })

  test('nobody looks for it any more: it is no longer shown, and later forgotten, rare words sooner', async () => {
    await search('昙花')
    await written()
    site.clock.advance(31 * DAY)
    expect(await hot()).toEqual([])
    await forgetOldWords(site.parts)
    expect(await wordRow('昙花')).toBeUndefined()
    expect(await wordRow('飞行汽车')).toMatchObject({ times: 9 })
    site.clock.advance(365 * DAY)
    await forgetOldWords(site.parts)
    expect(await wordRow('飞行汽车')).toBeUndefined()
  })
})

describe('for the shop', () => {
  test('what people wanted and did not find, most often first; and what they found', async () => {
    for (let i = 0; i < 3; i++) await search('飞毯')
    await search('隐身衣')
    await search('保温杯')
    await written()
    const staff = await aStaff(site, ['mall.statistics'])
    const missed = await site.call('GET', 'console/mall/search-words', { as: staff })
    expect(missed.data).toMatchObject({ total: 2, hasMore: false })
    expect(missed.data.items.map(({ word, times, found }: any) => [word, times, found])).toEqual([['飞毯', 3, 0], ['隐身衣', 1, 0]])
    const found = await site.call('GET', 'console/mall/search-words', { as: staff, query: { kind: 'found' } })
    expect(found.data.items).toEqual([{ word: '保温杯', times: 1, found: 1, lastAt: expect.any(String) }])
    expect((await site.call('GET', 'console/mall/search-words', { as: await aStaff(site, ['mall.orders']) })).status).toBe(403)
  })
})

test('what was noted is written when the site stops', async () => {
  await search('临别一问')
  await site.app.close()
  expect(await site.parts.db.sql.selectFrom('search_word').select('times').where('word', '=', '临别一问').execute()).toEqual([{ times: 1 }])
})
