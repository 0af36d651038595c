import type { AddressInfo } from 'node:net'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { defineModule } from '../../kit/module.ts'
import { allModules } from '../../modules.ts'
import { drawAhead, media, mediaFolder, planPictures, toPicture } from './index.ts'

/** The pictures on the first page of this test's own module. */
let shown: string[] = []
let drawn = 0
const album = defineModule({
  name: 'album',
  routes(app) {
    app.get('/album', { config: { who: 'anyone' } }, async (_, reply) => reply.type('text/html').send(shown.map(url => `<img src="${url}">`).join('')))
  },
  firstPages: ['/album', '/nowhere'],
  drawings: {
    square({ color }: { color: string }) {
      drawn++
      return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="${color}"/></svg>`
    },
  },
})
const site = withApp({ modules: [...allModules.filter(module => module.name === media.name), album] })
let pictures = 0

const QUIET_MS = 30
const start = (stopping: AbortSignal, quietMs = QUIET_MS) => drawAhead(site.app, site.parts, stopping, quietMs)
const isThere = (url: string) => existsSync(join(mediaFolder(site.parts.config.dataDir), url.slice('/media/'.length)))

beforeAll(async () => { await site.app.listen({ port: 0, host: '127.0.0.1' }) })

beforeEach(async () => {
  drawn = 0
  const ids = await planPictures(site.parts.db.sql, site.clock.now(), Array.from({ length: 4 }, () => ({ kind: 'square', spec: { color: `#${String(++pictures).padStart(6, '0')}` }, width: 640, height: 480, color: '#336633' })))
  shown = ids.map(id => toPicture({ id, width: 640, height: 480, color: '#336633' }).urls[320])
})

test('the pictures of the first pages are there before anybody asks for them, each drawn once', async () => {
  expect(shown.some(isThere)).toBe(false)
  await start(new AbortController().signal)
  expect(shown.every(isThere)).toBe(true)
  await start(new AbortController().signal)
  expect(drawn).toBe(4)
  expect((await site.app.inject(shown[0]!)).statusCode).toBe(200)
})

test('nothing is drawn while somebody asks for pages', async () => {
  const { port } = site.app.server.address() as AddressInfo
  const stopping = new AbortController()
  const ahead = start(stopping.signal, 1000)
  for (const begun = performance.now(); performance.now() < begun + 1300;) await (await fetch(`http://127.0.0.1:${port}/album`)).text()
  expect(drawn).toBe(0)
  stopping.abort()
  await ahead
})

test('a site that stops waits for no more than the picture under way', async () => {
  const stopping = new AbortController()
  const ahead = start(stopping.signal)
  await expect.poll(() => drawn, { interval: 1 }).toBe(1)
  stopping.abort()
  await ahead
  expect(drawn).toBe(1)
  expect(shown.map(isThere)).toEqual([true, false, false, false])
  await start(AbortSignal.abort())
  expect(drawn).toBe(1)
})
