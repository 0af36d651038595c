import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson, codeFor, cookiesOf, messagesTo } from '../../../test/people.ts'
import { latestCaptchas } from '../codes/index.ts'

const app = withApp({ env: { LINLI_LIMITS: 'off' } })

const form = { mobile: '13900000001', password: 'good-password', acceptTerms: true }
const registered = async (more: object) => {
  const body = { ...form, ...more }
  const code = await codeFor(app, { channel: 'sms', to: body.mobile, purpose: 'register' })
  return app.call('POST', 'users', { body: { code, ...body } })
}

describe('registering', () => {
  test('goes from a picture to a code to an account', async () => {
    const captchaId = randomUUID()
    expect((await app.call('GET', `captchas/${captchaId}`)).raw.headers['content-type']).toBe('image/png')
    const [captcha] = await latestCaptchas(app.parts, 1)
    const to = '13900000020'
    expect((await app.call('POST', 'verification-codes', { body: { channel: 'sms', to, purpose: 'register', captchaId, captchaText: captcha!.text.toLowerCase() } })).status).toBe(202)
    const [message] = await messagesTo(app.parts, to)
    expect((await app.call('POST', 'users', { body: { ...form, mobile: to, code: message!.code } })).status).toBe(201)
  })

  test('with a phone number, its code and a password makes an account and signs in', async () => {
    const answer = await registered({ username: 'Alice_01' })
    expect(answer.status).toBe(201)
    expect(answer.data.user).toMatchObject({ username: 'Alice_01', mobile: '139****0001', email: null, verified: false, avatar: null })
    expect(answer.data.user.id).toMatch(/^[0-9a-z]{20}$/)
    expect(answer.data.accessToken).toBeUndefined()

    const { cookie, csrf } = cookiesOf(answer)
    const me = await app.call('GET', 'users/me', { headers: { cookie } })
    expect(me.data).toEqual(answer.data.user)
    expect(csrf).toBeTruthy()
  })

  test('the made-up name is not the phone number', async () => {
    const { data } = await registered({ mobile: '13900000002' })
    expect(data.user.name).toMatch(/^邻居[0-9a-z]{6}$/)
    expect(JSON.stringify(data)).not.toContain('13900000002')
  })

  test('the password is kept as argon2id only, and no answer carries it', async () => {
    const answer = await registered({ mobile: '13900000003', password: 'never-to-be-seen' })
    expect(answer.raw.body).not.toContain('never-to-be-seen')
    expect(answer.raw.body).not.toContain('argon2')
    const { password_hash } = await app.parts.db.sql.selectFrom('account').select('password_hash').where('mobile', '=', '13900000003').executeTakeFirstOrThrow()
    expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })

  test('an e-mail address does as well, in any case of letters', async () => {
    const code = await codeFor(app, { channel: 'email', to: 'anna@example.com', purpose: 'register' })
    const answer = await app.call('POST', 'users', { body: { email: 'Anna@Example.COM', code, password: form.password, acceptTerms: true } })
    expect(answer.status).toBe(201)
    expect(answer.data.user).toMatchObject({ name: expect.stringMatching(/^邻居[0-9a-z]{6}$/), mobile: null, email: 'a***@example.com' })
  })

  test('with token: true answers tokens and sets no cookie', async () => {
    const answer = await registered({ mobile: '13900000004', token: true })
    expect(answer.raw.headers['set-cookie']).toBeUndefined()
    expect(answer.data).toMatchObject({ accessToken: expect.any(String), refreshToken: expect.any(String), expiresIn: 900 })
    const me = await app.call('GET', 'users/me', { headers: { authorization: `Bearer ${answer.data.accessToken}` } })
    expect(me.data.id).toBe(answer.data.user.id)
  })

  test('the accepted terms are kept with their version', async () => {
    await registered({ mobile: '13900000005' })
    const row = await app.parts.db.sql.selectFrom('account').select(['terms_version', 'terms_accepted_at']).where('mobile', '=', '13900000005').executeTakeFirstOrThrow()
    expect(row).toEqual({ terms_version: expect.stringMatching(/^\d{4}-\d{2}$/), terms_accepted_at: app.clock.now() })
  })

  test.each([
    ['a bad phone number', { mobile: '12900000001' }, 422, 'accounts.bad_mobile', 'mobile'],
    ['a phone number with a line break', { mobile: '13900000001\n' }, 422, 'accounts.bad_mobile', 'mobile'],
    ['a bad e-mail address', { mobile: undefined, email: 'a@b' }, 422, 'accounts.bad_email', 'email'],
    ['neither', { mobile: undefined }, 400, 'accounts.incomplete', 'mobile'],
    ['both', { email: 'a@b.com' }, 400, 'accounts.incomplete', 'mobile'],
    ['a user name like a phone number', { username: '13812345678' }, 422, 'accounts.username_like_mobile', 'username'],
    ['a user name with signs', { username: 'a-b-c-d' }, 422, 'accounts.bad_username', 'username'],
    ['a user name of 4', { username: 'abcd' }, 400, 'kit.bad_request', 'username'],
    ['a password of 7', { password: '1234567' }, 400, 'kit.bad_request', 'password'],
    ['a password of 21', { password: 'x'.repeat(21) }, 400, 'kit.bad_request', 'password'],
    ['the phone number as password', { password: '13900000001' }, 422, 'accounts.bad_password', 'password'],
    ['refused terms', { acceptTerms: false }, 422, 'accounts.terms_not_accepted', 'acceptTerms'],
    ['terms as a text', { acceptTerms: 'true' }, 400, 'kit.bad_request', 'acceptTerms'],
    ['an unknown field', { admin: true }, 400, 'kit.bad_request', 'admin'],
    ['no code', { code: undefined }, 400, 'kit.bad_request', 'code'],
  ])('%s is refused at its field', async (_, more, status, error, field) => {
    const answer = await app.call('POST', 'users', { body: { ...form, code: '123456', ...more } })
    expect(answer).toMatchObject({ status, error, details: { field } })
  })

  test('a wrong code makes no account', async () => {
    await codeFor(app, { channel: 'sms', to: '13900000006', purpose: 'register' })
    const answer = await app.call('POST', 'users', { body: { ...form, mobile: '13900000006', code: '0000000' } })
    expect(answer).toMatchObject({ status: 422, details: { field: 'code' } })
    expect(await app.parts.db.sql.selectFrom('account').select('id').where('mobile', '=', '13900000006').execute()).toEqual([])
  })

  test('a number that has an account is told only to who proved to own it', async () => {
    const mobile = '13900000010'
    const code = await codeFor(app, { channel: 'sms', to: mobile, purpose: 'register' })
    await aPerson(app, { mobile })
    const blind = await app.call('POST', 'users', { body: { ...form, mobile, code: `${code}0` } })
    expect(blind).toMatchObject({ status: 422, error: 'codes.code_wrong', details: { field: 'code' } })
    const proven = await app.call('POST', 'users', { body: { ...form, mobile, code } })
    expect(proven).toMatchObject({ status: 409, error: 'accounts.mobile_taken', details: { field: 'mobile' } })
  })

  test('a user name is taken in any case of letters, and the code stays good for another try', async () => {
    await aPerson(app, { username: 'Taken_01' })
    const code = await codeFor(app, { channel: 'sms', to: '13900000007', purpose: 'register' })
    const body = { ...form, mobile: '13900000007', code }
    expect(await app.call('POST', 'users', { body: { ...body, username: 'tAKEN_01' } })).toMatchObject({ status: 409, error: 'accounts.username_taken', details: { field: 'username' } })
    expect(await app.call('POST', 'users', { body: { ...body, username: 'free_0001' } })).toMatchObject({ status: 201 })
  })

  test('of several registrations with one number and one code, one wins', async () => {
    const code = await codeFor(app, { channel: 'sms', to: '13900000008', purpose: 'register' })
    const answers = await Promise.all(Array.from({ length: 6 }, () => app.call('POST', 'users', { body: { ...form, mobile: '13900000008', code } })))
    expect(answers.filter(a => a.status === 201)).toHaveLength(1)
    expect(answers.filter(a => a.status !== 201).map(a => a.status).every(status => status === 422 || status === 409)).toBe(true)
    expect(await app.parts.db.sql.selectFrom('account').select('id').where('mobile', '=', '13900000008').execute()).toHaveLength(1)
  })

  test('of several people who want one user name at once, one gets it', async () => {
    const numbers = ['13900000011', '13900000012', '13900000013', '13900000014']
    const codes = await Promise.all(numbers.map(to => codeFor(app, { channel: 'sms', to, purpose: 'register' })))
    const answers = await Promise.all(numbers.map((mobile, i) => app.call('POST', 'users', { body: { ...form, mobile, code: codes[i], username: i % 2 ? 'wanted_1' : 'WANTED_1' } })))
    expect(answers.map(a => a.status).sort()).toEqual([201, 409, 409, 409])
  })

  test('signs out who was signed in on this browser before', async () => {
    const person = await aPerson(app)
    const code = await codeFor(app, { channel: 'sms', to: '13900000009', purpose: 'register' })
    expect((await app.call('POST', 'users', { body: { ...form, mobile: '13900000009', code }, as: person })).status).toBe(201)
    expect((await app.call('GET', 'users/me', { as: person })).status).toBe(401)
  })
})

