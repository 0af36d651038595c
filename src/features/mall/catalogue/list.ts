import type { Parts } from '../../../kit/module.ts'
import type { HotQuery, ProductCard, ProductList, ProductQuery, ProductSort } from './contract.ts'
import type { ReadFilter } from './filter.ts'
import type { Kept, Soon } from './kept.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { catalogueTag, categories, productsTag } from './cached.ts'
import { facetsOf } from './facets.ts'
import { readFilter } from './filter.ts'
import { kept } from './kept.ts'
import { toCard } from './store-cards.ts'
import { findCards } from './store-lists.ts'

const SECONDS = 60
/** Most people look at the first pages of a category as it is; those are kept. */
const PAGES_KEPT = 3
const USUAL = { sort: 'sales', page: 1, limit: 20 } as const

/** Products on the shelf, as asked for. */
export async function listProducts(parts: Parts, query: ProductQuery): Promise<Kept> {
  const { sort = USUAL.sort, page = USUAL.page, limit = USUAL.limit } = query
  const read = await readFilter(parts, query)
  const make = async () => kept(await readList(parts, read, { sort: sort as ProductSort, page, limit }))
  return isPlain(query) && page <= PAGES_KEPT && limit === USUAL.limit
    ? parts.cache.remember(`mall:list:${query.categoryId ?? ''}:${sort}:${page}`, { seconds: SECONDS, tags: [productsTag, catalogueTag] }, make)
    : make()
}

const isPlain = ({ brandId = [], attr = [], inStock, priceMin, priceMax }: ProductQuery) =>
  brandId.length + attr.length === 0 && !inStock && priceMin === undefined && priceMax === undefined

async function readList(parts: Parts, read: ReadFilter, { sort, page, limit }: { sort: ProductSort, page: number, limit: number }): Promise<ProductList> {
  const [rows, { facets, total }] = await Promise.all([findCards(parts.db.sql, read.filter, { sort, limit: limit + 1, offset: (page - 1) * limit }), facetsOf(parts, read)])
  return { ...pageOf(rows.map(toCard), total, { page, limit }), facets, breadcrumb: read.breadcrumb }
}

/** What is sold most and can be bought, in all or in a category. */
export async function hotProducts(parts: Parts, { categoryId, limit = 10 }: HotQuery): Promise<Soon<Kept>> {
  const node = categoryId === undefined ? undefined : (await categories(parts)).nodes[categoryId]
  if (categoryId !== undefined && !node) throw KitErrors.not_found({ field: 'categoryId' })
  return parts.cache.remember(`mall:hot:${categoryId ?? ''}:${limit}`, { seconds: SECONDS, tags: [productsTag, catalogueTag] }, async () => kept(await hotCards(parts, node?.leaves, limit)))
}

export async function hotCards(parts: Parts, leaves: number[] | undefined, limit: number): Promise<ProductCard[]> {
  return (await findCards(parts.db.sql, { leaves, attributes: [], inStock: true }, { sort: 'sales', limit })).map(toCard)
}
