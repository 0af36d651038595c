import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Parts } from '../../kit/module.ts'
import type { CurrentSession } from './contract.ts'
import { browserSessionOf } from './authenticate.ts'
import { clearSessionCookies, renewCsrfCookie, sessionTokenOf } from './cookies.ts'
import { meOf } from './profile.ts'

/** Who is signed in; puts a browser's cookies in order: a lost CSRF token comes back, an ended session goes. */
export async function currentSession(parts: Parts, request: FastifyRequest, reply: FastifyReply): Promise<CurrentSession> {
  const { member } = request
  if (!member) {
    if (sessionTokenOf(request)) clearSessionCookies(parts.config, reply)
    return { signedIn: false }
  }
  if (member.via === 'cookie') {
    const session = await browserSessionOf(parts, request)
    if (session) renewCsrfCookie(parts.config, request, reply, session.secretHash)
  }
  return { signedIn: true, user: await meOf(parts, member.accountId) }
}
