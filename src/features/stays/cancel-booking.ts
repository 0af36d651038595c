import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import type { Fen } from '../../kit/money.ts'
import type { BookingCore } from './store-bookings.ts'
import { closePayments, requestRefund } from '../../core/payments/index.ts'
import { StaysErrors } from './errors.ts'
import { ownReason } from './reasons.ts'
import { refundAt } from './refunds.ts'
import { mayCancel } from './states.ts'
import { insertRefundOf, moveBooking, refundsSoFar } from './store-bookings.ts'
import { releaseClaimOf, turnClaim } from './store-claims.ts'
import { countBooking, countHostCancel } from './store-houses.ts'

export interface Cancellation { by: 'guest' | 'host' | 'staff', reason?: string }

/**
 * Cancels a locked and settled booking: what was paid goes back as agreed, all of it when host or site cancel. Nights that
 * the host gives up stay closed, so nobody sells them again dearer (rental.md row 12, [CN-1]).
 */
export async function cancelBooking(parts: Parts, tx: Tx, booking: BookingCore, { by, reason }: Cancellation, now: Date): Promise<void> {
  const { id, status, houseId, publicId } = booking
  if (!mayCancel(booking, by, now)) throw status === 'PAID' ? StaysErrors.stay_begun({ status }) : StaysErrors.wrong_state({ status })
  await moveBooking(tx, id, { action: 'cancel', from: status, to: 'CANCELED', dueAt: null, actor: by, reason, at: now, untold: true }, { canceledBy: by, reason })
  if (by === 'host') await turnClaim(tx, id, { kind: 'host_block', expiresAt: null })
  else await releaseClaimOf(tx, id, now)

  if (status === 'WAIT_PAYMENT') await closePayments(tx, parts, { module: 'stays', reference: publicId })
  if (status !== 'PAID') return
  await countBooking(tx, houseId, -1)
  if (by === 'host') await countHostCancel(tx, houseId)
  // Part of it may have gone back before, by staff.
  const amount = Math.min(refundAt({ steps: booking.refundSteps, total: booking.total }, by, now), booking.total - (await refundsSoFar(tx, id)).amount)
  if (amount > 0) await refundBooking(parts, tx, booking, { amount, reason: ownReason(`canceled_by_${by}`), ref: 'cancel' }, now)
}

/** Sends money of a paid booking back. Throws payments.refund_too_much. */
export async function refundBooking(parts: Parts, tx: Tx, booking: BookingCore, { amount, reason, ref }: { amount: Fen, reason: string, ref: string }, now: Date): Promise<void> {
  if (booking.paymentId === null) throw StaysErrors.not_paid()
  const { id } = await requestRefund(tx, parts, { paymentId: booking.paymentId, amount, reason, ref })
  await insertRefundOf(tx, booking.id, { refundId: id, amount, reason, now })
}
