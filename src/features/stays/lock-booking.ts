import type { Tx } from '../../kit/db.ts'
import type { BookingCore } from './store-bookings.ts'
import { dueSteps, settled } from './states.ts'
import { findBooking, lockBookingRow, moveBooking } from './store-bookings.ts'
import { lockHouse, releaseClaimOf } from './store-claims.ts'

/**
 * Locks a booking, its house first: the order everywhere. Undefined when there is none.
 * Until the transaction ends nobody else changes it or the claims of that house.
 */
export async function lockBooking(tx: Tx, publicId: string): Promise<BookingCore | undefined> {
  const found = await findBooking(tx, publicId)
  if (!found || !await lockHouse(tx, found.houseId)) return undefined
  return lockBookingRow(tx, publicId)
}

/**
 * Writes down what time alone has done to a locked booking, and gives it as it is then: an overdue request has lapsed and a
 * stay that is over has ended, whether or not the sweep runs.
 */
export async function settleBooking(tx: Tx, booking: BookingCore, now: Date): Promise<BookingCore> {
  for (const step of dueSteps(booking, now)) {
    await moveBooking(tx, booking.id, { action: step.action, from: step.from, to: step.to, dueAt: step.dueAt, actor: 'system', at: now, untold: step.action === 'expire' })
    if (step.action === 'expire') await releaseClaimOf(tx, booking.id, now)
  }
  return settled(booking, now)
}
