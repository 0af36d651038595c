import type { AddressInfo } from 'node:net'
import type { TestPerson } from './people.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DEMO_QQS } from '../src/core/oauth/simulator/qq.ts'
import { insertIdentity } from '../src/core/oauth/store.ts'
import { putInCart } from '../src/features/mall/checkout/checkout.fixture.ts'
import { aProduct } from '../src/features/mall/mall.fixture.ts'
import { withApp } from './app.ts'
import { aPerson, codeFor } from './people.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const PASSWORD = 'a good password'
const OPENID = DEMO_QQS[1]!.openid
let origin = ''

beforeAll(async () => {
  await site.app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`
})

beforeEach(async () => {
  await site.parts.db.sql.deleteFrom('oauth_identity').execute()
  site.clock.advance(61)
})

interface Asked { status: number, data: any, location: string | null }
type Ask = (path: string, options?: { method?: string, body?: object, form?: Record<string, string> }) => Promise<Asked>

/** A browser on a real connection: it keeps cookies, sends each only where it belongs, and forgets those it is told to. */
function newBrowser(): { ask: Ask, has: (cookie: string) => boolean } {
  const jar = new Map<string, { value: string, path: string }>()
  function keep(cookie: string) {
    const [pair, ...attributes] = cookie.split('; ') as [string, ...string[]]
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    const path = attributes.find(attribute => attribute.startsWith('Path='))?.slice('Path='.length) ?? '/'
    if (value) jar.set(name, { value, path })
    else jar.delete(name)
  }
  async function ask(path: string, { method, body, form }: Parameters<Ask>[1] = {}): Promise<Asked> {
    const url = new URL(path.startsWith('/') ? path : `/api/v1/${path}`, origin)
    const mine = [...jar].filter(([, cookie]) => url.pathname.startsWith(cookie.path))
    const csrf = jar.get('csrf_token')?.value
    const answer = await fetch(url, {
      method: method ?? (body || form ? 'POST' : 'GET'),
      redirect: 'manual',
      headers: { ...mine.length > 0 ? { cookie: mine.map(([name, { value }]) => `${name}=${value}`).join('; ') } : {}, ...csrf ? { 'x-csrftoken': csrf } : {}, ...body ? { 'content-type': 'application/json' } : {} },
      ...body ? { body: JSON.stringify(body) } : form ? { body: new URLSearchParams(form) } : {},
    })
    for (const cookie of answer.headers.getSetCookie()) keep(cookie)
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false
    return { status: answer.status, data: isJson ? JSON.parse(text).data : undefined, location: answer.headers.get('location') }
  }
  return { ask, has: name => jar.has(name) }
}

/** To QQ and back, as OPENID or saying no: where the browser is sent on to. */
async function byQQ(ask: Ask, next: string, choice: Record<string, string> = { openid: OPENID }): Promise<URL> {
  const away = new URL((await ask(`oauth/qq/authorization?${new URLSearchParams({ next })}`)).data.url)
  const agreed = await newBrowser().ask(away.pathname, { form: { query: away.search.slice(1), ...choice } }) // QQ gets none of our cookies
  const back = new URL(agreed.location!)
  return new URL((await ask(back.pathname + back.search)).location!, origin)
}

/** The same from a QQ nobody knows, which is then linked to this phone number. */
async function byNewQQ(ask: Ask, next: string, mobile: string): Promise<string | null> {
  const page = await byQQ(ask, next)
  expect([page.pathname, (await ask('sessions/current')).data.signedIn]).toEqual(['/sign-in/bind', false])
  const code = await codeFor(site, { channel: 'sms', to: mobile, purpose: 'link' })
  expect((await ask('oauth/bindings', { body: { ticket: page.searchParams.get('ticket')!, mobile, code } })).status).toBe(201)
  return page.searchParams.get('next')
}

/** How somebody with an account signs in, and the page they are then sent on to. */
const WAYS: [string, (ask: Ask, person: TestPerson, next: string) => Promise<string | null>][] = [
  ['by password', async (ask, { mobile }, next) => {
    expect((await ask('sessions', { body: { account: mobile, password: PASSWORD } })).status).toBe(201)
    return next
  }],
  ['by a QQ that is linked', async (ask, { accountId }, next) => {
    await site.parts.db.tx(tx => insertIdentity(tx, accountId, { provider: 'qq', openid: OPENID }, site.clock.now()))
    return (await byQQ(ask, next)).pathname
  }],
  ['by a QQ that is linked on the way', (ask, { mobile }, next) => byNewQQ(ask, next, mobile)],
]

const put = async (ask: Ask, skuId: number, count: number, selected = true) => expect((await ask(`mall/cart/items/${skuId}`, { method: 'PUT', body: { count, selected } })).status).toBe(200)
const lines = ({ items }: any) => items.map(({ skuId, count, selected }: any) => [skuId, count, selected])
const outcomes = (merged: any[]) => merged.map(({ skuId, outcome, reason, before, guest, count }) => [skuId, outcome, reason, before, guest, count])

/** A member with a cart, and a browser in which nobody has signed in yet with another. */
async function twoCarts() {
  const anna = await aPerson(site, { password: PASSWORD })
  const { skuIds } = await aProduct(site, { specs: { 款式: ['a', 'b', 'c', 'd', 'e'] } })
  const [mine, both, theirs, few, gone] = skuIds as [number, number, number, number, number]
  await putInCart(site, anna, mine, 1)
  await putInCart(site, anna, both, 5, false)
  const browser = newBrowser()
  for (const [skuId, count, selected] of [[gone, 1, true], [few, 6, true], [theirs, 3, false], [both, 2, true]] as const) {
    site.clock.advance(1)
    await put(browser.ask, skuId, count, selected)
  }
  await site.parts.db.sql.updateTable('sku').set({ status: 'off' }).where('id', '=', gone).execute()
  await site.parts.db.sql.updateTable('sku_stock').set({ reserved: 6 }).where('sku_id', '=', few).execute()
  return { anna, browser, skus: { mine, both, theirs, few, gone } }
}

describe.each(WAYS)('somebody who has filled a cart and signs in %s', (_, signIn) => {
  test('finds it in their own, each line by the rules, and is told once what became of it', async () => {
    const { anna, browser: { ask, has }, skus: { mine, both, theirs, few, gone } } = await twoCarts()
    expect(await signIn(ask, anna, '/mall/cart')).toBe('/mall/cart')
    expect((await ask('sessions/current')).data.user.id).toBe(anna.id)

    const expected = {
      lines: [[both, 2, true], [theirs, 3, false], [few, 4, true], [mine, 1, true]],
      told: [[both, 'updated', null, 5, 2, 2], [theirs, 'added', null, null, 3, 3], [few, 'added', 'stock', null, 6, 4], [gone, 'dropped', 'off_shelf', null, 1, 0]],
    }
    expect((await ask('mall/cart/count')).data).toEqual({ count: 10 })
    for (const { data } of [await ask('mall/cart'), await ask('mall/cart/merges', { body: { context: 'cart' } })]) expect({ lines: lines(data), told: outcomes(data.merged) }).toEqual(expected)
    expect(has('linli_cart')).toBe(false)
    const again = await ask('mall/cart/merges', { body: { context: 'cart' } })
    expect([lines(again.data), again.data.merged]).toEqual([expected.lines, null])
    expect(lines((await site.call('GET', 'mall/cart', { as: anna })).data)).toEqual(expected.lines) // on another device, too
  })

  test('on the way to the checkout orders what they had selected, and nothing they had forgotten', async () => {
    const { anna, browser: { ask }, skus: { both, few } } = await twoCarts()
    expect(await signIn(ask, anna, '/mall/checkout')).toBe('/mall/checkout')
    const { data } = await ask('mall/quotes', { body: { source: 'cart' } })
    expect(data.lines.map(({ skuId, count }: any) => [skuId, count])).toEqual([[both, 2], [few, 4]])
  })
})

test('who is new and comes by QQ has in their new account what they had put in', async () => {
  const { skuIds: [first, second] } = await aProduct(site, { specs: { 款式: ['a', 'b'] } })
  const { ask, has } = newBrowser()
  await put(ask, first!, 2)
  site.clock.advance(1)
  await put(ask, second!, 1, false)
  expect(await byNewQQ(ask, '/mall/cart', '13500000001')).toBe('/mall/cart')
  const { data } = await ask('mall/cart/merges', { body: { context: 'cart' } })
  expect([lines(data), outcomes(data.merged)]).toEqual([[[second, 1, false], [first, 2, true]], [[second, 'added', null, null, 1, 1], [first, 'added', null, null, 2, 2]]])
  expect([has('linli_cart'), has('linli_session')]).toEqual([false, true])
  expect((await ask('mall/cart')).data.merged).toBe(null)
})

test('who turns back at QQ, or has not said yet whose phone it is, keeps the cart as it was', async () => {
  const { browser: { ask, has }, skus: { both } } = await twoCarts()
  const before = (await ask('mall/cart')).data
  expect((await byQQ(ask, '/mall/cart', { cancel: '1' })).pathname).toBe('/sign-in')
  expect((await byQQ(ask, '/mall/cart')).pathname).toBe('/sign-in/bind')
  const after = (await ask('mall/cart')).data
  expect([after, after.items[0].skuId, after.merged, has('linli_cart')]).toEqual([before, both, null, true])
})
