import type { MessageText } from '../../kit/module.ts'

/** What people are told about their bookings; `params` of tell.ts fill the places. */
export const messages = {
  booking_requested: {
    'subject': { 'zh-CN': '新的入住申请', 'en': 'Somebody asks to stay' },
    'zh-CN': ({ person, title, checkIn, checkOut, until }) => `【邻里】${person}申请入住「${title}」，${checkIn}入住，${checkOut}退房，请在${until}前答复。`,
    'en': ({ person, title, checkIn, checkOut, until }) => `${person} asks to stay at “${title}” from ${checkIn} to ${checkOut}. Please answer by ${until}.`,
  },
  booking_accepted: {
    'subject': { 'zh-CN': '房东已接单，请支付', 'en': 'Accepted: please pay' },
    'zh-CN': ({ title, until }) => `【邻里】房东已接受您对「${title}」的预订，请在${until}前支付，逾期订单将取消。`,
    'en': ({ title, until }) => `The host of “${title}” has accepted your request. Please pay by ${until}, or the dates are free again.`,
  },
  booking_rejected: {
    'subject': { 'zh-CN': '房东未能接单', 'en': 'Your request was declined' },
    'zh-CN': ({ title, reason }) => `【邻里】房东未能接受您对「${title}」的预订：${reason}`,
    'en': ({ title, reason }) => `The host of “${title}” could not accept your request: ${reason}`,
  },
  booking_unanswered: {
    'subject': { 'zh-CN': '房东未及时答复', 'en': 'Your request was not answered' },
    'zh-CN': ({ title }) => `【邻里】「${title}」的房东未在规定时间内答复，订单已失效，您可以另选房源。`,
    'en': ({ title }) => `The host of “${title}” did not answer in time. Nothing was charged; please choose another home.`,
  },
  booking_unpaid: {
    'subject': { 'zh-CN': '订单因未支付已失效', 'en': 'Your booking has lapsed' },
    'zh-CN': ({ title }) => `【邻里】您对「${title}」的预订因未在规定时间内支付已失效。`,
    'en': ({ title }) => `Your booking of “${title}” was not paid in time and has lapsed.`,
  },
  booking_confirmed: {
    'subject': { 'zh-CN': '预订成功', 'en': 'Your stay is booked' },
    'zh-CN': ({ title, checkIn, checkOut }) => `【邻里】预订成功：「${title}」，${checkIn}入住，${checkOut}退房。详细地址和房东电话见订单。`,
    'en': ({ title, checkIn, checkOut }) => `Booked: “${title}”, ${checkIn} to ${checkOut}. The address and your host’s number are in your booking.`,
  },
  booking_paid: {
    'subject': { 'zh-CN': '房客已支付', 'en': 'A guest has paid' },
    'zh-CN': ({ person, title, checkIn, checkOut }) => `【邻里】${person}已支付「${title}」的订单，${checkIn}入住，${checkOut}退房，请准备接待。`,
    'en': ({ person, title, checkIn, checkOut }) => `${person} has paid for “${title}” and comes from ${checkIn} to ${checkOut}.`,
  },
  booking_canceled: {
    'subject': { 'zh-CN': '订单已取消', 'en': 'A booking was cancelled' },
    'zh-CN': ({ title, checkIn, checkOut }) => `【邻里】「${title}」${checkIn}至${checkOut}的订单已取消，详情见订单。`,
    'en': ({ title, checkIn, checkOut }) => `The booking of “${title}” from ${checkIn} to ${checkOut} was cancelled. Your bookings tell more.`,
  },
  booking_surplus: {
    'subject': { 'zh-CN': '付款将原路退回', 'en': 'Your payment goes back' },
    'zh-CN': ({ title }) => `【邻里】您为「${title}」的付款到达时订单已失效，款项将原路全额退回。`,
    'en': ({ title }) => `Your payment for “${title}” came when the dates were no longer yours. All of it goes back the way it came.`,
  },
  booking_refunded: {
    'subject': { 'zh-CN': '退款已完成', 'en': 'Your refund is done' },
    'zh-CN': ({ title }) => `【邻里】「${title}」订单的退款已原路退回，请留意账户。`,
    'en': ({ title }) => `The refund for your booking of “${title}” has been sent the way the money came.`,
  },
} satisfies Record<string, MessageText>

export type BookingMessage = keyof typeof messages
