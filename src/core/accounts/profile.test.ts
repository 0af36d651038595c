import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { waitingForLocks } from '../../../test/locks.ts'
import { aPerson, codeFor } from '../../../test/people.ts'
import { replacePassword } from './accounts-store.ts'
import { accountIdOf, profileTag, publicProfiles } from './index.ts'

const app = withApp({ env: { LINLI_LIMITS: 'off' } })
const password = 'good-password'

const BOUNDARY = 'xxxxxxxx'
const form = (name: string, content: Uint8Array) => ({
  payload: Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]),
  headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
})
const aPicture = (red: number) => sharp({ create: { width: 400, height: 300, channels: 3, background: { r: red, g: 90, b: 40 } } }).png().toBuffer()

describe('my account', () => {
  test('is for who is signed in', async () => {
    for (const [method, url] of [['GET', 'users/me'], ['PATCH', 'users/me'], ['PUT', 'users/me/avatar'], ['PUT', 'users/me/password'], ['PUT', 'users/me/email'], ['PUT', 'users/me/mobile'], ['GET', 'users/me/identity'], ['POST', 'users/me/identity'], ['GET', 'sessions'], ['DELETE', 'sessions'], ['DELETE', 'sessions/1']] as const) {
      expect(await app.call(method, url)).toMatchObject({ status: 401, error: 'kit.not_signed_in' })
    }
  })

  test('shows phone number and e-mail address masked', async () => {
    const person = await aPerson(app, { mobile: '13712345678', email: 'somebody@example.com', username: 'somebody_1' })
    const { data, raw } = await app.call('GET', 'users/me', { as: person })
    expect(data).toEqual({ id: person.id, name: person.name, avatar: null, username: 'somebody_1', mobile: '137****5678', email: 's***@example.com', pendingEmail: null, hasPassword: false, verified: false, lang: null, createdAt: app.clock.now().toISOString() })
    expect(raw.body).not.toContain('13712345678')
  })

  test('takes another name, as often as one likes', async () => {
    const person = await aPerson(app)
    expect((await app.call('PATCH', 'users/me', { body: { name: ' 巢湖边的  小王 ' }, as: person })).data.name).toBe('巢湖边的 小王')
    expect((await app.call('PATCH', 'users/me', { body: { name: '小王' }, as: person })).data.name).toBe('小王')
  })

  test('has a name that others may have too, but no phone number for a name', async () => {
    const person = await aPerson(app)
    await aPerson(app, { name: '小李' })
    expect((await app.call('PATCH', 'users/me', { body: { name: '小李' }, as: person })).status).toBe(200)
    for (const name of ['13712345678', 'a@b.com', '  ', '\u200B\u200B']) {
      expect(await app.call('PATCH', 'users/me', { body: { name }, as: person })).toMatchObject({ status: 422, error: 'accounts.bad_name', details: { field: 'name' } })
    }
    for (const body of [{ name: 'x'.repeat(33) }, { name: 'x' }, { name: '张\0三' }, { name: 5 }, {}, { verified: true }]) expect((await app.call('PATCH', 'users/me', { body, as: person })).status).toBe(400)
  })

  test('takes a user name once', async () => {
    const person = await aPerson(app)
    await aPerson(app, { username: 'occupied_1' })
    expect(await app.call('PATCH', 'users/me', { body: { username: 'OCCUPIED_1' }, as: person })).toMatchObject({ status: 409, error: 'accounts.username_taken' })
    expect((await app.call('PATCH', 'users/me', { body: { username: 'my_own_1' }, as: person })).data.username).toBe('my_own_1')
    expect(await app.call('PATCH', 'users/me', { body: { username: 'my_own_2', name: '小张' }, as: person })).toMatchObject({ status: 409, error: 'accounts.username_fixed', details: { field: 'username' } })
    expect((await app.call('GET', 'users/me', { as: person })).data).toMatchObject({ username: 'my_own_1', name: person.name })
  })

  test('of two user names set at once keeps one', async () => {
    const person = await aPerson(app)
    const answers = await Promise.all(['either_1', 'or_this_1', 'or_that_1'].map(username => app.call('PATCH', 'users/me', { body: { username }, as: person })))
    expect(answers.map(a => a.status).sort()).toEqual([200, 409, 409])
  })

  test('takes a language', async () => {
    const person = await aPerson(app)
    expect((await app.call('PATCH', 'users/me', { body: { lang: 'en' }, as: person })).data.lang).toBe('en')
    expect((await app.call('PATCH', 'users/me', { body: { lang: 'fr' }, as: person })).status).toBe(400)
  })

  test('told anew drops what other pages keep of it', async () => {
    const person = await aPerson(app)
    const load = async () => (await publicProfiles(app.parts.db.sql, [person.accountId])).get(person.accountId)!.name
    const kept = () => app.parts.cache.remember('page with a host', { seconds: 60, tags: [profileTag(person.accountId)] }, load)
    expect(await kept()).toBe(person.name)
    await app.call('PATCH', 'users/me', { body: { name: '新名字' }, as: person })
    expect(await kept()).toBe('新名字')
  })
})

