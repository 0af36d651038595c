import type { PlainDate } from '../../../../web/dates.ts'
import { isPlainDate } from '../../../../web/dates.ts'

/** Year, month and day as they were typed, as a date; undefined while they are none on the calendar. */
export function birthOf(year: string, month: string, day: string): PlainDate | undefined {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day) || Number(year) < 1900) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isPlainDate(date) ? date : undefined
}

/** Whole years, as the server counts them. */
export function ageAt(birth: PlainDate, today: PlainDate): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4))
  return today.slice(5) < birth.slice(5) ? years - 1 : years
}
