import type { Answer, Credentials } from '../../../../test/app.ts'
import type { TestPerson } from '../../../../test/people.ts'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../../test/app.ts'
import { aPerson, cookiesOf } from '../../../../test/people.ts'
import { putInCart } from '../checkout/checkout.fixture.ts'
import { mall } from '../index.ts'
import { aProduct } from '../mall.fixture.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const NOBODY: Credentials = { headers: {} }

const cartOf = async (as: Credentials) => (await site.call('GET', 'mall/cart', { as })).data
const lines = (cart: any) => cart.items.map(({ skuId, count, selected }: any) => [skuId, count, selected])
/** The browser of a guest who has just put something in. */
const browser = (answer: Answer): Credentials => ({ headers: { cookie: cookiesOf(answer).cookie } })
/** A person signed in in the browser that was the guest's. */
const signedIn = (person: TestPerson, guest: Credentials): Credentials => ({ headers: { ...person.headers, cookie: `${person.headers.cookie}; ${guest.headers.cookie}` } })
const carts = () => site.parts.db.sql.selectFrom('cart').select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()

describe('before signing in', () => {
  test('looking at the cart leaves no trace; the first thing put in makes it, and a cookie no script reads', async () => {
    const { skuId } = await aProduct(site)
    const before = await carts()
    const looked = await site.call('GET', 'mall/cart')
    expect([looked.data, looked.raw.cookies]).toEqual([{ items: [], count: 0, selected: { lines: 0, count: 0, sum: 0 }, allSelected: false, merged: null }, []])
    expect((await site.call('PUT', 'mall/cart/selection', { body: { selected: true } })).status).toBe(200)
    expect(await carts()).toEqual(before)

    const put = await putInCart(site, NOBODY, skuId, 2)
    expect(put.status).toBe(200)
    expect(put.raw.cookies).toEqual([expect.objectContaining({ name: 'linli_cart', httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 60 * 86_400 })])
    expect(lines(await cartOf(browser(put)))).toEqual([[skuId, 2, true]])
    expect((await site.call('GET', 'mall/cart')).data.items).toEqual([])
  })

  test('the database keeps no token, and an invented or altered cookie is nobody’s', async () => {
    const { skuId } = await aProduct(site)
    const put = await putInCart(site, NOBODY, skuId, 1)
    const { value } = put.raw.cookies[0] as { value: string }
    const [token, signature] = value.split('.') as [string, string]
    const { rows } = await site.parts.db.sql.selectFrom('cart').select('token_hash').where('token_hash', 'is not', null).execute().then(rows => ({ rows }))
    expect(rows.some(({ token_hash: hash }) => hash!.includes(token) || hash!.equals(Buffer.from(token, 'base64url')))).toBe(false)
    for (const cookie of [token, `${token}.`, `${token}.${signature}x`, `x${token}.${signature}`, `.${signature}`, 'a.b']) {
      expect((await cartOf({ headers: { cookie: `linli_cart=${cookie}` } })).items).toEqual([])
    }
  })

  test('a cart nobody comes back to is dropped after two months; one in use stays', async () => {
    const { skuId } = await aProduct(site)
    const [left, used] = [browser(await putInCart(site, NOBODY, skuId, 1)), browser(await putInCart(site, NOBODY, skuId, 1))]
    site.clock.advance(40 * 86_400)
    await putInCart(site, used, skuId, 2)
    site.clock.advance(21 * 86_400)
    await mall.sweeps!.dropIdleCarts!.run(site.parts)
    expect([await cartOf(left), await cartOf(used)].map(lines)).toEqual([[], [[skuId, 2, true]]])
    expect(lines((await putInCart(site, left, skuId, 3)).data)).toEqual([[skuId, 3, true]]) // begins anew
  })
})

