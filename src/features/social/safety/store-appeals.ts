import type { Sql, Tx } from '../../../kit/db.ts'
import type { PersonNameRow } from './store-queue.ts'
import { sql } from 'kysely'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import { personJson } from './store-queue.ts'
import '../tables.ts'

type AppealState = 'open' | 'granted' | 'refused'

/** What somebody has said against the ban that began then, and what staff answered. */
export async function appealOf(db: Sql, accountId: number, bannedAt: Date): Promise<{ state: AppealState, answer: string | null } | undefined> {
  return db.selectFrom('social_appeal').select(['state', 'answer']).where('account_id', '=', accountId).where('banned_at', '=', bannedAt).executeTakeFirst()
}

/** Throws at social_appeal_once. */
export async function insertAppeal(tx: Tx, { accountId, bannedAt, text, now }: { accountId: number, bannedAt: Date, text: string, now: Date }): Promise<void> {
  await tx.insertInto('social_appeal').values({ account_id: accountId, banned_at: bannedAt, text, created_at: now }).execute()
}

/** Decides an open appeal. @returns false when it was decided before */
export async function decideAppeal(tx: Tx, id: number, { state, answer, now }: { state: 'granted' | 'refused', answer: string | null, now: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('social_appeal').set({ state, answer, decided_at: now }).where('id', '=', id).where('state', '=', 'open').executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Grants what these people have open: the ban has ended otherwise. */
export async function grantOpenAppeals(tx: Tx, accountIds: readonly number[], now: Date): Promise<void> {
  await sql`update social_appeal set state = 'granted', decided_at = ${now} where account_id = any(${accountIds}::bigint[]) and state = 'open'`.execute(tx)
}

export interface AppealRow {
  id: number
  accountId: number
  personId: string
  person: PersonNameRow
  text: string
  state: AppealState
  answer: string | null
  createdAt: Date
  decidedAt: Date | null
  bannedAt: Date
  /** Of the ban that is on now, if it is the one the appeal is about. */
  banReason: string | null
  bannedUntil: Date | null
}

const appeals = sql`social_appeal a join social_profile p on p.account_id = a.account_id`
const COLUMNS = sql`a.id, a.account_id as "accountId", p.public_id as "personId", ${personJson(sql.ref('a.account_id'))} as person, a.text, a.state, a.answer, a.created_at as "createdAt", a.decided_at as "decidedAt", a.banned_at as "bannedAt",
  case when p.banned_at = a.banned_at then p.ban_reason end as "banReason", case when p.banned_at = a.banned_at then p.banned_until end as "bannedUntil"`

export async function findAppeal(db: Sql, id: number): Promise<AppealRow | undefined> {
  const { rows: [row] } = await sql<AppealRow>`select ${COLUMNS} from ${appeals} where a.id = ${id}`.execute(db)
  return row
}

/** The open ones oldest first, the others newest first: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listAppeals(db: Sql, state: AppealState, { page, limit }: { page: number, limit: number }): Promise<{ rows: AppealRow[], count: number }> {
  const where = sql`a.state = ${state}`
  const { rows } = await sql<AppealRow>`select ${COLUMNS} from ${appeals} where ${where} order by ${state === 'open' ? sql`a.id` : sql`a.id desc`} limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from social_appeal a where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}
