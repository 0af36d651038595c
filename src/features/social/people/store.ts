import type { Sql } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { GenderCode } from '../tables.ts'
import type { MeeterQuery } from './console-contract.ts'
import type { PersonNameRow } from '../safety/store-queue.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { instantOf } from '../../../kit/dates.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import { banned } from '../reachable.ts'
import { personJson } from '../safety/store-queue.ts'
import '../tables.ts'

export interface MeeterRow {
  who: PersonNameRow
  birthDate: PlainDate | null
  gender: GenderCode | null
  city: string | null
  createdAt: Date
  activeAt: Date
  paused: boolean
  bannedAt: Date | null
  bannedUntil: Date | null
  visible: boolean
  openReports: number
}

const ITEM = sql`${personJson(sql.ref('p.account_id'))} as who, p.birth_date as "birthDate", p.gender, p.city, p.created_at as "createdAt", p.active_at as "activeAt", p.paused,
  p.banned_at as "bannedAt", p.banned_until as "bannedUntil",
  exists (select from social_card c where c.account_id = p.account_id) and exists (select from account a where a.id = p.account_id and a.status = 'active') as visible,
  (select count(*) from social_report r where r.reported_id = p.account_id and r.state = 'open') as "openReports"`

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

/** A whole id or number, or else how a name begins. */
function meant(q: string) {
  const text = q.trim()
  if (UUID.test(text)) return sql`p.public_id = ${text}`
  if (/^[1-9]\d{0,14}$/.test(text)) return sql`p.account_id = ${text}::bigint`
  const account = /^[\da-z]{20}$/.test(text) ? sql`or p.account_id = (select id from account where public_id = ${text})` : sql``
  return sql`(lower(p.name) collate "C" like ${`${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`} ${account})`
}

function conditions({ q, state, from, activeFrom }: MeeterQuery, now: Date) {
  const found = [sql`true`]
  if (q !== undefined) found.push(meant(q))
  if (state === 'banned') found.push(banned(now))
  if (state === 'paused') found.push(sql`p.paused`)
  if (state === 'reported') found.push(sql`p.account_id in (select reported_id from social_report where state = 'open')`)
  if (state === 'stopped') found.push(sql`p.account_id in (select account_id from social_looks where stopped_at > ${now}::timestamptz - interval '1 day')`)
  if (from !== undefined) found.push(sql`p.created_at >= ${instantOf(from, 0)}`)
  if (activeFrom !== undefined) found.push(sql`p.active_at >= ${instantOf(activeFrom, 0)}`)
  return sql.join(found, sql` and `)
}

/** By each of them there is an index; the newest first, or by what was asked for. */
function orderOf({ q, state, activeFrom }: MeeterQuery) {
  if (q !== undefined) return sql`lower(p.name) collate "C", p.account_id`
  if (state === 'banned') return sql`p.banned_at desc, p.account_id desc`
  if (activeFrom !== undefined) return sql`p.active_at desc, p.account_id desc`
  return sql`p.created_at desc, p.account_id desc`
}

/** People for staff: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listMeeters(db: Sql, filter: MeeterQuery, now: Date, { page, limit }: { page: number, limit: number }): Promise<{ rows: MeeterRow[], count: number }> {
  const where = conditions(filter, now)
  const { rows } = await sql<MeeterRow>`
    select ${ITEM} from (select * from social_profile p where ${where} order by ${orderOf(filter)} limit ${limit + 1} offset ${(page - 1) * limit}) p order by ${orderOf(filter)}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from social_profile p where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}

export interface WholeMeeterRow extends MeeterRow {
  accountStatus: 'active' | 'leaving' | 'suspended' | 'deleted'
  verified: boolean
  birthCorrectedAt: Date | null
  seeks: number
  about: string
  tags: string[]
  photos: { id: number, picture: PictureRow, state: 'pending' | 'approved' | 'rejected', reason: string | null }[]
  banReason: string | null
  warnedAt: Date | null
  warnReason: string | null
  level: number | null
  levelEndsAt: Date | null
  jumps: { at: string, km: number }[]
  looks: number
  stoppedAt: Date | null
}

const JUMPS = 20

export async function findMeeterForStaff(db: Sql, publicId: string, now: Date): Promise<WholeMeeterRow | undefined> {
  const { rows: [row] } = await sql<WholeMeeterRow>`
    select ${ITEM}, a.status as "accountStatus", exists (select from identity i where i.account_id = p.account_id) as verified, p.birth_corrected_at as "birthCorrectedAt", p.seeks, p.about, p.tags,
      (select coalesce(json_agg(json_build_object('id', f.id, 'picture', ${pictureJson(sql`f.picture_id`)}, 'state', f.state, 'reason', f.reason) order by f.position), '[]') from social_photo f where f.account_id = p.account_id) as photos,
      p.ban_reason as "banReason", p.warned_at as "warnedAt", p.warn_reason as "warnReason", m.level, m.ends_at as "levelEndsAt",
      (select coalesce(json_agg(json_build_object('at', j.at, 'km', j.km) order by j.at desc), '[]') from (select * from social_jump where account_id = p.account_id order by at desc limit ${JUMPS}) j) as jumps,
      coalesce(case when l.began_at > ${now}::timestamptz - interval '1 day' then cardinality(l.ids) end, 0) as looks, l.stopped_at as "stoppedAt"
    from social_profile p join account a on a.id = p.account_id left join social_looks l on l.account_id = p.account_id
    left join lateral (select level, ends_at from membership_span where account_id = p.account_id and starts_at <= ${now} and ends_at > ${now} order by level desc limit 1) m on true
    where p.public_id = ${publicId}`.execute(db)
  return row
}

export interface MeeterCounts { passes: number, likes: number, superlikes: number, likesReceived: number, matches: number, matchesEver: number, reportsBy: number, reportsAbout: number, reportsUpheld: number, blocksBy: number, blockedBy: number }

/** All of it by indexes that begin with the person. */
export async function countsOf(db: Sql, accountId: number): Promise<MeeterCounts> {
  const { rows: [row] } = await sql<MeeterCounts>`
    select s.*, received."likesReceived", m.*, r.*, about.*, b.* from
      (select count(*) filter (where kind = 0) as passes, count(*) filter (where kind = 1) as likes, count(*) filter (where kind = 2) as superlikes from swipe where actor = ${accountId}) s,
      (select count(*) as "likesReceived" from swipe where target = ${accountId} and kind > 0) received,
      (select count(*) filter (where live) as matches, count(*) as "matchesEver" from social_match_member where account_id = ${accountId}) m,
      (select count(*) as "reportsBy" from social_report where reporter_id = ${accountId}) r,
      (select count(*) as "reportsAbout", count(*) filter (where state = 'acted') as "reportsUpheld" from social_report where reported_id = ${accountId}) about,
      (select count(*) filter (where by_me) as "blocksBy", count(*) filter (where by_them) as "blockedBy" from social_block where account_id = ${accountId}) b`.execute(db)
  return row!
}
