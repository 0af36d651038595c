import type { Answer } from '../../../../test/app.ts'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aBuyer, aClaim, aCoupon, claim, order, putInCart, quote } from '../checkout/checkout.fixture.ts'
import { aCategoryPath, aProduct } from '../mall.fixture.ts'
import { anOrder } from '../orders/orders.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const offers = async (as?: { headers: Record<string, string> }, query = {}) => (await site.call('GET', 'mall/coupons', { ...as ? { as } : {}, query })).data.items
const kinds = (answers: Answer[]) => answers.map(({ status, error }) => error ?? String(status)).sort()

test('coupons to be had are listed to everybody, those that can be claimed first, with what one has of them', async () => {
  const anna = await aPerson(site)
  const soon = await aCoupon(site, { name: '明天', fromIn: 86_400 })
  const gone = await aCoupon(site, { name: '没了', total: 1 })
  const open = await aCoupon(site, { name: '八折', percent: 20, most: 5000, threshold: 10_000, total: 3 })
  await aCoupon(site, { name: '藏', visible: false })
  await aCoupon(site, { name: '过期', fromIn: -100, untilIn: 0 })
  await claim(site, await aPerson(site), gone)
  await claim(site, anna, open)
  expect((await offers()).map(({ id, state, mine, left }: any) => [id, state, mine, left])).toEqual([[open, 'open', 0, 2], [gone, 'gone', 0, 0], [soon, 'soon', 0, null]])
  expect((await offers(anna)).map(({ id, state, mine }: any) => [id, state, mine])).toEqual([[open, 'claimed', 1], [gone, 'gone', 0], [soon, 'soon', 0]])
  expect((await offers(anna))[0]).toMatchObject({ name: '八折', kind: 'percent', percent: 20, most: 5000, amount: null, threshold: 10_000, category: null, perPerson: 1, days: 7 })
})

test('for a category only those are listed that are good for its goods', async () => {
  const path = await aCategoryPath(site)
  const other = await aCategoryPath(site)
  const [above, elsewhere] = [await aCoupon(site, { name: '上', categoryId: path[0] }), await aCoupon(site, { name: '别', categoryId: other[2] })]
  const ids = (await offers(undefined, { categoryId: path[2], limit: 100 })).map(({ id }: any) => id)
  expect([ids.includes(above), ids.includes(elsewhere)]).toEqual([true, false])
})

test('a coupon is claimed as often as one person may, and can be used for its days', async () => {
  const anna = await aPerson(site)
  const id = await aCoupon(site, { perPerson: 2, days: 7 })
  const first = await claim(site, anna, id)
  expect([first.status, first.data]).toEqual([201, expect.objectContaining({ couponId: id, state: 'usable', orderNo: null, endsAt: new Date(site.clock.now().getTime() + 7 * 86_400_000).toISOString() })])
  expect((await claim(site, anna, id)).data.id).not.toBe(first.data.id)
  expect((await claim(site, anna, id)).error).toBe('mall.coupon_claimed')
  const mine = (state?: string) => site.call('GET', 'mall/coupons/mine', { as: anna, query: { state } })
  expect((await mine()).data).toMatchObject({ total: 2, items: [{ couponId: id }, { couponId: id }] })
  site.clock.advance(7 * 86_400)
  expect([(await mine()).data.total, (await mine('expired')).data.total]).toEqual([0, 2])
})

test('claiming again with the same key is the same claim', async () => {
  const anna = await aPerson(site)
  const id = await aCoupon(site, { perPerson: 5 })
  const again = () => site.call('POST', `mall/coupons/${id}/claims`, { as: anna, headers: { 'idempotency-key': 'one' } })
  expect((await again()).data).toEqual((await again()).data)
})

test('what is not out, hidden, over or used up can’t be claimed', async () => {
  const anna = await aPerson(site)
  expect((await claim(site, anna, await aCoupon(site, { visible: false }))).status).toBe(404)
  expect((await claim(site, anna, 999_999)).status).toBe(404)
  expect((await claim(site, anna, await aCoupon(site, { fromIn: 60 }))).error).toBe('mall.coupon_not_yet')
  expect((await claim(site, anna, await aCoupon(site, { fromIn: -60, untilIn: 0 }))).error).toBe('mall.coupon_gone')
})

test('a hundred people at once want ten coupons: ten get one, and the count is right', async () => {
  const id = await aCoupon(site, { total: 10 })
  const people = await Promise.all(Array.from({ length: 100 }, () => aPerson(site)))
  const answers = await Promise.all(people.map(person => claim(site, person, id)))
  expect(kinds(answers)).toEqual([...Array.from({ length: 10 }).fill('201'), ...Array.from({ length: 90 }).fill('mall.coupon_gone')])
  const { claimed } = await site.parts.db.sql.selectFrom('coupon').select('claimed').where('id', '=', id).executeTakeFirstOrThrow()
  expect(claimed).toBe(10)
})

