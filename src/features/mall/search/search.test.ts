import type { SearchResult } from './contract.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { Writable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { createLog } from '../../../kit/log.ts'
import { catalogueChanged, productChanged } from '../catalogue/cached.ts'
import { aBrand, aCategory, anAttribute, aProduct } from '../mall.fixture.ts'
import { indexProducts, reindex } from './index-products.ts'
import { markStale } from './store-index.ts'
import { MANY } from './store-search.ts'
import { WORDS_VERSION } from './words.ts'

let logged = ''
const site = withApp({ env: { LINLI_LIMITS: 'off' }, log: createLog('debug', new Writable({ write(line, _, done) { logged += line; done() } })) })
type Query = Record<string, string | number | boolean | undefined>

const ask = (q: string, query: Query = {}) => site.call('GET', 'mall/search', { query: { q, ...query } as Record<string, string> })
async function search(q: string, query: Query = {}): Promise<SearchResult> {
  const { status, data } = await ask(q, query)
  expect(status).toBe(200)
  return data
}
const titles = async (q: string, query: Query = {}) => (await search(q, query)).items.map(({ title }) => title)

let phones: number
let cases: number
let huawei: number
let colour: number
const ids: Record<string, number> = {}

beforeAll(async () => {
  const digital = await aCategory(site, { name: '手机数码' })
  phones = await aCategory(site, { name: '手机', parentId: await aCategory(site, { name: '手机通讯', parentId: digital }) })
  cases = await aCategory(site, { name: '手机壳', parentId: await aCategory(site, { name: '手机配件', parentId: digital }) })
  huawei = await aBrand(site, '华为', 'H')
  colour = await anAttribute(site, digital, '机身颜色')
  const add = async (name: string, wish: Parameters<typeof aProduct>[1]) => { ids[name] = (await aProduct(site, wish)).id }
  await add('phone', { title: '华为 Mate 60 Pro 智能手机', categoryId: phones, brandId: huawei, price: 600_000, sales: 50, specs: { 版本: ['8GB+256GB', '12GB+512GB'] }, attributes: { [colour]: '远峰蓝' }, listedAgo: 30 })
  await add('case', { title: '华为大容量手机壳 磁吸', categoryId: cases, price: 5_000, sales: 900, listedAgo: 20 })
  await add('gone', { title: '华为手机壳 旧款', categoryId: cases, price: 4_000, status: 'off' })
  await add('draft', { title: '华为手机壳 新款', categoryId: cases, price: 4_000, status: 'draft' })
  await add('soldOut', { title: '透明手机壳', categoryId: cases, price: 3_000, sales: 900, stock: 0, listedAgo: 10 })
  await add('hint', { title: '充电座', subtitle: '手机壳也能充', categoryId: cases, price: 2_000, sales: 900, listedAgo: 0 })
  await reindex(site.parts)
  catalogueChanged(site.parts)
})

describe('what is found', () => {
  test('words that stand apart in the title', async () => {
    expect(await titles('华为手机壳')).toEqual(['华为大容量手机壳 磁吸'])
    expect((await search('华为手机壳')).words).toEqual(['华为', '手机壳'])
  })

  test('what an option, an attribute, a brand or the category says', async () => {
    for (const q of ['256gb', '远峰蓝', '12GB+512GB', '华为 手机', 'mate60']) expect([q, await titles(q)]).toEqual([q, expect.arrayContaining(['华为 Mate 60 Pro 智能手机'])])
  })

  test('the title counts more than the subtitle, and what can be bought more than what is sold out', async () => {
    expect(await titles('手机壳')).toEqual(['华为大容量手机壳 磁吸', '充电座', '透明手机壳'])
  })

  test('a name of a category means the goods of it before those that only mention it, however well these sell', async () => {
    expect((await titles('手机'))[0]).toBe('华为 Mate 60 Pro 智能手机')
  })

  test('where nothing has all the words, what has most of them, and it is said', async () => {
    const result = await search('华为磁吸充电宝')
    expect([result.similar, result.items[0]?.title]).toEqual([true, '华为大容量手机壳 磁吸'])
    expect((await search('华为手机壳')).similar).toBe(false)
  })

  test('nothing, where there is not even a part of it; and the answer has its whole shape', async () => {
    for (const q of ['量子纠缠', '!!!', '😀']) {
      expect(await search(q)).toEqual({ items: [], page: 1, limit: 20, total: 0, hasMore: false, facets: { brands: [], categories: [], attributes: [], price: null, capped: false }, breadcrumb: [], similar: false, words: expect.any(Array) })
    }
  })
})

