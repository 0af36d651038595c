import type { Config } from '../../../kit/config.ts'
import type { AlipayMerchant } from '../alipay.ts'
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { alipaySettings } from '../alipay-settings.ts'

/** The one merchant the simulator knows. */
export const APP_ID = '2021000000000001'
export const SELLER_ID = '2088000000000001'

export const GATEWAY_PATH = '/dev/alipay/gateway.do'

/** Both sides' keys: each signs with its private one and is believed by its public one. */
export interface SimulatorKeys { merchantPrivate: string, merchantPublic: string, alipayPrivate: string, alipayPublic: string }

const kept = new WeakMap<Config, SimulatorKeys>()

/** The keys of this site, made once and kept in the data directory, readable by its owner only. Demo sites only. */
export function simulatorKeys(config: Config): SimulatorKeys {
  if (config.mode !== 'demo') throw new Error('there is no simulator outside demo sites')
  let keys = kept.get(config)
  if (!keys) {
    const folder = join(config.dataDir, 'alipay-simulator')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const merchantPrivate = privateKeyIn(join(folder, 'merchant.pem'))
    const alipayPrivate = privateKeyIn(join(folder, 'alipay.pem'))
    kept.set(config, keys = { merchantPrivate, merchantPublic: publicOf(merchantPrivate), alipayPrivate, alipayPublic: publicOf(alipayPrivate) })
  }
  return keys
}

/** The merchant our own Alipay code is set up with: only the address and the keys differ from the real thing. */
export function simulatedMerchant(config: Config): AlipayMerchant {
  const keys = simulatorKeys(config)
  return {
    appId: APP_ID,
    sellerId: SELLER_ID,
    privateKey: keys.merchantPrivate,
    alipayPublicKey: keys.alipayPublic,
    gateway: config.of(alipaySettings).ALIPAY_GATEWAY ?? `${config.publicUrl}${GATEWAY_PATH}`,
  }
}

/** A file appears whole or not at all, and the first of two processes wins. */
function privateKeyIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, privateKey, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8')
}

const publicOf = (privateKey: string) => createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string
