import type { Sql, Tx } from '../../../kit/db.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { GenderCode } from '../tables.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

export interface ProfileRow {
  accountId: number
  publicId: string
  name: string
  birthDate: PlainDate | null
  gender: GenderCode | null
  seeks: number
  about: string
  tags: string[]
  city: string | null
  scope: 'near' | 'city' | 'anywhere'
  targetCity: string | null
  minKm: number
  maxKm: number
  ageMin: number
  ageMax: number
  albumForMatches: boolean
  autoplay: boolean
  vibration: boolean
  onRanking: boolean
  paused: boolean
  zone: string
  bannedAt: Date | null
  bannedUntil: Date | null
  banReason: string | null
  warnedAt: Date | null
  warnReason: string | null
  resolution: number | null
  locatedAt: Date | null
  activeAt: Date
}

export interface PhotoRow { id: number, picture: PictureRow, state: 'pending' | 'approved' | 'rejected', reason: string | null }

const PROFILE = [
  'account_id as accountId',
  'public_id as publicId',
  'name',
  'birth_date as birthDate',
  'gender',
  'seeks',
  'about',
  'tags',
  'city',
  'scope',
  'target_city as targetCity',
  'min_km as minKm',
  'max_km as maxKm',
  'age_min as ageMin',
  'age_max as ageMax',
  'album_for_matches as albumForMatches',
  'autoplay',
  'vibration',
  'on_ranking as onRanking',
  'paused',
  'zone',
  'banned_at as bannedAt',
  'banned_until as bannedUntil',
  'ban_reason as banReason',
  'warned_at as warnedAt',
  'warn_reason as warnReason',
  'resolution',
  'located_at as locatedAt',
  'active_at as activeAt',
] as const

export function findProfile(db: Sql, accountId: number): Promise<ProfileRow | undefined> {
  return db.selectFrom('social_profile').select(PROFILE).where('account_id', '=', accountId).executeTakeFirst()
}

/** Makes the profile when there is none yet, named like the account, and locks it. */
export async function lockProfile(tx: Tx, accountId: number, publicId: string, now: Date): Promise<ProfileRow> {
  await sql`insert into social_profile (account_id, public_id, name, active_at, created_at)
    select id, ${publicId}, left(name, 20), ${now}, ${now} from account where id = ${accountId} on conflict do nothing`.execute(tx)
  return tx.selectFrom('social_profile').select(PROFILE).where('account_id', '=', accountId).forUpdate().executeTakeFirstOrThrow()
}

export interface ProfileFields {
  name?: string
  about?: string
  tags?: string[]
  gender?: GenderCode
  seeks?: number
  scope?: 'near' | 'city' | 'anywhere'
  target_city?: string | null
  min_km?: number
  max_km?: number
  age_min?: number
  age_max?: number
  album_for_matches?: boolean
  autoplay?: boolean
  vibration?: boolean
  on_ranking?: boolean
  paused?: boolean
  zone?: string
  visit_c5?: string | null
  visit_lat?: number | null
  visit_lng?: number | null
}

export async function updateProfile(tx: Tx, accountId: number, fields: ProfileFields): Promise<void> {
  if (Object.keys(fields).length === 0) return
  await tx.updateTable('social_profile').set(fields).where('account_id', '=', accountId).execute()
}

/** Sets the birth date once. @returns false when it was set before */
export async function setBirthOnce(tx: Tx, accountId: number, birthDate: PlainDate, today: PlainDate): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('social_profile').set({ birth_date: birthDate, birth_set_on: today })
    .where('account_id', '=', accountId).where('birth_date', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function listPhotos(db: Sql, accountId: number): Promise<PhotoRow[]> {
  return db.selectFrom('social_photo').select(['id', 'state', 'reason', pictureJson(sql.ref('picture_id')).$castTo<PictureRow>().as('picture')])
    .where('account_id', '=', accountId).orderBy('position').execute()
}

/** Puts a photo behind the others; the profile is locked. @returns false when the person has this picture already */
export async function insertPhoto(tx: Tx, photo: { accountId: number, pictureId: string, phash: string, position: number, now: Date }): Promise<boolean> {
  const row = await tx.insertInto('social_photo')
    .values({ account_id: photo.accountId, picture_id: photo.pictureId, phash: sql`${photo.phash}::bit(64)`, position: photo.position, created_at: photo.now })
    .onConflict(c => c.constraint('social_photo_once').doNothing()).returning('id').executeTakeFirst()
  return !!row
}

/** Bits of 64 in which a picture that was saved again, larger or smaller, may differ. */
const SAME_BITS = 6

/** Whether a picture looks like one that may not come back. @param phash what `hashOf` makes of it */
export async function isBannedPhoto(db: Sql, phash: string): Promise<boolean> {
  const { rows } = await sql`select from social_banned_photo where bit_count(phash # ${phash}::bit(64)) <= ${SAME_BITS} limit 1`.execute(db)
  return rows.length > 0
}

/** Takes a photo away and closes the gap; the profile is locked. @returns which picture it was, undefined when it is not there, or not theirs */
export async function deletePhoto(tx: Tx, accountId: number, id: number): Promise<string | undefined> {
  const gone = await tx.deleteFrom('social_photo').where('id', '=', id).where('account_id', '=', accountId).returning(['position', 'picture_id as picture']).executeTakeFirst()
  if (!gone) return undefined
  await sql`update social_photo set position = position - 1 where account_id = ${accountId} and position > ${gone.position}`.execute(tx)
  return gone.picture
}

export async function orderPhotos(tx: Tx, accountId: number, ids: readonly number[]): Promise<void> {
  await sql`update social_photo set position = o.position from unnest(${ids}::bigint[]) with ordinality as o (id, position)
    where social_photo.id = o.id and account_id = ${accountId}`.execute(tx)
}
