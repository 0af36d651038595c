import type { RawBuilder } from 'kysely'
import type { PlainDate } from '../../kit/dates.ts'
import type { Sql, Tx } from '../../kit/db.ts'
import type { Fen } from '../../kit/money.ts'
import type { PictureRow } from '../../core/media/index.ts'
import type { BookingStatus, CancellationPolicy, RefundStep } from './contract.ts'
import type { Actor, Timed } from './states.ts'
import type { PersonRow } from './store-claims.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../core/media/index.ts'
import { COUNT_LIMIT } from '../../kit/pagination.ts'
import { REVIEW_MS } from './rules.ts'
import { personJson } from './store-claims.ts'
import './tables.ts'

/** What use cases need of a booking to move it on. */
export interface BookingCore extends Timed {
  id: number
  publicId: string
  houseId: number
  hostId: number
  guestId: number
  extensions: number
  checkIn: PlainDate
  checkOut: PlainDate
  startsAt: Date
  total: Fen
  refundSteps: RefundStep[]
  paymentId: number | null
  paidAt: Date | null
  canceledBy: 'guest' | 'host' | 'staff' | null
  title: string
}

const CORE = [
  'id',
  'public_id as publicId',
  'house_id as houseId',
  'host_id as hostId',
  'guest_id as guestId',
  'status',
  'due_at as dueAt',
  'extensions',
  'check_in as checkIn',
  'check_out as checkOut',
  'starts_at as startsAt',
  'ends_at as endsAt',
  'total',
  'refund_steps as refundSteps',
  'payment_id as paymentId',
  'paid_at as paidAt',
  'canceled_by as canceledBy',
  'title',
] as const

export async function findBooking(db: Sql, publicId: string): Promise<BookingCore | undefined> {
  return db.selectFrom('booking').select(CORE).where('public_id', '=', publicId).executeTakeFirst()
}

/** The booking as committed by whoever changed it before; the house is locked already. */
export async function lockBookingRow(tx: Tx, publicId: string): Promise<BookingCore | undefined> {
  return tx.selectFrom('booking').select(CORE).where('public_id', '=', publicId).forNoKeyUpdate().executeTakeFirst()
}

export interface BookingStep {
  action: string
  from: BookingStatus
  to: BookingStatus
  /** When the new state will be over by itself. */
  dueAt: Date | null
  actor: Actor
  reason?: string
  at: Date
  /** Somebody has to be told by message. */
  untold: boolean
}

/** Moves a booking on, if it is still where the caller believes it to be, and writes the step down. */
export async function moveBooking(tx: Tx, bookingId: number, step: BookingStep, set: { paymentId?: number, paidAt?: Date, canceledBy?: 'guest' | 'host' | 'staff', reason?: string } = {}): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('booking')
    .set({ status: step.to, due_at: step.dueAt, payment_id: set.paymentId, paid_at: set.paidAt, canceled_by: set.canceledBy, reason: set.reason })
    .where('id', '=', bookingId).where('status', '=', step.from).executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await insertEvent(tx, bookingId, step)
  return true
}

export async function insertEvent(tx: Tx, bookingId: number, step: Omit<BookingStep, 'dueAt'>): Promise<void> {
  await tx.insertInto('booking_event').values({
    booking_id: bookingId,
    action: step.action,
    from_status: step.from,
    to_status: step.to,
    actor: step.actor,
    reason: step.reason ?? null,
    at: step.at,
    untold: step.untold,
  }).execute()
}

// — money going back —

export async function insertRefundOf(tx: Tx, bookingId: number, refund: { refundId: number, amount: Fen, reason: string, now: Date }): Promise<void> {
  await tx.insertInto('booking_refund').values({ booking_id: bookingId, refund_id: refund.refundId, amount: refund.amount, reason: refund.reason, created_at: refund.now })
    .onConflict(c => c.constraint('booking_refund_once').doNothing()).execute()
}

/** What became of a refund; one that is done is told to the guest. */
export async function setRefundState(tx: Tx, refundId: number, state: 'done' | 'failed', now: Date): Promise<void> {
  await sql`
    with ended as (update booking_refund set status = ${state} where refund_id = ${refundId} returning booking_id)
    insert into booking_event (booking_id, action, from_status, to_status, actor, at, untold)
    select b.id, ${`refund_${state}`}, b.status, b.status, 'system', ${now}, ${state === 'done'} from ended join booking b on b.id = ended.booking_id`.execute(tx)
}

/** How many refunds a booking has had, and the sum of those that have not failed. */
export async function refundsSoFar(tx: Tx, bookingId: number): Promise<{ count: number, amount: Fen }> {
  const { rows: [sum] } = await sql<{ count: number, amount: Fen }>`
    select count(*) as count, coalesce(sum(amount) filter (where status <> 'failed'), 0)::bigint as amount from booking_refund where booking_id = ${bookingId}`.execute(tx)
  return sum!
}

