import type { Attempt } from '../../../kit/http/idempotency.ts'
import type { Parts } from '../../../kit/module.ts'
import type { NewMembership, Opened } from './contract.ts'
import { startPayment } from '../../../core/payments/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { once } from '../../../kit/http/idempotency.ts'
import { SocialErrors } from '../errors.ts'
import { isBanned } from '../profile/rules.ts'
import { findProfile } from '../profile/store.ts'
import { newOrderNo, PAY_MS, WORTH_PAYING_MS } from './rules.ts'
import { findOpenOrder, findOrder, insertOrder, lockMembership } from './store.ts'
import { findLevel, findPlan } from './store-plans.ts'

type Device = 'phone' | 'desktop'

/**
 * Orders a plan at the price it has now and opens the cashier. Of an order on the same terms that still waits for its money no
 * second one is made: two tabs pay once. Whoever is banned is not sold anything. Throws social.plan_gone, social.price_changed.
 */
export async function buyMembership(parts: Parts, accountId: number, { planId, price }: NewMembership, attempt: Attempt, device: Device): Promise<Opened> {
  const now = parts.clock.now()
  const { no } = await parts.db.tx(tx => once(tx, attempt, now, async () => {
    await lockMembership(tx, accountId)
    const profile = await findProfile(tx, accountId)
    if (profile && isBanned(profile, now)) throw SocialErrors.banned({ reason: profile.banReason, until: profile.bannedUntil?.toISOString() ?? null })
    const plan = await findPlan(tx, planId)
    if (!plan?.onSale) throw SocialErrors.plan_gone({ field: 'planId' })
    if (price !== undefined && price !== plan.price) throw SocialErrors.price_changed({ field: 'price', price: plan.price })
    const terms = { accountId, level: plan.level, days: plan.days, price: plan.price }
    const open = await findOpenOrder(tx, terms, new Date(now.getTime() + WORTH_PAYING_MS))
    if (open) return { no: open.no }
    const no = newOrderNo(now)
    await insertOrder(tx, { ...terms, no, now, expiresAt: new Date(now.getTime() + PAY_MS) })
    return { no }
  }))
  return payMembership(parts, accountId, no, device)
}

/** Opens the cashier for an order of mine, at the price it was made with. Throws payments.already_paid, payments.too_late. */
export async function payMembership(parts: Parts, accountId: number, no: string, device: Device): Promise<Opened> {
  const order = await findOrder(parts.db.sql, no)
  if (order?.accountId !== accountId) throw KitErrors.not_found()
  const { price, days, expiresAt, status } = order
  const level = await findLevel(parts.db.sql, order.level)
  const { payUrl } = await startPayment(parts, {
    module: 'social',
    reference: no,
    accountId,
    amount: price,
    subject: `邻里遇见 ${level?.nameZh ?? ''}会员 ${days} 天`,
    expiresAt: status === 'CANCELED' ? order.createdAt : expiresAt,
    device,
  })
  return { orderNo: no, payUrl }
}
