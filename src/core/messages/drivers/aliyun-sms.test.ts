import type { OutgoingMessage } from '../driver.ts'
import type { ReceivedRequest, StandInAnswer } from './provider-stand-in.ts'
import { createHash, createHmac } from 'node:crypto'
import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { MessageRefused } from '../driver.ts'
import { signAliyunCall } from './aliyun-signature.ts'
import { aliyunSmsDriver } from './aliyun-sms.ts'
import { providerStandIn } from './provider-stand-in.ts'

const KEY_ID = 'LTAI5tExampleKeyId'
const SECRET = 'ExampleSecretOfThirtyCharacters'
const MESSAGE: OutgoingMessage = { channel: 'sms', to: '13800000001', purpose: 'sign_in', text: '您的验证码是246810', params: { minutes: '5', code: '246810' }, lang: 'zh-CN' }

let close: (() => Promise<void>) | undefined
afterEach(async () => {
  await close?.()
  close = undefined
})

async function setUp(answer: (request: ReceivedRequest) => StandInAnswer, signName = '邻里 (测试)*\'!', timeoutMs = 10_000) {
  const server = await providerStandIn(answer)
  close = server.close
  const driver = aliyunSmsDriver({ baseUrl: server.url, accessKeyId: KEY_ID, accessKeySecret: SECRET, signName, templates: { sign_in: { id: 'SMS_154950909', params: ['code'] } }, timeoutMs }, () => new Date('2027-05-01T00:00:05.678Z'))
  return { driver, server }
}

/** Aliyun's own check, made from what arrived only (signature version 3). */
function asAliyun({ method, url, headers, body }: ReceivedRequest): StandInAnswer {
  const given = /^ACS3-HMAC-SHA256 Credential=(.+),SignedHeaders=(.+),Signature=([0-9a-f]{64})$/.exec(headers.authorization ?? '')
  if (given?.[1] !== KEY_ID) return { status: 404, body: { Code: 'InvalidAccessKeyId.NotFound', Message: 'Specified access key is not found.' } }
  const names = given[2]!.split(';')
  if (['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version'].some(name => !names.includes(name))) return { status: 400, body: { Code: 'IncompleteSignature' } }
  const query = [...url.searchParams].map(([name, value]) => `${percent(name)}=${percent(value)}`).sort().join('&')
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const canonical = `${method}\n${url.pathname}\n${query}\n${names.map(name => `${name}:${String(headers[name]).trim()}\n`).join('')}\n${names.join(';')}\n${bodyHash}`
  const signature = createHmac('sha256', SECRET).update(`ACS3-HMAC-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`).digest('hex')
  if (signature !== given[3] || headers['x-acs-content-sha256'] !== bodyHash) return { status: 400, body: { Code: 'SignatureDoesNotMatch', Message: 'Specified signature is not matched with our calculation.', RequestId: 'R', HostId: 'dysmsapi.aliyuncs.com' } }
  return { status: 200, body: { Code: 'OK', Message: 'OK', RequestId: 'F655A8D5-B967-440B-8683-DAD6FF8DE990', BizId: '900619746936498440^0' } }
}

function percent(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => {
    const character = String.fromCharCode(byte)
    return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
}

test('a text message reaches Aliyun signed, with its template\'s params and no others', async () => {
  const { driver, server } = await setUp(asAliyun)
  expect(await driver.send(MESSAGE)).toEqual({ providerId: '900619746936498440^0' })
  const { method, url, headers } = server.requests[0]!
  expect(method).toBe('POST')
  expect(headers).toMatchObject({ 'x-acs-action': 'SendSms', 'x-acs-version': '2017-05-25', 'x-acs-date': '2027-05-01T00:00:05Z' })
  expect(Object.fromEntries(url.searchParams)).toEqual({ PhoneNumbers: '13800000001', SignName: '邻里 (测试)*\'!', TemplateCode: 'SMS_154950909', TemplateParam: '{"code":"246810"}' })
})

test('two messages never carry the same nonce', async () => {
  const { driver, server } = await setUp(asAliyun)
  await driver.send(MESSAGE)
  await driver.send(MESSAGE)
  expect(new Set(server.requests.map(({ headers }) => headers['x-acs-signature-nonce'])).size).toBe(2)
})

test('the signature is the one Aliyun\'s manual gives for its example', () => {
  const { headers } = signAliyunCall({
    host: 'ecs.cn-shanghai.aliyuncs.com',
    action: 'RunInstances',
    version: '2014-05-26',
    query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
    accessKeyId: 'YourAccessKeyId',
    accessKeySecret: 'YourAccessKeySecret',
    at: new Date('2023-10-26T10:22:32Z'),
    nonce: '3156853299f313e23d1673dc12e1703d',
  })
  expect(headers.authorization).toBe('ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0')
})

test('a number Aliyun calls bad is not tried again', async () => {
  const { driver } = await setUp(() => ({ status: 200, body: { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: `${MESSAGE.to} invalid mobile number`, RequestId: 'R' } }))
  const failure = await driver.send(MESSAGE).catch(error => error)
  expect(failure).toBeInstanceOf(MessageRefused)
  expectNoSecrets(failure)
})

test.each<[string, StandInAnswer, RegExp]>([
  ['sending too often', { status: 200, body: { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发小时级流控Permits:5' } }, /failed: isv\.BUSINESS_LIMIT_CONTROL/],
  ['a wrong signature', { status: 400, body: { Code: 'SignatureDoesNotMatch', Message: `server string to sign is ${SECRET}` } }, /failed: SignatureDoesNotMatch/],
  ['no money left', { status: 200, body: { Code: 'isv.AMOUNT_NOT_ENOUGH' } }, /failed: isv\.AMOUNT_NOT_ENOUGH/],
  ['their trouble', { status: 503, body: { Code: 'ServiceUnavailable' } }, /failed: ServiceUnavailable/],
  ['an answer without a code', { status: 200, body: [] }, /failed: without a code/],
  ['HTTP 500', { status: 500, body: 'upstream' }, /HTTP 500 without JSON/],
  ['silence', 'silence', /did not answer within 150 ms/],
  ['half an answer', 'half an answer', /did not answer within 150 ms/],
  ['a connection cut', 'hang up', /could not be reached/],
])('after %s the message may be tried again', async (_, answer, words) => {
  const { driver } = await setUp(() => answer, undefined, answer === 'silence' || answer === 'half an answer' ? 150 : undefined)
  const failure = await driver.send(MESSAGE).catch(error => error)
  expect(failure).toBeInstanceOf(Error)
  expect(failure).not.toBeInstanceOf(MessageRefused)
  expect(failure.message).toMatch(words)
  expectNoSecrets(failure)
})

function expectNoSecrets(failure: Error) {
  expect(inspect(failure, { depth: null, showHidden: true })).not.toMatch(new RegExp([KEY_ID, SECRET, '246810', MESSAGE.to].join('|')))
}
