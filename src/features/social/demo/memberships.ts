import type { Fen } from '../../../kit/money.ts'
import type { Tx } from '../../../kit/db.ts'
import type { Settled } from './load.ts'
import type { DemoOrder } from './store.ts'
import { addDemoPayments, addDemoRefunds } from '../../../core/payments/index.ts'
import { dayOf } from '../../../kit/dates.ts'
import { seeded } from '../../../kit/draw.ts'
import { PAY_MS } from '../membership/rules.ts'
import { insertMemberships, listDemoPlans } from './store.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** So many neighbours have bought a membership, most of them within the last month. */
const BUYERS = 64
const LEVELS = ['', '青铜', '白银', '黄金'] as const

/** What neighbours have bought, some of it sent back; the member of the documentation has gold. */
export async function addMemberships(tx: Tx, people: readonly Settled[], member: Settled, seed: string, now: Date): Promise<void> {
  const random = seeded(`${seed} memberships`)
  const plans = await listDemoPlans(tx)
  const order = (accountId: number, plan: { level: number, days: number, price: Fen }, createdAt: Date, end: 'paid' | 'refunded' | 'canceled'): DemoOrder => {
    const paidAt = end === 'canceled' ? null : new Date(createdAt.getTime() + random.between(0.4, 6) * MINUTE_MS)
    const refundedAt = end === 'refunded' && paidAt ? new Date(Math.min(now.getTime() - MINUTE_MS, paidAt.getTime() + random.between(0.5, 3) * DAY_MS)) : null
    return {
      ...plan,
      no: `V${dayOf(createdAt).replaceAll('-', '')}${Array.from({ length: 12 }, () => random.pick([...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'])).join('')}`,
      accountId,
      createdAt,
      paidAt,
      refundedAt,
      refunded: refundedAt ? Math.ceil(plan.price * 0.9) : 0,
      paymentId: null,
    }
  }
  const gold = plans.find(({ level, days }) => level === 3 && days === 180)!
  const orders = [order(member.accountId, gold, new Date(now.getTime() - 12 * DAY_MS), 'paid')]
  for (const { accountId, createdAt } of random.shuffle(people).slice(0, BUYERS)) {
    const days = Math.min(random.chance(0.75) ? random.between(0.2, 30) : random.between(30, 200), (now.getTime() - createdAt.getTime()) / DAY_MS - 0.1)
    orders.push(order(accountId, random.pick(plans), new Date(now.getTime() - Math.max(0.05, days) * DAY_MS), random.chance(0.09) ? 'refunded' : random.chance(0.1) ? 'canceled' : 'paid'))
  }
  orders.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  await insertMemberships(tx, await withMoney(tx, orders), PAY_MS)
}

/** The orders with their payments; what was sent back is sent back. */
async function withMoney(tx: Tx, orders: readonly DemoOrder[]): Promise<DemoOrder[]> {
  const paid = orders.flatMap(order => order.paidAt ? [{ ...order, paidAt: order.paidAt }] : [])
  const ids = await addDemoPayments(tx, paid.map(({ no, accountId, price, level, days, paidAt }) => ({ module: 'social', reference: no, accountId, amount: price, subject: `邻里遇见 ${LEVELS[level]}会员 ${days} 天`, paidAt })))
  const paymentOf = new Map(paid.map(({ no }, i) => [no, ids[i]!]))
  await addDemoRefunds(tx, paid.flatMap(({ no, refunded, refundedAt }) => refundedAt ? [{ paymentId: paymentOf.get(no)!, amount: refunded, reason: 'social.membership_refund', ref: 'membership', requestedAt: new Date(refundedAt.getTime() - MINUTE_MS), doneAt: refundedAt }] : []))
  return orders.map(order => ({ ...order, paymentId: paymentOf.get(order.no) ?? null }))
}
