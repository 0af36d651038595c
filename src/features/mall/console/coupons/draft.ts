import type { ConsoleCoupon, NewCoupon } from '../../coupons/console-contract.ts'
import { parseYuan, yuanInput } from '../../../../web/yuan.ts'

/** A coupon while it is typed: amounts in yuan, counts as text, instants as text. */
export interface CouponDraft {
  name: string
  kind: 'amount' | 'percent'
  amount: string
  percent: string
  most: string
  threshold: string
  categoryId: number | ''
  perPerson: string
  total: string
  claimFrom: string
  claimUntil: string
  days: string
  visible: boolean
}

export const MOST_PIECES = 2_000_000_000
const MOST_FEN = 1_000_000_000

export const emptyDraft = ({ from = '', until = '' } = {}): CouponDraft =>
  ({ name: '', kind: 'amount', amount: '', percent: '', most: '', threshold: '0', categoryId: '', perPerson: '1', total: '', claimFrom: from, claimUntil: until, days: '7', visible: true })

export function draftOf({ name, kind, amount, percent, most, threshold, category, perPerson, total, claimFrom, claimUntil, days, visible }: ConsoleCoupon): CouponDraft {
  return {
    name,
    kind,
    amount: yuanInput(amount ?? undefined),
    percent: percent === null ? '' : String(percent),
    most: yuanInput(most ?? undefined),
    threshold: yuanInput(threshold),
    categoryId: category?.id ?? '',
    perPerson: String(perPerson),
    total: total === null ? '' : String(total),
    claimFrom,
    claimUntil,
    days: String(days),
    visible,
  }
}

interface Wrong { key: 'noName' | 'wrongSum' | 'wrongCount' | 'wrongTime', params?: { least: number, most: number } }

/** What was typed as the API takes it, and what is wrong with it, by field. Of a claimed one only what may change. */
export function readDraft(draft: CouponDraft, { isPromised, claimed }: { isPromised: boolean, claimed: number }): { values: Partial<NewCoupon>, wrong: Partial<Record<keyof NewCoupon, Wrong>> } {
  const wrong: Partial<Record<keyof NewCoupon, Wrong>> = {}
  function sum(field: 'amount' | 'most' | 'threshold', least: number): number {
    const fen = parseYuan(draft[field])
    if (fen !== null && fen >= least && fen <= MOST_FEN) return fen
    wrong[field] = { key: 'wrongSum' }
    return least
  }
  function count(field: 'percent' | 'perPerson' | 'days' | 'total', least: number, most: number): number {
    const n = /^\d{1,10}$/.test(draft[field].trim()) ? Number(draft[field]) : -1
    if (n < least || n > most) wrong[field] = { key: 'wrongCount', params: { least, most } }
    return n
  }
  function moment(field: 'claimFrom' | 'claimUntil'): string {
    if (!draft[field]) wrong[field] = { key: 'wrongTime' }
    return draft[field]
  }

  const name = draft.name.trim()
  if (!name) wrong.name = { key: 'noName' }
  const always = { name, total: draft.total.trim() ? count('total', Math.max(1, claimed), MOST_PIECES) : null, claimUntil: moment('claimUntil'), visible: draft.visible }
  if (isPromised) return { values: always, wrong }
  const isAmount = draft.kind === 'amount'
  const values: NewCoupon = {
    ...always,
    kind: draft.kind,
    amount: isAmount ? sum('amount', 1) : null,
    percent: isAmount ? null : count('percent', 1, 99),
    most: isAmount || !draft.most.trim() ? null : sum('most', 1),
    threshold: sum('threshold', 0),
    categoryId: draft.categoryId === '' ? null : draft.categoryId,
    perPerson: count('perPerson', 1, 99),
    claimFrom: moment('claimFrom'),
    days: count('days', 1, 366),
  }
  return { values, wrong }
}
