import type { TestPerson } from '../../../test/people.ts'
import { describe, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { aPerson, browserOf, codeFor, messagesTo } from '../../../test/people.ts'
import { aStaff } from '../../../test/staff.ts'
import { allModules } from '../../modules.ts'
import { signInTo } from './index.ts'
import { deleteDue } from './leaving.ts'

const DAY = 86_400
const password = 'a good password'
/** A part that fails where an account is meant to be deleted. */
const stubborn = { name: 'stubborn', refuses: new Set<number>(), async onAccountDeleted(_: unknown, __: unknown, accountId: number) {
  if (stubborn.refuses.has(accountId)) throw new Error('not this one')
} }
const site = withApp({ env: { LINLI_LIMITS: 'off' }, modules: [...allModules, stubborn] })

const leave = (as: TestPerson, body: object = { password }) => site.call('DELETE', 'users/me', { as, body })
const signIn = (person: TestPerson, more: object = {}) => site.call('POST', 'sessions', { body: { account: person.mobile, password, ...more } })
const rowOf = ({ accountId }: TestPerson) => site.parts.db.sql.selectFrom('account').selectAll().where('id', '=', accountId).executeTakeFirstOrThrow()
const staff = () => aStaff(site, ['accounts.read', 'accounts.manage'])
const suspend = async (person: TestPerson, status = 'suspended') => site.call('PATCH', `console/users/${person.accountId}`, { as: await staff(), body: { status, reason: 'spam' } })
const confirmationCode = async (person: TestPerson) => {
  const sent = await site.call('POST', 'users/me/confirmations', { as: person })
  expect([sent.status, sent.data]).toEqual([202, { sentTo: expect.stringMatching(/^139\*{4}\d{4}$/) }])
  return (await messagesTo(site.parts, person.mobile))[0]!.code!
}

describe('somebody who leaves', () => {
  test('is signed out everywhere at once, is told until when they can come back, and is staff’s to see as leaving', async () => {
    const person = await aPerson(site, { password, name: 'Going away' })
    const phone = browserOf(await signIn(person))
    const departure = await site.call('GET', 'users/me/departure', { as: person })
    expect(departure.data).toEqual({ leavesAt: '2027-03-31T06:00:00.000Z', confirm: { by: 'password' }, affairs: [] })
    const left = await leave(person)
    expect([left.status, left.data]).toEqual([202, { leavesAt: '2027-03-31T06:00:00.000Z' }])
    expect(left.raw.cookies.find(({ name }) => name === 'linli_session')!.value).toBe('')
    for (const as of [person, phone]) expect((await site.call('GET', 'users/me', { as })).status).toBe(401)
    const [message] = await messagesTo(site.parts, person.mobile)
    expect([message!.purpose, message!.text]).toEqual(['account_leaving', expect.stringContaining('2027-03-31')])

    const as = await staff()
    expect((await site.call('GET', 'console/users', { as, query: { status: 'leaving', q: 'going' } })).data.items.map((user: any) => user.id)).toEqual([person.id])
    expect((await site.call('GET', `console/users/${person.id}`, { as })).data).toMatchObject({ status: 'leaving', leavesAt: '2027-03-31T06:00:00.000Z', sessions: [] })
  })

  test('shows first that it is them: by the password, or by a code sent to their own phone where there is none', async () => {
    const person = await aPerson(site, { password })
    expect(await leave(person, {})).toMatchObject({ status: 422, error: 'accounts.password_needed', details: { field: 'password' } })
    expect(await leave(person, { password: 'wrong password' })).toMatchObject({ status: 422, error: 'accounts.wrong_current_password', details: { field: 'password' } })
    expect(await leave(person, { code: '123456' })).toMatchObject({ status: 422, error: 'accounts.password_needed' })
    expect((await rowOf(person)).status).toBe('active')

    const friend = await aPerson(site)
    expect((await site.call('GET', 'users/me/departure', { as: friend })).data.confirm).toEqual({ by: 'sms', sentTo: expect.stringContaining('****') })
    expect(await leave(friend, {})).toMatchObject({ status: 422, error: 'accounts.code_needed', details: { field: 'code' } })
    const code = await confirmationCode(friend)
    expect(await leave(friend, { code: code === '000000' ? '000001' : '000000' })).toMatchObject({ status: 422, error: 'codes.code_wrong' })
    expect((await leave(friend, { code })).status).toBe(202)
    expect(await site.parts.db.sql.selectFrom('verification_code').select('purpose').where('target', '=', friend.mobile).execute()).toEqual([]) // it is spent
    expect((await site.call('DELETE', 'users/me', { body: { password } })).status).toBe(401)
  })

  test('a code to sign in with does not confirm it, nor the other way round', async () => {
    const person = await aPerson(site)
    const code = await codeFor(site, { channel: 'sms', to: person.mobile, purpose: 'sign_in' })
    expect(await leave(person, { code })).toMatchObject({ status: 422, error: 'codes.code_wrong' })
    site.clock.advance(61)
    const confirming = await confirmationCode(person)
    expect(await site.call('POST', 'sessions', { body: { mobile: person.mobile, code: confirming } })).toMatchObject({ status: 422, error: 'codes.code_wrong' })
  })

  test('twice at one instant leaves once: both get the same date, one message goes out', async () => {
    const person = await aPerson(site, { password })
    const answers = await Promise.all([leave(person), leave(person), leave(person)])
    expect(answers.map(({ status, data }) => [status, data])).toEqual(answers.map(() => [202, answers[0]!.data]))
    expect((await messagesTo(site.parts, person.mobile)).map(({ purpose }) => purpose)).toEqual(['account_leaving'])
  })

  test('while they sign in leaves no session behind, whoever comes first', async () => {
    for (let round = 0; round < 5; round++) {
      const person = await aPerson(site, { password })
      const [left, entered] = await Promise.all([leave(person), signIn(person)])
      expect([left.status, entered.error ?? 'in']).toEqual([202, expect.stringMatching(/^(?:in|accounts\.leaving|kit\.busy)$/)])
      expect(await site.parts.db.sql.selectFrom('session').select('id').where('account_id', '=', person.accountId).execute()).toEqual([])
    }
  })

  test('does not leave by a password that was changed at that moment', async () => {
    const person = await aPerson(site, { password })
    const [left, changed] = await Promise.all([leave(person), site.call('PUT', 'users/me/password', { as: person, body: { currentPassword: password, newPassword: 'another password' } })])
    const { status } = await rowOf(person)
    expect([left.status === 202, status === 'leaving']).toEqual([status === 'leaving', left.status === 202])
    expect(changed.status === 204 || left.status === 202).toBe(true)
  })
})

describe('somebody who comes back', () => {
  test('is asked whether they want to, and is in with everything as it was', async () => {
    const person = await aPerson(site, { password, verified: true })
    await leave(person)
    site.clock.advance(29 * DAY)
    const asked = await signIn(person)
    expect(asked).toMatchObject({ status: 403, error: 'accounts.leaving', details: { leavesAt: expect.any(String), day: expect.stringMatching(/^2027-/) } })
    expect(asked.raw.cookies.filter(({ value }) => value)).toEqual([])
    const back = await signIn(person, { restore: true })
    expect([back.status, back.data.user.verified]).toEqual([201, true])
    expect(await rowOf(person)).toMatchObject({ status: 'active', leaves_at: null })
    expect((await messagesTo(site.parts, person.mobile))[0]!.purpose).toBe('account_restored')
    site.clock.advance(5 * DAY)
    await deleteDue(site.parts)
    expect((await signIn(person)).status).toBe(201)
  })

  test('comes by a code as well, which the question leaves good', async () => {
    const person = await aPerson(site, { password })
    await leave(person)
    const code = await codeFor(site, { channel: 'sms', to: person.mobile, purpose: 'sign_in' })
    const byCode = { mobile: person.mobile, code }
    expect((await site.call('POST', 'sessions', { body: byCode })).error).toBe('accounts.leaving')
    expect((await site.call('POST', 'sessions', { body: { ...byCode, restore: true } })).status).toBe(201)
  })

  test('needs the right password, and is told nothing without it', async () => {
    const person = await aPerson(site, { password })
    await leave(person)
    expect(await site.call('POST', 'sessions', { body: { account: person.mobile, password: 'wrong password', restore: true } })).toMatchObject({ status: 422, error: 'accounts.wrong_password' })
    expect((await rowOf(person)).status).toBe('leaving')
  })

  test('from two devices at once is in on both, and hears of it once', async () => {
    const person = await aPerson(site, { password })
    await leave(person)
    const answers = await Promise.all([signIn(person, { restore: true }), signIn(person, { restore: true })])
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect((await messagesTo(site.parts, person.mobile)).map(({ purpose }) => purpose)).toEqual(['account_restored', 'account_leaving'])
  })

  test('is not carried in by another site’s sign-in', async () => {
    const person = await aPerson(site, { password })
    await leave(person)
    await expect(site.parts.db.tx(tx => signInTo(site.parts, tx, person.accountId, { address: '127.0.0.1', deviceId: null, userAgent: '', session: null }))).rejects.toThrow('accounts.leaving')
  })

  test('saying so changes nothing for somebody who never left', async () => {
    const person = await aPerson(site, { password })
    expect((await signIn(person, { restore: true })).status).toBe(201)
    expect(await messagesTo(site.parts, person.mobile)).toEqual([])
  })
})

describe('after thirty days', () => {
  test('nothing is left by which they could be known; phone, e-mail and identity number open new accounts', async () => {
    const person = await aPerson(site, { password, name: 'Anna Known', email: 'anna.known@example.com', username: 'anna_known', verified: true })
    await site.call('PUT', 'users/me/email', { as: person, body: { email: 'anna.next@example.com', password } })
    await leave(person)
    site.clock.advance(30 * DAY - 1)
    await deleteDue(site.parts)
    expect((await rowOf(person)).status).toBe('leaving')
    site.clock.advance(1)
    await deleteDue(site.parts)
    expect(await rowOf(person)).toMatchObject({ status: 'deleted', name: '已注销用户', mobile: null, email: null, username: null, password_hash: null, avatar_id: null })
    expect((await rowOf(person)).public_id).not.toBe(person.id)
    for (const table of ['session', 'sign_in_place', 'identity', 'email_activation', 'password_recovery'] as const) {
      expect([table, await site.parts.db.sql.selectFrom(table).select('account_id').where('account_id', '=', person.accountId).execute()]).toEqual([table, []])
    }
    expect((await messagesTo(site.parts, person.mobile)).every(({ purpose }) => purpose === 'account_leaving')).toBe(true) // which still waits to be sent
    expect((await signIn(person)).error).toBe('accounts.wrong_password')

    const code = await codeFor(site, { channel: 'sms', to: person.mobile, purpose: 'register' })
    const again = await site.call('POST', 'users', { body: { mobile: person.mobile, code, password, acceptTerms: true, username: 'anna_known' } })
    expect(again.status).toBe(201)
    expect(again.data.user.id).not.toBe(person.id)
  })

  test('a sign-in finds nobody, even where the sweep is late', async () => {
    const person = await aPerson(site, { password })
    await leave(person)
    site.clock.advance(30 * DAY)
    expect((await signIn(person, { restore: true })).error).toBe('accounts.wrong_password')
    const code = await codeFor(site, { channel: 'sms', to: person.mobile, purpose: 'sign_in' })
    expect((await site.call('POST', 'sessions', { body: { mobile: person.mobile, code, restore: true } })).error).toBe('accounts.unknown_account')
    expect((await rowOf(person)).status).toBe('leaving')
    await deleteDue(site.parts)
    expect((await rowOf(person)).status).toBe('deleted')
  })

  test('two nodes that sweep at once delete each account once, and one that fails holds nobody up', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => aPerson(site, { password })))
    for (const person of people) await leave(person)
    stubborn.refuses.add(people[2]!.accountId)
    site.clock.advance(30 * DAY)
    await Promise.all([deleteDue(site.parts), deleteDue(site.parts), deleteDue(site.parts)])
    const statuses = await Promise.all(people.map(async person => (await rowOf(person)).status))
    expect(statuses).toEqual(['deleted', 'deleted', 'leaving', 'deleted', 'deleted', 'deleted'])
    stubborn.refuses.clear()
    await deleteDue(site.parts)
    const ids = await Promise.all(people.map(async person => (await rowOf(person)).public_id))
    await deleteDue(site.parts)
    expect(await Promise.all(people.map(async person => [(await rowOf(person)).status, (await rowOf(person)).public_id]))).toEqual(ids.map(id => ['deleted', id]))
  })
})

