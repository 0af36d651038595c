import type { Tx } from '../../kit/db.ts'
import type { PaidThing, Parts } from '../../kit/module.ts'
import { startPayment } from '../../core/payments/index.ts'
import { KitErrors } from '../../kit/errors.ts'
import { StaysErrors } from './errors.ts'
import { lockBooking } from './lock-booking.ts'
import { settled } from './states.ts'
import { findBooking, insertEvent, moveBooking, setRefundState } from './store-bookings.ts'
import { freeStale, takeNightsAgain, turnClaim } from './store-claims.ts'
import { countBooking } from './store-houses.ts'

/** Opens the cashier for one's own booking that waits for payment, until its time is over (S-99). */
export async function startBookingPayment(parts: Parts, guestId: number, publicId: string, device: 'phone' | 'desktop'): Promise<{ payUrl: string }> {
  const found = await findBooking(parts.db.sql, publicId)
  if (found?.guestId !== guestId) throw KitErrors.not_found()
  const { status, dueAt, total, title } = settled(found, parts.clock.now())
  if (status !== 'WAIT_PAYMENT' || !dueAt) throw StaysErrors.wrong_state({ status })
  const { payUrl } = await startPayment(parts, { module: 'stays', reference: publicId, accountId: guestId, amount: total, subject: `爱家租房 ${title}`, expiresAt: dueAt, device })
  return { payUrl }
}

/**
 * The money for a booking has come. In time it is paid, whatever the deadline says as long as nobody has written down that it
 * lapsed; late, it is paid if the nights are still to be had; else the money goes back (rental.md §2.3).
 */
export async function bookingPaid(parts: Parts, tx: Tx, { reference, paymentId, amount }: PaidThing): Promise<'accepted' | 'surplus'> {
  const now = parts.clock.now()
  const booking = await lockBooking(tx, reference)
  if (!booking) throw new Error(`payment ${paymentId} is for booking ${reference}, which isn't there`)
  const { id, houseId, status, endsAt } = booking
  if (booking.paymentId !== null) return booking.paymentId === paymentId ? 'accepted' : 'surplus'

  const late = status === 'EXPIRED'
  const wanted = amount === booking.total && (status === 'WAIT_PAYMENT' || (late && now < booking.startsAt))
  if (late) await freeStale(tx, houseId, now)
  if (!wanted || (late && !await takeNightsAgain(tx, booking))) {
    await insertEvent(tx, id, { action: 'surplus', from: status, to: status, actor: 'guest', at: now, untold: true })
    return 'surplus'
  }
  await moveBooking(tx, id, { action: late ? 'pay_late' : 'pay', from: status, to: 'PAID', dueAt: endsAt, actor: 'guest', at: now, untold: true }, { paymentId, paidAt: now })
  if (!late) await turnClaim(tx, id, { kind: 'booking', expiresAt: null })
  await countBooking(tx, houseId, 1) // visitors see it once the sweep that tells host and guest has dropped what is kept: the commit is not ours
  return 'accepted'
}

/** A refund of a booking has reached its end at the payment provider. */
export async function bookingRefunded(parts: Parts, tx: Tx, refund: PaidThing & { refundId: number, state: 'done' | 'failed' }): Promise<void> {
  await setRefundState(tx, refund.refundId, refund.state, parts.clock.now())
}