describe('my avatar', () => {
  test('is in the answer at once, and can be fetched', async () => {
    const person = await aPerson(app)
    const { payload, headers } = form('image', await aPicture(200))
    const { status, data } = await app.call('PUT', 'users/me/avatar', { payload, headers, as: person })
    expect(status).toBe(200)
    expect((await app.call('GET', data.avatar.urls[320])).raw.headers['content-type']).toBe('image/webp')
    expect((await app.call('GET', 'users/me', { as: person })).data.avatar).toEqual(data.avatar)
    expect((await publicProfiles(app.parts.db.sql, [person.accountId])).get(person.accountId)).toEqual({ id: person.id, name: person.name, avatar: data.avatar })
  })

  test('is no text called a picture, and not nothing', async () => {
    const person = await aPerson(app)
    const bad = form('image', Buffer.from('<script>alert(1)</script>'))
    expect((await app.call('PUT', 'users/me/avatar', { payload: bad.payload, headers: bad.headers, as: person })).status).toBe(415)
    const other = form('file', await aPicture(100))
    expect((await app.call('PUT', 'users/me/avatar', { payload: other.payload, headers: other.headers, as: person })).status).toBe(400)
    expect((await app.call('PUT', 'users/me/avatar', { as: person, body: {} })).status).toBe(400)
    expect((await app.call('GET', 'users/me', { as: person })).data.avatar).toBeNull()
  })
})

describe('my phone number', () => {
  test('the login phone number does not change', async () => {
    const person = await aPerson(app, { password })
    const code = await codeFor(app, { channel: 'sms', to: '13700000001', purpose: 'bind' })
    expect(await app.call('PUT', 'users/me/mobile', { body: { mobile: '13700000001', code, password }, as: person })).toMatchObject({ status: 409, error: 'accounts.mobile_fixed' })
    expect((await app.call('PATCH', 'users/me', { body: { mobile: '13700000001' }, as: person })).status).toBe(400)
  })

  test('an account made by e-mail gets a phone number, once', async () => {
    const code = await codeFor(app, { channel: 'email', to: 'mail-only@example.com', purpose: 'register' })
    const { data: { accessToken } } = await app.call('POST', 'users', { body: { email: 'mail-only@example.com', code, password, acceptTerms: true, token: true } })
    const as = { headers: { authorization: `Bearer ${accessToken}` } }
    const numbers = ['13700000002', '13700000003']
    const codes = [await codeFor(app, { channel: 'sms', to: numbers[0]!, purpose: 'bind' }), await codeFor(app, { channel: 'sms', to: numbers[1]!, purpose: 'bind' })]
    const answers = await Promise.all(numbers.map((mobile, i) => app.call('PUT', 'users/me/mobile', { body: { mobile, code: codes[i], password }, as })))
    expect(answers.map(a => a.status).sort()).toEqual([200, 409])
  })

  test('is not taken from somebody whose password is changed at this moment: by it they could recover the account', async () => {
    const [email, mobile] = ['mail-only-2@example.com', '13700000004']
    const { data } = await app.call('POST', 'users', { body: { email, code: await codeFor(app, { channel: 'email', to: email, purpose: 'register' }), password, acceptTerms: true, token: true } })
    const code = await codeFor(app, { channel: 'sms', to: mobile, purpose: 'bind' })
    const { id, password_hash: before } = await app.parts.db.sql.selectFrom('account').select(['id', 'password_hash']).where('email', '=', email).executeTakeFirstOrThrow()
    let answer!: ReturnType<typeof app.call>
    await app.parts.db.tx(async (tx) => {
      await replacePassword(tx, id, before, '$argon2id$of another')
      answer = app.call('PUT', 'users/me/mobile', { body: { mobile, code, password }, as: { headers: { authorization: `Bearer ${data.accessToken}` } } })
      await expect.poll(() => waitingForLocks(app), { interval: 5 }).toBe(1)
    })
    expect(await answer).toMatchObject({ status: 409, error: 'kit.busy' })
    expect(await app.parts.db.sql.selectFrom('account').select('mobile').where('id', '=', id).executeTakeFirst()).toEqual({ mobile: null })
  })
})

test('strangers see a public id, a name and an avatar, and nobody who is not there', async () => {
  const person = await aPerson(app, { verified: true })
  const profiles = await publicProfiles(app.parts.db.sql, [person.accountId, 999_999])
  expect([...profiles]).toEqual([[person.accountId, { id: person.id, name: person.name, avatar: null }]])
  expect(await publicProfiles(app.parts.db.sql, [])).toEqual(new Map())
  expect(await accountIdOf(app.parts.db.sql, person.id)).toBe(person.accountId)
  expect(await accountIdOf(app.parts.db.sql, 'nobody')).toBeNull()
})
