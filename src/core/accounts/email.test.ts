import type { TestPerson } from '../../../test/people.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson, browserOf, codeFor, messagesTo } from '../../../test/people.ts'
import { suspendAccount } from './standing.ts'

const site = withApp({ env: { LINLI_LIMITS: 'off' } })
const password = 'good-password'
const DAY = 86_400

let serial = 0
const newAddress = () => `person${++serial}@example.com`

const ask = (as: TestPerson, email: string, more: object = { password }) => site.call('PUT', 'users/me/email', { as, body: { email, ...more } })
const open = (token: string) => site.call('POST', 'email-activations', { body: { token } })

/** The token of the newest link that was sent there; '' when the newest message has none. */
async function linkTo(email: string): Promise<string> {
  const [message] = await messagesTo(site.parts, email)
  return /\/email\/activate\?token=([\w.-]+)/.exec(message?.text ?? '')?.[1] ?? ''
}
const emailOf = async (person: TestPerson) => (await site.parts.db.sql.selectFrom('account').select('email').where('id', '=', person.accountId).executeTakeFirstOrThrow()).email

describe('an e-mail address', () => {
  test('is the account\'s once the link was opened, and signs in', async () => {
    const person = await aPerson(site, { password, mobile: '13712340001' })
    const asked = await ask(person, 'Added@Example.com')
    expect([asked.status, asked.data]).toEqual([202, { sentTo: 'a***@example.com', expiresAt: new Date(site.clock.now().getTime() + DAY * 1000).toISOString() }])
    const me = async () => (await site.call('GET', 'users/me', { as: person })).data
    expect(await me()).toMatchObject({ email: null, pendingEmail: 'a***@example.com', hasPassword: true })
    expect((await site.call('POST', 'sessions', { body: { account: 'added@example.com', password } })).status).toBe(422)

    const [message] = await messagesTo(site.parts, 'added@example.com')
    expect(message!.text).toContain(`${site.parts.config.publicUrl}/email/activate?token=`)
    expect(message!.text).toContain('137****0001')
    const opened = await open(await linkTo('added@example.com'))
    expect([opened.status, opened.data]).toEqual([201, { email: 'a***@example.com' }])
    expect(await me()).toMatchObject({ email: 'a***@example.com', pendingEmail: null })
    expect((await site.call('POST', 'sessions', { body: { account: 'added@example.com', password } })).status).toBe(201)
  })

  test('is changed by its owner, who hears of it at the address before', async () => {
    const before = newAddress()
    const person = await aPerson(site, { password, email: before })
    expect(await ask(person, before)).toMatchObject({ status: 409, error: 'accounts.email_yours', details: { field: 'email' } })
    const after = newAddress()
    await ask(person, after)
    expect(await messagesTo(site.parts, before)).toEqual([])
    expect((await open(await linkTo(after))).status).toBe(201)
    expect(await emailOf(person)).toBe(after)
    const [told] = await messagesTo(site.parts, before)
    expect(told).toMatchObject({ purpose: 'email_changed', text: expect.stringContaining('p***@example.com') })
    expect((await site.call('POST', 'sessions', { body: { account: before, password } })).status).toBe(422)
  })

  test('that was changed opens the account no more: a recovery that was under way by it leads nowhere', async () => {
    const before = newAddress()
    const person = await aPerson(site, { password, email: before })
    const { id, text } = await aCaptcha()
    const { data } = await site.call('POST', 'password-recoveries', { body: { account: before, captchaId: id, captchaText: text } })
    const [message] = await messagesTo(site.parts, before)
    const after = newAddress()
    await ask(person, after)
    expect((await open(await linkTo(after))).status).toBe(201)
    expect(await site.call('PUT', `password-recoveries/${data.token}`, { body: { code: message!.code, newPassword: 'better-password' } })).toMatchObject({ status: 422, error: 'accounts.recovery_expired' })
    expect((await site.call('POST', 'sessions', { body: { account: after, password } })).status).toBe(201)
  })

  test.each([['no address', 422], ['a@b', 422], ['a b@example.com', 422], ['', 400], [7, 400]])('%j is none', async (email, status) => {
    const person = await aPerson(site)
    expect((await ask(person, email as string, {})).status).toBe(status)
  })
})

