import type { Request } from 'autocannon'
import type { Load } from '../measure.ts'
import type { Row, Setting } from '../setting.ts'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { runningPostgres } from '../../src/kit/postgres.ts'
import { load, paired, repeated } from '../measure.ts'
import { signInMany } from '../people.ts'
import { startBare, startSite } from '../processes.ts'

const SORTS = ['sales', 'new', 'price-asc', 'price-desc']
const PEOPLE = 2000
const SKUS = 5000
/** Of a search on a warm server (design.md §6). */
const SEARCH_MS = 20
const SEARCHES_PER_SECOND = 500
/** A tenth of the goods may not be searched more than this much faster. */
const GROWTH = 1.2

const golden = JSON.parse(readFileSync(new URL('../../src/features/mall/search/golden.json', import.meta.url), 'utf8')) as { queries: { q: string }[] }

interface Measured { list: Load, search: Load, page: Load, counted: Load }

/** Lists, searches and the cart of a mall with many goods, and what ten times the goods cost. */
export async function mallRows(setting: Setting): Promise<Row[]> {
  const dataDir = await setting.dataDir('mall-large')
  const large = await measure(setting, dataDir)
  const small = await measure(setting, await setting.dataDir('mall-small'))
  const told = (load: Load) => `${load.perSecond.toFixed(0)} req/s, p50 ${load.p50} ms, p97.5 ${load.p97_5} ms`
  const searchRow = (work: string, load: Load): Row => ({ work, measured: told(load), base: '—', ratio: null, bar: `≥ ${SEARCHES_PER_SECOND} req/s, p95 ≤ ${SEARCH_MS} ms`, met: load.perSecond >= SEARCHES_PER_SECOND && load.p97_5 <= SEARCH_MS })
  const growth = (work: string, of: (measured: Measured) => Load): Row => {
    const ratio = of(small).perSecond / of(large).perSecond
    return { work: `${work}, cost of ten times the goods`, measured: told(of(large)), base: `a tenth of the goods: ${told(of(small))}`, ratio, bar: `≤ ${GROWTH}`, met: ratio <= GROWTH }
  }
  return [
    { work: 'products of a category with facets', measured: told(large.list), base: '—', ratio: null, bar: `p95 ≤ ${SEARCH_MS} ms`, met: large.list.p97_5 <= SEARCH_MS },
    searchRow('search for goods, what many look for', large.search),
    searchRow('the same, the page found anew', large.page),
    searchRow('the same, the page found and everything counted anew', large.counted),
    growth('products of a category', ({ list }) => list),
    growth('search, the page found anew', ({ page }) => page),
    await cartRow(setting, dataDir),
  ]
}

async function measure({ rounds, seconds }: Setting, dataDir: string): Promise<Measured> {
  const site = await startSite(dataDir)
  const { data: tree } = await (await fetch(`${site.url}/api/v1/mall/categories`)).json() as { data: { children: { children: { id: number }[] }[] }[] }
  const categories = tree.flatMap(first => first.children.flatMap(second => second.children.map(({ id }) => id)))
  const get = (path: string, query: Record<string, string | number>) => ({ path: `/api/v1/mall/${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}` })
  const lists = categories.flatMap(categoryId => SORTS.flatMap(sort => [1, 2, 3].map(page => get('products', { categoryId, sort, page }))))
  const searches = golden.queries.map(({ q }) => get('search', { q }))
  // Only the first pages are kept; behind them the facets still are. A price makes a search one's own, and nothing is.
  let asked = 0
  const anew = (query: () => object) => [{ setupRequest: (request: Request) => ({ ...request, ...get('search', { q: golden.queries[asked++ % golden.queries.length]!.q, ...query() }) }) }]
  const pages = anew(() => ({ page: 4 + asked % 6, sort: ['relevance', ...SORTS][asked % 5] }))
  const prices = anew(() => ({ priceMin: 1000 + asked }))
  const run = (requests: Request[]) => repeated(rounds, () => load({ url: site.url, requests }, seconds))
  for (const { path } of [...lists, ...searches]) await fetch(site.url + path)
  const measured = { list: await run(lists), search: await run(searches), page: await run(pages), counted: await run(prices) }
  await site.stop()
  return measured
}

/** Somebody signed in changes how many they want, next to one upsert of such a row. */
async function cartRow({ rounds, seconds }: Setting, dataDir: string): Promise<Row> {
  const site = await startSite(dataDir)
  const connection = runningPostgres(dataDir)!
  const client = new pg.Client(connection)
  await client.connect()
  const people = await signInMany(client, dataDir, PEOPLE)
  const { rows: skus } = await client.query<{ id: string }>(`select k.id from sku k join sku_stock s on s.sku_id = k.id join product p on p.id = k.product_id where p.status = 'on' and s.on_hand > 1000 order by k.id limit ${SKUS}`)
  await client.query('create table if not exists bench_line (cart_id bigint, sku_id bigint, quantity integer, selected boolean, price bigint, added_at timestamptz, primary key (cart_id, sku_id))')
  let n = 0
  const put = (): Request => {
    const nth = n++
    return { method: 'PUT', path: `/api/v1/mall/cart/items/${skus[(nth * 7) % skus.length]!.id}`, headers: { 'content-type': 'application/json', ...people[nth % people.length]!.headers }, body: JSON.stringify({ count: 1 + nth % 5, selected: true }) }
  }
  const bare = await startBare({ query: { connection, text: `insert into bench_line values ($1, $2, 1 + (random() * 5)::int, true, 100, now()) on conflict (cart_id, sku_id) do update set quantity = excluded.quantity`, params: people.map(({ accountId }, i) => [accountId, skus[(i * 7) % skus.length]!.id]) } })
  const { a, b, ratio } = await paired(rounds, async () => {
    await client.query('delete from cart_item') // a cart holds fifty lines
    return load({ url: site.url, requests: [{ setupRequest: (request: Request) => ({ ...request, ...put() }) }] }, Math.min(seconds, 5))
  }, () => load({ url: `${bare.url}/work`, method: 'POST' }, Math.min(seconds, 5)))
  await bare.stop()
  await client.end()
  await site.stop()
  if (a.refused > a.perSecond) throw new Error(`${a.refused} cart lines were refused`)
  return { work: 'a line of the cart', measured: `${a.perSecond.toFixed(0)} writes/s, p99 ${a.p99} ms`, base: `bare Fastify + one upsert: ${b.perSecond.toFixed(0)} req/s`, ratio, bar: '—', met: true }
}
