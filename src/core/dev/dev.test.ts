import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTestApp, withApp } from '../../../test/app.ts'
import { defineModule } from '../../kit/module.ts'
import { codes } from '../codes/index.ts'
import { messages, queueMessage } from '../messages/index.ts'
import { loadDemoStaff } from '../staff/demo.ts'
import { staff } from '../staff/index.ts'
import { dev } from './index.ts'

const swept: Date[] = []
const timer = defineModule({ name: 'timer', sweeps: { ring: { everySeconds: 60, run: async (parts) => { swept.push(parts.clock.now()) } } } })
const modules = [messages, codes, timer, staff, dev]
const site = withApp({ now: '2027-03-01T06:00:00Z', modules })

const queue = (params: Record<string, string>, to = '13800000001') =>
  site.parts.db.tx(tx => queueMessage(site.parts, tx, { channel: 'sms', to, purpose: 'sign_in', lang: 'zh-CN', params }))
const form = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  site.call('POST', '/dev/clock', { payload: new URLSearchParams(fields).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } })

// — outbox —

test('the outbox shows what was sent, the newest first, and what captchas ask for', async () => {
  await queue({ code: '111111', minutes: '5' })
  await queue({ code: '222222', minutes: '5' }, '13800000002')
  const id = randomUUID()
  await site.call('GET', `captchas/${id}`)
  const { status, data, raw } = await site.call('GET', 'dev/outbox')
  expect(status).toBe(200)
  expect(raw.headers['cache-control']).toBe('no-store')
  expect(data).toEqual({
    messages: [
      { channel: 'sms', to: '13800000002', purpose: 'sign_in', code: '222222', text: '【邻里】您的登录验证码是 222222，5 分钟内有效。请勿告诉任何人。', at: '2027-03-01T06:00:00.000Z' },
      { channel: 'sms', to: '13800000001', purpose: 'sign_in', code: '111111', text: expect.any(String), at: '2027-03-01T06:00:00.000Z' },
    ],
    captchas: [{ id, text: expect.stringMatching(/^[A-Z3-9]{4}$/) }],
  })
})

test('a code is in the outbox as soon as it is asked for, and the captcha that was answered no more', async () => {
  const captchaId = randomUUID()
  await site.call('GET', `captchas/${captchaId}`)
  const { data: before } = await site.call('GET', 'dev/outbox')
  const captchaText = before.captchas.find((captcha: any) => captcha.id === captchaId).text
  const sent = await site.call('POST', 'verification-codes', { body: { channel: 'sms', to: '13912345678', purpose: 'register', captchaId, captchaText } })
  expect(sent.status).toBe(202)
  const { data: after } = await site.call('GET', 'dev/outbox')
  expect(after.messages[0]).toMatchObject({ to: '13912345678', purpose: 'register', code: expect.stringMatching(/^\d{6}$/) })
  expect(after.captchas.some((captcha: any) => captcha.id === captchaId)).toBe(false)
})

test('the outbox shows fifty messages at most', async () => {
  for (let i = 0; i < 55; i++) await queue({ code: String(100_000 + i), minutes: '5' })
  const { data } = await site.call('GET', 'dev/outbox')
  expect(data.messages).toHaveLength(50)
  expect(data.messages[0].code).toBe('100054')
})

test('the code that opens the demo console is in the outbox', async () => {
  await site.parts.db.tx(tx => loadDemoStaff(site.parts, tx))
  const { data } = await site.call('GET', 'dev/outbox')
  expect(data.staff).toEqual({ name: 'demo-admin', code: expect.stringMatching(/^\d{6}$/) })
  const signedIn = await site.call('POST', 'console/session', { body: { name: 'demo-admin', password: 'linli-demo-2026', code: data.staff.code } })
  expect(signedIn.status).toBe(201)
})

test('the page of the outbox shows codes in both languages, and nothing in it is taken for markup', async () => {
  await queue({ code: '<i>333</i>', minutes: '5' })
  const { status, raw } = await site.call('GET', '/dev/outbox')
  expect(status).toBe(200)
  expect(raw.body).toContain('<html lang="zh-CN">')
  expect(raw.body).not.toContain('<i>')
  expect(raw.body).toContain('&#60;i&#62;333')
  expect((await site.call('GET', '/dev/outbox?lang=en')).raw.body).toContain('>Outbox</h1>')
})

