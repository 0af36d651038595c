import type { Fen } from '../../../kit/money.ts'
import type { CouponState } from './console-contract.ts'
import { MallErrors } from '../errors.ts'

// Pure: what a coupon may be, and what of it may change.

interface Run { visible: boolean, claimFrom: Date, claimUntil: Date }

interface Promised {
  kind: 'amount' | 'percent'
  amount: Fen | null
  percent: number | null
  most: Fen | null
  threshold: Fen
  categoryId: number | null
  perPerson: number
  claimFrom: Date
  days: number
}

/** What somebody who has claimed it counts on. `claimFrom` is over by then. */
const PROMISES = ['kind', 'amount', 'percent', 'most', 'threshold', 'categoryId', 'perPerson', 'claimFrom', 'days'] as const

/** The first promise that the change would break; undefined when all are kept. */
export const brokenPromise = (before: Promised, after: Promised) => PROMISES.find(field => String(before[field]) !== String(after[field]))

export function stateOf({ visible, claimFrom, claimUntil }: Run, now: Date): CouponState {
  if (claimUntil <= now) return 'over'
  if (!visible) return 'hidden'
  return claimFrom > now ? 'planned' : 'running'
}

/** Refuses what contradicts itself. */
export function checkCoupon({ kind, amount, percent, most, threshold, claimFrom, claimUntil }: Promised & Run): void {
  const isAmount = kind === 'amount'
  if (isAmount !== (amount !== null)) throw MallErrors.coupon_worth({ field: 'amount' })
  if (isAmount === (percent !== null)) throw MallErrors.coupon_worth({ field: 'percent' })
  if (isAmount && most !== null) throw MallErrors.coupon_worth({ field: 'most' })
  if (amount !== null && threshold > 0 && amount > threshold) throw MallErrors.coupon_above_threshold({ field: 'amount' })
  if (claimFrom >= claimUntil) throw MallErrors.coupon_reversed({ field: 'claimUntil' })
}