describe('who asks for another address', () => {
  test('shows the password, unless they have signed in within ten minutes', async () => {
    const person = await aPerson(site, { password })
    expect((await ask(person, newAddress(), {})).status).toBe(202)
    expect(await ask(person, newAddress(), { password: 'wrong-password' })).toMatchObject({ status: 422, error: 'accounts.wrong_current_password', details: { field: 'password' } })
    site.clock.advance(601)
    const email = newAddress()
    expect(await ask(person, email, {})).toMatchObject({ status: 422, error: 'accounts.password_needed', details: { field: 'password' } })
    expect(await messagesTo(site.parts, email)).toEqual([])
    expect((await ask(person, email)).status).toBe(202)
  })

  test('signs in again when the account has no password', async () => {
    const person = await aPerson(site)
    site.clock.advance(601)
    const email = newAddress()
    expect(await ask(person, email, {})).toMatchObject({ status: 403, error: 'accounts.sign_in_again' })
    expect(await ask(person, email)).toMatchObject({ status: 422, error: 'accounts.wrong_current_password' })
    const code = await codeFor(site, { channel: 'sms', to: person.mobile, purpose: 'sign_in' })
    const again = browserOf(await site.call('POST', 'sessions', { body: { mobile: person.mobile, code } }))
    expect((await site.call('PUT', 'users/me/email', { as: again, body: { email } })).status).toBe(202)
  })

  test('learns nothing of who else has that address: its owner is told in the link\'s place', async () => {
    const [taken, free] = [newAddress(), newAddress()]
    await aPerson(site, { email: taken })
    const person = await aPerson(site, { password })
    const answers = [await ask(person, taken), await ask(person, free)]
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    expect(answers.map(({ data }) => Object.keys(data))).toEqual([['sentTo', 'expiresAt'], ['sentTo', 'expiresAt']])
    expect((await messagesTo(site.parts, taken)).map(({ purpose }) => purpose)).toEqual(['already_registered'])
    expect((await messagesTo(site.parts, free)).map(({ purpose }) => purpose)).toEqual(['email_activation'])
  })

  test('fills nobody\'s inbox: one message a minute goes to an address, whoever asks, and ten a day', async () => {
    const email = newAddress()
    const people = await Promise.all(Array.from({ length: 12 }, () => aPerson(site, { password })))
    const answers = await Promise.all(people.map(person => ask(person, email)))
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array.from({ length: 11 }).fill(429)])
    expect(answers.find(({ status }) => status === 429)).toMatchObject({ error: 'codes.too_soon', details: { retryAfter: 60 } })
    for (let i = 0; i < 9; i++) {
      site.clock.advance(61)
      expect((await ask(people[i]!, email)).status).toBe(202)
    }
    site.clock.advance(61)
    expect(await ask(people[0]!, email)).toMatchObject({ status: 429, error: 'codes.too_many_today' })
    expect(await messagesTo(site.parts, email)).toHaveLength(10)
  })
})

