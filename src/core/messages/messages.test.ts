import type { TestApp } from '../../../test/app.ts'
import type { Module } from '../../kit/module.ts'
import type { ReceivedRequest, StandInAnswer } from './drivers/provider-stand-in.ts'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openTestApp, withApp } from '../../../test/app.ts'
import { readConfig } from '../../kit/config.ts'
import { defineModule } from '../../kit/module.ts'
import { codes, sendCode } from '../codes/index.ts'
import { checkMessages } from './checks.ts'
import { providerStandIn } from './drivers/provider-stand-in.ts'
import { latestMessages, messages, queueMessage } from './index.ts'
import { sendMessage } from './sending.ts'
import { MessageSettings } from './settings.ts'
import { holdMessage } from './store.ts'

const PRODUCTION = { LINLI_MODE: 'production', PUBLIC_URL: 'https://linli.example', SECRET_KEY: 'a secret of more than thirty-two characters' }
const TEMPLATES = { register: { id: '7', params: ['code', 'minutes'] }, tea_ready: { id: '8', params: ['guest'] } }
const yuntongxun = (url: string) => ({ YUNTONGXUN_URL: url, YUNTONGXUN_ACCOUNT_SID: 'sid', YUNTONGXUN_AUTH_TOKEN: 'token', YUNTONGXUN_APP_ID: 'app', YUNTONGXUN_TEMPLATES: JSON.stringify(TEMPLATES) })

const tea = defineModule({
  name: 'tea',
  messages: {
    tea_ready: { 'zh-CN': ({ guest }) => `${guest}，茶好了。`, 'en': ({ guest }) => `Tea is ready, ${guest}.`, 'subject': { 'zh-CN': '茶', 'en': 'Tea' } },
    tea_cold: { 'zh-CN': () => '茶凉了。', 'en': () => 'Tea is cold.' },
  },
})
const modules: Module[] = [messages, codes, tea]

/** 容联云 on this machine; its answer is what the test says. */
let provider: Awaited<ReturnType<typeof providerStandIn>>
let answer: (request: ReceivedRequest) => StandInAnswer
const accept = () => ({ status: 200, body: { statusCode: '000000', templateSMS: { smsMessageSid: 'sms-1' } } })

/** A site with SMS, but without e-mail. */
let site: TestApp & { close: () => Promise<void> }
beforeAll(async () => {
  provider = await providerStandIn(request => answer(request))
  site = await openTestApp({ env: { ...PRODUCTION, ...yuntongxun(provider.url) }, modules })
})
afterEach(() => { provider.requests.length = 0 })
afterAll(async () => {
  await site.close()
  await provider.close()
})

const demo = withApp({ modules })

const TO = '13800000001'
type Wish = Partial<Parameters<typeof queueMessage>[2]>
const queue = ({ parts }: TestApp, wish: Wish = {}) =>
  parts.db.tx(tx => queueMessage(parts, tx, { channel: 'sms', to: TO, purpose: 'tea_ready', lang: 'zh-CN', params: { guest: '安' }, ...wish }))
const newest = ({ parts }: TestApp) => parts.db.sql.selectFrom('message').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
const runJob = ({ parts }: TestApp, messageId: number) => sendMessage(parts, { messageId })

async function queued(app: TestApp, wish: Wish = {}): Promise<number> {
  await queue(app, wish)
  return (await newest(app)).id
}

// — one message —

test('a message goes out by the provider, and what it said is forgotten', async () => {
  answer = accept
  const id = await queued(site)
  await runJob(site, id)
  expect(JSON.parse(provider.requests[0]!.body)).toEqual({ to: TO, appId: 'app', templateId: '8', datas: ['安'] })
  expect(await newest(site)).toMatchObject({ status: 'sent', driver: 'yuntongxun', provider_id: 'sms-1', params_sealed: null, tries: 1, sent_at: site.clock.now() })
})

test('before it is sent the database shows nothing of what it says', async () => {
  await queue(site, { params: { guest: 'the secret 246810' } })
  const row = await newest(site)
  expect(row.params_sealed!.includes('246810')).toBe(false)
  expect(JSON.stringify(row)).not.toContain('246810')
})

