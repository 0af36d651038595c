import type { Config } from '../../kit/config.ts'
import { Secret, TOTP } from 'otpauth'
import { seal, unseal } from '../../kit/seal.ts'

const PERIOD_SECONDS = 30
/** Clocks of phones may be a step off. */
const WINDOW = 1

const totpOf = (secret: string, name: string) => new TOTP({ issuer: 'Linli', label: name, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS, digits: 6 })

/** A new secret: sealed for the database, and as the address that authenticator apps read. */
export function createTotp(config: Config, name: string, secret = new Secret({ size: 20 }).base32): { sealed: Buffer, otpauthUrl: string } {
  return { sealed: seal(config.secret('staff-totp'), secret, name), otpauthUrl: totpOf(secret, name).toString() }
}

/** The time step this code is good for, or null. A step is accepted once only: see `staff.totp_last_step`. */
export function totpStep(config: Config, sealed: Buffer, name: string, code: string, now: Date): number | null {
  const totp = totpOf(unseal(config.secret('staff-totp'), sealed, name), name)
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta
}

/** The code of this moment; for the demo's outbox and for tests. */
export function totpCode(config: Config, sealed: Buffer, name: string, now: Date): string {
  return totpOf(unseal(config.secret('staff-totp'), sealed, name), name).generate({ timestamp: now.getTime() })
}
