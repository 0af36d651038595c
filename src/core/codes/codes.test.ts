import type { Answer } from '../../../test/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { CodePurpose } from './contract.ts'
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeEach, expect, test, vi } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { waitingForLocks } from '../../../test/locks.ts'
import { addDays, dayOf, instantOf } from '../../kit/dates.ts'
import { defineModule } from '../../kit/module.ts'
import { latestMessages, messages } from '../messages/index.ts'
import { CAPTCHA_ALPHABET } from './captcha-picture.ts'
import { checkCode, codes, latestCaptchas, spendCode, takeSendingTurn } from './index.ts'
import { deleteCaptcha } from './store.ts'

const KNOWN = '13800000009'
const KNOWN_EMAIL = 'ann@linli.example'
const people = defineModule({ name: 'people', knows: async (_: Parts, { to }: { to: string }) => [KNOWN, KNOWN_EMAIL].includes(to) })

const site = withApp({ env: { LINLI_LIMITS: 'off' }, modules: [messages, codes, people] })

let numbers = 0
/** A phone number nobody has asked a code for yet. */
const newNumber = () => `139${String(++numbers).padStart(8, '0')}`

beforeEach(() => site.clock.advance(2 * 86_400)) // nobody's waits reach into the next test

async function aCaptcha(): Promise<{ captchaId: string, captchaText: string }> {
  const captchaId = randomUUID()
  expect((await site.call('GET', `captchas/${captchaId}`)).status).toBe(200)
  const found = (await latestCaptchas(site.parts, 200)).find(({ id }) => id === captchaId)
  return { captchaId, captchaText: found!.text }
}

const ask = (wish: { to: string, purpose?: CodePurpose, channel?: string, lang?: string }, captcha: object, headers?: Record<string, string>) =>
  site.call('POST', 'verification-codes', { body: { channel: 'sms', purpose: 'register', ...wish, ...captcha }, headers })

const messagesTo = async (to: string) => (await latestMessages(site.parts, 500)).filter(message => message.to === to)

async function aCode(to: string, purpose: CodePurpose = 'register'): Promise<string> {
  expect((await ask({ to, purpose }, await aCaptcha())).status).toBe(202)
  return (await messagesTo(to))[0]!.code!
}

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const check = (to: string, code: string, purpose: CodePurpose = 'register') => checkCode(site.parts, { channel: 'sms', to, purpose, code })

// — captchas —

test('a captcha is a PNG nobody may keep, for an id the page has made', async () => {
  const { raw, status } = await site.call('GET', `captchas/${randomUUID()}`)
  expect(status).toBe(200)
  expect(raw.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'no-store' })
  expect(await sharp(raw.rawPayload).metadata()).toMatchObject({ format: 'png', width: 200, height: 75 })
})

test.each(['1', 'urn:uuid:0b5f1f8e-2f3c-4a6e-9d2b-3c1d5e6f7a8b', '0b5f1f8e2f3c4a6e9d2b3c1d5e6f7a8b', `${randomUUID()}0`])('an id that is no UUID gets no captcha: %s', async (id) => {
  expect((await site.call('GET', `captchas/${id}`)).status).toBe(400)
})

test('a new picture for the same id takes the place of the old', async () => {
  const first = await aCaptcha()
  let second = first.captchaText
  while (second === first.captchaText) { // two of a hundred thousand texts may be the same
    await site.call('GET', `captchas/${first.captchaId}`)
    second = (await latestCaptchas(site.parts, 200)).find(({ id }) => id === first.captchaId)!.text
  }
  expect((await ask({ to: newNumber() }, { captchaId: first.captchaId, captchaText: second })).status).toBe(202)
  expect((await ask({ to: newNumber() }, first)).error).toBe('codes.captcha_wrong')
})

test('the letters may be typed small', async () => {
  const { captchaId, captchaText } = await aCaptcha()
  expect((await ask({ to: newNumber() }, { captchaId, captchaText: ` ${captchaText.toLowerCase()}` })).status).toBe(202)
})

test('a captcha is answered once, rightly or wrongly', async () => {
  const right = await aCaptcha()
  const to = newNumber()
  expect((await ask({ to }, right)).status).toBe(202)
  expect((await ask({ to: newNumber() }, right)).error).toBe('codes.captcha_wrong')

  const guessed = await aCaptcha()
  const letter = [...CAPTCHA_ALPHABET].find(other => other !== guessed.captchaText[0])!
  expect((await ask({ to: newNumber() }, { ...guessed, captchaText: letter + guessed.captchaText.slice(1) })).error).toBe('codes.captcha_wrong')
  expect((await ask({ to: newNumber() }, guessed)).error).toBe('codes.captcha_wrong')
})

