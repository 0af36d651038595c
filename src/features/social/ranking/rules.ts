import type { PlainDate } from '../../../kit/dates.ts'
import { addDays, dayOf, instantOf, weekday } from '../../../kit/dates.ts'

/**
 * What a like and a super-like are worth (O-11). A pass takes nothing away, other than in the documents (−5): it says "not for
 * me", not "bad", most people pass most others, and a number that strangers can push down in public is a weapon.
 */
export const POINTS = { like: 5, superlike: 7 }

/** The week of the ranking began then: on Monday, 00:00 in Shanghai, for everybody the same. */
export function weekBegan(now: Date): Date {
  const today: PlainDate = dayOf(now)
  return instantOf(addDays(today, -((weekday(today) + 6) % 7)), 0)
}
