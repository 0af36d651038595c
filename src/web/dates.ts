import type { ComputedRef } from 'vue'
import type { Boot } from './boot.ts'
import { computed } from 'vue'
import { dayOf } from '../kit/dates.ts'
import { useBoot } from './boot.ts'
import { hydrated } from './hydrated.ts'

// The day arithmetic of the server is pure and small; the browser uses the same, so both count the same nights.
export type { PlainDate } from '../kit/dates.ts'
export { addDays, dayOf, daysBetween, eachDay, isPlainDate, weekday } from '../kit/dates.ts'

/** The site's present: differs from the browser's clock when the demo clock was moved. */
export function siteNow(boot: Boot): Date {
  return new Date(Date.now() + boot.clockAheadMs)
}

/** Today in Shanghai, 'YYYY-MM-DD'; the same in the server's HTML and in the first browser render. */
export function useToday(): ComputedRef<string> {
  const boot = useBoot()
  return computed(() => hydrated.value ? dayOf(siteNow(boot)) : boot.today)
}