test('wrong, old, used and unknown captchas are refused in the same words, at the same field', async () => {
  const old = await aCaptcha()
  site.clock.advance(180)
  const answers = [
    await ask({ to: newNumber() }, old),
    await ask({ to: newNumber() }, { ...await aCaptcha(), captchaText: '0000' }),
    await ask({ to: newNumber() }, { captchaId: randomUUID(), captchaText: 'ACEF' }),
    await ask({ to: newNumber() }, { captchaId: 'nonsense', captchaText: 'ACEF' }),
  ]
  for (const answer of answers) {
    expect(answer.status).toBe(422)
    expect(answer.raw.json()).toMatchObject({ errno: 4004, error: 'codes.captcha_wrong', details: { field: 'captchaText' } })
  }
})

test('of twenty requests with one captcha at once, one sends a code (B-48)', async () => {
  const captcha = await aCaptcha()
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask({ to: newNumber() }, captcha)))
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
  expect(new Set(answers.map(({ error }) => error))).toEqual(new Set([undefined, 'codes.captcha_wrong']))
})

test('a captcha that somebody is answering at this moment is used up for everybody else', async () => {
  const captcha = await aCaptcha()
  let answer!: Promise<Answer>
  await site.parts.db.tx(async (tx) => {
    await deleteCaptcha(tx, captcha.captchaId)
    answer = ask({ to: newNumber() }, captcha)
    await expect.poll(() => waitingForLocks(site), { interval: 5 }).toBe(1)
  })
  expect((await answer).error).toBe('codes.captcha_wrong')
})

test('what the database keeps shows neither letters nor codes', async () => {
  const to = newNumber()
  const code = await aCode(to)
  const { captchaText } = await aCaptcha()
  const rows = await Promise.all((['captcha', 'verification_code', 'message'] as const).map(table => site.parts.db.sql.selectFrom(table).selectAll().execute()))
  const all = Buffer.concat(rows.flat().flatMap(row => Object.values(row)).filter(Buffer.isBuffer))
  const texts = JSON.stringify(rows)
  for (const secret of [code, captchaText]) {
    expect(texts).not.toContain(`"${secret}"`)
    expect(all.includes(secret)).toBe(false)
  }
})

// — sending —

test('a code of six digits goes to the phone, in the language asked for', async () => {
  const to = newNumber()
  const { status, data } = await ask({ to, lang: 'en' }, await aCaptcha())
  expect(status).toBe(202)
  expect(data).toEqual({ retryAfterSeconds: 60 })
  const [message] = await messagesTo(to)
  expect(message).toMatchObject({ channel: 'sms', purpose: 'register' })
  expect(message!.code).toMatch(/^\d{6}$/)
  expect(message!.text).toBe(`${message!.code} is your code to register at Linli. It is good for 5 minutes. Do not tell it to anybody.`)
})

test('an e-mail address is one address in capitals and small letters', async () => {
  expect((await ask({ channel: 'email', to: 'Bob@Example.COM' }, await aCaptcha())).status).toBe(202)
  expect((await ask({ channel: 'email', to: 'bob@example.com' }, await aCaptcha())).error).toBe('codes.too_soon')
  expect(await messagesTo('bob@example.com')).toHaveLength(1)
})

test.each([
  ['sms', '12345678901', 'codes.bad_mobile'],
  ['sms', '1380000000', 'codes.bad_mobile'],
  ['sms', 'ann@linli.example', 'codes.bad_mobile'],
  ['email', '13800000001', 'codes.bad_email'],
  ['email', 'ann@linli', 'codes.bad_email'],
  ['email', 'ann@a.example, eve@b.example', 'codes.bad_email'],
])('by %s nothing can go to %s', async (channel, to, error) => {
  const captcha = await aCaptcha()
  const answer = await ask({ channel, to }, captcha)
  expect(answer).toMatchObject({ status: 422, error, details: { field: 'to' } })
  expect((await ask({ to: newNumber() }, captcha)).status).toBe(202) // the letters need not be typed again for that
})

test.each([
  [{ channel: 'letter' }],
  [{ purpose: 'sign-in' }],
  [{ to: '1'.repeat(255) }],
  [{ captchaText: '' }],
  [{ captchaId: 7 }],
  [{ code: '123456' }],
])('a request of another shape is refused: %j', async (fields) => {
  const answer = await site.call('POST', 'verification-codes', { body: { channel: 'sms', to: newNumber(), purpose: 'register', ...await aCaptcha(), ...fields } })
  expect(answer.status).toBe(400)
})

