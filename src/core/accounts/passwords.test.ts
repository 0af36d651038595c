import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson, codeFor, messagesTo } from '../../../test/people.ts'
import { latestCaptchas } from '../codes/index.ts'

const app = withApp({ env: { LINLI_LIMITS: 'off' } })
const password = 'good-password'
const newPassword = 'a-newer-password'
const signIn = (account: string, given: string) => app.call('POST', 'sessions', { body: { account, password: given, token: true } })

async function aCaptcha() {
  const captchaId = randomUUID()
  await app.call('GET', `captchas/${captchaId}`)
  const [captcha] = await latestCaptchas(app.parts, 1)
  return { captchaId, captchaText: captcha!.text }
}
const startRecovery = async (account: string) => app.call('POST', 'password-recoveries', { body: { account, ...await aCaptcha() } })
const finishRecovery = (token: string, body: object) => app.call('PUT', `password-recoveries/${token}`, { body })
const codeSentTo = async (to: string) => (await messagesTo(app.parts, to)).find(message => message.purpose === 'recover')?.code ?? ''

beforeEach(() => { app.clock.advance(3600) })

describe('changing the password', () => {
  test('signs out everywhere else and tells the owner', async () => {
    const person = await aPerson(app, { password })
    const other = { headers: { authorization: `Bearer ${(await signIn(person.mobile, password)).data.accessToken}` } }
    expect((await app.call('PUT', 'users/me/password', { body: { currentPassword: password, newPassword }, as: person })).status).toBe(204)

    expect((await app.call('GET', 'users/me', { as: person })).status).toBe(200)
    expect((await app.call('GET', 'users/me', { as: other })).status).toBe(401)
    expect((await signIn(person.mobile, password)).error).toBe('accounts.wrong_password')
    expect((await signIn(person.mobile, newPassword)).status).toBe(201)
    expect((await messagesTo(app.parts, person.mobile)).map(message => message.purpose)).toEqual(['password_changed'])
  })

  test('takes the current one, and a new one that will do', async () => {
    const person = await aPerson(app, { password })
    const change = (body: object) => app.call('PUT', 'users/me/password', { body, as: person })
    expect(await change({ currentPassword: 'wrong-password', newPassword })).toMatchObject({ status: 422, error: 'accounts.wrong_current_password', details: { field: 'currentPassword' } })
    expect(await change({ currentPassword: password, newPassword: person.mobile })).toMatchObject({ status: 422, error: 'accounts.bad_password', details: { field: 'newPassword' } })
    expect((await change({ currentPassword: password, newPassword: '1234567' })).status).toBe(400)
    expect(await messagesTo(app.parts, person.mobile)).toEqual([])
  })

  test('by two at once with the same current one happens once', async () => {
    const person = await aPerson(app, { password })
    const answers = await Promise.all(['first-password', 'second-password', 'third-password'].map(wish => app.call('PUT', 'users/me/password', { body: { currentPassword: password, newPassword: wish }, as: person })))
    expect(answers.filter(a => a.status === 204)).toHaveLength(1)
    expect((await messagesTo(app.parts, person.mobile))).toHaveLength(1)
  })
})

