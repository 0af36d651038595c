import type { Sql, Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import type { PictureRow } from '../media/index.ts'
import type { Address, LoginName } from './rules.ts'
import type { AccountStatus } from './tables.ts'
import { sql } from 'kysely'
import { pictureJson } from '../media/index.ts'
import './tables.ts'

export interface AccountRow {
  id: number
  publicId: string
  name: string
  username: string | null
  mobile: string | null
  email: string | null
  pendingEmail: string | null
  hasPassword: boolean
  avatar: PictureRow | null
  lang: Lang | null
  verified: boolean
  createdAt: Date
}

/** What signing in and changing secrets need to know; the hash leaves this module never. */
export interface SecretRow {
  id: number
  username: string | null
  mobile: string | null
  email: string | null
  passwordHash: string | null
  status: AccountStatus
  statusReason: string | null
  /** When an account that is leaving will be deleted. */
  leavesAt: Date | null
  lang: Lang | null
}

const secretColumns = ['id', 'username', 'mobile', 'email', 'password_hash as passwordHash', 'status', 'status_reason as statusReason', 'leaves_at as leavesAt', 'lang'] as const

export interface NewAccount {
  publicId: string
  name: string
  mobile: string | null
  email: string | null
  username: string | null
  passwordHash: string | null
  termsVersion: string
  lang: Lang | null
}

/** Throws at account_mobile_key, account_email_key and account_username_key. @returns the internal id */
export async function insertAccount(tx: Tx, account: NewAccount, now: Date): Promise<number> {
  const { id } = await tx.insertInto('account').values({
    public_id: account.publicId,
    name: account.name,
    mobile: account.mobile,
    email: account.email,
    username: account.username,
    password_hash: account.passwordHash,
    lang: account.lang,
    terms_version: account.termsVersion,
    terms_accepted_at: now,
    created_at: now,
  }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** The same for many, in one statement. @returns their internal ids, in order */
export async function insertAccounts(tx: Tx, accounts: readonly (NewAccount & { createdAt: Date })[]): Promise<number[]> {
  const rows = await tx.insertInto('account').values(accounts.map(account => ({
    public_id: account.publicId,
    name: account.name,
    mobile: account.mobile,
    email: account.email,
    username: account.username,
    password_hash: account.passwordHash,
    lang: account.lang,
    terms_version: account.termsVersion,
    terms_accepted_at: account.createdAt,
    created_at: account.createdAt,
  }))).returning(['id', 'public_id']).execute()
  const ids = new Map(rows.map(row => [row.public_id, row.id]))
  return accounts.map(({ publicId }) => ids.get(publicId)!)
}

/** The account behind a name somebody signs in with, whatever its status; a deleted one has no names. */
export async function findByLoginName(db: Sql, { kind, value }: LoginName): Promise<SecretRow | undefined> {
  const query = db.selectFrom('account').select(secretColumns)
  const found = kind === 'username' ? query.where(sql`lower(username)`, '=', value) : query.where(kind, '=', value)
  return found.executeTakeFirst()
}

export async function findSecrets(db: Sql, accountId: number): Promise<SecretRow | undefined> {
  return db.selectFrom('account').select(secretColumns).where('id', '=', accountId).executeTakeFirst()
}

export async function findByAddress(db: Sql, { channel, to }: Address): Promise<SecretRow | undefined> {
  return db.selectFrom('account').select(secretColumns).where(channel === 'sms' ? 'mobile' : 'email', '=', to).executeTakeFirst()
}

export async function isUsernameTaken(db: Sql, username: string): Promise<boolean> {
  return !!await db.selectFrom('account').select('id').where(sql`lower(username)`, '=', username.toLowerCase()).executeTakeFirst()
}

export async function findAccount(db: Sql, accountId: number, now: Date): Promise<AccountRow | undefined> {
  return db.selectFrom('account as a')
    .leftJoin('identity as i', 'i.account_id', 'a.id')
    .leftJoin('email_activation as e', join => join.onRef('e.account_id', '=', 'a.id').on('e.expires_at', '>', now))
    .select(['a.id', 'a.public_id as publicId', 'a.name', 'a.username', 'a.mobile', 'a.email', 'e.email as pendingEmail', 'a.lang', 'a.created_at as createdAt'])
    .select(eb => [eb('a.password_hash', 'is not', null).$castTo<boolean>().as('hasPassword'), pictureJson(sql.ref('a.avatar_id')).as('avatar'), eb('i.account_id', 'is not', null).$castTo<boolean>().as('verified')])
    .where('a.id', '=', accountId)
    .executeTakeFirst()
}

/** Which terms somebody has accepted, and when. */
export async function findTerms(db: Sql, accountId: number): Promise<{ termsVersion: string, termsAcceptedAt: Date } | undefined> {
  return db.selectFrom('account').select(['terms_version as termsVersion', 'terms_accepted_at as termsAcceptedAt']).where('id', '=', accountId).executeTakeFirst()
}

export interface PublicRow { accountId: number, publicId: string, name: string, avatar: PictureRow | null }

export async function findPublic(db: Sql, accountIds: number[]): Promise<PublicRow[]> {
  return db.selectFrom('account as a')
    .select(['a.id as accountId', 'a.public_id as publicId', 'a.name'])
    .select(pictureJson(sql.ref('a.avatar_id')).as('avatar'))
    .where(sql<boolean>`a.id = any(${accountIds})`)
    .execute()
}

export async function findIdByPublicId(db: Sql, publicId: string): Promise<number | undefined> {
  return (await db.selectFrom('account').select('id').where('public_id', '=', publicId).where('status', '<>', 'deleted').executeTakeFirst())?.id
}

export async function updateProfile(tx: Tx, accountId: number, changes: { name?: string, lang?: Lang }): Promise<void> {
  await tx.updateTable('account').set(changes).where('id', '=', accountId).execute()
}

/** A user name is set once. @returns false when another one was set before */
export async function setUsernameOnce(tx: Tx, accountId: number, username: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('account').set({ username })
    .where('id', '=', accountId)
    .where(eb => eb.or([eb('username', 'is', null), eb('username', '=', username)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** @returns the picture that was there before */
export async function setAvatar(tx: Tx, accountId: number, pictureId: string | null): Promise<string | null> {
  const { avatar_id: before } = await tx.selectFrom('account').select('avatar_id').where('id', '=', accountId).forNoKeyUpdate().executeTakeFirstOrThrow()
  await tx.updateTable('account').set({ avatar_id: pictureId }).where('id', '=', accountId).execute()
  return before === pictureId ? null : before
}

/** @returns false when the password is no longer the one compared */
export async function replacePassword(tx: Tx, accountId: number, from: string | null, to: string): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('account').set({ password_hash: to })
    .where('id', '=', accountId).where('password_hash', 'is not distinct from', from).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** @returns false when there is a number already, which stays, or the password is no longer the one compared */
export async function setMobileOnce(tx: Tx, accountId: number, mobile: string, passwordHash: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('account').set({ mobile })
    .where('id', '=', accountId).where('mobile', 'is', null).where('password_hash', 'is not distinct from', passwordHash).executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Keeps the account as it was read until the transaction ends: a session begun with an old password, or by somebody just
 * suspended, would otherwise outlive the change that ends all sessions.
 * @returns false when it is no longer active or has another password
 */
export async function holdActive(tx: Tx, accountId: number, passwordHash?: string | null): Promise<boolean> {
  const active = tx.selectFrom('account').select('id').where('id', '=', accountId).where('status', '=', 'active').forShare()
  const same = passwordHash === undefined ? active : active.where('password_hash', 'is not distinct from', passwordHash)
  return !!await same.executeTakeFirst()
}

/** @returns false when the account was in none of these */
export async function moveStatus(tx: Tx, accountId: number, from: readonly AccountStatus[], to: AccountStatus, reason: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('account').set({ status: to, status_reason: reason })
    .where('id', '=', accountId).where('status', 'in', from).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The people the demo site was filled with, by their phone numbers, in the order they were made. */
export async function findDemoPeople(db: Sql): Promise<{ id: number, verified: boolean }[]> {
  return db.selectFrom('account as a').leftJoin('identity as i', 'i.account_id', 'a.id')
    .select('a.id').select(eb => eb('i.account_id', 'is not', null).$castTo<boolean>().as('verified'))
    .where('a.mobile', 'like', '1380000____').orderBy('a.id').execute()
}
