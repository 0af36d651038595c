import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../kit/db.ts'
import { sql } from 'kysely'
import './tables.ts'

/** A counter of wrong passwords and how many it allows. */
export interface FailureKey { key: string, points: number }

/**
 * Takes a try from each counter, or from none when one has none left. One statement: of a hundred guesses at once no
 * more than allowed get through. A counter begins anew when its time is over; a used-up one is not touched, so
 * knocking on a locked door does not keep it locked (B-50).
 * @returns whether every counter gave a try
 */
export async function takeTries(db: Sql, keys: FailureKey[], accountId: number | null, now: Date, until: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into sign_in_failure as f (key, account_id, tries_left, until)
    select w.key, ${accountId}::bigint, w.points - 1, ${until}
    from unnest(${keys.map(k => k.key)}::text[], ${keys.map(k => k.points)}::int[]) as w (key, points)
    where not exists (select from sign_in_failure used where used.key = any(${keys.map(k => k.key)}::text[]) and used.tries_left = 0 and used.until > ${now})
    order by w.key -- one order for all: no deadlocks
    on conflict (key) do update set
      tries_left = case when f.until <= ${now} then excluded.tries_left else f.tries_left - 1 end,
      until = excluded.until
    where f.until <= ${now} or f.tries_left > 0
    returning 1`.execute(db)
  return rows.length === keys.length
}

/** When the last of the used-up counters begins anew; null when none is. */
export async function lockedUntil(db: Sql, keys: FailureKey[], now: Date): Promise<Date | null> {
  const { until } = await db.selectFrom('sign_in_failure').select(eb => eb.fn.max('until').as('until'))
    .where('key', 'in', keys.map(k => k.key)).where('tries_left', '=', 0).where('until', '>', now)
    .executeTakeFirstOrThrow()
  return until
}

/** Forgets the wrong passwords of these counters. */
export async function clearTries(tx: Tx, keys: string[]): Promise<void> {
  await tx.deleteFrom('sign_in_failure').where('key', 'in', keys).execute()
}

/** Gives one try back. */
export async function returnTry(tx: Tx, key: string): Promise<void> {
  await tx.updateTable('sign_in_failure').set(eb => ({ tries_left: eb('tries_left', '+', 1) })).where('key', '=', key).execute()
}

/** Forgets every wrong password for this account, wherever it was given. */
export async function clearTriesOf(tx: Tx, accountId: number): Promise<void> {
  await tx.deleteFrom('sign_in_failure').where('account_id', '=', accountId).execute()
}

/** Which of these places this account has signed in from. */
export async function knownPlaces(db: Sql, accountId: number, places: Buffer[]): Promise<Buffer[]> {
  const rows = await db.selectFrom('sign_in_place').select('place_hash as placeHash')
    .where('account_id', '=', accountId).where('place_hash', 'in', places).execute()
  return rows.map(row => row.placeHash)
}

export async function rememberPlaces(tx: Tx, accountId: number, places: Buffer[], now: Date): Promise<void> {
  await tx.insertInto('sign_in_place').values(places.map(place_hash => ({ account_id: accountId, place_hash, seen_at: now })))
    .onConflict(c => c.columns(['account_id', 'place_hash']).doUpdateSet({ seen_at: now })).execute()
}
