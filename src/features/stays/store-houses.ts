import type { PlainDate } from '../../kit/dates.ts'
import type { Sql, Tx } from '../../kit/db.ts'
import type { PictureRow } from '../../core/media/index.ts'
import type { Area, CancellationPolicy, Facility } from './contract.ts'
import type { ReviewRow } from './store-bookings.ts'
import type { PersonRow } from './store-claims.ts'
import type { CardRow } from './store-search.ts'
import type { HouseStatus } from './tables.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../core/media/index.ts'
import { COUNT_LIMIT } from '../../kit/pagination.ts'
import { reviewJson, waitingCount } from './store-bookings.ts'
import { personJson } from './store-claims.ts'
import { CARD_COLUMNS } from './store-search.ts'
import './tables.ts'

// — reference data —

/** All districts, in the operator's order; a retired one is offered no more. */
export const listAreas = (db: Sql): Promise<(Area & { retired: boolean })[]> =>
  db.selectFrom('area').select(['id', 'name']).select(eb => eb('retired_at', 'is not', null).$castTo<boolean>().as('retired')).orderBy('position').orderBy('id').execute()

/** Facilities that are offered, in the operator's order. */
export const listFacilities = (db: Sql): Promise<Facility[]> =>
  db.selectFrom('facility').select(['id', 'name', 'icon']).where('retired_at', 'is', null).orderBy('position').orderBy('id').execute()

export async function isAreaOffered(db: Sql, areaId: number): Promise<boolean> {
  return !!await db.selectFrom('area').select('id').where('id', '=', areaId).where('retired_at', 'is', null).executeTakeFirst()
}

/** Those of the ids that are facilities on offer; unknown ones are left out (S-86). */
export async function knownFacilities(db: Sql, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('facility').select('id').where('id', 'in', [...ids]).where('retired_at', 'is', null).orderBy('id').execute()
  return rows.map(({ id }) => id)
}

// — one home —

/** The columns a host writes. */
export interface HouseValues {
  areaId: number
  title: string
  description: string
  address: string
  price: number
  deposit: number
  roomCount: number
  acreage: number
  unit: string
  capacity: number
  beds: string
  minNights: number
  maxNights: number
  noticeDays: number
  windowDays: number
  instant: boolean
  policy: CancellationPolicy
  checkInHour: number
  checkOutHour: number
  facilityIds: number[]
}

const columnsOf = (values: Partial<HouseValues>) => ({
  area_id: values.areaId,
  title: values.title,
  description: values.description,
  address: values.address,
  price: values.price,
  deposit: values.deposit,
  room_count: values.roomCount,
  acreage: values.acreage,
  unit: values.unit,
  capacity: values.capacity,
  beds: values.beds,
  min_nights: values.minNights,
  max_nights: values.maxNights,
  notice_days: values.noticeDays,
  window_days: values.windowDays,
  instant: values.instant,
  policy: values.policy,
  check_in_hour: values.checkInHour,
  check_out_hour: values.checkOutHour,
  facility_ids: values.facilityIds,
})

