import type { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the files of pictures are: a disk, or later any S3. Names are made by us, never by a client. */
export interface MediaStorage {
  put: (name: string, data: Buffer) => Promise<void>
}

/** The folder of a data directory that holds the pictures. */
export const mediaFolder = (dataDir: string) => join(dataDir, 'media')

/** Keeps files in folders by the first two letters of their names; a file is there whole or not at all. */
export function diskStorage(folder: string): MediaStorage {
  return {
    async put(name, data) {
      const target = join(folder, name.slice(0, 2))
      const temporary = join(target, `.${randomUUID()}`)
      await mkdir(target, { recursive: true })
      try {
        await writeFile(temporary, data)
        await rename(temporary, join(target, name))
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
    },
  }
}