describe('filters, orders and what a list can be narrowed by', () => {
  test('they are those of the list of goods', async () => {
    expect(await titles('手机壳', { priceMax: 3_000 })).toEqual(['充电座', '透明手机壳'])
    expect(await titles('手机壳', { inStock: true })).toEqual(['华为大容量手机壳 磁吸', '充电座'])
    expect(await titles('华为', { categoryId: phones })).toEqual(['华为 Mate 60 Pro 智能手机'])
    expect(await titles('手机', { brandId: String(huawei) })).toEqual(['华为 Mate 60 Pro 智能手机'])
    expect(await titles('手机', { attr: `${colour}:远峰蓝` })).toEqual(['华为 Mate 60 Pro 智能手机'])
    expect((await search('华为', { categoryId: phones })).breadcrumb.map(({ name }) => name)).toEqual(['手机数码', '手机通讯', '手机'])
  })

  test.each([
    ['price-asc', ['充电座', '透明手机壳', '华为大容量手机壳 磁吸']],
    ['price-desc', ['华为大容量手机壳 磁吸', '透明手机壳', '充电座']],
    ['new', ['充电座', '透明手机壳', '华为大容量手机壳 磁吸']],
    ['sales', ['充电座', '透明手机壳', '华为大容量手机壳 磁吸']],
  ])('by %s', async (sort, expected) => expect(await titles('手机壳', { sort })).toEqual(expected))

  test('counts are those of the hits', async () => {
    const { facets, total } = await search('华为')
    expect(total).toBe(2)
    expect(facets.brands).toEqual([{ id: huawei, name: '华为', count: 1 }])
    expect(facets.price).toEqual({ min: 5_000, max: 600_000 })
  })

  test.each<[string, Query, number, string]>([
    ['no words', { q: '' }, 400, 'kit.bad_request'],
    ['too many words', { q: '长'.repeat(101) }, 400, 'kit.bad_request'],
    ['an unknown order', { q: 'a', sort: 'id' }, 400, 'kit.bad_request'],
    ['an unknown category', { q: 'a', categoryId: 999_999 }, 404, 'kit.not_found'],
    ['prices in the wrong order', { q: 'a', priceMin: 2, priceMax: 1 }, 422, 'mall.price_reversed'],
  ])('refused: %s', async (_, { q, ...query }, status, error) => {
    expect(await ask(String(q), query)).toMatchObject({ status, error })
  })
})

describe('what changes', () => {
  test('is found by its new name as soon as it is written, and no more by the old one', async () => {
    await site.parts.db.tx(async (tx) => {
      await tx.updateTable('product').set({ title: '新名字羽绒被' }).where('id', '=', ids.hint!).execute()
      await indexProducts(tx, [ids.hint!])
    })
    productChanged(site.parts, ids.hint!)
    expect(await titles('羽绒被')).toEqual(['新名字羽绒被'])
    expect(await titles('充电座')).toEqual([])
  })

  test('a change that is rolled back is not found', async () => {
    await site.parts.db.tx(async (tx) => {
      await tx.updateTable('product').set({ title: '蚕丝枕' }).where('id', '=', ids.hint!).execute()
      await indexProducts(tx, [ids.hint!])
      throw new Error('rolled back')
    }).catch(() => {})
    expect(await titles('蚕丝枕')).toEqual([])
  })

  test('what leaves the shelf is not found from that moment, and again when it is back', async () => {
    const put = async (status: 'on' | 'off') => {
      await site.parts.db.sql.updateTable('product').set({ status }).where('id', '=', ids.phone!).execute()
      productChanged(site.parts, ids.phone!)
    }
    expect(await titles('mate60pro')).toHaveLength(1)
    await put('off')
    expect(await titles('mate60pro')).toEqual([])
    await put('on')
    expect(await titles('mate60pro')).toHaveLength(1)
  })

  test('goods of a renamed brand or category are found by the new name after the next sweep', async () => {
    await site.parts.db.tx(async (tx) => {
      await tx.updateTable('brand').set({ name: '菊厂' }).where('id', '=', huawei).execute()
      await markStale(tx, { brandId: huawei })
    })
    await site.parts.db.tx(async (tx) => {
      await tx.updateTable('category').set({ name: '保护用品' }).where('id', '=', cases).execute()
      await markStale(tx, { categoryId: cases })
    })
    catalogueChanged(site.parts)
    expect(await titles('菊厂')).toEqual([])
    await reindex(site.parts)
    expect(await titles('菊厂')).toEqual(['华为 Mate 60 Pro 智能手机'])
    expect((await titles('保护用品')).toSorted()).toEqual(['华为大容量手机壳 磁吸', '新名字羽绒被', '透明手机壳'])
  })

  test('words that another version of the cutter has made are made anew, in batches, each once', async () => {
    await sql`update product set words = '', words_version = ${WORDS_VERSION + 1}`.execute(site.parts.db.sql)
    await reindex(site.parts)
    const stale = await site.parts.db.sql.selectFrom('product').select('id').where('words_version', '<>', WORDS_VERSION).execute()
    expect(stale).toEqual([])
    expect(await titles('羽绒被')).toHaveLength(1)
  })
})

