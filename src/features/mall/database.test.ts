import type { TestPerson } from '../../../test/people.ts'
import type { TestStaff } from '../../../test/staff.ts'
import type { TestProduct } from './mall.fixture.ts'
import type { TestOrder } from './orders/orders.fixture.ts'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson } from '../../../test/people.ts'
import { aStaff } from '../../../test/staff.ts'
import { aClaim } from './checkout/checkout.fixture.ts'
import { aProduct } from './mall.fixture.ts'
import { anArrivedOrder, anOrder } from './orders/orders.fixture.ts'

// Whatever our own code should forget one day: each of these is asked of the database alone.

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
let [buyer, staff, product] = [] as unknown as [TestPerson, TestStaff, TestProduct]
let [arrived, other] = [] as unknown as [TestOrder, TestOrder]
let ids: { item: number, order: number, other: number, sku: number, product: number, account: number, claim: number, spent: number }

beforeAll(async () => {
  [buyer, staff, product] = [await aPerson(site), await aStaff(site, ['*']), await aProduct(site, { specs: { 颜色: ['黑', '白'] } })]
  const lines = [{ skuId: product.skuId, count: 2 }]
  const claim = await aClaim(site, buyer)
  arrived = await anArrivedOrder(site, buyer, staff, { lines })
  other = await anOrder(site, buyer, { lines, discount: 1000, couponId: claim })
  const item = arrived.itemIds[0]!
  await site.call('POST', `mall/orders/${arrived.no}/items/${item}/returns`, { as: buyer, body: { kind: 'return', quantity: 1, reason: '坏了' } })
  await site.call('POST', `mall/orders/${arrived.no}/items/${item}/reviews`, { as: buyer, body: { score: 5, text: '很好用，推荐' } })
  ids = { item, order: arrived.id, other: other.id, sku: product.skuId, product: product.id, account: buyer.accountId, claim: await aClaim(site, buyer), spent: claim }
})

test.each<[string, string, () => ReturnType<typeof sql>]>([
  ['to hold more than there is', 'sku_stock_reserved', () => sql`update sku_stock set reserved = on_hand + 1 where sku_id = ${ids.sku}`],
  ['to hold less than nothing', 'sku_stock_reserved', () => sql`update sku_stock set reserved = -1 where sku_id = ${ids.sku}`],
  ['the same change of a stock twice', 'stock_entry_once', () => sql`insert into stock_entry (sku_id, kind, on_hand, reserved, order_item_id, ref, at) select sku_id, kind, on_hand, reserved, order_item_id, ref, at from stock_entry where order_item_id = ${ids.item} and kind = 'reserve'`],
  ['two SKUs of the same options', 'sku_options_key', () => sql`update sku set option_ids = (select option_ids from sku where id = ${ids.sku}) where product_id = ${ids.product}`],
  ['one number for two orders', 'shop_order_no_key', () => sql`update shop_order set no = ${arrived.no} where id = ${ids.other}`],
  ['an order whose sum is another', 'shop_order_sum', () => sql`update shop_order set payable = payable - 1 where id = ${ids.other}`],
  ['an item whose sum is another', 'order_item_sum', () => sql`update order_item set payable = payable - 1 where order_id = ${ids.other}`],
  ['more back for an item than was paid', 'order_item_refunded', () => sql`update order_item set refunded = payable + 1 where id = ${ids.item}`],
  ['more back for an order than was paid', 'shop_order_check', () => sql`update shop_order set refunded = payable + 1 where id = ${ids.order}`],
  ['more units back than were bought', 'order_item_returned', () => sql`update order_item set returned = quantity + 1 where id = ${ids.item}`],
  ['to send more than was bought', 'order_item_shipped', () => sql`update order_item set shipped = quantity + 1 where id = ${ids.item}`],
  ['goods sent back without the buyer asking', 'return_case_opened', () => sql`insert into return_case (no, order_id, order_item_id, account_id, opened_by, kind, unsent, quantity, amount, reason, status, created_at, changed_at) values ('R3', ${ids.order}, ${ids.item}, ${ids.account}, 'staff', 'return', false, 1, 1, 'x', 'WITHDRAWN', now(), now())`],
  ['two undecided returns of an item', 'return_case_undecided', () => sql`insert into return_case (no, order_id, order_item_id, account_id, kind, unsent, quantity, amount, reason, status, created_at, changed_at) values ('R2', ${ids.order}, ${ids.item}, ${ids.account}, 'return', false, 1, 1, 'x', 'APPLIED', now(), now())`],
  ['a second review of an item', 'product_review_once', () => sql`insert into product_review (order_item_id, product_id, account_id, spec_text, score, text, picture_ids, anonymous, created_at) values (${ids.item}, ${ids.product}, ${ids.account}, '', 5, '再评一次吧', '{}', false, now())`],
  ['a second coupon for an order', 'coupon_claim_of_order', () => sql`update coupon_claim set order_id = ${ids.other}, discount = 1 where id = ${ids.claim}`],
  ['more coupons than there are', 'coupon_claimed', () => sql`update coupon set total = 1, claimed = 2`],
  ['two carts of one person', 'cart_of_account', () => sql`insert into cart (account_id, changed_at) values (${ids.account}, now()), (${ids.account}, now())`],
  ['an unpaid order that is paid', 'shop_order_paid', () => sql`update shop_order set paid_at = now() where id = ${ids.other}`],
])('the database itself refuses %s', async (_, constraint, statement) => {
  await expect(site.parts.db.tx(tx => statement().execute(tx))).rejects.toMatchObject({ constraint: expect.stringMatching(new RegExp(`^${constraint}\\d*$`)) })
})
