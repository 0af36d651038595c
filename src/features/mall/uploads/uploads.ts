import type { Buffer } from 'node:buffer'
import type { Picture } from '../../../core/media/contract.ts'
import type { Sql } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import { savePicture } from '../../../core/media/index.ts'
import { MallErrors } from '../errors.ts'
import { insertUpload, uploadsOf } from './store.ts'

/** So long an uploaded picture waits for the words it belongs to. */
const KEPT_MS = 7 * 86_400_000

/** Keeps a picture for a review or a return that its owner is writing. */
export async function uploadPicture(parts: Parts, accountId: number, given: Buffer): Promise<Picture> {
  const picture = await savePicture(parts, given)
  const now = parts.clock.now()
  await insertUpload(parts.db.sql, { accountId, pictureId: picture.id, now, forgetBefore: new Date(now.getTime() - KEPT_MS) })
  return picture
}

/** Refuses pictures of others: one is named by its content, and who knows the name need not have it. */
export async function checkOwnPictures(sql: Sql, accountId: number, pictureIds: readonly string[]): Promise<void> {
  if (pictureIds.length === 0) return
  const own = await uploadsOf(sql, accountId, pictureIds)
  if (!pictureIds.every(id => own.has(id))) throw MallErrors.unknown_picture({ field: 'images' })
}
