import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../kit/db.ts'
import { sql } from 'kysely'
import { SESSION_IDLE_SECONDS } from './rules.ts'
import './tables.ts'

/** What every signed-in request looks up, in one statement by an index. */
export interface LiveSession {
  id: number
  accountId: number
  publicId: string
  kind: 'browser' | 'token'
  secretHash: Buffer
  refreshNumber: number
  lastSeenAt: Date
  verified: boolean
}

export interface NewSessionRow {
  accountId: number
  kind: 'browser' | 'token'
  secretHash: Buffer
  userAgent: string
  address: string
  endsAt: Date
}

export async function insertSession(tx: Tx, session: NewSessionRow, now: Date): Promise<number> {
  const { id } = await tx.insertInto('session').values({
    account_id: session.accountId,
    kind: session.kind,
    secret_hash: session.secretHash,
    user_agent: session.userAgent,
    address: session.address,
    created_at: now,
    last_seen_at: now,
    ends_at: session.endsAt,
  }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** A session that has not ended, been idle too long or lost its account's good standing. */
const liveSessions = (db: Sql, now: Date) => db.selectFrom('session as s')
  .innerJoin('account as a', 'a.id', 's.account_id')
  .leftJoin('identity as i', 'i.account_id', 's.account_id')
  .select(['s.id', 's.account_id as accountId', 'a.public_id as publicId', 's.kind', 's.secret_hash as secretHash', 's.refresh_number as refreshNumber', 's.last_seen_at as lastSeenAt'])
  .select(eb => eb('i.account_id', 'is not', null).$castTo<boolean>().as('verified'))
  .where('s.ends_at', '>', now)
  .where('s.last_seen_at', '>', idleSince(now))
  .where('a.status', '=', 'active')

export async function findBrowserSession(db: Sql, secretHash: Buffer, now: Date): Promise<LiveSession | undefined> {
  return liveSessions(db, now).where('s.secret_hash', '=', secretHash).where('s.kind', '=', 'browser').executeTakeFirst()
}

export async function findTokenSession(db: Sql, id: number, now: Date): Promise<LiveSession | undefined> {
  return liveSessions(db, now).where('s.id', '=', id).where('s.kind', '=', 'token').executeTakeFirst()
}

/** Of these sessions those that still live, in one statement. */
export async function liveAmong(db: Sql, ids: readonly number[], now: Date): Promise<number[]> {
  return (await liveSessions(db, now).where(sql<boolean>`s.id = any(${ids})`).execute()).map(({ id }) => id)
}

/** Written only when the last time is older than `since`: of many requests at once one writes. */
export async function touchSession(db: Sql, id: number, address: string, now: Date, since: Date): Promise<void> {
  await db.updateTable('session').set({ last_seen_at: now, address }).where('id', '=', id).where('last_seen_at', '<', since).execute()
}

/** Spends the refresh token of that number. @returns false when it was spent before */
export async function countRefresh(db: Sql, id: number, refreshNumber: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('session').set({ refresh_number: refreshNumber + 1, last_seen_at: now })
    .where('id', '=', id).where('refresh_number', '=', refreshNumber).executeTakeFirst()
  return numUpdatedRows === 1n
}

export interface SessionRow { id: number, kind: 'browser' | 'token', userAgent: string, address: string, createdAt: Date, lastSeenAt: Date }

const MAX_LISTED = 100

export async function listSessions(db: Sql, accountId: number, now: Date): Promise<SessionRow[]> {
  return db.selectFrom('session')
    .select(['id', 'kind', 'user_agent as userAgent', 'address', 'created_at as createdAt', 'last_seen_at as lastSeenAt'])
    .where('account_id', '=', accountId).where('ends_at', '>', now).where('last_seen_at', '>', idleSince(now))
    .orderBy('last_seen_at', 'desc').orderBy('id', 'desc').limit(MAX_LISTED)
    .execute()
}

/** @returns false when there is no such session of this account */
export async function deleteSession(db: Sql, accountId: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('session').where('id', '=', id).where('account_id', '=', accountId).executeTakeFirst()
  return numDeletedRows === 1n
}

/** @returns how many ended */
export async function deleteSessionsOf(db: Sql, accountId: number, exceptId?: number): Promise<number> {
  const all = db.deleteFrom('session').where('account_id', '=', accountId)
  const { numDeletedRows } = await (exceptId === undefined ? all : all.where('id', '<>', exceptId)).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Rows of sessions, places and recoveries whose time is over: they say nothing any more. */
export async function deleteStale(db: Sql, now: Date, placesBefore: Date): Promise<void> {
  await sql`delete from session where ends_at <= ${now} or last_seen_at <= ${idleSince(now)}`.execute(db)
  await db.deleteFrom('sign_in_place').where('seen_at', '<=', placesBefore).execute()
  await db.deleteFrom('password_recovery').where('expires_at', '<=', now).execute()
}

const idleSince = (now: Date) => new Date(now.getTime() - SESSION_IDLE_SECONDS * 1000)
