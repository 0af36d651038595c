import type { Lang } from '../../kit/errors.ts'

/** Why the site itself rejects, cancels and pays back; stored as `stays.` and the name. */
export const reasons = {
  canceled_by_guest: { 'zh-CN': '房客取消订单', 'en': 'The guest cancelled the booking' },
  canceled_by_host: { 'zh-CN': '房东取消订单', 'en': 'The host cancelled the booking' },
  canceled_by_staff: { 'zh-CN': '平台取消订单', 'en': 'The site cancelled the booking' },
  account_leaving: { 'zh-CN': '用户已申请注销账号', 'en': 'The account is about to be deleted' },
  account_deleted: { 'zh-CN': '用户已注销账号', 'en': 'The account was deleted' },
} satisfies Record<string, Record<Lang, string>>

export const ownReason = (name: keyof typeof reasons) => `stays.${name}`
