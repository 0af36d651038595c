import type { Sql, Tx } from '../../kit/db.ts'
import type { PlainDate } from '../../kit/dates.ts'
import type { Lang } from '../../kit/errors.ts'
import type { PictureRow } from '../media/index.ts'
import type { UserQuery } from './console-contract.ts'
import type { SealedIdentity } from './identity-store.ts'
import type { AccountStatus } from './tables.ts'
import { sql } from 'kysely'
import { instantOf } from '../../kit/dates.ts'
import { COUNT_LIMIT } from '../../kit/pagination.ts'
import { pictureJson } from '../media/index.ts'
import { readLoginName } from './rules.ts'
import './tables.ts'

interface Paged { page: number, limit: number }

export interface UserRow {
  number: number
  id: string
  name: string
  avatar: PictureRow | null
  username: string | null
  mobile: string | null
  email: string | null
  status: AccountStatus
  verifiedAt: Date | null
  createdAt: Date
  lastSeenAt: Date | null
}

const users = (db: Sql) => db.selectFrom('account as a').leftJoin('identity as i', 'i.account_id', 'a.id')

const userColumns = ['a.id as number', 'a.public_id as id', 'a.name', 'a.username', 'a.mobile', 'a.email', 'a.status', 'a.created_at as createdAt', 'i.verified_at as verifiedAt'] as const
const avatar = pictureJson(sql.ref('a.avatar_id')).as('avatar')
/** Of a session that still holds, or else of the last sign-in. */
const lastSeenAt = sql<Date | null>`greatest(
  (select max(last_seen_at) from session where account_id = a.id), (select max(seen_at) from sign_in_place where account_id = a.id))`.as('lastSeenAt')

/** People for staff, the newest first: one row more than the page, and a count that stops after COUNT_LIMIT. */
export async function listUsers(db: Sql, { q, status, verified, from, to, seenFrom, page, limit }: UserQuery & Paged): Promise<{ rows: UserRow[], count: number }> {
  let found = users(db)
  if (q !== undefined) found = found.where(isMeantBy(q))
  if (status) found = found.where('a.status', '=', status)
  if (verified !== undefined) found = found.where('i.account_id', verified ? 'is not' : 'is', null)
  if (from !== undefined) found = found.where('a.created_at', '>=', instantOf(from, 0))
  if (to !== undefined) found = found.where('a.created_at', '<', instantOf(to, 24))
  if (seenFrom !== undefined) found = found.where('a.id', 'in', db.selectFrom('session').select('account_id').where('last_seen_at', '>=', instantOf(seenFrom, 0)))

  const rows = await found.select([...userColumns, avatar, lastSeenAt])
    .orderBy('a.created_at', 'desc').orderBy('a.id', 'desc').limit(limit + 1).offset((page - 1) * limit).execute()
  const { count } = await db.selectFrom(found.select('a.id').limit(COUNT_LIMIT + 1).as('found')).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return { rows, count }
}

/** A whole phone number or e-mail address only: by parts of them a masked one could be guessed digit by digit. */
function isMeantBy(q: string) {
  const { kind, value } = readLoginName(q)
  if (kind !== 'username') return sql<boolean>`${sql.ref(`a.${kind}`)} = ${value}`
  const text = q.trim()
  const nameBegins = `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const number = /^[1-9]\d{0,14}$/.test(text) ? sql`or a.id = ${text}::bigint` : sql``
  return sql<boolean>`(lower(a.username) = ${value} or a.public_id = ${text} or lower(a.name) like ${nameBegins} ${number})`
}

export interface WholeUserRow extends UserRow {
  statusReason: string | null
  leavesAt: Date | null
  lang: Lang | null
  termsVersion: string
  termsAcceptedAt: Date
  places: number
}

/** Somebody by the public id, or the internal one as digits. */
export async function findUser(db: Sql, id: string): Promise<WholeUserRow | undefined> {
  const all = users(db).select([...userColumns, 'a.status_reason as statusReason', 'a.leaves_at as leavesAt', 'a.lang', 'a.terms_version as termsVersion', 'a.terms_accepted_at as termsAcceptedAt'])
    .select([avatar, lastSeenAt, sql<number>`(select count(*) from sign_in_place where account_id = a.id)`.as('places')])
  return (isNumber(id) ? all.where('a.id', '=', Number(id)) : all.where('a.public_id', '=', id)).executeTakeFirst()
}

export interface Standing { number: number, status: AccountStatus, statusReason: string | null, leavesAt: Date | null }

/** Keeps everybody else from changing this account, or signing in to it, until the transaction ends. */
export async function lockUser(tx: Tx, id: string): Promise<Standing | undefined> {
  const all = tx.selectFrom('account').select(['id as number', 'status', 'status_reason as statusReason', 'leaves_at as leavesAt']).forNoKeyUpdate()
  return (isNumber(id) ? all.where('id', '=', Number(id)) : all.where('public_id', '=', id)).executeTakeFirst()
}

const isNumber = (id: string) => id.length < 20

export interface IdentityRow extends SealedIdentity { number: number, id: string, name: string }

/** Whose identity is confirmed, the latest first, as it is sealed. */
export async function listVerified(db: Sql, { page, limit }: Paged): Promise<{ rows: IdentityRow[], count: number }> {
  const rows = await db.selectFrom('identity as i').innerJoin('account as a', 'a.id', 'i.account_id').select(['a.id as number', 'a.public_id as id', 'a.name', 'i.sealed', 'i.key_version as keyVersion', 'i.verified_at as verifiedAt'])
    .orderBy('i.verified_at', 'desc').orderBy('i.account_id', 'desc').limit(limit + 1).offset((page - 1) * limit).execute()
  const { count } = await db.selectFrom(db.selectFrom('identity').select('account_id').limit(COUNT_LIMIT + 1).as('found')).select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow()
  return { rows, count }
}

/** How many there are now, and how many of them came, or came back, since `since`. */
export async function countUsers(db: Sql, since: Date): Promise<{ users: number, verified: number, suspended: number, activeToday: number }> {
  const { rows: [row] } = await sql<{ users: number, verified: number, suspended: number, activeToday: number }>`
    select (select count(*) from account where status <> 'deleted') as users,
      (select count(*) from identity) as verified,
      (select count(*) from account where status = 'suspended') as suspended,
      (select count(distinct account_id) from session where last_seen_at >= ${since}) as "activeToday"`.execute(db)
  return row!
}

/** How many registered on each day in Shanghai since `since`; days without anybody are left out. */
export async function countRegistrations(db: Sql, since: Date): Promise<{ date: PlainDate, registered: number }[]> {
  const { rows } = await sql<{ date: PlainDate, registered: number }>`
    select (created_at at time zone 'Asia/Shanghai')::date as date, count(*) as registered
    from account where created_at >= ${since} group by 1 order by 1`.execute(db)
  return rows
}
