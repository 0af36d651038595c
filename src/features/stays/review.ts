import type { Parts } from '../../kit/module.ts'
import type { Booking, NewReview, Review } from './contract.ts'
import type { CursorPage, CursorQuery } from '../../kit/pagination.ts'
import { cursorOf, positionOf } from '../../kit/cursors.ts'
import { onConstraint } from '../../kit/db.ts'
import { KitErrors } from '../../kit/errors.ts'
import { cursorPageOf } from '../../kit/pagination.ts'
import { toReview } from './booking-view.ts'
import { readBooking } from './bookings.ts'
import { houseChanged } from './cached.ts'
import { StaysErrors } from './errors.ts'
import { lockBooking, settleBooking } from './lock-booking.ts'
import { findBooking, moveBooking } from './store-bookings.ts'
import { answerReview, insertReview, listReviews } from './store-houses.ts'

/** The guest says how it was, once, after check-out and within two weeks (S-92); that completes the booking. */
export async function reviewBooking(parts: Parts, guestId: number, publicId: string, { rating, text }: NewReview): Promise<Review> {
  const now = parts.clock.now()
  const said = wordsOf(text)
  const houseId = await parts.db.tx(async (tx) => {
    const locked = await lockBooking(tx, publicId)
    if (locked?.guestId !== guestId) throw KitErrors.not_found()
    const { id, status, houseId, checkIn } = await settleBooking(tx, locked, now)
    if (status !== 'WAIT_COMMENT') throw StaysErrors.wrong_state({ status })
    await moveBooking(tx, id, { action: 'review', from: status, to: 'COMPLETE', dueAt: null, actor: 'guest', at: now, untold: false })
    await insertReview(tx, { bookingId: id, houseId, guestId, rating, text: said, checkIn, now })
    return houseId
  }).catch(onConstraint({ review_once: () => StaysErrors.wrong_state({ status: 'COMPLETE' }) }))
  houseChanged(parts, houseId)
  return (await readBooking(parts, guestId, publicId)).review!
}

/** The host answers a review, once. */
export async function answerToReview(parts: Parts, hostId: number, publicId: string, text: string): Promise<Booking> {
  const said = wordsOf(text)
  const booking = await findBooking(parts.db.sql, publicId)
  if (!booking || (booking.hostId !== hostId && booking.guestId !== hostId)) throw KitErrors.not_found()
  if (booking.hostId !== hostId) throw KitErrors.not_allowed()
  const before = await readBooking(parts, hostId, publicId)
  if (!before.review) throw StaysErrors.wrong_state({ status: before.status })
  if (!await answerReview(parts.db.sql, booking.id, said, parts.clock.now())) throw StaysErrors.answered()
  houseChanged(parts, booking.houseId)
  return readBooking(parts, hostId, publicId)
}

/** All reviews of a home on the site, newest first. */
export async function readReviews(parts: Parts, houseId: number, { page = 1, limit = 20, after }: CursorQuery): Promise<CursorPage<Review>> {
  const [afterId] = after === undefined ? [] : positionOf(after, 'reviews', ['number'])
  const found = await listReviews(parts.db.sql, houseId, { page, limit, afterId })
  if (!found) throw KitErrors.not_found()
  return cursorPageOf(found.rows.map(toReview), found.count, { page, limit }, ({ id }) => cursorOf('reviews', [id]))
}

/** Kept as it was written: pages show it as plain text. */
function wordsOf(text: string): string {
  const said = text.trim()
  if (said === '') throw StaysErrors.blank({ field: 'text' })
  return said
}