test('a message whose cause is given up never existed', async () => {
  const before = await newest(site)
  await expect(site.parts.db.tx(async (tx) => {
    await queueMessage(site.parts, tx, { channel: 'sms', to: TO, purpose: 'tea_ready', lang: 'en', params: {} })
    throw new Error('no tea')
  })).rejects.toThrow('no tea')
  expect((await newest(site)).id).toBe(before.id)
})

test('a job that runs twice sends once, one after the other or both at once', async () => {
  answer = accept
  const first = await queued(site)
  await runJob(site, first)
  await runJob(site, first)
  expect(provider.requests).toHaveLength(1)

  const second = await queued(site)
  await Promise.all([runJob(site, second), runJob(site, second), runJob(site, second)])
  expect(provider.requests).toHaveLength(2)
})

test('when the process dies in the middle, the message goes out a minute later', async () => {
  answer = accept
  const id = await queued(site)
  const now = site.clock.now()
  await holdMessage(site.parts.db.sql, id, now, new Date(now.getTime() + 60_000)) // and then nothing
  await runJob(site, id)
  expect(provider.requests).toHaveLength(0)
  site.clock.advance(60)
  await runJob(site, id)
  expect(await newest(site)).toMatchObject({ status: 'sent', tries: 2 })
})

test('while the provider is in trouble a message is tried again, five times at most', async () => {
  answer = () => ({ status: 500, body: 'down' })
  const id = await queued(site)
  for (let i = 1; i <= 4; i++) {
    await expect(runJob(site, id)).rejects.toThrow('yuntongxun answered HTTP 500')
    expect(await newest(site)).toMatchObject({ status: 'queued', tries: i, failure: expect.stringContaining('HTTP 500'), params_sealed: expect.any(Buffer) })
  }
  await expect(runJob(site, id)).rejects.toThrow()
  expect(await newest(site)).toMatchObject({ status: 'failed', tries: 5, params_sealed: null })
  await runJob(site, id)
  expect(provider.requests).toHaveLength(5)
})

test('a number the provider refuses is not tried again', async () => {
  answer = () => ({ status: 200, body: { statusCode: '160042', statusMsg: '号码格式有误' } })
  const id = await queued(site)
  await runJob(site, id)
  await runJob(site, id)
  expect(provider.requests).toHaveLength(1)
  expect(await newest(site)).toMatchObject({ status: 'failed', failure: 'yuntongxun refuses the number: 160042', params_sealed: null })
})

test('a code that is out of date is not sent any more', async () => {
  const id = await queued(site, { expiresAt: new Date(site.clock.now().getTime() + 300_000) })
  site.clock.advance(300)
  await runJob(site, id)
  expect(provider.requests).toHaveLength(0)
  expect(await newest(site)).toMatchObject({ status: 'failed', failure: 'out of date', params_sealed: null })
})

test('a message without an SMS template is given up at once', async () => {
  const id = await queued(site, { purpose: 'tea_cold' })
  await runJob(site, id)
  expect(provider.requests).toHaveLength(0)
  expect(await newest(site)).toMatchObject({ status: 'failed', failure: 'no SMS template is set for tea_cold' })
})

test('a message whose job was lost is given up after a day, and after thirty nobody remembers it', async () => {
  await queue(site)
  site.clock.advance(86_401)
  await site.parts.jobs.sweepNow(site.parts)
  expect(await newest(site)).toMatchObject({ status: 'failed', failure: 'never sent', params_sealed: null })
  site.clock.advance(30 * 86_400)
  await site.parts.jobs.sweepNow(site.parts)
  expect(await site.parts.db.sql.selectFrom('message').select('id').execute()).toEqual([])
})

test('the queue sends what was committed', async () => {
  answer = accept
  const app = await openTestApp({ env: { ...PRODUCTION, ...yuntongxun(provider.url) }, modules })
  try {
    await queue(app)
    await app.parts.jobs.work(app.parts)
    await vi.waitFor(async () => expect(await newest(app)).toMatchObject({ status: 'sent' }), { timeout: 15_000 })
    expect(provider.requests).toHaveLength(1)
  } finally {
    await app.close()
  }
})

