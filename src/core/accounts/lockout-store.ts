import type { Buffer } from 'node:buffer'
import type { Sql, Tx } from '../../kit/db.ts'
import './tables.ts'

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
