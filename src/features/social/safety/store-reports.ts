import type { Sql, Tx } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { GenderCode, ReportDecision, ReportReason } from '../tables.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

/** What a reporter could see when they reported, as it is kept. */
export interface Snapshot {
  name: string
  birthDate: PlainDate | null
  gender: GenderCode | null
  about: string
  tags: string[]
  city: string | null
  photos: (PictureRow & { photoId: number })[]
  /** Of the two; null when they were not matched. */
  match: { createdAt: string, endedAt: string | null, messages: { seq: number, byReporter: boolean, text: string | null, picture: PictureRow | null, at: string }[] } | null
}

/** So many messages say enough about what happened. */
const MESSAGES = 50
const ENDED_DAYS = 30

export interface ReportedMatch { id: number, createdAt: Date, endedAt: Date | null }

/** The match of two people that a report may tell of: the latest, or the named one; over for no longer than a month. The pair is locked. */
export async function matchToReport(tx: Tx, me: number, other: number, publicId: string | undefined, now: Date): Promise<ReportedMatch | undefined> {
  const { rows: [row] } = await sql<ReportedMatch>`
    select id, created_at as "createdAt", ended_at as "endedAt" from social_match
    where lo = ${Math.min(me, other)} and hi = ${Math.max(me, other)} and (ended_at is null or ended_at > ${now}::timestamptz - ${ENDED_DAYS} * interval '1 day')
      ${publicId === undefined ? sql`` : sql`and public_id = ${publicId}`}
    order by ended_at is null desc, ended_at desc limit 1`.execute(tx)
  return row
}

/** What `reporter` can see of `reported` at this moment. */
export async function takeSnapshot(tx: Tx, { reporter, reported, match, shown }: { reporter: number, reported: number, match: ReportedMatch | undefined, shown: readonly string[] }): Promise<Snapshot> {
  const { rows: [profile] } = await sql<Omit<Snapshot, 'match'>>`
    select p.name, p.birth_date as "birthDate", p.gender, p.about, p.tags, p.city,
      (select coalesce(json_agg(f.photo order by f.position), '[]') from (
        select f.position, (${pictureJson(sql`f.picture_id`)}::jsonb || jsonb_build_object('photoId', f.id)) as photo
        from social_photo f where f.account_id = p.account_id and f.state = any(${shown})
        order by f.position limit case when p.album_for_matches and ${!match || match.endedAt !== null}::boolean then 1 end) f) as photos
    from social_profile p where p.account_id = ${reported}`.execute(tx)
  return { ...profile!, match: match ? { createdAt: match.createdAt.toISOString(), endedAt: match.endedAt?.toISOString() ?? null, messages: await lastMessages(tx, match.id, reporter) } : null }
}

async function lastMessages(tx: Tx, matchId: number, reporter: number) {
  const { rows } = await sql<NonNullable<Snapshot['match']>['messages'][number]>`
    select m.seq, m.sender_id = ${reporter} as "byReporter", m.text, ${pictureJson(sql`m.picture_id`)} as picture, to_jsonb(m.created_at) #>> '{}' as at
    from (select * from social_message where match_id = ${matchId} order by seq desc limit ${MESSAGES}) m order by m.seq`.execute(tx)
  return rows.map(row => ({ ...row, at: new Date(row.at).toISOString() }))
}

/** Throws at social_report_open_once. @returns its id */
export async function insertReport(tx: Tx, report: { reporter: number, reported: number, reason: ReportReason, text: string, snapshot: Snapshot, now: Date }): Promise<number> {
  const { id } = await tx.insertInto('social_report').values({
    reporter_id: report.reporter,
    reported_id: report.reported,
    reason: report.reason,
    text: report.text,
    snapshot: JSON.stringify(report.snapshot),
    created_at: report.now,
  }).returning('id').executeTakeFirstOrThrow()
  return id
}

export interface MyReportRow { id: number, name: string, reason: ReportReason, text: string, state: 'open' | 'dismissed' | 'acted', decision: ReportDecision | null, createdAt: Date, decidedAt: Date | null }

/** What somebody has reported, the latest first. @param before id of the last one of the page before */
export async function listReportsBy(db: Sql, me: number, { before, limit }: { before: number | undefined, limit: number }): Promise<MyReportRow[]> {
  const { rows } = await sql<MyReportRow>`
    select id, snapshot ->> 'name' as name, reason, text, state, decision, created_at as "createdAt", decided_at as "decidedAt" from social_report
    where reporter_id = ${me} ${before === undefined ? sql`` : sql`and id < ${before}`} order by id desc limit ${limit}`.execute(db)
  return rows
}
