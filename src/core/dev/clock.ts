import type { MovableClock } from '../../kit/clock.ts'
import type { Parts } from '../../kit/module.ts'
import { addDays, dayOf, instantOf } from '../../kit/dates.ts'

/** Guests arrive from then on (rental.md). */
const ARRIVAL_HOUR = 14

/** Moves the demo's time forward and lets everything happen that has become due meanwhile. @returns the new now */
export async function advanceClock(parts: Parts, seconds: number): Promise<Date> {
  (parts.clock as MovableClock).advance(seconds)
  await parts.jobs.sweepNow(parts)
  parts.cache.forget('pages') // they name today
  return parts.clock.now()
}

/** Seconds until tomorrow's 14:00 in Shanghai. */
export function secondsToArrivalTomorrow(now: Date): number {
  return Math.ceil((instantOf(addDays(dayOf(now), 1), ARRIVAL_HOUR).getTime() - now.getTime()) / 1000)
}
