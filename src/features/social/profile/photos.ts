import type { Buffer } from 'node:buffer'
import type { Parts } from '../../../kit/module.ts'
import type { MyPhoto } from './contract.ts'
import type { PhotoRow } from './store.ts'
import { randomUUID } from 'node:crypto'
import phash from 'sharp-phash'
import { discardPictures, savePicture, smallestVariant, toPicture } from '../../../core/media/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { SocialErrors } from '../errors.ts'
import { rebuildCards } from './card.ts'
import { MAX_PHOTOS } from './rules.ts'
import { deletePhoto, insertPhoto, isBannedPhoto, listPhotos, lockProfile, orderPhotos } from './store.ts'

/** Portraits as cards show them, pixels. What lies beyond is cut off. */
const PORTRAIT = { width: 960, height: 1280 }
/** A photo that was taken away can be looked at by staff for so long: somebody may have reported it. */
const EVIDENCE_MS = 90 * 86_400_000

/** 64 bits as a text. The package says that it is an ES module, and is none. */
export const hashOf = phash as unknown as typeof phash.default

export const toMyPhoto = ({ id, picture, state, reason }: PhotoRow): MyPhoto => ({ id, picture: toPicture(picture), state, reason })

const readPhotos = async (parts: Parts, accountId: number) => ({ photos: (await listPhotos(parts.db.sql, accountId)).map(toMyPhoto) })

/** Puts a photo into the album, behind the others: cut upright, free of everything but its pixels, and not one that was banned before. */
export async function addPhoto(parts: Parts, accountId: number, given: Buffer): Promise<{ photos: MyPhoto[] }> {
  const [mine, picture] = [await listPhotos(parts.db.sql, accountId), await savePicture(parts, given, PORTRAIT)]
  if (mine.length >= MAX_PHOTOS) throw SocialErrors.photos_full({ field: 'image', most: MAX_PHOTOS })
  // Of what others see: so it is known again also when somebody has saved it from here.
  const phash = await hashOf(await smallestVariant(parts, picture.id))
  await parts.db.tx(async (tx) => {
    const now = parts.clock.now()
    await lockProfile(tx, accountId, randomUUID(), now)
    if (await isBannedPhoto(tx, phash)) throw SocialErrors.photo_banned({ field: 'image' })
    const position = (await listPhotos(tx, accountId)).length + 1
    if (position > MAX_PHOTOS) throw SocialErrors.photos_full({ field: 'image', most: MAX_PHOTOS })
    if (!await insertPhoto(tx, { accountId, pictureId: picture.id, phash, position, now })) throw SocialErrors.photo_twice({ field: 'image' })
    await rebuildCards(parts, tx, [accountId])
  })
  return readPhotos(parts, accountId)
}

export async function removePhoto(parts: Parts, accountId: number, id: number): Promise<{ photos: MyPhoto[] }> {
  await parts.db.tx(async (tx) => {
    const now = parts.clock.now()
    await lockProfile(tx, accountId, randomUUID(), now)
    const picture = await deletePhoto(tx, accountId, id)
    if (!picture) throw KitErrors.not_found()
    await discardPictures(tx, [picture], new Date(now.getTime() + EVIDENCE_MS))
    await rebuildCards(parts, tx, [accountId])
  })
  return readPhotos(parts, accountId)
}

/** Puts the photos into this order; the first is the cover. All of them have to be named. */
export async function sortPhotos(parts: Parts, accountId: number, ids: readonly number[]): Promise<{ photos: MyPhoto[] }> {
  await parts.db.tx(async (tx) => {
    await lockProfile(tx, accountId, randomUUID(), parts.clock.now())
    const mine = new Set((await listPhotos(tx, accountId)).map(photo => photo.id))
    if (mine.size !== ids.length || !ids.every(id => mine.has(id))) throw SocialErrors.order_differs({ field: 'ids' })
    await orderPhotos(tx, accountId, ids)
  })
  return readPhotos(parts, accountId)
}
