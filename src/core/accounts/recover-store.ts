import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../kit/db.ts'
import './tables.ts'

export interface RecoveryRow {
  tokenHash: Buffer
  accountId: number | null
  channel: 'sms' | 'email'
  /** Empty when there is nobody to send a code to. */
  target: string
  expiresAt: Date
}

export async function insertRecovery(db: Sql, { tokenHash, accountId, channel, target, expiresAt }: RecoveryRow): Promise<void> {
  await db.insertInto('password_recovery').values({ token_hash: tokenHash, account_id: accountId, channel, target, expires_at: expiresAt }).execute()
}

export async function findRecovery(db: Sql, tokenHash: Buffer, now: Date): Promise<RecoveryRow | undefined> {
  return db.selectFrom('password_recovery')
    .select(['token_hash as tokenHash', 'account_id as accountId', 'channel', 'target', 'expires_at as expiresAt'])
    .where('token_hash', '=', tokenHash).where('expires_at', '>', now).executeTakeFirst()
}

/** @returns false when it was used before, or something has made it worthless meanwhile */
export async function spendRecovery(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  return !!await tx.deleteFrom('password_recovery').where('token_hash', '=', tokenHash).returning('token_hash').executeTakeFirst()
}

/** A new password makes every recovery under way worthless, and so does a new e-mail address: one may go by the old. */
export async function deleteRecoveriesOf(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('password_recovery').where('account_id', '=', accountId).execute()
}