test('e-mail goes out by SMTP with a subject, in the reader\'s language', async () => {
  const received: { to: string[], body: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => { void text(stream).then((body) => { received.push({ to: session.envelope.rcptTo.map(({ address }) => address), body }); done() }) },
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  const app = await openTestApp({ env: { ...PRODUCTION, SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_FROM: 'Linli <no-reply@linli.example>' }, modules })
  try {
    await runJob(app, await queued(app, { channel: 'email', to: 'ann@linli.example', lang: 'en', params: { guest: 'Ann' } }))
    expect(received).toEqual([{ to: ['ann@linli.example'], body: expect.stringMatching(/Subject: Tea\r\n[\s\S]*Tea is ready, Ann\./) }])
    expect(await newest(app)).toMatchObject({ status: 'sent', driver: 'smtp' })

    await runJob(app, await queued(app, { channel: 'email', to: 'ann@linli.example', lang: 'en', purpose: 'tea_cold' }))
    expect(received[1]!.body).toContain('Subject: Linli\r\n')
  } finally {
    await app.close()
    await new Promise<void>(resolve => server.close(resolve))
  }
})

// — a site that can't send —

test('where e-mail cannot be sent, a code for an e-mail address is refused by name; other mail is given up', async () => {
  await expect(sendCode(site.parts, { channel: 'email', to: 'ann@linli.example', purpose: 'sign_in' }, { address: '127.0.0.1', lang: 'en' })).rejects.toMatchObject({ code: 'messages.no_driver', status: 503 })

  const id = await queued(site, { channel: 'email', to: 'ann@linli.example' })
  await runJob(site, id)
  expect(await newest(site)).toMatchObject({ status: 'failed', failure: 'no driver', params_sealed: null })
})

test('doctor tells what can be sent and what not', async () => {
  const ask = (app: TestApp, channel: string) => messages.checks![channel]!(app.parts)
  await expect(ask(demo, 'sms')).resolves.toBe('by outbox')
  await expect(ask(site, 'email')).rejects.toThrow('no e-mail can be sent: set SMTP_URL and SMTP_FROM')
  await expect(ask(site, 'sms')).rejects.toThrow(/^not sent by SMS for want of a template: sign_in, .*tea_cold$/)
})

test.each<[string, Record<string, string>, string]>([
  ['half a provider', { YUNTONGXUN_ACCOUNT_SID: 'sid', YUNTONGXUN_APP_ID: 'app' }, 'YUNTONGXUN_AUTH_TOKEN, YUNTONGXUN_TEMPLATES: needed beside YUNTONGXUN_ACCOUNT_SID, YUNTONGXUN_APP_ID'],
  ['a mail server without a sender', { SMTP_URL: 'smtp://localhost' }, 'SMTP_FROM: needed beside SMTP_URL'],
  ['two providers', { ...yuntongxun('https://sms.example'), ALIYUN_SMS_ACCESS_KEY_ID: 'id', ALIYUN_SMS_ACCESS_KEY_SECRET: 's', ALIYUN_SMS_SIGN_NAME: '邻里', ALIYUN_SMS_TEMPLATES: '{}' }, 'choose one of them'],
  ['templates that are no JSON', { ...yuntongxun('https://sms.example'), YUNTONGXUN_TEMPLATES: '{"register":1}' }, 'YUNTONGXUN_TEMPLATES: template ids by purpose, as JSON'],
])('the site does not start with %s', (_, env, sentence) => {
  const config = readConfig({ ...PRODUCTION, ...env }, [MessageSettings], '/nowhere/.env')
  expect(() => checkMessages({ ...site.parts, config })).toThrow(sentence)
})

test('two modules cannot have a message of one name, and nobody can send one that has no text', async () => {
  expect(() => checkMessages({ ...demo.parts, modules: [messages, tea, { ...tea, name: 'coffee' }] })).toThrow('the message tea_ready is declared twice')
  await expect(queue(demo, { purpose: 'toString' })).rejects.toThrow('no module declares the message toString')
})

// — demo —

test('on a demo site nothing leaves, and the outbox shows it before and after', async () => {
  const id = await queued(demo, { params: { guest: '安', code: '246810' } })
  const shown = [{ channel: 'sms', to: TO, purpose: 'tea_ready', code: '246810', text: '安，茶好了。', at: demo.clock.now().toISOString() }]
  expect(await latestMessages(demo.parts, 50)).toEqual(shown)
  await runJob(demo, id)
  await runJob(demo, id)
  expect(await latestMessages(demo.parts, 50)).toEqual(shown)
  expect(await newest(demo)).toMatchObject({ status: 'sent', driver: 'outbox', tries: 1 })
  expect(provider.requests).toHaveLength(0)
})
