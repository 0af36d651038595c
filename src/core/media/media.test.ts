import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { withApp } from '../../../test/app.ts'
import { defineModule } from '../../kit/module.ts'
import { allModules } from '../../modules.ts'
import { media, mediaFolder, planPictures, savePicture, toPicture, uploadedPicture } from './index.ts'

/** A module with an upload and a drawing, as features have them. */
const album = defineModule({
  name: 'album',
  routes(app, parts) {
    app.post('/api/v1/album', { config: { who: 'anyone' } }, async request => savePicture(parts, await uploadedPicture(request)))
  },
  drawings: { square: (spec: { color: string }) => `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="${spec.color}"/></svg>` },
})
const site = withApp({ modules: [...allModules.filter(module => module.name === media.name), album] })

const photo = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#d9532c' } })

function send(data: Buffer, filename = 'photo.jpg', field = 'image') {
  const boundary = 'x-test-boundary'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${filename}"\r\nContent-Type: image/jpeg\r\n\r\n`
  return site.call('POST', 'album', {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), data, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
}

const files = () => readdirSync(mediaFolder(site.parts.config.dataDir), { recursive: true, encoding: 'utf8' }).filter(name => statSync(join(mediaFolder(site.parts.config.dataDir), name)).isFile())

test('a photo comes back in three widths, upright, without the place where it was taken', async () => {
  const given = await photo(3000, 2000).jpeg().withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '31/1 51/1 0/1' } }).withMetadata({ orientation: 6 }).toBuffer()
  const { data } = await send(given)
  expect([data.width, data.height, data.color]).toEqual([1280, 1920, expect.stringMatching(/^#[0-9a-f]{6}$/)])
  for (const [width, url] of Object.entries(data.urls as Record<string, string>)) {
    const answer = await site.app.inject(url)
    const found = await sharp(answer.rawPayload).metadata()
    expect([answer.statusCode, answer.headers['content-type'], found.width, found.exif]).toEqual([200, 'image/webp', Number(width), undefined])
    expect(answer.headers['cache-control']).toContain('immutable')
  }
})

test('a small picture is never blown up', async () => {
  const { data } = await send(await photo(200, 100).png().toBuffer())
  expect(data.width).toBe(200)
  expect(new Set(Object.values(data.urls)).size).toBe(1)
})

test('the same picture sent twice is kept once', async () => {
  const given = await photo(400, 300).webp().toBuffer()
  const [first, second] = [await send(given), await send(given)]
  expect(first.data).toEqual(second.data)
})

test('PNG, WebP and GIF are taken by what they are, whatever their name says', async () => {
  for (const given of [await photo(50, 50).png().toBuffer(), await photo(51, 50).webp().toBuffer(), await photo(52, 50).gif().toBuffer()]) {
    expect((await send(given, '../../../etc/passwd')).status).toBe(200)
  }
  expect(files().filter(name => !/^[0-9a-f]{2}\/[0-9a-f]{32}-\d+\.webp$/.test(name))).toEqual([])
})

test('what is no picture is refused and leaves nothing behind', async () => {
  const before = files()
  const jpeg = await photo(300, 300).jpeg().toBuffer()
  const refused = [
    Buffer.from('hello'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    Buffer.concat([Buffer.from([0xFF, 0xD8, 0xFF]), Buffer.from('broken')]),
    Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(10)]),
  ]
  for (const given of refused) expect((await send(given)).error).toBe('media.not_a_picture')
  expect(files()).toEqual(before)
})

test('more than 10 MB or 40 megapixels is too large', async () => {
  expect((await send(Buffer.alloc(10 * 1024 * 1024 + 1))).error).toBe('media.too_large')
  const { status, error } = await send(await photo(8000, 5001).png({ compressionLevel: 9 }).toBuffer())
  expect([status, error]).toEqual([413, 'media.too_large'])
})

test('a request without the picture says so at the field', async () => {
  const { status, error, details } = await send(await photo(10, 10).png().toBuffer(), 'a.png', 'other')
  expect([status, error, details.field]).toEqual([400, 'media.no_picture', 'image'])
  expect((await site.call('POST', 'album', { body: {} })).error).toBe('media.no_picture')
})

test('a planned picture is drawn when somebody looks at it, once for all who look at the same moment', async () => {
  const [id] = await planPictures(site.parts.db.sql, site.clock.now(), [{ kind: 'square', spec: { color: '#336633' }, width: 640, height: 480, color: '#336633' }])
  const { urls } = toPicture({ id: id!, width: 640, height: 480, color: '#336633' })
  const answers = await Promise.all(Array.from({ length: 5 }, () => site.app.inject(urls[320])))
  expect(answers.map(a => a.statusCode)).toEqual([200, 200, 200, 200, 200])
  expect((await sharp(answers[0]!.rawPayload).metadata()).width).toBe(320)
})

test('names that lead out of the folder, or nowhere, are not found', async () => {
  for (const url of ['/media/../secret.key', '/media/aa/..%2F..%2Fsecret.key', `/media/aa/${'a'.repeat(32)}-320.webp`, '/media/aa/x.html']) {
    expect([400, 404]).toContain((await site.app.inject(url)).statusCode)
  }
})
