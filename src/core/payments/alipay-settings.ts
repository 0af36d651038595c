import type { KeyObject } from 'node:crypto'
import type { Config } from '../../kit/config.ts'
import type { AlipayMerchant } from './alipay.ts'
import { Buffer } from 'node:buffer'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Type } from 'typebox'
import { ConfigError } from '../../kit/config.ts'

const text = (description: string) => Type.Optional(Type.String({ description }))

export const alipaySettings = Type.Object({
  ALIPAY_APP_ID: text('the app id from open.alipay.com; without it a demo site pays at its own simulator'),
  ALIPAY_SELLER_ID: text('the merchant\'s user id, 2088…'),
  ALIPAY_PRIVATE_KEY: text('the app\'s private key: PEM, or its base64 text as Alipay\'s key tool gives it'),
  ALIPAY_PRIVATE_KEY_FILE: text('a file with that key instead'),
  ALIPAY_PUBLIC_KEY: text('Alipay\'s public key (not the app\'s own)'),
  ALIPAY_PUBLIC_KEY_FILE: text('a file with that key instead'),
  ALIPAY_GATEWAY: Type.Optional(Type.String({ pattern: '^https?://[^?#]+$', description: 'the address of Alipay\'s gateway.do; the sandbox has another one' })),
})

const GATEWAY = 'https://openapi.alipay.com/gateway.do'

/**
 * The merchant of the settings, or null when none is set. Throws a ConfigError that names all that is missing or unreadable:
 * half a merchant is a mistake, not a site without payments.
 */
export function merchantOf(config: Config): AlipayMerchant | null {
  const { ALIPAY_GATEWAY: gateway = GATEWAY, ...given } = config.of(alipaySettings)
  if (Object.keys(given).length === 0) return null
  const problems: string[] = []
  const need = (name: 'ALIPAY_APP_ID' | 'ALIPAY_SELLER_ID') => given[name] ?? (problems.push(`${name} is needed to take payments`), '')
  const key = (name: 'ALIPAY_PRIVATE_KEY' | 'ALIPAY_PUBLIC_KEY', read: (text: string) => string) => {
    const file = given[`${name}_FILE`]
    try {
      const text = given[name] ?? (file && readFileSync(file, 'utf8'))
      if (text) return read(text)
      problems.push(`${name} or ${name}_FILE is needed to take payments`)
    } catch {
      problems.push(`${given[name] ? name : `${name}_FILE`} is not an RSA key that can be read`)
    }
    return ''
  }
  const merchant: AlipayMerchant = {
    appId: need('ALIPAY_APP_ID'),
    sellerId: need('ALIPAY_SELLER_ID'),
    privateKey: key('ALIPAY_PRIVATE_KEY', readPrivateKey),
    alipayPublicKey: key('ALIPAY_PUBLIC_KEY', readPublicKey),
    gateway,
  }
  if (config.mode === 'production' && !gateway.startsWith('https:')) problems.push('ALIPAY_GATEWAY must be an https address in production')
  if (problems.length > 0) throw new ConfigError(problems)
  return merchant
}

/** Whatever form Alipay's tools gave the key in (PEM or bare base64, PKCS#8 or PKCS#1): as PKCS#8 PEM. */
export function readPrivateKey(given: string): string {
  const key = isPem(given) ? createPrivateKey(unfolded(given)) : firstThatReads(['pkcs8', 'pkcs1'], type => createPrivateKey({ key: derOf(given), format: 'der', type }))
  return rsa(key).export({ type: 'pkcs8', format: 'pem' }) as string
}

/** Alipay's public key, PEM or bare base64: as SPKI PEM. */
export function readPublicKey(given: string): string {
  const key = isPem(given) ? createPublicKey(unfolded(given)) : firstThatReads(['spki', 'pkcs1'], type => createPublicKey({ key: derOf(given), format: 'der', type }))
  return rsa(key).export({ type: 'spki', format: 'pem' }) as string
}

const isPem = (text: string) => text.includes('-----BEGIN')
/** One line of an `.env` file may hold a PEM with its line breaks written out. */
const unfolded = (text: string) => text.trim().replaceAll('\\n', '\n')
const derOf = (text: string) => Buffer.from(text.replaceAll(/\s|\\n/g, ''), 'base64')

function firstThatReads<const T extends string>(types: readonly T[], read: (type: T) => KeyObject): KeyObject {
  for (const type of types) {
    try {
      return read(type)
    } catch { /* the next form, then */ }
  }
  throw new Error('not a key')
}

function rsa(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'rsa') throw new Error('not an RSA key')
  return key
}
