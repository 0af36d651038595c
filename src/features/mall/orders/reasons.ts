import type { Lang } from '../../../kit/errors.ts'

/** Why the shop itself cancels and pays back; stored as `mall.` and the name. */
export const reasons = {
  canceled_by_buyer: { 'zh-CN': '买家取消订单', 'en': 'The buyer cancelled the order' },
  canceled_by_staff: { 'zh-CN': '商家取消订单', 'en': 'The shop cancelled the order' },
  given_back: { 'zh-CN': '售后退款', 'en': 'Goods were given back' },
  refunded_by_staff: { 'zh-CN': '商家主动退款', 'en': 'The shop gave money back' },
  account_leaving: { 'zh-CN': '用户已申请注销账号', 'en': 'The account is about to be deleted' },
  account_deleted: { 'zh-CN': '用户已注销账号', 'en': 'The account was deleted' },
} satisfies Record<string, Record<Lang, string>>

export const ownReason = (name: keyof typeof reasons) => `mall.${name}`
