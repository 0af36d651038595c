import type { ReturnStatus } from '../../orders/contract.ts'

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

/** Not at its end: whoever waits longest comes first. */
export const OPEN: readonly string[] = ['APPLIED', 'APPROVED', 'SENT', 'REFUNDING']
