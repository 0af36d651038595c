import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The folder of a data directory that holds the pictures. */
export const mediaFolder = (dataDir: string) => join(dataDir, 'media')

/** Where a variant lies in the media folder, and behind `/media/`; names are made by us, never by a client (B-55). */
export const fileOf = (pictureId: string, width: number) => `${pictureId.slice(0, 2)}/${pictureId}-${width}.webp`

/** Writes a file so that it is there whole or not at all. */
export async function storagePut(folder: string, name: string, data: Uint8Array): Promise<void> {
  const target = join(folder, name)
  const temporary = join(dirname(target), `.${randomUUID()}`)
  await mkdir(dirname(target), { recursive: true })
  try {
    await writeFile(temporary, data)
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
