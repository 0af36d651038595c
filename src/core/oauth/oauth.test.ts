import type { Answer, TestApp } from '../../../test/app.ts'
import type { TestPerson } from '../../../test/people.ts'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, withApp } from '../../../test/app.ts'
import { aPerson, codeFor, messagesTo } from '../../../test/people.ts'
import { readConfig } from '../../kit/config.ts'
import { suspendAccount } from '../accounts/standing.ts'
import { oauth } from './index.ts'
import { oauthSettings, qqAppOf } from './settings.ts'
import { DEMO_QQS } from './simulator/qq.ts'
import { insertIdentity } from './store.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const [FIRST, SECOND, THIRD] = DEMO_QQS.map(({ openid }) => openid) as [string, string, string]

let serial = 0
const newNumber = () => `135${String(++serial).padStart(8, '0')}`

beforeEach(async () => {
  await site.parts.db.sql.deleteFrom('oauth_identity').execute()
  site.clock.advance(61)
})

interface Browser { headers: Record<string, string> }

/** A browser's headers with the cookies an answer has set besides. */
function withCookies({ headers }: Browser, answer: Answer): Browser {
  const kept = new Map((headers.cookie ?? '').split('; ').filter(Boolean).map(pair => [pair.split('=')[0]!, pair]))
  for (const { name, value } of answer.raw.cookies) kept.set(name, `${name}=${value}`)
  const csrf = answer.raw.cookies.find(({ name }) => name === 'csrf_token')?.value
  return { headers: { ...headers, cookie: [...kept.values()].join('; '), ...csrf ? { 'x-csrftoken': csrf } : {} } }
}

/** Leaves for QQ: the browser with its cookie, and QQ's page. */
async function leave(browser: Browser = { headers: {} }, next?: string, { call }: TestApp = site) {
  const answer = await call('GET', 'oauth/qq/authorization', { as: browser, query: { next } })
  expect(answer.status).toBe(200)
  return { browser: withCookies(browser, answer), url: new URL(answer.data.url) }
}

