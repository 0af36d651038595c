import type { Parts } from '../../kit/module.ts'

export const NUDGES = 'realtime.nudges'

/** Says that there is something new, never what: pages then ask the API, which knows what each may see. Ids only. */
export interface Nudge { topic: string, [id: string]: string | number }

/** What goes through the fan-out: to whom, and the frame their pages get. */
export interface NudgeMessage { to: number[], nudge: Nudge }

/**
 * Reaches every open page of these accounts, on all nodes, at most once and soon. Call it after the commit (`afterCommit` of
 * kit/db.ts): a page that asks earlier finds nothing. Never throws: what it tells is in the database, and pages that were away ask.
 */
export function nudge(parts: Parts, accountIds: readonly number[], nudge: Nudge): void {
  if (accountIds.length === 0) return
  parts.fanout.publish(NUDGES, { to: [...accountIds], nudge } satisfies NudgeMessage)
}
