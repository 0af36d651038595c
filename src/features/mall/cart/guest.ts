import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Buffer } from 'node:buffer'
import type { Config } from '../../../kit/config.ts'
import { hashToken, keyedHash, randomToken, sameText } from '../../../kit/secrets.ts'

// Whose a cart is before anybody has signed in: a token in a cookie no script reads, signed by us, so that an invented one
// costs no query. The database keeps its hash only.

const COOKIE = 'linli_cart'
/** A guest's cart is kept this long after its last change, and the cookie too. */
export const GUEST_DAYS = 60

/** The hash of the token the request carries, or null. */
export function guestHashOf(config: Config, request: FastifyRequest): Buffer | null {
  const [token, signature] = (request.cookies[COOKIE] ?? '').split('.')
  return token && signature && sameText(signature, signatureOf(config, token)) ? hashToken(token) : null
}

/** A new guest: what the database keeps, and what the browser is given. */
export function newGuest(config: Config): { hash: Buffer, cookie: string } {
  const token = randomToken()
  return { hash: hashToken(token), cookie: `${token}.${signatureOf(config, token)}` }
}

export function setGuestCookie(config: Config, reply: FastifyReply, cookie: string): void {
  reply.setCookie(COOKIE, cookie, { ...scope(config), maxAge: GUEST_DAYS * 86_400 })
}

export function renewGuestCookie(config: Config, request: FastifyRequest, reply: FastifyReply): void {
  setGuestCookie(config, reply, request.cookies[COOKIE]!)
}

export function dropGuestCookie(config: Config, reply: FastifyReply): void {
  reply.clearCookie(COOKIE, scope(config))
}

const scope = (config: Config) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:') }) as const
const signatureOf = (config: Config, token: string) => keyedHash(config, 'cart', token).toString('base64url')
