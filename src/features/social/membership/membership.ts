import type { Parts } from '../../../kit/module.ts'
import type { LevelTerms, Membership, MembershipOrder, Plans } from './contract.ts'
import type { OrderRow } from './store.ts'
import type { LevelRow } from './store-plans.ts'
import { listOrders, listSpans } from './store.ts'
import { listLevels, listPlans } from './store-plans.ts'

const ORDERS = 50

const toTerms = ({ nameZh, nameEn, version: _, ...level }: LevelRow): LevelTerms => ({ ...level, name: { 'zh-CN': nameZh, 'en': nameEn } })

/** What each level allows, and what can be bought now. */
export async function readPlans(parts: Parts): Promise<Plans> {
  const [levels, plans] = await Promise.all([listLevels(parts.db.sql), listPlans(parts.db.sql)])
  return {
    levels: levels.map(toTerms),
    plans: plans.filter(({ onSale }) => onSale).map(({ id, level, days, price }) => ({ id, level, days, price })),
  }
}

/** My membership as it holds at this moment, what comes after it, and what I have bought. */
export async function readMembership(parts: Parts, accountId: number): Promise<Membership> {
  const now = parts.clock.now()
  const [spans, orders] = await Promise.all([listSpans(parts.db.sql, accountId, now), listOrders(parts.db.sql, accountId, ORDERS)])
  const current = spans.find(({ startsAt }) => startsAt <= now)
  return {
    level: current?.level ?? 0,
    endsAt: current?.endsAt.toISOString() ?? null,
    spans: spans.map(({ level, startsAt, endsAt }) => ({ level, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() })),
    orders: orders.map(toOrder),
  }
}

export function toOrder({ no, level, days, price, status, createdAt, expiresAt, paidAt, refundedAt, refunded }: OrderRow): MembershipOrder {
  return { no, level, days, price, status, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), paidAt: paidAt?.toISOString() ?? null, refundedAt: refundedAt?.toISOString() ?? null, refunded }
}