describe('staff', () => {
  test('suspend somebody who is leaving, who is deleted all the same and does not come back by that phone', async () => {
    const person = await aPerson(site, { password })
    await leave(person)
    expect((await suspend(person)).data).toMatchObject({ status: 'suspended', leavesAt: expect.any(String) })
    expect((await signIn(person, { restore: true })).error).toBe('accounts.suspended')
    site.clock.advance(30 * DAY)
    await deleteDue(site.parts)
    expect(await rowOf(person)).toMatchObject({ status: 'deleted', mobile: null, status_reason: null })
    const code = await codeFor(site, { channel: 'sms', to: person.mobile, purpose: 'register' })
    expect(await site.call('POST', 'users', { body: { mobile: person.mobile, code, password, acceptTerms: true } })).toMatchObject({ status: 403, error: 'accounts.mobile_banned' })
    const other = await aPerson(site, { password, email: 'other.way@example.com' })
    await site.parts.db.sql.updateTable('account').set({ mobile: null }).where('id', '=', other.accountId).execute()
    site.clock.advance(61)
    const bind = await codeFor(site, { channel: 'sms', to: person.mobile, purpose: 'bind' })
    expect((await site.call('PUT', 'users/me/mobile', { as: other, body: { mobile: person.mobile, code: bind, password } })).error).toBe('accounts.mobile_banned')
  })

  test('restore them to where they were: leaving, by their own wish, which staff do not undo', async () => {
    const person = await aPerson(site, { password })
    await leave(person)
    expect(await suspend(person, 'active')).toMatchObject({ status: 409, error: 'accounts.status_changed', details: { status: 'leaving' } })
    await suspend(person)
    expect((await suspend(person, 'active')).data).toMatchObject({ status: 'leaving', statusReason: null })
    expect((await signIn(person, { restore: true })).status).toBe(201)
  })
})
