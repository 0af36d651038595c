import type * as argon2 from '@node-rs/argon2'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson, codeFor, cookiesOf } from '../../../test/people.ts'

// Cheaper hashes: these tests give hundreds of passwords, and count them only.
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>()
  return { ...real, hash: (password: string) => real.hash(password, { memoryCost: 64, timeCost: 1 }) }
})

// The proxy in front is believed, so that a test can come from anywhere.
const app = withApp({ env: { LINLI_LIMITS: 'off', TRUST_PROXY: '127.0.0.1' } })
const password = 'good-password'
const from = (address: string, cookie?: string) => ({ 'x-forwarded-for': address, ...cookie ? { cookie } : {} })
const attempt = (account: string, given: string, headers: Record<string, string>) => app.call('POST', 'sessions', { body: { account, password: given }, headers })
const guess = async (times: number, account: string, headers: Record<string, string>) => {
  for (let i = 0; i < times; i++) expect((await attempt(account, 'wrong-password', headers)).error).toBe('accounts.wrong_password')
}

beforeEach(() => { app.clock.advance(3600) })

describe('wrong passwords', () => {
  test('five close the account at that address for 600 seconds, for the right password too', async () => {
    const { mobile } = await aPerson(app, { password })
    await guess(5, mobile, from('203.0.113.1'))
    const locked = await attempt(mobile, password, from('203.0.113.1'))
    expect(locked).toMatchObject({ status: 429, error: 'accounts.locked', details: { retryAfter: 600 } })
    expect(locked.raw.headers['retry-after']).toBe('600')
    expect(locked.raw.json().errno).toBe(4201)

    app.clock.advance(599)
    expect((await attempt(mobile, password, from('203.0.113.1'))).error).toBe('accounts.locked')
    app.clock.advance(1)
    expect((await attempt(mobile, password, from('203.0.113.1'))).status).toBe(201)
  })

  test('close it for 600 seconds from the last one', async () => {
    const { mobile } = await aPerson(app, { password })
    for (let i = 0; i < 5; i++) {
      app.clock.advance(500)
      await guess(1, mobile, from('203.0.113.16'))
    }
    app.clock.advance(599)
    expect(await attempt(mobile, password, from('203.0.113.16'))).toMatchObject({ error: 'accounts.locked', details: { retryAfter: 1 } })
    app.clock.advance(1)
    expect((await attempt(mobile, password, from('203.0.113.16'))).status).toBe(201)
  })

  test('given while locked do not make it longer', async () => {
    const { mobile } = await aPerson(app, { password })
    await guess(5, mobile, from('203.0.113.2'))
    app.clock.advance(300)
    for (let i = 0; i < 10; i++) expect(await attempt(mobile, 'wrong-password', from('203.0.113.2'))).toMatchObject({ error: 'accounts.locked', details: { retryAfter: 300 } })
    app.clock.advance(300)
    expect((await attempt(mobile, password, from('203.0.113.2'))).status).toBe(201)
  })

  test('given while locked there do not close other places', async () => {
    const { mobile } = await aPerson(app, { password })
    await guess(5, mobile, from('203.0.113.17'))
    for (let i = 0; i < 20; i++) expect((await attempt(mobile, 'wrong-password', from('203.0.113.17'))).error).toBe('accounts.locked')
    expect((await attempt(mobile, password, from('203.0.113.18'))).status).toBe(201)
  })

  test('count together by phone number, e-mail address and user name', async () => {
    const { mobile } = await aPerson(app, { password, email: 'dora@example.com', username: 'dora_1' })
    await guess(2, mobile, from('203.0.113.3'))
    await guess(2, 'dora@example.com', from('203.0.113.3'))
    await guess(1, 'DORA_1', from('203.0.113.3'))
    expect((await attempt(mobile, password, from('203.0.113.3'))).error).toBe('accounts.locked')
  })

  test('are forgotten after a right one', async () => {
    const { mobile } = await aPerson(app, { password })
    await guess(4, mobile, from('203.0.113.4'))
    expect((await attempt(mobile, password, from('203.0.113.4'))).status).toBe(201)
    await guess(4, mobile, from('203.0.113.4'))
    expect((await attempt(mobile, password, from('203.0.113.4'))).status).toBe(201)
  })

  test('are forgotten after a while', async () => {
    const { mobile } = await aPerson(app, { password })
    await guess(4, mobile, from('203.0.113.5'))
    app.clock.advance(600)
    await guess(4, mobile, from('203.0.113.5'))
    expect((await attempt(mobile, password, from('203.0.113.5'))).status).toBe(201)
  })

  test('for an account that does not exist lock in the same way', async () => {
    await guess(5, '19900000001', from('203.0.113.6'))
    expect(await attempt('19900000001', 'wrong-password', from('203.0.113.6'))).toMatchObject({ error: 'accounts.locked', details: { retryAfter: 600 } })
  })

  test('at the same time are not compared more than five times', async () => {
    const { mobile } = await aPerson(app, { password })
    await guess(2, mobile, from('203.0.113.7'))
    const answers = await Promise.all(Array.from({ length: 40 }, () => attempt(mobile, 'wrong-password', from('203.0.113.7'))))
    const count = (error: string) => answers.filter(a => a.error === error).length
    expect([count('accounts.wrong_password'), count('accounts.locked')]).toEqual([3, 37])
  })
})

