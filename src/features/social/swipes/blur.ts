import type { Parts } from '../../../kit/module.ts'
import sharp from 'sharp'
import { smallestVariant } from '../../../core/media/index.ts'
import { shownStates } from '../settings.ts'
import { listCovers, setBlur } from './store-covers.ts'

/** Pixels across: colours, no face. */
const PIXELS = 6

/** The covers of these people as a few pixels each, made once; the answer carries nothing by which the picture could be found. */
export async function blurredCovers(parts: Parts, accountIds: readonly number[]): Promise<string[]> {
  const covers = await listCovers(parts.db.sql, accountIds, shownStates(parts.config))
  return Promise.all(covers.map(async ({ photoId, pictureId, blur }) => {
    if (blur) return blur
    const file = await smallestVariant(parts, pictureId)
    const data = await sharp(file).resize(PIXELS, PIXELS, { fit: 'cover' }).blur(1).webp({ quality: 40 }).toBuffer()
    const made = `data:image/webp;base64,${data.toString('base64')}`
    await setBlur(parts.db.sql, photoId, made)
    return made
  }))
}
