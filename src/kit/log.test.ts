import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openTestApp } from '../../test/app.ts'
import { aPerson, browserOf, messagesTo } from '../../test/people.ts'
import { latestCaptchas } from '../core/codes/index.ts'
import { addOwner } from '../core/staff/index.ts'
import { createLog } from './log.ts'

let lines: string[] = []
const log = createLog('debug', new Writable({ write(line, _, done) {
  lines.push(String(line))
  done()
} }))
let site: Awaited<ReturnType<typeof openTestApp>>

beforeAll(async () => { site = await openTestApp({ env: { LINLI_LIMITS: 'off' }, log }) })
beforeEach(() => { lines = [] })
afterAll(() => site.close())

const told = () => lines.map(line => JSON.parse(line) as Record<string, any>)

const PASSWORD = 'never-in-a-log-1'
const MOBILE = '13912345678'
const EMAIL = 'never.logged@example.com'
const ID_NUMBER = '110101199003074514'

test('registering, signing in, recovering and confirming who one is leave no secret in the log', async () => {
  const captchaId = randomUUID()
  await site.call('GET', `captchas/${captchaId}`)
  const [captcha] = await latestCaptchas(site.parts, 1)
  await site.call('POST', 'verification-codes', { body: { channel: 'sms', to: MOBILE, purpose: 'register', captchaId, captchaText: captcha!.text } })
  const outbox = await site.call('GET', 'dev/outbox')
  const code: string = outbox.data.messages[0].code
  const registered = await site.call('POST', 'users', { body: { mobile: MOBILE, code, password: PASSWORD, acceptTerms: true, token: true } })
  expect(registered.status).toBe(201)
  await site.call('POST', 'sessions', { body: { account: MOBILE, password: `${PASSWORD}x` } })
  const signedIn = await site.call('POST', 'sessions', { body: { account: MOBILE, password: PASSWORD } })
  const as = browserOf(signedIn)
  expect((await site.call('PUT', 'users/me/email', { as, body: { email: EMAIL, password: PASSWORD } })).status).toBe(202)
  const [mail] = await messagesTo(site.parts, EMAIL)
  const emailToken = /token=(\S+)/.exec(mail!.text)![1]!
  expect((await site.call('POST', 'email-activations', { body: { token: emailToken } })).status).toBe(201)
  await site.call('POST', 'users/me/identity', { as, body: { realName: '欧阳不录', idNumber: ID_NUMBER } })
  await site.call('POST', 'password-recoveries', { body: { account: MOBILE, captchaId: randomUUID(), captchaText: 'abcd' } })
  await site.call('POST', 'tokens', { body: { refreshToken: registered.data.refreshToken } })
  const owner = await addOwner(site.parts, 'logged-owner')
  await site.call('POST', 'console/session', { body: { name: owner.name, password: owner.password, code: '123456' } })

  const messages = await site.parts.db.sql.selectFrom('message').select('id').execute()
  const { jobs } = site.parts.modules.find(({ name }) => name === 'messages')!
  for (const { id } of messages) await jobs!.send!.run(site.parts, { messageId: id })
  await site.parts.jobs.sweepNow(site.parts)
  log.info({ mobile: MOBILE, person: { idNumber: ID_NUMBER, email: EMAIL, password: PASSWORD, token: registered.data.refreshToken } }, 'as a careless caller would')

  const all = lines.join('')
  expect(lines.length).toBeGreaterThan(0)
  for (const secret of [PASSWORD, MOBILE, EMAIL, ID_NUMBER, '欧阳不录', captcha!.text, code, emailToken, registered.data.accessToken, registered.data.refreshToken, as.headers.cookie!.split('linli_session=')[1]!.split(';')[0]!, owner.password]) {
    expect(secret.length).toBeGreaterThan(3)
    expect(all).not.toContain(secret)
  }
})

test('an error of the database tells where it happened, not whose row it was', async () => {
  await sql.raw('create table book (mobile text constraint book_mobile_once unique, name text not null)').execute(site.parts.db.sql)
  const add = (name: string | null) => sql`insert into book (mobile, name) values (${MOBILE}, ${name})`
  await add('a').execute(site.parts.db.sql)
  for (const statement of [add('b'), add(null), sql`select ${MOBILE}::int`, sql.raw(`select '${ID_NUMBER}'::date`)]) {
    await statement.execute(site.parts.db.sql).catch((err: Error) => log.error({ err }, 'failed'))
  }
  expect(told().map(({ err }) => [err.kind, err.constraint ?? err.table ?? err.type])).toEqual([['23505', 'book_mobile_once'], ['23502', 'book'], ['22003', 'DatabaseError'], ['22008', 'DatabaseError']])
  expect(lines.join('')).not.toContain(MOBILE)
  expect(lines.join('')).not.toContain(ID_NUMBER)
})

test('an error is told with its cause, and its words without addresses', async () => {
  const cause = Object.assign(new Error(`550 no such user <${EMAIL}>`), { recipient: EMAIL, kindOfMail: 'x' })
  log.error({ err: new TypeError(`could not reach ${MOBILE}`, { cause }) }, 'failed')
  const { err } = told()[0]!
  expect([err.type, err.message, err.cause.message]).toEqual(['TypeError', 'could not reach [hidden]', '550 no such user <[hidden]>'])
  expect(err.stack).toContain('log.test.ts')
  expect(lines.join('')).not.toContain(EMAIL)
})

test('a bug is logged whole with the id that the answer names, and told without detail', async () => {
  const { app } = site
  await aPerson(site, { mobile: MOBILE.replace('139', '138') })
  const answer = await app.inject({ url: '/api/v1/usernames/somebody/count', headers: { 'x-request-id': 'chosen by the caller' } })
  expect(answer.statusCode).toBe(200)
  await sql.raw('alter table account rename to account_away').execute(site.parts.db.sql)
  const broken = await app.inject('/api/v1/usernames/somebody/count')
  await sql.raw('alter table account_away rename to account').execute(site.parts.db.sql)
  expect([broken.statusCode, Object.keys(broken.json()).sort()]).toEqual([500, ['errno', 'error', 'message', 'requestId']])
  expect(broken.json()).toMatchObject({ errno: 4500, error: 'kit.bug' })
  const line = told().find(({ msg }) => msg === 'kit.bug')!
  expect([line.requestId, line.route, line.err.kind]).toEqual([broken.json().requestId, '/api/v1/usernames/:name/count', '42P01'])
})
