import type { Sql } from '../../kit/db.ts'
import type { PictureRow } from '../../core/media/index.ts'
import { sql } from 'kysely'
import { pictureJson, toPicture } from '../../core/media/index.ts'
import './tables.ts'

type Row = Record<string, unknown>

/** Somebody's homes with their pictures, and the nights they have closed. */
export async function housesToExport(db: Sql, hostId: number): Promise<Row[]> {
  const { rows } = await sql<Row & { images: PictureRow[] }>`
    select h.id, h.title, h.description, (select a.name from area a where a.id = h.area_id) as area, h.address, h.price, h.deposit, h.room_count as "roomCount", h.acreage, h.unit,
      h.capacity, h.beds, h.min_nights as "minNights", h.max_nights as "maxNights", h.notice_days as "noticeDays", h.window_days as "windowDays", h.instant, h.policy,
      h.check_in_hour as "checkInHour", h.check_out_hour as "checkOutHour", (select coalesce(json_agg(f.name order by f.position), '[]') from facility f where f.id = any(h.facility_ids)) as facilities,
      h.status, h.status_reason as "statusReason", h.created_at as "createdAt", h.changed_at as "changedAt",
      (select coalesce(json_agg(${pictureJson(sql.ref('i.picture_id'))} order by i.position, i.id), '[]') from house_image i where i.house_id = h.id) as images,
      (select coalesce(json_agg(json_build_object('from', c.starts_on, 'to', c.ends_on) order by c.starts_on), '[]')
        from stay_claim c where c.house_id = h.id and c.kind = 'host_block' and c.released_at is null) as "closedNights"
    from house h where h.host_id = ${hostId} order by h.id`.execute(db)
  return rows.map(({ images, ...house }) => ({ ...house, pictures: images.map(image => toPicture(image).urls[1280]) }))
}

/** Somebody's bookings as guest and as host. The address is told to a guest where it is on its page (`isAgreed`). */
export async function bookingsToExport(db: Sql, accountId: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select b.public_id as id, case when b.host_id = ${accountId} then 'host' else 'guest' end as role,
      (select p.name from account p where p.id = case when b.host_id = ${accountId} then b.guest_id else b.host_id end) as "otherPerson",
      b.house_id as "houseId", b.title, case when b.host_id = ${accountId} or b.status in ('PAID', 'WAIT_COMMENT', 'COMPLETE') then b.address end as address, b.status, b.check_in as "checkIn", b.check_out as "checkOut",
      b.guests, b.note, b.lines, b.total, b.deposit, b.policy, b.refund_steps as "refundSteps", b.paid_at as "paidAt", b.canceled_by as "canceledBy", b.reason, b.created_at as "createdAt",
      (select coalesce(json_agg(json_build_object('amount', f.amount, 'reason', f.reason, 'status', f.status, 'at', f.created_at) order by f.id), '[]') from booking_refund f where f.booking_id = b.id) as refunds,
      (select coalesce(json_agg(json_build_object('action', e.action, 'by', e.actor, 'status', e.to_status, 'reason', e.reason, 'at', e.at) order by e.id), '[]') from booking_event e where e.booking_id = b.id) as steps,
      (select json_build_object('rating', r.rating, 'text', r.text, 'at', r.created_at, 'answer', r.answer_text, 'answeredAt', r.answered_at) from review r where r.booking_id = b.id) as review
    from booking b where b.guest_id = ${accountId} or b.host_id = ${accountId} order by b.id`.execute(db)
  return rows
}

export async function reviewsToExport(db: Sql, guestId: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select (select b.public_id from booking b where b.id = r.booking_id) as "bookingId", r.house_id as "houseId", r.rating, r.text, r.stayed_in as "stayedIn", r.created_at as "createdAt",
      r.answer_text as answer, r.answered_at as "answeredAt"
    from review r where r.guest_id = ${guestId} order by r.id`.execute(db)
  return rows
}
