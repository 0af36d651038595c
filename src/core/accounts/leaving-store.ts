import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../kit/db.ts'
import type { Lang } from '../../kit/errors.ts'
import './tables.ts'

/** @returns false when the account is not active, or its password is no longer the one compared */
export async function startLeaving(tx: Tx, accountId: number, { passwordHash, leavesAt }: { passwordHash: string | null, leavesAt: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('account').set({ status: 'leaving', leaves_at: leavesAt })
    .where('id', '=', accountId).where('status', '=', 'active').where('password_hash', 'is not distinct from', passwordHash).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** @returns false when the account was not leaving, or its time is over */
export async function stopLeaving(tx: Tx, accountId: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('account').set({ status: 'active', leaves_at: null })
    .where('id', '=', accountId).where('status', '=', 'leaving').where('leaves_at', '>', now).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Accounts whose grace period is over, by id, after one. */
export async function dueAccounts(db: Sql, now: Date, { afterId, limit }: { afterId: number, limit: number }): Promise<number[]> {
  const rows = await db.selectFrom('account').select('id').where('leaves_at', '<=', now).where('status', '<>', 'deleted').where('id', '>', afterId).orderBy('id').limit(limit).execute()
  return rows.map(({ id }) => id)
}

export interface DueAccount { mobile: string | null, status: 'leaving' | 'suspended', lang: Lang | null }

/** Keeps a due account until the transaction ends; undefined when it is due no more, or another node is at it. */
export async function holdDue(tx: Tx, accountId: number, now: Date): Promise<DueAccount | undefined> {
  return tx.selectFrom('account').select(['mobile', 'status', 'lang']).where('id', '=', accountId)
    .where('leaves_at', '<=', now).where('status', '<>', 'deleted').$narrowType<DueAccount>().forNoKeyUpdate().skipLocked().executeTakeFirst()
}

/** What stays of an account is a row without a person: orders and payments, which the law keeps, still point to one. */
export async function emptyAccount(tx: Tx, accountId: number, { publicId, name }: { publicId: string, name: string }): Promise<void> {
  await tx.updateTable('account').set({ status: 'deleted', status_reason: null, public_id: publicId, name, mobile: null, email: null, username: null, password_hash: null })
    .where('id', '=', accountId).execute()
  for (const table of ['session', 'sign_in_place', 'password_recovery', 'email_activation', 'identity'] as const) await tx.deleteFrom(table).where('account_id', '=', accountId).execute()
}

export async function insertBan(tx: Tx, mobileHash: Buffer, now: Date): Promise<void> {
  await tx.insertInto('banned_mobile').values({ mobile_hash: mobileHash, banned_at: now }).onConflict(c => c.doNothing()).execute()
}

export async function isBanned(db: Sql, mobileHash: Buffer): Promise<boolean> {
  return !!await db.selectFrom('banned_mobile').select('banned_at').where('mobile_hash', '=', mobileHash).executeTakeFirst()
}
