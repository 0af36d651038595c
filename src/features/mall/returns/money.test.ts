import type { Answer } from '../../../../test/app.ts'
import type { TestPerson } from '../../../../test/people.ts'
import type { TestStaff } from '../../../../test/staff.ts'
import type { TestOrder } from '../orders/orders.fixture.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { aProduct } from '../mall.fixture.ts'
import { anOrderToSend, decide, giveBack, refundEnds, refundsAsked, ship, stockOf } from '../orders/orders.fixture.ts'

/** How many lives of an order; more say more. */
const LIVES = Number(process.env.MONEY_LIVES ?? 25)

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
let buyer: TestPerson
beforeAll(async () => {
  [staff, buyer] = [await aStaff(site, ['*']), await aPerson(site)]
})

type Act = (order: TestOrder, pick: number) => Promise<Answer | void>
const staffDo = (no: string, step: string, body: object = {}) => site.call('POST', `console/mall/returns/${no}/${step}`, { as: staff, body })
const casesOf = async (order: TestOrder) => site.parts.db.sql.selectFrom('return_case').select(['no', 'kind', 'quantity', 'amount', 'status', 'payout']).where('order_id', '=', order.id).orderBy('id').execute()
/** One of the cases in this state, if there is any. */
const someCase = async (order: TestOrder, status: string, pick: number) => {
  const found = (await casesOf(order)).filter(wish => wish.status === status)
  return found[pick % Math.max(1, found.length)]
}

const ACTS: Record<string, Act> = {
  ship: ({ no }) => ship(site, staff, no),
  shipOne: ({ no, itemIds }, pick) => ship(site, staff, no, [{ itemId: itemIds[pick % itemIds.length]!, quantity: 1 }]),
  confirm: ({ no }) => decide(site, buyer, no, 'confirm'),
  cancel: ({ no }) => decide(site, buyer, no, 'cancel'),
  refund: ({ no, itemIds }, pick) => site.call('POST', `mall/orders/${no}/items/${itemIds[pick % itemIds.length]}/returns`, { as: buyer, body: { kind: 'refund', quantity: 1 + pick % 3, reason: '少件' } }),
  return: ({ no, itemIds }, pick) => site.call('POST', `mall/orders/${no}/items/${itemIds[pick % itemIds.length]}/returns`, { as: buyer, body: { kind: 'return', quantity: 1 + pick % 3, reason: '不合适' } }),
  async approve(order, pick) {
    const wish = await someCase(order, 'APPLIED', pick)
    if (wish) return staffDo(wish.no, 'approval', wish.kind === 'return' ? { answer: '仓库' } : pick % 4 === 0 && wish.amount > 1 ? { amount: Math.ceil(wish.amount / 2) } : {})
  },
  async reject(order, pick) {
    const wish = await someCase(order, pick % 2 ? 'APPLIED' : 'SENT', pick)
    if (wish) return staffDo(wish.no, 'rejection', { answer: '不行' })
  },
  async receive(order, pick) {
    const wish = await someCase(order, 'APPROVED', pick)
    if (wish) return staffDo(wish.no, 'receipt', { sellable: pick % (wish.quantity + 1), ...pick % 5 === 0 ? { amount: Math.floor(wish.amount / 3), reason: '使用痕迹' } : {} })
  },
  async payOut(order, pick) {
    const wish = await someCase(order, 'REFUNDING', pick)
    if (wish?.payout === 'by_hand') return staffDo(wish.no, 'payout', { reason: '现金' })
  },
  async giveBack({ no, itemIds }, pick) {
    const { data } = await site.call('GET', `console/mall/orders/${no}`, { as: staff })
    const item = data.items[pick % itemIds.length]
    const unsent = item.mayRefund.unsent > 0 && pick % 3 > 0
    const quantity = 1 + pick % Math.max(1, item.mayRefund[unsent ? 'unsent' : 'sent'])
    const { data: quote } = await site.call('GET', `console/mall/orders/${no}/items/${item.id}/refund-quote`, { as: staff, query: { quantity, unsent: String(unsent) } })
    const amount = unsent || pick % 2 ? quote?.amount : Math.ceil((quote?.most ?? 0) / (1 + pick % 5))
    return giveBack(site, staff, no, item.id, { quantity, unsent, amount: amount || 1, seen: item.refunded })
  },
  async providerDone({ no }) {
    for (const refund of await refundsAsked(site, no)) await refundEnds(site, no, refund)
  },
}

