import type { PlainDate } from '../../../kit/dates.ts'
import type { Tx } from '../../../kit/db.ts'
import type { DemoHouse } from './houses.ts'
import type { Life } from './life.ts'
import '../tables.ts'

// The demo site is written in few statements, each with many rows: it must be there within seconds of the first start.

export async function accountsSince(tx: Tx, ids: readonly number[]): Promise<Map<number, Date>> {
  const rows = await tx.selectFrom('account').select(['id', 'created_at']).where('id', 'in', [...ids]).execute()
  return new Map(rows.map(row => [row.id, row.created_at]))
}

export async function demoAdmin(tx: Tx): Promise<number> {
  return (await tx.selectFrom('staff').select('id').orderBy('id').executeTakeFirstOrThrow()).id
}

/** Ids of districts by name and of facilities by icon. */
export async function readReference(tx: Tx): Promise<{ areas: Map<string, number>, facilities: Map<string, number> }> {
  const areas = await tx.selectFrom('area').select(['id', 'name']).execute()
  const facilities = await tx.selectFrom('facility').select(['id', 'icon']).execute()
  return { areas: new Map(areas.map(area => [area.name, area.id])), facilities: new Map(facilities.map(facility => [facility.icon, facility.id])) }
}

export interface HouseRow { house: DemoHouse, areaId: number, facilityIds: number[], coverId: string, bookingCount: number, reviewCount: number, ratingSum: number, hostCancelCount: number, changedAt: Date }

/** @returns their ids, by house */
export async function insertHouses(tx: Tx, rows: readonly HouseRow[]): Promise<Map<DemoHouse, number>> {
  const inserted = await tx.insertInto('house').values(rows.map(({ house: { home, hostId, terms, policy, checkOutHour, createdAt, reviewedAt }, ...row }) => ({
    host_id: hostId,
    area_id: row.areaId,
    title: home.title,
    description: home.about,
    address: home.address,
    price: terms.price,
    deposit: home.deposit * 100,
    room_count: home.rooms,
    acreage: home.acreage,
    unit: home.unit,
    capacity: home.sleeps,
    beds: home.beds,
    min_nights: terms.minNights,
    max_nights: terms.maxNights,
    notice_days: terms.noticeDays,
    window_days: terms.windowDays,
    instant: terms.instant,
    policy,
    check_in_hour: terms.checkInHour,
    check_out_hour: checkOutHour,
    facility_ids: row.facilityIds,
    cover_id: row.coverId,
    status: home.takenDown ? 'taken_down' as const : home.paused ? 'paused' as const : 'published' as const,
    status_reason: home.takenDown ?? null,
    reviewed_at: reviewedAt,
    booking_count: row.bookingCount,
    review_count: row.reviewCount,
    rating_sum: row.ratingSum,
    host_cancel_count: row.hostCancelCount,
    created_at: createdAt,
    changed_at: row.changedAt,
  }))).returning(['id', 'title']).execute()
  const ids = new Map(inserted.map(({ id, title }) => [title, id]))
  return new Map(rows.map(({ house }) => [house, ids.get(house.home.title)!]))
}

export async function insertImages(tx: Tx, images: readonly { houseId: number, pictureId: string, position: number }[]): Promise<void> {
  await tx.insertInto('house_image').values(images.map(({ houseId, pictureId, position }) => ({ house_id: houseId, picture_id: pictureId, position }))).execute()
}

export interface BookingRow { life: Life, publicId: string, houseId: number, areaId: number, coverId: string, paymentId: number | null }

/** In the order given. @returns their ids, in that order */
export async function insertBookings(tx: Tx, rows: readonly BookingRow[]): Promise<number[]> {
  const inserted = await tx.insertInto('booking').values(rows.map(({ life: { stay, ...life }, ...row }) => ({
    public_id: row.publicId,
    house_id: row.houseId,
    host_id: stay.house.hostId,
    guest_id: stay.guestId,
    status: life.status,
    due_at: life.dueAt,
    check_in: stay.checkIn,
    check_out: stay.checkOut,
    starts_at: life.startsAt,
    ends_at: life.endsAt,
    guests: stay.guests,
    note: stay.note ?? '',
    title: stay.house.home.title,
    picture_id: row.coverId,
    area_id: row.areaId,
    address: stay.house.home.address,
    instant: stay.house.terms.instant,
    check_in_hour: stay.house.terms.checkInHour,
    check_out_hour: stay.house.checkOutHour,
    price: stay.house.terms.price,
    lines: JSON.stringify(life.lines),
    total: life.total,
    deposit: stay.house.home.deposit * 100,
    policy: stay.house.policy,
    refund_steps: JSON.stringify(life.refundSteps),
    payment_id: row.paymentId,
    paid_at: stay.paidAt ?? null,
    canceled_by: stay.canceled?.by ?? null,
    reason: stay.canceled?.reason ?? stay.rejected ?? null,
    created_at: stay.bookedAt,
  }))).returning(['id', 'public_id']).execute()
  const ids = new Map(inserted.map(row => [row.public_id, row.id]))
  return rows.map(({ publicId }) => ids.get(publicId)!)
}

/** Claims, steps and reviews of bookings, by their ids. */
export async function insertLives(tx: Tx, rows: readonly { id: number, houseId: number, life: Life }[]): Promise<void> {
  await tx.insertInto('stay_claim').values(rows.map(({ id, houseId, life: { stay, claim } }) => ({
    house_id: houseId,
    starts_on: stay.checkIn,
    ends_on: stay.checkOut,
    kind: claim.kind,
    booking_id: id,
    expires_at: claim.expiresAt,
    released_at: claim.releasedAt,
  }))).execute()
  await tx.insertInto('booking_event').values(rows.flatMap(({ id, life: { steps } }) => steps.map(step => ({
    booking_id: id,
    action: step.action,
    from_status: step.from,
    to_status: step.to,
    actor: step.actor,
    reason: step.reason ?? null,
    at: step.at,
    untold: false,
  })))).execute()
  const reviews = rows.flatMap(({ id, houseId, life: { stay } }) => stay.review ? [{ id, houseId, stay, review: stay.review }] : [])
    .sort((a, b) => a.review.at.getTime() - b.review.at.getTime())
  await tx.insertInto('review').values(reviews.map(({ id, houseId, stay, review }) => ({
    booking_id: id,
    house_id: houseId,
    guest_id: stay.guestId,
    rating: review.rating,
    text: review.text,
    stayed_in: stay.checkIn.slice(0, 7),
    created_at: review.at,
    answer_text: review.answer?.text ?? null,
    answered_at: review.answer?.at ?? null,
  }))).execute()
}

export async function insertRefunds(tx: Tx, refunds: readonly { bookingId: number, refundId: number, amount: number, reason: string, at: Date }[]): Promise<void> {
  await tx.insertInto('booking_refund').values(refunds.map(({ bookingId, refundId, amount, reason, at }) => ({ booking_id: bookingId, refund_id: refundId, amount, reason, status: 'done' as const, created_at: at }))).execute()
}

export async function insertHostBlocks(tx: Tx, blocks: readonly { houseId: number, from: PlainDate, to: PlainDate }[]): Promise<void> {
  await tx.insertInto('stay_claim').values(blocks.map(({ houseId, from, to }) => ({ house_id: houseId, starts_on: from, ends_on: to, kind: 'host_block' as const }))).execute()
}
