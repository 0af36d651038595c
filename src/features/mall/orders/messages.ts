import type { MessageText } from '../../../kit/module.ts'

/** What buyers are told about their orders and returns; `params` of tell.ts fill the places. */
export const messages = {
  order_paid: {
    'subject': { 'zh-CN': '付款成功', 'en': 'Your order is paid' },
    'zh-CN': ({ title, no }) => `【邻里】付款成功：${title}（订单 ${no}），我们会尽快发货。`,
    'en': ({ title, no }) => `Your order ${no} (${title}) is paid. We will send it soon.`,
  },
  order_shipped: {
    'subject': { 'zh-CN': '您的订单已发货', 'en': 'Your order is on its way' },
    'zh-CN': ({ title, no, reason }) => `【邻里】${title}（订单 ${no}）已发货，${reason}。收到后请确认收货。`,
    'en': ({ title, no, reason }) => `${title} (order ${no}) is on its way: ${reason}. Please confirm when it has arrived.`,
  },
  order_unpaid: {
    'subject': { 'zh-CN': '订单因未支付已取消', 'en': 'Your order was cancelled' },
    'zh-CN': ({ title, no }) => `【邻里】${title}（订单 ${no}）未在规定时间内支付，已自动取消。`,
    'en': ({ title, no }) => `Your order ${no} (${title}) was not paid in time and is cancelled.`,
  },
  order_canceled: {
    'subject': { 'zh-CN': '订单已取消', 'en': 'Your order was cancelled' },
    'zh-CN': ({ title, no, reason }) => `【邻里】${title}（订单 ${no}）已被商家取消：${reason}。已付款项将原路退回。`,
    'en': ({ title, no, reason }) => `The shop has cancelled your order ${no} (${title}): ${reason}. What you have paid goes back the way it came.`,
  },
  order_surplus: {
    'subject': { 'zh-CN': '付款将原路退回', 'en': 'Your payment goes back' },
    'zh-CN': ({ title, no }) => `【邻里】您为${title}（订单 ${no}）的付款到达时订单已失效，款项将原路全额退回。`,
    'en': ({ title, no }) => `Your payment for ${title} (order ${no}) came when the order was over. All of it goes back the way it came.`,
  },
  order_refunded: {
    'subject': { 'zh-CN': '退款已完成', 'en': 'Your refund is done' },
    'zh-CN': ({ title, no }) => `【邻里】${title}（订单 ${no}）的退款已原路退回，请留意账户。`,
    'en': ({ title, no }) => `The refund for ${title} (order ${no}) has been sent the way the money came.`,
  },
  return_approved: {
    'subject': { 'zh-CN': '退货申请已通过', 'en': 'Please send the goods back' },
    'zh-CN': ({ title, no, reason, until }) => `【邻里】${title}（订单 ${no}）的退货申请已通过，请在${until}前寄至：${reason}，并填写运单号。`,
    'en': ({ title, no, reason, until }) => `You may send ${title} (order ${no}) back by ${until}, to: ${reason}. Please enter the number of your parcel.`,
  },
  return_rejected: {
    'subject': { 'zh-CN': '售后申请未通过', 'en': 'Your request was declined' },
    'zh-CN': ({ title, no, reason }) => `【邻里】${title}（订单 ${no}）的售后申请未通过：${reason}`,
    'en': ({ title, no, reason }) => `Your request about ${title} (order ${no}) was declined: ${reason}`,
  },
  return_lapsed: {
    'subject': { 'zh-CN': '退货申请已关闭', 'en': 'Your return was closed' },
    'zh-CN': ({ title, no }) => `【邻里】${title}（订单 ${no}）未在规定时间内寄回，退货申请已关闭，如仍需退货请重新申请。`,
    'en': ({ title, no }) => `${title} (order ${no}) was not sent back in time, so the return is closed. You may ask again.`,
  },
  return_paid_out: {
    'subject': { 'zh-CN': '退款已支付', 'en': 'Your money was paid back' },
    'zh-CN': ({ title, no, reason }) => `【邻里】${title}（订单 ${no}）的退款已支付给您：${reason}`,
    'en': ({ title, no, reason }) => `The money for ${title} (order ${no}) was paid back to you: ${reason}`,
  },
} satisfies Record<string, MessageText>

export type OrderMessage = keyof typeof messages
