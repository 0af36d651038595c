import type { Sql, Tx } from '../../../kit/db.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { ReportDecision, ReportReason } from '../tables.ts'
import type { ReportQuery } from './console-contract.ts'
import type { Snapshot } from './store-reports.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import '../tables.ts'

/** Somebody by name and first photo, for staff. */
export interface PersonNameRow { id: string, name: string, photo: PictureRow | null, account: number }

/** The person of this account as JSON. */
export const personJson = (account: ReturnType<typeof sql.ref>) => sql<PersonNameRow>`(select json_build_object('id', who.public_id, 'name', who.name, 'account', who.account_id,
  'photo', (select ${pictureJson(sql`face.picture_id`)} from social_photo face where face.account_id = who.account_id order by face.position limit 1)) from social_profile who where who.account_id = ${account})`

export interface ReportRow {
  id: number
  reported: PersonNameRow
  reason: ReportReason
  text: string
  createdAt: Date
  state: 'open' | 'dismissed' | 'acted'
  decision: ReportDecision | null
  decidedAt: Date | null
  priority: number
  reporters: number
}

/** Who seems to be under age is looked at before everything else. */
const URGENT = 100

/**
 * Open reports `o` with what they weigh together by the person they are about: each reporter counts once, by how often they were
 * right: (acted + 1) ÷ (acted + dismissed + 1). So many friends who report together weigh little once they were wrong.
 */
const weighed = sql`
  select o.reported_id, count(*) as reporters, sum((r.acted + 1.0) / (r.acted + r.dismissed + 1.0)) + max(case when o.minor then ${URGENT} else 0 end) as priority
  from (select reported_id, reporter_id, bool_or(reason = 'minor') as minor from social_report where state = 'open' group by 1, 2) o
  cross join lateral (select count(*) filter (where h.state = 'acted') as acted, count(*) filter (where h.decision = 'dismiss') as dismissed from social_report h where h.reporter_id = o.reporter_id and h.state <> 'open') r
  group by o.reported_id`

const ITEM = sql`r.id, ${personJson(sql.ref('r.reported_id'))} as reported, r.reason, r.text, r.created_at as "createdAt", r.state, r.decision, r.decided_at as "decidedAt",
  coalesce(w.priority, 0)::float8 as priority, coalesce(w.reporters, 0) as reporters`

/** The open ones by priority, the others by when they were decided: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listReports(db: Sql, { state = 'open', reason, person }: ReportQuery, { page, limit }: { page: number, limit: number }): Promise<{ rows: ReportRow[], count: number }> {
  const where = sql`r.state = ${state} ${reason ? sql`and r.reason = ${reason}` : sql``} ${person ? sql`and r.reported_id = (select account_id from social_profile where public_id = ${person})` : sql``}`
  const from = state === 'open' ? sql`social_report r join (${weighed}) w using (reported_id)` : sql`social_report r left join (${weighed}) w using (reported_id)`
  const order = state === 'open' ? sql`w.priority desc, r.reported_id, r.id` : sql`r.decided_at desc, r.id desc`
  const { rows } = await sql<ReportRow>`select ${ITEM} from ${from} where ${where} order by ${order} limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from social_report r where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}

export interface WholeReportRow extends ReportRow {
  reportedId: number
  reporterId: number
  reporter: PersonNameRow
  record: { open: number, acted: number, dismissed: number }
  snapshot: Snapshot
  decisionReason: string | null
  decidedBy: string | null
  bannedAt: Date | null
  bannedUntil: Date | null
  warnedAt: Date | null
  /** State now, by id, of the photos that are still there. */
  photoStates: Record<string, 'pending' | 'approved' | 'rejected'>
}

export async function findReport(db: Sql, id: number): Promise<WholeReportRow | undefined> {
  const { rows: [row] } = await sql<WholeReportRow>`
    select ${ITEM}, r.reported_id as "reportedId", r.reporter_id as "reporterId", ${personJson(sql.ref('r.reporter_id'))} as reporter, r.snapshot, r.decision_reason as "decisionReason",
      (select name from staff where id = r.decided_by) as "decidedBy", p.banned_at as "bannedAt", p.banned_until as "bannedUntil", p.warned_at as "warnedAt",
      (select json_build_object('open', count(*) filter (where state = 'open'), 'acted', count(*) filter (where state = 'acted'), 'dismissed', count(*) filter (where decision = 'dismiss')) from social_report where reporter_id = r.reporter_id) as record,
      (select coalesce(json_object_agg(f.id, f.state), '{}') from social_photo f where f.account_id = r.reported_id) as "photoStates"
    from social_report r join social_profile p on p.account_id = r.reported_id left join (${weighed}) w using (reported_id) where r.id = ${id}`.execute(db)
  return row
}

/** Other reports about somebody, the newest first. */
export async function otherReports(db: Sql, reportedId: number, but: number, limit: number): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select ${ITEM} from social_report r left join (${weighed}) w using (reported_id) where r.reported_id = ${reportedId} and r.id <> ${but} order by r.id desc limit ${limit}`.execute(db)
  return rows
}

interface Decided { decision: ReportDecision, reason: string, staffId: number, now: Date }

const done = ({ decision, reason, staffId, now }: Decided) => ({ state: decision === 'dismiss' ? 'dismissed' as const : 'acted' as const, decision, decision_reason: reason, decided_by: staffId, decided_at: now })

/** Decides an open report. @returns who reported whom by which name; undefined when it was decided before */
export async function decideReport(tx: Tx, id: number, decided: Decided): Promise<{ reporterId: number, name: string } | undefined> {
  return tx.updateTable('social_report').set(done(decided)).where('id', '=', id).where('state', '=', 'open')
    .returning(['reporter_id as reporterId', sql<string>`snapshot ->> 'name'`.as('name')]).executeTakeFirst()
}

/** Decides all that is open about somebody. @returns who reported them, by which name */
export async function decideAllAbout(tx: Tx, reportedId: number, decided: Decided): Promise<{ id: number, reporterId: number, name: string }[]> {
  return tx.updateTable('social_report').set(done(decided)).where('reported_id', '=', reportedId).where('state', '=', 'open')
    .returning(['id', 'reporter_id as reporterId', sql<string>`snapshot ->> 'name'`.as('name')]).execute()
}

/** Whom a report is about. */
export async function reportedBy(db: Sql, id: number): Promise<number | undefined> {
  return (await db.selectFrom('social_report').select('reported_id').where('id', '=', id).executeTakeFirst())?.reported_id
}
