import type { Parts } from '../../kit/module.ts'
import type { Booking, BookingChange } from './contract.ts'
import type { BookingCore } from './store-bookings.ts'
import { KitErrors } from '../../kit/errors.ts'
import { acceptBooking, rejectBooking } from './answer-booking.ts'
import { readBooking } from './bookings.ts'
import { houseChanged } from './cached.ts'
import { cancelBooking } from './cancel-booking.ts'
import { StaysErrors } from './errors.ts'
import { lockBooking, settleBooking } from './lock-booking.ts'
import { TRANSITIONS } from './states.ts'

/**
 * What the host or the guest decides about a booking. Deciding the same twice is deciding it once; whoever comes second with
 * something else is told that it is not possible any more (B-46).
 */
export async function changeBooking(parts: Parts, accountId: number, publicId: string, change: BookingChange): Promise<Booking> {
  const now = parts.clock.now()
  const reason = change.reason?.trim()
  const houseId = await parts.db.tx(async (tx) => {
    const locked = await lockBooking(tx, publicId)
    if (!locked || (locked.guestId !== accountId && locked.hostId !== accountId)) throw KitErrors.not_found()
    const role = locked.hostId === accountId ? 'host' : 'guest'
    if (!TRANSITIONS[change.action].by.includes(role)) throw KitErrors.not_allowed()
    if (role === 'host' && change.action !== 'accept' && !reason) throw StaysErrors.reason_needed({ field: 'reason' })

    const booking = await settleBooking(tx, locked, now)
    if (isDone(booking, change, role)) return undefined
    if (change.action === 'accept') await acceptBooking(tx, booking, now)
    else if (change.action === 'reject') await rejectBooking(tx, booking, reason!, now)
    else await cancelBooking(parts, tx, booking, { by: role, reason }, now)
    return booking.houseId
  })
  if (houseId !== undefined) houseChanged(parts, houseId)
  return readBooking(parts, accountId, publicId)
}

function isDone({ status, canceledBy }: BookingCore, { action }: BookingChange, role: 'guest' | 'host'): boolean {
  if (action === 'accept') return status === 'WAIT_PAYMENT'
  if (action === 'reject') return status === 'REJECTED'
  return status === 'CANCELED' && canceledBy === role
}
