import type { Tx } from '../../kit/db.ts'
import type { Parts, Standing } from '../../kit/module.ts'
import { afterCommit } from '../../kit/db.ts'
import { KitErrors } from '../../kit/errors.ts'
import { moveStatus } from './accounts-store.ts'
import { profileTag } from './profile.ts'
import { deleteSessionsOf } from './sessions-store.ts'

/**
 * Keeps somebody out until they are reinstated, and signs them out everywhere. The reason is told to them when they try
 * to sign in. What they offer leaves the site. Throws kit.not_found when there is no such account, active or leaving.
 */
export async function suspendAccount(parts: Parts, tx: Tx, accountId: number, reason: string): Promise<void> {
  if (!await moveStatus(tx, accountId, ['active', 'leaving'], 'suspended', reason)) throw KitErrors.not_found()
  await deleteSessionsOf(tx, accountId)
  await tellModules(parts, tx, { accountId, active: false, leavesAt: null })
}

/** As it was before: who had asked to be deleted is leaving again. Throws kit.not_found when there is no such suspended account. */
export async function reinstateAccount(parts: Parts, tx: Tx, accountId: number, to: 'active' | 'leaving'): Promise<void> {
  if (!await moveStatus(tx, accountId, ['suspended'], to, null)) throw KitErrors.not_found()
  if (to === 'active') await tellModules(parts, tx, { accountId, active: true, leavesAt: null })
}

/** Signs somebody out everywhere. @returns how many sessions ended */
export async function endSessionsOf(tx: Tx, accountId: number): Promise<number> {
  return deleteSessionsOf(tx, accountId)
}

/** Has every module take what this person offers off the site, or put it back. */
export async function tellModules(parts: Parts, tx: Tx, standing: Standing): Promise<void> {
  for (const module of parts.modules) await module.onStandingChanged?.(parts, tx, standing)
  afterCommit(tx, () => parts.cache.forget(profileTag(standing.accountId)))
}
