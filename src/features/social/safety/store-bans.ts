import type { Sql, Tx } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import { sql } from 'kysely'
import '../tables.ts'

export interface HeldProfile {
  accountId: number
  publicId: string
  name: string
  birthDate: PlainDate | null
  bannedAt: Date | null
  bannedUntil: Date | null
  banReason: string | null
}

const COLUMNS = ['account_id as accountId', 'public_id as publicId', 'name', 'birth_date as birthDate', 'banned_at as bannedAt', 'banned_until as bannedUntil', 'ban_reason as banReason'] as const

/** Somebody's standing, which nobody else changes until the transaction ends: the first lock of what staff do about a person. */
export function holdProfile(tx: Tx, accountId: number): Promise<HeldProfile | undefined> {
  return tx.selectFrom('social_profile').select(COLUMNS).where('account_id', '=', accountId).forNoKeyUpdate().executeTakeFirst()
}

export async function accountOfPerson(db: Sql, publicId: string): Promise<number | undefined> {
  return (await db.selectFrom('social_profile').select('account_id').where('public_id', '=', publicId).executeTakeFirst())?.account_id
}

export async function setBan(tx: Tx, accountId: number, { until, reason, now }: { until: Date | null, reason: string, now: Date }): Promise<void> {
  await tx.updateTable('social_profile').set({ banned_at: now, banned_until: until, ban_reason: reason }).where('account_id', '=', accountId).execute()
}

export async function clearBans(tx: Tx, accountIds: readonly number[]): Promise<void> {
  await sql`update social_profile set banned_at = null, banned_until = null, ban_reason = null where account_id = any(${accountIds}::bigint[])`.execute(tx)
}

/** People whose ban has ended by itself, held. */
export async function holdEndedBans(tx: Tx, now: Date, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select account_id as id from social_profile where banned_at is not null and banned_until <= ${now} order by account_id limit ${limit} for no key update skip locked`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function setWarning(tx: Tx, accountId: number, reason: string, now: Date): Promise<void> {
  await tx.updateTable('social_profile').set({ warned_at: now, warn_reason: reason }).where('account_id', '=', accountId).execute()
}

/** Corrects a birth date; the database sees that they are an adult today, and that somebody of the staff did it. */
export async function correctBirth(tx: Tx, accountId: number, { birthDate, today, now }: { birthDate: PlainDate, today: PlainDate, now: Date }): Promise<void> {
  await tx.updateTable('social_profile').set({ birth_date: birthDate, birth_set_on: today, birth_corrected_at: now }).where('account_id', '=', accountId).execute()
}
