import type { PlainDate } from '../../kit/dates.ts'
import type { Sql } from '../../kit/db.ts'
import type { StayMeasures } from './rules.ts'
import { CompiledQuery } from 'kysely'
import './tables.ts'

// The hot path of the site. The text of a statement depends only on which filters are set, so each kind of search is parsed
// and planned once per connection; what is not asked is not in it, or the planner would guess wrong about it.

export type SortKey = 'new' | 'popular' | 'price-asc' | 'price-desc'

/** Where a page begins: the sort values of the last home before it, the id last; instants as milliseconds. */
export type Position = number[]

export interface Search {
  areaId?: number
  stay?: StayMeasures & { checkIn: PlainDate, checkOut: PlainDate }
  guests?: number
  priceMin?: number
  priceMax?: number
  /** All of them are wanted. */
  facilityIds?: number[]
  sort: SortKey
  /** A claim counts as long as it has not expired by then. */
  now: Date
}

export interface CardRow {
  id: number
  title: string
  price: number
  areaId: number
  roomCount: number
  acreage: number
  unit: string
  capacity: number
  beds: string
  instant: boolean
  ratingTenths: number
  reviewCount: number
  bookingCount: number
  createdAt: Date
  pictureId: string | null
  pictureWidth: number
  pictureHeight: number
  pictureColor: string
}

/** Columns of a card of house h with its cover p. */
export const CARD_COLUMNS = `h.id, h.title, h.price, h.area_id as "areaId", h.room_count as "roomCount", h.acreage, h.unit, h.capacity, h.beds, h.instant,
  h.rating_tenths as "ratingTenths", h.review_count as "reviewCount", h.booking_count as "bookingCount", h.created_at as "createdAt",
  p.id as "pictureId", p.width as "pictureWidth", p.height as "pictureHeight", p.color as "pictureColor"`

interface Sorting {
  columns: readonly ('created_at' | 'booking_count' | 'rating_tenths' | 'price' | 'id')[]
  direction: 'asc' | 'desc'
  positionOf: (card: CardRow) => Position
}

/** Each has an index of its columns, in one district and in all; the id makes the order total. */
export const SORTINGS: Record<SortKey, Sorting> = {
  'new': { columns: ['created_at', 'id'], direction: 'desc', positionOf: card => [card.createdAt.getTime(), card.id] },
  'popular': { columns: ['booking_count', 'rating_tenths', 'id'], direction: 'desc', positionOf: card => [card.bookingCount, card.ratingTenths, card.id] },
  'price-asc': { columns: ['price', 'id'], direction: 'asc', positionOf: card => [card.price, card.id] },
  'price-desc': { columns: ['price', 'id'], direction: 'desc', positionOf: card => [card.price, card.id] },
}

/** Collects the values of a statement while its text is written. */
function parameters() {
  const values: unknown[] = []
  return { values, $: (value: unknown) => `$${values.push(value)}` }
}

type Add = (value: unknown) => string

/** What of `checkStay` (rules.ts) a home fails, and that somebody has the nights, as reasons against it. */
function againstStay({ nights, lead, reach, latestHour, checkIn, checkOut }: NonNullable<Search['stay']>, now: Date, $: Add): string[] {
  const asked = $(nights)
  return [
    `h.min_nights > ${asked}`,
    `h.max_nights > 0 and h.max_nights < ${asked}`,
    `h.notice_days > ${$(lead)}`,
    `h.window_days < ${$(reach)}`,
    ...(latestHour > 0 ? [`not h.instant and h.check_in_hour < ${$(latestHour)}`] : []),
    // Claims that count don't overlap, so the first one that ends after check-in decides: one step down an index, three
    // times as fast as asking the constraint's index for any overlap.
    `(select c.starts_on < ${$(checkOut)} from stay_claim c
        where c.house_id = h.id and c.released_at is null and c.ends_on > ${$(checkIn)} and (c.expires_at is null or c.expires_at > ${$(now)})
        order by c.ends_on limit 1)`,
  ]
}

/**
 * The conditions of a search. What the order's index can't answer is one CASE: tests run in this order, the cheap ones first,
 * and the planner takes the whole for a coin toss. Given each test by itself, not knowing the values, it would think that
 * hardly any home is left and either plan anew for every request (twice as long as the search takes) or sort all homes.
 */
function conditionsOf(search: Search, $: Add): string {
  const { areaId, stay, guests, priceMin, priceMax, facilityIds, now } = search
  const low = priceMin === undefined ? [] : [`h.price < ${$(priceMin)}`]
  const high = priceMax === undefined ? [] : [`h.price > ${$(priceMax)}`]
  const byPrice = SORTINGS[search.sort].columns[0] === 'price' // then the range is a stretch of the order's index
  const against = [
    ...(byPrice ? [] : [...low, ...high]),
    ...(guests === undefined ? [] : [`h.capacity < ${$(guests)}`]),
    ...(facilityIds === undefined ? [] : [`not h.facility_ids @> ${$(facilityIds)}::bigint[]`]),
    ...(stay ? againstStay(stay, now, $) : []),
  ]
  return [
    `h.status = 'published'`,
    ...(areaId === undefined ? [] : [`h.area_id = ${$(areaId)}`]),
    ...(byPrice ? [...low, ...high].map(outside => `not ${outside}`) : []),
    ...(against.length === 0 ? [] : [`case\n      ${against.map(reason => `when ${reason} then false`).join('\n      ')}\n      else true end`]),
  ].join('\n    and ')
}

/** A page of a search: `limit` homes from `after`, or else from `offset`. */
export function pageStatement(search: Search, { limit, offset, after }: { limit: number, offset: number, after?: Position }): { text: string, values: unknown[] } {
  const { values, $ } = parameters()
  const { columns, direction } = SORTINGS[search.sort]
  const order = columns.map(column => `h.${column} ${direction}`).join(', ')
  const beyond = after ? `\n    and (${columns.map(column => `h.${column}`).join(', ')}) ${direction === 'asc' ? '>' : '<'} (${after.map((value, i) => columns[i] === 'created_at' ? `to_timestamp(${$(value)}::float8 / 1000)` : `${$(value)}::bigint`).join(', ')})` : ''
  // The limit is written out: of one it doesn't know the planner expects a tenth of all rows.
  const text = `select ${CARD_COLUMNS}
  from (
    select * from house h
    where ${conditionsOf(search, $)}${beyond}
    order by ${order} limit ${limit}${offset > 0 && !after ? ` offset ${$(offset)}` : ''}
  ) h left join picture p on p.id = h.cover_id
  order by ${order}`
  return { text, values }
}

export async function findPage(db: Sql, search: Search, page: { limit: number, offset: number, after?: Position }): Promise<CardRow[]> {
  const { text, values } = pageStatement(search, page)
  return (await db.executeQuery<CardRow>(CompiledQuery.raw(text, values))).rows
}

/** How many homes a search finds, counted no further than `most`. */
export async function countHouses(db: Sql, search: Search, most: number): Promise<number> {
  const { values, $ } = parameters()
  const text = `select count(*) as count from (select from house h where ${conditionsOf(search, $)} limit ${most}) found`
  const { rows: [row] } = await db.executeQuery<{ count: number }>(CompiledQuery.raw(text, values))
  return row!.count
}
