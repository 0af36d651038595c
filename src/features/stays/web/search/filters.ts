import type { LocationQuery } from 'vue-router'
import { daysBetween, isPlainDate } from '../../../../web/dates.ts'

export const SORTS = ['new', 'popular', 'price-asc', 'price-desc'] as const
export type Sort = typeof SORTS[number]

/** What a search asks for; lives in the address of the page. Prices in fen a night. */
export interface Filters {
  areaId?: number
  checkIn?: string
  checkOut?: string
  guests?: number
  priceMin?: number
  priceMax?: number
  facilities: number[]
  sort: Sort
}

/** The query parameters of a search, as the API names them. */
export const FILTER_NAMES = ['areaId', 'checkIn', 'checkOut', 'guests', 'priceMin', 'priceMax', 'facilities', 'sort'] as const

const MAX_GUESTS = 50
const MAX_FACILITIES = 30
const MAX_STAY_DAYS = 365

/** Reads a search from an address; what makes no sense (an old link with past days) is left out rather than refused. */
export function readFilters(query: LocationQuery, today: string): Filters {
  const priceMin = wholeNumber(query.priceMin, 0)
  const priceMax = wholeNumber(query.priceMax, 0)
  const sort = SORTS.find(name => name === query.sort) ?? 'new'
  return {
    areaId: wholeNumber(query.areaId, 1),
    ...readStay(query, today),
    guests: wholeNumber(query.guests, 1, MAX_GUESTS),
    priceMin,
    priceMax: priceMin !== undefined && priceMax !== undefined && priceMax < priceMin ? undefined : priceMax,
    facilities: readIds(query.facilities),
    sort,
  }
}

/** Both days of a stay, or none. */
export function readStay(query: LocationQuery, today: string): { checkIn?: string, checkOut?: string } {
  const { checkIn, checkOut } = query
  if (typeof checkIn !== 'string' || typeof checkOut !== 'string' || !isPlainDate(checkIn) || !isPlainDate(checkOut)) return {}
  const nights = daysBetween(checkIn, checkOut)
  return checkIn >= today && nights >= 1 && nights <= MAX_STAY_DAYS ? { checkIn, checkOut } : {}
}

/** The same search as query parameters, for addresses and for the API; the usual values are left out. */
export function queryOf({ facilities, sort, ...rest }: Filters): Record<string, string> {
  const wanted = { ...rest, facilities: facilities.join(',') || undefined, sort: sort === 'new' ? undefined : sort }
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]))
}

/** How many filters hide behind the filter button. */
export function hiddenFilters(filters: Filters): number {
  return Number(filters.priceMin !== undefined || filters.priceMax !== undefined) + filters.facilities.length
}

function readIds(value: unknown): number[] {
  if (typeof value !== 'string') return []
  const ids = value.split(',').filter(id => /^[1-9]\d{0,5}$/.test(id)).map(Number)
  return [...new Set(ids)].sort((a, b) => a - b).slice(0, MAX_FACILITIES)
}

function wholeNumber(value: unknown, min: number, max = 100_000_000): number | undefined {
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value)) return undefined
  const n = Number(value)
  return n >= min && n <= max ? n : undefined
}
