import type { Parts } from '../../../kit/module.ts'
import { SocialErrors } from '../errors.ts'
import { addLooks, findLooks, stopLooks } from './store-looks.ts'

/** A thumb that swipes for hours gets as far; beyond it somebody copies the site (social.md §2.8). */
export const PEOPLE_A_DAY = 1000
const DAY_MS = 86_400_000

/**
 * Notes whom somebody is about to be shown. Throws social.over_quota when these would be new ones after PEOPLE_A_DAY others
 * within a day; whom they have seen today they may see again. Staff find who was stopped (console, people).
 */
export async function noteLooks(parts: Parts, accountId: number, ids: readonly number[]): Promise<void> {
  const now = parts.clock.now()
  if (await addLooks(parts.db.sql, accountId, ids, { most: PEOPLE_A_DAY, since: new Date(now.getTime() - DAY_MS), now })) return
  const looks = await findLooks(parts.db.sql, accountId, ids)
  if (!looks || looks.seenAll) return
  if (await stopLooks(parts.db.sql, accountId, now)) parts.log.warn({ accountId, people: looks.count }, 'somebody looks at more people than a person does')
  const resetAt = new Date(looks.beganAt.getTime() + DAY_MS)
  throw SocialErrors.over_quota({ kind: 'people', limit: PEOPLE_A_DAY, resetAt: resetAt.toISOString(), retryAfter: Math.max(1, Math.ceil((resetAt.getTime() - now.getTime()) / 1000)) })
}
