import type { Sql } from '../../../kit/db.ts'
import { sql } from 'kysely'
import '../tables.ts'

const rows = async <T>(found: Promise<{ rows: T[] }>) => (await found).rows

export const blocksToExport = (db: Sql, accountId: number) => rows(sql<{ name: string, at: string }>`
  select p.name, to_jsonb(b.at) #>> '{}' as at from social_block b join social_profile p on p.account_id = b.other_id where b.account_id = ${accountId} and b.by_me order by b.at`.execute(db))

/** With what they said; what was seen of the other is not theirs. */
export const reportsToExport = (db: Sql, accountId: number) => rows(sql`
  select snapshot ->> 'name' as name, reason, text, state, to_jsonb(created_at) #>> '{}' as "createdAt", to_jsonb(decided_at) #>> '{}' as "decidedAt" from social_report where reporter_id = ${accountId} order by id`.execute(db))

export const appealsToExport = (db: Sql, accountId: number) => rows(sql`
  select text, state, answer, to_jsonb(banned_at) #>> '{}' as "bannedAt", to_jsonb(created_at) #>> '{}' as "createdAt", to_jsonb(decided_at) #>> '{}' as "decidedAt" from social_appeal where account_id = ${accountId} order by id`.execute(db))

export const jumpsToExport = (db: Sql, accountId: number) => rows(sql`
  select to_jsonb(at) #>> '{}' as at, km from social_jump where account_id = ${accountId} order by at`.execute(db))
