import type { Buffer } from 'node:buffer'
import type { Parts } from '../../../kit/module.ts'
import type { Picture } from '../../../core/media/contract.ts'
import { savePicture } from '../../../core/media/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { SocialErrors } from '../errors.ts'
import { findMatch } from '../matches/store.ts'
import { hashOf } from '../profile/photos.ts'
import { activeMeeter } from '../profile/standing.ts'
import { isBannedPhoto } from '../profile/store.ts'
import { insertUpload } from './store.ts'

/** So long an uploaded picture waits to be sent. */
const KEPT_MS = 7 * 86_400_000

/** Keeps a picture that will be sent: re-encoded, so free of where and with what it was taken. Throws as sending does, and social.photo_banned. */
export async function uploadChatPicture(parts: Parts, accountId: number, publicId: string, given: Buffer): Promise<Picture> {
  await activeMeeter(parts, accountId)
  const now = parts.clock.now()
  const match = await findMatch(parts.db.sql, accountId, publicId, now)
  if (!match) throw KitErrors.not_found()
  if (match.over) throw SocialErrors.match_over()
  const picture = await savePicture(parts, given)
  if (await isBannedPhoto(parts.db.sql, await hashOf(given))) throw SocialErrors.photo_banned({ field: 'image' })
  await insertUpload(parts.db.sql, { matchId: match.id, accountId, pictureId: picture.id, now, forgetBefore: new Date(now.getTime() - KEPT_MS) })
  return picture
}
