import type { MessageText } from '../../../kit/module.ts'

/** What people are told about their membership, in their inbox. */
export const membershipMessages = {
  membership_paid: {
    'emailOnly': true,
    'zh-CN': ({ level, days }) => `${level}会员 ${days} 天已开通，谢谢您的支持。`,
    'en': ({ level, days }) => `Your ${level} membership of ${days} days has begun. Thank you.`,
  },
  membership_surplus: {
    'emailOnly': true,
    'zh-CN': ({ level, no }) => `您为${level}会员（订单 ${no}）的付款到达时订单已失效，款项将原路全额退回。`,
    'en': ({ level, no }) => `Your payment for the ${level} membership (order ${no}) came when the order was over. All of it goes back the way it came.`,
  },
  membership_refunded: {
    'emailOnly': true,
    'zh-CN': ({ level, no }) => `${level}会员（订单 ${no}）的退款已原路退回，该订单的会员时间同时结束。`,
    'en': ({ level, no }) => `The refund for your ${level} membership (order ${no}) has been sent the way the money came. Its time has ended with it.`,
  },
} satisfies Record<string, MessageText>

export const membershipReasons = {
  membership_refund: { 'zh-CN': '会员退款', 'en': 'Refund of a membership' },
}
