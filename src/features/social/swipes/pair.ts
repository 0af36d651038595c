import type { Tx } from '../../../kit/db.ts'
import { sql } from 'kysely'

/**
 * Locks two people against each other until the transaction ends: whatever either does to the other (swipe, rewind, block, unmatch)
 * comes one after the other, so each statement that follows sees what the other side has committed (social.md §2.1). Always the
 * first lock of a transaction.
 */
export async function lockPair(tx: Tx, a: number, b: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`social ${Math.min(a, b)}:${Math.max(a, b)}`}, 0))`.execute(tx)
}
