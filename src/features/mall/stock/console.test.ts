import type { TestStaff } from '../../../../test/staff.ts'
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff, auditOf } from '../../../../test/staff.ts'
import { aBuyer, order, quote, stockFaults } from '../checkout/checkout.fixture.ts'
import { aProduct } from '../mall.fixture.ts'
import { anArrivedOrder, anOrder, anOrderToSend, ship, stockOf } from '../orders/orders.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let staff: TestStaff
beforeEach(async () => {
  staff = await aStaff(site, ['mall.stock', 'mall.orders', 'mall.returns'])
})
const base = 'console/mall/stock'
const list = (query: Record<string, string | number | undefined>) => site.call('GET', base, { as: staff, query })
const detail = (skuId: number) => site.call('GET', `${base}/${skuId}`, { as: staff })
const entries = (skuId: number, query: Record<string, string | number> = {}) => site.call('GET', `${base}/${skuId}/entries`, { as: staff, query })
const adjust = (skuId: number, by: number, as = staff, key: string = randomUUID()) => site.call('POST', `${base}/${skuId}/adjustments`, { as, headers: { 'idempotency-key': key }, body: { by, reason: '到货' } })
const count = (skuId: number, to: number, seen: number, as = staff) => site.call('PUT', `${base}/${skuId}/count`, { as, body: { count: to, seen, reason: '盘点' } })
const pause = () => new Promise<void>(resolve => setImmediate(resolve))

describe('the list', () => {
  test('says of each SKU what is there, what orders hold and what can be bought', async () => {
    const { id, skuIds } = await aProduct(site, { title: '双肩背包', specs: { 颜色: ['黑', '白'] }, stock: [9, 4] })
    await anOrderToSend(site, await aPerson(site), { lines: [{ skuId: skuIds[0]!, count: 2 }] })
    const { data } = await list({ productId: id })
    expect(data).toMatchObject({ total: 2, hasMore: false, items: [
      { skuId: skuIds[0], code: `T${id}-0`, product: { id, title: '双肩背包' }, specText: '黑', onShelf: true, onHand: 9, reserved: 2, available: 7, lowMark: 5, picture: null },
      { skuId: skuIds[1], specText: '白', onHand: 4, reserved: 0, available: 4 },
    ] })
    expect((await detail(skuIds[0]!)).data).toEqual(data.items[0])
    expect((await detail(999_999)).status).toBe(404)
  })

  test('is searched by code, title and category, also by one above', async () => {
    const { id, skuIds } = await aProduct(site, { title: '儿童雨衣', specs: { 尺码: ['小', '大'] } })
    const { path } = await site.parts.db.sql.selectFrom('product as p').innerJoin('category as c', 'c.id', 'p.category_id').select('c.path').where('p.id', '=', id).executeTakeFirstOrThrow()
    const found = async (query: Record<string, string | number | undefined>) => (await list(query)).data.items.map((item: any) => item.skuId)
    for (const query of [{ q: `T${id}-` }, { q: `t${id}-` }, { q: '雨衣' }, { categoryId: path[0]! }, { categoryId: path[2]!, q: '儿童' }]) expect([query, await found(query)]).toEqual([query, skuIds])
    expect(await found({ q: `T${id}-1` })).toEqual([skuIds[1]])
    for (const query of [{ q: '没有的东西' }, { categoryId: 999_999 }]) expect(await found(query)).toEqual([])
  })

  test('shows what runs out, the fewest first, as many as the figures say; what is off the shelf is not missed', async () => {
    const { skuIds } = await aProduct(site, { specs: { 款式: ['a', 'b', 'c'] }, stock: [5, 0, 6] })
    await aProduct(site, { stock: 0, status: 'off' })
    const codes = async (state: string) => (await list({ state, limit: 100 })).data.items.map((item: any) => item.skuId)
    const { data: figures } = await site.call('GET', `${base}/figures`, { as: staff })
    const [low, soldOut] = [await codes('low'), await codes('sold_out')]
    expect(low.filter((id: number) => skuIds.includes(id))).toEqual([skuIds[1], skuIds[0]])
    expect(soldOut).toContain(skuIds[1])
    expect(figures).toEqual({ low: low.length, soldOut: soldOut.length })
    await site.call('PUT', `${base}/${skuIds[2]}/low-mark`, { as: staff, body: { lowMark: 6, seen: 5 } })
    expect((await site.call('GET', `${base}/figures`, { as: staff })).data).toEqual({ low: low.length + 1, soldOut: soldOut.length })
  })
})

