/**
 * Days are plain dates, texts 'YYYY-MM-DD' in Asia/Shanghai (design.md §4); they compare and sort as texts.
 * No JS Date ever stands for a day: nights are counted on dates, not on milliseconds (rental.md §2.1).
 */
export type PlainDate = string

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const SHANGHAI_OFFSET_MS = 8 * 3600_000 // China has had one zone and no summer time since 1991
const DAY_MS = 86_400_000

/** True for a day that is on the calendar: '2027-02-30' is not. */
export function isPlainDate(text: string): boolean {
  const match = PATTERN.exec(text)
  if (!match) return false
  const day = new Date(0)
  day.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  return day.toISOString().slice(0, 10) === text
}

/** Days since 1970-01-01: whole numbers to count with. */
export function dayNumber(date: PlainDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

export function dateOfDayNumber(n: number): PlainDate {
  return new Date(n * DAY_MS).toISOString().slice(0, 10)
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return dateOfDayNumber(dayNumber(date) + days)
}

/** Days from one date to another; the nights of a stay [from, to). */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** All days of [from, to). */
export function eachDay(from: PlainDate, to: PlainDate): PlainDate[] {
  return Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, i) => addDays(from, i))
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: PlainDate): number {
  return (dayNumber(date) + 4) % 7
}

/** The day it is in Shanghai at this instant. */
export function dayOf(instant: Date): PlainDate {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** The instant at which this hour (24 h clock, Shanghai) of this day begins. */
export function instantOf(date: PlainDate, hour: number, minute = 0): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - SHANGHAI_OFFSET_MS + hour * 3600_000 + minute * 60_000)
}
