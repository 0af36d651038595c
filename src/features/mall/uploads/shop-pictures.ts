import type { Buffer } from 'node:buffer'
import type { Picture } from '../../../core/media/contract.ts'
import type { Parts } from '../../../kit/module.ts'
import { savePicture } from '../../../core/media/index.ts'
import { insertShopPicture } from './store-shop.ts'

/** Keeps a picture that staff upload for goods; `shopPicturesOf` tells it from those of guests. */
export async function uploadShopPicture(parts: Parts, staffId: number, given: Buffer): Promise<Picture> {
  const picture = await savePicture(parts, given)
  await insertShopPicture(parts.db.sql, { pictureId: picture.id, staffId, now: parts.clock.now() })
  return picture
}
