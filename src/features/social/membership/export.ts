import type { Parts } from '../../../kit/module.ts'
import { toOrder } from './membership.ts'
import { listOrders, listSpans } from './store.ts'

/** Their orders and the time they have had and have left. */
export async function exportMembership({ db: { sql } }: Parts, accountId: number): Promise<Record<string, unknown>> {
  const [orders, spans] = await Promise.all([listOrders(sql, accountId, 10_000), listSpans(sql, accountId, new Date(0))])
  return {
    memberships: {
      orders: orders.map(toOrder),
      spans: spans.map(({ level, startsAt, endsAt }) => ({ level, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() })),
    },
  }
}

export const membershipExports = { membership_order: 'memberships', membership_span: 'memberships' }
