import type { Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { MessageText, Parts } from '../../kit/module.ts'
import { dayOf } from '../../kit/dates.ts'
import { queueMessage } from '../messages/index.ts'

interface Addressee { mobile: string | null, email: string | null }

/**
 * Tells the owner of an account that its password was changed, in the transaction that does it: by phone, or by e-mail
 * where there is none. If it was not them they hear of it at once.
 */
export const tellPasswordChanged = (parts: Parts, tx: Tx, to: Addressee, lang: Lang) => tell(parts, tx, to, { purpose: 'password_changed', params: {}, lang })

/** Somebody has asked to be deleted: until when they can come back, and how. If it was not them they hear of it at once. */
export const tellLeaving = (parts: Parts, tx: Tx, to: Addressee, leavesAt: Date, lang: Lang) => tell(parts, tx, to, { purpose: 'account_leaving', params: { day: dayOf(leavesAt) }, lang })

/** Somebody who was leaving has signed in and stays. */
export const tellRestored = (parts: Parts, tx: Tx, to: Addressee, lang: Lang) => tell(parts, tx, to, { purpose: 'account_restored', params: {}, lang })

async function tell(parts: Parts, tx: Tx, { mobile, email }: Addressee, message: { purpose: string, params: Record<string, string>, lang: Lang }): Promise<void> {
  if (mobile) await queueMessage(parts, tx, { ...message, channel: 'sms', to: mobile })
  else if (email) await queueMessage(parts, tx, { ...message, channel: 'email', to: email })
}

export const leavingMessages: Record<string, MessageText> = {
  account_leaving: {
    'subject': { 'zh-CN': '您已申请注销账号', 'en': 'Your account will be deleted' },
    'zh-CN': ({ day }) => `【邻里】您已申请注销账号，所有设备已退出，账号和个人信息将于 ${day} 删除。在此之前登录即可恢复。如非本人操作，请立即登录恢复并修改密码。`,
    'en': ({ day }) => `You have asked for your Linli account to be deleted. You are signed out everywhere, and the account with your personal data will be deleted on ${day}. To keep it, sign in before that day. If this was not you, sign in at once and change your password.`,
  },
  account_restored: {
    'subject': { 'zh-CN': '账号已恢复', 'en': 'Your account is kept' },
    'zh-CN': () => '【邻里】您已恢复账号，注销申请已取消。如非本人操作，请立即找回密码。',
    'en': () => 'Your Linli account is kept and will not be deleted. If this was not you, reset your password at once.',
  },
}
