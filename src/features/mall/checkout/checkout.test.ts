import type { Wish } from './checkout.fixture.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson, cookiesOf } from '../../../../test/people.ts'
import { aCategoryPath, aProduct } from '../mall.fixture.ts'
import { aBuyer, aClaim, aFreightTemplate, anAddress, anOrder, buy, order, putInCart, quote, stockFaults, stockOf } from './checkout.fixture.ts'
import { insertOrder } from './store.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const cartLines = async (as: { headers: Record<string, string> }) => (await site.call('GET', 'mall/cart', { as })).data.items.map(({ skuId, count }: any) => [skuId, count])
const one = (skuId: number, count = 1): Wish => ({ items: [{ skuId, count }] })
const set = (table: 'sku' | 'product', id: number, values: object) => site.parts.db.sql.updateTable(table).set(values).where('id', '=', id).execute()
const setStock = (skuId: number, onHand: number) => site.parts.db.sql.updateTable('sku_stock').set({ on_hand: onHand }).where('sku_id', '=', skuId).execute()

/** An order and its items, every column of them. */
async function rowsOf(no: string): Promise<string> {
  const { rows: [row] } = await sql<{ text: string }>`select (to_jsonb(o) || jsonb_build_object('items', (select jsonb_agg(to_jsonb(i) order by i.id) from order_item i where i.order_id = o.id)))::text as text from shop_order o where o.no = ${no}`.execute(site.parts.db.sql)
  return row!.text
}

