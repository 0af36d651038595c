import type { PlainDate } from '../../../../web/dates.ts'
import { addDays, eachDay, weekday } from '../../../../web/dates.ts'

/** A month as its first day. */
export type Month = PlainDate

export const monthOf = (date: PlainDate): Month => `${date.slice(0, 8)}01`

export function addMonths(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const at = year * 12 + number - 1 + count
  return `${Math.floor(at / 12)}-${String(at % 12 + 1).padStart(2, '0')}-01`
}

/** The weeks of a month from Sunday to Saturday; places before and after it are empty. */
export function weeksOf(month: Month): (PlainDate | undefined)[][] {
  const days: (PlainDate | undefined)[] = [...Array.from<undefined>({ length: weekday(month) }), ...eachDay(month, addMonths(month, 1))]
  while (days.length % 7) days.push(undefined)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

/** Where a key leads in a calendar; nothing for other keys. */
export function dayByKey(key: string, date: PlainDate): PlainDate | undefined {
  switch (key) {
    case 'ArrowLeft': return addDays(date, -1)
    case 'ArrowRight': return addDays(date, 1)
    case 'ArrowUp': return addDays(date, -7)
    case 'ArrowDown': return addDays(date, 7)
    case 'Home': return addDays(date, -weekday(date))
    case 'End': return addDays(date, 6 - weekday(date))
    case 'PageUp': return sameDay(date, -1)
    case 'PageDown': return sameDay(date, 1)
    default: return undefined
  }
}

/** The same day of another month, or its last when it is shorter. */
function sameDay(date: PlainDate, months: number): PlainDate {
  const month = addMonths(monthOf(date), months)
  const last = addDays(addMonths(month, 1), -1)
  const wanted = month.slice(0, 8) + date.slice(8)
  return wanted > last ? last : wanted
}
