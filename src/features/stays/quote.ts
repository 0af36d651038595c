import type { Parts } from '../../kit/module.ts'
import type { Quote, StayRequest } from './contract.ts'
import type { HouseToBook } from './store-claims.ts'
import type { ClaimKind } from './tables.ts'
import { instantOf } from '../../kit/dates.ts'
import { KitErrors } from '../../kit/errors.ts'
import { refuse, StaysErrors } from './errors.ts'
import { refundSteps } from './refunds.ts'
import { checkStay, priceLines, totalOf } from './rules.ts'
import { claimInTheWay, findHouseToQuote } from './store-claims.ts'

/** What a stay costs and what comes back on cancelling, or the reason why it can't be had. Asking takes nothing. */
export async function quoteStay(parts: Parts, wish: StayRequest): Promise<Quote> {
  const now = parts.clock.now()
  const house = await findHouseToQuote(parts.db.sql, wish.houseId)
  if (house?.status !== 'published') throw KitErrors.not_found()
  const problem = checkStay(house, wish, now)
  if (problem) throw refuse(problem)
  const inTheWay = await claimInTheWay(parts.db.sql, house.id, wish.checkIn, wish.checkOut, now)
  if (inTheWay) throw datesTaken(inTheWay)
  return quoteOf(house, wish, now)
}

/** The price of a stay at these terms, for one booked now; the booking keeps exactly this. */
export function quoteOf(house: Omit<HouseToBook, 'guest'>, { checkIn, checkOut, guests }: StayRequest, now: Date): Quote {
  const lines = priceLines(house.price, { checkIn, checkOut })
  const total = totalOf(lines)
  const { deposit, instant, policy } = house
  const refunds = refundSteps({ policy, total, firstNight: lines[0]!.price, checkInAt: instantOf(checkIn, house.checkInHour), bookedAt: now })
  return { houseId: house.id, checkIn, checkOut, guests, nights: lines.length, lines, total, deposit, instant, policy, refunds }
}

const REASONS: Record<ClaimKind, 'booked' | 'held' | 'blocked'> = { booking: 'booked', hold: 'held', request: 'held', host_block: 'blocked' }

export const datesTaken = (inTheWay: ClaimKind) => StaysErrors.dates_taken({ field: 'checkIn', reason: REASONS[inTheWay] })