describe('a quote', () => {
  test('explains each fen of what is selected in the cart, and asking takes nothing', async () => {
    const anna = await aBuyer(site)
    const freightTemplateId = await aFreightTemplate(site, { name: '普通快递', fee: 1000, freeOver: 50_000, rules: [{ regions: ['340000'], fee: 800, freeOver: null }] })
    const phone = await aProduct(site, { title: '手机', specs: { 颜色: ['黑'] }, price: 19_900, freightTemplateId })
    const strap = await aProduct(site, { title: '表带', price: 100, freightTemplateId })
    const other = await aProduct(site)
    await putInCart(site, anna, strap.skuId, 1)
    await putInCart(site, anna, other.skuId, 1, false)
    site.clock.advance(1)
    await putInCart(site, anna, phone.skuId, 2)
    const couponId = await aClaim(site, anna, { amount: 1000 })
    const { status, data } = await quote(site, anna, { couponId })
    expect([status, data]).toEqual([200, {
      hash: expect.stringMatching(/^[\w-]{43}$/),
      lines: [
        { skuId: phone.skuId, productId: phone.id, title: '手机', specText: '黑', picture: null, price: 19_900, count: 2, sum: 39_800, discount: 997, payable: 38_803, most: 10, problem: null },
        { skuId: strap.skuId, productId: strap.id, title: '表带', specText: '', picture: null, price: 100, count: 1, sum: 100, discount: 3, payable: 97, most: 10, problem: null },
      ],
      leftOut: [],
      goods: 39_900,
      discount: 1000,
      freight: 800,
      payable: 39_700,
      freights: [{ name: '普通快递', skuIds: [phone.skuId, strap.skuId], goods: 39_900, fee: 800, freeOver: null }],
      address: { receiver: '张三', mobile: '13900001234', regionCode: '340104', region: '安徽省合肥市蜀山区', place: '望江西路 666 号 3 栋 1201' },
      coupon: { id: couponId, name: '优惠券', discount: 1000 },
      coupons: [expect.objectContaining({ id: couponId, usable: true, discount: 1000 })],
      problems: [],
    }])
    expect((await quote(site, anna, { couponId })).data.hash).toBe(data.hash)
    expect(await stockOf(site, phone.skuId)).toEqual({ onHand: 10, reserved: 0 })
    expect(await cartLines(anna)).toHaveLength(3)
  })

  test('the product’s page tells carriage to a region as the quote reckons it', async () => {
    const freightTemplateId = await aFreightTemplate(site, { fee: 1000, freeOver: 9900, rules: [{ regions: ['650000'], fee: 3000, freeOver: null }] })
    const { id } = await aProduct(site, { freightTemplateId })
    const terms = async (regionCode?: string) => (await site.call('GET', `mall/products/${id}/freight`, { query: { regionCode } })).data
    expect([await terms(), await terms('340104'), await terms('650102')]).toEqual([{ fee: 1000, freeOver: 9900 }, { fee: 1000, freeOver: 9900 }, { fee: 3000, freeOver: null }])
    expect((await site.call('GET', 'mall/products/999999/freight')).status).toBe(404)
    expect((await site.call('GET', `mall/products/${(await aProduct(site, { status: 'off' })).id}/freight`)).status).toBe(404)
  })

  test('a product without a template is sent on the default one', async () => {
    const anna = await aBuyer(site)
    const { id, skuId } = await aProduct(site, { price: 100 })
    expect((await quote(site, anna, one(skuId))).data).toMatchObject({ freight: 0, freights: [] })
    const template = await aFreightTemplate(site, { name: '默认', fee: 1200, isDefault: true })
    expect((await quote(site, anna, one(skuId))).data).toMatchObject({ freight: 1200, payable: 1300, freights: [{ name: '默认' }] })
    expect((await site.call('GET', `mall/products/${id}/freight`)).data.fee).toBe(1200)
    await site.parts.db.sql.deleteFrom('freight_template').where('id', '=', template).execute()
  })

  test('without an address it says so, and nothing can be ordered; with somebody else’s it is not there', async () => {
    const [anna, ben] = [await aBuyer(site), await aBuyer(site)]
    const { skuId } = await aProduct(site)
    expect((await quote(site, anna, { ...one(skuId), addressId: undefined })).data).toMatchObject({ hash: null, address: null, payable: 10_000, problems: ['no_address'] })
    expect((await quote(site, anna, { ...one(skuId), addressId: ben.addressId })).status).toBe(404)
    expect((await site.call('POST', 'mall/quotes', { body: { source: 'cart' } })).status).toBe(401)
  })

  test('what in the cart can’t be had any more is left out and told; a count that is too high keeps it from being ordered', async () => {
    const anna = await aBuyer(site)
    const [gone, off, few, fine] = [await aProduct(site), await aProduct(site), await aProduct(site), await aProduct(site)]
    for (const { skuId } of [gone, off, few, fine]) await putInCart(site, anna, skuId, 4)
    await setStock(gone.skuId, 0)
    await set('product', off.id, { status: 'off' })
    await setStock(few.skuId, 3)
    const { data } = await quote(site, anna)
    const told = (lines: any[]) => lines.map(({ skuId, problem, most }) => [skuId, problem, most]).sort()
    expect([told(data.lines), told(data.leftOut), data.problems, data.hash, data.payable]).toEqual([[[few.skuId, 'too_many', 3], [fine.skuId, null, 10]], [[gone.skuId, 'sold_out', 0], [off.skuId, 'off_shelf', 0]], ['lines'], null, 80_000])
    await putInCart(site, anna, few.skuId, 3)
    expect((await buy(site, anna)).data.payable).toBe(70_000)
    expect(await cartLines(anna)).toEqual(expect.arrayContaining([[gone.skuId, 4], [off.skuId, 4]]))
    expect((await quote(site, anna)).data).toMatchObject({ lines: [], problems: ['empty'], hash: null, payable: 0 })
  })

  test('what was asked for by name is told, not left out; what isn’t there is not found; counts must be possible', async () => {
    const anna = await aBuyer(site)
    const [off, fine] = [await aProduct(site, { status: 'off' }), await aProduct(site)]
    const items = [{ skuId: off.skuId, count: 1 }, { skuId: fine.skuId, count: 1 }]
    expect((await quote(site, anna, { items })).data).toMatchObject({ lines: [{ problem: 'off_shelf' }, { problem: null }], problems: ['lines'], hash: null })
    expect((await quote(site, anna, one(999_999))).status).toBe(404)
    expect((await quote(site, anna, one((await aProduct(site, { status: 'draft' })).skuId))).status).toBe(404)
    for (const count of [0, -1, 100, Number.MAX_SAFE_INTEGER]) {
      const answer = await quote(site, anna, one(fine.skuId, count))
      expect([answer.status, answer.error, answer.details]).toEqual([422, 'mall.bad_count', { field: 'items', skuId: fine.skuId, most: 10 }])
    }
    expect((await quote(site, anna, { source: 'items' })).error).toBe('mall.items_needed')
    expect((await quote(site, anna, { source: 'cart', items })).status).toBe(400)
    expect((await quote(site, anna, { items: [{ skuId: fine.skuId, count: 2, price: 1 } as never] })).status).toBe(400)
  })

  test('the same SKU twice is one line', async () => {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site, { stock: 3 })
    const twice = (count: number) => quote(site, anna, { items: [{ skuId, count }, { skuId, count }] })
    expect((await twice(1)).data.lines).toMatchObject([{ count: 2, problem: null }])
    expect((await twice(2)).data.lines).toMatchObject([{ count: 4, problem: 'too_many', most: 3 }])
  })

  test('a cart from before signing in comes in on the way, with only what was selected there', async () => {
    const anna = await aBuyer(site)
    const [mine, theirs] = [await aProduct(site), await aProduct(site)]
    await putInCart(site, anna, mine.skuId, 1)
    const put = await putInCart(site, { headers: {} }, theirs.skuId, 2)
    const both = { ...anna, headers: { ...anna.headers, cookie: `${anna.headers.cookie}; ${cookiesOf(put).cookie}` } }
    const { data, raw } = await quote(site, both)
    expect([data.lines.map((line: any) => [line.skuId, line.count]), raw.cookies]).toEqual([[[theirs.skuId, 2]], [expect.objectContaining({ name: 'linli_cart', value: '' })]])
    expect(await cartLines(anna)).toHaveLength(2)
  })
})

