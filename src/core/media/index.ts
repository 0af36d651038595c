import type { App } from '../../kit/http/app.ts'
import { mkdirSync } from 'node:fs'
import multipart from '@fastify/multipart'
import staticFiles from '@fastify/static'
import { defineModule } from '../../kit/module.ts'
import { mediaFolder } from './storage.ts'
import './tables.ts'

export { Picture } from './contract.ts'
export { pictureJson, savePicture, toPicture, uploadedPicture } from './pictures.ts'
export { mediaFolder } from './storage.ts'
export type { PictureRow } from './tables.ts'

const MAX_BYTES = 10 * 1024 * 1024
const YEAR_MS = 365 * 86_400_000

export const media = defineModule({
  name: 'media',
  migrations: new URL('./migrations/', import.meta.url),
  routes(app, parts) {
    const folder = mediaFolder(parts.config.dataDir)
    mkdirSync(folder, { recursive: true })
    app.register(multipart, { limits: { fileSize: MAX_BYTES, files: 1, fields: 10, fieldSize: 10_000, parts: 11 } })
    app.register(async (files: App) => {
      files.addHook('onRoute', (route) => { route.config = { ...route.config, who: 'anyone' } })
      await files.register(staticFiles, {
        root: folder,
        prefix: '/media/',
        decorateReply: false,
        index: false,
        dotfiles: 'ignore',
        immutable: true,
        maxAge: YEAR_MS,
        setHeaders: response => response.header('x-content-type-options', 'nosniff'),
      })
    })
  },
})
