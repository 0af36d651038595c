import type { StayRules } from './range.ts'
import { addDays } from '../../../../web/dates.ts'

/** How far ahead a search may look: no home can be booked further. */
const SEARCH_DAYS = 365

/** The rules of a search, which knows no home yet: any nights from today on. */
export function anyStay(today: string): { rules: StayRules, last: string } {
  return {
    rules: { minNights: 1, maxNights: 0, night: date => date < today ? 'past' : 'free' },
    last: addDays(today, SEARCH_DAYS),
  }
}
