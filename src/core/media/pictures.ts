import type { FastifyRequest } from 'fastify'
import type { RawBuilder } from 'kysely'
import type { Buffer } from 'node:buffer'
import type { Parts } from '../../kit/module.ts'
import type { Picture } from './contract.ts'
import type { Shape } from './encode.ts'
import type { PictureRow } from './tables.ts'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { KitErrors } from '../../kit/errors.ts'
import { drawPlanned } from './drawings.ts'
import { encodePicture, WIDTHS } from './encode.ts'
import { MediaErrors } from './errors.ts'
import { fileOf, mediaFolder, storagePut } from './storage.ts'

/**
 * Re-encodes and keeps a picture; the same bytes again give the same picture. With a shape it is cut to it. A broken one leaves
 * nothing behind.
 */
export async function savePicture(parts: Parts, given: Buffer, shape?: Shape): Promise<Picture> {
  const id = createHash('sha256').update(given).update(shape ? `${shape.width}x${shape.height}` : '').digest('hex').slice(0, 32)
  const known = await parts.db.sql.selectFrom('picture').select(['id', 'width', 'height', 'color']).where('id', '=', id).executeTakeFirst()
  if (known) {
    await parts.db.sql.deleteFrom('picture_discarded').where('picture_id', '=', id).execute() // wanted again
    return toPicture(known)
  }
  const { width, height, color, variants } = await encodePicture(given, shape)
  const folder = mediaFolder(parts.config.dataDir)
  for (const variant of variants) await storagePut(folder, fileOf(id, variant.width), variant.data)
  const row = { id, width, height, color }
  await parts.db.sql.insertInto('picture').values({ ...row, created_at: parts.clock.now() }).onConflict(c => c.doNothing()).execute()
  return toPicture(row)
}

/** The bytes of a picture's smallest variant; of a demo picture that nobody has looked at yet, after it is drawn. */
export async function smallestVariant(parts: Parts, id: string): Promise<Buffer> {
  const { width } = await parts.db.sql.selectFrom('picture').select('width').where('id', '=', id).executeTakeFirstOrThrow()
  const file = join(mediaFolder(parts.config.dataDir), fileOf(id, Math.min(width, WIDTHS[0])))
  return readFile(file).catch(async () => {
    await drawPlanned(parts, id)
    return readFile(file)
  })
}

/** The picture of a multipart request's field `image`. */
export async function uploadedPicture(request: FastifyRequest): Promise<Buffer> {
  if (!request.isMultipart()) throw MediaErrors.no_picture({ field: 'image' })
  try {
    const file = await request.file()
    if (file?.fieldname === 'image') return await file.toBuffer()
  } catch (error) {
    // Whatever else the parser says is about a form that is broken or cut off.
    throw (error as { statusCode?: number }).statusCode === 413 ? MediaErrors.too_large({ field: 'image' }) : KitErrors.bad_request({ field: 'image' })
  }
  throw MediaErrors.no_picture({ field: 'image' })
}

/** A scalar SQL expression with the picture of this id as JSON, or null: for lists without a query per row. */
export function pictureJson(id: RawBuilder<unknown>): RawBuilder<PictureRow | null> {
  // The odd alias meets none of the query around it.
  return sql`(select json_build_object('id', the_picture.id, 'width', the_picture.width, 'height', the_picture.height, 'color', the_picture.color) from picture the_picture where the_picture.id = ${id})`
}

/** The picture with the addresses of its variants; a width it does not have is served by the next it has. */
export function toPicture(row: PictureRow): Picture
export function toPicture(row: PictureRow | null): Picture | null
export function toPicture(row: PictureRow | null): Picture | null {
  if (!row) return null
  const url = (width: number) => `/media/${fileOf(row.id, Math.min(width, row.width))}`
  const [small, medium, large] = WIDTHS
  return { id: row.id, width: row.width, height: row.height, color: row.color, urls: { 320: url(small), 640: url(medium), 1280: url(large) } }
}
