import type { Booking, Review } from './contract.ts'
import type { BookingView, ReviewRow } from './store-bookings.ts'
import type { PersonRow } from './store-claims.ts'
import { toPicture } from '../../core/media/index.ts'
import { daysBetween } from '../../kit/dates.ts'
import { refundAt } from './refunds.ts'
import { actionsOf, isAgreed, settled } from './states.ts'

/** A booking as one of its two people sees it now; what is due has happened, whether or not anybody has written it down. */
export function toBooking(row: BookingView, accountId: number, now: Date): Booking {
  const booking = settled(row, now)
  const { status } = booking
  const role = accountId === row.hostId ? 'host' : 'guest'
  const agreed = isAgreed(status)
  const waits = status === 'WAIT_ACCEPT' || status === 'WAIT_PAYMENT'
  const actions = actionsOf({ status, startsAt: row.startsAt, reviewed: row.review !== null, answered: row.review?.answer != null }, role, now)
  return {
    id: row.publicId,
    status,
    house: { id: row.houseId, title: row.title, picture: toPicture(row.picture), area: { id: row.areaId, name: row.areaName }, host: toPerson(row.host) },
    guest: toPerson(row.guest),
    role,
    checkIn: row.checkIn,
    checkOut: row.checkOut,
    checkInHour: row.checkInHour,
    checkOutHour: row.checkOutHour,
    nights: daysBetween(row.checkIn, row.checkOut),
    guests: row.guests,
    price: row.price,
    total: row.total,
    deposit: row.deposit,
    note: row.note,
    policy: row.policy,
    refunds: row.refundSteps,
    refundIfCanceledNow: status === 'PAID' && actions.includes('cancel') ? Math.min(refundAt({ steps: row.refundSteps, total: row.total }, role, now), row.total - row.sentBack) : 0,
    reason: row.reason,
    canceledBy: row.canceledBy,
    refund: row.refund,
    expiresAt: waits ? booking.dueAt!.toISOString() : null,
    address: role === 'host' || agreed ? row.address : null,
    hostMobile: role === 'guest' && agreed ? row.hostMobile : null,
    guestMobile: role === 'host' && agreed ? row.guestMobile : null,
    actions,
    review: row.review && toReview(row.review),
    createdAt: row.createdAt.toISOString(),
  }
}

export const toPerson = ({ publicId, name, avatar }: PersonRow) => ({ id: publicId, name, avatar: toPicture(avatar) })

export function toReview(row: ReviewRow): Review {
  const answer = row.answer && { text: row.answer.text, createdAt: new Date(row.answer.createdAt).toISOString() }
  return { ...row, guestAvatar: toPicture(row.guestAvatar), createdAt: new Date(row.createdAt).toISOString(), answer }
}
