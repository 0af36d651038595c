import type { Answer, TestApp } from '../../../../test/app.ts'
import type { Buyer, Wish } from './checkout.fixture.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callsTo, withApp } from '../../../../test/app.ts'
import { buildApp } from '../../../app.ts'
import { openDb } from '../../../kit/db.ts'
import { aProduct } from '../mall.fixture.ts'
import { adjustStock } from '../stock/stock.ts'
import { aBuyer, order, putInCart, quote, stockFaults, stockOf } from './checkout.fixture.ts'

/** The documented 20 of 20 by RACE_ROUNDS=20; three say enough in everyday runs. */
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 3)
const CONNECTIONS = 200
const BUYERS = 500

const site = withApp({ env: { LINLI_LIMITS: 'off' } })

/** How many answers there are of each kind, e.g. { '201': 50, '409 mall.sold_out': 450 }. */
function tally(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, error } of answers) {
    const kind = error ? `${status} ${error}` : String(status)
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

const atOnce = <T>(times: number, work: (i: number) => Promise<T>) => Promise.all(Array.from({ length: times }, (_, i) => work(i)))
const ordersOf = async ({ accountId }: Buyer) => site.parts.db.sql.selectFrom('shop_order').select('no').where('account_id', '=', accountId).execute()

describe('five hundred buyers at once', () => {
  const crowd = {} as TestApp
  let buyers: Buyer[]
  /** Transactions the database broke off, for a deadlock: nobody hears of them, because they are begun anew. */
  let begunAnew = 0
  beforeAll(async () => {
    const db = openDb(site.connection, { writers: CONNECTIONS, readers: 8 })
    const tx: typeof db.tx = (work) => {
      let tries = 0
      return db.tx((tx) => {
        if (tries++ > 0) begunAnew++
        return work(tx)
      })
    }
    const parts = { ...site.parts, db: { ...db, tx } }
    const app = await buildApp(parts)
    Object.assign(crowd, site, { parts, app, call: callsTo(app) })
    buyers = []
    for (let i = 0; i < BUYERS; i++) buyers.push(await aBuyer(site))
  }, 120_000)
  afterAll(async () => {
    await crowd.app.close()
    await crowd.parts.db.close()
  })

  /** Everybody has their quote; then all order. What is left of each SKU is looked at all the while. */
  async function rush(wishes: Wish[], skuIds: number[]): Promise<{ answers: Answer[], lowest: number }> {
    const hashes = await Promise.all(buyers.map(async (buyer, i) => (await quote(crowd, buyer, wishes[i])).data.hash as string))
    let lowest = Number.POSITIVE_INFINITY
    const over = new AbortController()
    const watch = (async () => {
      while (!over.signal.aborted) {
        const { rows: [row] } = await sql<{ left: number }>`select min(on_hand - reserved) as left from sku_stock where sku_id = any(${skuIds}::bigint[])`.execute(site.parts.db.sql)
        lowest = Math.min(lowest, row!.left)
      }
    })()
    const answers = await Promise.all(buyers.map((buyer, i) => order(crowd, buyer, hashes[i]!, { ...wishes[i], paymentMethod: 'cod' })))
    over.abort()
    await watch
    return { answers, lowest }
  }

  /** They may play again. */
  const startOver = () => sql`update shop_order set status = 'COMPLETE' where status = 'WAIT_SHIP'`.execute(site.parts.db.sql)

  test('of fifty pieces fifty are sold, four hundred and fifty buyers are told they are gone, and none is sold twice', { timeout: 60_000 * ROUNDS }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, skuId } = await aProduct(site, { stock: 50 })
      const { answers, lowest } = await rush(buyers.map(() => ({ items: [{ skuId, count: 1 }] })), [skuId])
      expect(tally(answers)).toEqual({ '201': 50, '409 mall.sold_out': BUYERS - 50 })
      expect([lowest, await stockOf(site, skuId)]).toEqual([0, { onHand: 50, reserved: 50 }])
      expect(await site.parts.db.sql.selectFrom('product').select('in_stock').where('id', '=', id).executeTakeFirst()).toEqual({ in_stock: false })
      expect(new Set(answers.filter(({ status }) => status === 201).map(({ data }) => data.no)).size).toBe(50)
      expect(await stockFaults(site)).toEqual([])
      await startOver()
    }
  })

  test('baskets of three SKUs in any order never wait for each other in a circle, and sell no piece twice', { timeout: 60_000 * ROUNDS }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { skuIds } = await aProduct(site, { specs: { 款式: ['a', 'b', 'c', 'd', 'e'] }, stock: 60 })
      const wishes = buyers.map((_, i) => ({ items: [0, 1, 2].map(n => ({ skuId: skuIds[(i + (i % 2 ? n : 5 - n) * (1 + i % 4)) % 5]!, count: 1 })) }))
      const { answers, lowest } = await rush(wishes, skuIds)
      const counts = tally(answers)
      expect(Object.keys(counts).sort()).toEqual(['201', '409 mall.sold_out'])
      expect(counts['201']).toBeGreaterThanOrEqual(60)
      expect([lowest, begunAnew]).toEqual([0, 0])
      expect(await stockFaults(site)).toEqual([])
      await startOver()
    }
  })
})

