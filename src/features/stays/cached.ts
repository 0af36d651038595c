import type { Parts } from '../../kit/module.ts'
import type { Area, Facility, House, HouseCard } from './contract.ts'
import type { HouseRow } from './store-houses.ts'
import type { CardRow } from './store-search.ts'
import { Buffer } from 'node:buffer'
import { profileTag } from '../../core/accounts/index.ts'
import { toPicture } from '../../core/media/index.ts'
import { KitErrors } from '../../kit/errors.ts'
import { envelopeText } from '../../kit/http/envelope.ts'
import { toPerson, toReview } from './booking-view.ts'
import { featuredHouses, findHouse, listAreas, listFacilities } from './store-houses.ts'

// What every visitor sees alike is kept as the bytes that are sent. Each entry has an end, and is dropped when its data change.

const SECONDS = 7200 // S-117, S-118
const FEATURED = 5 // S-11

const areasTag = 'stays:areas'
const facilitiesTag = 'stays:facilities'
const housesTag = 'houses'
/** Of the home page as it is rendered on the server. */
const homePageTag = 'stays:home'
const houseTag = (houseId: number) => `house:${houseId}`

/** After every commit that changes what visitors see of a home. */
export const houseChanged = (parts: Parts, ...houseIds: number[]) => parts.cache.forget(...houseIds.map(houseTag), housesTag, homePageTag)

/** After every change of districts or facilities. Every home shows its own. */
export const referenceChanged = (parts: Parts) => parts.cache.forget(areasTag, facilitiesTag, housesTag, homePageTag)

/** Plain data, as a cache that several nodes share would have it; `bytes` are added where they are sent. */
export interface Kept<T> { value: T, text: string, bytes?: Buffer }
/** In memory already, or on its way. */
type Soon<T> = T | Promise<T>
const kept = <T>(value: T): Kept<T> => ({ value, text: envelopeText(value) })

/** What is sent of something kept: encoded once. */
export const bytesOf = (kept: Kept<unknown>): Buffer => kept.bytes ??= Buffer.from(kept.text)

/** The districts on offer, and the names of all there are: a home may be in one that is offered no more. */
export const areas = (parts: Parts): Soon<Kept<Area[]> & { names: Record<number, string> }> =>
  parts.cache.remember('stays:areas', { seconds: SECONDS, tags: [areasTag] }, async () => {
    const all = await listAreas(parts.db.sql)
    const offered = all.filter(({ retired }) => !retired).map(({ id, name }) => ({ id, name }))
    return { ...kept(offered), names: Object.fromEntries(all.map(({ id, name }) => [id, name])) }
  })

export const facilities = (parts: Parts): Soon<Kept<Facility[]>> =>
  parts.cache.remember('stays:facilities', { seconds: SECONDS, tags: [facilitiesTag] }, async () => kept(await listFacilities(parts.db.sql)))

export const featured = (parts: Parts): Soon<Kept<HouseCard[]>> =>
  parts.cache.remember('stays:featured', { seconds: SECONDS, tags: [housesTag] }, async () => {
    const { names } = await areas(parts)
    return kept((await featuredHouses(parts.db.sql, FEATURED)).map(row => toCard(row, names[row.areaId])))
  })

interface HouseOnSite extends Kept<House> {
  hostId: number
  /** Whose names it shows. */
  people: number[]
}

/** The page of a home as visitors see it; throws not_found for one that is not on the site. */
export const houseOnSite = (parts: Parts, houseId: number): Soon<HouseOnSite> =>
  parts.cache.remember(`stays:house:${houseId}`, { seconds: SECONDS, tags: ({ people }) => [houseTag(houseId), areasTag, ...people.map(profileTag)] }, async () => {
    const row = await findHouse(parts.db.sql, houseId)
    if (row?.status !== 'published') throw KitErrors.not_found()
    const people = [...new Set([row.hostId, ...row.reviews.map(review => review.guestId)])]
    return { ...kept(toHouse(row, { isOwner: false })), hostId: row.hostId, people }
  })

export const ratingOf = ({ ratingTenths, reviewCount }: Pick<CardRow, 'ratingTenths' | 'reviewCount'>): number | null => reviewCount === 0 ? null : ratingTenths / 10

export function toCard(row: CardRow, areaName = '', total?: number): HouseCard {
  const { id, title, price, areaId, roomCount, acreage, unit, capacity, beds, instant, reviewCount, bookingCount } = row
  const picture = row.pictureId === null ? null : toPicture({ id: row.pictureId, width: row.pictureWidth, height: row.pictureHeight, color: row.pictureColor })
  return { id, title, price, area: { id: areaId, name: areaName }, picture, roomCount, acreage, unit, capacity, beds, instant, rating: ratingOf(row), reviewCount, bookingCount, createdAt: row.createdAt.toISOString(), total }
}

export function toHouse(row: HouseRow, { isOwner }: { isOwner: boolean }): House {
  const { id, status, title, description, price, roomCount, acreage, unit, capacity, beds, deposit, minNights, maxNights, instant, policy, noticeDays, windowDays, checkInHour, checkOutHour, facilityIds, reviewCount, bookingCount } = row
  return {
    id,
    status,
    statusReason: isOwner ? row.statusReason : null,
    title,
    description,
    price,
    area: { id: row.areaId, name: row.areaName },
    address: isOwner ? row.address : null,
    roomCount,
    acreage,
    unit,
    capacity,
    beds,
    deposit,
    minNights,
    maxNights,
    instant,
    policy,
    noticeDays,
    windowDays,
    checkInHour,
    checkOutHour,
    facilityIds,
    images: row.images.map(image => ({ id: image.id, picture: toPicture(image.picture) })),
    host: toPerson(row.host),
    isOwner,
    rating: ratingOf(row),
    reviewCount,
    bookingCount,
    reviews: row.reviews.map(({ guestId: _, ...review }) => toReview(review)),
    createdAt: row.createdAt.toISOString(),
  }
}