test('one person who claims twenty times at once gets what one person may have, and the others’ share stays', async () => {
  const anna = await aPerson(site)
  const id = await aCoupon(site, { total: 30, perPerson: 2 })
  const answers = await Promise.all(Array.from({ length: 20 }, () => claim(site, anna, id)))
  expect(kinds(answers)).toEqual(['201', '201', ...Array.from({ length: 18 }).fill('mall.coupon_claimed')])
  const { claimed } = await site.parts.db.sql.selectFrom('coupon').select('claimed').where('id', '=', id).executeTakeFirstOrThrow()
  expect(claimed).toBe(2)
})

test('beside a basket one’s coupons are listed, the one that takes off most first, and what is missing for the others', async () => {
  const anna = await aBuyer(site)
  const path = await aCategoryPath(site)
  const { skuId } = await aProduct(site, { categoryId: path[2] })
  await putInCart(site, anna, skuId, 2)
  const ten = await aClaim(site, anna, { amount: 1000 })
  const tenth = await aClaim(site, anna, { percent: 10 })
  const big = await aClaim(site, anna, { amount: 9000, threshold: 30_000 })
  const elsewhere = await aClaim(site, anna, { categoryId: (await aCategoryPath(site))[0] })
  const { data } = await quote(site, anna)
  expect(data.coupons.map(({ id, usable, discount, reason, missing }: any) => [id, usable, discount, reason, missing])).toEqual([
    [tenth, true, 2000, null, 0],
    [ten, true, 1000, null, 0],
    [elsewhere, false, 0, 'goods', 0],
    [big, false, 0, 'threshold', 10_000],
  ])
  expect([data.discount, data.coupon]).toEqual([0, null])
  expect((await quote(site, anna, { couponId: tenth })).data).toMatchObject({ discount: 2000, coupon: { id: tenth, name: '优惠券', discount: 2000 }, payable: 18_000 })
})

test('a coupon that is too small a basket’s, used, over or another person’s takes nothing off, and says so', async () => {
  const [anna, ben] = [await aBuyer(site), await aBuyer(site)]
  const { skuId } = await aProduct(site)
  const items = [{ skuId, count: 1 }]
  const [high, used] = [await aClaim(site, anna, { threshold: 10_001 }), await aClaim(site, anna)]
  expect((await quote(site, anna, { items, couponId: high })).data).toMatchObject({ discount: 0, coupon: null, problems: ['coupon'], hash: null })
  expect((await quote(site, ben, { items, couponId: used })).status).toBe(404)

  const { hash } = (await quote(site, anna, { items, couponId: used })).data
  const placed = await order(site, anna, hash, { items, couponId: used })
  expect([placed.status, placed.data.payable]).toEqual([201, 9000])
  expect((await quote(site, anna, { items, couponId: used })).data.problems).toEqual(['coupon'])
  expect((await site.call('GET', 'mall/coupons/mine', { as: anna, query: { state: 'used' } })).data.items).toMatchObject([{ id: used, state: 'used', orderNo: placed.data.no }])
  expect((await order(site, anna, hash, { items, couponId: used })).error).toBe('mall.quote_changed')

  const last = await aClaim(site, anna, { days: 1 })
  site.clock.advance(86_400)
  expect((await quote(site, anna, { items, couponId: last })).data.problems).toEqual(['coupon'])
})

test('a coupon spent ten times at once is spent once', async () => {
  const anna = await aBuyer(site)
  const couponId = await aClaim(site, anna)
  const wishes = await Promise.all(Array.from({ length: 10 }, async () => ({ items: [{ skuId: (await aProduct(site)).skuId, count: 1 }], couponId, paymentMethod: 'cod' as const })))
  const hashes = await Promise.all(wishes.map(async wish => (await quote(site, anna, wish)).data.hash))
  const answers = await Promise.all(wishes.map((wish, i) => order(site, anna, hashes[i], wish)))
  expect(kinds(answers)).toEqual(['201', ...Array.from({ length: 9 }).fill('mall.quote_changed')])
})

test('whatever was read before, the order itself takes no coupon that is used, over or another person’s', async () => {
  const [anna, ben] = [await aBuyer(site), await aBuyer(site)]
  const { skuId } = await aProduct(site)
  const [used, over, theirs] = [await aClaim(site, anna), await aClaim(site, anna, { days: 1 }), await aClaim(site, ben)]
  const orderUsing = async (claimId: number) => (await site.parts.db.sql.selectFrom('coupon_claim').select('order_id').where('id', '=', claimId).executeTakeFirstOrThrow()).order_id
  const withCoupon = (couponId: number) => anOrder(site, anna, { lines: [{ skuId, count: 1 }], discount: 1000, couponId })
  const { id } = await withCoupon(used)
  await withCoupon(used)
  expect(await orderUsing(used)).toBe(id)
  await withCoupon(theirs)
  site.clock.advance(86_400)
  await withCoupon(over)
  expect([await orderUsing(theirs), await orderUsing(over)]).toEqual([null, null])
})
