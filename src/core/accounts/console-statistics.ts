import type { Parts } from '../../kit/module.ts'
import type { UserStatistics } from './console-contract.ts'
import { addDays, dayOf, eachDay, instantOf } from '../../kit/dates.ts'
import { countRegistrations, countUsers } from './console-store.ts'

const DAYS = 30
/** Counting everybody costs more than staff gain by its being to the second. */
const KEPT_SECONDS = 60

/** How many people there are, and how many came in the last 30 days (O-09). */
export async function userStatistics(parts: Parts): Promise<UserStatistics> {
  const today = dayOf(parts.clock.now())
  return parts.cache.remember(`accounts:statistics ${today}`, { seconds: KEPT_SECONDS, tags: [] }, async () => {
    const first = addDays(today, 1 - DAYS)
    const [counts, registrations] = await Promise.all([
      countUsers(parts.db.sql, instantOf(today, 0)),
      countRegistrations(parts.db.sql, instantOf(first, 0)),
    ])
    const registered = new Map(registrations.map(day => [day.date, day.registered]))
    const days = eachDay(first, addDays(today, 1)).map(date => ({ date, registered: registered.get(date) ?? 0 }))
    return { ...counts, newToday: days.at(-1)!.registered, days }
  })
}
