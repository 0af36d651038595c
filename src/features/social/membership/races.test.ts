import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { waitingForLocks } from '../../../../test/locks.ts'
import { aPerson } from '../../../../test/people.ts'
import { paymentsOf } from '../../../core/payments/index.ts'
import { social } from '../index.ts'
import { buy, DAY, join, moneyArrives, moneyGoesBack, planOf, secondsOf, spansOf } from './membership.fixture.ts'
import { cancelLapsed, lockOrder } from './store.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

test('fifty payments of one order at once: one is taken, and it runs once', async () => {
  const me = await aPerson(site)
  const { data: { orderNo } } = await buy(site, me, await planOf(site, 2, 30))
  const answers = await Promise.all(Array.from({ length: 50 }, () => moneyArrives(site, orderNo)))
  expect(answers.filter(answer => answer === 'accepted')).toHaveLength(1)
  expect(secondsOf((await spansOf(site, me)).spans)).toEqual({ 2: 30 * DAY })
})

test('several orders of one person paid at the same moment: not a day of any is lost', async () => {
  for (let round = 0; round < 15; round++) {
    const me = await aPerson(site)
    const orders = []
    for (const [level, days] of [[1, 30], [2, 30], [3, 30], [1, 180]] as const) orders.push((await buy(site, me, await planOf(site, level, days))).data.orderNo)
    expect(await Promise.all(orders.map(no => moneyArrives(site, no)))).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
    const { spans, expected } = await spansOf(site, me)
    expect(spans).toEqual(expected)
    expect(secondsOf(spans)).toEqual({ 1: 210 * DAY, 2: 30 * DAY, 3: 30 * DAY })
  }
})

test('a refund at the moment of a renewal: the one ends, the other runs all its days', async () => {
  for (let round = 0; round < 15; round++) {
    const me = await aPerson(site)
    const first = await join(site, me, 2, 30)
    site.clock.advance(10 * DAY)
    const { data: { orderNo } } = await buy(site, me, await planOf(site, 2, 180))
    const acts = [() => moneyGoesBack(site, first), () => moneyArrives(site, orderNo)]
    await Promise.all((round % 2 ? acts : acts.reverse()).map(act => act()))
    const { spans, expected } = await spansOf(site, me)
    expect(spans).toEqual(expected)
    expect(secondsOf(spans)).toEqual({ 2: 190 * DAY })
    expect(spans.at(-1)!.endsAt).toEqual(new Date(site.clock.now().getTime() + 180 * DAY * 1000))
  }
})

test('one key sent twenty times at once is one order', async () => {
  const me = await aPerson(site)
  const planId = await planOf(site, 1, 365)
  const answers = await Promise.all(Array.from({ length: 20 }, () => buy(site, me, planId, {}, 'twenty')))
  expect(new Set(answers.map(({ status, data }) => `${status} ${data?.orderNo}`)).size).toBe(1)
  expect(await site.parts.db.sql.selectFrom('membership_order').select('no').where('account_id', '=', me.accountId).execute()).toHaveLength(1)
})

test('money that comes while an order lapses: it is paid, or the money goes back, never neither', async () => {
  const me = await aPerson(site)
  const { data: { orderNo } } = await buy(site, me, await planOf(site, 1, 30))
  const [payment] = await paymentsOf(site.parts.db.sql, 'social', orderNo)
  site.clock.advance(31 * 60)
  let lapsing: Promise<void> | undefined
  await site.parts.db.tx(async (tx) => {
    const order = await lockOrder(tx, orderNo)
    expect(order?.status).toBe('WAIT_PAYMENT')
    lapsing = cancelLapsed(site.parts.db.sql, orderNo, site.clock.now())
    await expect.poll(() => waitingForLocks(site)).toBe(1)
    expect(await social.onPaid!(site.parts, tx, { module: 'social', reference: orderNo, paymentId: payment!.id, amount: 1000 })).toBe('accepted')
  })
  await lapsing
  const { spans, expected } = await spansOf(site, me)
  expect([spans.length, spans]).toEqual([1, expected])
  for (let round = 0; round < 10; round++) {
    const other = await aPerson(site)
    const { data } = await buy(site, other, await planOf(site, 1, 30))
    site.clock.advance(31 * 60)
    const acts = [() => cancelLapsed(site.parts.db.sql, data.orderNo, site.clock.now()), () => moneyArrives(site, data.orderNo)]
    const answers = await Promise.all((round % 2 ? acts : acts.reverse()).map(act => act()))
    expect((await spansOf(site, other)).spans).toHaveLength(answers.includes('accepted') ? 1 : 0)
  }
})
