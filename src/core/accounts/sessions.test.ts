import type { Answer } from '../../../test/app.ts'
import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { waitingForLocks } from '../../../test/locks.ts'
import { aPerson, browserOf, cookiesOf } from '../../../test/people.ts'

const app = withApp({ env: { LINLI_LIMITS: 'off' } })
const password = 'good-password'
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'

async function browser(wish = {}) {
  const person = await aPerson(app, { password, ...wish })
  const answer = await app.call('POST', 'sessions', { body: { account: person.mobile, password }, headers: { 'user-agent': CHROME } })
  return { person, answer, as: browserOf(answer), ...cookiesOf(answer) }
}

async function client() {
  const person = await aPerson(app, { password })
  const { data } = await app.call('POST', 'sessions', { body: { account: person.mobile, password, token: true } })
  return { person, ...data as { accessToken: string, refreshToken: string }, as: bearer(data.accessToken) }
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
const me = (as: { headers: Record<string, string> }) => app.call('GET', 'users/me', { as })
const refresh = (refreshToken: string) => app.call('POST', 'tokens', { body: { refreshToken } })

describe('a forged request', () => {
  test('from a page of another site is refused: the browser sends the cookie, but not the token', async () => {
    const { cookie, person } = await browser()
    const forms: Record<string, string>[] = [
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json' },
      { 'content-type': 'application/json', 'x-csrftoken': 'guessed' },
      { 'content-type': 'application/json', 'x-csrftoken': '' },
    ]
    for (const headers of forms) {
      const answer = await app.call('PATCH', 'users/me', { headers: { cookie, ...headers }, payload: '{"name":"Forged"}' })
      expect(answer).toMatchObject({ status: 403, error: 'kit.bad_csrf' })
    }
    expect((await app.call('POST', 'users/me/identity', { headers: { 'cookie': cookie, 'content-type': 'application/x-www-form-urlencoded' }, payload: 'realName=x&idNumber=y' })).error).toBe('kit.bad_csrf')
    expect((await me({ headers: { cookie } })).data.name).toBe(person.name)
  })

  test('with the token of another session is refused', async () => {
    const [mine, theirs] = [await browser(), await browser()]
    expect((await app.call('PATCH', 'users/me', { body: { name: 'Forged' }, headers: { 'cookie': mine.cookie, 'x-csrftoken': theirs.csrf! } })).error).toBe('kit.bad_csrf')
  })

  test('cannot sign somebody out or in', async () => {
    const { cookie } = await browser()
    const other = await aPerson(app, { password })
    expect((await app.call('DELETE', 'sessions/current', { headers: { cookie } })).error).toBe('kit.bad_csrf')
    expect((await app.call('POST', 'sessions', { body: { account: other.mobile, password }, headers: { cookie } })).error).toBe('kit.bad_csrf')
    expect((await app.call('POST', 'sessions', { body: { account: other.mobile, password }, headers: { origin: 'https://evil.example' } })).error).toBe('kit.bad_csrf')
  })

  test('is not suspected where the page sends its token, or a client its access token', async () => {
    const { as } = await browser()
    expect((await app.call('PATCH', 'users/me', { body: { name: 'Really me' }, as })).data.name).toBe('Really me')
    const { as: byToken } = await client()
    expect((await app.call('PATCH', 'users/me', { body: { name: 'Me too' }, as: byToken })).data.name).toBe('Me too')
  })
})

describe('GET sessions/current', () => {
  test('says who is signed in, and who is not', async () => {
    expect((await app.call('GET', 'sessions/current')).data).toEqual({ signedIn: false })
    const { as, person } = await browser()
    expect((await app.call('GET', 'sessions/current', { as })).data).toMatchObject({ signedIn: true, user: { id: person.id, mobile: expect.stringContaining('****') } })
  })

  test('and everything about oneself is kept by no cache', async () => {
    const { as } = await browser()
    for (const url of ['sessions/current', 'sessions', 'users/me']) expect((await app.call('GET', url, { as })).raw.headers['cache-control']).toBe('no-store')
  })

  test('gives a lost CSRF token back, and drops a cookie that is worth nothing', async () => {
    const { cookie, csrf } = await browser()
    const session = /linli_session=[^;]+/.exec(cookie)![0]
    const renewed = await app.call('GET', 'sessions/current', { headers: { cookie: session } })
    expect(cookiesOf(renewed).csrf).toBe(csrf)
    expect((await app.call('GET', 'sessions/current', { headers: { cookie } })).raw.headers['set-cookie']).toBeUndefined()
    const dead = await app.call('GET', 'sessions/current', { headers: { cookie: 'linli_session=dead' } })
    expect(dead.data).toEqual({ signedIn: false })
    expect(dead.raw.headers['set-cookie']).toEqual([expect.stringMatching(/^linli_session=; Max-Age=0;/), expect.stringMatching(/^csrf_token=; Max-Age=0;/)])
  })
})

describe('the list of sessions', () => {
  test('shows where one is signed in, and ends one of them at once', async () => {
    const { person, as } = await browser()
    const items = (await app.call('GET', 'sessions', { as })).data.items
    expect(items).toHaveLength(2)
    const current = items.find((item: { current: boolean }) => item.current)
    expect(current).toEqual({ id: expect.any(Number), device: 'Chrome · Windows', address: '127.0.0.*', kind: 'browser', current: true, createdAt: app.clock.now().toISOString(), lastSeenAt: app.clock.now().toISOString() })

    const other = items.find((item: { current: boolean }) => !item.current)
    expect((await app.call('DELETE', `sessions/${other.id}`, { as })).status).toBe(204)
    expect((await me(person)).status).toBe(401)
    expect((await app.call('DELETE', `sessions/${other.id}`, { as })).status).toBe(404)
  })

  test('of somebody else cannot be touched', async () => {
    const [mine, theirs] = [await browser(), await browser()]
    const [item] = (await app.call('GET', 'sessions', { as: theirs.as })).data.items
    expect((await app.call('DELETE', `sessions/${item.id}`, { as: mine.as })).status).toBe(404)
    expect((await me(theirs.as)).status).toBe(200)
  })

  test('can be ended all but this one', async () => {
    const { person, as } = await browser()
    expect((await app.call('DELETE', 'sessions', { as })).data).toEqual({ ended: 1 })
    expect((await me(person)).status).toBe(401)
    expect((await me(as)).status).toBe(200)
  })

  test('takes only ids', async () => {
    const { as } = await browser()
    for (const id of ['0', '-1', 'x', '1e99', '99999999999999999999']) expect((await app.call('DELETE', `sessions/${id}`, { as })).status).toBe(400)
  })
})

describe('a session', () => {
  test('ends when its owner signs out', async () => {
    const { as } = await browser()
    const out = await app.call('DELETE', 'sessions/current', { as })
    expect(out.status).toBe(204)
    expect(out.raw.headers['set-cookie']).toEqual([expect.stringMatching(/^linli_session=; Max-Age=0;/), expect.stringMatching(/^csrf_token=; Max-Age=0;/)])
    expect((await me(as)).status).toBe(401)
    expect((await app.call('DELETE', 'sessions/current')).status).toBe(204)
  })

  test('ends once, and whoever signs out of it at the same moment is signed out as well', async () => {
    const { as, person } = await browser()
    let answers!: Promise<Answer[]>
    await app.parts.db.tx(async (tx) => {
      await tx.selectFrom('session').select('id').where('account_id', '=', person.accountId).forUpdate().execute()
      answers = Promise.all([1, 2].map(() => app.call('DELETE', 'sessions/current', { as })))
      await expect.poll(() => waitingForLocks(app), { interval: 5 }).toBe(2)
    })
    expect((await answers).map(({ status, raw }) => [status, raw.cookies.map(({ maxAge }) => maxAge)])).toEqual([[204, [0, 0]], [204, [0, 0]]])
  })

  test('ends after 30 days without a request, and after 180 days in any case', async () => {
    const { as: idle } = await browser()
    const { as: busy } = await browser()
    for (let day = 0; day < 175; day += 25) {
      expect((await me(busy)).status).toBe(200)
      app.clock.advance(25 * 86_400)
    }
    expect((await me(idle)).status).toBe(401)
    expect((await me(busy)).status).toBe(200)
    app.clock.advance(5 * 86_400)
    expect((await me(busy)).status).toBe(401)
  })

  test('is written to at most once in five minutes', async () => {
    const { as, person } = await browser()
    const seen = async () => (await app.parts.db.sql.selectFrom('session').select('last_seen_at').where('account_id', '=', person.accountId).orderBy('id', 'desc').executeTakeFirstOrThrow()).last_seen_at
    const start = app.clock.now()
    app.clock.advance(299)
    await me(as)
    expect(await seen()).toEqual(start)
    app.clock.advance(2)
    await me(as)
    expect(await seen()).toEqual(app.clock.now())
  })
})

describe('an access token', () => {
  test('is a JWT that says nothing private and lives 15 minutes', async () => {
    const { accessToken, person, as } = await client()
    const [header, payload] = accessToken.split('.').slice(0, 2).map(part => JSON.parse(Buffer.from(part, 'base64url').toString()))
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT' })
    const iat = app.clock.now().getTime() / 1000
    expect(payload).toEqual({ sub: person.id, sid: expect.any(Number), iss: 'linli', iat, exp: iat + 900, jti: expect.any(String) })
    app.clock.advance(899)
    expect((await me(as)).status).toBe(200)
    app.clock.advance(1)
    expect((await me(as)).status).toBe(401)
  })

  test('is refused at once when its session has ended', async () => {
    const { as } = await client()
    expect((await app.call('DELETE', 'sessions/current', { as })).status).toBe(204)
    expect((await me(as)).status).toBe(401)
  })

  test('altered, signed by another key, unsigned or of another person is refused', async () => {
    const { accessToken, as } = await client()
    const payload = JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString())
    const make = (claims: object, key: Uint8Array) => new SignJWT({ ...payload, ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(key)
    const ours = app.parts.config.secret('jwt')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${accessToken.split('.')[1]}.`
    const other = await aPerson(app)
    for (const token of [
      `${accessToken.slice(0, -4)}AAAA`,
      unsigned,
      'x',
      await make({}, new Uint8Array(32)),
      await make({ sub: other.id }, ours),
      await make({ sid: 0 }, ours),
      await make({ sid: '1' }, ours),
      await make({ iss: 'others' }, ours),
      await make({ exp: undefined }, ours),
    ]) expect((await me(bearer(token))).status).toBe(401)
    expect((await me(as)).status).toBe(200)
  })

  test('that is bad is not made up for by a good cookie', async () => {
    const { cookie } = await browser()
    expect((await me({ headers: { cookie, authorization: 'Bearer x' } })).status).toBe(401)
  })

  test('is no session cookie, and a cookie no access token', async () => {
    const { cookie } = await browser()
    const { accessToken } = await client()
    expect((await me({ headers: { cookie: `linli_session=${accessToken}` } })).status).toBe(401)
    expect((await me(bearer(/linli_session=([^;]+)/.exec(cookie)![1]!))).status).toBe(401)
  })
})

describe('a refresh token', () => {
  test('is traded for new tokens of the same session', async () => {
    const { refreshToken, accessToken, person } = await client()
    app.clock.advance(1000)
    const { status, data } = await refresh(refreshToken)
    expect(status).toBe(201)
    expect(data.accessToken).not.toBe(accessToken)
    expect((await me(bearer(data.accessToken))).data.id).toBe(person.id)
    expect((await refresh(data.refreshToken)).status).toBe(201)
  })

  test('that comes a second time ends the session, for thief and owner', async () => {
    const { refreshToken } = await client()
    const { data } = await refresh(refreshToken)
    expect(await refresh(refreshToken)).toMatchObject({ status: 401, error: 'accounts.bad_refresh_token' })
    expect((await me(bearer(data.accessToken))).status).toBe(401)
    expect((await refresh(data.refreshToken)).status).toBe(401)
  })

  test('used by several at once gives tokens to one, and the session ends', async () => {
    const { refreshToken, person } = await client()
    const answers = await Promise.all(Array.from({ length: 6 }, () => refresh(refreshToken)))
    const winners = answers.filter(a => a.status === 201)
    expect(winners.length).toBeLessThanOrEqual(1)
    for (const { data } of winners) expect((await me(bearer(data.accessToken))).status).toBe(401)
    expect(await app.parts.db.sql.selectFrom('session').select('id').where('account_id', '=', person.accountId).where('kind', '=', 'token').execute()).toEqual([])
  })

  test('that we never made ends nothing', async () => {
    const { refreshToken, as } = await client()
    const [id, , signature] = refreshToken.split('.')
    for (const made of [`${id}.0.${'A'.repeat(43)}`, `${id}.1.${signature}`, `${id}.0`, '9'.repeat(200), `${id}.0.${signature}\n`]) {
      expect((await refresh(made)).status).toBe(401)
    }
    expect((await me(as)).status).toBe(200)
    expect((await refresh(refreshToken)).status).toBe(201)
  })

  test('is worth nothing after signing out, and nothing to a suspended account', async () => {
    const { refreshToken, as } = await client()
    await app.call('DELETE', 'sessions/current', { as })
    expect((await refresh(refreshToken)).status).toBe(401)
  })
})
