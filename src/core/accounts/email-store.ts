import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../kit/db.ts'
import './tables.ts'

export interface ActivationRow { accountId: number, email: string }

/** A new link makes the one before it worthless. */
export async function saveActivation(tx: Tx, accountId: number, link: { tokenHash: Buffer, email: string, expiresAt: Date }): Promise<void> {
  const fields = { token_hash: link.tokenHash, email: link.email, expires_at: link.expiresAt }
  await tx.insertInto('email_activation').values({ account_id: accountId, ...fields }).onConflict(c => c.column('account_id').doUpdateSet(fields)).execute()
}

export async function findActivation(db: Sql, tokenHash: Buffer, now: Date): Promise<ActivationRow | undefined> {
  return db.selectFrom('email_activation').select(['account_id as accountId', 'email']).where('token_hash', '=', tokenHash).where('expires_at', '>', now).executeTakeFirst()
}

/** @returns false when it was used before, or a newer link has taken its place */
export async function spendActivation(tx: Tx, tokenHash: Buffer): Promise<boolean> {
  return !!await tx.deleteFrom('email_activation').where('token_hash', '=', tokenHash).returning('account_id').executeTakeFirst()
}

/** Whoever had asked for the link may not be the owner: a changed password makes it worthless. */
export async function deleteActivationOf(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('email_activation').where('account_id', '=', accountId).execute()
}

export async function deleteStaleActivations(db: Sql, now: Date): Promise<void> {
  await db.deleteFrom('email_activation').where('expires_at', '<=', now).execute()
}

/** Throws at account_email_key. @returns the address before, or undefined when the account is not active */
export async function replaceEmail(tx: Tx, accountId: number, email: string): Promise<{ before: string | null } | undefined> {
  const account = await tx.selectFrom('account').select('email as before').where('id', '=', accountId).where('status', '=', 'active').forUpdate().executeTakeFirst()
  if (account) await tx.updateTable('account').set({ email }).where('id', '=', accountId).execute()
  return account
}

/** When somebody signed in; undefined once that session has ended. */
export async function findSessionBegin(db: Sql, sessionId: number): Promise<Date | undefined> {
  return (await db.selectFrom('session').select('created_at as createdAt').where('id', '=', sessionId).executeTakeFirst())?.createdAt
}
