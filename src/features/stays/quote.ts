import type { Sql } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import type { Quote, StayRequest } from './contract.ts'
import type { HouseToQuote } from './store-claims.ts'
import type { ClaimKind } from './tables.ts'
import { instantOf } from '../../kit/dates.ts'
import { KitErrors } from '../../kit/errors.ts'
import { refuse, StaysErrors } from './errors.ts'
import { refundSteps } from './refunds.ts'
import { checkDates, checkStay, priceLines, totalOf } from './rules.ts'
import { findHouseToQuote } from './store-claims.ts'

/** What a stay costs and what comes back on cancelling, or the reason why it can't be had. Asking takes nothing. */
export async function quoteStay(parts: Parts, wish: StayRequest): Promise<Quote> {
  return quoteIn(parts.db.sql, wish, parts.clock.now())
}

/** The same, also in a transaction; with the guest who would book. */
export async function quoteIn(db: Sql, wish: StayRequest, now: Date, guestId?: number): Promise<Quote> {
  checkDays(wish, now)
  const house = await findHouseToQuote(db, wish, now)
  checkHouse(house, wish, now, guestId)
  if (house.inTheWay) throw datesTaken(house.inTheWay)
  return quoteOf(house, wish, now)
}

/** Before the days of a request may be sent to the database: it knows no 30 February. */
export function checkDays(wish: StayRequest, now: Date): void {
  const problem = checkDates(wish, now)
  if (problem) throw refuse(problem)
}

/** Refuses whatever speaks against a stay but that somebody has the nights. */
export function checkHouse<H extends HouseToQuote>(house: H | undefined, wish: StayRequest, now: Date, guestId?: number): asserts house is H {
  if (house?.status !== 'published') throw KitErrors.not_found()
  if (house.host.id === guestId) throw StaysErrors.own_house()
  const problem = checkStay(house, wish, now)
  if (problem) throw refuse(problem)
}

/** The price of a stay at these terms, for one booked now; the booking keeps exactly this. */
export function quoteOf(house: HouseToQuote, { checkIn, checkOut, guests }: StayRequest, now: Date): Quote {
  const lines = priceLines(house.price, { checkIn, checkOut })
  const total = totalOf(lines)
  const { deposit, instant, policy } = house
  const refunds = refundSteps({ policy, total, firstNight: lines[0]!.price, checkInAt: instantOf(checkIn, house.checkInHour), bookedAt: now })
  return { houseId: house.id, checkIn, checkOut, guests, nights: lines.length, lines, total, deposit, instant, policy, refunds }
}

const REASONS: Record<ClaimKind, 'booked' | 'held' | 'blocked'> = { booking: 'booked', hold: 'held', request: 'held', host_block: 'blocked' }

/** Without a kind: somebody was faster, and is gone again already. */
export const datesTaken = (inTheWay: ClaimKind | null) => StaysErrors.dates_taken({ field: 'checkIn', reason: inTheWay ? REASONS[inTheWay] : 'held' })
