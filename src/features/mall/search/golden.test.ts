import type { GeneratedProduct } from '../demo/goods/many.ts'
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { seeded } from '../../../kit/draw.ts'
import { generateProducts } from '../demo/goods/many.ts'
import { loadProducts } from '../demo/large.ts'
import { reindex } from './index-products.ts'
import { buildSuggestions } from './suggestions.ts'

interface Good { title: string, brand: string, path: [string, string, string], isOn?: boolean }
interface Query {
  q: string
  /** Titles that are found. */
  must?: string[]
  /** Every product on the shelf is found that has all of these in its title. */
  every?: string[]
  /** Nothing is found that has one of these in its title. */
  none?: string[]
  /** The first ten are of this category. */
  first?: string
  similar?: boolean
  nothing?: boolean
}
const golden = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as { goods: Good[], queries: Query[] }
const PRODUCTS = 4000

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let products: Map<number, GeneratedProduct>

beforeAll(async () => {
  const landmarks = golden.goods.map((good): GeneratedProduct => ({ subtitle: '', options: {}, sales: 100, price: 9900, isOn: true, inStock: true, ...good }))
  const all = [...generateProducts(PRODUCTS), ...landmarks]
  const ids = await site.parts.db.tx(tx => loadProducts(tx, all, site.clock.now()))
  products = new Map(ids.map((id, i) => [id, all[i]!]))
  await reindex(site.parts)
  await buildSuggestions(site.parts)
}, 120_000)

async function ask(q: string) {
  const found: number[] = []
  for (let page = 1; ; page++) {
    const { status, data } = await site.call('GET', 'mall/search', { query: { q, page, limit: 100 } })
    expect(status).toBe(200)
    found.push(...data.items.map(({ id }: { id: number }) => id))
    if (!data.hasMore) return { found, similar: data.similar as boolean }
  }
}

test('there are at least forty queries', () => {
  expect(golden.queries.length).toBeGreaterThanOrEqual(40)
})

test.each(golden.queries.map(query => [query.q, query] as const))('%s', async (q, { must = [], every, none = [], first, similar = false, nothing = false }) => {
  const answer = await ask(q)
  const hits = answer.found.map(id => products.get(id)!)
  const titles = new Set(hits.map(({ title }) => title))
  expect(new Set(answer.found).size).toBe(answer.found.length)
  expect(hits.filter(({ isOn }) => !isOn)).toEqual([])
  if (nothing) return expect([...titles]).toEqual([])
  expect(answer.similar).toBe(similar)
  expect(must.filter(title => !titles.has(title))).toEqual([])
  const wanted = every ? [...products.values()].filter(({ title, isOn }) => isOn && every.every(part => title.includes(part))) : []
  expect(wanted.filter(({ title }) => !titles.has(title)).map(({ title }) => title)).toEqual([])
  if (every) expect(wanted.length).toBeGreaterThan(0)
  expect([...titles].filter(title => none.some(part => title.includes(part))).slice(0, 5)).toEqual([])
  if (first) expect(hits.slice(0, 10).map(({ path }) => path[2])).toEqual(Array.from({ length: 10 }).fill(first))
})

test('every stretch of Chinese letters in a title finds all titles that have it', { timeout: 60_000 }, async () => {
  const random = seeded('recall')
  const titles = [...products.values()].filter(({ isOn }) => isOn).map(({ title }) => title)
  for (let i = 0; i < 40; i++) {
    const run = random.pick(random.pick(titles).match(/\p{Script=Han}{2,}/gu)!)
    const from = random.int(0, run.length - 2)
    const q = run.slice(from, from + random.int(2, 5))
    const found = new Set((await ask(q)).found.map(id => products.get(id)!.title))
    expect([q, titles.filter(title => title.includes(q) && !found.has(title))]).toEqual([q, []])
  }
})
