import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import { Type } from 'typebox'
import { defineModule } from '../../kit/module.ts'
import { removeDiscarded } from './discard.ts'
import { drawPlanned } from './drawings.ts'
import { mediaFolder } from './storage.ts'
import './tables.ts'

export { drawAhead } from './ahead.ts'
export { Picture } from './contract.ts'
export { discardPictures } from './discard.ts'
export { planPictures } from './drawings.ts'
export type { PlannedPicture } from './drawings.ts'
export { pictureJson, savePicture, smallestVariant, toPicture, uploadedPicture } from './pictures.ts'
export { mediaFolder, storagePut as storeFile } from './storage.ts'
export type { PictureRow } from './tables.ts'

const YEAR_MS = 365 * 86_400_000

export const media = defineModule({
  name: 'media',
  migrations: new URL('./migrations/', import.meta.url),
  sweeps: { discarded: { everySeconds: 600, run: removeDiscarded } },
  routes(app, parts) {
    const folder = mediaFolder(parts.config.dataDir)
    mkdirSync(folder, { recursive: true })
    app.register(staticFiles, { root: folder, serve: false, index: false, dotfiles: 'ignore', immutable: true, maxAge: YEAR_MS })
    app.get('/media/:folder/:file', {
      config: { who: 'anyone' },
      schema: { params: Type.Object({ folder: Type.String({ pattern: '^[0-9a-f]{2}$' }), file: Type.String({ pattern: '^[0-9a-f]{32}-\\d{1,4}\\.webp$' }) }) },
    }, async (request, reply) => {
      const name = `${request.params.folder}/${request.params.file}`
      if (parts.config.mode === 'demo' && !existsSync(join(folder, name))) await drawPlanned(parts, request.params.file.slice(0, 32))
      return reply.header('x-content-type-options', 'nosniff').sendFile(name)
    })
  },
})
