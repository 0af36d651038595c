import type { CancellationPolicy, House, HouseFields } from '../../contract.ts'
import { parseYuan, yuanInput } from '../../../../web/yuan.ts'

type NumberField = keyof typeof LIMITS
type TextField = keyof typeof LENGTHS

/** Smallest and largest value, as contract.ts has them (a test compares). */
export const LIMITS = {
  roomCount: [1, 50],
  acreage: [1, 10_000],
  capacity: [1, 50],
  minNights: [1, 365],
  maxNights: [0, 365],
  noticeDays: [0, 30],
  windowDays: [1, 730],
} as const

/** Longest text of each field; all but the description are required. */
export const LENGTHS = { title: 64, description: 2000, address: 200, unit: 32, beds: 64 } as const

/** The cheapest night in fen. */
export const PRICE_MIN = 100
/** The dearest night and the highest deposit in fen. */
export const MONEY_MAX = 10_000_000

/** What stands in the form: numbers and amounts are text until they are read. */
export type HouseDraft = Record<TextField | NumberField | 'price' | 'deposit', string> & {
  areaId: number | ''
  instant: boolean
  policy: CancellationPolicy
  checkInHour: number
  checkOutHour: number
  facilityIds: number[]
}

export type Wrong = { why: 'missing' | 'yuan' | 'whole' | 'nights' } | { why: 'range', min: string, max: string }
export type WrongFields = Partial<Record<keyof HouseDraft, Wrong>>

/** The form of a home, or an empty one with what most hosts would choose. */
export function draftOf(house?: House): HouseDraft {
  return {
    title: house?.title ?? '',
    description: house?.description ?? '',
    price: yuanInput(house?.price),
    areaId: house?.area.id ?? '',
    address: house?.address ?? '',
    roomCount: String(house?.roomCount ?? 1),
    acreage: String(house?.acreage ?? ''),
    unit: house?.unit ?? '',
    capacity: String(house?.capacity ?? 2),
    beds: house?.beds ?? '',
    deposit: yuanInput(house?.deposit ?? 0),
    minNights: String(house?.minNights ?? 1),
    maxNights: String(house?.maxNights ?? 0),
    instant: house?.instant ?? false,
    policy: house?.policy ?? 'flexible',
    noticeDays: String(house?.noticeDays ?? 0),
    windowDays: String(house?.windowDays ?? 365),
    checkInHour: house?.checkInHour ?? 14,
    checkOutHour: house?.checkOutHour ?? 12,
    facilityIds: [...house?.facilityIds ?? []],
  }
}

/** Reads the form: the fields to send, or what is wrong with which. */
export function readDraft(draft: HouseDraft): { fields: HouseFields, wrong?: undefined } | { fields?: undefined, wrong: WrongFields } {
  const wrong: WrongFields = {}
  const text = (name: TextField) => {
    if (name !== 'description' && !draft[name].trim()) wrong[name] = { why: 'missing' }
    return draft[name].trim()
  }
  const number = (name: NumberField) => {
    const typed = draft[name].trim()
    const [min, max] = LIMITS[name]
    const n = Number(typed)
    if (!typed) wrong[name] = { why: 'missing' }
    else if (!/^\d{1,6}$/.test(typed)) wrong[name] = { why: 'whole' }
    else if (n < min || n > max) wrong[name] = { why: 'range', min: String(min), max: String(max) }
    return n
  }
  const money = (name: 'price' | 'deposit', min: number) => {
    const fen = parseYuan(draft[name])
    if (!draft[name].trim()) wrong[name] = { why: 'missing' }
    else if (fen === null) wrong[name] = { why: 'yuan' }
    else if (fen < min || fen > MONEY_MAX) wrong[name] = { why: 'range', min: `¥${yuanInput(min)}`, max: `¥${yuanInput(MONEY_MAX)}` }
    return fen ?? 0
  }

  const fields: HouseFields = {
    title: text('title'),
    description: text('description'),
    price: money('price', PRICE_MIN),
    areaId: Number(draft.areaId),
    address: text('address'),
    roomCount: number('roomCount'),
    acreage: number('acreage'),
    unit: text('unit'),
    capacity: number('capacity'),
    beds: text('beds'),
    deposit: money('deposit', 0),
    minNights: number('minNights'),
    maxNights: number('maxNights'),
    instant: draft.instant,
    policy: draft.policy,
    noticeDays: number('noticeDays'),
    windowDays: number('windowDays'),
    checkInHour: draft.checkInHour,
    checkOutHour: draft.checkOutHour,
    facilityIds: [...draft.facilityIds].sort((a, b) => a - b),
  }
  if (draft.areaId === '') wrong.areaId = { why: 'missing' }
  if (!wrong.minNights && !wrong.maxNights && fields.maxNights > 0 && fields.maxNights < fields.minNights) wrong.maxNights = { why: 'nights' }
  return Object.keys(wrong).length ? { wrong } : { fields }
}
