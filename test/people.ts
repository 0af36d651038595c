import type { Answer, Credentials, TestApp } from './app.ts'
import type { CodePurpose } from '../src/core/codes/index.ts'
import type { Parts } from '../src/kit/module.ts'
import { randomInt } from 'node:crypto'
import { insertAccount } from '../src/core/accounts/accounts-store.ts'
import { csrfTokenOf } from '../src/core/accounts/cookies.ts'
import { inventIdentityNumber } from '../src/core/accounts/demo/people.ts'
import { parseIdentityNumber } from '../src/core/accounts/identity-number.ts'
import { saveIdentity } from '../src/core/accounts/identity.ts'
import { startSession } from '../src/core/accounts/sessions.ts'
import { sendCode } from '../src/core/codes/index.ts'
import { latestMessages } from '../src/core/messages/index.ts'
import { addDays, dayOf } from '../src/kit/dates.ts'
import { hashPassword } from '../src/kit/password-hash.ts'
import { randomId } from '../src/kit/secrets.ts'

export interface TestPerson {
  /** Internal and public id. */
  accountId: number
  id: string
  mobile: string
  name: string
  /** Of a browser that is signed in: `test.call('GET', 'users/me', { as: person })`. */
  headers: Credentials['headers']
}

export interface PersonWish { name?: string, mobile?: string, email?: string, username?: string, password?: string, verified?: boolean }

let people = 0

/** Somebody with an account, signed in (until the clock has moved 30 days without a request); made without HTTP, in milliseconds. */
export async function aPerson({ parts }: TestApp, wish: PersonWish = {}): Promise<TestPerson> {
  const now = parts.clock.now()
  const serial = ++people
  const mobile = wish.mobile ?? `139${String(randomInt(10_000)).padStart(4, '0')}${String(serial).padStart(4, '0')}`
  const id = randomId()
  const name = wish.name ?? `邻居${serial}`
  const passwordHash = wish.password === undefined ? null : await hashPassword(wish.password)
  const session = await parts.db.tx(async (tx) => {
    const accountId = await insertAccount(tx, { publicId: id, name, mobile, email: wish.email ?? null, username: wish.username ?? null, passwordHash, termsVersion: 'test', lang: null }, now)
    if (wish.verified) {
      const number = parseIdentityNumber(inventIdentityNumber({ sex: serial % 2 ? 'male' : 'female', birthDate: addDays('1970-01-01', serial % 365) }, serial), dayOf(now))
      if (!number.ok) throw new Error(`bad identity number: ${number.reason}`)
      await saveIdentity(parts, tx, accountId, '张三', number, now)
    }
    return startSession(parts, tx, accountId, { address: '127.0.0.1', deviceId: null, userAgent: '', session: null }, {})
  })
  if (session.kind !== 'browser') throw new Error('a browser session was asked for')
  const { token, secretHash } = session.browser
  return { accountId: session.accountId, id, mobile, name, headers: { 'cookie': `linli_session=${token}`, 'x-csrftoken': csrfTokenOf(parts.config, secretHash) } }
}

/** The cookies an answer sets, as a browser sends them back, and the CSRF token it may read. */
export function cookiesOf(answer: Answer): { cookie: string, csrf: string | undefined } {
  const kept = answer.raw.cookies.filter(({ value }) => value)
  return { cookie: kept.map(({ name, value }) => `${name}=${value}`).join('; '), csrf: kept.find(({ name }) => name === 'csrf_token')?.value }
}

/** The headers of a browser that has just got this answer. */
export function browserOf(answer: Answer): Credentials {
  const { cookie, csrf } = cookiesOf(answer)
  return { headers: { cookie, ...csrf ? { 'x-csrftoken': csrf } : {} } }
}

/** The code that is sent to an address, or '' where none is: an unknown address gets none to sign in, a known one none to register. */
export async function codeFor({ parts }: TestApp, wish: { channel: 'sms' | 'email', to: string, purpose: CodePurpose }): Promise<string> {
  await sendCode(parts, wish, { address: '127.0.0.1', lang: 'zh-CN' })
  const [message] = await messagesTo(parts, wish.to)
  return message?.purpose === wish.purpose ? message.code ?? '' : ''
}

/** What was sent to an address, the newest first. */
export async function messagesTo(parts: Parts, to: string): Promise<{ purpose: string, code: string | null, text: string }[]> {
  return (await latestMessages(parts, 1000)).filter(message => message.to === to)
}
