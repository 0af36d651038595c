import type { Static } from 'typebox'
import type { Parts } from '../../kit/module.ts'
import type { Booking, BookingList, BookingQuery } from './contract.ts'
import { KitErrors } from '../../kit/errors.ts'
import { pageOf } from '../../kit/pagination.ts'
import { toBooking } from './booking-view.ts'
import { findBookingView, listBookingViews } from './store-bookings.ts'

/** A booking for its guest or host; for everybody else it isn't there. */
export async function readBooking(parts: Parts, accountId: number, publicId: string): Promise<Booking> {
  const row = await findBookingView(parts.db.sql, publicId, accountId)
  if (!row) throw KitErrors.not_found()
  return toBooking(row, accountId, parts.clock.now())
}

/** One's bookings as a guest, or those in one's homes as a host; newest first (S-89, S-94). */
export async function listBookings(parts: Parts, accountId: number, query: BookingQuery): Promise<Static<typeof BookingList>> {
  const { role = 'guest', status, page = 1, limit = 20 } = query
  const asHost = role === 'host' || role === 'landlord'
  const now = parts.clock.now()
  const { rows, count } = await listBookingViews(parts.db.sql, { [asHost ? 'hostId' : 'guestId']: accountId, status }, { page, limit }, now)
  return pageOf(rows.map(row => toBooking(row, accountId, now)), count, { page, limit })
}
