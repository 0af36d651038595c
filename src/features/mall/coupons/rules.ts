import type { Fen } from '../../../kit/money.ts'
import { percentOf } from '../../../kit/money.ts'

/** What a coupon takes off, and of which goods: those of its category and below. */
export interface CouponTerms {
  kind: 'amount' | 'percent'
  amount: Fen | null
  percent: number | null
  most: Fen | null
  threshold: Fen
  categoryId: number | null
}

/** Goods of one line: fen, and the categories they are in, from the first level down. */
export interface CouponLine { sum: Fen, categoryPath: readonly number[] }

export interface CouponWorth { discount: Fen, reason: 'threshold' | 'goods' | null, missing: Fen }

export const isFor = ({ categoryId }: CouponTerms, { categoryPath }: CouponLine) => categoryId === null || categoryPath.includes(categoryId)

/**
 * What the coupon takes off these goods, and why nothing. One fen of a basket is always left to pay, so that every order is
 * paid like any other and coupons never turn into goods for nothing.
 */
export function worthOf(terms: CouponTerms, lines: readonly CouponLine[]): CouponWorth {
  const eligible = sumOf(lines.filter(line => isFor(terms, line)))
  if (eligible === 0) return { discount: 0, reason: 'goods', missing: terms.threshold }
  if (eligible < terms.threshold) return { discount: 0, reason: 'threshold', missing: terms.threshold - eligible }
  const full = terms.kind === 'amount' ? terms.amount! : Math.min(percentOf(eligible, terms.percent!), terms.most ?? Number.POSITIVE_INFINITY)
  return { discount: Math.min(full, eligible, sumOf(lines) - 1), reason: null, missing: 0 }
}

const sumOf = (lines: readonly CouponLine[]) => lines.reduce((sum, line) => sum + line.sum, 0)
