import type { Actor, ReturnStatus } from '../orders/contract.ts'

// Pure: the life of a return case (mall.md §2, after-sale).

export type CaseAction = 'approve' | 'agree' | 'reject' | 'send' | 'receive' | 'pay_out' | 'refunded' | 'withdraw' | 'lapse'

/** Every step a case can take; whatever is not here can't happen. approve: the money goes back at once; agree: the goods come first. */
export const CASE_TRANSITIONS: Record<CaseAction, { from: readonly ReturnStatus[], to: ReturnStatus, by: Actor }> = {
  approve: { from: ['APPLIED'], to: 'REFUNDING', by: 'staff' },
  agree: { from: ['APPLIED'], to: 'APPROVED', by: 'staff' },
  reject: { from: ['APPLIED', 'SENT'], to: 'REJECTED', by: 'staff' },
  send: { from: ['APPROVED'], to: 'SENT', by: 'buyer' },
  receive: { from: ['APPROVED', 'SENT'], to: 'REFUNDING', by: 'staff' },
  pay_out: { from: ['REFUNDING'], to: 'REFUNDED', by: 'staff' },
  refunded: { from: ['REFUNDING'], to: 'REFUNDED', by: 'system' },
  withdraw: { from: ['APPLIED', 'APPROVED'], to: 'WITHDRAWN', by: 'buyer' },
  lapse: { from: ['APPROVED'], to: 'WITHDRAWN', by: 'system' },
}

export const mayBe = (action: CaseAction, status: ReturnStatus) => CASE_TRANSITIONS[action].from.includes(status)
