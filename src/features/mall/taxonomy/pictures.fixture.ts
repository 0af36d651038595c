import type { Answer, Credentials, TestApp } from '../../../../test/app.ts'
import { Buffer } from 'node:buffer'
import sharp from 'sharp'

const BOUNDARY = 'picture'

/** A PNG of one colour. */
export const aPng = (width: number, height: number, background = '#aa3311'): Promise<Buffer> => sharp({ create: { width, height, channels: 3, background } }).png().toBuffer()

/** Puts a picture to an address of the API, as a form does. */
export function putPicture({ call }: TestApp, url: string, as: Credentials, image: Buffer): Promise<Answer> {
  const payload = Buffer.concat([Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="p.png"\r\nContent-Type: image/png\r\n\r\n`), image, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
  return call('PUT', url, { as, payload, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } })
}
