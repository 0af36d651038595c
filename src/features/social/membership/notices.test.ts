import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { paymentsOf } from '../../../core/payments/index.ts'
import { withShop } from '../../../core/payments/shop.fixture.ts'
import { buyMembership } from './buy.ts'
import { schedule } from './rules.ts'
import { listGrants } from './store.ts'
import { endUnpaidOrders } from './sweeps.ts'
import { DAY, secondsOf } from './membership.fixture.ts'

// Signed notices over a real wire to the real address (social.md §5, check 10).
const shop = withShop()
const PEOPLE = 28
const REPEATS = 3

test('a thousand notices, shuffled, three times each, with forged ones among them: the ledger is what was really paid', { timeout: 300_000 }, async () => {
  const { parts, clock } = shop
  const plans = await parts.db.sql.selectFrom('membership_plan').select(['id', 'level', 'days']).orderBy('id').execute()
  await sql`insert into account (public_id, name, mobile, terms_version, terms_accepted_at, created_at) select 'q' || i, '会员', '1370000' || 1000 + i, '1', now(), now() from generate_series(1, ${PEOPLE}::int) i`.execute(parts.db.sql)
  const people = (await sql<{ id: number }>`select id from account where name = '会员' order by id`.execute(parts.db.sql)).rows.map(({ id }) => id)
  const model = { seconds: new Map(people.map(id => [id, {} as Record<number, number>])), paid: new Set<string>(), unpaid: new Set<string>() }
  const notices: { body: string, genuine: boolean }[] = []
  for (let i = 0; i < PEOPLE * plans.length; i++) {
    const plan = plans[i % plans.length]!
    const accountId = people[Math.floor(i / plans.length)]!
    const seconds = model.seconds.get(accountId)!
    clock.advance(60)
    const { orderNo } = await buyMembership(parts, accountId, { planId: plan.id }, { accountId, key: `k${i}`, requestHash: `h${i}` }, 'phone')
    const [payment] = await paymentsOf(parts.db.sql, 'social', orderNo)
    const forged = [shop.noticeOf(payment!, { total_amount: '0.01' }), shop.noticeOf(payment!, { trade_status: 'TRADE_FINISHED', notify_id: `f${i}` }, { resign: false }), shop.noticeOf(payment!, { app_id: '2021000000000002', notify_id: `g${i}` })]
    notices.push(...forged.map(body => ({ body, genuine: false })))
    if (i % 5 === 0) {
      model.unpaid.add(orderNo) // only forged notices speak of it
    } else {
      model.paid.add(orderNo)
      seconds[plan.level] = (seconds[plan.level] ?? 0) + plan.days * DAY
      const money = (payment!.amount / 100).toFixed(2)
      notices.push(...Array.from({ length: REPEATS }, (_, n) => ({ body: shop.noticeOf(payment!, { total_amount: money, ...n === 2 ? { notify_id: `another-${payment!.outTradeNo}` } : {} }), genuine: true })))
    }
    // Half an hour holds thirty of these: those that came before are told now, out of order.
    if (notices.length >= 120) await tellAll(notices.splice(0))
  }
  await tellAll(notices.splice(0))
  expect(told).toBeGreaterThanOrEqual(1000)

  clock.advance(31 * 60)
  await endUnpaidOrders(parts)
  const rows = await parts.db.sql.selectFrom('membership_order').select(['no', 'status']).execute()
  expect(new Set(rows.filter(({ status }) => status === 'PAID').map(({ no }) => no))).toEqual(model.paid)
  expect(new Set(rows.filter(({ status }) => status === 'CANCELED').map(({ no }) => no))).toEqual(model.unpaid)
  for (const accountId of people) {
    const spans = await parts.db.sql.selectFrom('membership_span').select(['level', 'starts_at as startsAt', 'ends_at as endsAt']).where('account_id', '=', accountId).orderBy('starts_at').execute()
    expect(spans).toEqual(schedule(await listGrants(parts.db.sql, accountId)))
    expect(secondsOf(spans)).toEqual(model.seconds.get(accountId))
  }
})

let told = 0
async function tellAll(notices: { body: string, genuine: boolean }[]): Promise<void> {
  for (let i = notices.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [notices[i], notices[j]] = [notices[j]!, notices[i]!]
  }
  for (let i = 0; i < notices.length; i += 10) {
    await Promise.all(notices.slice(i, i + 10).map(async ({ body, genuine }) => {
      const { status, text } = await shop.notify(body)
      expect([status, text]).toEqual([200, genuine ? 'success' : 'failure'])
      told++
    }))
  }
}
