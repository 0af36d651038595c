import type { Parts } from '../../kit/module.ts'
import type { HouseList, HouseQuery } from './contract.ts'
import type { Search, SortKey } from './store-search.ts'
import { cursorOf, positionOf } from '../../kit/cursors.ts'
import { COUNT_LIMIT } from '../../kit/pagination.ts'
import { areas, toCard } from './cached.ts'
import { refuse, StaysErrors } from './errors.ts'
import { checkDates, measureStay, stayTotal } from './rules.ts'
import { countHouses, findPage, SORTINGS } from './store-search.ts'

/** Homes on the site that can be had as asked for: every one of them passes `quoteStay` for the same dates and guests. */
export async function searchHouses(parts: Parts, query: HouseQuery): Promise<HouseList> {
  const { names } = await areas(parts)
  const search = await readSearch(parts, query)
  const { page = 1, limit = 10 } = query
  const after = query.after === undefined ? undefined : positionOf(query.after, search.sort, SORTINGS[search.sort].columns.map(() => 'number' as const))
  const offset = after ? 0 : (page - 1) * limit

  const rows = await findPage(parts.db.sql, search, { limit: limit + 1, offset, after })
  const hasMore = rows.length > limit
  const shown = rows.slice(0, limit)
  const total = after ? null : !hasMore && (rows.length > 0 || offset === 0) ? offset + rows.length : await countUpToLimit(parts, search)
  const { stay } = search
  return {
    items: shown.map(row => toCard(row, names[row.areaId], stay && stayTotal(row.price, stay.nights))),
    page,
    limit,
    total,
    hasMore,
    next: hasMore ? cursorOf(search.sort, SORTINGS[search.sort].positionOf(shown.at(-1)!)) : null,
  }
}

async function readSearch(parts: Parts, query: HouseQuery): Promise<Search> {
  const { areaId, checkIn, checkOut, guests, priceMin, priceMax } = query
  const now = parts.clock.now()
  if (areaId !== undefined && !(await areas(parts)).value.some(area => area.id === areaId)) throw StaysErrors.unknown_area({ field: 'areaId' })
  // One day alone says nothing that could be looked for; guessing the other shows homes that can't be had (rental.md §3 no. 5).
  if ((checkIn === undefined) !== (checkOut === undefined)) throw StaysErrors.both_dates({ field: checkIn === undefined ? 'checkIn' : 'checkOut' })
  if (priceMin !== undefined && priceMax !== undefined && priceMin > priceMax) throw StaysErrors.price_reversed({ field: 'priceMax' })
  const facilityIds = query.facilities === undefined ? undefined : [...new Set(query.facilities.split(',').map(Number))]
  const dates = checkIn !== undefined && checkOut !== undefined ? { checkIn, checkOut } : undefined
  const problem = dates && checkDates(dates, now)
  if (problem) throw refuse(problem)
  return { areaId, guests, priceMin, priceMax, facilityIds, stay: dates && { ...dates, ...measureStay(dates, now) }, sort: (query.sort ?? 'new') as SortKey, now }
}

/** A search that finds so many is known to find more than COUNT_LIMIT for some minutes to come. */
const PLENTY = COUNT_LIMIT + 100
const PLENTY_SECONDS = 300

/**
 * How many homes a search finds, exact up to COUNT_LIMIT, else null. Counting costs several times what the page costs, and
 * most searches find plenty: that much is remembered for five minutes, in which a hundred homes would have to be booked for
 * the same days in one district for it to become wrong. Small numbers are never remembered.
 */
async function countUpToLimit(parts: Parts, search: Search): Promise<number | null> {
  const { areaId, stay, guests, priceMin, priceMax, facilityIds } = search
  let counted: number | undefined
  const key = `stays:plenty:${[areaId, stay?.checkIn, stay?.checkOut, guests, priceMin, priceMax, facilityIds].join(' ')}`
  const known = await parts.cache.remember(key, { seconds: PLENTY_SECONDS, tags: [] }, async () => {
    counted = await countHouses(parts.db.sql, search, PLENTY)
    return { plenty: counted === PLENTY }
  })
  if (known.plenty) return null
  counted ??= await countHouses(parts.db.sql, search, COUNT_LIMIT + 1)
  return counted > COUNT_LIMIT ? null : counted
}
