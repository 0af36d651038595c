import type { Attempt } from '../../kit/http/idempotency.ts'
import type { Parts } from '../../kit/module.ts'
import type { House, HouseChanges, HouseFields, HouseQuery, OwnHouseList } from './contract.ts'
import type { HouseValues } from './store-houses.ts'
import { holdActive } from '../../core/accounts/index.ts'
import { cursorOf, positionOf } from '../../kit/cursors.ts'
import { AppError, KitErrors } from '../../kit/errors.ts'
import { once } from '../../kit/http/idempotency.ts'
import { cursorPageOf } from '../../kit/pagination.ts'
import type { Kept } from './cached.ts'
import { houseChanged, houseOnSite, toCard, toHouse } from './cached.ts'
import { StaysErrors } from './errors.ts'
import { findHouse, insertHouse, isAreaOffered, knownFacilities, listOwnHouses, lockOwnHouse, updateHouse } from './store-houses.ts'

/** What a host need not say. */
const DEFAULTS = { description: '', instant: false, policy: 'flexible', noticeDays: 0, windowDays: 365, checkInHour: 14, checkOutHour: 12, facilityIds: [] } as const

const TEXTS = ['title', 'description', 'address', 'unit', 'beds'] as const
const NEEDED_TEXTS = ['title', 'address', 'unit', 'beds'] as const
/** Changed, staff look at the home again. */
const REVIEWED_FIELDS = ['title', 'description', 'address', 'areaId'] as const

/** Puts a home on the site, for somebody who has confirmed their identity (S-81, B-57). */
export async function publishHouse(parts: Parts, hostId: number, fields: HouseFields, attempt: Attempt | null): Promise<House> {
  const given: HouseValues = { ...DEFAULTS, ...tidied(fields), facilityIds: fields.facilityIds ?? [] }
  checkTerms(given)
  const now = parts.clock.now()
  const { id } = await parts.db.tx(tx => once(tx, attempt, now, async () => {
    if (!await holdActive(tx, hostId)) throw KitErrors.not_signed_in()
    if (!await isAreaOffered(tx, given.areaId)) throw StaysErrors.unknown_area({ field: 'areaId' })
    return { id: await insertHouse(tx, hostId, { ...given, facilityIds: await knownFacilities(tx, given.facilityIds) }, now) }
  }))
  houseChanged(parts, id)
  return ownHouse(parts, id, hostId)
}

/** Changes any part of one's own home, or pauses it. What guests have booked keeps its terms. */
export async function editHouse(parts: Parts, hostId: number, houseId: number, fields: HouseChanges): Promise<House> {
  const { status, ...changes } = tidied(fields)
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    // Before the home: the order in which their homes are taken off the site when somebody leaves.
    if (!await holdActive(tx, hostId)) throw KitErrors.not_signed_in()
    const house = await lockOwnHouse(tx, houseId, hostId)
    if (!house) throw KitErrors.not_found()
    if (status && house.status === 'taken_down') throw StaysErrors.taken_down({ reason: house.statusReason })
    checkTerms({ ...house, ...changes })
    if (changes.areaId !== undefined && changes.areaId !== house.areaId && !await isAreaOffered(tx, changes.areaId)) throw StaysErrors.unknown_area({ field: 'areaId' })
    const facilityIds = changes.facilityIds && await knownFacilities(tx, changes.facilityIds)
    await updateHouse(tx, houseId, { ...changes, facilityIds, status }, { now, unreviewed: REVIEWED_FIELDS.some(field => changes[field] !== undefined) })
  })
  houseChanged(parts, houseId)
  return ownHouse(parts, houseId, hostId)
}

/** The page of a home: the same kept answer for everybody but its host, who sees more, in any state. */
export async function readHouse(parts: Parts, houseId: number, viewerId: number | undefined): Promise<Kept<House> | { house: House }> {
  try {
    const kept = await houseOnSite(parts, houseId)
    if (kept.hostId !== viewerId) return kept
  } catch (error) {
    if (viewerId === undefined || !(error instanceof AppError && error.status === 404)) throw error
  }
  return { house: await ownHouse(parts, houseId, viewerId) }
}

async function ownHouse(parts: Parts, houseId: number, hostId: number): Promise<House> {
  const row = await findHouse(parts.db.sql, houseId)
  if (row?.hostId !== hostId) throw KitErrors.not_found()
  return toHouse(row, { isOwner: true })
}

/** One's own homes, newest first, in any state (S-82). */
export async function ownHouses(parts: Parts, hostId: number, { page = 1, limit = 10, after }: HouseQuery): Promise<OwnHouseList> {
  const [afterId] = after === undefined ? [] : positionOf(after, 'own', ['number'])
  const { rows, count } = await listOwnHouses(parts.db.sql, hostId, { page, limit, afterId }, parts.clock.now())
  const items = rows.map(row => ({ ...toCard(row, row.areaName), status: row.status, statusReason: row.statusReason, waitingCount: row.waitingCount }))
  return cursorPageOf(items, count, { page, limit }, ({ id }) => cursorOf('own', [id]))
}

/** Texts without space around them. Throws stays.blank where nothing is left of one that is needed. */
function tidied<F extends HouseFields | HouseChanges>(fields: F): F {
  const texts = Object.fromEntries(TEXTS.flatMap(name => fields[name] === undefined ? [] : [[name, fields[name].trim()]]))
  const blank = NEEDED_TEXTS.find(name => texts[name] === '')
  if (blank) throw StaysErrors.blank({ field: blank })
  return { ...fields, ...texts }
}

/** Terms that contradict each other would make a home nobody can book. */
function checkTerms({ minNights, maxNights, noticeDays, windowDays }: Pick<HouseValues, 'minNights' | 'maxNights' | 'noticeDays' | 'windowDays'>): void {
  if (maxNights > 0 && maxNights < minNights) throw StaysErrors.nights_reversed({ field: 'maxNights' })
  if (noticeDays + minNights > windowDays) throw StaysErrors.window_too_short({ field: 'windowDays' })
}
