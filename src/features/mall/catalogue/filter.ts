import type { Parts } from '../../../kit/module.ts'
import type { CategoryName, ProductQuery } from './contract.ts'
import type { CategoryNode } from './tree.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { MallErrors } from '../errors.ts'
import { categories } from './cached.ts'

/** What products have to be like. Every part that is given has to fit; of brands and of an attribute's values any one will do. */
export interface ProductFilter {
  /** Categories of the third level. */
  leaves?: number[]
  brandIds?: number[]
  /** Fen, of the cheapest SKU on the shelf. */
  priceMin?: number
  priceMax?: number
  attributes: { id: number, values: string[] }[]
  inStock: boolean
}

export interface ReadFilter {
  filter: ProductFilter
  /** The category that was asked for. */
  node: CategoryNode | undefined
  breadcrumb: CategoryName[]
}

/** The filter of a list or a search. Throws not_found for an unknown category, mall.price_reversed. */
export async function readFilter(parts: Parts, query: Omit<ProductQuery, 'sort'>): Promise<ReadFilter> {
  const { categoryId, priceMin, priceMax, inStock = false } = query
  const node = categoryId === undefined ? undefined : (await categories(parts)).nodes[categoryId]
  if (categoryId !== undefined && !node) throw KitErrors.not_found({ field: 'categoryId' })
  if (priceMin !== undefined && priceMax !== undefined && priceMin > priceMax) throw MallErrors.price_reversed({ field: 'priceMax' })
  const filter = { leaves: node?.leaves, brandIds: brandsOf(query.brandId), priceMin, priceMax, attributes: attributesOf(query.attr), inStock }
  return { filter, node, breadcrumb: node?.path ?? [] }
}

const sorted = (ids: Iterable<number>) => [...new Set(ids)].sort((a, b) => a - b)

/** `3,5` and `7` → 3, 5, 7; undefined where no brand is named. */
function brandsOf(given: readonly string[] = []): number[] | undefined {
  return given.length === 0 ? undefined : sorted(given.flatMap(list => list.split(',').map(Number)))
}

/** `12:6.1` and `12:6.7` → attribute 12 with two values. In a fixed order: the same wish is the same question. */
function attributesOf(given: readonly string[] = []): ProductFilter['attributes'] {
  const wishes = given.map(wish => [Number(wish.slice(0, wish.indexOf(':'))), wish.slice(wish.indexOf(':') + 1)] as const)
  return sorted(wishes.map(([id]) => id)).map(id => ({ id, values: [...new Set(wishes.filter(([of]) => of === id).map(([, value]) => value))].sort() }))
}