describe('a forgotten password', () => {
  test('is replaced by way of captcha, masked phone, token and code; all sessions end and the owner is told', async () => {
    const person = await aPerson(app, { password })
    const { status, data } = await startRecovery(person.mobile)
    expect(status).toBe(202)
    expect(data).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/), channel: 'sms', sentTo: `${person.mobile.slice(0, 3)}****${person.mobile.slice(-4)}`, expiresAt: new Date(app.clock.now().getTime() + 900_000).toISOString() })

    const code = await codeSentTo(person.mobile)
    expect(await finishRecovery(data.token, { code: `${code}0`, newPassword })).toMatchObject({ status: 422, error: 'codes.code_wrong', details: { field: 'code' } })
    expect((await finishRecovery(data.token, { code, newPassword })).status).toBe(204)
    expect((await app.call('GET', 'users/me', { as: person })).status).toBe(401)
    expect((await signIn(person.mobile, newPassword)).status).toBe(201)
    expect((await messagesTo(app.parts, person.mobile))[0]!.purpose).toBe('password_changed')
    expect((await finishRecovery(data.token, { code, newPassword })).error).toBe('accounts.recovery_expired')
  })

  test('opens a sign-in that wrong passwords have closed', async () => {
    const person = await aPerson(app, { password })
    for (let i = 0; i < 5; i++) await signIn(person.mobile, 'wrong-password')
    expect((await signIn(person.mobile, password)).error).toBe('accounts.locked')
    const { data } = await startRecovery(person.mobile)
    await finishRecovery(data.token, { code: await codeSentTo(person.mobile), newPassword })
    expect((await signIn(person.mobile, newPassword)).status).toBe(201)
  })

  test('is replaced once, however many finish at the same time', async () => {
    const person = await aPerson(app, { password })
    const { data } = await startRecovery(person.mobile)
    const code = await codeSentTo(person.mobile)
    const answers = await Promise.all(['first-password', 'second-password', 'third-password'].map(wish => finishRecovery(data.token, { code, newPassword: wish })))
    expect(answers.filter(a => a.status === 204)).toHaveLength(1)
    expect(answers.every(a => a.status < 500)).toBe(true)
  })

  test('can be looked after by e-mail address, and by user name without showing a stranger the phone number', async () => {
    const person = await aPerson(app, { password, email: 'lost@example.com', username: 'lost_one' })
    const byEmail = await startRecovery('Lost@example.com')
    expect(byEmail.data).toMatchObject({ channel: 'email', sentTo: 'l***@example.com' })
    expect(await codeSentTo('lost@example.com')).toMatch(/^\d{6}$/)

    const byName = await startRecovery('LOST_one')
    expect(byName.data).toMatchObject({ channel: 'sms', sentTo: `*********${person.mobile.slice(-2)}` })
    expect((await finishRecovery(byName.data.token, { code: await codeSentTo(person.mobile), newPassword })).status).toBe(204)
    // The other one under way leads nowhere now.
    expect((await finishRecovery(byEmail.data.token, { code: await codeSentTo('lost@example.com'), newPassword })).error).toBe('accounts.recovery_expired')
  })

  test('does not tell who has an account', async () => {
    const known = await aPerson(app, { password, email: 'known@example.com', username: 'known_one' })
    const unknown = ['19912345678', 'unknown@example.com', 'unknown_one']
    const pairs = [known.mobile, 'known@example.com', 'known_one'].map((name, i) => [name, unknown[i]!])
    for (const pair of pairs) {
      const answers = []
      for (const name of pair) {
        const start = await startRecovery(name)
        const end = await finishRecovery(start.data.token, { code: '0000000', newPassword })
        app.clock.advance(60)
        answers.push([start.status, Object.keys(start.data), start.data.channel, start.data.sentTo.replace(/\d|\w+(?=\*)/g, 'x'), end.status, end.error, end.message, end.details])
      }
      expect(answers[0]).toEqual(answers[1])
    }
    expect((await startRecovery('unknown_one')).data.sentTo).toBe((await startRecovery('unknown_one')).data.sentTo)
    for (const to of unknown) expect(await messagesTo(app.parts, to)).toEqual([])
  })

  test('is asked for with a good captcha and a readable name only', async () => {
    const person = await aPerson(app, { password })
    const answer = await app.call('POST', 'password-recoveries', { body: { account: person.mobile, captchaId: randomUUID(), captchaText: 'ABCD' } })
    expect(answer).toMatchObject({ status: 422, error: 'codes.captcha_wrong' })
    expect(await messagesTo(app.parts, person.mobile)).toEqual([])
    expect(await startRecovery('not@an-address')).toMatchObject({ status: 422, error: 'accounts.bad_email', details: { field: 'account' } })
  })

  test('has to be replaced within a quarter of an hour', async () => {
    const person = await aPerson(app, { password })
    const { data } = await startRecovery(person.mobile)
    app.clock.advance(899)
    const code = await codeFor(app, { channel: 'sms', to: person.mobile, purpose: 'recover' })
    app.clock.advance(1)
    expect((await finishRecovery(data.token, { code, newPassword })).error).toBe('accounts.recovery_expired')
    expect((await finishRecovery('made-up', { code, newPassword })).error).toBe('accounts.recovery_expired')
  })

  test('of one account is not replaced by the code of another', async () => {
    const [thief, victim] = [await aPerson(app, { password }), await aPerson(app, { password })]
    const { data } = await startRecovery(victim.mobile)
    await startRecovery(thief.mobile)
    expect((await finishRecovery(data.token, { code: await codeSentTo(thief.mobile), newPassword })).error).toBe('codes.code_wrong')
  })
})
