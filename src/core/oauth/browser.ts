import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../kit/config.ts'
import { fastifyCookie } from '@fastify/cookie'
import { randomToken } from '../../kit/secrets.ts'

const COOKIE = 'linli_oauth'
/** As long as a way there and back, and a form, may take. */
const SECONDS = 30 * 60

/** What tells this browser from others while it is on its way; several tabs share it. Null for who has none. */
export function browserOf(request: FastifyRequest): string | null {
  const value = request.headers.cookie ? fastifyCookie.parse(request.headers.cookie)[COOKIE] : undefined
  return value && /^[\w-]{43}$/.test(value) ? value : null
}

/** Lax: it must be there when another site sends the browser back here. */
export function markBrowser(config: Config, request: FastifyRequest, reply: FastifyReply): string {
  const value = browserOf(request) ?? randomToken()
  const secure = config.publicUrl.startsWith('https:')
  reply.header('set-cookie', fastifyCookie.serialize(COOKIE, value, { path: '/api/v1/oauth', httpOnly: true, sameSite: 'lax', secure, maxAge: SECONDS }))
  return value
}