test('sixty seconds pass between two codes for one number, whatever they are for', async () => {
  const to = newNumber()
  await aCode(to)
  site.clock.advance(59)
  const early = await ask({ to, purpose: 'sign_in' }, await aCaptcha())
  expect(early).toMatchObject({ status: 429, error: 'codes.too_soon', details: { retryAfter: 1 } })
  expect(early.raw.headers['retry-after']).toBe('1')
  site.clock.advance(1)
  expect((await ask({ to }, await aCaptcha())).status).toBe(202)
})

test('of twenty requests for one number at once, one sends a code (B-49)', async () => {
  const to = newNumber()
  const captchas = await Promise.all(Array.from({ length: 20 }, aCaptcha))
  const answers = await Promise.all(captchas.map(captcha => ask({ to }, captcha)))
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
  expect(answers.filter(({ error }) => error === 'codes.too_soon')).toHaveLength(19)
  expect(await messagesTo(to)).toHaveLength(1)
})

test('a number to which a code is being sent at this moment gets no other', async () => {
  const to = newNumber()
  const captcha = await aCaptcha()
  let answer!: Promise<Answer>
  await site.parts.db.tx(async (tx) => {
    await takeSendingTurn(site.parts, tx, { channel: 'sms', to })
    answer = ask({ to }, captcha)
    await expect.poll(() => waitingForLocks(site), { interval: 5 }).toBe(1)
  })
  expect(await answer).toMatchObject({ error: 'codes.too_soon', details: { retryAfter: 60 } })
  expect(await messagesTo(to)).toEqual([])
})

test('a number gets ten codes a day at most, and more on the next', async () => {
  const to = newNumber()
  for (let i = 0; i < 10; i++) {
    await aCode(to)
    site.clock.advance(60)
  }
  const refused = await ask({ to }, await aCaptcha())
  expect(refused).toMatchObject({ status: 429, error: 'codes.too_many_today' })
  site.clock.advance(refused.details.retryAfter)
  expect((await ask({ to }, await aCaptcha())).status).toBe(202)
})

test('midnight shortens nobody\'s wait', async () => {
  const now = site.clock.now()
  site.clock.advance((instantOf(addDays(dayOf(now), 1), 0).getTime() - now.getTime()) / 1000 - 10)
  const to = newNumber()
  await aCode(to)
  site.clock.advance(20)
  await site.parts.jobs.sweepNow(site.parts)
  expect(await ask({ to }, await aCaptcha())).toMatchObject({ error: 'codes.too_soon', details: { retryAfter: 40 } })
})

test.each<[CodePurpose, boolean]>([['register', false], ['change', false], ['bind', false], ['sign_in', true], ['recover', true]])('the answer for %s does not tell who has an account', async (purpose, forKnown) => {
  const unknown = newNumber()
  const outside = async (to: string) => {
    const first = await ask({ to, purpose }, await aCaptcha())
    const second = await ask({ to, purpose }, await aCaptcha())
    const seen = ({ raw, status, data, error, details }: Answer) => ({ status, data, error, details, headers: Object.keys(raw.headers).sort() })
    return [seen(first), seen(second)]
  }
  const before = (await messagesTo(KNOWN)).length
  expect(await outside(KNOWN)).toEqual(await outside(unknown))

  const toKnown = (await messagesTo(KNOWN)).slice(0, -before || undefined)
  expect(toKnown.map(message => message.purpose)).toEqual([forKnown ? purpose : 'already_registered'])
  expect((await messagesTo(unknown)).map(message => message.purpose)).toEqual(forKnown ? [] : [purpose])
})

test('a code that links another way to sign in goes to whoever asks, known or not', async () => {
  const unknown = newNumber()
  for (const to of [KNOWN, unknown]) {
    expect((await ask({ to, purpose: 'link' }, await aCaptcha())).status).toBe(202)
    expect((await messagesTo(to))[0]).toMatchObject({ purpose: 'link', code: expect.stringMatching(/^\d{6}$/) })
  }
})

test('somebody known who registers again is told so by e-mail too, without a code', async () => {
  await ask({ channel: 'email', to: KNOWN_EMAIL }, await aCaptcha())
  const [message] = await messagesTo(KNOWN_EMAIL)
  expect(message).toMatchObject({ channel: 'email', purpose: 'already_registered', code: null })
  await expect(checkCode(site.parts, { channel: 'email', to: KNOWN_EMAIL, purpose: 'register', code: '000000' })).rejects.toMatchObject({ code: 'codes.code_wrong' })
})

test('a refused sending leaves nothing behind: the number need not wait for it', async () => {
  const to = newNumber()
  const add = vi.spyOn(site.parts.jobs, 'add').mockRejectedValueOnce(new Error('the queue is away'))
  expect((await ask({ to }, await aCaptcha())).status).toBe(500)
  add.mockRestore()
  expect(await messagesTo(to)).toEqual([])
  expect((await ask({ to }, await aCaptcha())).status).toBe(202)
})

