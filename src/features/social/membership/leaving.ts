import type { Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import { closePayments } from '../../../core/payments/index.ts'
import { cancelUnpaid, listSpans, lockMembership, replaceSpans } from './store.ts'

/** An account ends: what it has not paid can't be paid any more, what it had left is over. Paid orders stay, for the books. */
export async function endMembershipOf(parts: Parts, tx: Tx, accountId: number): Promise<void> {
  await lockMembership(tx, accountId)
  for (const reference of await cancelUnpaid(tx, accountId)) await closePayments(tx, parts, { module: 'social', reference })
  await replaceSpans(tx, accountId, [])
}

/** Said before somebody leaves. */
export async function membershipAffairs(parts: Parts, accountId: number): Promise<Record<Lang, string>[]> {
  const until = (await listSpans(parts.db.sql, accountId, parts.clock.now())).at(-1)?.endsAt
  if (!until) return []
  const day = (lang: Lang) => new Intl.DateTimeFormat(lang, { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric' }).format(until)
  return [{ 'zh-CN': `您的遇见会员有效期至${day('zh-CN')}，会随账号删除一起结束，不会自动退款。`, 'en': `Your membership of Meet runs until ${day('en')}. It ends with the account, and nothing is refunded by itself.` }]
}
