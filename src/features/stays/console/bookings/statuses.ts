import type { BookingStatus } from '../../contract.ts'

/** In the order of a booking's life, with how each looks. */
export const TONES = {
  WAIT_ACCEPT: 'warn',
  WAIT_PAYMENT: 'warn',
  PAID: 'good',
  WAIT_COMMENT: 'accent',
  COMPLETE: 'neutral',
  CANCELED: 'bad',
  REJECTED: 'bad',
  EXPIRED: 'neutral',
} as const satisfies Record<BookingStatus, string>

export const STATUSES = Object.keys(TONES) as BookingStatus[]
