import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { latestMessages, messages } from '../messages/index.ts'
import { fewAtOnce } from './few-at-once.ts'
import { codes, latestCaptchas } from './index.ts'

const site = withApp({ env: { TRUST_PROXY: '127.0.0.1' }, modules: [messages, codes] })

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
const draw = (address: string, id: string = randomUUID()) => site.call('GET', `captchas/${id}`, from(address))

test('an address gets sixty pictures a minute, and takes none from the others', async () => {
  const statuses = await Promise.all(Array.from({ length: 70 }, async () => (await draw('203.0.113.1')).status))
  expect(statuses.filter(status => status === 200)).toHaveLength(60)
  expect(statuses.filter(status => status === 429)).toHaveLength(10)
  expect((await draw('203.0.113.2')).status).toBe(200)
})

interface Sending { address: string, to: string }

/** Asks for codes all at once, each with a captcha of its own that somebody elsewhere has drawn. */
async function askAll(sendings: readonly Sending[]) {
  const ids = sendings.map(() => randomUUID())
  for (let i = 0; i < ids.length; i += 50) await Promise.all(ids.slice(i, i + 50).map((id, n) => draw(`192.0.2.${n}`, id)))
  const texts = new Map((await latestCaptchas(site.parts, 500)).map(({ id, text }) => [id, text]))
  return Promise.all(sendings.map(({ address, to }, i) => site.call('POST', 'verification-codes', { ...from(address), body: { channel: 'sms', to, purpose: 'register', captchaId: ids[i], captchaText: texts.get(ids[i]!)! } })))
}
const sentTo = async (...numbers: string[]) => (await latestMessages(site.parts, 1000)).filter(({ to }) => numbers.includes(to)).length
const count = (answers: { error?: string }[], error?: string) => answers.filter(answer => answer.error === error).length

// mall.md §5.10: one a minute and ten a day for a number, twenty an hour for an address.

test('of two hundred who send a code to one number at once one does; so it is every minute, ten times a day', async () => {
  const to = '13800000070'
  const fromEverywhere = Array.from({ length: 200 }, (_, i) => ({ address: `198.51.100.${i}`, to }))
  for (let minute = 1; minute <= 2; minute++) {
    const answers = await askAll(fromEverywhere)
    site.clock.advance(60)
    expect([count(answers), count(answers, 'codes.too_soon'), await sentTo(to)]).toEqual([1, 199, minute])
  }
  for (let minute = 3; minute <= 10; minute++) {
    expect(count(await askAll(fromEverywhere.slice(0, 2)))).toBe(1)
    site.clock.advance(60)
  }
  const answers = await askAll(fromEverywhere.slice(-20))
  expect([count(answers, 'codes.too_many_today'), await sentTo(to)]).toEqual([20, 10])
})

test('two hundred sendings at once from one address to as many numbers: twenty go out', async () => {
  const address = '203.0.113.1'
  const numbers = Array.from({ length: 200 }, (_, i) => `13700000${100 + i}`)
  const answers = await askAll(numbers.map(to => ({ address, to })))
  expect([count(answers), count(answers, 'kit.too_many'), await sentTo(...numbers)]).toEqual([20, 180, 20])
})

test('the twenty-first sending from an address waits for the rest of the hour; others are not held up', async () => {
  const answers = await askAll(Array.from({ length: 21 }, (_, i) => ({ address: '203.0.113.2', to: `137000004${10 + i}` })))
  const refused = answers.filter(({ status }) => status !== 202)
  expect(refused).toMatchObject([{ status: 429, error: 'kit.too_many' }])
  expect(Number(refused[0]!.raw.headers['retry-after'])).toBeGreaterThan(3500)
  expect((await askAll([{ address: '203.0.113.3', to: '13700000440' }]))[0]!.status).toBe(202)
})

test('guessing captchas from one address ends soon', async () => {
  const guess = () => site.call('POST', 'verification-codes', { ...from('203.0.113.9'), body: { channel: 'sms', to: '13800000060', purpose: 'register', captchaId: randomUUID(), captchaText: 'ACEF' } })
  const answers = await Promise.all(Array.from({ length: 65 }, guess))
  expect(answers.filter(({ error }) => error === 'codes.captcha_wrong')).toHaveLength(60)
  expect(answers.filter(({ error }) => error === 'kit.too_many')).toHaveLength(5)
})

test('only so many pictures are drawn at once and wait to be; the others are told to come back', async () => {
  const gate = fewAtOnce({ running: 2, waiting: 3 }, () => new Error('busy'))
  const finish: (() => void)[] = []
  let running = 0
  let most = 0
  const work = () => gate(async () => {
    most = Math.max(most, ++running)
    await new Promise<void>(resolve => finish.push(resolve))
    running--
  })
  const all = Promise.allSettled(Array.from({ length: 7 }, work))
  for (let turn = 0; turn < 5; turn++) {
    await new Promise(setImmediate)
    finish.shift()!()
  }
  expect(most).toBe(2)
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'])
})

test('work that fails gives its place to the next', async () => {
  const gate = fewAtOnce({ running: 1, waiting: 1 }, () => new Error('busy'))
  const fail = () => gate(async () => { throw new Error('no ink') })
  const first = fail()
  const second = gate(async () => 'drawn')
  await expect(first).rejects.toThrow('no ink')
  await expect(second).resolves.toBe('drawn')
  await expect(fail()).rejects.toThrow('no ink')
  await expect(gate(async () => 'drawn')).resolves.toBe('drawn')
})