/** Moves the deadline of a payment whose provider could not be asked; the claim follows by the caller. */
export async function extendPayment(tx: Tx, bookingId: number, dueAt: Date): Promise<void> {
  await tx.updateTable('booking').set({ due_at: dueAt, extensions: sql`extensions + 1` }).where('id', '=', bookingId).execute()
}

/** The bookings of somebody that are not over yet, home by home: the order in which they are locked. */
export async function openBookingsOf(db: Sql, accountId: number): Promise<{ publicId: string, role: 'guest' | 'host' }[]> {
  const rows = await db.selectFrom('booking').select(['public_id as publicId', 'guest_id as guestId'])
    .where(eb => eb.or([eb('guest_id', '=', accountId), eb('host_id', '=', accountId)]))
    .where('status', 'in', ['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID']).orderBy('house_id').orderBy('id').execute()
  return rows.map(({ publicId, guestId }) => ({ publicId, role: guestId === accountId ? 'guest' : 'host' }))
}

/** Requests and unpaid bookings whose time is over. */
export async function lapsedBookings(db: Sql, now: Date, limit: number): Promise<{ publicId: string, houseId: number, status: BookingStatus }[]> {
  return db.selectFrom('booking').select(['public_id as publicId', 'house_id as houseId', 'status'])
    .where('due_at', '<=', now).where('status', 'in', ['WAIT_ACCEPT', 'WAIT_PAYMENT']).orderBy('due_at').limit(limit).execute()
}

/**
 * Ends stays whose check-out has come and closes reviews whose time is over. Takes no lock of a house: no claim changes.
 * @returns how many
 */
export async function endDueStays(db: Sql, now: Date, limit: number): Promise<number> {
  const { rows: [moved] } = await sql<{ count: number }>`
    with due as (
      select id, status from booking where due_at <= ${now} and status in ('PAID', 'WAIT_COMMENT') order by due_at limit ${limit} for no key update skip locked
    ), moved as (
      update booking set
        status = case due.status when 'PAID' then 'WAIT_COMMENT' else 'COMPLETE' end,
        due_at = case due.status when 'PAID' then ends_at + ${REVIEW_MS}::float8 * interval '1 millisecond' end
      from due where booking.id = due.id returning booking.id, due.status as was, booking.status as now
    ), told as (
      insert into booking_event (booking_id, action, from_status, to_status, actor, at, untold)
      select id, case was when 'PAID' then 'end' else 'close' end, was, now, 'system', ${now}, false from moved
    )
    select count(*) as count from moved`.execute(db)
  return moved!.count
}

// — what is shown —

export interface BookingView extends Omit<BookingCore, 'extensions' | 'paymentId'> {
  guests: number
  note: string
  picture: PictureRow | null
  areaId: number
  areaName: string
  address: string
  checkInHour: number
  checkOutHour: number
  price: Fen
  deposit: Fen
  policy: CancellationPolicy
  reason: string | null
  createdAt: Date
  host: PersonRow
  guest: PersonRow
  hostMobile: string | null
  guestMobile: string | null
  refund: { amount: Fen, status: 'processing' | 'done' | 'failed' } | null
  /** What has gone back or is on its way, without what failed. */
  sentBack: Fen
  review: ReviewRow | null
}

/** As JSON has it: instants are text. */
export interface ReviewRow {
  id: number
  rating: number
  text: string
  guestName: string
  guestAvatar: PictureRow | null
  createdAt: string
  stayedIn: string
  answer: { text: string, createdAt: string } | null
}

/** One review as JSON, of the alias r. */
export const reviewJson = sql<ReviewRow>`json_build_object(
  'id', r.id, 'rating', r.rating, 'text', r.text, 'stayedIn', r.stayed_in, 'createdAt', r.created_at,
  'guestName', (select g.name from account g where g.id = r.guest_id), 'guestAvatar', (select ${pictureJson(sql.ref('g.avatar_id'))} from account g where g.id = r.guest_id),
  'answer', case when r.answer_text is not null then json_build_object('text', r.answer_text, 'createdAt', r.answered_at) end)`

/** Refunds of a booking as one: their sum, and the state of the least finished. */
const refundJson = sql<BookingView['refund']>`(
  select case when count(*) > 0 then json_build_object('amount', sum(f.amount),
    'status', case when bool_or(f.status = 'failed') then 'failed' when bool_or(f.status = 'processing') then 'processing' else 'done' end) end
  from booking_refund f where f.booking_id = b.id)`

