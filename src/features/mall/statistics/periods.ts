import type { PlainDate } from '../../../kit/dates.ts'
import type { Period, PeriodQuery } from './console-contract.ts'
import { addDays, daysBetween, instantOf } from '../../../kit/dates.ts'
import { MallErrors } from '../errors.ts'
import { MOST_DAYS } from './console-contract.ts'

// Pure: which days are meant.

const USUAL_DAYS = 30

/** The days asked for; throws when they are none, too many, or not here yet. */
export function periodOf({ from, to }: PeriodQuery, today: PlainDate): Period {
  const period = from === undefined && to === undefined ? { from: addDays(today, 1 - USUAL_DAYS), to: today } : { from: from ?? to!, to: to ?? from! }
  if (period.from > period.to) throw MallErrors.period_reversed({ field: 'to' })
  if (period.to > today) throw MallErrors.period_to_come({ field: 'to' })
  if (daysBetween(period.from, period.to) >= MOST_DAYS) throw MallErrors.period_too_long({ field: 'from', most: MOST_DAYS })
  return period
}

/** As many days, just before. */
export function periodBefore({ from, to }: Period): Period {
  return { from: addDays(from, -1 - daysBetween(from, to)), to: addDays(from, -1) }
}

/** From the first instant of its first day up to, and without, the first instant after its last. */
export const instantsOf = ({ from, to }: Period) => ({ since: instantOf(from, 0), until: instantOf(to, 24) })