/** Agrees at QQ as somebody (or cancels): the address QQ sends the browser back to. */
async function agree(url: URL, openid: string | null): Promise<URL> {
  const page = await site.call('GET', url.pathname + url.search)
  expect(page.status).toBe(200)
  const payload = new URLSearchParams({ query: url.search.slice(1), ...openid === null ? { cancel: '1' } : { openid } }).toString()
  const answer = await site.call('POST', url.pathname, { payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  expect(answer.status).toBe(303)
  return new URL(answer.raw.headers.location!)
}

const comeBack = (url: URL, browser: Browser) => site.call('GET', url.pathname + url.search, { as: browser })
const placeOf = (answer: Answer) => new URL(answer.raw.headers.location!, 'http://site.invalid')

/** The whole way to QQ and back. */
async function signIn(openid: string | null, options: { browser?: Browser, next?: string } = {}) {
  const { browser, url } = await leave(options.browser, options.next)
  const answer = await comeBack(await agree(url, openid), browser)
  expect(answer.status).toBe(303)
  return { answer, browser: withCookies(browser, answer), place: placeOf(answer) }
}

async function aTicket(openid: string, options: { browser?: Browser, next?: string } = {}) {
  const { browser, place } = await signIn(openid, options)
  expect(place.pathname).toBe('/sign-in/bind')
  return { browser, ticket: place.searchParams.get('ticket')!, next: place.searchParams.get('next') }
}

const linkCode = (mobile: string) => codeFor(site, { channel: 'sms', to: mobile, purpose: 'link' })
const bind = (browser: Browser, body: object) => site.call('POST', 'oauth/bindings', { as: browser, body })
const link = (person: TestPerson, openid: string) => site.parts.db.tx(tx => insertIdentity(tx, person.accountId, { provider: 'qq', openid }, site.clock.now()))
const ownerOf = async (openid: string) => (await site.parts.db.sql.selectFrom('oauth_identity').select('account_id as id').where('openid', '=', openid).executeTakeFirst())?.id
const meIn = async (browser: Browser) => (await site.call('GET', 'sessions/current', { as: browser })).data

describe('signing in with QQ', () => {
  test('who is known is signed in and goes on to where they wanted', async () => {
    const anna = await aPerson(site, { name: 'Anna' })
    await link(anna, FIRST)
    const { answer, browser, place } = await signIn(FIRST, { next: '/bookings?tab=1#top' })
    expect(place.pathname + place.search + place.hash).toBe('/bookings?tab=1#top')
    expect((await meIn(browser)).user.id).toBe(anna.id)
    const cookies = Object.fromEntries(answer.raw.cookies.map(cookie => [cookie.name, cookie]))
    expect(cookies.linli_session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(Object.keys(cookies)).toEqual(expect.arrayContaining(['linli_session', 'csrf_token', 'linli_device']))
    expect((await site.call('PATCH', 'users/me', { as: browser, body: { name: '安娜' } })).status).toBe(200)
  })

  test('begins a new session and ends the one this browser had', async () => {
    const anna = await aPerson(site)
    await link(anna, FIRST)
    const { browser } = await signIn(FIRST, { browser: { headers: anna.headers } })
    expect((await meIn(browser)).user.id).toBe(anna.id)
    expect((await meIn({ headers: anna.headers })).signedIn).toBe(false)
  })

  test('who is not known gets a ticket, and no session', async () => {
    const { browser, ticket, next } = await aTicket(SECOND, { next: '/me' })
    expect(ticket).toMatch(/^[\w-]{43}$/)
    expect(next).toBe('/me')
    expect((await meIn(browser)).signedIn).toBe(false)
  })

  test('who says no at QQ comes back as they were', async () => {
    const { place } = await signIn(null, { next: '/stays' })
    expect(place.pathname + place.search).toBe('/sign-in?oauth=canceled&next=%2Fstays')
  })

  test('who is suspended is told so, without a session', async () => {
    const anna = await aPerson(site)
    await link(anna, FIRST)
    await site.parts.db.tx(tx => suspendAccount(site.parts, tx, anna.accountId, 'x'))
    const { browser, place } = await signIn(FIRST)
    expect(place.searchParams.get('oauth')).toBe('suspended')
    expect((await meIn(browser)).signedIn).toBe(false)
  })

  test('who is signed in is not carried off into another account', async () => {
    const [anna, ben] = [await aPerson(site), await aPerson(site)]
    await link(ben, FIRST)
    const { browser, place } = await signIn(FIRST, { browser: { headers: anna.headers }, next: '/me/security' })
    expect(place.pathname + place.search).toBe('/me/security?oauth=linked_elsewhere')
    expect((await meIn(browser)).user.id).toBe(anna.id)
  })

  test.each(['https://evil.example/x', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)', '', 'me'])('goes on to no other site: %j', async (next) => {
    await link(await aPerson(site), FIRST)
    const { place } = await signIn(FIRST, { next })
    expect(place.href).toBe('http://site.invalid/')
  })
})

describe('a state', () => {
  async function aWayBack() {
    await link(await aPerson(site), FIRST)
    const { browser, url } = await leave()
    return { browser, back: await agree(url, FIRST) }
  }
  const reasonOf = (answer: Answer) => [answer.status, placeOf(answer).pathname, placeOf(answer).searchParams.get('oauth')]
  const refused = [303, '/sign-in', 'expired']

  test('is good once: of many who come back with it one is signed in', async () => {
    const { browser, back } = await aWayBack()
    const answers = await Promise.all(Array.from({ length: 8 }, () => comeBack(back, browser)))
    const signedIn = answers.filter(answer => answer.raw.cookies.some(({ name }) => name === 'linli_session'))
    expect(signedIn).toHaveLength(1)
    for (const answer of answers.filter(other => other !== signedIn[0])) expect(reasonOf(answer)).toEqual(refused)
    expect(reasonOf(await comeBack(back, browser))).toEqual(refused)
  })

  test('is good in the browser that left with it only: nobody is signed in to a stranger\'s account by a link', async () => {
    const { browser, back } = await aWayBack()
    const { browser: victim } = await leave()
    for (const other of [{ headers: {} }, victim, { headers: { cookie: 'linli_oauth=' } }, { headers: { cookie: 'linli_oauth=x' } }]) {
      const answer = await comeBack(back, other)
      expect(reasonOf(answer)).toEqual(refused)
      expect(answer.raw.cookies).toEqual([])
    }
    expect(placeOf(await comeBack(back, browser)).pathname).toBe('/')
  })

  test('is good for ten minutes', async () => {
    const { browser, back } = await aWayBack()
    site.clock.advance(601)
    expect(reasonOf(await comeBack(back, browser))).toEqual(refused)
    await oauth.sweeps!.tidy!.run(site.parts)
    expect(await site.parts.db.sql.selectFrom('oauth_state').select('next').execute()).toEqual([])
  })

  test('lets several tabs of a browser be on their way at once', async () => {
    await link(await aPerson(site), FIRST)
    const one = await leave(undefined, '/one')
    const two = await leave(one.browser, '/two')
    expect(placeOf(await comeBack(await agree(one.url, FIRST), two.browser)).pathname).toBe('/one')
    expect(placeOf(await comeBack(await agree(two.url, FIRST), two.browser)).pathname).toBe('/two')
  })

  test('made up, or of garbage, signs nobody in and breaks nothing', async () => {
    const { browser, back } = await aWayBack()
    await fc.assert(fc.asyncProperty(fc.record({ code: fc.string({ maxLength: 60 }), state: fc.string({ maxLength: 60 }) }), async (query) => {
      const answer = await site.call('GET', 'oauth/qq/callback', { as: browser, query })
      expect([400, 303]).toContain(answer.status)
      if (answer.status === 303) expect(reasonOf(answer)).toEqual(refused)
    }), { numRuns: 100, seed: 7 })
    back.searchParams.set('code', 'made-up')
    expect(reasonOf(await comeBack(back, browser))).toEqual([303, '/sign-in', 'failed'])
  })
})

describe('a first time with QQ', () => {
  test('links it to the account of one\'s phone number, and signs in', async () => {
    const mobile = newNumber()
    const anna = await aPerson(site, { mobile })
    const { browser, ticket } = await aTicket(SECOND)
    const answer = await bind(browser, { ticket, mobile, code: await linkCode(mobile) })
    expect([answer.status, answer.data.user.id]).toEqual([201, anna.id])
    expect((await meIn(withCookies(browser, answer))).user.id).toBe(anna.id)
    expect(await ownerOf(SECOND)).toBe(anna.accountId)
    const again = await signIn(SECOND)
    expect((await meIn(again.browser)).user.id).toBe(anna.id)
  })

  test('makes an account where there is none, with a password if one wants', async () => {
    const [plain, careful] = [newNumber(), newNumber()]
    const first = await aTicket(SECOND)
    const made = await bind(first.browser, { ticket: first.ticket, mobile: plain, code: await linkCode(plain) })
    expect([made.status, made.data.user]).toEqual([201, expect.objectContaining({ mobile: `135****${plain.slice(-4)}`, hasPassword: false })])
    const second = await aTicket(THIRD)
    const code = await linkCode(careful)
    expect(await bind(second.browser, { ticket: second.ticket, mobile: careful, code, password: 'short' })).toMatchObject({ status: 422, error: 'accounts.bad_password', details: { field: 'password' } })
    const withPassword = await bind(second.browser, { ticket: second.ticket, mobile: careful, code, password: 'good-password' })
    expect([withPassword.status, withPassword.data.user.hasPassword]).toEqual([201, true])
    expect((await site.call('POST', 'sessions', { body: { account: careful, password: 'good-password' } })).status).toBe(201)
  })

  test('a password that is given for an account there is must be its own', async () => {
    const mobile = newNumber()
    await aPerson(site, { mobile, password: 'good-password' })
    const { browser, ticket } = await aTicket(SECOND)
    const code = await linkCode(mobile)
    expect(await bind(browser, { ticket, mobile, code, password: 'wrong-password' })).toMatchObject({ status: 422, error: 'accounts.wrong_password', details: { field: 'password' } })
    expect((await bind(browser, { ticket, mobile, code, password: 'good-password' })).status).toBe(201)
  })

  test('needs the code of that phone number; a wrong one spends neither ticket nor code', async () => {
    const [mobile, other] = [newNumber(), newNumber()]
    await aPerson(site, { mobile })
    const { browser, ticket } = await aTicket(SECOND)
    const code = await linkCode(mobile)
    const wrong = code === '000000' ? '111111' : '000000'
    expect(await bind(browser, { ticket, mobile, code: wrong })).toMatchObject({ status: 422, error: 'codes.code_wrong' })
    expect(await bind(browser, { ticket, mobile: other, code })).toMatchObject({ status: 422, error: 'codes.code_wrong' })
    expect(await bind(browser, { ticket, mobile: '123', code })).toMatchObject({ status: 422, error: 'accounts.bad_mobile', details: { field: 'mobile' } })
    site.clock.advance(61)
    const toSignIn = await codeFor(site, { channel: 'sms', to: mobile, purpose: 'sign_in' })
    if (toSignIn !== code) expect((await bind(browser, { ticket, mobile, code: toSignIn })).error).toBe('codes.code_wrong')
    expect(await ownerOf(SECOND)).toBeUndefined()
    expect((await bind(browser, { ticket, mobile, code })).status).toBe(201)
  })

  test('is for nobody who is suspended', async () => {
    const mobile = newNumber()
    const anna = await aPerson(site, { mobile })
    await site.parts.db.tx(tx => suspendAccount(site.parts, tx, anna.accountId, 'spam'))
    const { browser, ticket } = await aTicket(SECOND)
    expect(await bind(browser, { ticket, mobile, code: await linkCode(mobile) })).toMatchObject({ status: 403, error: 'accounts.suspended', details: { reason: 'spam' } })
    expect(await ownerOf(SECOND)).toBeUndefined()
  })

  test('the terms it was made under are kept with the account', async () => {
    const mobile = newNumber()
    const { browser, ticket } = await aTicket(SECOND)
    await bind(browser, { ticket, mobile, code: await linkCode(mobile) })
    const row = await site.parts.db.sql.selectFrom('account').select(['terms_version as version', 'terms_accepted_at as at']).where('mobile', '=', mobile).executeTakeFirstOrThrow()
    expect(row).toEqual({ version: expect.stringMatching(/^\d{4}-\d{2}$/), at: site.clock.now() })
  })
})

describe('a ticket', () => {
  test('is good once, of many bindings at once too', async () => {
    const mobile = newNumber()
    await aPerson(site, { mobile })
    const { browser, ticket } = await aTicket(SECOND)
    const code = await linkCode(mobile)
    const answers = await Promise.all(Array.from({ length: 6 }, () => bind(browser, { ticket, mobile, code })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422])
    expect((await bind(browser, { ticket, mobile, code })).error).toBe('oauth.ticket_expired')
  })

  test('binds once even with two phone numbers and two codes at the same moment', async () => {
    const mobiles = [newNumber(), newNumber()]
    const { browser, ticket } = await aTicket(SECOND)
    const codes = [await linkCode(mobiles[0]!), await linkCode(mobiles[1]!)]
    const answers = await Promise.all(mobiles.map((mobile, i) => bind(browser, { ticket, mobile, code: codes[i] })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
    const made = await site.parts.db.sql.selectFrom('account').select('id').where('mobile', 'in', mobiles).execute()
    expect(made.map(({ id }) => id)).toEqual([await ownerOf(SECOND)])
  })

  test('is good in the browser that got it only, and for a quarter of an hour', async () => {
    const mobile = newNumber()
    const { browser, ticket } = await aTicket(SECOND)
    const code = await linkCode(mobile)
    const { browser: other } = await leave()
    for (const as of [{ headers: {} }, other]) expect(await bind(as, { ticket, mobile, code })).toMatchObject({ status: 422, error: 'oauth.ticket_expired' })
    expect((await bind(browser, { ticket: `${ticket}x`, mobile, code })).error).toBe('oauth.ticket_expired')
    site.clock.advance(15 * 60)
    expect((await bind(browser, { ticket, mobile, code: await linkCode(mobile) })).error).toBe('oauth.ticket_expired')
  })
})

describe('one QQ and one account', () => {
  test('a QQ belongs to one account, though two tickets for it were out', async () => {
    const mobiles = [newNumber(), newNumber()]
    for (const mobile of mobiles) await aPerson(site, { mobile })
    const tickets = [await aTicket(SECOND), await aTicket(SECOND)]
    const codes = [await linkCode(mobiles[0]!), await linkCode(mobiles[1]!)]
    const answers = await Promise.all(tickets.map(({ browser, ticket }, i) => bind(browser, { ticket, mobile: mobiles[i], code: codes[i] })))
    expect(answers.map(({ status, error }) => `${status} ${error}`).sort()).toEqual(['201 undefined', '409 oauth.identity_linked'])
  })

  test('an account has one QQ; another takes its place after unlinking', async () => {
    const mobile = newNumber()
    const anna = await aPerson(site, { mobile })
    await link(anna, FIRST)
    const { browser, ticket } = await aTicket(SECOND)
    const code = await linkCode(mobile)
    expect(await bind(browser, { ticket, mobile, code })).toMatchObject({ status: 409, error: 'oauth.account_linked' })
    expect((await site.call('GET', 'oauth/bindings', { as: anna })).data.items).toEqual([{ provider: 'qq', linkedAt: site.clock.now().toISOString() }])
    expect((await site.call('DELETE', 'oauth/bindings/qq', { as: anna })).status).toBe(204)
    expect((await site.call('GET', 'oauth/bindings', { as: anna })).data.items).toEqual([])
    expect((await bind(browser, { ticket, mobile, code })).status).toBe(201)
  })

  test('nobody unlinks somebody else\'s, or what is not there', async () => {
    const [anna, ben] = [await aPerson(site), await aPerson(site)]
    await link(anna, FIRST)
    expect((await site.call('DELETE', 'oauth/bindings/qq', { as: ben })).status).toBe(404)
    expect((await site.call('DELETE', 'oauth/bindings/weibo', { as: anna })).status).toBe(404)
    expect((await site.call('DELETE', 'oauth/bindings/qq')).status).toBe(401)
    expect(await ownerOf(FIRST)).toBe(anna.accountId)
  })

  test('a deleted account leaves its QQ free', async () => {
    const anna = await aPerson(site)
    await link(anna, FIRST)
    await site.parts.db.tx(tx => oauth.onAccountDeleted!(site.parts, tx, anna.accountId))
    expect(await ownerOf(FIRST)).toBeUndefined()
  })
})

describe('in production', () => {
  const production = { LINLI_MODE: 'production', SECRET_KEY: 'a-secret-of-more-than-32-characters', PUBLIC_URL: 'https://linli.example' }
  const qq = { QQ_CLIENT_ID: '101498123', QQ_CLIENT_SECRET: 'the-key-of-the-app' }

  async function inProduction(env: Record<string, string>, work: (app: TestApp) => Promise<void>) {
    const app = await openTestApp({ env: { ...production, ...env } })
    await work(app).finally(() => app.close())
  }

  test('there is no QQ before it is set up, and never a simulated one', async () => {
    await inProduction({}, async ({ call }) => {
      expect((await call('GET', 'oauth/providers')).data).toEqual({ items: [] })
      expect((await call('GET', 'oauth/qq/authorization')).status).toBe(404)
      expect((await call('GET', 'oauth/qq/callback')).status).toBe(404)
      expect((await call('GET', '/dev/qq/oauth2.0/authorize')).status).toBe(404)
    })
  })

  test('browsers go to the real one, with a cookie that is kept to https, and nobody gives up their only way in', async () => {
    await inProduction(qq, async (app) => {
      expect((await app.call('GET', 'oauth/providers')).data).toEqual({ items: ['qq'] })
      const answer = await app.call('GET', 'oauth/qq/authorization', { query: { next: '/me' } })
      const url = new URL(answer.data.url)
      expect(url.origin + url.pathname).toBe('https://graph.qq.com/oauth2.0/authorize')
      expect(url.searchParams.get('redirect_uri')).toBe('https://linli.example/api/v1/oauth/qq/callback')
      expect(answer.raw.cookies).toEqual([expect.objectContaining({ name: 'linli_oauth', httpOnly: true, secure: true, sameSite: 'Lax', path: '/api/v1/oauth' })])
      expect(answer.raw.headers['cache-control']).toBe('no-store')

      // Who could not sign in any more, by password or by a code this site can send, keeps their QQ.
      const [bare, careful] = [await aPerson(app), await aPerson(app, { password: 'good-password' })]
      for (const [i, person] of [bare, careful].entries()) await app.parts.db.tx(tx => insertIdentity(tx, person.accountId, { provider: 'qq', openid: `${i}` }, app.clock.now()))
      expect(await app.call('DELETE', 'oauth/bindings/qq', { as: bare })).toMatchObject({ status: 409, error: 'oauth.only_way_in' })
      expect((await app.call('GET', 'oauth/bindings', { as: bare })).data.items).toHaveLength(1)
      expect((await app.call('DELETE', 'oauth/bindings/qq', { as: careful })).status).toBe(204)
    })
  })

  test.each([
    [{ QQ_CLIENT_ID: '1' }, 'QQ_CLIENT_SECRET is needed'],
    [{ QQ_CLIENT_SECRET: 'x' }, 'QQ_CLIENT_ID is needed'],
    [{ ...qq, QQ_REDIRECT_URI: 'https://other.example/api/v1/oauth/qq/callback' }, 'QQ_REDIRECT_URI must be https://linli.example/api/v1/oauth/qq/callback'],
    [{ ...qq, QQ_URL: 'http://graph.qq.com' }, 'QQ_URL must be an https address'],
    [{ ...qq, QQ_SECRET: 'x' }, 'QQ_SECRET is not a setting'],
  ])('half an app is refused with a sentence: %j', (env, sentence) => {
    expect(() => qqAppOf(readConfig({ ...production, ...env }, [oauthSettings], '/nowhere/.env'))).toThrow(sentence)
  })

  test('half an app stops the start', async () => {
    await expect(inProduction({ QQ_CLIENT_ID: '1' }, async () => {})).rejects.toThrow('QQ_CLIENT_SECRET is needed')
  })
})

describe('the simulated QQ', () => {
  test('has a page with nothing from outside, and refuses what it did not expect', async () => {
    const { url } = await leave()
    const page = await site.call('GET', url.pathname + url.search, { headers: { 'accept-language': 'en' } })
    expect(page.raw.headers['content-security-policy']).toContain('default-src \'none\'')
    expect(page.raw.body).toContain('Little Orange')
    url.searchParams.set('redirect_uri', 'https://evil.example/')
    const refused = await site.call('GET', url.pathname + url.search)
    expect([refused.status, refused.raw.body.includes('100010')]).toEqual([400, true])
    const posted = await site.call('POST', url.pathname, { payload: new URLSearchParams({ query: url.search.slice(1), openid: FIRST }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    expect(posted.status).toBe(400)
  })

  test('answers servers as QQ does, and gives a code out once', async () => {
    const { url } = await leave()
    const back = await agree(url, SECOND)
    const { client_id, redirect_uri } = Object.fromEntries(url.searchParams)
    const ask = (more: object) => site.call('GET', `/dev/qq/oauth2.0/token?${new URLSearchParams({ grant_type: 'authorization_code', client_id: client_id!, client_secret: 'demo', redirect_uri: redirect_uri!, code: back.searchParams.get('code')!, ...more }).toString()}`)
    expect((await ask({ client_secret: 'x' })).raw.body).toContain('"error":100009')
    const given = new URLSearchParams((await ask({})).raw.body)
    expect((await ask({})).raw.body).toBe('callback( {"error":100020,"error_description":"code is reused error"} );\n')
    const me = await site.call('GET', `/dev/qq/oauth2.0/me?access_token=${given.get('access_token')}`)
    expect(me.raw.body).toBe(`callback( {"client_id":"${client_id}","openid":"${SECOND}"} );\n`)
    expect((await site.call('GET', '/dev/qq/oauth2.0/me?access_token=x')).raw.body).toContain('"error":100016')
  })
})

test('codes are sent to any phone number alike, so the page tells nobody who has an account', async () => {
  const [known, unknown] = [newNumber(), newNumber()]
  await aPerson(site, { mobile: known })
  await linkCode(known)
  await linkCode(unknown)
  expect((await messagesTo(site.parts, known)).map(({ purpose }) => purpose)).toEqual(['link'])
  expect((await messagesTo(site.parts, unknown)).map(({ purpose }) => purpose)).toEqual(['link'])
})

test('a session by QQ is listed and ended like any other', async () => {
  const anna = await aPerson(site)
  await link(anna, FIRST)
  const { browser } = await signIn(FIRST)
  const list = (await site.call('GET', 'sessions', { as: browser })).data.items
  expect(list).toHaveLength(2)
  expect(list.find((item: { current: boolean }) => item.current).kind).toBe('browser')
  expect((await site.call('DELETE', `sessions/${list.find((item: { current: boolean }) => item.current).id}`, { as: { headers: anna.headers } })).status).toBe(204)
  expect((await meIn(browser)).signedIn).toBe(false)
})
