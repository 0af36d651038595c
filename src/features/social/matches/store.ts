import type { Sql } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { Place } from '../place-in-list.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { wearsBadge } from '../membership/levels.ts'
import { reachable } from '../reachable.ts'
import '../tables.ts'

/** Counting of what is unread stops here. */
const MANY_UNREAD = 100
const PREVIEW_LENGTH = 100

/** A match as one of the two sees it. `over`: ended, blocked, or the other can't be reached any more; which of it, nobody is told. */
export interface OwnMatch { id: number, publicId: string, otherId: number, createdAt: Date, over: boolean, lastSeq: number, deliveredSeq: number, readSeq: number, otherDelivered: number, otherRead: number }

/** A match of this person; undefined for those of others. */
export async function findMatch(db: Sql, me: number, publicId: string, now: Date): Promise<OwnMatch | undefined> {
  const { rows: [row] } = await sql<OwnMatch>`
    select m.id, m.public_id as "publicId", mine.other_id as "otherId", m.created_at as "createdAt", m.ended_at is not null or (${reachable(me, now)}) is not true as over,
      m.last_seq as "lastSeq", mine.delivered_seq as "deliveredSeq", mine.read_seq as "readSeq", other.delivered_seq as "otherDelivered", other.read_seq as "otherRead"
    from social_match m
    join social_match_member mine on mine.match_id = m.id and mine.account_id = ${me}
    join social_match_member other on other.match_id = m.id and other.account_id = mine.other_id
    join social_profile p on p.account_id = mine.other_id join account a on a.id = p.account_id
    where m.public_id = ${publicId}`.execute(db)
  return row
}

/** Whether somebody is there for me now: to be written to, or to be shown again. */
export async function canReach(db: Sql, me: number, other: number, now: Date): Promise<boolean> {
  const { rows } = await sql`select from social_profile p join account a on a.id = p.account_id where p.account_id = ${other} and ${reachable(me, now)}`.execute(db)
  return rows.length > 0
}

export interface MatchRow {
  publicId: string
  personId: string
  name: string
  birthDate: PlainDate
  photo: PictureRow | null
  verified: boolean
  badge: boolean
  createdAt: Date
  lastAt: Date
  unread: number
  last: { seq: number, mine: boolean, text: string | null, picture: boolean, at: string } | null
}

interface ListWish { me: number, now: Date, shown: readonly string[], kind?: 'new' | 'talking', after: Place | null, limit: number }

/** The live matches of somebody whom they can still reach, the latest activity first. */
export async function listMatches(db: Sql, { me, now, shown, kind, after, limit }: ListWish): Promise<MatchRow[]> {
  const before = after ? sql`and (mine.last_at, mine.match_id) < (${after.at}, (select id from social_match where public_id = ${after.publicId}))` : sql``
  const only = kind === undefined ? sql`` : kind === 'new' ? sql`and m.last_seq = 0` : sql`and m.last_seq > 0`
  const { rows } = await sql<MatchRow>`
    select m.public_id as "publicId", p.public_id as "personId", p.name, p.birth_date as "birthDate", m.created_at as "createdAt", mine.last_at as "lastAt",
      (select ${pictureJson(sql`f.picture_id`)} from social_photo f where f.account_id = p.account_id and f.state = any(${shown}) order by f.position limit 1) as photo,
      exists (select from identity i where i.account_id = p.account_id) as verified,
      ${wearsBadge(now)} as badge,
      ${unreadOf(me)} as unread,
      (select json_build_object('seq', t.seq, 'mine', t.sender_id = ${me}, 'text', left(t.text, ${PREVIEW_LENGTH}), 'picture', t.picture_id is not null, 'at', t.created_at)
        from social_message t where t.match_id = m.id and t.seq = m.last_seq) as last
    from social_match_member mine
    join social_match m on m.id = mine.match_id
    join social_profile p on p.account_id = mine.other_id join account a on a.id = p.account_id
    where mine.account_id = ${me} and mine.live and ${reachable(me, now)} ${only} ${before}
    order by mine.last_at desc, mine.match_id desc limit ${limit}`.execute(db)
  return rows
}

/** How many messages of the other somebody has not read, of member row `mine` of match `m`. */
const unreadOf = (me: number) => sql<number>`(select count(*) from (
  select from social_message u where u.match_id = m.id and u.seq > mine.read_seq and u.sender_id <> ${me} limit ${MANY_UNREAD}) unread)`

/** All that somebody has not read. Only matches with something after what was read are looked into. */
export async function countUnreadMessages(db: Sql, me: number, now: Date): Promise<number> {
  const { rows: [row] } = await sql<{ count: number }>`
    select coalesce(sum(${unreadOf(me)}), 0)::int as count from social_match_member mine
    join social_match m on m.id = mine.match_id and m.last_seq > mine.read_seq
    join social_profile p on p.account_id = mine.other_id join account a on a.id = p.account_id
    where mine.account_id = ${me} and mine.live and ${reachable(me, now)}`.execute(db)
  return row!.count
}
