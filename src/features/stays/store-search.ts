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

/** A part of a statement: its text with places for its values. Statements with the same parts have the same text. */
interface Part { name: string, values: readonly unknown[], sql: (...places: string[]) => string }

/** Why a home is not found; tested in this order, so the cheap ones come first. */
function reasonsAgainst({ stay, guests, priceMin, priceMax, facilityIds, sort, now }: Search): Part[] {
  return [
    ...(priceMin === undefined || isByPrice(sort) ? [] : [tooCheap(priceMin)]),
    ...(priceMax === undefined || isByPrice(sort) ? [] : [tooDear(priceMax)]),
    ...(guests === undefined ? [] : [{ name: 'guests', values: [guests], sql: (asked: string) => `h.capacity < ${asked}` }]),
    ...(facilityIds === undefined ? [] : [{ name: 'facilities', values: [facilityIds], sql: (wanted: string) => `not h.facility_ids @> ${wanted}::bigint[]` }]),
    ...(stay === undefined ? [] : reasonsAgainstStay(stay, now)),
  ]
}

const tooCheap = (price: number): Part => ({ name: 'priceMin', values: [price], sql: low => `h.price < ${low}` })
const tooDear = (price: number): Part => ({ name: 'priceMax', values: [price], sql: high => `h.price > ${high}` })

/** With this order a price range is a stretch of its index. */
const isByPrice = (sort: SortKey) => SORTINGS[sort].columns[0] === 'price'

/** What of `checkStay` (rules.ts) a home fails, and that somebody has the nights. */
function reasonsAgainstStay({ nights, lead, reach, latestHour, checkIn, checkOut }: NonNullable<Search['stay']>, now: Date): Part[] {
  return [
    { name: 'minNights', values: [nights], sql: asked => `h.min_nights > ${asked}` },
    { name: 'maxNights', values: [nights], sql: asked => `h.max_nights > 0 and h.max_nights < ${asked}` },
    { name: 'notice', values: [lead], sql: ahead => `h.notice_days > ${ahead}` },
    { name: 'window', values: [reach], sql: ahead => `h.window_days < ${ahead}` },
    ...(latestHour > 0 ? [{ name: 'answer', values: [latestHour], sql: (hour: string) => `not h.instant and h.check_in_hour < ${hour}` }] : []),
    // Claims that count don't overlap, so the first one that ends after check-in decides: one step down an index, three
    // times as fast as asking the constraint's index for any overlap.
    { name: 'taken', values: [checkOut, checkIn, now], sql: (until, from, at) => `(
        select c.starts_on < ${until} from stay_claim c
        where c.house_id = h.id and c.released_at is null and c.ends_on > ${from} and (c.expires_at is null or c.expires_at > ${at})
        order by c.ends_on limit 1)` },
  ]
}

/**
 * The conditions of a search. What the order's index can't answer is one CASE: its tests run in order, the cheap ones first,
 * and the planner takes the whole for a coin toss. Given each test by itself, not knowing the values, it would think that
 * hardly any home is left and either plan anew for every request (twice as long as the search takes) or sort all homes.
 */
function conditionsOf(search: Search): Part[] {
  const { areaId, priceMin, priceMax, sort } = search
  const against = reasonsAgainst(search)
  const outside = [...(priceMin === undefined ? [] : [tooCheap(priceMin)]), ...(priceMax === undefined ? [] : [tooDear(priceMax)])]
  return [
    { name: 'published', values: [], sql: () => `h.status = 'published'` },
    ...(areaId === undefined ? [] : [{ name: 'area', values: [areaId], sql: (area: string) => `h.area_id = ${area}` }]),
    ...(isByPrice(sort) ? outside.map(part => ({ ...part, sql: (price: string) => `not ${part.sql(price)}` })) : []),
    ...(against.length === 0
      ? []
      : [{
          name: `case(${namesOf(against)})`,
          values: against.flatMap(({ values }) => values),
          sql: (...places: string[]) => `case\n      ${textsOf(against, places).map(reason => `when ${reason} then false`).join('\n      ')}\n      else true end`,
        }]),
  ]
}

const namesOf = (parts: readonly Part[]) => parts.map(({ name }) => name).join()

/** The texts of parts, each with as many of the places as it has values. */
function textsOf(parts: readonly Part[], places: readonly string[]): string[] {
  let next = 0
  return parts.map(({ values, sql }) => sql(...places.slice(next, next += values.length)))
}

export interface Statement { text: string, values: unknown[] }

/** Texts are written once: the same text is the same string, which the driver knows without reading it. */
const texts = new Map<string, string>()
/** There are hundreds of thousands of combinations; nobody asks for more than a few dozen but to fill our memory. */
const MAX_TEXTS = 500

function statementOf(kind: string, parts: readonly Part[], write: (texts: string[]) => string): Statement {
  const values = parts.flatMap(part => part.values)
  const key = `${kind} ${namesOf(parts)}`
  let text = texts.get(key)
  if (text === undefined) {
    text = write(textsOf(parts, values.map((_, i) => `$${i + 1}`)))
    if (texts.size >= MAX_TEXTS) texts.clear()
    texts.set(key, text)
  }
  return { text, values }
}

/** A page of a search: `limit` homes from `after`, or else from `offset`. */
export function pageStatement(search: Search, { limit, offset, after }: { limit: number, offset: number, after?: Position }): Statement {
  const { columns, direction } = SORTINGS[search.sort]
  const isOffset = offset > 0 && !after
  const parts: Part[] = [
    ...conditionsOf(search),
    ...(after ? [{ name: 'after', values: after, sql: (...places: string[]) => beyond(columns, direction, places) }] : []),
    ...(isOffset ? [{ name: 'offset', values: [offset], sql: (skipped: string) => skipped }] : []),
  ]
  // The limit is written out: of one it doesn't know the planner expects a tenth of all rows.
  return statementOf(`page ${search.sort} ${limit}`, parts, (texts) => {
    const order = columns.map(column => `h.${column} ${direction}`).join(', ')
    const skip = isOffset ? ` offset ${texts.pop()}` : ''
    return `select ${CARD_COLUMNS}
  from (
    select * from house h
    where ${texts.join('\n    and ')}
    order by ${order} limit ${limit}${skip}
  ) h left join picture p on p.id = h.cover_id
  order by ${order}`
  })
}

function beyond(columns: Sorting['columns'], direction: Sorting['direction'], places: readonly string[]): string {
  const values = places.map((place, i) => columns[i] === 'created_at' ? `to_timestamp(${place}::float8 / 1000)` : `${place}::bigint`)
  return `(${columns.map(column => `h.${column}`).join(', ')}) ${direction === 'asc' ? '>' : '<'} (${values.join(', ')})`
}

export async function findPage(db: Sql, search: Search, page: { limit: number, offset: number, after?: Position }): Promise<CardRow[]> {
  const { text, values } = pageStatement(search, page)
  return (await db.executeQuery<CardRow>(CompiledQuery.raw(text, values))).rows
}

/** How many homes a search finds, counted no further than `most`. */
export async function countHouses(db: Sql, search: Search, most: number): Promise<number> {
  const { text, values } = statementOf(`count ${most}`, conditionsOf({ ...search, sort: 'new' }), texts => `select count(*) as count from (select from house h where ${texts.join(' and ')} limit ${most}) found`)
  const { rows: [row] } = await db.executeQuery<{ count: number }>(CompiledQuery.raw(text, values))
  return row!.count
}
