import type { Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Parts, Standing } from '../../../kit/module.ts'
import { afterCommit } from '../../../kit/db.ts'
import { productChanged } from '../catalogue/cached.ts'
import { cancelOrder } from '../orders/cancel-order.ts'
import { ownReason } from '../orders/reasons.ts'
import { lockOrder } from '../orders/store.ts'
import { countAffairs, forgetReceivers, unpaidOrdersOf, waitForBuyer } from './store.ts'

/** Who leaves can't pay any more: their unpaid orders end now, and the goods are free. What is paid is sent as ever. */
export async function standingChanged(parts: Parts, tx: Tx, { accountId, leavesAt }: Standing): Promise<void> {
  if (!leavesAt) return
  const now = parts.clock.now()
  await waitForBuyer(tx, accountId)
  const products: number[] = []
  for (const no of await unpaidOrdersOf(tx, accountId)) {
    products.push(...await cancelOrder(parts, tx, (await lockOrder(tx, no))!, { by: 'buyer', reason: ownReason('account_leaving') }, now))
  }
  afterCommit(tx, () => productChanged(parts, ...products))
}

/** Said before somebody leaves. */
export async function affairsOf(parts: Parts, accountId: number): Promise<Record<Lang, string>[]> {
  const n = await countAffairs(parts.db.sql, accountId)
  const affairs: [number, Record<Lang, string>][] = [
    [n.unpaid, { 'zh-CN': `${n.unpaid} 个待付款的商城订单会立即取消。`, 'en': `Unpaid orders are cancelled at once: ${n.unpaid}.` }],
    [n.toShip, { 'zh-CN': `${n.toShip} 个待发货的商城订单会照常发货；账号删除时仍未发货的会取消，已付的款项退回。`, 'en': `Orders to be sent: ${n.toShip}. They are sent as ever; what has not been sent by the day of deletion is cancelled and what was paid goes back.` }],
    [n.underWay, { 'zh-CN': `${n.underWay} 个订单还在配送或可以评价，注销后不能再确认收货、评价或申请售后。`, 'en': `Orders on their way or waiting for a review: ${n.underWay}. You can no longer confirm, review or return them.` }],
    [n.returns, { 'zh-CN': `${n.returns} 个售后申请会继续处理，退款原路退回。`, 'en': `Returns under way are finished, and money goes back the way it came: ${n.returns}.` }],
    [n.coupons, { 'zh-CN': `${n.coupons} 张未使用的优惠券会在账号删除时作废。`, 'en': `Unused coupons end with the account: ${n.coupons}.` }],
  ]
  return affairs.filter(([count]) => count > 0).map(([, sentence]) => sentence)
}

/** The sweep that forgets where orders of deleted people went, once nothing of them is under way any more. */
export async function forgetDeletedReceivers(parts: Parts): Promise<void> {
  await forgetReceivers(parts.db.sql)
}
