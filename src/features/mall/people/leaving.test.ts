import type { TestPerson } from '../../../../test/people.ts'
import type { Buyer } from '../checkout/checkout.fixture.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson } from '../../../../test/people.ts'
import { aStaff } from '../../../../test/staff.ts'
import { deleteDue } from '../../../core/accounts/leaving.ts'
import { aClaim, anAddress, order, putInCart, quote, stockFaults } from '../checkout/checkout.fixture.ts'
import { placeOrder } from '../checkout/place-order.ts'
import { aProduct } from '../mall.fixture.ts'
import { anArrivedOrder, anOrder, anOrderToSend, moneyArrives, refundsAsked, ship, stockOf } from '../orders/orders.fixture.ts'
import { forgetDeletedReceivers } from './leaving.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const DAY = 86_400
const password = 'a good password'

const aMember = () => aPerson(site, { password })
const leave = async (as: TestPerson) => expect((await site.call('DELETE', 'users/me', { as, body: { password } })).status).toBe(202)
const rowOf = (no: string) => site.parts.db.sql.selectFrom('shop_order').select(['status', 'reason', 'address', 'note', 'canceled_by as by']).where('no', '=', no).executeTakeFirstOrThrow()
async function deleteThem() {
  site.clock.advance(30 * DAY)
  await deleteDue(site.parts)
}

test('who leaves has unpaid orders cancelled at once and the goods are free; what is paid is sent as ever', async () => {
  const buyer = await aMember()
  const { skuId } = await aProduct(site, { stock: 10 })
  const [unpaid, paid, door] = [await anOrder(site, buyer, { lines: [{ skuId, count: 2 }] }), await anOrderToSend(site, buyer, { lines: [{ skuId, count: 3 }] }), await anOrderToSend(site, buyer, { lines: [{ skuId, count: 1 }], method: 'cod' })]
  await aClaim(site, buyer)
  const { affairs } = (await site.call('GET', 'users/me/departure', { as: buyer, query: { lang: 'en' } })).data
  expect(affairs).toEqual([expect.stringMatching(/^Unpaid orders are cancelled at once: 1/), expect.stringMatching(/^Orders to be sent: 2/), expect.stringMatching(/^Unused coupons end with the account: 1/)])
  await leave(buyer)
  expect(await rowOf(unpaid.no)).toMatchObject({ status: 'CANCELED', by: 'buyer', reason: 'mall.account_leaving' })
  expect([(await rowOf(paid.no)).status, (await rowOf(door.no)).status]).toEqual(['WAIT_SHIP', 'WAIT_SHIP'])
  expect(await stockOf(site, skuId)).toEqual({ onHand: 10, reserved: 4 })
  expect((await ship(site, await aStaff(site, ['mall.orders']), paid.no)).status).toBe(201)
  expect(await moneyArrives(site, unpaid.no)).toBe('surplus') // from a cashier that was still open: it goes back
})

test('an order placed in the moment they leave is there and ends, or comes too late; the stock is right either way', async () => {
  const { skuId } = await aProduct(site, { stock: 100 })
  for (let round = 0; round < 6; round++) {
    const person = await aMember()
    const buyer: Buyer = { ...person, addressId: await anAddress(site, person) }
    await putInCart(site, buyer, skuId, 1)
    const { data: { hash } } = await quote(site, buyer)
    const [answer] = await Promise.all([order(site, buyer, hash), leave(buyer)])
    expect([201, 401]).toContain(answer.status)
    expect(await site.parts.db.sql.selectFrom('shop_order').select('no').where('account_id', '=', buyer.accountId).where('status', '=', 'WAIT_PAYMENT').execute()).toEqual([])
  }
  expect(await stockFaults(site)).toEqual([])
  expect((await stockOf(site, skuId)).reserved).toBe(0)
})