test('putting the same in twice sets it, adding adds; both say what is in the cart and what it costs', async () => {
  const anna = await aPerson(site)
  const { id: productId, skuIds: [black, white] } = await aProduct(site, { title: '手机', specs: { 颜色: ['黑', '白'] }, price: [10_000, 12_000] })
  await putInCart(site, anna, black!, 3)
  site.clock.advance(1)
  await putInCart(site, anna, white!, 1)
  await putInCart(site, anna, black!, 2)
  const { data } = await site.call('POST', 'mall/cart/items', { as: anna, body: { skuId: black, count: 2 } })
  expect(data).toEqual({
    items: [
      { skuId: white, productId, title: '手机', specText: '白', picture: null, price: 12_000, priceWas: null, count: 1, selected: true, sum: 12_000, most: 10, perPerson: null, problem: null },
      { skuId: black, productId, title: '手机', specText: '黑', picture: null, price: 10_000, priceWas: null, count: 4, selected: true, sum: 40_000, most: 10, perPerson: null, problem: null },
    ],
    count: 5,
    selected: { lines: 2, count: 5, sum: 52_000 },
    allSelected: true,
    merged: null,
  })
  expect((await site.call('GET', 'mall/cart/count', { as: anna })).data).toEqual({ count: 5 })
  expect((await site.call('GET', 'mall/cart/count')).data).toEqual({ count: 0 })
})

describe('a count that can’t be', () => {
  test.each([
    [0, {}, 'mall.bad_count', 10],
    [-1, {}, 'mall.bad_count', 10],
    [11, {}, 'mall.bad_count', 10],
    [Number.MAX_SAFE_INTEGER, {}, 'mall.bad_count', 10],
    [3, { perPerson: 2 }, 'mall.bad_count', 2],
    [100, { stock: 500 }, 'mall.bad_count', 99],
    [1, { stock: 0 }, 'mall.none_left', 0],
  ])('%i pieces of %j are refused with the most there can be', async (count, wish, error, most) => {
    const anna = await aPerson(site)
    const { skuId } = await aProduct(site, wish)
    for (const answer of [await putInCart(site, anna, skuId, count), await site.call('POST', 'mall/cart/items', { as: anna, body: { skuId, count } })]) {
      expect([answer.status, answer.error, answer.details.most, answer.details.field]).toEqual([422, error, most, 'count'])
    }
    expect((await cartOf(anna)).items).toEqual([])
  })

  test('adding goes up to the most there can be, with what is in the cart', async () => {
    const anna = await aPerson(site)
    const { skuId } = await aProduct(site)
    await putInCart(site, anna, skuId, 8)
    const added = await site.call('POST', 'mall/cart/items', { as: anna, body: { skuId, count: 3 } })
    expect([added.status, added.details]).toEqual([422, { field: 'count', most: 10, inCart: 8 }])
    expect((await cartOf(anna)).items[0].count).toBe(8)
  })

  test.each([['1'], [1.5], [null], [true]])('%j is no count', async (count) => {
    const { skuId } = await aProduct(site)
    expect((await site.call('PUT', `mall/cart/items/${skuId}`, { body: { count } })).status).toBe(400)
  })
})

test('goods that were never sold are not there; those no longer sold can’t be put in; a price can’t be said', async () => {
  const anna = await aPerson(site)
  const [{ skuId: draft }, { skuId: off }] = [await aProduct(site, { status: 'draft' }), await aProduct(site, { status: 'off' })]
  expect((await putInCart(site, anna, draft, 1)).status).toBe(404)
  expect((await putInCart(site, anna, 999_999, 1)).status).toBe(404)
  expect((await putInCart(site, anna, off, 1)).error).toBe('mall.off_shelf')
  expect((await site.call('PUT', `mall/cart/items/${off}`, { as: anna, body: { count: 1, price: 1 } })).status).toBe(400)
  expect((await site.call('PUT', `mall/cart/items/${off}`, { as: anna, body: {} })).status).toBe(400)
})

