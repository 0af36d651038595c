import type { OrderStatus } from '../../orders/contract.ts'

/** In the order of an order's life, with how each looks. */
export const TONES = {
  WAIT_PAYMENT: 'neutral',
  WAIT_SHIP: 'warn',
  WAIT_RECEIVE: 'good',
  WAIT_COMMENT: 'accent',
  COMPLETE: 'neutral',
  CANCELED: 'bad',
  CLOSED: 'bad',
} as const satisfies Record<OrderStatus, string>

export const STATUSES = Object.keys(TONES) as OrderStatus[]
