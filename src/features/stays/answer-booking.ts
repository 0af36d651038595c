import type { Tx } from '../../kit/db.ts'
import type { BookingCore } from './store-bookings.ts'
import { StaysErrors } from './errors.ts'
import { PAY_ACCEPTED_MS } from './rules.ts'
import { moveBooking } from './store-bookings.ts'
import { releaseClaimOf, turnClaim } from './store-claims.ts'

/** The host says yes: the guest has half an hour to pay, and the nights stay theirs meanwhile. */
export async function acceptBooking(tx: Tx, booking: BookingCore, now: Date): Promise<void> {
  if (booking.status !== 'WAIT_ACCEPT') throw StaysErrors.wrong_state({ status: booking.status })
  const dueAt = new Date(now.getTime() + PAY_ACCEPTED_MS)
  await moveBooking(tx, booking.id, { action: 'accept', from: 'WAIT_ACCEPT', to: 'WAIT_PAYMENT', dueAt, actor: 'host', at: now, untold: true })
  await turnClaim(tx, booking.id, { kind: 'hold', expiresAt: dueAt })
}

/** The host says no and why (S-95); the nights are free again. */
export async function rejectBooking(tx: Tx, booking: BookingCore, reason: string, now: Date): Promise<void> {
  if (booking.status !== 'WAIT_ACCEPT') throw StaysErrors.wrong_state({ status: booking.status })
  await moveBooking(tx, booking.id, { action: 'reject', from: 'WAIT_ACCEPT', to: 'REJECTED', dueAt: null, actor: 'host', reason, at: now, untold: true }, { reason })
  await releaseClaimOf(tx, booking.id, now)
}