const view = sql`
  b.id, b.public_id as "publicId", b.house_id as "houseId", b.host_id as "hostId", b.guest_id as "guestId", b.status, b.due_at as "dueAt",
  b.check_in as "checkIn", b.check_out as "checkOut", b.starts_at as "startsAt", b.ends_at as "endsAt", b.guests, b.note, b.title, b.address,
  b.check_in_hour as "checkInHour", b.check_out_hour as "checkOutHour", b.price, b.total, b.deposit, b.policy, b.refund_steps as "refundSteps",
  b.paid_at as "paidAt", b.canceled_by as "canceledBy", b.reason, b.created_at as "createdAt", b.area_id as "areaId",
  (select a.name from area a where a.id = b.area_id) as "areaName", ${pictureJson(sql.ref('b.picture_id'))} as picture,
  ${personJson(sql.ref('b.host_id'))} as host, ${personJson(sql.ref('b.guest_id'))} as guest,
  (select p.mobile from account p where p.id = b.host_id) as "hostMobile", (select p.mobile from account p where p.id = b.guest_id) as "guestMobile",
  ${refundJson} as refund, (select coalesce(sum(f.amount), 0)::bigint from booking_refund f where f.booking_id = b.id and f.status <> 'failed') as "sentBack",
  (select ${reviewJson} from review r where r.booking_id = b.id) as review`

/** The booking, for one of its two people; undefined for everybody else. */
export async function findBookingView(db: Sql, publicId: string, accountId: number): Promise<BookingView | undefined> {
  const { rows: [row] } = await sql<BookingView>`select ${view} from booking b where b.public_id = ${publicId} and ${accountId} in (b.guest_id, b.host_id)`.execute(db)
  return row
}

/** For staff. */
export async function findAnyBookingView(db: Sql, publicId: string): Promise<BookingView | undefined> {
  const { rows: [row] } = await sql<BookingView>`select ${view} from booking b where b.public_id = ${publicId}`.execute(db)
  return row
}

/** The state a booking is in by now, though nobody may have written it down yet: `settled` of states.ts in SQL. */
const statusBy = (now: Date): RawBuilder<BookingStatus> => sql`(case
  when b.due_at is null or b.due_at > ${now} then b.status
  when b.status in ('WAIT_ACCEPT', 'WAIT_PAYMENT') then 'EXPIRED'
  when b.status = 'PAID' and b.ends_at + ${REVIEW_MS}::float8 * interval '1 millisecond' > ${now} then 'WAIT_COMMENT'
  else 'COMPLETE' end)`

export interface BookingFilter {
  guestId?: number
  hostId?: number
  status?: BookingStatus
  publicId?: string
  houseId?: number
  /** Bookings with a night on or after, and on or before. */
  from?: PlainDate
  to?: PlainDate
}

/**
 * A page of bookings, newest first, or those after the one with the public id `afterId`: one row more than it holds, and a
 * count that stops at COUNT_LIMIT + 1; after a booking nothing is counted.
 */
export async function listBookingViews(db: Sql, filter: BookingFilter, { page, limit, afterId }: { page: number, limit: number, afterId?: string }, now: Date): Promise<{ rows: BookingView[], count: number | null }> {
  const conditions = [
    filter.guestId !== undefined && sql`b.guest_id = ${filter.guestId}`,
    filter.hostId !== undefined && sql`b.host_id = ${filter.hostId}`,
    filter.publicId !== undefined && sql`b.public_id = ${filter.publicId}`,
    filter.houseId !== undefined && sql`b.house_id = ${filter.houseId}`,
    filter.from !== undefined && sql`b.check_out > ${filter.from}`,
    filter.to !== undefined && sql`b.check_in <= ${filter.to}`,
    filter.status !== undefined && sql`${statusBy(now)} = ${filter.status}`,
  ].filter(condition => condition !== false)
  const where = sql`where ${conditions.length ? sql.join(conditions, sql` and `) : sql`true`}`
  const place = afterId === undefined ? sql`${where} order by b.id desc limit ${limit + 1} offset ${(page - 1) * limit}` : sql`${where} and b.id < (select id from booking where public_id = ${afterId}) order by b.id desc limit ${limit + 1}`
  const [{ rows }, counts] = await Promise.all([
    sql<BookingView>`select ${view} from (select * from booking b ${place}) b order by b.id desc`.execute(db),
    afterId === undefined ? sql<{ count: number }>`select count(*) as count from (select from booking b ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db) : null,
  ])
  return { rows, count: counts && counts.rows[0]!.count }
}

/** How many requests wait for an answer in each of these homes. */
export const waitingCount = (now: Date) => sql<number>`(select count(*) from booking w where w.house_id = h.id and w.status = 'WAIT_ACCEPT' and w.due_at > ${now})`