describe('a link', () => {
  async function aLink(): Promise<{ person: TestPerson, email: string, token: string }> {
    const person = await aPerson(site, { password })
    const email = newAddress()
    await ask(person, email)
    return { person, email, token: await linkTo(email) }
  }

  test('is good once, of many openings at the same time too', async () => {
    const { token } = await aLink()
    const answers = await Promise.all(Array.from({ length: 8 }, () => open(token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }).fill(422)])
    expect(answers.find(({ status }) => status === 422)!.error).toBe('accounts.link_expired')
    expect((await open(token)).error).toBe('accounts.link_expired')
  })

  test('is good for a day', async () => {
    const [late, early] = [await aLink(), await aLink()]
    site.clock.advance(DAY - 1)
    expect((await open(early.token)).status).toBe(201)
    site.clock.advance(1)
    expect((await open(late.token)).error).toBe('accounts.link_expired')
    await site.parts.jobs.sweepNow(site.parts)
    expect(await site.parts.db.sql.selectFrom('email_activation').select('account_id').execute()).toEqual([])
  })

  test('is worthless when a newer one was sent', async () => {
    const { person, token } = await aLink()
    const other = newAddress()
    await ask(person, other)
    expect((await open(token)).error).toBe('accounts.link_expired')
    expect((await open(await linkTo(other))).status).toBe(201)
    expect(await emailOf(person)).toBe(other)
  })

  test('is worthless after the password was changed or recovered: who asked may not have been the owner', async () => {
    const [changed, recovered] = [await aLink(), await aLink()]
    await site.call('PUT', 'users/me/password', { as: changed.person, body: { currentPassword: password, newPassword: 'better-password' } })
    expect((await open(changed.token)).error).toBe('accounts.link_expired')

    const { id, text } = await aCaptcha()
    const { data } = await site.call('POST', 'password-recoveries', { body: { account: recovered.person.mobile, captchaId: id, captchaText: text } })
    const [message] = await messagesTo(site.parts, recovered.person.mobile)
    expect((await site.call('PUT', `password-recoveries/${data.token}`, { body: { code: message!.code, newPassword: 'better-password' } })).status).toBe(204)
    expect((await open(recovered.token)).error).toBe('accounts.link_expired')
  })

  test('opens nothing for an account that is suspended', async () => {
    const { person, token } = await aLink()
    await site.parts.db.tx(tx => suspendAccount(site.parts, tx, person.accountId, 'x'))
    expect((await open(token)).error).toBe('accounts.link_expired')
    expect(await emailOf(person)).toBeNull()
  })

  test('of an address that another account took meanwhile is refused', async () => {
    const email = newAddress()
    const [one, other] = [await aPerson(site, { password }), await aPerson(site, { password })]
    await ask(one, email)
    const first = await linkTo(email)
    site.clock.advance(61)
    await ask(other, email)
    const second = await linkTo(email)
    const answers = await Promise.all([open(first), open(second)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)!.error).toBe('accounts.email_taken')
    expect((await Promise.all([one, other].map(emailOf))).filter(Boolean)).toEqual([email])
  })

  test('is believed by its signature: another account\'s row, address or a made-up token opens nothing', async () => {
    const [mine, theirs] = [await aLink(), await aLink()]
    const [token, signature] = mine.token.split('.') as [string, string]
    const [otherToken, otherSignature] = theirs.token.split('.') as [string, string]
    for (const forged of [token, `${token}.${otherSignature}`, `${otherToken}.${signature}`, `${token}.${'A'.repeat(43)}`, `${mine.token}x`, mine.token.toLowerCase(), ` ${mine.token}`, `${mine.token}\n`]) {
      expect([forged, (await open(forged)).error]).toEqual([forged, 'accounts.link_expired'])
    }
    // Whoever can write to the database, but not sign, can't turn a link into one for another account or address.
    await site.parts.db.sql.updateTable('email_activation').set({ email: 'thief@example.com' }).where('account_id', '=', mine.person.accountId).execute()
    expect((await open(mine.token)).error).toBe('accounts.link_expired')
    expect((await open(theirs.token)).status).toBe(201)
  })

  test('made of garbage is refused by name', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 250 }), async (token) => {
      expect([400, 422]).toContain((await open(token.toWellFormed())).status)
    }), { numRuns: 100, seed: 7 })
  })
})

async function aCaptcha(): Promise<{ id: string, text: string }> {
  const id = crypto.randomUUID()
  await site.call('GET', `captchas/${id}`)
  const { data } = await site.call('GET', 'dev/outbox')
  return data.captchas.find((captcha: { id: string }) => captcha.id === id)
}
