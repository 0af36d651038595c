import type { Sql } from '../../../kit/db.ts'
import type { Attempt } from '../../../kit/http/idempotency.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { BasketCoupon, CouponOffer, CouponQuery, MyCoupon, MyCouponQuery } from './contract.ts'
import type { CouponLine } from './rules.ts'
import type { ClaimRow, OfferRow } from './store.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { once } from '../../../kit/http/idempotency.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { MallErrors } from '../errors.ts'
import { worthOf } from './rules.ts'
import { findClaim, findOffer, insertClaim, listClaims, listOffers, takeOne, usableClaims } from './store.ts'

const DAY_MS = 86_400_000

/** Coupons to be had; signed in, with what one has of them. */
export async function readOffers(parts: Parts, accountId: number | null, { page = 1, limit = 20, categoryId }: CouponQuery): Promise<Page<CouponOffer>> {
  const now = parts.clock.now()
  const { rows, count } = await listOffers(parts.db.sql, { accountId, categoryId: categoryId ?? null, page, limit }, now)
  return pageOf(rows.map(row => offerOf(row, now)), count, { page, limit })
}

export async function readMyCoupons(parts: Parts, accountId: number, { page = 1, limit = 20, state = 'usable' }: MyCouponQuery): Promise<Page<MyCoupon>> {
  const now = parts.clock.now()
  const { rows, count } = await listClaims(parts.db.sql, { accountId, state, page, limit }, now)
  return pageOf(rows.map(row => myCouponOf(row, now)), count, { page, limit })
}

/** Claims a coupon. Both limits, of the coupon and of the person, are decided by the database (mall.md §2, coupons). */
export async function claimCoupon(parts: Parts, accountId: number, couponId: number, attempt: Attempt | null): Promise<MyCoupon> {
  const now = parts.clock.now()
  return parts.db.tx(tx => once(tx, attempt, now, async () => {
    const taken = await takeOne(tx, couponId, now)
    if (!taken) throw await whyNot(tx, couponId, now)
    const endsAt = new Date(now.getTime() + taken.days * DAY_MS)
    const id = await insertClaim(tx, { couponId, accountId, perPerson: taken.perPerson, endsAt }, now)
    if (id === undefined) throw MallErrors.coupon_claimed({ limit: taken.perPerson })
    return myCouponOf((await findClaim(tx, accountId, id))!, now)
  }))
}

/** Somebody's coupons beside a basket: those that take off most first, then those that end first. */
export async function couponsFor(db: Sql, accountId: number, lines: readonly CouponLine[], now: Date): Promise<BasketCoupon[]> {
  const coupons = (await usableClaims(db, accountId, now)).map((row) => {
    const { discount, reason, missing } = worthOf(row, lines)
    return { id: row.id, ...termsOf(row), endsAt: row.endsAt.toISOString(), usable: reason === null, discount, reason, missing }
  })
  return coupons.sort((a, b) => Number(b.usable) - Number(a.usable) || b.discount - a.discount || a.missing - b.missing)
}

async function whyNot(db: Sql, couponId: number, now: Date): Promise<Error> {
  const offer = await findOffer(db, couponId)
  if (!offer) return KitErrors.not_found()
  return offer.claimFrom > now ? MallErrors.coupon_not_yet() : MallErrors.coupon_gone()
}

const termsOf = ({ name, kind, amount, percent, most, threshold, categoryId, categoryName }: ClaimRow | OfferRow) =>
  ({ name, kind, amount, percent, most, threshold, category: categoryId === null ? null : { id: categoryId, name: categoryName! } })

function offerOf(row: OfferRow, now: Date): CouponOffer {
  const state = row.mine >= row.perPerson ? 'claimed' : row.left !== null && row.left <= 0 ? 'gone' : row.claimFrom > now ? 'soon' : 'open'
  return { id: row.id, ...termsOf(row), days: row.days, perPerson: row.perPerson, claimFrom: row.claimFrom.toISOString(), claimUntil: row.claimUntil.toISOString(), left: row.left, mine: row.mine, state }
}

function myCouponOf(row: ClaimRow, now: Date): MyCoupon {
  const state = row.orderNo !== null ? 'used' : row.endsAt > now ? 'usable' : 'expired'
  return { id: row.id, couponId: row.couponId, ...termsOf(row), state, claimedAt: row.claimedAt.toISOString(), endsAt: row.endsAt.toISOString(), orderNo: row.orderNo }
}
