import type { Buffer } from 'node:buffer'
import type { Tx } from '../../kit/db.ts'
import type { Parts } from '../../kit/module.ts'
import type { HouseImage } from './contract.ts'
import { discardPictures, savePicture } from '../../core/media/index.ts'
import { KitErrors } from '../../kit/errors.ts'
import { houseChanged } from './cached.ts'
import { StaysErrors } from './errors.ts'
import { deleteImage, imageIds, insertImage, isOwnHouse, lockOwnHouse, orderImages, renewCover } from './store-houses.ts'

const MAX_IMAGES = 20

/** Adds a picture behind the others of one's own home (B-56); the first becomes the cover. */
export async function addImage(parts: Parts, hostId: number, houseId: number, given: Buffer): Promise<HouseImage> {
  // Before the work of encoding; once more, under lock, when it is written.
  if (!await isOwnHouse(parts.db.sql, houseId, hostId)) throw KitErrors.not_found()
  const picture = await savePicture(parts, given)
  const id = await changeImages(parts, hostId, houseId, { unreviewed: true }, async (tx) => {
    const added = await insertImage(tx, houseId, picture.id, MAX_IMAGES)
    if (added === undefined) throw StaysErrors.too_many_images({ field: 'image', limit: MAX_IMAGES })
    return added
  })
  return { id, picture }
}

export async function removeImage(parts: Parts, hostId: number, houseId: number, imageId: number): Promise<void> {
  await changeImages(parts, hostId, houseId, { unreviewed: false }, async (tx) => {
    const picture = await deleteImage(tx, houseId, imageId)
    if (!picture) throw KitErrors.not_found()
    await discardPictures(tx, [picture], parts.clock.now())
  })
}

/** Puts the pictures in this order; the ids are all that the home has. */
export async function reorderImages(parts: Parts, hostId: number, houseId: number, ids: readonly number[]): Promise<void> {
  await changeImages(parts, hostId, houseId, { unreviewed: false }, async (tx) => {
    const there = await imageIds(tx, houseId)
    if (there.length !== ids.length || !there.every(id => ids.includes(id))) throw StaysErrors.images_differ({ field: 'ids' })
    await orderImages(tx, houseId, ids)
  })
}

async function changeImages<T>(parts: Parts, hostId: number, houseId: number, { unreviewed }: { unreviewed: boolean }, work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await parts.db.tx(async (tx) => {
    if (!await lockOwnHouse(tx, houseId, hostId)) throw KitErrors.not_found()
    const done = await work(tx)
    await renewCover(tx, houseId, { now: parts.clock.now(), unreviewed })
    return done
  })
  houseChanged(parts, houseId)
  return result
}
