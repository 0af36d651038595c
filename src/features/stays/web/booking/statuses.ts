import type { Booking, BookingStatus } from '../../contract.ts'

/** In the order people ask for them. */
export const STATUSES: readonly BookingStatus[] = ['WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID', 'WAIT_COMMENT', 'COMPLETE', 'CANCELED', 'REJECTED', 'EXPIRED']

export const TONES = {
  WAIT_ACCEPT: 'warn',
  WAIT_PAYMENT: 'accent',
  PAID: 'good',
  WAIT_COMMENT: 'accent',
  COMPLETE: 'neutral',
  CANCELED: 'neutral',
  REJECTED: 'bad',
  EXPIRED: 'neutral',
} as const satisfies Record<BookingStatus, string>

export type BookingAction = Booking['actions'][number]

/** Whether the caller may do this now, by the server's word. */
export const may = (booking: Booking, action: BookingAction) => booking.actions.includes(action)

/** Reads a status from an address. */
export const readStatus = (value: unknown): BookingStatus | undefined => STATUSES.find(status => status === value)
