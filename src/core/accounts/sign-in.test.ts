import * as argon2 from '@node-rs/argon2'
import { describe, expect, test, vi } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson, browserOf, codeFor, cookiesOf } from '../../../test/people.ts'
import { changePassword } from './passwords.ts'
import { reinstateAccount, suspendAccount } from './standing.ts'

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof argon2>()
  return { ...real, verify: vi.fn(real.verify) }
})

const app = withApp({ env: { LINLI_LIMITS: 'off' } })
const password = 'good-password'
const signIn = (body: object, headers = {}) => app.call('POST', 'sessions', { body, headers })

describe('signing in', () => {
  test('goes by phone number, e-mail address or user name, with the password', async () => {
    const person = await aPerson(app, { email: 'bob@example.com', username: 'Bob_the_1st', password })
    for (const account of [person.mobile, 'BOB@example.com', 'bob_THE_1st']) {
      const answer = await signIn({ account, password })
      expect(answer).toMatchObject({ status: 201, data: { user: { id: person.id } } })
      expect((await app.call('GET', 'users/me', { as: browserOf(answer) })).data.id).toBe(person.id)
    }
  })

  test('goes by phone number and code, without a password', async () => {
    const person = await aPerson(app)
    const code = await codeFor(app, { channel: 'sms', to: person.mobile, purpose: 'sign_in' })
    expect(await signIn({ mobile: person.mobile, code })).toMatchObject({ status: 201, data: { user: { id: person.id } } })
    expect((await signIn({ mobile: person.mobile, code })).status).toBe(422)
  })

  test('goes by e-mail address and code', async () => {
    const person = await aPerson(app, { email: 'carl@example.com' })
    const code = await codeFor(app, { channel: 'email', to: 'carl@example.com', purpose: 'sign_in' })
    expect(await signIn({ email: 'Carl@example.com', code })).toMatchObject({ status: 201, data: { user: { id: person.id } } })
  })

  test('a code signs in once, however many try at the same time', async () => {
    const person = await aPerson(app)
    const code = await codeFor(app, { channel: 'sms', to: person.mobile, purpose: 'sign_in' })
    const answers = await Promise.all(Array.from({ length: 8 }, () => signIn({ mobile: person.mobile, code })))
    expect(answers.filter(a => a.status === 201)).toHaveLength(1)
    expect(answers.filter(a => a.status === 422)).toHaveLength(7)
  })

  test('an unknown account and a wrong password get the same answer and the same work', async () => {
    const person = await aPerson(app, { password })
    const withoutPassword = await aPerson(app)
    const verify = vi.mocked(argon2.verify)
    const answers = []
    for (const account of [person.mobile, withoutPassword.mobile, '19912345678', 'nobody@example.com', 'nobody_here']) {
      verify.mockClear()
      const { status, error, message, details } = await signIn({ account, password: 'wrong-password' })
      expect(verify).toHaveBeenCalledTimes(1)
      expect(verify.mock.lastCall![0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
      answers.push({ status, error, message, details })
    }
    expect(answers[0]).toEqual({ status: 422, error: 'accounts.wrong_password', message: '用户名或者密码错误', details: { field: 'password' } })
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test.each([
    ['nothing', {}],
    ['a name alone', { account: '13900000001' }],
    ['a phone number alone', { mobile: '13900000001' }],
    ['password and code together', { account: '13900000001', password, mobile: '13900000001', code: '123456' }],
  ])('%s is too little or too much', async (_, body) => {
    expect(await signIn(body)).toMatchObject({ status: 400, error: 'accounts.incomplete' })
  })

  test('names and passwords of any characters are wrong at worst', async () => {
    for (const account of ['\0', '\uD83D', '%', '\'; drop table account --', '👩‍👩‍👧', 'x'.repeat(254)]) {
      expect((await signIn({ account, password: '\0\uD83D' })).status).toBeLessThan(500)
    }
    expect((await signIn({ account: 'x'.repeat(255), password })).status).toBe(400)
  })

  test('gives a new session id each time and ends the one the browser had', async () => {
    const person = await aPerson(app, { password })
    const first = await signIn({ account: person.mobile, password })
    const second = await app.call('POST', 'sessions', { body: { account: person.mobile, password }, as: browserOf(first) })
    expect(second.status).toBe(201)
    expect(cookiesOf(second).cookie).not.toBe(cookiesOf(first).cookie)
    expect((await app.call('GET', 'users/me', { as: browserOf(first) })).status).toBe(401)
    expect((await app.call('GET', 'users/me', { as: browserOf(second) })).status).toBe(200)
  })

  test('ignores a session cookie somebody planted', async () => {
    const person = await aPerson(app, { password })
    const answer = await signIn({ account: person.mobile, password }, { cookie: 'linli_session=planted' })
    expect(cookiesOf(answer).cookie).not.toContain('planted')
    expect((await app.call('GET', 'users/me', { headers: { cookie: 'linli_session=planted' } })).status).toBe(401)
  })

  test('sets cookies that scripts and other sites do not get', async () => {
    const person = await aPerson(app, { password })
    const { raw } = await signIn({ account: person.mobile, password })
    const [session, csrf, device] = raw.headers['set-cookie'] as string[]
    expect(session).toMatch(/^linli_session=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(csrf).toMatch(/^csrf_token=[\w-]{43}; Max-Age=15552000; Path=\/; SameSite=Lax$/)
    expect(device).toMatch(/^linli_device=[\w-]{43}; .*HttpOnly; SameSite=Lax$/)
    const { rows } = { rows: await app.parts.db.sql.selectFrom('session').selectAll().execute() }
    expect(JSON.stringify(rows)).not.toContain(/=([\w-]{43})/.exec(session!)![1])
  })

  test('without "remember me" the cookie goes with the window and the session within a day', async () => {
    const person = await aPerson(app, { password })
    const answer = await signIn({ account: person.mobile, password, remember: false })
    expect((answer.raw.headers['set-cookie'] as string[])[0]).not.toMatch(/Max-Age|Expires/)
    app.clock.advance(86_400)
    expect((await app.call('GET', 'users/me', { as: browserOf(answer) })).status).toBe(401)
  })
})

describe('a suspended account', () => {
  test('is signed out at once, told why at sign-in with the right password only, and back after reinstatement', async () => {
    const person = await aPerson(app, { password })
    await app.parts.db.tx(tx => suspendAccount(app.parts, tx, person.accountId, '发布虚假房源'))
    expect((await app.call('GET', 'users/me', { as: person })).status).toBe(401)

    expect((await signIn({ account: person.mobile, password: 'wrong-password' })).error).toBe('accounts.wrong_password')
    const told = await signIn({ account: person.mobile, password })
    expect(told).toMatchObject({ status: 403, error: 'accounts.suspended', message: '账号已停用：发布虚假房源' })
    expect(told.raw.json().errno).toBe(4104)
    const code = await codeFor(app, { channel: 'sms', to: person.mobile, purpose: 'sign_in' })
    expect((await signIn({ mobile: person.mobile, code })).error).toBe('accounts.suspended')

    await app.parts.db.tx(tx => reinstateAccount(app.parts, tx, person.accountId, 'active'))
    expect((await signIn({ account: person.mobile, password })).status).toBe(201)
    await expect(app.parts.db.tx(tx => reinstateAccount(app.parts, tx, person.accountId, 'active'))).rejects.toThrow('kit.not_found')
  })

  test('keeps no session that began in the same moment', async () => {
    const person = await aPerson(app, { password })
    const [answer] = await Promise.all([signIn({ account: person.mobile, password }), app.parts.db.tx(tx => suspendAccount(app.parts, tx, person.accountId, '…'))])
    await app.parts.db.tx(tx => reinstateAccount(app.parts, tx, person.accountId, 'active'))
    if (answer.status === 201) expect((await app.call('GET', 'users/me', { as: browserOf(answer) })).status).toBe(401)
    expect(await app.parts.db.sql.selectFrom('session').select('id').where('account_id', '=', person.accountId).execute()).toEqual([])
  })
})

test('a session begun with the old password does not outlive a password change of the same moment', async () => {
  for (let round = 0; round < 5; round++) {
    const person = await aPerson(app, { password })
    const member = { accountId: person.accountId, sessionId: 0, verified: false, via: 'cookie' as const }
    await Promise.all([
      changePassword(app.parts, member, { currentPassword: password, newPassword: 'a-newer-password' }, 'zh-CN'),
      ...Array.from({ length: 4 }, () => signIn({ account: person.mobile, password })),
    ])
    expect(await app.parts.db.sql.selectFrom('session').select('id').where('account_id', '=', person.accountId).execute()).toEqual([])
  }
})