test('whatever is typed, the answer is a list or a refusal, never an error of ours', { timeout: 120_000 }, async () => {
  const pieces = fc.constantFrom('\'', '\\', '\'\'', '\\\'', '&', '|', '!', '(', ')', ':', ':*', ':A', '<->', '<2>', '::tsquery', '--', ';', '$1', '{', '}', '%', '_', '*', '手机', '华为', 'a', '60', '1.5', '.', ' ', '\t', '\n', '\u202E', '\u200B', 'ﷺ', '㌖', '𠮷', 'İ', 'ß', '=', '\'; drop table product; --', 'de\u0301', '0'.repeat(50))
  const garbage = fc.oneof(fc.array(pieces, { maxLength: 30 }).map(list => list.join('')), fc.string({ unit: 'binary', maxLength: 100 }), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('ﷺ'.repeat(100), '㌖'.repeat(100), '\''.repeat(100), '\\'.repeat(99), 'a1'.repeat(50), 'a '.repeat(50), '手 '.repeat(50), '=手机', '\0'))
  await fc.assert(fc.asyncProperty(garbage, fc.constantFrom('search', 'suggestions'), async (q, route) => {
    const { status } = await site.call('GET', `mall/${route}`, { query: { q } })
    expect([q, status]).toEqual([q, q.length === 0 || q.length > 100 || !q.isWellFormed() || q.includes('\0') ? 400 : 200])
  }), { numRuns: 400, seed: 20_270_301 })
  expect((await site.parts.db.sql.selectFrom('product').select('id').execute()).length).toBe(6)
})

describe('a word that thousands of goods have', () => {
  const GOODS = MANY + 500
  beforeAll(async () => {
    await sql`insert into product (category_id, title, status, listed_at, price_min, price_max, in_stock, sales, words, words_version, created_at, changed_at)
      select ${phones}, '通用配件 ' || n, 'on', now() - n * interval '1 minute', 1000 + n % 700, 1000 + n % 700, n % 10 > 0, n * 7919 % 4001,
        (case when n % 3 = 0 then '''通用'':1A' else '''通用''' end)::tsvector, ${WORDS_VERSION}, now(), now()
      from generate_series(1, ${GOODS}::int) n`.execute(site.parts.db.sql)
    productChanged(site.parts, 0)
  })

  test('says that there are more than can be counted, page by page, and none twice', async () => {
    for (const sort of ['relevance', 'price-asc', 'new']) {
      const seen: number[] = []
      for (let page = 1; page <= 8; page++) {
        const { items, total, hasMore } = await search('通用', { sort, page })
        expect([items.length, total, hasMore]).toEqual([20, null, true])
        seen.push(...items.map(({ id }) => id))
      }
      expect([sort, new Set(seen).size]).toEqual([sort, 160])
    }
    const last = await search('通用', { sort: 'price-asc', page: GOODS / 100, limit: 100 })
    expect([last.items.length, last.hasMore]).toEqual([100, false])
  })

  test('brings first what sells best, and of that what it is really about', async () => {
    const { items } = await search('通用')
    expect(items.every(({ sales, inStock }) => sales > 3500 && inStock)).toBe(true)
    expect(items.every(({ title }) => Number(title.split(' ')[1]) % 3 === 0)).toBe(true)
  })

  test('by price it is the same list as without a shortcut', async () => {
    const { items } = await search('通用', { sort: 'price-asc', limit: 50, page: 3 })
    const truth = await sql<{ id: number }>`select id from product where title like '通用%' order by price_min, id limit 50 offset 100`.execute(site.parts.db.sql)
    expect(items.map(({ id }) => id)).toEqual(truth.rows.map(({ id }) => id))
  })
})

test('what people look for is in no log', async () => {
  await ask('绝密词汇机')
  await ask('\'绝密词汇机', { page: 0 })
  await site.call('GET', 'mall/suggestions', { query: { q: '绝密词汇机' } })
  expect(logged).toContain('cache: kept')
  expect(logged).not.toContain('绝密')
})
