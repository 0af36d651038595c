import type { Tx } from '../../kit/db.ts'
import { KitErrors } from '../../kit/errors.ts'
import { moveStatus } from './accounts-store.ts'
import { deleteSessionsOf } from './sessions-store.ts'

/**
 * Keeps somebody out until they are reinstated, and signs them out everywhere. The reason is told to them when they try
 * to sign in. Throws kit.not_found when there is no such active account.
 */
export async function suspendAccount(tx: Tx, accountId: number, reason: string): Promise<void> {
  if (!await moveStatus(tx, accountId, 'active', 'suspended', reason)) throw KitErrors.not_found()
  await deleteSessionsOf(tx, accountId)
}

/** Throws kit.not_found when there is no such suspended account. */
export async function reinstateAccount(tx: Tx, accountId: number): Promise<void> {
  if (!await moveStatus(tx, accountId, 'suspended', 'active', null)) throw KitErrors.not_found()
}

/** Signs somebody out everywhere. @returns how many sessions ended */
export async function endSessionsOf(tx: Tx, accountId: number): Promise<number> {
  return deleteSessionsOf(tx, accountId)
}