describe('the form asks', () => {
  test('whether a user name is taken', async () => {
    await aPerson(app, { username: 'counted_1' })
    expect((await app.call('GET', 'usernames/COUNTED_1/count')).data).toEqual({ username: 'COUNTED_1', count: 1 })
    expect((await app.call('GET', 'usernames/nobody_here/count')).data).toEqual({ username: 'nobody_here', count: 0 })
    expect((await app.call('GET', 'usernames/13812345678/count')).error).toBe('accounts.username_like_mobile')
    expect((await app.call('GET', 'usernames/abc/count')).status).toBe(400)
  })

  test('whether a phone number has an account', async () => {
    const person = await aPerson(app)
    expect((await app.call('GET', `mobiles/${person.mobile}/count`)).data).toEqual({ mobile: person.mobile, count: 1 })
    expect((await app.call('GET', 'mobiles/19912345678/count')).data).toEqual({ mobile: '19912345678', count: 0 })
    expect((await app.call('GET', 'mobiles/138/count')).error).toBe('accounts.bad_mobile')
  })
})

describe('a real site', () => {
  const strict = withApp({ env: { PUBLIC_URL: 'https://linli.example' } })

  test('answers only a few questions about phone numbers in an hour', async () => {
    const statuses = []
    for (let i = 0; i < 12; i++) statuses.push((await strict.call('GET', `mobiles/199123456${10 + i}/count`)).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }).fill(200), 429, 429])
  })

  test('sends its cookies over https only', async () => {
    const to = '13900000030'
    const code = await codeFor(strict, { channel: 'sms', to, purpose: 'register' })
    const { raw } = await strict.call('POST', 'users', { body: { ...form, mobile: to, code } })
    expect(raw.headers['set-cookie']).toHaveLength(3)
    for (const cookie of raw.headers['set-cookie'] as string[]) expect(cookie).toMatch(/; Secure;/)
  })
})

test('whatever is sent, nothing breaks', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('13900000001', 'a@b.com', '\0', '\uD83D', '__proto__', '%00'))
  const value = fc.oneof(text, fc.boolean(), fc.integer(), fc.constant(null))
  const body = fc.dictionary(fc.constantFrom('mobile', 'email', 'account', 'password', 'code', 'username', 'acceptTerms', 'token', 'refreshToken', 'captchaId', 'captchaText', 'newPassword', '__proto__', 'x'), value)
  await fc.assert(fc.asyncProperty(fc.constantFrom(['POST', 'users'], ['POST', 'sessions'], ['POST', 'tokens'], ['POST', 'password-recoveries'], ['PUT', 'password-recoveries/x']), body, async ([method, url], fields) => {
    const answer = await app.call(method as 'POST', url!, { body: fields })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(answer.error).toMatch(/^\w+\.\w+$/)
  }), { numRuns: 300 })
  for (const part of ['%00', '%F0%9F', '..%2F..', '%', '😀'.repeat(5)]) {
    expect((await app.call('GET', `usernames/${part}/count`)).status).toBeLessThan(500)
    expect((await app.call('GET', `mobiles/${part}/count`)).status).toBeLessThan(500)
  }
})
