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

test('an address gets codes sent to thirty numbers an hour, and takes none from the others', async () => {
  const ask = async (address: string, to: string) => {
    const captchaId = randomUUID()
    await draw(to, captchaId) // any address will do
    const captchaText = (await latestCaptchas(site.parts, 200)).find(({ id }) => id === captchaId)!.text
    return site.call('POST', 'verification-codes', { ...from(address), body: { channel: 'sms', to, purpose: 'register', captchaId, captchaText } })
  }
  const answers = []
  for (let i = 10; i < 41; i++) answers.push(await ask('203.0.113.1', `138000000${i}`))
  expect(answers.slice(0, 30).every(({ status }) => status === 202)).toBe(true)
  expect(answers[30]).toMatchObject({ status: 429, error: 'kit.too_many' })
  expect(Number(answers[30]!.raw.headers['retry-after'])).toBeGreaterThan(3500)
  expect(await latestMessages(site.parts, 100)).toHaveLength(30)
  expect((await ask('203.0.113.2', '13800000050')).status).toBe(202)
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
