import type { PaymentStatus, RefundStatus } from '../contract.ts'

export const PAYMENT_STATUSES: readonly PaymentStatus[] = ['waiting', 'paid', 'closed', 'surplus']
export const REFUND_STATUSES: readonly RefundStatus[] = ['requested', 'processing', 'done', 'failed']

/** What both lists are filtered by, when nothing is chosen. A thing's page links here by module and reference. */
export const NO_FILTERS = { number: '', status: '', from: '', to: '', module: '', reference: '' }
