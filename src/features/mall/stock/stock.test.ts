import type { TestPerson } from '../../../../test/people.ts'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aBuyer, anOrder, stockFaults, stockOf } from '../checkout/checkout.fixture.ts'
import { aProduct } from '../mall.fixture.ts'
import { adjustStock, releaseStock, reserveStock, returnStock, shipStock } from './stock.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const inStock = async (productId: number) => (await site.parts.db.sql.selectFrom('product').select('in_stock').where('id', '=', productId).executeTakeFirstOrThrow()).in_stock
const adjust = (skuId: number, by: number) => site.parts.db.tx(tx => adjustStock(tx, { skuId, by, staffId: null, reason: '盘点' }, site.clock.now()))

/** The item of an order for so many pieces. */
async function anItem(buyer: TestPerson & { addressId: number }, skuId: number, count: number) {
  const no = await anOrder(site, buyer, { items: [{ skuId, count }] })
  const { id } = await site.parts.db.sql.selectFrom('order_item as i').innerJoin('shop_order as o', 'o.id', 'i.order_id').select('i.id').where('o.no', '=', no).executeTakeFirstOrThrow()
  return { orderItemId: id, skuId, count }
}

test('an order’s goods are held, sent, and counted in again when they come back; the ledger says the same', async () => {
  const { skuId } = await aProduct(site, { stock: 5 })
  const line = await anItem(await aBuyer(site), skuId, 3)
  const now = site.clock.now()
  expect(await stockOf(site, skuId)).toEqual({ onHand: 5, reserved: 3 })
  await site.parts.db.tx(tx => shipStock(tx, [{ ...line, count: 2 }], { shipmentId: 1, staffId: null }, now))
  expect(await stockOf(site, skuId)).toEqual({ onHand: 3, reserved: 1 })
  await site.parts.db.tx(tx => releaseStock(tx, [{ ...line, count: 1 }], now, 7))
  expect(await stockOf(site, skuId)).toEqual({ onHand: 3, reserved: 0 })
  await site.parts.db.tx(tx => returnStock(tx, [{ ...line, count: 1 }], { returnId: 9, staffId: null }, now))
  expect(await stockOf(site, skuId)).toEqual({ onHand: 4, reserved: 0 })
  const entries = await site.parts.db.sql.selectFrom('stock_entry').select(['kind', 'on_hand', 'reserved', 'ref']).where('order_item_id', '=', line.orderItemId).orderBy('id').execute()
  expect(entries.map(Object.values)).toEqual([['reserve', 0, 3, 0], ['ship', -2, -2, 1], ['release', 0, -1, 7], ['return', 1, 0, 9]])
})

test('the same change of the same item is written once: a repeat changes nothing', async () => {
  const { skuId } = await aProduct(site)
  const line = await anItem(await aBuyer(site), skuId, 2)
  await site.parts.db.tx(tx => releaseStock(tx, [line], site.clock.now()))
  await expect(site.parts.db.tx(tx => releaseStock(tx, [line], site.clock.now()))).rejects.toThrow()
  expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 0 })
})

test('what was never held can’t be given free or sent', async () => {
  const { skuId } = await aProduct(site)
  const line = await anItem(await aBuyer(site), skuId, 2)
  await expect(site.parts.db.tx(tx => releaseStock(tx, [{ ...line, count: 3 }], site.clock.now()))).rejects.toThrow('cannot release')
  await expect(site.parts.db.tx(tx => shipStock(tx, [{ ...line, count: 3 }], { shipmentId: 1, staffId: null }, site.clock.now()))).rejects.toThrow('cannot ship')
  expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 2 })
})

test('of a basket that can’t be held whole, it is said what is short and how many are left', async () => {
  const [plenty, few] = (await aProduct(site, { specs: { 款式: ['a', 'b'] }, stock: [10, 2] })).skuIds as [number, number]
  const item = await anItem(await aBuyer(site), plenty, 1)
  const rollback = new Error('rollback')
  const tried = site.parts.db.tx(async (tx) => {
    const result = await reserveStock(tx, [{ ...item, skuId: few, count: 3 }, { ...item, skuId: plenty, count: 1 }, { ...item, skuId: 999_999, count: 1 }], site.clock.now(), 5)
    expect(result).toEqual({ short: [{ skuId: few, left: 2 }, { skuId: 999_999, left: 0 }], products: [] })
    throw rollback
  })
  await expect(tried).rejects.toBe(rollback)
})

test('lists show a product as sold out when its last SKU has run out, and as there when one has come back', async () => {
  const { id, skuIds } = await aProduct(site, { specs: { 款式: ['a', 'b'] }, stock: [1, 1] })
  const [a, b] = skuIds as [number, number]
  const buyer = await aBuyer(site)
  await anItem(buyer, a, 1)
  expect(await inStock(id)).toBe(true)
  const last = await anItem(buyer, b, 1)
  expect(await inStock(id)).toBe(false)
  expect(await site.parts.db.tx(tx => releaseStock(tx, [last], site.clock.now()))).toEqual([id])
  expect(await inStock(id)).toBe(true)
})

test('the last two SKUs of a product bought at the same instant leave it sold out', async () => {
  for (let round = 0; round < 10; round++) {
    const { id, skuIds } = await aProduct(site, { specs: { 款式: ['a', 'b'] }, stock: [1, 1] })
    const buyers = await Promise.all([aBuyer(site), aBuyer(site)])
    await Promise.all(buyers.map((buyer, i) => anOrder(site, buyer, { items: [{ skuId: skuIds[i]!, count: 1 }] })))
    expect(await inStock(id)).toBe(false)
  }
})

test('staff count more or fewer pieces, but never fewer than orders hold', async () => {
  const { id, skuId } = await aProduct(site, { stock: 5 })
  await anItem(await aBuyer(site), skuId, 3)
  expect(await adjust(skuId, -3)).toBeNull()
  expect(await adjust(999_999, 1)).toBeNull()
  expect(await adjust(skuId, -2)).toEqual({ left: 0, products: [id] })
  expect(await adjust(skuId, 4)).toEqual({ left: 4, products: [id] })
  expect(await adjust(skuId, 1)).toEqual({ left: 5, products: [] })
  expect(await stockOf(site, skuId)).toEqual({ onHand: 8, reserved: 3 })
})

test('of all these stocks none differs from its ledger', async () => {
  const faults = await stockFaults(site) as { on_hand: number, ledger_on_hand: number, reserved: number, ledger_reserved: number }[]
  expect(faults.filter(fault => fault.on_hand !== fault.ledger_on_hand || fault.reserved !== fault.ledger_reserved)).toEqual([])
})