/** What must hold after whatever has happened. */
async function checkBooks({ id, no }: TestOrder, skuIds: number[]): Promise<{ refunded: number, payable: number, freight: number, status: string }> {
  const { rows: [books] } = await sql<Record<string, number> & { status: string, cashier: boolean, allBack: boolean }>`
    select o.status, o.payable, o.freight, o.refunded, o.payment_method = 'alipay' as cashier,
      (select sum(i.refunded) from order_item i where i.order_id = o.id)::bigint + case when o.freight_refunded then o.freight else 0 end as items,
      (select coalesce(sum(c.amount + c.freight), 0) from return_case c where c.order_id = o.id and c.status in ('REFUNDING', 'REFUNDED'))::bigint as cases,
      (select p.refunded_amount from payment p where p.id = o.payment_id) as payment,
      o.waived + (select coalesce(sum(f.amount), 0) from order_refund f where f.order_id = o.id)::bigint as told,
      (select bool_and(i.returned = i.quantity) from order_item i where i.order_id = o.id) as "allBack",
      (select sum(i.quantity - i.shipped - i.unsent) from order_item i where i.order_id = o.id) as waiting,
      (select sum(s.reserved) from sku_stock s where s.sku_id = any(${skuIds}::bigint[])) as held
    from shop_order o where o.id = ${id}`.execute(site.parts.db.sql)
  const { status, payable, freight, refunded, items, cases, payment, told, cashier, allBack, waiting, held } = books!
  expect([no, refunded! <= payable!, items, told, cashier ? payment : 0]).toEqual([no, true, refunded, refunded, cashier ? refunded : 0])
  if (status !== 'CLOSED') expect([no, cases]).toEqual([no, refunded])
  if (allBack) expect([no, status]).toEqual([no, 'CLOSED'])
  expect([no, held]).toEqual([no, status === 'CANCELED' ? 0 : waiting])
  for (const skuId of skuIds) await stockOf(site, skuId)
  return { status, payable: payable!, freight: freight!, refunded: refunded! }
}

test('whatever buyer and staff do with an order, also at the same moment: never more goes back than was paid, the books agree, and nothing is held that is not to be sent', { timeout: 600_000 }, async () => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(ACTS).flatMap(name => name === 'cancel' ? [name] : [name, name, ...['refund', 'return', 'approve', 'receive'].includes(name) ? [name, name, name] : []])), fc.nat({ max: 60 }), fc.boolean()), { minLength: 8, maxLength: 24 })
  const order = fc.record({ counts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }), price: fc.integer({ min: 1, max: 9999 }), discount: fc.nat({ max: 100 }), freight: fc.nat({ max: 1000 }), cod: fc.boolean() })
  let done = 0
  await fc.assert(fc.asyncProperty(order, steps, async ({ counts, price, discount, freight, cod }, sequence) => {
    const goods = counts.reduce((sum, count) => sum + count * price, 0)
    const skuIds = await Promise.all(counts.map(async () => (await aProduct(site, { stock: 5, price })).skuId))
    const made = await anOrderToSend(site, buyer, { lines: counts.map((count, i) => ({ skuId: skuIds[i]!, count, price })), discount: Math.min(discount, goods - 1), freight, method: cod ? 'cod' : 'alipay' })
    for (let i = 0; i < sequence.length; i++) {
      const [name, pick, together] = sequence[i]!
      const next = together ? sequence[++i] : undefined
      for (const answer of await Promise.all([ACTS[name]!(made, pick), next && ACTS[next[0]]!(made, next[1])])) {
        if (!answer) continue
        expect([name, next?.[0], answer.status, answer.error]).toEqual([name, next?.[0], expect.toSatisfy((status: number) => status < 500), answer.error])
        if (answer.status < 300) done++
      }
      await checkBooks(made, skuIds)
    }
  }), { numRuns: LIVES, seed: 20270301, endOnFailure: true })
  expect(done).toBeGreaterThan(2 * LIVES) // they do not just refuse
})

test('everything that has arrived, sent back in random pieces, is paid back to the fen; before it is sent, with the carriage', async () => {
  for (const [counts, price, discount, sent] of [[[3, 2], 3333, 1000, true], [[3, 1, 2], 999, 7, false], [[1], 1, 0, true], [[2, 3], 10_001, 9999, false]] as const) {
    const skuIds = await Promise.all(counts.map(async () => (await aProduct(site, { stock: 5, price })).skuId))
    const made = await anOrderToSend(site, buyer, { lines: counts.map((count, i) => ({ skuId: skuIds[i]!, count, price })), discount, freight: 700 })
    if (sent) {
      await ship(site, staff, made.no)
      await decide(site, buyer, made.no, 'confirm')
    }
    for (const [i, count] of counts.entries()) {
      for (const quantity of count === 3 ? [1, 2] : Array.from({ length: count }).fill(1)) {
        const { data } = await site.call('POST', `mall/orders/${made.no}/items/${made.itemIds[i]}/returns`, { as: buyer, body: { kind: sent ? 'return' : 'refund', quantity, reason: '全退' } })
        await staffDo(data.no, 'approval', sent ? { answer: '仓库' } : {})
        if (sent) await staffDo(data.no, 'receipt', { sellable: quantity })
      }
    }
    const { status, payable, refunded } = await checkBooks(made, skuIds)
    expect([status, refunded]).toEqual(['CLOSED', sent ? payable - 700 : payable])
    for (const skuId of skuIds) expect(await stockOf(site, skuId)).toEqual({ onHand: 5, reserved: 0 })
  }
})
