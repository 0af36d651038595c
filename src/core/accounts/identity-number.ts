import type { PlainDate } from '../../kit/dates.ts'
import { isPlainDate } from '../../kit/dates.ts'
import { isCurrentRegion, regionName } from '../regions/index.ts'

const CONSTELLATIONS = ['capricorn', 'aquarius', 'pisces', 'aries', 'taurus', 'gemini', 'cancer', 'leo', 'virgo', 'libra', 'scorpio', 'sagittarius'] as const
const ZODIAC = ['rat', 'ox', 'tiger', 'rabbit', 'dragon', 'snake', 'horse', 'goat', 'monkey', 'rooster', 'dog', 'pig'] as const

/** What an identity number says about its holder (S-78). */
export interface IdentityNumber {
  /** Normalised: half-width, without spaces, the check digit X in upper case. */
  number: string
  birthDate: PlainDate
  sex: 'female' | 'male'
  /** The six digits of the place of first registration, as they are in the number. */
  regionCode: string
  /** That place in Chinese, as far as it still exists: '安徽省合肥市蜀山区'. */
  region: string
  /** True when the division is no longer on the map; the number stays valid. */
  regionAbandoned: boolean
  /** Full years on the given day. */
  age: number
  constellation: typeof CONSTELLATIONS[number]
  /** By the year of birth alone, as the documents' library has it: before the lunar new year it is one too far. */
  chineseZodiac: typeof ZODIAC[number]
  length: 15 | 18
  /** Null for numbers of 15 digits, which have none. */
  checkDigit: string | null
}

export type IdentityNumberRefusal = 'length' | 'characters' | 'check_digit' | 'region' | 'birth_date'

const OLDEST_AGE = 150

/** Residence permits for people of Hong Kong, Macao and Taiwan: issued since 2018 under these codes only (S-77). */
const PERMIT_REGIONS: Readonly<Record<string, string>> = { 810000: '810000', 820000: '820000', 830000: '710000' }

/**
 * Reads a Chinese identity number (GB 11643; S-77): identity cards of 18 digits, those of 15 issued until 1999 (people
 * born 1900–1999), and residence permits for Hong Kong, Macao and Taiwan. Full-width digits and spaces are forgiven.
 */
export function parseIdentityNumber(text: string, today: PlainDate): { ok: true } & IdentityNumber | { ok: false, reason: IdentityNumberRefusal } {
  const number = normalise(text)
  const { length } = number
  if (length !== 15 && length !== 18) return refused('length')
  if (!/^\d{15}(?:\d{2}[\dX])?$/.test(number)) return refused('characters')
  if (length === 18 && checkDigitOf(number) !== number[17]) return refused('check_digit')

  const regionCode = number.slice(0, 6)
  const place = placeOf(regionCode, length)
  const region = place && regionName(place, 'zh-CN')
  if (!region) return refused('region')

  const digits = length === 18 ? number.slice(6, 14) : `19${number.slice(6, 12)}`
  const birthDate = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
  if (!isPlainDate(birthDate) || birthDate > today) return refused('birth_date')
  const age = yearsBetween(birthDate, today)
  if (age > OLDEST_AGE) return refused('birth_date')

  return {
    ok: true,
    number,
    birthDate,
    sex: Number(number[length === 18 ? 16 : 14]) % 2 === 1 ? 'male' : 'female',
    regionCode,
    region,
    regionAbandoned: !isCurrentRegion(place),
    age,
    constellation: constellationOf(birthDate),
    chineseZodiac: ZODIAC[(Number(birthDate.slice(0, 4)) + 8) % 12]!, // the year 4 was one of the rat
    length,
    checkDigit: number[17] ?? null,
  }
}

function refused(reason: IdentityNumberRefusal): { ok: false, reason: IdentityNumberRefusal } {
  return { ok: false, reason }
}

function normalise(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xFEE0))
    .replace(/[\s\u200B]/g, '')
    .toUpperCase()
}

/** ISO 7064 MOD 11-2: each place weighs 2^(distance from the end) mod 11; finds every single wrong digit. */
function checkDigitOf(number: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(number[i]) * (2 ** (17 - i) % 11)
  return '10X98765432'[sum % 11]!
}

/** The division a number's first six digits stand for; null for codes no such number is issued under. */
function placeOf(regionCode: string, length: 15 | 18): string | null {
  if (!/^8[123]/.test(regionCode)) return regionCode
  return length === 18 ? PERMIT_REGIONS[regionCode] ?? null : null
}

function yearsBetween(birthDate: PlainDate, today: PlainDate): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** The day of each month, from January on, on which the next constellation begins. */
const CONSTELLATION_STARTS = [20, 19, 21, 20, 21, 22, 23, 23, 23, 24, 23, 22]

function constellationOf(birthDate: PlainDate): IdentityNumber['constellation'] {
  const month = Number(birthDate.slice(5, 7)) - 1
  const begun = Number(birthDate.slice(8)) >= CONSTELLATION_STARTS[month]!
  return CONSTELLATIONS[(month + (begun ? 1 : 0)) % 12]!
}
