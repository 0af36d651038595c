import type { Tx } from '../../kit/db.ts'
import type { Attempt } from '../../kit/http/idempotency.ts'
import type { Parts } from '../../kit/module.ts'
import type { Booking, NewBooking, Quote } from './contract.ts'
import type { HouseToBook, NewBookingRow } from './store-claims.ts'
import { instantOf } from '../../kit/dates.ts'
import { KitErrors } from '../../kit/errors.ts'
import { once } from '../../kit/http/idempotency.ts'
import { randomId } from '../../kit/secrets.ts'
import { toBooking } from './booking-view.ts'
import { StaysErrors } from './errors.ts'
import { checkDays, checkHouse, datesTaken, quoteIn, quoteOf } from './quote.ts'
import { answerUntil, MAX_OPEN_BOOKINGS, PAY_INSTANT_MS } from './rules.ts'
import { lockHouseToBook, takeNights } from './store-claims.ts'

/**
 * Books a home: the nights are the guest's from now on, until the host answers or the time to pay is over. Of any number of
 * guests who want the same night at the same instant one gets it (rental.md §2.2).
 */
export async function bookHouse(parts: Parts, guestId: number, wish: NewBooking, attempt: Attempt | null): Promise<Booking> {
  const now = parts.clock.now()
  checkDays(wish, now)
  return parts.db.tx(tx => once(tx, attempt, now, async () => {
    const house = await lockHouseToBook(tx, wish, guestId, now)
    if (!house) throw await whyNot(tx, wish, guestId, now)
    checkHouse(house, wish, now, guestId)
    const quote = quoteOf(house, wish, now)
    if (wish.total !== undefined && wish.total !== quote.total) throw StaysErrors.price_changed({ quote })

    const booking = newBooking(house, wish, quote, now)
    const { id, open, active, inTheWay } = await takeNights(tx, booking, MAX_OPEN_BOOKINGS)
    if (id !== null) return toBooking(viewOf(id, booking, house), guestId, now)
    if (!active) throw KitErrors.not_signed_in()
    throw inTheWay === null && open >= MAX_OPEN_BOOKINGS ? StaysErrors.too_many_open({ limit: MAX_OPEN_BOOKINGS }) : datesTaken(inTheWay)
  }))
}

/** Why a home could not be locked for booking: what speaks against a quote; or the nights were somebody's until this moment. */
async function whyNot(tx: Tx, wish: NewBooking, guestId: number, now: Date): Promise<Error> {
  return quoteIn(tx, wish, now, guestId).then(() => datesTaken(null), (error: Error) => error)
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
  return { ...booking, id, areaName, picture, host, guest, hostMobile: null, guestMobile: null, paidAt: null, canceledBy: null, reason: null, createdAt: booking.now, refund: null, sentBack: 0, review: null }
}
