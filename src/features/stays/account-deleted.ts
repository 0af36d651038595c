import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import { rejectBooking } from './answer-booking.ts'
import { houseChanged } from './cached.ts'
import { cancelBooking } from './cancel-booking.ts'
import { lockBooking, settleBooking } from './lock-booking.ts'
import { mayCancel } from './states.ts'
import { ownReason } from './reasons.ts'
import { openBookingsOf } from './store-bookings.ts'
import { pauseHousesOf } from './store-houses.ts'

const REASON = ownReason('account_deleted')

/**
 * An account ends: its homes leave the site, its open requests and bookings end as if their owner had ended them, with the
 * refunds that go with it. A stay that has begun is lived to its end.
 */
export async function endBookingsOf(parts: Parts, tx: Tx, accountId: number): Promise<void> {
  const now = parts.clock.now()
  for (const { publicId, role } of await openBookingsOf(tx, accountId)) {
    const booking = await settleBooking(tx, (await lockBooking(tx, publicId))!, now)
    if (role === 'host' && booking.status === 'WAIT_ACCEPT') await rejectBooking(tx, booking, REASON, now)
    else if (mayCancel(booking, role, now)) await cancelBooking(parts, tx, booking, { by: role, reason: REASON }, now)
  }
  houseChanged(parts, ...await pauseHousesOf(tx, accountId)) // what was kept again before the commit goes with the owner's own tag
}
