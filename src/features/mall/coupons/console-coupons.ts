import type { Tx } from '../../../kit/db.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { ConsoleCoupon, ConsoleCouponQuery, CouponChange, CouponClaim, CouponClaimQuery, NewCoupon } from './console-contract.ts'
import type { CouponValues, StaffCouponRow } from './console-store.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { MallErrors } from '../errors.ts'
import { brokenPromise, checkCoupon, stateOf } from './console-rules.ts'
import { deleteCoupon, findCouponForStaff, insertCoupon, listClaimsForStaff, listCouponsForStaff, lockCoupon, updateCoupon, usesOf } from './console-store.ts'

export async function couponsForStaff(parts: Parts, { page = 1, limit = 20, ...filter }: ConsoleCouponQuery): Promise<Page<ConsoleCoupon>> {
  const now = parts.clock.now()
  const { rows, count } = await listCouponsForStaff(parts.db.sql, { ...filter, page, limit }, now)
  const uses = await usesOf(parts.db.sql, rows.map(({ id }) => id))
  return pageOf(rows.map(row => toCoupon(row, uses.get(row.id), now)), count, { page, limit })
}

export async function couponForStaff(parts: Parts, id: number): Promise<ConsoleCoupon> {
  const row = await findCouponForStaff(parts.db.sql, id)
  if (!row) throw KitErrors.not_found()
  return toCoupon(row, (await usesOf(parts.db.sql, [id])).get(id), parts.clock.now())
}

export async function claimsForStaff(parts: Parts, id: number, { page = 1, limit = 20, state }: CouponClaimQuery): Promise<Page<CouponClaim>> {
  if (!await findCouponForStaff(parts.db.sql, id)) throw KitErrors.not_found()
  const now = parts.clock.now()
  const { rows, count } = await listClaimsForStaff(parts.db.sql, id, { state, page, limit }, now)
  return pageOf(rows.map(({ claimedAt, endsAt, ...row }) => ({
    ...row,
    claimedAt: claimedAt.toISOString(),
    endsAt: endsAt.toISOString(),
    state: row.orderNo !== null ? 'used' as const : endsAt > now ? 'usable' as const : 'expired' as const,
  })), count, { page, limit })
}

const onUnknownCategory = onConstraint({ coupon_category_id_fkey: () => MallErrors.category_gone({ field: 'categoryId' }) })

export async function addCoupon(parts: Parts, by: Staff, wish: NewCoupon): Promise<ConsoleCoupon> {
  const now = parts.clock.now()
  const values: CouponValues = { ...wish, name: wish.name.trim(), claimFrom: new Date(wish.claimFrom), claimUntil: new Date(wish.claimUntil) }
  checkCoupon(values)
  if (values.claimUntil <= now) throw MallErrors.coupon_past({ field: 'claimUntil' })
  const id = await parts.db.tx(async (tx) => {
    const added = await insertCoupon(tx, values, now)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.add_coupon', target: `coupon:${added}`, after: await toldNow(tx, added) })
    return added
  }).catch(onUnknownCategory)
  return couponForStaff(parts, id)
}

/** Changes a coupon. What it promises to those who have claimed it stays as it was then. */
export async function changeCoupon(parts: Parts, by: Staff, id: number, { version, ...change }: CouponChange): Promise<ConsoleCoupon> {
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    const before = await lockForChange(tx, id)
    if (before.version !== version) throw MallErrors.changed_meanwhile()
    const after = { ...before, ...changesOf(change) }
    const broken = before.claimed > 0 ? brokenPromise(before, after) : undefined
    if (broken) throw MallErrors.coupon_promised({ field: broken, claimed: before.claimed })
    if (after.total !== null && after.total < before.claimed) throw MallErrors.coupon_total({ field: 'total', claimed: before.claimed })
    checkCoupon(after)
    if (after.claimUntil <= now && +after.claimUntil !== +before.claimUntil) throw MallErrors.coupon_past({ field: 'claimUntil' })
    await updateCoupon(tx, id, after)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.change_coupon', target: `coupon:${id}`, before: toldOf(before), after: await toldNow(tx, id) })
  }).catch(onUnknownCategory)
  return couponForStaff(parts, id)
}

/** Nobody can claim it from now on; those who have it keep it. */
export async function endCoupon(parts: Parts, by: Staff, id: number, reason: string): Promise<ConsoleCoupon> {
  const now = parts.clock.now()
  await parts.db.tx(async (tx) => {
    const before = await lockForChange(tx, id)
    if (before.claimUntil <= now) return
    if (before.claimFrom >= now) throw MallErrors.coupon_not_begun()
    await updateCoupon(tx, id, { ...before, claimUntil: now })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.end_coupon', target: `coupon:${id}`, reason, before: { claimUntil: before.claimUntil }, after: { claimUntil: now } })
  })
  return couponForStaff(parts, id)
}

/** Deletes a coupon that nobody has claimed. */
export async function removeCoupon(parts: Parts, by: Staff, id: number): Promise<void> {
  await parts.db.tx(async (tx) => {
    const before = await lockForChange(tx, id)
    if (before.claimed > 0) throw MallErrors.coupon_has_claims({ claimed: before.claimed })
    await deleteCoupon(tx, id)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.delete_coupon', target: `coupon:${id}`, before: toldOf(before) })
  })
}

async function lockForChange(tx: Tx, id: number): Promise<StaffCouponRow> {
  const row = await lockCoupon(tx, id)
  if (!row) throw KitErrors.not_found()
  return row
}

/** As the database has it: instants, a tidy name. What is not said stays unsaid. */
function changesOf({ name, claimFrom, claimUntil, ...rest }: Partial<NewCoupon>): Partial<CouponValues> {
  return {
    ...rest,
    ...name === undefined ? {} : { name: name.trim() },
    ...claimFrom === undefined ? {} : { claimFrom: new Date(claimFrom) },
    ...claimUntil === undefined ? {} : { claimUntil: new Date(claimUntil) },
  }
}

/** What the audit log keeps; `pieces`, because a total is money elsewhere. */
const toldOf = ({ name, kind, amount, percent, most, threshold, categoryName, perPerson, total, claimFrom, claimUntil, days, visible }: StaffCouponRow) =>
  ({ name, kind, amount, percent, most, threshold, category: categoryName, perPerson, pieces: total, claimFrom, claimUntil, days, visible })
const toldNow = async (tx: Tx, id: number) => toldOf((await findCouponForStaff(tx, id))!)

function toCoupon({ categoryId, categoryName, claimFrom, claimUntil, createdAt, ...row }: StaffCouponRow, uses: { used: number, takenOff: number } | undefined, now: Date): ConsoleCoupon {
  return {
    ...row,
    category: categoryId === null ? null : { id: categoryId, name: categoryName! },
    claimFrom: claimFrom.toISOString(),
    claimUntil: claimUntil.toISOString(),
    createdAt: createdAt.toISOString(),
    state: stateOf({ visible: row.visible, claimFrom, claimUntil }, now),
    used: uses?.used ?? 0,
    takenOff: uses?.takenOff ?? 0,
  }
}
