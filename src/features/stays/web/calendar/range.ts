import type { PlainDate } from '../../../../web/dates.ts'
import { addDays, daysBetween } from '../../../../web/dates.ts'

/** What the night that begins on a day is: the words of the calendar in contract.ts. */
export type NightState = 'free' | 'taken' | 'blocked' | 'past' | 'beyond'

/** What a stay must obey: a search without a home only knows the past. */
export interface StayRules {
  minNights: number
  /** 0 = no limit. */
  maxNights: number
  night: (date: PlainDate) => NightState
}

/** A stay being chosen, nights [checkIn, checkOut). */
export interface StayRange { checkIn?: PlainDate, checkOut?: PlainDate }

/**
 * Why a day cannot be chosen: its night is not free, `checkout` (taken, but one may leave that day), `gap` (too few
 * free nights follow), or as the end of the stay `short`, `long` or `across` (somebody has a night in between).
 */
export type Why = Exclude<NightState, 'free'> | 'checkout' | 'gap' | 'short' | 'long' | 'across'

export interface DayLook {
  role: 'in' | 'out' | 'between' | 'none'
  /** Why it cannot be chosen; nothing when it can. */
  why?: Why
  /** The night belongs to somebody else, or the host keeps it. */
  struck: boolean
}

/** Why one cannot arrive on this day. */
export function whyNoCheckIn(rules: StayRules, date: PlainDate): Why | undefined {
  const state = rules.night(date)
  if (isOccupied(state)) return rules.night(addDays(date, -1)) === 'free' ? 'checkout' : state
  if (state !== 'free') return state
  return freeNights(rules, date, rules.minNights) < rules.minNights ? 'gap' : undefined
}

/** Why one cannot leave on this day after arriving on an earlier one. */
export function whyNoCheckOut(rules: StayRules, checkIn: PlainDate, date: PlainDate): Why | undefined {
  const nights = daysBetween(checkIn, date)
  const free = freeNights(rules, checkIn, nights)
  if (free < nights) return isOccupied(rules.night(addDays(checkIn, free))) ? 'across' : 'beyond'
  if (nights < rules.minNights) return 'short'
  return rules.maxNights > 0 && nights > rules.maxNights ? 'long' : undefined
}

/** How a day stands to what is chosen so far. */
export function lookOf(rules: StayRules, range: StayRange, date: PlainDate): DayLook {
  const { checkIn, checkOut } = range
  const why = date === checkIn ? undefined : whyNot(rules, range, date)
  return {
    role: date === checkIn ? 'in' : date === checkOut ? 'out' : checkIn && checkOut && date > checkIn && date < checkOut ? 'between' : 'none',
    why,
    struck: why !== undefined && isOccupied(rules.night(date)),
  }
}

/**
 * Choosing a day: the first is the check-in, the next the check-out; then it starts anew. An earlier day moves the
 * check-in, the check-in itself takes it back. A day that cannot be chosen changes nothing and tells why.
 */
export function pick(rules: StayRules, range: StayRange, date: PlainDate): { range: StayRange, why?: undefined } | { range?: undefined, why: Why } {
  if (isHalf(range) && date === range.checkIn) return { range: {} }
  const why = whyNot(rules, range, date)
  if (why) return { why }
  return { range: isHalf(range) && date > range.checkIn ? { checkIn: range.checkIn, checkOut: date } : { checkIn: date } }
}

/** Whether these nights can be had by what the calendar says; the server decides. */
export function isPossible(rules: StayRules, range: StayRange): boolean {
  return Boolean(range.checkIn && range.checkOut && range.checkIn < range.checkOut && !whyNoCheckOut(rules, range.checkIn, range.checkOut))
}

/** The night states of a calendar that was loaded in part: earlier days are past, later ones are not known to be taken. */
export function nightsOf(days: readonly { date: PlainDate, state: NightState }[]): (date: PlainDate) => NightState {
  const states = new Map(days.map(day => [day.date, day.state]))
  const first = days[0]?.date ?? ''
  return date => states.get(date) ?? (date < first ? 'past' : 'free')
}

function whyNot(rules: StayRules, range: StayRange, date: PlainDate): Why | undefined {
  return isHalf(range) && date > range.checkIn ? whyNoCheckOut(rules, range.checkIn, date) : whyNoCheckIn(rules, date)
}

function isHalf(range: StayRange): range is { checkIn: PlainDate } {
  return Boolean(range.checkIn && !range.checkOut)
}

const isOccupied = (state: NightState): state is 'taken' | 'blocked' => state === 'taken' || state === 'blocked'

/** How many nights in a row are free from this day on, counted up to `enough`. */
function freeNights(rules: StayRules, from: PlainDate, enough: number): number {
  let count = 0
  while (count < enough && rules.night(addDays(from, count)) === 'free') count++
  return count
}