describe('the ledger', () => {
  test('tells every change, whose and why, and ends at what is there now', async () => {
    const buyer = await aPerson(site)
    const { skuId } = await aProduct(site, { stock: 10 })
    const sent = await anArrivedOrder(site, buyer, staff, { lines: [{ skuId, count: 3 }] })
    const back = (await site.call('POST', `mall/orders/${sent.no}/items/${sent.itemIds[0]}/returns`, { as: buyer, body: { kind: 'return', quantity: 2, reason: '不合适' } })).data.no
    await site.call('POST', `console/mall/returns/${back}/approval`, { as: staff, body: { answer: '合肥市仓库' } })
    expect((await site.call('POST', `console/mall/returns/${back}/receipt`, { as: staff, body: { sellable: 1 } })).status).toBe(200)
    await adjust(skuId, 4)
    const held = await anOrder(site, buyer, { lines: [{ skuId, count: 5 }] })
    const { data } = await entries(skuId)
    expect(data.items.map((e: any) => [e.kind, e.onHand, e.reserved, e.onHandAfter, e.reservedAfter])).toEqual([
      ['reserve', 0, 5, 12, 5],
      ['adjust', 4, 0, 12, 0],
      ['return', 1, 0, 8, 0],
      ['ship', -3, -3, 7, 0],
      ['reserve', 0, 3, 10, 3],
      ['adjust', 10, 0, 10, 0],
    ])
    expect(data.items).toMatchObject([
      { orderNo: held.no, staffName: null },
      { orderNo: null, staffName: staff.name, reason: '到货' },
      { orderNo: sent.no, returnNo: back, staffName: staff.name },
      { orderNo: sent.no, returnNo: null, trackingNo: expect.stringMatching(/^SF/), staffName: staff.name },
      { orderNo: sent.no },
      { staffName: null },
    ])
    expect((await detail(skuId)).data).toMatchObject({ onHand: 12, reserved: 5, available: 7 })
  })

  test('is read on page by page: no row comes twice, and the sums go on', async () => {
    const { skuId } = await aProduct(site, { stock: 1 })
    for (let by = 1; by <= 6; by++) await adjust(skuId, by)
    const whole = (await entries(skuId)).data.items
    expect(whole.map((e: any) => e.onHandAfter)).toEqual([22, 16, 11, 7, 4, 2, 1])
    const read = []
    for (let after: string | null = ''; after !== null;) {
      const { data } = await entries(skuId, { limit: 3, ...after ? { after } : {} })
      read.push(...data.items)
      after = data.next
    }
    expect(read).toEqual(whole)
    const other = await aProduct(site)
    const { data } = await entries(skuId, { limit: 1 })
    expect((await entries(other.skuId, { after: data.next })).status).toBe(400)
    expect((await entries(999_999)).status).toBe(404)
  })
})