describe('nobody can be locked out by others', () => {
  test('who has signed in from a place before comes in there, while strangers guess from a hundred addresses', async () => {
    const { mobile } = await aPerson(app, { password })
    expect((await attempt(mobile, password, from('198.51.100.1'))).status).toBe(201)
    for (let i = 0; i < 20; i++) await guess(1, mobile, from(`203.0.113.${100 + i}`))
    expect((await attempt(mobile, 'wrong-password', from('203.0.113.200'))).error).toBe('accounts.locked')
    expect((await attempt(mobile, password, from('203.0.113.201'))).error).toBe('accounts.locked')
    expect((await attempt(mobile, password, from('198.51.100.1'))).status).toBe(201)
  })

  test('who has signed in on a device before comes in on it, while somebody guesses behind the same address', async () => {
    const { mobile } = await aPerson(app, { password })
    const { cookie } = cookiesOf(await attempt(mobile, password, from('198.51.100.2')))
    const device = /linli_device=[^;]+/.exec(cookie)![0]
    await guess(5, mobile, from('198.51.100.2'))
    expect((await attempt(mobile, password, from('198.51.100.2'))).error).toBe('accounts.locked')
    expect((await attempt(mobile, password, from('198.51.100.2', device))).status).toBe(201)
    expect((await attempt(mobile, password, from('203.0.113.10', device))).status).toBe(201)
  })

  test('the device of somebody else opens nothing', async () => {
    const thief = await aPerson(app, { password })
    const { cookie } = cookiesOf(await attempt(thief.mobile, password, from('203.0.113.11')))
    const device = /linli_device=[^;]+/.exec(cookie)![0]
    const { mobile } = await aPerson(app, { password })
    await guess(5, mobile, from('203.0.113.12', device))
    expect((await attempt(mobile, 'wrong-password', from('203.0.113.12', device))).error).toBe('accounts.locked')
  })

  test('other accounts behind an address stay open when one is locked there', async () => {
    const [one, other] = [await aPerson(app, { password }), await aPerson(app, { password })]
    await guess(5, one.mobile, from('198.51.100.3'))
    expect((await attempt(other.mobile, password, from('198.51.100.3'))).status).toBe(201)
  })

  test('stolen lists end after 100 tries at an address; neighbours known there and codes still work', async () => {
    const [neighbour, newcomer] = [await aPerson(app, { password }), await aPerson(app, { password })]
    expect((await attempt(neighbour.mobile, password, from('198.51.100.4'))).status).toBe(201)
    for (let i = 0; i < 100; i++) await guess(1, `199000100${String(i).padStart(2, '0')}`, from('198.51.100.4'))
    expect((await attempt('19900019999', 'wrong-password', from('198.51.100.4'))).error).toBe('accounts.locked')
    expect((await attempt(newcomer.mobile, password, from('198.51.100.4'))).error).toBe('accounts.locked')

    expect((await attempt(neighbour.mobile, password, from('198.51.100.4'))).status).toBe(201)
    const code = await codeFor(app, { channel: 'sms', to: newcomer.mobile, purpose: 'sign_in' })
    expect((await app.call('POST', 'sessions', { body: { mobile: newcomer.mobile, code }, headers: from('198.51.100.4') })).status).toBe(201)
    expect((await attempt(newcomer.mobile, password, from('198.51.100.4'))).status).toBe(201)
  })

  test('a thief does not keep an address open by signing in to an account of their own', async () => {
    let left = 100
    for (let round = 0; left > 0; round++) {
      const own = await aPerson(app, { password })
      expect((await attempt(own.mobile, password, from('203.0.113.13'))).status).toBe(201)
      const tries = Math.min(40, left)
      for (let i = 0; i < tries; i++) await guess(1, `19900020${round}${String(i).padStart(2, '0')}`, from('203.0.113.13'))
      left -= tries
    }
    expect((await attempt('19900029999', 'wrong-password', from('203.0.113.13'))).error).toBe('accounts.locked')
  })
})

test('a made-up X-Forwarded-For behind the proxy does not open the lock', async () => {
  const { mobile } = await aPerson(app, { password })
  await guess(5, mobile, from('203.0.113.14'))
  expect((await attempt(mobile, password, from('10.1.2.3, 203.0.113.14'))).error).toBe('accounts.locked')
})

test('what is over is swept away', async () => {
  const { mobile } = await aPerson(app, { password })
  await guess(3, mobile, from('203.0.113.15'))
  app.clock.advance(600)
  await app.parts.jobs.sweepNow(app.parts)
  expect(await app.parts.db.sql.selectFrom('tries').selectAll().execute()).toEqual([])
  app.clock.advance(90 * 86_400)
  await app.parts.jobs.sweepNow(app.parts)
  expect(await app.parts.db.sql.selectFrom('sign_in_place').selectAll().execute()).toEqual([])
  expect(await app.parts.db.sql.selectFrom('session').selectAll().execute()).toEqual([])
})
