import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Buffer } from 'node:buffer'
import type { Config } from '../../kit/config.ts'
import type { Visit } from './lockout.ts'
import { fastifyCookie } from '@fastify/cookie'
import { keyedHash } from '../../kit/secrets.ts'

const SESSION_COOKIE = 'linli_session'
const CSRF_COOKIE = 'csrf_token'
const DEVICE_COOKIE = 'linli_device'
const DEVICE_SECONDS = 365 * 86_400
const MAX_USER_AGENT = 300

/** Where a sign-in comes from. */
export interface Caller extends Visit {
  userAgent: string
  /** The browser session the request came with: a new sign-in ends it (B-65). */
  session: { id: number, accountId: number } | null
}

export function callerOf(request: FastifyRequest): Caller {
  const { member } = request
  return {
    address: request.ip,
    deviceId: cookieOf(request, DEVICE_COOKIE),
    userAgent: [...request.headers['user-agent'] ?? ''].slice(0, MAX_USER_AGENT).join(''),
    session: member?.via === 'cookie' ? { id: member.sessionId, accountId: member.accountId } : null,
  }
}

export const sessionTokenOf = (request: FastifyRequest) => cookieOf(request, SESSION_COOKIE)

/** The token that a page reads from its cookie and sends as X-CSRFToken: another site's page can do neither. */
export const csrfTokenOf = (config: Config, secretHash: Buffer) => keyedHash(config, 'csrf', secretHash).toString('base64url')

/** `seconds`: how long the browser keeps it; null = until its window closes. */
export interface BrowserSession { token: string, secretHash: Buffer, deviceId: string, seconds: number | null }

export function setSessionCookies(config: Config, reply: FastifyReply, session: BrowserSession) {
  const lasting = session.seconds === null ? {} : { maxAge: session.seconds }
  set(config, reply, SESSION_COOKIE, session.token, { httpOnly: true, ...lasting })
  set(config, reply, CSRF_COOKIE, csrfTokenOf(config, session.secretHash), lasting)
  set(config, reply, DEVICE_COOKIE, session.deviceId, { httpOnly: true, maxAge: DEVICE_SECONDS })
}

/** Gives a page its CSRF token back when the cookie was lost or belongs to an earlier session. */
export function renewCsrfCookie(config: Config, request: FastifyRequest, reply: FastifyReply, secretHash: Buffer) {
  const token = csrfTokenOf(config, secretHash)
  if (cookieOf(request, CSRF_COOKIE) !== token) set(config, reply, CSRF_COOKIE, token, {})
}

/** The device stays known: who has signed in on it may not be locked out there. */
export function clearSessionCookies(config: Config, reply: FastifyReply) {
  for (const name of [SESSION_COOKIE, CSRF_COOKIE]) set(config, reply, name, '', { maxAge: 0 })
}

function cookieOf(request: FastifyRequest, name: string): string | null {
  return request.headers.cookie ? fastifyCookie.parse(request.headers.cookie)[name] || null : null
}

function set(config: Config, reply: FastifyReply, name: string, value: string, more: { httpOnly?: boolean, maxAge?: number }) {
  const secure = config.publicUrl.startsWith('https:')
  reply.header('set-cookie', fastifyCookie.serialize(name, value, { path: '/', sameSite: 'lax', secure, ...more }))
}