describe('by hand', () => {
  test('staff add and take away, with a reason, never below what orders hold', async () => {
    const { skuId } = await aProduct(site, { stock: 5 })
    await anOrderToSend(site, await aPerson(site), { lines: [{ skuId, count: 3 }] })
    expect(await adjust(skuId, 7)).toMatchObject({ status: 201, data: { onHand: 12, reserved: 3, available: 9 } })
    expect(await adjust(skuId, -10)).toMatchObject({ status: 409, error: 'mall.stock_held', details: { reserved: 3 } })
    expect(await adjust(skuId, -9)).toMatchObject({ status: 201, data: { onHand: 3, available: 0 } })
    expect(await adjust(skuId, 0)).toMatchObject({ status: 422, error: 'mall.nothing_to_adjust' })
    expect(await adjust(skuId, 9_999_999)).toMatchObject({ status: 422, error: 'mall.stock_too_large' })
    expect((await adjust(999_999, 1)).status).toBe(404)
    expect((await site.call('POST', `${base}/${skuId}/adjustments`, { as: staff, headers: { 'idempotency-key': 'k' }, body: { by: 1, reason: ' ' } })).status).toBe(400)
    expect((await auditOf(site, `sku:${skuId}`))[0]).toMatchObject({ staffId: staff.staffId, action: 'mall.adjust_stock', reason: '到货', before: { onHand: 12 }, after: { onHand: 3 } })
  })

  test('what is sent again because its answer was lost counts once, whatever has been sold since; without a key it is refused', async () => {
    const { skuId } = await aProduct(site, { stock: 5 })
    const answers = await Promise.all(Array.from({ length: 5 }, () => adjust(skuId, 7, staff, 'lost')))
    expect(answers.map(({ status, data }) => [status, data.onHand])).toEqual(Array.from({ length: 5 }).fill([201, 12]))
    await anOrderToSend(site, await aPerson(site), { lines: [{ skuId, count: 3 }] })
    expect(await adjust(skuId, 7, staff, 'lost')).toMatchObject({ status: 201, data: { onHand: 12, reserved: 3 } })
    expect((await auditOf(site, `sku:${skuId}`)).length).toBe(1)
    expect(await adjust(skuId, 8, staff, 'lost')).toMatchObject({ status: 422, error: 'kit.key_reused' })
    expect(await site.call('POST', `${base}/${skuId}/adjustments`, { as: staff, body: { by: 7, reason: '到货' } })).toMatchObject({ status: 400, error: 'mall.key_needed' })

    // A key is its owner's, and one that was refused is still free.
    expect((await adjust(skuId, 7, await aStaff(site, ['mall.stock']), 'lost')).data.onHand).toBe(19)
    expect((await adjust(skuId, -17, staff, 'refused')).error).toBe('mall.stock_held')
    await adjust(skuId, 1)
    expect((await adjust(skuId, -17, staff, 'refused')).data.onHand).toBe(3)
    expect(await stockOf(site, skuId)).toEqual({ onHand: 3, reserved: 3 })
  })

  test('staff count to a number, unless it has changed since they looked', async () => {
    const { id, skuId } = await aProduct(site, { stock: 0 })
    const shown = async () => (await site.call('GET', `mall/products/${id}`)).data.skus[0].available
    expect(await shown()).toBe(0)
    expect(await count(skuId, 8, 0)).toMatchObject({ status: 200, data: { onHand: 8 } })
    expect(await shown()).toBe(8)
    const sent = await anOrderToSend(site, await aPerson(site), { lines: [{ skuId, count: 2 }] })
    expect((await count(skuId, 9, 8)).data.onHand).toBe(9) // what orders hold is still in the house
    await ship(site, staff, sent.no)
    expect(await count(skuId, 20, 9)).toMatchObject({ status: 409, error: 'mall.stock_changed', details: { onHand: 7 } })
    expect((await count(skuId, 7, 7)).status).toBe(200)
    expect((await entries(skuId)).data.items).toHaveLength(5) // nothing for the count that found nothing new
    expect(await stockOf(site, skuId)).toEqual({ onHand: 7, reserved: 0 })
  })

  test('the low mark is changed by whoever saw it as it is', async () => {
    const { skuId } = await aProduct(site)
    const mark = (lowMark: number, seen: number) => site.call('PUT', `${base}/${skuId}/low-mark`, { as: staff, body: { lowMark, seen } })
    expect((await mark(12, 5)).data.lowMark).toBe(12)
    expect(await mark(3, 5)).toMatchObject({ status: 409, error: 'mall.changed_meanwhile' })
    expect(await auditOf(site, `sku:${skuId}`)).toMatchObject([{ action: 'mall.set_low_mark', before: { lowMark: 5 }, after: { lowMark: 12 } }])
  })

  test('two of the staff and a buyer at the same SKU at once: nothing is lost, nothing is sold twice', async () => {
    const colleague = await aStaff(site, ['mall.stock'])
    for (let round = 0; round < 8; round++) {
      const { skuId } = await aProduct(site, { stock: 5 })
      const buyers = [await aBuyer(site), await aBuyer(site)]
      const wish = { items: [{ skuId, count: 3 }] }
      const hashes = await Promise.all(buyers.map(async buyer => (await quote(site, buyer, wish)).data.hash))
      const [less, more, counted, counted2, ...bought] = await Promise.all([
        adjust(skuId, -2),
        adjust(skuId, 3, colleague),
        count(skuId, 30, 5),
        count(skuId, 40, 5, colleague),
        ...buyers.map((buyer, i) => order(site, buyer, hashes[i]!, wish)),
      ])
      expect([201, 409]).toContain(less.status)
      expect(more.status).toBe(201)
      expect([counted, counted2].filter(({ status }) => status === 200).length).toBeLessThan(2)
      for (const { status } of [counted, counted2, ...bought]) expect([200, 201, 409]).toContain(status)
      const sold = bought.filter(({ status }) => status === 201).length
      const { onHand, reserved } = await stockOf(site, skuId) // the ledger says the same
      expect(reserved).toBe(3 * sold)
      expect(onHand).toBeGreaterThanOrEqual(reserved)
      const { data } = await entries(skuId)
      expect([data.items[0].onHandAfter, data.items[0].reservedAfter, data.items.at(-1).onHandAfter]).toEqual([onHand, reserved, 5])
      await pause()
    }
  })
})

