import type { Config } from './config.ts'
import { Buffer } from 'node:buffer'
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** 32 characters that are not taken for each other: 5 random bits each. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A public id nobody can guess (100 bits with the default length). */
export function randomId(length = 20): string {
  return Array.from(randomBytes(length), byte => ALPHABET[byte & 31]).join('')
}

/** A bearer secret of 256 bits, for cookies and links. */
export const randomToken = () => randomBytes(32).toString('base64url')

/** What the database keeps of a token. A token has 256 bits of its own, so no salt and no slow hash is needed. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest()

/** A keyed hash: only this site can make it, so a copy of the database can't be searched by guessing. */
export function keyedHash(config: Config, purpose: string, text: string | Buffer): Buffer {
  return createHmac('sha256', config.secret(purpose)).update(text).digest()
}

/** Compares without telling by its duration how much was right. */
export function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}
