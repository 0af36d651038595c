import { Buffer } from 'node:buffer'
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { frozenClock } from '../../kit/clock.ts'
import { readConfig } from '../../kit/config.ts'
import { alipaySettings, merchantOf, readPrivateKey, readPublicKey } from './alipay-settings.ts'
import { alipay } from './alipay.ts'
import { isMerchants } from './simulator/protocol.ts'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string
const bare = (text: string) => text.replaceAll(/-----[A-Z ]+-----|\n/g, '')
const settings = (env: Record<string, string>) => merchantOf(readConfig(env, [alipaySettings], '/nowhere/.env'))
const good = { ALIPAY_APP_ID: '2021000000000001', ALIPAY_SELLER_ID: '2088000000000001', ALIPAY_PRIVATE_KEY: pem, ALIPAY_PUBLIC_KEY: publicPem }
const production = { LINLI_MODE: 'production', SECRET_KEY: 'x'.repeat(40), PUBLIC_URL: 'https://linli.example' }

test.each(['pkcs8', 'pkcs1'] as const)('a %s key is read as PEM, in one line and as the bare text of Alipay\'s tool', (type) => {
  const text = pair.privateKey.export({ type, format: 'pem' }) as string
  for (const form of [text, text.replaceAll('\n', '\\n'), bare(text), `${bare(text)}\n`]) {
    expect(createPrivateKey(readPrivateKey(form)).equals(pair.privateKey)).toBe(true)
  }
})

test('Alipay\'s public key is read as PEM and as bare text', () => {
  for (const form of [publicPem, bare(publicPem)]) expect(readPublicKey(form)).toBe(publicPem)
})

test('a key of another kind is not a key', () => {
  const { privateKey } = generateKeyPairSync('ed25519')
  expect(() => readPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)).toThrow()
  expect(() => readPrivateKey('hello')).toThrow()
})

test('keys may be in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linli-keys-'))
  try {
    writeFileSync(join(folder, 'app.pem'), pem)
    const { ALIPAY_PRIVATE_KEY: _, ...others } = good
    expect(settings({ ...others, ALIPAY_PRIVATE_KEY_FILE: join(folder, 'app.pem') })?.privateKey).toBe(pem)
    expect(() => settings({ ...others, ALIPAY_PRIVATE_KEY_FILE: join(folder, 'nothing.pem') })).toThrow('ALIPAY_PRIVATE_KEY_FILE')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('nothing set is no provider; production speaks to an https gateway only', () => {
  expect(settings({})).toBeNull()
  expect(settings({ ...good, ...production })).toMatchObject({ gateway: 'https://openapi.alipay.com/gateway.do' })
  expect(() => settings({ ...good, ...production, ALIPAY_GATEWAY: 'http://openapi.alipay.com/gateway.do' })).toThrow('ALIPAY_GATEWAY')
})

test('a cashier address carries the order in Shanghai\'s time, signed so that the other side believes it', async () => {
  const provider = alipay(settings(good)!, frozenClock('2027-03-01T16:00:00Z'))
  const url = new URL(await provider.createPayUrl({
    outTradeNo: 'a'.repeat(32),
    amount: 123_405,
    subject: '爱家 "海景" <房> a=1&total_amount=0.01/\u0000',
    returnUrl: 'https://linli.example/pay?x=1&y=2',
    notifyUrl: 'https://linli.example/notify',
    expiresAt: new Date('2027-03-01T16:15:00.999Z'),
    device: 'phone',
  }))
  const params = Object.fromEntries(url.searchParams)
  expect(url.origin).toBe('https://openapi.alipay.com')
  expect(params).toMatchObject({ method: 'alipay.trade.wap.pay', timestamp: '2027-03-02 00:00:00', return_url: 'https://linli.example/pay?x=1&y=2', sign_type: 'RSA2' })
  expect(JSON.parse(params.biz_content!)).toEqual({
    out_trade_no: 'a'.repeat(32),
    total_amount: '1234.05',
    subject: '爱家 海景 房 a 1 total_amount 0.01',
    time_expire: '2027-03-02 00:15:00',
    product_code: 'QUICK_WAP_WAY',
    quit_url: `https://linli.example/pay?x=1&y=2&out_trade_no=${'a'.repeat(32)}`,
  })
  expect(isMerchants(params, publicPem)).toBe(true)
  expect(isMerchants({ ...params, notify_url: 'https://thief.example/' }, publicPem)).toBe(false)
  expect(isMerchants({ ...params, sign: Buffer.from('x').toString('base64') }, publicPem)).toBe(false)
})