test('an order that was let in before they left, and comes to the goods only then, is refused', async () => {
  const { skuId } = await aProduct(site)
  const person = await aMember()
  const buyer: Buyer = { ...person, addressId: await anAddress(site, person) }
  await putInCart(site, buyer, skuId, 1)
  const { data: { hash } } = await quote(site, buyer)
  await leave(buyer)
  const wish = { addressId: buyer.addressId, source: 'cart' as const, quoteHash: hash as string, paymentMethod: 'alipay' as const }
  await expect(placeOrder(site.parts, buyer.accountId, wish, { accountId: buyer.accountId, key: 'late-order', requestHash: 'x' })).rejects.toThrow('kit.not_signed_in')
})

test('paid in the moment they leave it is sent, or the money goes back', async () => {
  const { skuId } = await aProduct(site, { stock: 100 })
  for (let round = 0; round < 5; round++) {
    const buyer = await aMember()
    const { no } = await anOrder(site, buyer, { lines: [{ skuId, count: 1 }] })
    const [answer] = await Promise.all([moneyArrives(site, no), leave(buyer)])
    expect([answer, (await rowOf(no)).status]).toEqual(answer === 'accepted' ? ['accepted', 'WAIT_SHIP'] : ['surplus', 'CANCELED'])
  }
  expect(await stockFaults(site)).toEqual([])
})

test('once deleted, what was never sent is cancelled and paid back; of all that is over goods and sums stay, and nobody’s name', async () => {
  const buyer = await aMember()
  const staff = await aStaff(site, ['mall.orders', 'mall.returns'])
  const { skuId } = await aProduct(site, { stock: 20 })
  const lines = [{ skuId, count: 1 }]
  const [done, sent, never] = [await anArrivedOrder(site, buyer, staff, { lines }), await anOrderToSend(site, buyer, { lines }), await anOrderToSend(site, buyer, { lines })]
  await site.call('PUT', `mall/favourites/${(await aProduct(site)).id}`, { as: buyer })
  await aClaim(site, buyer)
  await leave(buyer)
  site.clock.advance(29 * DAY) // so long that the order that arrived is over
  await site.parts.jobs.sweepNow(site.parts)
  await ship(site, await aStaff(site, ['mall.orders']), sent.no)
  site.clock.advance(DAY)
  await deleteDue(site.parts)
  expect(await rowOf(never.no)).toMatchObject({ status: 'CLOSED', reason: 'mall.account_deleted', address: { receiver: '—', mobile: '', place: '—' } })
  expect((await refundsAsked(site, never.no)).map(({ amount }) => amount)).toEqual([11_000])
  expect((await rowOf(done.no)).address).toEqual({ receiver: '—', mobile: '', regionCode: '340104', region: '安徽省 合肥市 蜀山区', place: '—' })
  expect(await rowOf(sent.no)).toMatchObject({ status: 'WAIT_RECEIVE', address: { receiver: '小满', mobile: '13911112222' } }) // the carrier still needs it
  for (const table of ['favourite', 'product_view', 'search_history', 'cart', 'coupon_claim', 'uploaded_picture'] as const) {
    expect([table, (await sql`select from ${sql.table(table)} where account_id = ${buyer.accountId}`.execute(site.parts.db.sql)).rows]).toEqual([table, []])
  }

  for (let i = 0; i < 2; i++) {
    site.clock.advance(30 * DAY) // confirmed by itself, then nobody reviews it
    await site.parts.jobs.sweepNow(site.parts)
  }
  await forgetDeletedReceivers(site.parts)
  expect(await rowOf(sent.no)).toMatchObject({ status: 'COMPLETE', address: { receiver: '—', mobile: '', place: '—' } })
})

test('what others ordered keeps where it went', async () => {
  const [buyer, other] = [await aMember(), await aMember()]
  const staff = await aStaff(site, ['mall.orders'])
  const { skuId } = await aProduct(site)
  const { no } = await anArrivedOrder(site, other, staff, { lines: [{ skuId, count: 1 }] })
  await leave(buyer)
  await deleteThem()
  await forgetDeletedReceivers(site.parts)
  expect((await rowOf(no)).address).toMatchObject({ receiver: '小满' })
})
