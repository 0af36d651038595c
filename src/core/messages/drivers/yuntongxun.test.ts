import type { OutgoingMessage } from '../driver.ts'
import type { ReceivedRequest, StandInAnswer } from './provider-stand-in.ts'
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { MessageRefused } from '../driver.ts'
import { providerStandIn } from './provider-stand-in.ts'
import { yuntongxunDriver } from './yuntongxun.ts'

const SID = '8aaf0708842397dd0184b35eedda3415'
const TOKEN = '374f2d18a057431ab1ff188099c832dd'
const MESSAGE: OutgoingMessage = { channel: 'sms', to: '13800000001', purpose: 'register', text: '您的验证码是246810', params: { minutes: '5', code: '246810' }, lang: 'zh-CN' }
const SENT = { status: 200, body: { statusCode: '000000', templateSMS: { dateCreated: '20270501000000', smsMessageSid: 'ff8080813c373cab013c94b0f0512345' } } }

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  close = undefined
})

async function setUp(answer: (request: ReceivedRequest) => StandInAnswer, at = '2027-04-30T16:00:05Z', timeoutMs = 10_000) {
  const server = await providerStandIn(answer)
  close = server.close
  const driver = yuntongxunDriver({ baseUrl: server.url, accountSid: SID, authToken: TOKEN, appId: 'app-1', templates: { register: { id: '1', params: ['code', 'minutes'] } }, timeoutMs }, () => new Date(at))
  return { driver, server }
}

/** Yuntongxun's own check, made from what arrived only. */
function asYuntongxun(request: ReceivedRequest): StandInAnswer {
  const [sid, timestamp] = Buffer.from(request.headers.authorization ?? '', 'base64').toString().split(':')
  const expected = createHash('md5').update(`${sid}${TOKEN}${timestamp}`).digest('hex').toUpperCase()
  if (request.url.searchParams.get('sig') !== expected) return { status: 200, body: { statusCode: '111109', statusMsg: '请求地址Sig校验失败' } }
  if (request.url.pathname !== `/2013-12-26/Accounts/${sid}/SMS/TemplateSMS`) return { status: 200, body: { statusCode: '111113', statusMsg: '账户不一致' } }
  return SENT
}

test('a text message reaches Yuntongxun signed, with the template filled in its order', async () => {
  const { driver, server } = await setUp(asYuntongxun)
  expect(await driver.send(MESSAGE)).toEqual({ providerId: 'ff8080813c373cab013c94b0f0512345' })
  const [request] = server.requests
  expect(request).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json;charset=utf-8', 'accept': 'application/json' } })
  expect(JSON.parse(request!.body)).toEqual({ to: '13800000001', appId: 'app-1', templateId: '1', datas: ['246810', '5'] })
})

test('the timestamp is Chinese time: there it is 1 May already', async () => {
  const { driver, server } = await setUp(asYuntongxun)
  await driver.send(MESSAGE)
  expect(Buffer.from(server.requests[0]!.headers.authorization!, 'base64').toString()).toBe(`${SID}:20270501000005`)
})

test.each(['160042', '160034', '112317'])('a number Yuntongxun calls bad (%s) is not tried again', async (statusCode) => {
  const { driver } = await setUp(() => ({ status: 200, body: { statusCode, statusMsg: `号码有误 ${MESSAGE.to}` } }))
  const failure = await driver.send(MESSAGE).catch(error => error)
  expect(failure).toBeInstanceOf(MessageRefused)
  expect(failure.message).toContain(statusCode)
  expectNoSecrets(failure)
})

test.each<[string, StandInAnswer, RegExp]>([
  ['a wrong signature', { status: 200, body: { statusCode: '111109', statusMsg: `Sig ${TOKEN}` } }, /failed: 111109/],
  ['sending too often', { status: 200, body: { statusCode: '160038', statusMsg: '短信验证码发送过频繁' } }, /failed: 160038/],
  ['an answer that repeats our message', { status: 200, body: { statusCode: `refused ${MESSAGE.text}` } }, /failed: without a code/],
  ['an answer of nothing', { status: 200, body: {} }, /failed: without a code/],
  ['HTTP 500', { status: 500, body: '<html>246810</html>' }, /HTTP 500 without JSON/],
  ['silence', 'silence', /did not answer within 150 ms/],
  ['half an answer', 'half an answer', /did not answer within 150 ms/],
  ['a connection cut', 'hang up', /could not be reached: [A-Z_]+/],
])('after %s the message may be tried again', async (_, answer, words) => {
  const { driver } = await setUp(() => answer, undefined, answer === 'silence' || answer === 'half an answer' ? 150 : undefined)
  const failure = await driver.send(MESSAGE).catch(error => error)
  expect(failure).toBeInstanceOf(Error)
  expect(failure).not.toBeInstanceOf(MessageRefused)
  expect(failure.message).toMatch(words)
  expectNoSecrets(failure)
})

test('when Yuntongxun is away the message may be tried again', async () => {
  const { driver, server } = await setUp(asYuntongxun)
  await server.close()
  close = undefined
  await expect(driver.send(MESSAGE)).rejects.toThrow('yuntongxun could not be reached: ECONNREFUSED')
})

test('a message without a template, or without what its template wants, is not sent half', async () => {
  const { driver, server } = await setUp(asYuntongxun)
  await expect(driver.send({ ...MESSAGE, purpose: 'booking_paid' })).rejects.toThrow('no SMS template is set for booking_paid')
  await expect(driver.send({ ...MESSAGE, params: { code: '246810' } })).rejects.toThrow('wants minutes')
  expect(server.requests).toEqual([])
})

function expectNoSecrets(failure: Error) {
  expect(inspect(failure, { depth: null, showHidden: true })).not.toMatch(new RegExp([SID, TOKEN, '246810', MESSAGE.to].join('|')))
}
