import type { Attempt } from '../../kit/http/idempotency.ts'
import type { Parts } from '../../kit/module.ts'
import type { Booking, NewBooking, Quote } from './contract.ts'
import type { HouseToBook, NewBookingRow } from './store-claims.ts'
import { instantOf } from '../../kit/dates.ts'
import { KitErrors } from '../../kit/errors.ts'
import { once } from '../../kit/http/idempotency.ts'
import { randomId } from '../../kit/secrets.ts'
import { toBooking } from './booking-view.ts'
import { refuse, StaysErrors } from './errors.ts'
import { datesTaken, quoteOf } from './quote.ts'
import { answerUntil, checkStay, MAX_OPEN_BOOKINGS, PAY_INSTANT_MS } from './rules.ts'
import { claimInTheWay, lockHouseToBook, takeNights } from './store-claims.ts'

/**
 * Books a home: the nights are the guest's from now on, until the host answers or the time to pay is over. Of any number of
 * guests who want the same night at the same instant one gets it (rental.md §2.2).
 */
export function bookHouse(parts: Parts, guestId: number, wish: NewBooking, attempt: Attempt | null): Promise<Booking> {
  const now = parts.clock.now()
  return parts.db.tx(tx => once(tx, attempt, now, async () => {
    const house = await lockHouseToBook(tx, wish.houseId, guestId)
    if (house?.status !== 'published') throw KitErrors.not_found()
    if (house.host.id === guestId) throw StaysErrors.own_house()
    const problem = checkStay(house, wish, now)
    if (problem) throw refuse(problem)
    const quote = quoteOf(house, wish, now)
    if (wish.total !== undefined && wish.total !== quote.total) throw StaysErrors.price_changed({ quote })

    const booking = newBooking(house, wish, quote, now)
    const { id, open } = await takeNights(tx, booking, MAX_OPEN_BOOKINGS)
    if (id === null) {
      if (open >= MAX_OPEN_BOOKINGS) throw StaysErrors.too_many_open({ limit: MAX_OPEN_BOOKINGS })
      throw datesTaken(await claimInTheWay(tx, house.id, wish.checkIn, wish.checkOut, now) ?? 'booking')
    }
    return toBooking(viewOf(id, booking, house), guestId, now)
  }))
}

/** What was agreed, as it stays whatever happens to the home. */
function newBooking(house: HouseToBook, { checkIn, checkOut, guests, note = '' }: NewBooking, quote: Quote, now: Date): NewBookingRow {
  const { instant, checkInHour, checkOutHour, price, policy, title, address, areaId } = house
  const startsAt = instantOf(checkIn, checkInHour)
  return {
    publicId: randomId(),
    houseId: house.id,
    hostId: house.host.id,
    guestId: house.guest.id,
    status: instant ? 'WAIT_PAYMENT' : 'WAIT_ACCEPT',
    kind: instant ? 'hold' : 'request',
    dueAt: instant ? new Date(now.getTime() + PAY_INSTANT_MS) : answerUntil(startsAt, now),
    checkIn,
    checkOut,
    startsAt,
    endsAt: instantOf(checkOut, checkOutHour),
    guests,
    note: note.trim(),
    title,
    pictureId: house.picture?.id ?? null,
    areaId,
    address,
    instant,
    checkInHour,
    checkOutHour,
    price,
    lines: quote.lines,
    total: quote.total,
    deposit: quote.deposit,
    policy,
    refundSteps: quote.refunds,
    now,
  }
}

/** The booking just made, as it would be read again. */
function viewOf(id: number, booking: NewBookingRow, { areaName, picture, host, guest }: HouseToBook) {
  return { ...booking, id, areaName, picture, host, guest, hostMobile: null, guestMobile: null, paidAt: null, canceledBy: null, reason: null, createdAt: booking.now, refund: null, review: null }
}