test('fifty different things fit in; one that is there can still be changed', async () => {
  const anna = await aPerson(site)
  const { skuIds } = await aProduct(site, { specs: { 款式: Array.from({ length: 51 }, (_, i) => String(i)) } })
  for (const skuId of skuIds.slice(0, 50)) expect((await putInCart(site, anna, skuId, 1)).status).toBe(200)
  const more = await putInCart(site, anna, skuIds[50]!, 1)
  expect([more.status, more.error, more.details.limit]).toEqual([422, 'mall.cart_full', 50])
  expect((await putInCart(site, anna, skuIds[0]!, 2)).status).toBe(200)
})

test('lines that are off the shelf, sold out, fewer or dearer than before are told; what can’t be had doesn’t count, and the sum is that of the checkout', async () => {
  const anna = await aPerson(site)
  const { id, skuIds: [sold, few, dear, fine] } = await aProduct(site, { specs: { 款式: ['a', 'b', 'c', 'd'] } })
  const { id: goneId, skuId: gone } = await aProduct(site)
  for (const skuId of [sold, few, dear, fine, gone]) await putInCart(site, anna, skuId!, 3)
  const { sql } = site.parts.db
  await sql.updateTable('sku_stock').set({ on_hand: 0 }).where('sku_id', '=', sold!).execute()
  await sql.updateTable('sku_stock').set({ on_hand: 2 }).where('sku_id', '=', few!).execute()
  await sql.updateTable('sku').set({ price: 11_000 }).where('id', '=', dear!).execute()
  await sql.updateTable('product').set({ status: 'off' }).where('id', '=', goneId).execute()
  const cart = await cartOf(anna)
  const told = Object.fromEntries(cart.items.map(({ skuId, problem, most, price, priceWas }: any) => [skuId, [problem, most, price, priceWas]]))
  expect(told).toEqual({ [sold!]: ['sold_out', 0, 10_000, null], [few!]: ['too_many', 2, 10_000, null], [dear!]: [null, 10, 11_000, 10_000], [fine!]: [null, 10, 10_000, null], [gone]: ['off_shelf', 0, 10_000, null] })
  expect(cart).toMatchObject({ count: 15, selected: { lines: 3, count: 9, sum: 93_000 }, allSelected: true })
  const { data: { lines, goods } } = await site.call('POST', 'mall/quotes', { as: anna, body: { source: 'cart' } })
  expect([lines.length, goods]).toEqual([3, 93_000])
  // Once changed, a line has been seen at its new price.
  expect((await putInCart(site, anna, dear!, 2)).data.items.find(({ skuId }: any) => skuId === dear)).toMatchObject({ price: 11_000, priceWas: null })
  expect(id).toBeGreaterThan(0)
})

test('lines are selected one by one or all at once; what can’t be had is never selected', async () => {
  const anna = await aPerson(site)
  const { skuIds: [a, b, c] } = await aProduct(site, { specs: { 款式: ['a', 'b', 'c'] } })
  for (const skuId of [a, b, c]) await putInCart(site, anna, skuId!, 1, false)
  expect(await cartOf(anna)).toMatchObject({ allSelected: false, selected: { lines: 0, sum: 0 } })
  await site.parts.db.sql.updateTable('sku_stock').set({ on_hand: 0 }).where('sku_id', '=', c!).execute()
  expect((await site.call('PUT', `mall/cart/items/${a}`, { as: anna, body: { selected: true } })).data).toMatchObject({ allSelected: false, selected: { lines: 1, sum: 10_000 } })
  const all = (await site.call('PUT', 'mall/cart/selection', { as: anna, body: { selected: true } })).data
  expect([all.allSelected, all.selected.lines, all.items.find(({ skuId }: any) => skuId === c).selected]).toEqual([true, 2, false])
  expect((await site.call('PUT', 'mall/cart/selection', { as: anna, body: { selected: false } })).data.selected.lines).toBe(0)
})

