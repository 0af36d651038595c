import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aProduct } from '../mall.fixture.ts'
import { refreshShelf } from './shelf.ts'

const site = withApp()
const shelfOf = (id: number) => site.parts.db.sql.selectFrom('product').select(['price_min', 'price_max', 'market_price', 'in_stock']).where('id', '=', id).executeTakeFirstOrThrow()
const refresh = (...ids: number[]) => site.parts.db.tx(tx => refreshShelf(tx, ids))

test('prices and stock of a product are those of its variants on the shelf', async () => {
  const { id, skuIds } = await aProduct(site, { specs: { 颜色: ['黑', '白', '红'] }, price: [300, 100, 200], stock: [0, 5, 0], marketPrice: 150 })
  expect(await shelfOf(id)).toEqual({ price_min: 100, price_max: 300, market_price: 150, in_stock: true })
  await site.parts.db.sql.updateTable('sku').set({ status: 'off' }).where('id', '=', skuIds[1]!).execute()
  await refresh(id)
  expect(await shelfOf(id)).toEqual({ price_min: 200, price_max: 300, market_price: 150, in_stock: false })
})

test('what is reserved is not in stock', async () => {
  const { id, skuId } = await aProduct(site, { stock: 2 })
  await site.parts.db.sql.updateTable('sku_stock').set({ reserved: 2 }).where('sku_id', '=', skuId).execute()
  await refresh(id)
  expect((await shelfOf(id)).in_stock).toBe(false)
})

test('a product on the shelf keeps a variant there', async () => {
  const { id, skuId } = await aProduct(site)
  await expect(site.parts.db.tx(async (tx) => {
    await tx.updateTable('sku').set({ status: 'off' }).where('id', '=', skuId).execute()
    await refreshShelf(tx, [id])
  })).rejects.toMatchObject({ constraint: 'product_on_shelf' })
})

test('of two who take the last of two variants at once, the second leaves the product sold out', async () => {
  for (let round = 0; round < 10; round++) {
    const [a, b] = [await aProduct(site, { specs: { 颜色: ['黑', '白'] }, stock: 1 }), await aProduct(site, { specs: { 颜色: ['黑', '白'] }, stock: 1 })]
    const take = (skuIds: number[], ids: number[]) => site.parts.db.tx(async (tx) => {
      await sql`update sku_stock set reserved = 1 where sku_id = any(${skuIds}::bigint[])`.execute(tx)
      await refreshShelf(tx, ids)
    })
    await Promise.all([take([a.skuIds[0]!, b.skuIds[0]!], [a.id, b.id]), take([a.skuIds[1]!, b.skuIds[1]!], [b.id, a.id])])
    expect([(await shelfOf(a.id)).in_stock, (await shelfOf(b.id)).in_stock]).toEqual([false, false])
  }
})
