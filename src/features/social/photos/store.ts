import type { Sql, Tx } from '../../../kit/db.ts'
import type { PictureRow } from '../../../core/media/index.ts'
import type { PersonNameRow } from '../safety/store-queue.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { COUNT_LIMIT } from '../../../kit/pagination.ts'
import { personJson } from '../safety/store-queue.ts'
import '../tables.ts'

type PhotoState = 'pending' | 'approved' | 'rejected'

export interface QueuedPhotoRow {
  id: number
  picture: PictureRow
  person: PersonNameRow
  position: number
  state: PhotoState
  reason: string | null
  createdAt: Date
  judgedAt: Date | null
}

interface Filter { state: PhotoState, accountId?: number }

/** The pending ones oldest first, the others as they were judged, the latest first: one row more than the page holds, and a count that stops at COUNT_LIMIT + 1. */
export async function listPhotosToJudge(db: Sql, { state, accountId }: Filter, { page, limit }: { page: number, limit: number }): Promise<{ rows: QueuedPhotoRow[], count: number }> {
  const where = sql`f.state = ${state} ${state === 'pending' ? sql`` : sql`and f.judged_at is not null`} ${accountId === undefined ? sql`` : sql`and f.account_id = ${accountId}`}`
  const { rows } = await sql<QueuedPhotoRow>`
    select f.id, ${pictureJson(sql`f.picture_id`)} as picture, ${personJson(sql.ref('f.account_id'))} as person, f.position, f.state, f.reason, f.created_at as "createdAt", f.judged_at as "judgedAt"
    from social_photo f where ${where} order by ${state === 'pending' ? sql`f.id` : sql`f.judged_at desc, f.id desc`} limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from social_photo f where ${where} limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}

export interface PhotoFacts { accountId: number, pictureId: string, phash: string | null, state: PhotoState }

export async function findPhoto(db: Sql, id: number): Promise<PhotoFacts | undefined> {
  return db.selectFrom('social_photo').select(['account_id as accountId', 'picture_id as pictureId', sql<string | null>`phash::text`.as('phash'), 'state']).where('id', '=', id).executeTakeFirst()
}

/** Whose photos these are, held in the order of their numbers. */
export async function holdOwnersOf(tx: Tx, photoIds: readonly number[]): Promise<void> {
  await sql`select from social_profile where account_id in (select account_id from social_photo where id = any(${photoIds}::bigint[])) order by account_id for no key update`.execute(tx)
}

/** Judges photos that are as `seen`. @returns those that were */
export async function judgePhotos(tx: Tx, { ids, seen, state, reason, now }: { ids: readonly number[], seen: readonly PhotoState[], state: 'approved' | 'rejected', reason: string | null, now: Date }): Promise<{ id: number, accountId: number }[]> {
  return tx.updateTable('social_photo').set({ state, reason, judged_at: now }).where(sql<boolean>`id = any(${ids}::bigint[]) and state = any(${seen})`)
    .returning(['id', 'account_id as accountId']).execute()
}

/** The same of one person's photos only, whatever they were. @returns how many are rejected now that were not before */
export async function rejectPhotosOf(tx: Tx, accountId: number, ids: readonly number[], reason: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx.updateTable('social_photo').set({ state: 'rejected', reason, judged_at: now })
    .where('account_id', '=', accountId).where('id', 'in', [...ids]).where('state', '<>', 'rejected').executeTakeFirst()
  return Number(numUpdatedRows)
}

export interface BannedPhotoRow { id: string, picture: PictureRow, reason: string, bannedAt: Date }

/** @returns false when that picture, bit by bit, is banned already */
export async function insertBannedPhoto(tx: Tx, photo: { phash: string, pictureId: string, reason: string, now: Date }): Promise<boolean> {
  const row = await tx.insertInto('social_banned_photo').values({ phash: sql`${photo.phash}::bit(64)`, picture_id: photo.pictureId, reason: photo.reason, banned_at: photo.now })
    .onConflict(c => c.doNothing()).returning('reason').executeTakeFirst()
  return !!row
}

export async function listBannedPhotos(db: Sql, { page, limit }: { page: number, limit: number }): Promise<{ rows: BannedPhotoRow[], count: number }> {
  const { rows } = await sql<BannedPhotoRow>`
    select phash::text as id, ${pictureJson(sql`picture_id`)} as picture, reason, banned_at as "bannedAt" from social_banned_photo order by banned_at desc, phash limit ${limit + 1} offset ${(page - 1) * limit}`.execute(db)
  const { rows: [counted] } = await sql<{ count: number }>`select count(*) as count from (select from social_banned_photo limit ${COUNT_LIMIT + 1}) counted`.execute(db)
  return { rows, count: counted!.count }
}

/** @returns why it was banned; undefined when it is not */
export async function deleteBannedPhoto(tx: Tx, id: string): Promise<string | undefined> {
  const { rows: [row] } = await sql<{ reason: string }>`delete from social_banned_photo where phash = ${id}::bit(64) returning reason`.execute(tx)
  return row?.reason
}