test('the pages load nothing from elsewhere and run no script but their own file', async () => {
  for (const path of ['/dev/outbox', '/dev/clock']) {
    const { raw } = await site.call('GET', path)
    expect(raw.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; script-src 'self';/)
    expect(raw.body).not.toMatch(/https?:\/\/|style="|onclick|<script>/)
  }
  const { raw } = await site.call('GET', '/dev/live.js')
  expect(raw.headers['content-type']).toContain('text/javascript')
})

// — clock —

test('the clock moves forward, and what has become due happens at once', async () => {
  const before = site.clock.now()
  swept.length = 0
  const { status, data } = await site.call('POST', 'dev/clock', { body: { advanceSeconds: 90_000 } })
  expect(status).toBe(200)
  const later = new Date(before.getTime() + 90_000_000)
  expect(data).toEqual({ now: later.toISOString() })
  expect(swept).toEqual([later])
  expect((await site.call('GET', 'dev/clock')).data).toEqual({ now: later.toISOString() })
})

test.each([[0], [-3600], [1.5], [400 * 86_400 + 1], ['3600']])('the clock does not move by %j seconds', async (advanceSeconds) => {
  const before = site.clock.now()
  expect((await site.call('POST', 'dev/clock', { body: { advanceSeconds } })).status).toBe(400)
  expect(site.clock.now()).toEqual(before)
})

test('the page of the clock moves it by an hour, to the next arrival and by days, without a script', async () => {
  site.clock.advance((Date.parse('2027-05-01T03:30:00Z') - site.clock.now().getTime()) / 1000)
  const answer = await form({ advanceSeconds: '3600' })
  expect(answer.status).toBe(303)
  expect(answer.raw.headers.location).toBe('/dev/clock?lang=zh-CN')
  expect(site.clock.now().toISOString()).toBe('2027-05-01T04:30:00.000Z')
  await form({ to: 'arrival' })
  expect(site.clock.now().toISOString()).toBe('2027-05-02T06:00:00.000Z')
  await form({ days: '3' })
  expect(site.clock.now().toISOString()).toBe('2027-05-05T06:00:00.000Z')
  expect((await site.call('GET', '/dev/clock')).raw.body).toContain('2027年5月5日')
})

test.each(['0', '-1', '1.5', '401', 'many', ''])('the page of the clock asks again for a number of days: %j', async (days) => {
  const before = site.clock.now()
  const { status, raw } = await form({ days })
  expect(status).toBe(422)
  expect(raw.body).toContain('请填写 1 到 400 之间的整数')
  expect(site.clock.now()).toEqual(before)
})

test('a form without anything in it does not move the clock', async () => {
  const before = site.clock.now()
  expect((await form({})).status).toBe(422)
  expect((await site.call('POST', '/dev/clock')).status).toBe(422)
  expect(site.clock.now()).toEqual(before)
})

// — who may —

test('another site\'s page cannot move the clock', async () => {
  const before = site.clock.now()
  const origin = { origin: 'https://evil.example' }
  expect((await form({ days: '1' }, origin)).status).toBe(403)
  expect((await site.call('POST', 'dev/clock', { body: { advanceSeconds: 60 }, headers: origin })).status).toBe(403)
  expect(site.clock.now()).toEqual(before)
})

test('a name elsewhere that points at this machine reads no codes', async () => {
  const status = async (host: string) => (await site.call('GET', 'dev/outbox', { headers: { host } })).status
  expect(await status('evil.example:8000')).toBe(404)
  expect([await status('127.0.0.1:8000'), await status('localhost:8000'), await status('[::1]:8000')]).toEqual([200, 200, 200])
})

test('in production there is neither outbox nor clock', async () => {
  const app = await openTestApp({ env: { LINLI_MODE: 'production', PUBLIC_URL: 'https://linli.example', SECRET_KEY: 'a secret of more than thirty-two characters' }, modules })
  try {
    for (const path of ['/api/v1/dev/outbox', '/api/v1/dev/clock', '/dev/outbox', '/dev/clock', '/dev/live.js']) expect((await app.call('GET', path)).status, path).toBe(404)
    for (const path of ['/api/v1/dev/clock', '/dev/clock']) expect((await app.call('POST', path, { body: { advanceSeconds: 60 } })).status, path).toBe(404)
    expect(JSON.stringify(await app.call('GET', '/api/openapi.json').then(({ raw }) => raw.json().paths))).not.toContain('/dev/')
  } finally {
    await app.close()
  }
})
