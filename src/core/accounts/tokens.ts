import type { Buffer } from 'node:buffer'
import type { Parts } from '../../kit/module.ts'
import type { Tokens } from './contract.ts'
import { errors, jwtVerify, SignJWT } from 'jose'
import { AccountErrors } from './errors.ts'
import { keyedHash, randomToken, sameText } from '../../kit/secrets.ts'
import { countRefresh, deleteSession, findTokenSession } from './sessions-store.ts'

const ACCESS_SECONDS = 15 * 60
const ISSUER = 'linli'

/** The part of a session that its tokens are made of. */
interface TokenSession { id: number, publicId: string, secretHash: Buffer, refreshNumber: number }

/**
 * A short access token (JWT) and a refresh token that is good once. Nothing of either is stored: the refresh token is its
 * session's id and a number, signed together with the session's secret; the session's row says which number comes next.
 */
export async function makeTokens(parts: Parts, session: TokenSession): Promise<Tokens> {
  const issuedAt = Math.floor(parts.clock.now().getTime() / 1000)
  const accessToken = await new SignJWT({ sid: session.id })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(session.publicId)
    .setIssuer(ISSUER)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_SECONDS)
    .setJti(randomToken())
    .sign(parts.config.secret('jwt'))
  const counted = `${session.id}.${session.refreshNumber}`
  return { accessToken, refreshToken: `${counted}.${signRefresh(parts, session.secretHash, counted)}`, expiresIn: ACCESS_SECONDS }
}

/** The session and person an access token speaks of; null when it is not ours, altered or too old. */
export async function readAccessToken(parts: Parts, token: string): Promise<{ sessionId: number, publicId: string } | null> {
  try {
    const { payload } = await jwtVerify(token, parts.config.secret('jwt'), { algorithms: ['HS256'], issuer: ISSUER, currentDate: parts.clock.now(), requiredClaims: ['sub', 'exp', 'iat', 'jti'] })
    return typeof payload.sid === 'number' ? { sessionId: payload.sid, publicId: payload.sub! } : null
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}

/**
 * Trades a refresh token for new tokens. Of a token that comes a second time one bearer is a thief, and nobody can say
 * which: the session ends for both.
 */
export async function refreshTokens(parts: Parts, refreshToken: string): Promise<Tokens> {
  const [, id, number, signature] = /^(\d{1,15})\.(\d{1,9})\.([\w-]{43})$/.exec(refreshToken) ?? []
  if (!id || !number || !signature) throw AccountErrors.bad_refresh_token()
  const { sql } = parts.db
  const now = parts.clock.now()
  const session = await findTokenSession(sql, Number(id), now)
  if (!session || !sameText(signature, signRefresh(parts, session.secretHash, `${id}.${number}`))) throw AccountErrors.bad_refresh_token()
  if (!await countRefresh(sql, session.id, Number(number), now)) {
    await deleteSession(sql, session.accountId, session.id)
    throw AccountErrors.bad_refresh_token()
  }
  return makeTokens(parts, { ...session, refreshNumber: Number(number) + 1 })
}

function signRefresh(parts: Parts, secretHash: Buffer, counted: string): string {
  return keyedHash(parts.config, 'refresh', `${counted}.${secretHash.toString('base64url')}`).toString('base64url')
}