test('a line is taken out by its owner; of anybody else’s cart nothing is there', async () => {
  const [anna, ben] = [await aPerson(site), await aPerson(site)]
  const { skuId } = await aProduct(site)
  await putInCart(site, anna, skuId, 1)
  const guest = browser(await putInCart(site, NOBODY, (await aProduct(site)).skuId, 1))
  for (const as of [ben, guest, NOBODY]) {
    expect((await site.call('DELETE', `mall/cart/items/${skuId}`, { as })).status).toBe(404)
    expect((await site.call('PUT', `mall/cart/items/${skuId}`, { as, body: { selected: false } })).status).toBe(404)
  }
  expect(lines(await cartOf(anna))).toEqual([[skuId, 1, true]])
  expect((await site.call('DELETE', `mall/cart/items/${skuId}`, { as: anna })).data.items).toEqual([])
})

test('an account that is deleted leaves no cart behind', async () => {
  const anna = await aPerson(site)
  await putInCart(site, anna, (await aProduct(site)).skuId, 1)
  await site.parts.db.tx(tx => mall.onAccountDeleted!(site.parts, tx, anna.accountId))
  expect(await site.parts.db.sql.selectFrom('cart').select('id').where('account_id', '=', anna.accountId).execute()).toEqual([])
})

describe('signing in with something in the cart', () => {
  async function twoCarts() {
    const anna = await aPerson(site)
    const [mine, both, theirs] = (await aProduct(site, { specs: { 款式: ['a', 'b', 'c'] } })).skuIds as [number, number, number]
    await putInCart(site, anna, mine, 1)
    await putInCart(site, anna, both, 5)
    site.clock.advance(1)
    const guest = browser(await putInCart(site, NOBODY, both, 2))
    await putInCart(site, guest, theirs, 3, false)
    return { anna, guest, both: signedIn(anna, guest), skus: { mine, both, theirs } }
  }

  test('the cart shows both as one at once, and says what happened, before anything is written', async () => {
    const { anna, guest, both, skus } = await twoCarts()
    for (let i = 0; i < 2; i++) {
      const cart = await cartOf(both)
      expect(lines(cart)).toEqual([[skus.both, 2, true], [skus.theirs, 3, false], [skus.mine, 1, true]])
      expect(cart.merged).toEqual([
        { skuId: skus.both, title: expect.any(String), specText: 'b', outcome: 'updated', reason: null, before: 5, guest: 2, count: 2 },
        { skuId: skus.theirs, title: expect.any(String), specText: 'c', outcome: 'added', reason: null, before: null, guest: 3, count: 3 },
      ])
      expect((await site.call('GET', 'mall/cart/count', { as: both })).data).toEqual({ count: 6 })
    }
    expect([lines(await cartOf(anna)), lines(await cartOf(guest))]).toEqual([[[skus.mine, 1, true], [skus.both, 5, true]], [[skus.both, 2, true], [skus.theirs, 3, false]]])
  })

  test('merging makes it so, ends the guest’s cart and its cookie; doing it again changes nothing', async () => {
    const { anna, guest, both, skus } = await twoCarts()
    const merged = await site.call('POST', 'mall/cart/merges', { as: both, body: {} })
    expect([lines(merged.data), merged.data.merged.length]).toEqual([[[skus.both, 2, true], [skus.theirs, 3, false], [skus.mine, 1, true]], 2])
    expect(merged.raw.cookies).toEqual([expect.objectContaining({ name: 'linli_cart', value: '' })])
    await putInCart(site, anna, skus.both, 7)
    const again = await site.call('POST', 'mall/cart/merges', { as: both, body: { context: 'checkout' } })
    expect([again.data.merged, lines(again.data)]).toEqual([null, [[skus.both, 7, true], [skus.theirs, 3, false], [skus.mine, 1, true]]])
    expect((await cartOf(guest)).items).toEqual([])
  })

  test('any change of the cart merges as well; one that is refused leaves both as they were', async () => {
    const { both, guest, skus } = await twoCarts()
    expect((await putInCart(site, both, skus.mine, 0)).status).toBe(422)
    expect((await cartOf(guest)).items).toHaveLength(2)
    const changed = await putInCart(site, both, skus.mine, 4)
    expect([lines(changed.data), changed.data.merged.length]).toEqual([[[skus.both, 2, true], [skus.theirs, 3, false], [skus.mine, 4, true]], 2])
    expect((await cartOf(guest)).items).toEqual([])
  })

  test('on the way to the checkout only what the guest had selected is selected', async () => {
    const { both, skus } = await twoCarts()
    const { data } = await site.call('POST', 'mall/cart/merges', { as: both, body: { context: 'checkout' } })
    expect(lines(data)).toEqual([[skus.both, 2, true], [skus.theirs, 3, false], [skus.mine, 1, false]])
  })

  test('nobody merges without signing in', async () => {
    const { guest } = await twoCarts()
    expect((await site.call('POST', 'mall/cart/merges', { as: guest, body: {} })).status).toBe(401)
  })

  test('fifty sign-ins at once with the same cart end in the same cart: no line is lost, none comes twice', async () => {
    for (let round = 0; round < 3; round++) {
      const anna = await aPerson(site)
      const { skuIds } = await aProduct(site, { specs: { 款式: Array.from({ length: 40 }, (_, i) => String(i)) } })
      for (const skuId of skuIds.slice(0, 25)) await putInCart(site, anna, skuId, 2)
      let guest = NOBODY
      for (const skuId of skuIds.slice(15)) {
        const put = await putInCart(site, guest, skuId, 3)
        if (guest === NOBODY) guest = browser(put)
      }
      const both = signedIn(anna, guest)
      const expected = lines(await cartOf(both))
      expect(expected).toHaveLength(40)
      const answers = await Promise.all(Array.from({ length: 50 }, () => site.call('POST', 'mall/cart/merges', { as: both, body: {} })))
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }).fill(200))
      expect(answers.filter(({ data }) => data.merged !== null)).toHaveLength(1)
      for (const { data } of answers) expect(lines(data)).toEqual(expected)
      expect(lines(await cartOf(anna))).toEqual(expected)
    }
  })

  test('a line taken out on one device while a cart comes in on another stays out, and what comes in is there', async () => {
    for (let round = 0; round < 20; round++) {
      const anna = await aPerson(site)
      const { skuIds } = await aProduct(site, { specs: { 款式: ['a', 'b', 'c', 'd'] } })
      const [kept, out, phone, laptop] = skuIds as [number, number, number, number]
      await putInCart(site, anna, kept, 1)
      await putInCart(site, anna, out, 1)
      const guests = await Promise.all([phone, laptop].map(async skuId => signedIn(anna, browser(await putInCart(site, NOBODY, skuId, 1)))))
      const answers = await Promise.all([
        ...guests.map(as => site.call('POST', 'mall/cart/merges', { as, body: {} })),
        site.call('DELETE', `mall/cart/items/${out}`, { as: anna }),
      ])
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      expect(lines(await cartOf(anna)).map(([skuId]: [number]) => skuId).sort()).toEqual([kept, phone, laptop].sort())
    }
  })

  test('two people who sign in at once with the same cart don’t both get it', async () => {
    const { guest, skus } = await twoCarts()
    const people = await Promise.all([aPerson(site), aPerson(site)])
    await Promise.all(people.map(person => site.call('POST', 'mall/cart/merges', { as: signedIn(person, guest), body: {} })))
    const sizes = await Promise.all(people.map(async person => (await cartOf(person)).items.length))
    expect(sizes.sort()).toEqual([0, 2])
    expect(skus.both).toBeGreaterThan(0)
  })
})
