import type { FastifyReply } from 'fastify'
import type { Buffer } from 'node:buffer'
import type { Tx } from '../../kit/db.ts'
import type { Member } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import type { SessionItem, SignedIn } from './contract.ts'
import type { BrowserSession, Caller } from './cookies.ts'
import { KitErrors } from '../../kit/errors.ts'
import { setSessionCookies } from './cookies.ts'
import { rememberPlace } from './lockout.ts'
import { meOf } from './profile.ts'
import { deviceOf, maskAddress, SESSION_SECONDS, SHORT_SESSION_SECONDS } from './rules.ts'
import { hashToken, randomToken } from '../../kit/secrets.ts'
import { deleteSession, deleteSessionsOf, insertSession, listSessions } from './sessions-store.ts'
import { makeTokens } from './tokens.ts'

/** How somebody wants to be signed in. */
export interface SessionWish { token?: boolean, remember?: boolean }

/** A session that has just begun; `answerSignedIn` hands its secrets out. */
export type StartedSession
  = { kind: 'browser', accountId: number, browser: BrowserSession }
    | { kind: 'token', accountId: number, id: number, secretHash: Buffer }

/**
 * Begins a session in the transaction that proved who it is. Always a new one: a token planted before signing in is
 * worth nothing, and the session this browser had ends (B-65).
 */
export async function startSession(parts: Parts, tx: Tx, accountId: number, caller: Caller, wish: SessionWish): Promise<StartedSession> {
  const now = parts.clock.now()
  const token = randomToken()
  const secretHash = hashToken(token)
  const kind = wish.token ? 'token' : 'browser'
  const remember = wish.remember ?? true
  const endsAt = new Date(now.getTime() + (remember ? SESSION_SECONDS : SHORT_SESSION_SECONDS) * 1000)
  const deviceId = caller.deviceId ?? randomToken()

  if (caller.session) await deleteSession(tx, caller.session.accountId, caller.session.id)
  await rememberPlace(parts, tx, accountId, { address: caller.address, deviceId: kind === 'browser' ? deviceId : null })
  const id = await insertSession(tx, { accountId, kind, secretHash, userAgent: caller.userAgent, address: caller.address, endsAt }, now)
  if (kind === 'token') return { kind, accountId, id, secretHash }
  return { kind, accountId, browser: { token, secretHash, deviceId, seconds: remember ? SESSION_SECONDS : null } }
}

/** The answer of every way to sign in: cookies for browsers, tokens for who asked for them. */
export async function answerSignedIn(parts: Parts, reply: FastifyReply, session: StartedSession): Promise<SignedIn> {
  const user = await meOf(parts, session.accountId)
  if (session.kind === 'token') {
    const tokens = await makeTokens(parts, { id: session.id, publicId: user.id, secretHash: session.secretHash, refreshNumber: 0 })
    return { user, ...tokens }
  }
  setSessionCookies(parts.config, reply, session.browser)
  return { user }
}

/** Where this person is signed in, the latest first. */
export async function sessionsOf(parts: Parts, member: Member): Promise<{ items: SessionItem[] }> {
  const rows = await listSessions(parts.db.sql, member.accountId, parts.clock.now())
  return {
    items: rows.map(row => ({
      id: row.id,
      device: deviceOf(row.userAgent),
      address: maskAddress(row.address),
      kind: row.kind,
      current: row.id === member.sessionId,
      createdAt: row.createdAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
    })),
  }
}

export async function endSession(parts: Parts, member: Member, id: number): Promise<void> {
  if (!await deleteSession(parts.db.sql, member.accountId, id)) throw KitErrors.not_found()
}

/** Signs out where the caller is; of several sign-outs at once each has got what it wanted. */
export async function signOut(parts: Parts, { accountId, sessionId }: Member): Promise<void> {
  await deleteSession(parts.db.sql, accountId, sessionId)
}

/** Signs out everywhere else. */
export async function endOtherSessions(parts: Parts, member: Member): Promise<{ ended: number }> {
  return { ended: await deleteSessionsOf(parts.db.sql, member.accountId, member.sessionId) }
}