// — checking —

test('the code that was sent is right, for its number and purpose only', async () => {
  const to = newNumber()
  const code = await aCode(to)
  await expect(check(newNumber(), code)).rejects.toMatchObject({ code: 'codes.code_wrong' })
  await expect(check(to, code, 'sign_in')).rejects.toMatchObject({ code: 'codes.code_wrong' })
  await expect(check(to, code)).resolves.toMatchObject({ channel: 'sms', to, purpose: 'register' })
})

test('wrong, old and missing codes are refused in the same words', async () => {
  const to = newNumber()
  const code = await aCode(to)
  const refusal = { code: 'codes.code_wrong', status: 422, errno: 4004, details: { field: 'code' } }
  await expect(check(to, wrong(code))).rejects.toMatchObject(refusal)
  await expect(check(newNumber(), code)).rejects.toMatchObject(refusal)
  site.clock.advance(300)
  await expect(check(to, code)).rejects.toMatchObject(refusal)
})

test('a code is good for five minutes', async () => {
  const to = newNumber()
  const code = await aCode(to)
  site.clock.advance(299)
  await expect(check(to, code)).resolves.toBeDefined()
})

test('a newer code makes the older worthless', async () => {
  const to = newNumber()
  const first = await aCode(to)
  const checked = await check(to, first)
  site.clock.advance(60)
  let second = await aCode(to)
  while (second === first) { // one of a million
    site.clock.advance(60)
    second = await aCode(to)
  }
  await expect(check(to, first)).rejects.toMatchObject({ code: 'codes.code_wrong' })
  await expect(site.parts.db.tx(tx => spendCode(tx, checked))).rejects.toMatchObject({ code: 'codes.code_wrong' })
  await expect(check(to, second)).resolves.toBeDefined()
})

test('after five wrong codes the right one is worthless too', async () => {
  const to = newNumber()
  const code = await aCode(to)
  for (let i = 0; i < 4; i++) await expect(check(to, wrong(code))).rejects.toThrow()
  await expect(check(to, code)).resolves.toBeDefined() // a right one costs no try: its form may be refused for other reasons
  await expect(check(to, wrong(code))).rejects.toThrow()
  await expect(check(to, code)).rejects.toMatchObject({ code: 'codes.code_wrong' })
})

test('wrong codes tried at once are all counted', async () => {
  const to = newNumber()
  const code = await aCode(to)
  await Promise.allSettled(Array.from({ length: 6 }, () => check(to, wrong(code))))
  await expect(check(to, code)).rejects.toMatchObject({ code: 'codes.code_wrong' })
})

test('a try is not given back when the deed around it is given up', async () => {
  const to = newNumber()
  const code = await aCode(to)
  for (let i = 0; i < 5; i++) {
    await expect(site.parts.db.tx(async (tx) => {
      await spendCode(tx, await check(to, wrong(code)))
    })).rejects.toThrow()
  }
  await expect(check(to, code)).rejects.toMatchObject({ code: 'codes.code_wrong' })
})

test('of twenty who spend one code at once, one may go on', async () => {
  const to = newNumber()
  const code = await aCode(to)
  const spent = await Promise.allSettled(Array.from({ length: 20 }, async () => {
    const checked = await check(to, code)
    await site.parts.db.tx(tx => spendCode(tx, checked))
  }))
  expect(spent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of spent) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'codes.code_wrong' })
})

test('a code spent in a deed that is given up is still good', async () => {
  const to = newNumber()
  const checked = await check(to, await aCode(to))
  await expect(site.parts.db.tx(async (tx) => {
    await spendCode(tx, checked)
    throw new Error('the user name is taken')
  })).rejects.toThrow('the user name is taken')
  await site.parts.db.tx(tx => spendCode(tx, checked))
})

// — tidying up —

test('old captchas, codes and waits are deleted, those in use are not', async () => {
  const count = async () => Promise.all((['captcha', 'verification_code', 'code_wait'] as const).map(async table =>
    (await site.parts.db.sql.selectFrom(table).select(eb => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n))
  await site.parts.jobs.sweepNow(site.parts)
  expect(await count()).toEqual([0, 0, 0])
  await aCode(newNumber())
  await aCaptcha()
  await site.parts.jobs.sweepNow(site.parts)
  expect(await count()).toEqual([1, 1, 1])
  site.clock.advance(300)
  await site.parts.jobs.sweepNow(site.parts)
  expect(await count()).toEqual([0, 0, 1]) // the wait holds the count of the day
})
