import type { Like } from '../../../../web/i18n.ts'
import type zh from './zh-CN.ts'

const en: Like<typeof zh> = {
  search: 'Whole number of a payment or refund, ours or Alipay\'s',
  subject: 'What for',
  amount: 'Amount',
  refunded: 'Refunded',
  state: 'State',
  from: 'From',
  to: 'To',
  createdAt: 'Made',
  paidAt: 'Paid',
  expiresAt: 'To be paid by',
  payer: 'Payer',
  payerNumber: 'Person {n}',
  provider: 'Through',
  number: 'Our number',
  providerNumber: 'Their number',
  reason: 'Reason',
  actions: 'Actions',
  status: { waiting: 'waiting', paid: 'paid', closed: 'closed', surplus: 'surplus, goes back', requested: 'requested', processing: 'under way', done: 'refunded', failed: 'failed' },
  paidFor: 'For',
  payments: { title: 'Payments', one: 'Payment' },
  refunds: {
    title: 'Refunds',
    none: 'No refunds',
    tries: 'tries: {n}',
    retry: 'Try again',
    retryTitle: 'Refund {amount} again',
    retryText: 'It is sent once more under the same number: the money goes back once.',
    queued: 'Sent again. Look for its end in a moment.',
  },
  start: { title: 'Money', failed: 'Refunds failed', surplus: 'Surplus', paid: 'Paid today' },
  permission: { title: 'Money', read: 'See payments and refunds', refund: 'Try failed refunds again' },
  value: { requested: 'requested', failed: 'failed' },
  audit: { refund: { retry: 'Try a refund again' } },
}
export default en
