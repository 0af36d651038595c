import type { FastifyRequest } from 'fastify'
import type { Member } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { LiveSession } from './sessions-store.ts'
import { KitErrors } from '../../kit/errors.ts'
import { csrfTokenOf, sessionTokenOf } from './cookies.ts'
import { hashToken, sameText } from '../../kit/secrets.ts'
import { findBrowserSession, findTokenSession, liveAmong, touchSession } from './sessions-store.ts'
import { readAccessToken } from './tokens.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/** "Last seen" is this exact: a write per request would cost more than the request. */
const TOUCH_SECONDS = 300

/** The member whose access token or session cookie the request carries. A token, good or not, makes the cookie irrelevant. */
export async function authenticateMember(parts: Parts, request: FastifyRequest): Promise<Member | null> {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const session = bearer ? await sessionOfAccessToken(parts, bearer) : await browserSessionOf(parts, request)
  if (!session) return null
  if (session.kind === 'browser') refuseForgery(parts, request, session)

  const now = parts.clock.now()
  const since = new Date(now.getTime() - TOUCH_SECONDS * 1000)
  if (session.lastSeenAt < since) await touchSession(parts.db.sql, session.id, request.ip, now, since)
  return toMember(session)
}

/** The member an access token stands for, where it comes another way than in a header. */
export async function memberOfToken(parts: Parts, token: string): Promise<Member | null> {
  const session = await sessionOfAccessToken(parts, token)
  return session && toMember(session)
}

/** Of these sessions those that have not ended: for what stays open longer than a request. */
export async function liveSessionIds(parts: Parts, sessionIds: readonly number[]): Promise<Set<number>> {
  return new Set(await liveAmong(parts.db.sql, sessionIds, parts.clock.now()))
}

function toMember({ accountId, id, verified, kind }: LiveSession): Member {
  return { accountId, sessionId: id, verified, via: kind === 'browser' ? 'cookie' : 'token' }
}

/** The live session of the request's cookie. */
export async function browserSessionOf(parts: Parts, request: FastifyRequest): Promise<LiveSession | null> {
  const token = sessionTokenOf(request)
  return token ? await findBrowserSession(parts.db.sql, hashToken(token), parts.clock.now()) ?? null : null
}

/** The JWT alone is not believed: its session may have ended a second ago (B-69). */
async function sessionOfAccessToken(parts: Parts, token: string): Promise<LiveSession | null> {
  const claims = await readAccessToken(parts, token)
  const session = claims && await findTokenSession(parts.db.sql, claims.sessionId, parts.clock.now())
  return session && session.publicId === claims.publicId ? session : null
}

/** A browser sends the cookie along with whatever page asks it to; the header only our own page can send. */
function refuseForgery(parts: Parts, request: FastifyRequest, session: LiveSession) {
  if (SAFE.has(request.method) || request.routeOptions.config.csrf === false) return
  const given = request.headers['x-csrftoken']
  if (typeof given !== 'string' || !sameText(given, csrfTokenOf(parts.config, session.secretHash))) throw KitErrors.bad_csrf()
}
