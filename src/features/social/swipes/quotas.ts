import type { Sql, Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { QuotaKind } from '../tables.ts'
import type { Level } from '../membership/levels.ts'
import type { Quota } from './contract.ts'
import { sql } from 'kysely'
import { SocialErrors } from '../errors.ts'
import { activeMeeter } from '../profile/standing.ts'
import { nextResets } from './reset.ts'
import '../tables.ts'

/** So near to the last one no quota begins anew, whatever zone somebody says they are in now. */
const APART_MS = 20 * 3600_000

interface Take { accountId: number, kind: QuotaKind, limit: number | null, zone: string, now: Date }

/**
 * Counts one, in one conditional statement (social.md §2.3): of any number at once no more than the limit get through. Throws
 * social.over_quota with `resetAt`, social.members_only where nothing is allowed at all.
 */
export async function takeQuota(tx: Tx, { accountId, kind, limit, zone, now }: Take): Promise<void> {
  if (limit === 0) throw SocialErrors.members_only()
  const [next, afterNext] = nextResets(now, zone)
  const { rows } = await sql`
    insert into social_quota as q (account_id, kind, used, resets_at, began_at) values (${accountId}, ${kind}, 1, ${next}, ${now})
    on conflict (account_id, kind) do update set
      used = case when q.resets_at <= ${now} then 1 else q.used + 1 end,
      began_at = case when q.resets_at <= ${now} then q.resets_at else q.began_at end,
      resets_at = case when q.resets_at > ${now} then q.resets_at when ${next} < q.resets_at + ${APART_MS} * interval '1 millisecond' then ${afterNext} else ${next} end
    where q.resets_at <= ${now} or q.used < ${limit ?? 2_000_000_000}
    returning 1`.execute(tx)
  if (rows.length > 0) return
  const { resets_at: resetsAt } = await tx.selectFrom('social_quota').select('resets_at').where('account_id', '=', accountId).where('kind', '=', kind).executeTakeFirstOrThrow()
  throw SocialErrors.over_quota({ kind, limit, resetAt: resetsAt.toISOString(), retryAfter: Math.max(1, Math.ceil((resetsAt.getTime() - now.getTime()) / 1000)) })
}

/** Gives one back, for what was taken back within the same day. */
export async function returnQuota(tx: Tx, accountId: number, kind: QuotaKind, now: Date): Promise<void> {
  await sql`update social_quota set used = used - 1 where account_id = ${accountId} and kind = ${kind} and used > 0 and resets_at > ${now}`.execute(tx)
}

/** What is left of each, and when it begins anew. */
export async function readQuota(db: Sql, { accountId, level, zone }: { accountId: number, level: Level, zone: string }, now: Date): Promise<Quota> {
  const rows = await db.selectFrom('social_quota').select(['kind', 'used', 'resets_at as resetsAt']).where('account_id', '=', accountId).where('resets_at', '>', now).execute()
  const [next] = nextResets(now, zone)
  const of = (kind: QuotaKind, limit: number | null) => {
    const row = rows.find(row => row.kind === kind)
    return { limit, left: limit === null ? null : Math.max(0, limit - (row?.used ?? 0)), resetAt: (row?.resetsAt ?? next).toISOString() }
  }
  return { likes: of('like', level.likesADay), superlikes: of('superlike', level.superlikesADay), rewinds: of('rewind', level.rewindsADay) }
}

/** What I may still do today. */
export async function readMyQuota(parts: Parts, accountId: number): Promise<Quota> {
  const me = await activeMeeter(parts, accountId)
  return readQuota(parts.db.sql, me, parts.clock.now())
}
