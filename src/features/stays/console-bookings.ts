import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { Staff } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { Page } from '../../kit/pagination.ts'
import type { ConsoleBooking, ConsoleBookingItem, ConsoleBookingQuery, StaffRefund } from './console-contract.ts'
import type { BookingCore, BookingView } from './store-bookings.ts'
import { recordAudit } from '../../core/staff/index.ts'
import { daysBetween } from '../../kit/dates.ts'
import { KitErrors } from '../../kit/errors.ts'
import { pageOf } from '../../kit/pagination.ts'
import { reasonText } from '../../kit/reasons.ts'
import { toReview } from './booking-view.ts'
import { houseChanged } from './cached.ts'
import { cancelBooking, refundBooking } from './cancel-booking.ts'
import { idOrNobody, personOf } from './console-houses.ts'
import { repaymentsOf } from './console-store.ts'
import { lockBooking, settleBooking } from './lock-booking.ts'
import { mayCancel, settled } from './states.ts'
import { findAnyBookingView, listBookingViews, refundsSoFar } from './store-bookings.ts'
import { eventsOf } from './store-events.ts'

export async function bookingsForStaff(parts: Parts, { guest, host, q, ...given }: ConsoleBookingQuery): Promise<Page<ConsoleBookingItem>> {
  const query = { page: 1, limit: 20, ...given }
  const now = parts.clock.now()
  const { status, houseId, from, to } = given
  const filter = { status, houseId, from, to, publicId: q, guestId: await idOrNobody(parts, guest), hostId: await idOrNobody(parts, host) }
  const { rows, count } = await listBookingViews(parts.db.sql, filter, query, now)
  return pageOf(rows.map(row => toItem(row, now)), count, query)
}

/** A booking with its whole life; reasons of the site itself in the caller's language. */
export async function bookingForStaff(parts: Parts, publicId: string, lang: Lang): Promise<ConsoleBooking> {
  const row = await findAnyBookingView(parts.db.sql, publicId)
  if (!row) throw KitErrors.not_found()
  const now = parts.clock.now()
  const { status, dueAt } = settled(row, now)
  const [repayments, events] = await Promise.all([repaymentsOf(parts.db.sql, row.id), eventsOf(parts.db.sql, row.id)])
  const returned = repayments.reduce((sum, { amount, status }) => status === 'failed' ? sum : sum + amount, 0)
  const refundable = row.paidAt ? row.total - returned : 0
  const { guests, price, deposit, note, policy, canceledBy, review } = row
  const inWords = <R extends string | null>(reason: R) => reason === null ? reason : reasonText(parts.modules, reason, lang)
  return {
    ...toItem(row, now),
    guests,
    price,
    deposit,
    note,
    policy,
    refunds: row.refundSteps,
    reason: inWords(row.reason),
    canceledBy,
    expiresAt: status === 'WAIT_ACCEPT' || status === 'WAIT_PAYMENT' ? dueAt!.toISOString() : null,
    review: review && toReview(review),
    refundable,
    actions: [...mayCancel({ status, startsAt: row.startsAt }, 'staff', now) ? ['cancel' as const] : [], ...refundable > 0 ? ['refund' as const] : []],
    repayments: repayments.map(({ createdAt, reason, ...repayment }) => ({ ...repayment, reason: inWords(reason), createdAt: createdAt.toISOString() })),
    events: events.map(({ at, reason, ...event }) => ({ ...event, reason: inWords(reason), at: at.toISOString() })),
  }
}

/** Staff cancel a booking: everything that was paid goes back, and the nights are free again. */
export async function cancelForStaff(parts: Parts, by: Staff, publicId: string, reason: string, lang: Lang): Promise<ConsoleBooking> {
  const now = parts.clock.now()
  const houseId = await parts.db.tx(async (tx) => {
    const locked = await lockBooking(tx, publicId)
    if (!locked) throw KitErrors.not_found()
    const booking = await settleBooking(tx, locked, now)
    const before = await standingOf(tx, booking)
    await cancelBooking(parts, tx, booking, { by: 'staff', reason }, now)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'stays.cancel_booking', target: `booking:${publicId}`, reason, before, after: await standingOf(tx, { ...booking, status: 'CANCELED' }) })
    return booking.houseId
  })
  houseChanged(parts, houseId)
  return bookingForStaff(parts, publicId, lang)
}

/** Staff send money of a paid booking back, besides what its policy gives; never more than was paid. */
export async function refundForStaff(parts: Parts, by: Staff, publicId: string, { amount, reason }: StaffRefund, lang: Lang): Promise<ConsoleBooking> {
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    const booking = await lockBooking(tx, publicId)
    if (!booking) throw KitErrors.not_found()
    const before = await refundsSoFar(tx, booking.id)
    await refundBooking(parts, tx, booking, { amount, reason, ref: `staff:${before.count}` }, now)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'stays.refund_booking', target: `booking:${publicId}`, reason, before: { refund: before.amount }, after: { refund: before.amount + amount } })
  })
  return bookingForStaff(parts, publicId, lang)
}

/** A booking as the audit log tells it; `refund` is what has gone back, or is on its way. */
const standingOf = async (tx: Tx, { id, status }: Pick<BookingCore, 'id' | 'status'>) => ({ status, refund: (await refundsSoFar(tx, id)).amount })

function toItem(row: BookingView, now: Date): ConsoleBookingItem {
  return {
    id: row.publicId,
    status: settled(row, now).status,
    house: { id: row.houseId, title: row.title },
    host: personOf(row.host),
    guest: personOf(row.guest),
    checkIn: row.checkIn,
    checkOut: row.checkOut,
    nights: daysBetween(row.checkIn, row.checkOut),
    total: row.total,
    refund: row.refund,
    createdAt: row.createdAt.toISOString(),
    paidAt: row.paidAt?.toISOString() ?? null,
  }
}
