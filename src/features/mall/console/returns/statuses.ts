import type { ReturnCase, ReturnStatus } from '../../orders/contract.ts'

/** In the order of a return's life, with how each looks. */
export const TONES = {
  APPLIED: 'warn',
  APPROVED: 'accent',
  SENT: 'warn',
  REFUNDING: 'accent',
  REFUNDED: 'good',
  REJECTED: 'bad',
  WITHDRAWN: 'neutral',
} as const satisfies Record<ReturnStatus, string>

export const STATUSES = Object.keys(TONES) as ReturnStatus[]

/** Which name it has: asked for by a buyer, one of two kinds; else given by staff. */
export const kindOf = ({ kind, openedBy }: Pick<ReturnCase, 'kind' | 'openedBy'>) => openedBy === 'staff' ? 'staff' : kind

/** Not at its end: whoever waits longest comes first. */
export const OPEN: readonly string[] = ['APPLIED', 'APPROVED', 'SENT', 'REFUNDING']