describe('many at once', () => {
  const preview = (text: string) => site.call('POST', `${base}/count-previews`, { as: staff, body: { text } })
  const countMany = (counts: object[]) => site.call('POST', `${base}/counts`, { as: staff, body: { counts, reason: '月底盘点' } })

  test('a pasted sheet is read line by line, and each line that can’t be carried out says why', async () => {
    const { id, skuIds } = await aProduct(site, { title: '马克杯', specs: { 颜色: ['红', '绿', '蓝', '白'] }, stock: 10 })
    await anOrderToSend(site, await aPerson(site), { lines: [{ skuId: skuIds[1]!, count: 4 }] })
    const code = (i: number) => `T${id}-${i}`
    const { data } = await preview(`编码\t数量\r\n\r\n${code(0)}\t25\r\n  ${code(1)} , 3\n${code(2)} 10\n${code(0)}\t7\nNIX-1\t5\n${code(3)}\t1.5\n${code(3)}\t-1\n${code(3)},1,200\n只有一列`)
    expect(data.lines.map((line: any) => [line.line, line.verdict, line.count, line.sku?.specText ?? null])).toEqual([
      [1, 'bad_count', null, null],
      [3, 'change', 25, '红'],
      [4, 'held', 3, '绿'],
      [5, 'same', 10, '蓝'],
      [6, 'twice', 7, '红'],
      [7, 'unknown_code', 5, null],
      [8, 'bad_count', null, '白'],
      [9, 'twice', null, '白'],
      [10, 'bad_line', null, null],
      [11, 'bad_line', null, null],
    ])
    expect(data.lines[1].sku).toEqual({ id: skuIds[0], code: code(0), title: '马克杯', specText: '红', onHand: 10, reserved: 0 })
    expect(await stockOf(site, skuIds[0]!)).toEqual({ onHand: 10, reserved: 0 })
    expect(await preview('x 1\n'.repeat(1001))).toMatchObject({ status: 422, error: 'mall.too_many_lines', details: { most: 1000 } })
  })

  test('what can be counted is, the rest is reported; each in ledger and audit log', async () => {
    const { id, skuIds } = await aProduct(site, { specs: { 颜色: ['红', '绿', '蓝', '白'] }, stock: [0, 0, 0, 9] })
    const inStock = async () => (await site.parts.db.sql.selectFrom('product').select('in_stock').where('id', '=', id).executeTakeFirstOrThrow()).in_stock
    await adjust(skuIds[3]!, -9)
    expect(await inStock()).toBe(false)
    await adjust(skuIds[3]!, 9)
    await anOrderToSend(site, await aPerson(site), { lines: [{ skuId: skuIds[3]!, count: 4 }] })
    const counts = [{ skuId: skuIds[1], count: 6, seen: 0 }, { skuId: skuIds[0], count: 12, seen: 0 }, { skuId: skuIds[2], count: 5, seen: 3 }, { skuId: skuIds[3], count: 2, seen: 9 }, { skuId: 999_999, count: 2, seen: 2 }]
    const { status, data } = await countMany(counts)
    expect([status, data.changed, data.same]).toEqual([200, 2, 0])
    expect(data.refused).toEqual([
      { skuId: skuIds[2], why: 'changed_meanwhile', onHand: 0, reserved: 0 },
      { skuId: skuIds[3], why: 'held', onHand: 9, reserved: 4 },
      { skuId: 999_999, why: 'unknown', onHand: null, reserved: null },
    ].sort((a, b) => a.skuId! - b.skuId!))
    expect(await inStock()).toBe(true)
    expect((await Promise.all(skuIds.map(skuId => stockOf(site, skuId)))).map(({ onHand }) => onHand)).toEqual([12, 6, 0, 9])
    expect((await auditOf(site, `sku:${skuIds[0]}`))[0]).toMatchObject({ action: 'mall.adjust_stock', reason: '月底盘点', before: { onHand: 0 }, after: { onHand: 12 } })
    expect((await countMany(counts.slice(0, 2))).data).toMatchObject({ changed: 0, refused: [{ why: 'changed_meanwhile' }, { why: 'changed_meanwhile' }] })
    expect(await countMany([counts[0]!, counts[0]!])).toMatchObject({ status: 422, error: 'mall.counted_twice' })
  })

  test('hundreds of lines are carried out while others buy', async () => {
    const buyer = await aPerson(site)
    const sizes = Array.from({ length: 300 }, (_, i) => `${i}`)
    const { skuIds } = await aProduct(site, { specs: { 尺码: sizes }, stock: 50 })
    const [{ data }, ...orders] = await Promise.all([
      countMany(skuIds.toReversed().map(skuId => ({ skuId, count: 60, seen: 50 }))),
      ...[3, 150, 299].map(i => anOrder(site, buyer, { lines: [{ skuId: skuIds[i]!, count: 1 }, { skuId: skuIds[0]!, count: 1 }] })),
    ])
    expect(data).toEqual({ changed: 300, same: 0, refused: [] })
    expect(orders).toHaveLength(3)
    expect(await stockOf(site, skuIds[0]!)).toEqual({ onHand: 60, reserved: 3 })
  })
})

test('whoever may not see the stock gets none of it', async () => {
  const other = await aStaff(site, ['mall.orders'])
  const { skuId } = await aProduct(site)
  for (const [method, path, body] of [['GET', ''], ['GET', '/figures'], ['GET', `/${skuId}`], ['GET', `/${skuId}/entries`], ['POST', `/${skuId}/adjustments`, { by: 1, reason: 'x' }], ['POST', '/counts', { counts: [{ skuId, count: 1, seen: 10 }], reason: 'x' }]] as const) {
    expect((await site.call(method, base + path, { as: other, body })).status).toBe(403)
  }
})

test('of all these stocks none differs from its ledger', async () => {
  expect(await stockFaults(site)).toEqual([])
})