test('one key sent fifty times at once is one order, one hold, fifty equal answers; with another body it is refused', async () => {
  const anna = await aBuyer(site)
  const { skuId } = await aProduct(site)
  await putInCart(site, anna, skuId, 2)
  const { data: { hash } } = await quote(site, anna)
  const answers = await atOnce(50, () => order(site, anna, hash, {}, 'key'))
  expect(tally(answers)).toEqual({ 201: 50 })
  expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
  expect([await ordersOf(anna), await stockOf(site, skuId)]).toEqual([[{ no: answers[0]!.data.no }], { onHand: 10, reserved: 2 }])
  expect(await order(site, anna, hash, { note: '快' }, 'key')).toMatchObject({ status: 422, error: 'kit.key_reused' })
})

test('a try that failed leaves its key free for the next', async () => {
  const anna = await aBuyer(site)
  const { skuId } = await aProduct(site, { stock: 1 })
  const wish: Wish = { items: [{ skuId, count: 1 }] }
  const { data: { hash } } = await quote(site, anna, wish)
  await site.parts.db.sql.updateTable('sku_stock').set({ on_hand: 0 }).where('sku_id', '=', skuId).execute()
  expect((await order(site, anna, hash, wish, 'again')).error).toBe('mall.sold_out')
  await site.parts.db.sql.updateTable('sku_stock').set({ on_hand: 1 }).where('sku_id', '=', skuId).execute()
  expect((await order(site, anna, hash, wish, 'again')).status).toBe(201)
})

test('the same cart ordered from ten windows at once is one order', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site)
    await putInCart(site, anna, skuId, 1)
    const { data: { hash } } = await quote(site, anna)
    const answers = await atOnce(10, () => order(site, anna, hash))
    expect(tally(answers)).toEqual({ '201': 1, '409 mall.quote_changed': 9 })
    expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 1 })
  }
})

test('a buyer who orders ten times at once keeps three orders, and no more pieces than one person may have', async () => {
  const anna = await aBuyer(site)
  const products = await atOnce(10, () => aProduct(site))
  const wishes = products.map(({ skuId }): Wish => ({ items: [{ skuId, count: 1 }] }))
  const hashes = await Promise.all(wishes.map(async wish => (await quote(site, anna, wish)).data.hash as string))
  expect(tally(await Promise.all(wishes.map((wish, i) => order(site, anna, hashes[i]!, wish))))).toEqual({ '201': 3, '409 mall.too_many_unpaid': 7 })

  const ben = await aBuyer(site)
  const { skuId } = await aProduct(site, { perPerson: 2 })
  const wish: Wish = { items: [{ skuId, count: 1 }], paymentMethod: 'cod' }
  const { data: { hash } } = await quote(site, ben, wish)
  expect(tally(await atOnce(10, () => order(site, ben, hash, wish)))).toEqual({ '201': 2, '409 mall.quote_changed': 8 })
})

test('a cart changed while it is being ordered keeps what was not ordered', async () => {
  for (let round = 0; round < 10; round++) {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site, { stock: 50 })
    await putInCart(site, anna, skuId, 2)
    const { data: { hash } } = await quote(site, anna)
    const [ordered, changed] = await Promise.all([order(site, anna, hash), putInCart(site, anna, skuId, 5)])
    expect(changed.status).toBe(200)
    const left = (await site.call('GET', 'mall/cart', { as: anna })).data.count
    // Changed first: another cart than was quoted. Ordered first: the line was gone, and is in again.
    expect([ordered.status, left, (await stockOf(site, skuId)).reserved]).toEqual(ordered.status === 201 ? [201, 5, 2] : [409, 5, 0])
  }
})

test('the last piece and the shop counting it away at once: sold or gone, never both', async () => {
  for (let round = 0; round < 10; round++) {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site, { stock: 1 })
    const wish: Wish = { items: [{ skuId, count: 1 }] }
    const { data: { hash } } = await quote(site, anna, wish)
    const [ordered, adjusted] = await Promise.all([order(site, anna, hash, wish), site.parts.db.tx(tx => adjustStock(tx, { skuId, by: -1, staffId: null, reason: '损坏' }, site.clock.now()))])
    expect([ordered.error, adjusted]).toEqual(adjusted === null ? [undefined, null] : ['mall.sold_out', expect.objectContaining({ left: 0 })])
  }
})
