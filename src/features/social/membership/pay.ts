import type { Tx } from '../../../kit/db.ts'
import type { PaidThing, Parts } from '../../../kit/module.ts'
import type { OrderRow } from './store.ts'
import { tell } from '../../../core/inbox/index.ts'
import { schedule } from './rules.ts'
import { listGrants, lockOrder, markPaid, markRefunded, replaceSpans } from './store.ts'
import { findLevel } from './store-plans.ts'

/**
 * The money for a membership has come: it is paid as long as nobody has written down that the order lapsed, and what it grants
 * begins now. Money for a lapsed order, another sum or a second payment goes back.
 */
export async function membershipPaid(parts: Parts, tx: Tx, { reference, paymentId, amount }: PaidThing): Promise<'accepted' | 'surplus'> {
  const order = await lockOrder(tx, reference)
  if (!order) throw new Error(`payment ${paymentId} is for membership order ${reference}, which isn't there`)
  if (order.paymentId !== null) return order.paymentId === paymentId ? 'accepted' : 'surplus'
  if (order.status !== 'WAIT_PAYMENT' || amount !== order.price) {
    await say(parts, tx, order, 'membership_surplus')
    return 'surplus'
  }
  await markPaid(tx, order.id, paymentId, parts.clock.now())
  await rebuildSpans(tx, order.accountId)
  await say(parts, tx, order, 'membership_paid')
  return 'accepted'
}

/**
 * The money of an order has gone back, all or a part of it: what it granted ends now, whatever the sum (staff agree with the
 * person on one; proposed is the worth of the days that are left). While a refund hangs or has failed, the membership goes on.
 */
export async function membershipRefunded(parts: Parts, tx: Tx, { reference, refundId, state }: PaidThing & { refundId: number, state: 'done' | 'failed' }): Promise<void> {
  const order = await lockOrder(tx, reference)
  if (!order) throw new Error(`refund ${refundId} is of membership order ${reference}, which isn't there`)
  if (state === 'failed' || !await markRefunded(tx, order.id, parts.clock.now())) return
  await rebuildSpans(tx, order.accountId)
  await say(parts, tx, order, 'membership_refunded')
}

/** Writes anew who has what when; the membership is locked. */
async function rebuildSpans(tx: Tx, accountId: number): Promise<void> {
  await replaceSpans(tx, accountId, schedule(await listGrants(tx, accountId)))
}

async function say(parts: Parts, tx: Tx, { accountId, no, level, days }: OrderRow, purpose: 'membership_paid' | 'membership_surplus' | 'membership_refunded'): Promise<void> {
  const terms = await findLevel(tx, level)
  const params = (lang: 'zh-CN' | 'en') => ({ no, level: (lang === 'en' ? terms?.nameEn : terms?.nameZh) ?? '', days: String(days) })
  await tell(parts, tx, { accountId, module: 'social', purpose, params, path: '/meet/membership', inboxOnly: true })
}
