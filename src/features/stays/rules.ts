import type { PlainDate } from '../../kit/dates.ts'
import type { Fen } from '../../kit/money.ts'
import { addDays, dayNumber, dayOf, daysBetween, eachDay, instantOf, isPlainDate } from '../../kit/dates.ts'

// Pure: no I/O, no clock. Nights are those of the half-open range [checkIn, checkOut) (rental.md §2.1).

/** What a home asks of a stay. */
export interface StayTerms {
  price: Fen
  minNights: number
  /** 0: no limit. */
  maxNights: number
  noticeDays: number
  /** A stay must be over by today plus this many days. */
  windowDays: number
  capacity: number
  /** False: the host answers each request. */
  instant: boolean
  checkInHour: number
}

export interface StayDates { checkIn: PlainDate, checkOut: PlainDate }
export interface StayWish extends StayDates { guests: number }

/** Why a stay can't be: the name of a refusal in errors.ts, and what its sentence tells. */
export interface StayProblem {
  name: 'not_a_date' | 'dates_reversed' | 'dates_past' | 'notice_too_short' | 'too_late_to_ask' | 'beyond_window' | 'too_short' | 'too_long' | 'too_many_guests'
  details: { field: 'checkIn' | 'checkOut' | 'guests', [fact: string]: unknown }
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A request is answered at the latest so long before check-in … */
const ANSWER_BEFORE_CHECK_IN_MS = 2 * HOUR_MS
/** … within a day … */
const ANSWER_MS = 24 * HOUR_MS
/** … and a host must have at least so long for it, or the request is refused at once. */
const SHORTEST_ANSWER_MS = 30 * MINUTE_MS
/** Time to pay: after booking at once, and after the host has accepted (rental.md §2.4). */
export const PAY_INSTANT_MS = 15 * MINUTE_MS
export const PAY_ACCEPTED_MS = 30 * MINUTE_MS
/** An extension of the time to pay while the payment provider can't be asked, and how many there are (rental.md row 6). */
export const EXTENSION_MS = 2 * MINUTE_MS
export const MAX_EXTENSIONS = 3
/** A review may be written so long after check-out. */
export const REVIEW_MS = 14 * 24 * HOUR_MS
/** Requests and unpaid bookings one guest may have at a time: nobody squats in calendars (rental.md §2.3). */
export const MAX_OPEN_BOOKINGS = 3

/** What is wrong with dates whatever the home. */
export function checkDates({ checkIn, checkOut }: StayDates, now: Date): StayProblem | null {
  if (!isPlainDate(checkIn)) return { name: 'not_a_date', details: { field: 'checkIn' } }
  if (!isPlainDate(checkOut)) return { name: 'not_a_date', details: { field: 'checkOut' } }
  if (checkOut <= checkIn) return { name: 'dates_reversed', details: { field: 'checkOut' } }
  if (checkIn < dayOf(now)) return { name: 'dates_past', details: { field: 'checkIn' } }
  return null
}

/** Why this home can't be had for this stay, or null. The search asks the same of every home in SQL (`fitsStay`). */
export function checkStay(terms: StayTerms, wish: StayWish, now: Date): StayProblem | null {
  const problem = checkDates(wish, now)
  if (problem) return problem
  const { nights, lead, reach, latestHour } = measureStay(wish, now)
  const { minNights, maxNights, noticeDays, windowDays, capacity } = terms
  if (lead < noticeDays) return { name: 'notice_too_short', details: { field: 'checkIn', noticeDays } }
  if (!terms.instant && terms.checkInHour < latestHour) return { name: 'too_late_to_ask', details: { field: 'checkIn' } }
  if (reach > windowDays) return { name: 'beyond_window', details: { field: 'checkOut', windowDays } }
  if (nights < minNights) return { name: 'too_short', details: { field: 'checkOut', minNights } }
  if (maxNights > 0 && nights > maxNights) return { name: 'too_long', details: { field: 'checkOut', maxNights } }
  if (wish.guests > capacity) return { name: 'too_many_guests', details: { field: 'guests', capacity } }
  return null
}

/** A stay in the measures that homes' terms are compared with. */
export interface StayMeasures {
  nights: number
  /** Days from today to check-in. */
  lead: number
  /** Days from today to check-out. */
  reach: number
  /** A home that answers requests must begin its check-in at this hour or later, so that there is time to answer. */
  latestHour: number
}

export function measureStay({ checkIn, checkOut }: StayDates, now: Date): StayMeasures {
  const today = dayOf(now)
  const earliestCheckIn = now.getTime() + SHORTEST_ANSWER_MS + ANSWER_BEFORE_CHECK_IN_MS
  return {
    nights: daysBetween(checkIn, checkOut),
    lead: daysBetween(today, checkIn),
    reach: daysBetween(today, checkOut),
    latestHour: Math.max(0, Math.ceil((earliestCheckIn - instantOf(checkIn, 0).getTime()) / HOUR_MS)),
  }
}

/** Until when the host may answer a request made now. */
export function answerUntil(checkInAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + ANSWER_MS, checkInAt.getTime() - ANSWER_BEFORE_CHECK_IN_MS))
}

/** The price of each night of a stay. */
export function priceLines(price: Fen, { checkIn, checkOut }: StayDates): { date: PlainDate, price: Fen }[] {
  return eachDay(checkIn, checkOut).map(date => ({ date, price }))
}

export const totalOf = (lines: readonly { price: Fen }[]): Fen => lines.reduce((sum, line) => sum + line.price, 0)

/** What the lines of a stay add up to, without writing them out: a search says it of every home it shows. */
export const stayTotal = (price: Fen, nights: number): Fen => price * nights

// — nights as runs —

/** Nights [from, to). */
export interface NightRun { from: PlainDate, to: PlainDate }

/** What is left of a run when other runs are taken out of it; in order. */
export function withoutRuns({ from, to }: NightRun, others: readonly NightRun[]): NightRun[] {
  const left: NightRun[] = []
  let start = from
  for (const other of [...others].sort((a, b) => dayNumber(a.from) - dayNumber(b.from))) {
    if (other.to <= start || other.from >= to) continue
    if (other.from > start) left.push({ from: start, to: other.from })
    start = other.to > start ? other.to : start
  }
  return start < to ? [...left, { from: start, to }] : left
}

/** The nights two runs have in common, or null. */
export function commonRun(a: NightRun, b: NightRun): NightRun | null {
  const from = a.from > b.from ? a.from : b.from
  const to = a.to < b.to ? a.to : b.to
  return from < to ? { from, to } : null
}

export const nightsOf = ({ from, to }: NightRun): PlainDate[] => eachDay(from, to)

/** The first and the one after the last night that can be booked now at all. */
export function bookableRun(terms: Pick<StayTerms, 'noticeDays' | 'windowDays'>, now: Date): NightRun {
  const today = dayOf(now)
  return { from: addDays(today, terms.noticeDays), to: addDays(today, terms.windowDays) }
}
