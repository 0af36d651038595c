import type { Parts } from '../../kit/module.ts'
import type { BookingStatus } from './contract.ts'
import { settleBeforeExpiry } from '../../core/payments/index.ts'
import { lockBooking, settleBooking } from './lock-booking.ts'
import { EXTENSION_MS, MAX_EXTENSIONS } from './rules.ts'
import { endDueStays, extendPayment, lapsedBookings } from './store-bookings.ts'
import { turnClaim } from './store-claims.ts'

const BATCH = 200
/** The payment provider is asked about so many at once. */
const AT_ONCE = 10

/**
 * Moves on what has become due: requests nobody answered and bookings nobody paid give their nights free, stays whose
 * check-out has come may be reviewed, reviews close after two weeks. Readers and other guests don't wait for it: to them all
 * this has happened already (states.ts, `freeStale`).
 */
export async function advanceBookings(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  const lapsed = await lapsedBookings(parts.db.sql, now, BATCH)
  for (let i = 0; i < lapsed.length; i += AT_ONCE) {
    await Promise.all(lapsed.slice(i, i + AT_ONCE).map(booking => lapse(parts, booking, now).catch((error: unknown) => {
      parts.log.error({ err: error, booking: booking.publicId }, 'an overdue booking could not be ended; it will be tried again')
    })))
  }
  while (await endDueStays(parts.db.sql, now, BATCH) > 0); // twice for a stay whose review is over as well
}

/** Ends an overdue booking, unless its money has come after all; while the provider can't be asked it is kept a little longer. */
async function lapse(parts: Parts, { publicId, status }: { publicId: string, status: BookingStatus }, now: Date): Promise<void> {
  const money = status === 'WAIT_PAYMENT' ? await settleBeforeExpiry(parts, { module: 'stays', reference: publicId }) : 'closed'
  if (money === 'paid') return
  await parts.db.tx(async (tx) => {
    const booking = await lockBooking(tx, publicId)
    if (booking?.status === 'WAIT_PAYMENT' && money === 'unknown' && booking.extensions < MAX_EXTENSIONS) {
      const dueAt = new Date(now.getTime() + EXTENSION_MS)
      await extendPayment(tx, booking.id, dueAt)
      await turnClaim(tx, booking.id, { kind: 'hold', expiresAt: dueAt })
    } else if (booking) {
      await settleBooking(tx, booking, now)
    }
  })
}
