import type { Parts } from '../../../kit/module.ts'
import type { Facets } from './contract.ts'
import type { Categories } from './cached.ts'
import type { ReadFilter } from './filter.ts'
import type { AttributeRow } from './store-categories.ts'
import type { FacetRows } from './store-facets.ts'
import type { Among } from './store-filter.ts'
import { brands, catalogueTag, categories, filterable, productsTag } from './cached.ts'
import { countFacets, countValues } from './store-facets.ts'

const SECONDS = 60
/** More than these beside a list help nobody; who wants another brand searches for it. */
const MOST_BRANDS = 50
const MOST_ATTRIBUTES = 10
const MOST_VALUES = 30
/** Where so much of what is found is in one category, its attributes are worth offering. */
const MAINLY = 0.8

interface Counted {
  facets: Facets
  /** Products that fit everything; beyond MOST_COUNTED that many and one. */
  total: number
}

/** What search adds to a filter: a condition on product `p`, and a text that is the same for the same condition. */
interface Words { among: Among, key: string }

type Asked = Pick<ReadFilter, 'filter' | 'node'>

/**
 * What a list can be narrowed by. Kept until a product changes, at most a minute; with a price, which everybody asks for differently,
 * counted each time.
 */
export async function facetsOf(parts: Parts, { filter, node }: Asked, words?: Words): Promise<Counted> {
  const count = () => countAll(parts, { filter, node }, words)
  if (filter.priceMin !== undefined || filter.priceMax !== undefined) return count()
  const { brandIds, attributes, inStock } = filter
  const key = `mall:facets:${JSON.stringify([node?.id, brandIds, attributes, inStock, words?.key])}`
  return parts.cache.remember(key, { seconds: SECONDS, tags: [productsTag, catalogueTag] }, count)
}

async function countAll(parts: Parts, asked: Asked, words?: Words): Promise<Counted> {
  const [rows, known, { byId }] = await Promise.all([countFacets(parts.db.sql, asked.filter, words?.among), categories(parts), brands(parts)])
  const facets = {
    brands: rows.brands.slice(0, MOST_BRANDS).flatMap(({ id, count }) => byId[id] ? [{ id, name: byId[id].name, count }] : []),
    categories: categoriesBelow(known, asked.node?.id, rows.categories),
    attributes: await attributesOf(parts, asked, pathOfMost(known, rows, asked.node?.id), words),
    price: rows.price,
    capped: rows.capped,
  }
  return { facets, total: rows.total }
}

/** The next level below a category; where everything is in one place of it, that one's next level. */
function categoriesBelow(known: Categories, id: number | undefined, counts: FacetRows['categories']): Facets['categories'] {
  const found = belowOf(known, id).flatMap((id) => {
    const count = countIn(known, id, counts)
    return count > 0 ? [{ id, name: known.nodes[id]!.name, count }] : []
  })
  const [only] = found
  return found.length === 1 && belowOf(known, only!.id).length > 0 ? categoriesBelow(known, only!.id, counts) : found
}

/** Ids from the first level down to the lowest category that has nearly all of what is found. */
function pathOfMost(known: Categories, { total, categories }: FacetRows, id: number | undefined): number[] {
  const mostly = belowOf(known, id).find(below => total > 0 && countIn(known, below, categories) >= total * MAINLY)
  if (mostly !== undefined) return pathOfMost(known, { total, categories } as FacetRows, mostly)
  return id === undefined ? [] : known.nodes[id]!.path.map(({ id }) => id)
}

const belowOf = ({ nodes, tree }: Categories, id: number | undefined): number[] => id === undefined ? tree.map(first => first.id) : nodes[id]?.children ?? []

function countIn({ nodes }: Categories, id: number, counts: FacetRows['categories']): number {
  const leaves = new Set(nodes[id]!.leaves)
  return counts.reduce((sum, { id, count }) => leaves.has(id) ? sum + count : sum, 0)
}

/** The attributes of these categories, and those chosen already; each with two values to choose from. */
async function attributesOf(parts: Parts, { filter }: Asked, categoryIds: readonly number[], words?: Words): Promise<Facets['attributes']> {
  const chosen = new Set(filter.attributes.map(({ id }) => id))
  const offered = (await filterable(parts)).filter(({ id, categoryId }) => chosen.has(id) || categoryIds.includes(categoryId))
  if (offered.length === 0) return []
  const values = Map.groupBy(await countValues(parts.db.sql, filter, offered.map(({ id }) => id), words?.among), ({ attributeId }) => attributeId)
  return offered.map(attribute => ({ id: attribute.id, name: attribute.name, unit: attribute.unit, values: inOrder(attribute, values.get(attribute.id) ?? []) }))
    .filter(({ id, values }) => values.length > 1 || chosen.has(id)).slice(0, MOST_ATTRIBUTES)
}

/** Most first; numbers in their order. */
function inOrder({ kind }: AttributeRow, counted: readonly { value: string, count: number }[]): { value: string, count: number }[] {
  const values = counted.slice(0, MOST_VALUES).map(({ value, count }) => ({ value, count }))
  return kind === 'number' ? values.sort((a, b) => Number.parseFloat(a.value) - Number.parseFloat(b.value)) : values
}
