import type { Buffer } from 'node:buffer'
import type { Sql } from '../../kit/db.ts'
import './tables.ts'

export interface SealedIdentity { sealed: Buffer, keyVersion: number, verifiedAt: Date }

/** Throws at identity_pkey (this account has one) and identity_number_key (another account has this number). */
export async function insertIdentity(db: Sql, accountId: number, numberHash: Buffer, { sealed, keyVersion, verifiedAt }: SealedIdentity): Promise<void> {
  await db.insertInto('identity').values({ account_id: accountId, number_hash: numberHash, sealed, key_version: keyVersion, verified_at: verifiedAt }).execute()
}

export async function findIdentity(db: Sql, accountId: number): Promise<SealedIdentity | undefined> {
  return db.selectFrom('identity').select(['sealed', 'key_version as keyVersion', 'verified_at as verifiedAt']).where('account_id', '=', accountId).executeTakeFirst()
}
