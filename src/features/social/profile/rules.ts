import type { PlainDate } from '../../../kit/dates.ts'
import type { Gender } from '../atoms.ts'
import type { GenderCode } from '../tables.ts'

export const MIN_PHOTOS = 2
export const MAX_PHOTOS = 9
export const ADULT_YEARS = 18

const CODES: Record<Gender, GenderCode> = { female: 1, male: 2, other: 4 }
const GENDERS = Object.keys(CODES) as Gender[]

export const genderCode = (gender: Gender): GenderCode => CODES[gender]
export const genderOf = (code: GenderCode): Gender => GENDERS.find(gender => CODES[gender] === code)!
/** Whom somebody seeks, as the sum that is stored. */
export const seeksCode = (genders: readonly Gender[]): number => genders.reduce((sum, gender) => sum | CODES[gender], 0)
export const seeksOf = (code: number): Gender[] => GENDERS.filter(gender => CODES[gender] & code)

/** True while staff hide somebody; a ban with an end ends by itself. In SQL: reachable.ts. */
export const isBanned = ({ bannedAt, bannedUntil }: { bannedAt: Date | null, bannedUntil: Date | null }, now: Date): boolean => bannedAt !== null && (bannedUntil === null || bannedUntil > now)

/** Whole years since birth on a day; who was born on a 29th of February is a year older on the 1st of March of common years. */
export function ageOn(birth: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) < birth.slice(5) ? years - 1 : years
}

/** The same day so many years before; the 28th for a 29th of February that year does not have, as PostgreSQL counts. */
export function yearsBefore(day: PlainDate, years: number): PlainDate {
  const year = Number(day.slice(0, 4)) - years
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return `${String(year).padStart(4, '0')}${day.endsWith('02-29') && !isLeap ? '-02-28' : day.slice(4)}`
}

/** Birth dates of people who are from `ageMin` to `ageMax` years old on a day: later than `after`, not later than `until`. */
export function birthDates(day: PlainDate, ageMin: number, ageMax: number): { after: PlainDate, until: PlainDate } {
  return { after: yearsBefore(day, ageMax + 1), until: yearsBefore(day, ageMin) }
}
