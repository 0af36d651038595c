import type { Sql, Tx } from './db.ts'
import type { LimitRule } from './limits.ts'
import { sql } from 'kysely'

declare module './db.ts' {
  interface Tables {
    tries: { key: string, owner: string | null, tries_left: number, until: Date }
  }
}

/**
 * A counter of wrong secrets that outlives a restart: `points` of them, and it begins anew `seconds` after the last one.
 * Under the owner's name `forgetTriesOf` finds it.
 */
export interface TryCounter extends LimitRule { key: string, owner: string | null }

/**
 * Takes a try from each counter, or from none when one has none left: before a secret is compared, or a hundred guesses
 * at once would all pass the check. One statement: of those no more than allowed get through. A used-up counter is not
 * touched, so knocking on a locked door does not keep it locked (B-50).
 * @returns 0 when every counter gave a try, else the seconds until they may be asked again
 */
export async function takeTries(db: Sql, counters: TryCounter[], now: Date): Promise<number> {
  const keys = counters.map(({ key }) => key)
  const { rows } = await sql`
    insert into tries as t (key, owner, tries_left, until)
    select w.key, w.owner, w.points - 1, ${now}::timestamptz + make_interval(secs => w.seconds)
    from unnest(${keys}::text[], ${counters.map(({ owner }) => owner)}::text[], ${counters.map(({ points }) => points)}::int[], ${counters.map(({ seconds }) => seconds)}::int[]) as w (key, owner, points, seconds)
    where not exists (select from tries used where used.key = any(${keys}::text[]) and used.tries_left = 0 and used.until > ${now})
    order by w.key -- one order for all: no deadlocks
    on conflict (key) do update set
      tries_left = case when t.until <= ${now} then excluded.tries_left else t.tries_left - 1 end,
      until = excluded.until
    where t.until <= ${now} or t.tries_left > 0
    returning 1`.execute(db)
  return rows.length === counters.length ? 0 : secondsLocked(db, keys, now)
}

/** Until the last of the used-up counters begins anew; at least 1. */
async function secondsLocked(db: Sql, keys: string[], now: Date): Promise<number> {
  const { until } = await db.selectFrom('tries').select(eb => eb.fn.max('until').as('until'))
    .where('key', 'in', keys).where('tries_left', '=', 0).where('until', '>', now)
    .executeTakeFirstOrThrow()
  return until ? Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)) : 1
}

/** After the right secret: these counters begin anew. */
export async function forgetTries(tx: Tx, keys: string[]): Promise<void> {
  await tx.deleteFrom('tries').where('key', 'in', keys).execute()
}

/** Gives one try back. */
export async function returnTry(tx: Tx, key: string): Promise<void> {
  await tx.updateTable('tries').set(eb => ({ tries_left: eb('tries_left', '+', 1) })).where('key', '=', key).execute()
}

/** Every counter of this owner begins anew. */
export async function forgetTriesOf(tx: Tx, owner: string): Promise<void> {
  await tx.deleteFrom('tries').where('owner', '=', owner).execute()
}

/** Drops the counters whose time is over. */
export async function dropOldTries(db: Sql, now: Date): Promise<void> {
  await db.deleteFrom('tries').where('until', '<=', now).execute()
}
