import type { Config } from '../../kit/config.ts'
import { Buffer } from 'node:buffer'
import { createECDH } from 'node:crypto'
import { RealtimeSettings } from './settings.ts'

/** By which push services know this site (RFC 8292). */
export interface PushKeys { subject: string, publicKey: string, privateKey: string }

const made = new WeakMap<Config, PushKeys>()

/**
 * The site's key pair for push services, made from its secret: the same on every node and after every start. With another
 * secret the browsers' subscriptions are worth nothing; pages notice and subscribe again.
 */
export function pushKeysOf(config: Config): PushKeys {
  let keys = made.get(config)
  if (!keys) made.set(config, keys = { subject: subjectOf(config), ...pairOf(config) })
  return keys
}

function pairOf(config: Config): { publicKey: string, privateKey: string } {
  const curve = createECDH('prime256v1')
  for (let n = 0; ; n++) {
    try {
      curve.setPrivateKey(config.secret(n === 0 ? 'vapid' : `vapid ${n}`))
      return { publicKey: curve.getPublicKey('base64url'), privateKey: Buffer.from(curve.getPrivateKey().toString('hex').padStart(64, '0'), 'hex').toString('base64url') }
    } catch (error) {
      if (n > 10) throw error // one number in 2^32 is no key of this curve
    }
  }
}

function subjectOf(config: Config): string {
  const { VAPID_SUBJECT } = config.of(RealtimeSettings)
  return VAPID_SUBJECT ?? (config.publicUrl.startsWith('https:') ? config.publicUrl : 'mailto:nobody@linli.example')
}
