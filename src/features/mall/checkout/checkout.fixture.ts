import type { Answer, TestApp } from '../../../../test/app.ts'
import type { TestPerson } from '../../../../test/people.ts'
import type { NewOrder, QuoteRequest } from './contract.ts'
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { aPerson } from '../../../../test/people.ts'

export interface Buyer extends TestPerson { addressId: number }

const PLACE = { receiver: '张三', mobile: '13900001234', regionCode: '340104', place: '望江西路 666 号 3 栋 1201' }

/** An address in somebody's book; by default in Hefei. */
export async function anAddress(test: TestApp, as: TestPerson, more: Partial<typeof PLACE> = {}): Promise<number> {
  const { status, data } = await test.call('POST', 'users/me/addresses', { as, body: { ...PLACE, ...more } })
  expect(status).toBe(201)
  return data.id as number
}

/** Somebody who has where to send things. */
export async function aBuyer(test: TestApp): Promise<Buyer> {
  const person = await aPerson(test)
  return { ...person, addressId: await anAddress(test, person) }
}

export const putInCart = (test: TestApp, as: { headers: Record<string, string> }, skuId: number, count: number, selected?: boolean): Promise<Answer> =>
  test.call('PUT', `mall/cart/items/${skuId}`, { as, body: { count, ...selected === undefined ? {} : { selected } } })

export type Wish = Partial<QuoteRequest> & Partial<Pick<NewOrder, 'paymentMethod' | 'note'>>

/** A wish for a basket: for the cart when it says nothing of items. */
const basketOf = ({ addressId }: Buyer, { paymentMethod: _, note: __, ...wish }: Wish): QuoteRequest => ({ addressId, source: wish.items ? 'items' : 'cart', ...wish })

export const quote = (test: TestApp, buyer: Buyer, wish: Wish = {}): Promise<Answer> => test.call('POST', 'mall/quotes', { as: buyer, body: basketOf(buyer, wish) })

/** An order for what was quoted. */
export const order = (test: TestApp, buyer: Buyer, quoteHash: string, wish: Wish = {}, key = randomBytes(8).toString('hex')): Promise<Answer> =>
  test.call('POST', 'mall/orders', { as: buyer, headers: { 'idempotency-key': key }, body: { ...basketOf(buyer, wish), quoteHash, paymentMethod: wish.paymentMethod ?? 'alipay', ...wish.note === undefined ? {} : { note: wish.note } } })

/** Asks for the price and orders at once. */
export async function buy(test: TestApp, buyer: Buyer, wish: Wish = {}): Promise<Answer> {
  const { status, data } = await quote(test, buyer, wish)
  expect([status, data.problems]).toEqual([200, []])
  return order(test, buyer, data.hash as string, wish)
}

/** An order that is placed; its number. */
export async function anOrder(test: TestApp, buyer: Buyer, wish: Wish = {}): Promise<string> {
  const { status, data } = await buy(test, buyer, wish)
  expect(status).toBe(201)
  return data.no as string
}

export async function stockOf({ parts }: TestApp, skuId: number): Promise<{ onHand: number, reserved: number }> {
  return parts.db.sql.selectFrom('sku_stock').select(['on_hand as onHand', 'reserved']).where('sku_id', '=', skuId).executeTakeFirstOrThrow()
}

/** SKUs whose ledger and stock say different things, or whose held goods are not those of orders: none, whatever happens. */
export async function stockFaults({ parts }: TestApp): Promise<unknown[]> {
  const { rows } = await sql`
    select s.sku_id, s.on_hand, s.reserved, e.on_hand as ledger_on_hand, e.reserved as ledger_reserved, coalesce(o.held, 0) as held
    from sku_stock s left join lateral (select coalesce(sum(on_hand), 0) as on_hand, coalesce(sum(reserved), 0) as reserved from stock_entry where sku_id = s.sku_id) e on true
      left join lateral (select sum(i.quantity - i.shipped - i.unsent) as held from order_item i join shop_order o on o.id = i.order_id where i.sku_id = s.sku_id and o.status not in ('CANCELED', 'CLOSED')) o on true
    where s.on_hand <> e.on_hand or s.reserved <> e.reserved or s.reserved <> coalesce(o.held, 0) or s.reserved < 0 or s.on_hand < s.reserved`.execute(parts.db.sql)
  return rows
}

export interface CouponWish { name?: string, amount?: number, percent?: number, most?: number, threshold?: number, categoryId?: number, perPerson?: number, total?: number, days?: number, visible?: boolean, fromIn?: number, untilIn?: number }

/** A coupon that can be claimed for a month from now; ¥10 off when nothing else is said. */
export async function aCoupon({ parts, clock }: TestApp, wish: CouponWish = {}): Promise<number> {
  const at = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000)
  const { id } = await parts.db.sql.insertInto('coupon').values({
    name: wish.name ?? '优惠券',
    kind: wish.percent === undefined ? 'amount' : 'percent',
    amount: wish.percent === undefined ? wish.amount ?? 1000 : null,
    percent: wish.percent ?? null,
    most: wish.most ?? null,
    threshold: wish.threshold ?? 0,
    category_id: wish.categoryId ?? null,
    per_person: wish.perPerson ?? 1,
    total: wish.total ?? null,
    claim_from: at(wish.fromIn ?? 0),
    claim_until: at(wish.untilIn ?? 30 * 86_400),
    days: wish.days ?? 7,
    visible: wish.visible ?? true,
    created_at: clock.now(),
  }).returning('id').executeTakeFirstOrThrow()
  return id
}

export const claim = (test: TestApp, as: TestPerson, couponId: number): Promise<Answer> => test.call('POST', `mall/coupons/${couponId}/claims`, { as })

/** A coupon somebody has: the id that quotes and orders take. */
export async function aClaim(test: TestApp, as: TestPerson, wish: CouponWish = {}): Promise<number> {
  const { status, data } = await claim(test, as, await aCoupon(test, wish))
  expect(status).toBe(201)
  return data.id as number
}

/** What carriage costs; the default where nothing else is said. */
export async function aFreightTemplate({ parts }: TestApp, wish: { name?: string, fee: number, freeOver?: number, rules?: object[], isDefault?: boolean }): Promise<number> {
  const { id } = await parts.db.sql.insertInto('freight_template').values({
    name: wish.name ?? `运费${randomBytes(4).toString('hex')}`,
    fee: wish.fee,
    free_over: wish.freeOver ?? null,
    rules: JSON.stringify(wish.rules ?? []),
    is_default: wish.isDefault ?? false,
  }).returning('id').executeTakeFirstOrThrow()
  return id
}
