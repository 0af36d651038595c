import type { Lang } from '../../kit/errors.ts'
import type { Parts } from '../../kit/module.ts'
import type { Booking, BookingList, BookingQuery } from './contract.ts'
import { cursorOf, positionOf } from '../../kit/cursors.ts'
import { KitErrors } from '../../kit/errors.ts'
import { cursorPageOf } from '../../kit/pagination.ts'
import { reasonText } from '../../kit/reasons.ts'
import { toBooking } from './booking-view.ts'
import { findBookingView, listBookingViews } from './store-bookings.ts'

/** A booking for its guest or host; for everybody else it isn't there. */
export async function readBooking(parts: Parts, accountId: number, publicId: string, lang: Lang = 'zh-CN'): Promise<Booking> {
  const row = await findBookingView(parts.db.sql, publicId, accountId)
  if (!row) throw KitErrors.not_found()
  return inWords(parts, toBooking(row, accountId, parts.clock.now()), lang)
}

/** One's bookings as a guest, or those in one's homes as a host; newest first (S-89, S-94). */
export async function listBookings(parts: Parts, accountId: number, query: BookingQuery, lang: Lang): Promise<BookingList> {
  const { role = 'guest', status, page = 1, limit = 20 } = query
  const [afterId] = query.after === undefined ? [] : positionOf(query.after, 'bookings', ['text'])
  const asHost = role === 'host' || role === 'landlord'
  const now = parts.clock.now()
  const { rows, count } = await listBookingViews(parts.db.sql, { [asHost ? 'hostId' : 'guestId']: accountId, status }, { page, limit, afterId }, now)
  return cursorPageOf(rows.map(row => inWords(parts, toBooking(row, accountId, now), lang)), count, { page, limit }, ({ id }) => cursorOf('bookings', [id]))
}

/** The site's own reason is told in the reader's language. */
function inWords(parts: Parts, booking: Booking, lang: Lang): Booking {
  return booking.reason === null ? booking : { ...booking, reason: reasonText(parts.modules, booking.reason, lang) }
}
