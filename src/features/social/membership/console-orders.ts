import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { ConsoleMembership, ConsoleMembershipItem, ConsoleMembershipQuery, MembershipRefund } from './console-contract.ts'
import type { StaffOrderRow } from './console-store.ts'
import { accountIdOf } from '../../../core/accounts/index.ts'
import { refundsOf, requestRefund } from '../../../core/payments/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { SocialErrors } from '../errors.ts'
import { findOrderForStaff, listOrdersForStaff } from './console-store.ts'
import { readMembership, toOrder } from './membership.ts'
import { unusedWorth } from './rules.ts'
import { listGrants, lockOrder, markRefundAsked } from './store.ts'

export async function membershipsForStaff(parts: Parts, { buyer, page = 1, limit = 20, ...filter }: ConsoleMembershipQuery): Promise<Page<ConsoleMembershipItem>> {
  const buyerId = buyer === undefined ? undefined : await accountIdOf(parts.db.sql, buyer) ?? 0
  const { rows, count } = await listOrdersForStaff(parts.db.sql, { ...filter, buyerId }, { page, limit })
  return pageOf(rows.map(toItem), count, { page, limit })
}

const toItem = ({ buyer, refundAskedAt, ...row }: StaffOrderRow): ConsoleMembershipItem => ({ ...toOrder({ ...row, refundAskedAt, accountId: buyer.number }), refundAskedAt: refundAskedAt?.toISOString() ?? null, buyer })

const mayRefund = ({ status, refundAskedAt }: Pick<StaffOrderRow, 'status' | 'refundAskedAt'>) => status === 'PAID' && refundAskedAt === null

/** An order, what its unused days are worth, and what its buyer has. */
export async function membershipForStaff(parts: Parts, no: string): Promise<ConsoleMembership> {
  const row = await findOrderForStaff(parts.db.sql, no)
  if (!row) throw KitErrors.not_found()
  const [{ level, spans }, refunds, grants] = await Promise.all([readMembership(parts, row.buyer.number), refundsOf(parts.db.sql, 'social', no), listGrants(parts.db.sql, row.buyer.number)])
  return {
    ...toItem(row),
    mayRefund: mayRefund(row),
    unusedWorth: row.status === 'PAID' ? unusedWorth(grants, row, parts.clock.now()) : 0,
    current: { level, spans },
    refunds: refunds.map(({ id, amount, status, createdAt }) => ({ id, amount, status, createdAt: createdAt.toISOString() })),
  }
}

/** Sends money of a paid order back; once it is there, what the order granted ends. One refund an order. Throws social.not_refundable, social.refund_too_much. */
export async function refundMembership(parts: Parts, by: Staff, no: string, { amount, reason }: MembershipRefund): Promise<ConsoleMembership> {
  await parts.db.tx(async (tx) => {
    const order = await lockOrder(tx, no)
    if (!order) throw KitErrors.not_found()
    if (!mayRefund(order) || order.paymentId === null) throw SocialErrors.not_refundable({ status: order.status })
    if (amount > order.price) throw SocialErrors.refund_too_much({ field: 'amount', most: order.price })
    await markRefundAsked(tx, order.id, amount, parts.clock.now())
    await requestRefund(tx, parts, { paymentId: order.paymentId, amount, reason: 'social.membership_refund', ref: 'membership' })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.refund_membership', target: `social:${no}`, reason, after: { refunded: amount } })
  })
  return membershipForStaff(parts, no)
}
