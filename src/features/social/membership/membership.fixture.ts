import type { Answer, TestApp } from '../../../../test/app.ts'
import type { TestPerson } from '../../../../test/people.ts'
import { randomBytes } from 'node:crypto'
import { social } from '../index.ts'
import { schedule } from './rules.ts'
import { listGrants } from './store.ts'

/** The plan of a level for so many days. */
export async function planOf({ parts }: TestApp, level: number, days: number): Promise<number> {
  return (await parts.db.sql.selectFrom('membership_plan').select('id').where('level', '=', level).where('days', '=', days).executeTakeFirstOrThrow()).id
}

let keys = 0

/** Orders a plan as a client does, each time with a key of its own. */
export const buy = (site: TestApp, me: TestPerson, planId: number, body: object = {}, key = `key-${++keys}`): Promise<Answer> =>
  site.call('POST', 'social/memberships', { as: { headers: { ...me.headers, 'idempotency-key': key } }, body: { planId, ...body } })

/** Money for an order arrives, as core/payments tells it; answers what the module said. */
export async function moneyArrives({ parts, clock }: TestApp, no: string, amount?: number): Promise<'accepted' | 'surplus'> {
  const order = await parts.db.sql.selectFrom('membership_order').select(['account_id', 'price']).where('no', '=', no).executeTakeFirstOrThrow()
  const number = randomBytes(16).toString('hex')
  const sum = amount ?? order.price
  return parts.db.tx(async (tx) => {
    const now = clock.now()
    const payment = await tx.insertInto('payment').values({ out_trade_no: number, module: 'social', reference: no, account_id: order.account_id, amount: sum, subject: no, provider: 'alipay', status: 'surplus', provider_trade_no: number, paid_at: now, expires_at: now, created_at: now }).returning('id').executeTakeFirstOrThrow()
    const answer = await social.onPaid!(parts, tx, { module: 'social', reference: no, paymentId: payment.id, amount: sum })
    if (answer === 'accepted') await tx.updateTable('payment').set({ status: 'paid' }).where('id', '=', payment.id).execute()
    return answer
  })
}

/** Staff have asked for the money of an order back, and it has gone (or not). */
export async function moneyGoesBack({ parts, clock }: TestApp, no: string, state: 'done' | 'failed' = 'done'): Promise<void> {
  await parts.db.tx(async (tx) => {
    const { payment_id: paymentId, price } = await tx.selectFrom('membership_order').select(['payment_id', 'price']).where('no', '=', no).executeTakeFirstOrThrow()
    await tx.updateTable('membership_order').set({ refund_asked_at: clock.now(), refunded: price }).where('no', '=', no).where('refund_asked_at', 'is', null).execute()
    await social.onRefunded!(parts, tx, { module: 'social', reference: no, paymentId: paymentId!, amount: price, refundId: 1, state })
  })
}

/** Orders a plan and pays it. @returns the order's number */
export async function join(site: TestApp, me: TestPerson, level: number, days: number): Promise<string> {
  const { data: { orderNo } } = await buy(site, me, await planOf(site, level, days))
  if (await moneyArrives(site, orderNo) !== 'accepted') throw new Error('not accepted')
  return orderNo
}

/** What somebody has, and what they should have by the ledger. */
export async function spansOf({ parts }: TestApp, { accountId }: TestPerson) {
  const rows = await parts.db.sql.selectFrom('membership_span').select(['level', 'starts_at as startsAt', 'ends_at as endsAt']).where('account_id', '=', accountId).orderBy('starts_at').execute()
  return { spans: rows, expected: schedule(await listGrants(parts.db.sql, accountId)) }
}

export const DAY = 86_400

/** Seconds of each level in spans. */
export function secondsOf(spans: readonly { level: number, startsAt: Date, endsAt: Date }[]): Record<number, number> {
  const seconds: Record<number, number> = {}
  for (const { level, startsAt, endsAt } of spans) seconds[level] = (seconds[level] ?? 0) + (endsAt.getTime() - startsAt.getTime()) / 1000
  return seconds
}