describe('an order', () => {
  test('is placed for what was quoted, waits half an hour for its money, holds its goods, and takes them out of the cart', async () => {
    const anna = await aBuyer(site)
    const [a, b] = [await aProduct(site, { title: '手机', specs: { 颜色: ['黑'] } }), await aProduct(site)]
    await putInCart(site, anna, a.skuId, 2)
    await putInCart(site, anna, b.skuId, 1, false)
    const { data: { hash } } = await quote(site, anna)
    const placed = await order(site, anna, hash, { note: ' 放门口 ' })
    expect([placed.status, placed.data]).toEqual([201, { no: expect.stringMatching(/^M20270301[0-9A-Z]{12}$/), status: 'WAIT_PAYMENT', paymentMethod: 'alipay', payable: 20_000, dueAt: new Date(site.clock.now().getTime() + 30 * 60_000).toISOString() }])
    expect(await cartLines(anna)).toEqual([[b.skuId, 1]])
    expect(await stockOf(site, a.skuId)).toEqual({ onHand: 10, reserved: 2 })
    expect(JSON.parse(await rowsOf(placed.data.no))).toMatchObject({
      status: 'WAIT_PAYMENT', goods: 20_000, discount: 0, freight: 0, payable: 20_000, note: '放门口', paid_at: null,
      address: { receiver: '张三', mobile: '13900001234', regionCode: '340104', region: '安徽省合肥市蜀山区', place: '望江西路 666 号 3 栋 1201' },
      items: [{ sku_id: a.skuId, product_id: a.id, title: '手机', spec_text: '黑', price: 10_000, quantity: 2, discount: 0, payable: 20_000 }],
    })
  })

  test('to be paid on delivery waits to be sent, not for money', async () => {
    const { skuId } = await aProduct(site)
    expect((await buy(site, await aBuyer(site), { ...one(skuId), paymentMethod: 'cod' })).data).toMatchObject({ status: 'WAIT_SHIP', paymentMethod: 'cod', dueAt: null })
  })

  test('buying now leaves the cart alone; buying from the cart takes only what was ordered', async () => {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site)
    await putInCart(site, anna, skuId, 2)
    await anOrder(site, anna, one(skuId, 1))
    expect(await cartLines(anna)).toEqual([[skuId, 2]])
    const { data: { hash } } = await quote(site, anna)
    await putInCart(site, anna, skuId, 3)
    expect((await order(site, anna, hash)).error).toBe('mall.quote_changed')
  })

  test('needs a key; the same key and body is the same order; another body with it is refused', async () => {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site)
    const { data: { hash } } = await quote(site, anna, one(skuId))
    const body = { quoteHash: hash, addressId: anna.addressId, paymentMethod: 'alipay', source: 'items', items: [{ skuId, count: 1 }] }
    expect((await site.call('POST', 'mall/orders', { as: anna, body })).error).toBe('mall.key_needed')
    const first = await order(site, anna, hash, one(skuId), 'key')
    const again = await order(site, anna, hash, one(skuId), 'key')
    expect([again.status, again.data]).toEqual([201, first.data])
    expect((await order(site, anna, hash, { ...one(skuId), note: '快' }, 'key')).error).toBe('kit.key_reused')
    expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 1 })
    await site.call('DELETE', `users/me/addresses/${anna.addressId}`, { as: anna })
    expect((await order(site, anna, hash, one(skuId), 'key')).data).toEqual(first.data)
  })

  test.each<[string, (basket: { id: number, skuId: number, anna: Awaited<ReturnType<typeof aBuyer>> }) => Promise<unknown>, object]>([
    ['dearer', ({ skuId }) => set('sku', skuId, { price: 10_001 }), { payable: 10_001 }],
    ['cheaper', ({ skuId }) => set('sku', skuId, { price: 9999 }), { payable: 9999 }],
    ['another thing', ({ skuId }) => set('sku', skuId, { spec_text: '白' }), { lines: [{ specText: '白' }] }],
    ['off the shelf', ({ skuId }) => set('sku', skuId, { status: 'off' }), { problems: ['lines'], hash: null }],
    ['to go elsewhere', ({ anna }) => site.call('PATCH', `users/me/addresses/${anna.addressId}`, { as: anna, body: { place: '他处' } }), { address: { place: '他处' } }],
    ['sent on other terms', async ({ id }) => set('product', id, { freight_template_id: await aFreightTemplate(site, { fee: 5 }) }), { freight: 5, payable: 10_005 }],
  ])('for goods that are %s now is refused with the new quote, and nothing has happened', async (_, change, shown) => {
    const anna = await aBuyer(site)
    const product = await aProduct(site)
    const { data: { hash } } = await quote(site, anna, one(product.skuId))
    await change({ ...product, anna })
    const refused = await order(site, anna, hash, one(product.skuId))
    expect([refused.status, refused.error]).toEqual([409, 'mall.quote_changed'])
    expect(refused.details.quote).toMatchObject(shown)
    expect(await stockOf(site, product.skuId)).toEqual({ onHand: 10, reserved: 0 })
    if (refused.details.quote.hash) expect((await order(site, anna, refused.details.quote.hash, one(product.skuId))).status).toBe(201)
  })

  test('with a made-up hash, total, price or freight is refused', async () => {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site)
    expect((await order(site, anna, 'x', one(skuId))).error).toBe('mall.quote_changed')
    const body = { quoteHash: 'x', addressId: anna.addressId, paymentMethod: 'alipay', source: 'items', items: [{ skuId, count: 1 }] }
    for (const more of [{ payable: 1 }, { freight: 0 }, { total: 1 }, { paymentMethod: 'free' }, { quoteHash: undefined }]) {
      expect((await site.call('POST', 'mall/orders', { as: anna, headers: { 'idempotency-key': 'k' }, body: { ...body, ...more } })).status).toBe(400)
    }
    expect((await order(site, anna, 'x', one(skuId, 0))).status).toBe(422)
  })

  test('for goods somebody else has bought meanwhile says which, and how many are left', async () => {
    const [anna, ben] = [await aBuyer(site), await aBuyer(site)]
    const [last, few, plenty] = [await aProduct(site, { title: '最后一件', stock: 1 }), await aProduct(site, { stock: 3 }), await aProduct(site)]
    const basket: Wish = { items: [{ skuId: plenty.skuId, count: 1 }, { skuId: few.skuId, count: 3 }, { skuId: last.skuId, count: 1 }] }
    const { data: { hash } } = await quote(site, anna, basket)
    await anOrder(site, ben, { items: [{ skuId: last.skuId, count: 1 }, { skuId: few.skuId, count: 1 }] })
    const refused = await order(site, anna, hash, basket)
    expect([refused.status, refused.error]).toEqual([409, 'mall.sold_out'])
    expect(refused.details.lines).toEqual([{ skuId: few.skuId, title: expect.any(String), specText: '', count: 3, most: 2 }, { skuId: last.skuId, title: '最后一件', specText: '', count: 1, most: 0 }])
    expect(await stockOf(site, plenty.skuId)).toEqual({ onHand: 10, reserved: 0 })
  })

  test('one person has at most three unpaid; a fourth waits until one of them is over', async () => {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site)
    for (let i = 0; i < 3; i++) await anOrder(site, anna, one(skuId))
    const fourth = await buy(site, anna, one(skuId))
    expect([fourth.status, fourth.error, fourth.details.limit]).toEqual([409, 'mall.too_many_unpaid', 3])
    expect((await buy(site, anna, { ...one(skuId), paymentMethod: 'cod' })).status).toBe(201)
    site.clock.advance(30 * 60)
    expect((await buy(site, anna, one(skuId))).status).toBe(201)
  })

  test('one person has at most ten to be paid on delivery that are still to be sent', async () => {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site, { stock: 50 })
    for (let i = 0; i < 10; i++) expect((await buy(site, anna, { ...one(skuId), paymentMethod: 'cod' })).status).toBe(201)
    expect((await buy(site, anna, { ...one(skuId), paymentMethod: 'cod' })).error).toBe('mall.too_many_cod')
  })

  test('of goods limited per person takes what is left of the limit, with what is ordered and unpaid', async () => {
    const anna = await aBuyer(site)
    const { skuId } = await aProduct(site, { perPerson: 3 })
    expect((await quote(site, anna, one(skuId, 4))).data.lines).toMatchObject([{ problem: 'too_many', most: 3 }])
    await anOrder(site, anna, one(skuId, 1))
    await anOrder(site, anna, { ...one(skuId, 1), paymentMethod: 'cod' })
    const { data } = await quote(site, anna, one(skuId, 2))
    expect([data.lines[0].problem, data.lines[0].most, data.hash]).toEqual(['limit', 1, null])
    await anOrder(site, anna, one(skuId, 1))
    expect((await quote(site, await aBuyer(site), one(skuId, 3))).data.problems).toEqual([])
  })

  test('stays byte for byte as it was agreed, whatever happens to goods, categories and address', async () => {
    const anna = await aBuyer(site)
    const path = await aCategoryPath(site)
    const { id, skuId } = await aProduct(site, { categoryId: path[2], specs: { 颜色: ['黑'] } })
    const no = await anOrder(site, anna, one(skuId))
    const seen = async () => {
      const { status, data } = await site.call('GET', `mall/orders/${no}`, { as: anna })
      expect(status).toBe(200)
      return JSON.stringify(data)
    }
    const [rows, order] = [await rowsOf(no), await seen()]
    await set('sku', skuId, { price: 1, spec_text: '白', code: 'NEW', status: 'off' })
    await set('product', id, { title: '别的', status: 'off' })
    await site.parts.db.sql.updateTable('category').set({ name: '别的类目' }).where('id', '=', path[2]).execute()
    await site.call('PATCH', `users/me/addresses/${anna.addressId}`, { as: anna, body: { place: '他处' } })
    await site.call('DELETE', `users/me/addresses/${anna.addressId}`, { as: anna })
    expect(await rowsOf(no)).toBe(rows)
    expect(await seen()).toBe(order)
  })

  test('of another person’s address, coupon or cart can’t be had', async () => {
    const [anna, ben] = [await aBuyer(site), await aBuyer(site)]
    const { skuId } = await aProduct(site)
    const couponId = await aClaim(site, ben)
    expect((await order(site, anna, 'x', { ...one(skuId), addressId: ben.addressId })).status).toBe(404)
    expect((await order(site, anna, 'x', { ...one(skuId), couponId })).status).toBe(404)
    await putInCart(site, ben, skuId, 1)
    expect((await quote(site, anna)).data.problems).toEqual(['empty'])
    const carl = await aPerson(site)
    expect((await quote(site, { ...carl, addressId: await anAddress(site, carl) })).data.lines).toEqual([])
  })

  test('a number that is another order’s is not taken', async () => {
    const anna = await aBuyer(site)
    const no = await anOrder(site, anna, one((await aProduct(site)).skuId))
    const row = { no, accountId: anna.accountId, status: 'WAIT_SHIP', paymentMethod: 'cod', dueAt: null, goods: 1, discount: 0, freight: 0, payable: 1, address: { receiver: '', mobile: '', regionCode: '', region: '', place: '' }, note: '', couponId: null, fromCart: false, lines: [], now: site.clock.now() } as const
    expect(await site.parts.db.tx(tx => insertOrder(tx, { ...row, lines: [] }, { unpaid: 3, cod: 10 }))).toMatchObject({ id: null, unpaid: 1, cod: 0, items: [] })
  })
})

test('after all this every stock is what its ledger and the orders say', async () => {
  const faults = await stockFaults(site) as { on_hand: number, ledger_on_hand: number, reserved: number, ledger_reserved: number, held: number }[]
  expect(faults.filter(({ reserved, ledger_reserved, held }) => reserved !== ledger_reserved || reserved !== held)).toEqual([])
})
