import { defineErrors } from '../../kit/errors.ts'

export const PaymentErrors = defineErrors('payments', {
  already_paid: { status: 409, zh: '已经支付过了', en: 'This has been paid already.' },
  too_late: { status: 409, zh: '支付时间已过', en: 'The time to pay is over.' },
  not_paid: { status: 409, zh: '这笔款项没有支付成功，不能退款', en: 'This was not paid, so nothing can be refunded.' },
  refund_too_much: { status: 422, zh: '退款总额不能超过支付金额', en: 'More cannot be refunded than was paid.' },
  refund_differs: { status: 409, zh: '同一笔退款已按另一金额申请过', en: 'This refund was asked for before, with another amount.' },
  refund_not_failed: { status: 409, zh: '只有失败的退款可以重试', en: 'Only a failed refund can be tried again.' },
  unavailable: { status: 503, errno: 4301, zh: '暂未开通在线支付', en: 'Online payment is not set up on this site.' },
})
