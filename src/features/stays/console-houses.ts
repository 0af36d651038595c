import type { Staff } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { Page } from '../../kit/pagination.ts'
import type { ConsoleHouse, ConsoleHouseItem, ConsoleHouseQuery, HouseStanding } from './console-contract.ts'
import type { PersonRow } from './store-claims.ts'
import { accountIdOf, holdActive } from '../../core/accounts/index.ts'
import { recordAudit } from '../../core/staff/index.ts'
import { KitErrors } from '../../kit/errors.ts'
import { pageOf } from '../../kit/pagination.ts'
import { houseChanged, toCard, toHouse } from './cached.ts'
import { findHostOf, listHousesForStaff, lockHouseStanding, markReviewed, setHouseStanding } from './console-store.ts'
import { StaysErrors } from './errors.ts'
import { findHouse } from './store-houses.ts'

export const personOf = ({ publicId, id, name }: PersonRow) => ({ id: publicId, number: id, name })

/** Somebody staff filter by; nobody has the id 0. */
export const idOrNobody = async (parts: Parts, publicId: string | undefined) => publicId === undefined ? undefined : await accountIdOf(parts.db.sql, publicId) ?? 0

export async function housesForStaff(parts: Parts, { host, ...given }: ConsoleHouseQuery): Promise<Page<ConsoleHouseItem>> {
  const query = { page: 1, limit: 20, ...given, hostId: await idOrNobody(parts, host) }
  const { rows, count } = await listHousesForStaff(parts.db.sql, query)
  return pageOf(rows.map((row) => {
    const { id, title, price, area, picture, rating, reviewCount, bookingCount, createdAt } = toCard(row, row.areaName)
    return { id, title, price, area, picture, rating, reviewCount, bookingCount, createdAt, host: personOf(row.host), status: row.status, statusReason: row.statusReason, reviewedAt: row.reviewedAt?.toISOString() ?? null, hostCancelCount: row.hostCancelCount }
  }), count, query)
}

export async function houseForStaff(parts: Parts, houseId: number): Promise<ConsoleHouse> {
  const row = await findHouse(parts.db.sql, houseId)
  if (!row) throw KitErrors.not_found()
  const { isOwner: _, host, ...house } = toHouse(row, { isOwner: true })
  return { ...house, host: { ...host, number: row.hostId }, reviewedAt: row.reviewedAt?.toISOString() ?? null, hostCancelCount: row.hostCancelCount }
}

/** Takes a home off the site, or puts one back that was taken off, as far as its host is there. Its bookings stay as they are. */
export async function setStanding(parts: Parts, by: Staff, houseId: number, { status, reason }: HouseStanding): Promise<ConsoleHouse> {
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    // The host before the home: the order in which their homes are taken off the site when they are suspended or leave.
    const hostId = await findHostOf(tx, houseId)
    const hostActive = hostId !== undefined && await holdActive(tx, hostId)
    const before = await lockHouseStanding(tx, houseId)
    if (!before) throw KitErrors.not_found()
    if ((before.status === 'taken_down') === (status === 'taken_down')) throw StaysErrors.wrong_state({ status: before.status })
    const statusReason = status === 'taken_down' ? reason : null
    const after = status === 'published' && !hostActive ? 'host_away' : status
    await setHouseStanding(tx, houseId, { status: after, reason: statusReason, now })
    await recordAudit(parts, tx, {
      staffId: by.staffId,
      action: status === 'taken_down' ? 'stays.take_down' : 'stays.restore',
      target: `house:${houseId}`,
      reason,
      before: { status: before.status, statusReason: before.statusReason },
      after: { status: after, statusReason },
    })
  })
  houseChanged(parts, houseId)
  return houseForStaff(parts, houseId)
}

/** Staff have looked at a home and found it in order. */
export async function reviewHouse(parts: Parts, by: Staff, houseId: number): Promise<ConsoleHouse> {
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    const before = await lockHouseStanding(tx, houseId)
    if (!before) throw KitErrors.not_found()
    await markReviewed(tx, houseId, now)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'stays.review', target: `house:${houseId}`, before: { reviewedAt: before.reviewedAt }, after: { reviewedAt: now } })
  })
  return houseForStaff(parts, houseId)
}
