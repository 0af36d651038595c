import type { Parts } from '../../kit/module.ts'
import { deleteStaleActivations } from './email-store.ts'
import { deleteStale } from './sessions-store.ts'

/** A place somebody has not signed in from for so long is as strange as any other (lockout.ts). */
const PLACE_SECONDS = 90 * 86_400

/** Drops ended sessions, recoveries, forgotten places and links nobody opened; nothing reads them any more. */
export async function dropStale(parts: Parts): Promise<void> {
  const now = parts.clock.now()
  await deleteStale(parts.db.sql, now, new Date(now.getTime() - PLACE_SECONDS * 1000))
  await deleteStaleActivations(parts.db.sql, now)
}
