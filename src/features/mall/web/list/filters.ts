import type { LocationQuery } from 'vue-router'

export const SORTS = ['sales', 'new', 'price-asc', 'price-desc', 'score'] as const
export const SEARCH_SORTS = ['relevance', 'sales', 'new', 'price-asc', 'price-desc'] as const
export type Sort = typeof SORTS[number] | typeof SEARCH_SORTS[number]

/** What a list of goods is narrowed by; lives in the address of the page. Prices in fen. */
export interface Filters {
  categoryId?: number
  brandIds: number[]
  /** `attributeId:value`, as facets give them. */
  attrs: string[]
  priceMin?: number
  priceMax?: number
  inStock: boolean
  sort?: Sort
}

/** The query parameters of a list, as the API names them. */
export const FILTER_NAMES = ['categoryId', 'brandId', 'attr', 'priceMin', 'priceMax', 'inStock', 'sort'] as const

const MOST_VALUES = 20

/** Reads the filters from an address; what makes no sense is left out rather than refused. */
export function readFilters(query: LocationQuery, sorts: readonly Sort[]): Filters {
  const priceMin = wholeNumber(query.priceMin)
  const priceMax = wholeNumber(query.priceMax)
  return {
    categoryId: wholeNumber(query.categoryId) || undefined,
    brandIds: textsOf(query.brandId).flatMap(text => text.split(',')).filter(id => /^[1-9]\d{0,8}$/.test(id)).map(Number).slice(0, MOST_VALUES),
    attrs: textsOf(query.attr).filter(text => /^\d{1,9}:./.test(text)).slice(0, MOST_VALUES),
    priceMin,
    priceMax: priceMin !== undefined && priceMax !== undefined && priceMax < priceMin ? undefined : priceMax,
    inStock: query.inStock === 'true',
    sort: sorts.find(sort => sort === query.sort),
  }
}

/** The same filters as query parameters, for addresses and for the API. */
export function queryOf({ categoryId, brandIds, attrs, priceMin, priceMax, inStock, sort }: Filters): Record<string, string | string[]> {
  const all = {
    categoryId: categoryId?.toString(),
    brandId: brandIds.length ? brandIds.join(',') : undefined,
    attr: attrs.length ? attrs : undefined,
    priceMin: priceMin?.toString(),
    priceMax: priceMax?.toString(),
    inStock: inStock ? 'true' : undefined,
    sort,
  }
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined))
}

/** How many filters are set, the category apart. */
export const countFilters = ({ brandIds, attrs, priceMin, priceMax, inStock }: Filters) =>
  brandIds.length + attrs.length + Number(priceMin !== undefined || priceMax !== undefined) + Number(inStock)

/** Takes a value in or out. */
export const toggled = <T>(values: readonly T[], value: T): T[] => values.includes(value) ? values.filter(other => other !== value) : [...values, value]

const textsOf = (value: LocationQuery[string] | undefined): string[] => [value].flat().filter(text => typeof text === 'string')

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined
}