export async function insertHouse(tx: Tx, hostId: number, values: HouseValues, now: Date): Promise<number> {
  const columns = columnsOf(values) as { [K in keyof ReturnType<typeof columnsOf>]: NonNullable<ReturnType<typeof columnsOf>[K]> }
  const { id } = await tx.insertInto('house').values({ ...columns, host_id: hostId, created_at: now, changed_at: now }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Changes what is given; undefined stays as it is. With `unreviewed` staff look at it again. */
export async function updateHouse(tx: Tx, houseId: number, changes: Partial<HouseValues> & { status?: HouseStatus }, { now, unreviewed }: { now: Date, unreviewed: boolean }): Promise<void> {
  await tx.updateTable('house').set({ ...columnsOf(changes), status: changes.status, changed_at: now, reviewed_at: unreviewed ? null : undefined }).where('id', '=', houseId).execute()
}

export interface OwnHouseCore { id: number, areaId: number, status: HouseStatus, statusReason: string | null, minNights: number, maxNights: number, noticeDays: number, windowDays: number }

/** Locks a home for its host; undefined when there is none or it is somebody else's. */
export async function lockOwnHouse(tx: Tx, houseId: number, hostId: number): Promise<OwnHouseCore | undefined> {
  return tx.selectFrom('house')
    .select(['id', 'area_id as areaId', 'status', 'status_reason as statusReason', 'min_nights as minNights', 'max_nights as maxNights', 'notice_days as noticeDays', 'window_days as windowDays'])
    .where('id', '=', houseId).where('host_id', '=', hostId).forNoKeyUpdate().executeTakeFirst()
}

/** What a home's calendar says besides its nights. */
export async function findHouseTerms(db: Sql, houseId: number) {
  return db.selectFrom('house')
    .select(['host_id as hostId', 'status', 'price', 'min_nights as minNights', 'max_nights as maxNights', 'notice_days as noticeDays', 'window_days as windowDays'])
    .where('id', '=', houseId).executeTakeFirst()
}

export async function isOwnHouse(db: Sql, houseId: number, hostId: number): Promise<boolean> {
  return !!await db.selectFrom('house').select('id').where('id', '=', houseId).where('host_id', '=', hostId).executeTakeFirst()
}

/** What the page of a home shows; instants inside reviews are text. */
export interface HouseRow extends HouseValues {
  id: number
  hostId: number
  host: PersonRow
  areaName: string
  status: HouseStatus
  statusReason: string | null
  images: { id: number, picture: PictureRow }[]
  ratingTenths: number
  reviewCount: number
  bookingCount: number
  reviews: (ReviewRow & { guestId: number })[]
  reviewedAt: Date | null
  hostCancelCount: number
  createdAt: Date
}

/** The newest reviews that a home's page shows at once (S-55, O-01). */
const REVIEWS_SHOWN = 30

export async function findHouse(db: Sql, houseId: number): Promise<HouseRow | undefined> {
  const { rows: [house] } = await sql<HouseRow>`
    select h.id, h.host_id as "hostId", ${personJson(sql.ref('h.host_id'))} as host, h.area_id as "areaId", (select a.name from area a where a.id = h.area_id) as "areaName",
      h.title, h.description, h.address, h.price, h.deposit, h.room_count as "roomCount", h.acreage, h.unit, h.capacity, h.beds, h.min_nights as "minNights", h.max_nights as "maxNights",
      h.notice_days as "noticeDays", h.window_days as "windowDays", h.instant, h.policy, h.check_in_hour as "checkInHour", h.check_out_hour as "checkOutHour",
      h.status, h.status_reason as "statusReason", h.rating_tenths as "ratingTenths", h.review_count as "reviewCount", h.booking_count as "bookingCount",
      h.reviewed_at as "reviewedAt", h.host_cancel_count as "hostCancelCount", h.created_at as "createdAt", to_json(h.facility_ids) as "facilityIds",
      (select coalesce(json_agg(json_build_object('id', i.id, 'picture', ${pictureJson(sql.ref('i.picture_id'))}) order by i.position, i.id), '[]') from house_image i where i.house_id = h.id) as images,
      (select coalesce(json_agg(${reviewJson}::jsonb || jsonb_build_object('guestId', r.guest_id) order by r.id desc), '[]')
        from (select * from review where house_id = h.id order by id desc limit ${REVIEWS_SHOWN}) r) as reviews
    from house h where h.id = ${houseId}`.execute(db)
  return house
}

// — pictures —

/** Adds a picture behind the others; the same one again is the one that is there. Undefined when there are `most` already. */
export async function insertImage(tx: Tx, houseId: number, pictureId: string, most: number): Promise<number | undefined> {
  const { rows: [image] } = await sql<{ id: number }>`
    insert into house_image (house_id, picture_id, position)
    select ${houseId}, ${pictureId}, coalesce(max(position), 0) + 1 from house_image where house_id = ${houseId}
    having count(*) < ${most} or bool_or(picture_id = ${pictureId})
    on conflict on constraint house_image_once do update set picture_id = excluded.picture_id returning id`.execute(tx)
  return image?.id
}

/** @returns which picture it was */
export async function deleteImage(tx: Tx, houseId: number, imageId: number): Promise<string | undefined> {
  const row = await tx.deleteFrom('house_image').where('id', '=', imageId).where('house_id', '=', houseId).returning('picture_id').executeTakeFirst()
  return row?.picture_id
}

export async function imageIds(tx: Tx, houseId: number): Promise<number[]> {
  const rows = await tx.selectFrom('house_image').select('id').where('house_id', '=', houseId).execute()
  return rows.map(({ id }) => id)
}

export async function orderImages(tx: Tx, houseId: number, ids: readonly number[]): Promise<void> {
  await sql`update house_image set position = place.n from unnest(${[...ids]}::bigint[]) with ordinality as place (id, n) where house_image.id = place.id and house_id = ${houseId}`.execute(tx)
}

/** The cover is the first picture, always (S-88). */
export async function renewCover(tx: Tx, houseId: number, { now, unreviewed }: { now: Date, unreviewed: boolean }): Promise<void> {
  await sql`update house set changed_at = ${now}, reviewed_at = case when ${unreviewed} then null else reviewed_at end,
    cover_id = (select picture_id from house_image where house_id = ${houseId} order by position, id limit 1) where id = ${houseId}`.execute(tx)
}

// — lists —

/** The most booked homes that have a cover (S-11, C-25). */
export async function featuredHouses(db: Sql, limit: number): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select ${sql.raw(CARD_COLUMNS)} from (
      select * from house h where h.status = 'published' and h.cover_id is not null order by h.booking_count desc, h.rating_tenths desc, h.id desc limit ${sql.raw(String(limit))}
    ) h join picture p on p.id = h.cover_id order by h.booking_count desc, h.rating_tenths desc, h.id desc`.execute(db)
  return rows
}

export interface OwnCardRow extends CardRow { areaName: string, status: HouseStatus, statusReason: string | null, waitingCount: number }

interface Paging { page: number, limit: number, afterId?: number }

/** The rows of a page and one more, the newest first: those after an id, or else those of the page. */
const pageFrom = ({ page, limit, afterId }: Paging) => afterId === undefined
  ? sql`order by id desc limit ${limit + 1} offset ${(page - 1) * limit}`
  : sql`and id < ${afterId} order by id desc limit ${limit + 1}`

/** A host's own homes, newest first (S-82), and how many there are; null after an id. */
export async function listOwnHouses(db: Sql, hostId: number, paging: Paging, now: Date): Promise<{ rows: OwnCardRow[], count: number | null }> {
  const { rows } = await sql<OwnCardRow>`
    select ${sql.raw(CARD_COLUMNS)}, a.name as "areaName", h.status, h.status_reason as "statusReason", ${waitingCount(now)} as "waitingCount"
    from (select * from house where host_id = ${hostId} ${pageFrom(paging)}) h
    join area a on a.id = h.area_id left join picture p on p.id = h.cover_id order by h.id desc`.execute(db)
  if (paging.afterId !== undefined) return { rows, count: null }
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from house where host_id = ${hostId} limit ${COUNT_LIMIT + 1}) own`.execute(db)
  return { rows, count: counted!.count }
}

/** A page of a home's reviews, newest first, and how many there are (null after an id); null when the home is not on the site. */
export async function listReviews(db: Sql, houseId: number, paging: Paging): Promise<{ rows: ReviewRow[], count: number | null } | null> {
  const { rows: [found] } = await sql<{ count: number, reviews: ReviewRow[] }>`
    select h.review_count as count, (select coalesce(json_agg(${reviewJson} order by r.id desc), '[]')
      from (select * from review where house_id = h.id ${pageFrom(paging)}) r) as reviews
    from house h where h.id = ${houseId} and h.status = 'published'`.execute(db)
  return found ? { rows: found.reviews, count: paging.afterId === undefined ? found.count : null } : null
}

export async function publishedHouses(db: Sql): Promise<{ id: number, changedAt: Date }[]> {
  return db.selectFrom('house').select(['id', 'changed_at as changedAt']).where('status', '=', 'published').orderBy('id').execute()
}

// — what bookings and reviews leave behind —

export async function countBooking(tx: Tx, houseId: number, step: 1 | -1): Promise<void> {
  await tx.updateTable('house').set({ booking_count: sql`booking_count + ${step}` }).where('id', '=', houseId).execute()
}

/** A paid booking that its host broke. */
export async function countHostCancel(tx: Tx, houseId: number): Promise<void> {
  await tx.updateTable('house').set({ host_cancel_count: sql`host_cancel_count + 1` }).where('id', '=', houseId).execute()
}

export interface NewReviewRow { bookingId: number, houseId: number, guestId: number, rating: number, text: string, checkIn: PlainDate, now: Date }

/** Throws at review_once. */
export async function insertReview(tx: Tx, review: NewReviewRow): Promise<void> {
  await tx.insertInto('review').values({
    booking_id: review.bookingId,
    house_id: review.houseId,
    guest_id: review.guestId,
    rating: review.rating,
    text: review.text,
    stayed_in: review.checkIn.slice(0, 7),
    created_at: review.now,
  }).execute()
  await tx.updateTable('house').set({ review_count: sql`review_count + 1`, rating_sum: sql`rating_sum + ${review.rating}` }).where('id', '=', review.houseId).execute()
}

/** Once; false when it was answered before. */
export async function answerReview(db: Sql, bookingId: number, text: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('review').set({ answer_text: text, answered_at: now })
    .where('booking_id', '=', bookingId).where('answer_text', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}
