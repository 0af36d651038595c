import type { OrderStatus } from '../../orders/contract.ts'

/** In the order people ask for them. */
export const STATUSES: readonly OrderStatus[] = ['WAIT_PAYMENT', 'WAIT_SHIP', 'WAIT_RECEIVE', 'WAIT_COMMENT', 'COMPLETE', 'CANCELED', 'CLOSED']

export const TONES = {
  WAIT_PAYMENT: 'accent',
  WAIT_SHIP: 'warn',
  WAIT_RECEIVE: 'good',
  WAIT_COMMENT: 'accent',
  COMPLETE: 'neutral',
  CANCELED: 'neutral',
  CLOSED: 'neutral',
} as const satisfies Record<OrderStatus, string>

export const RETURN_TONES = {
  APPLIED: 'warn',
  APPROVED: 'accent',
  SENT: 'warn',
  REFUNDING: 'good',
  REFUNDED: 'good',
  REJECTED: 'bad',
  WITHDRAWN: 'neutral',
} as const

/** Reads a status from an address. */
export const readStatus = (value: unknown): OrderStatus | undefined => STATUSES.find(status => status === value)
