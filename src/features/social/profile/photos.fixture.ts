import type { Answer, TestApp } from '../../../../test/app.ts'
import type { TestPerson } from '../../../../test/people.ts'
import { Buffer } from 'node:buffer'
import sharp from 'sharp'

/** A picture with something to see on it, different for each number. @returns a sharp pipeline, pixels as asked for */
export function aScene(number: number, width = 480, height = 640): ReturnType<typeof sharp> {
  const shapes = Array.from({ length: 9 }, (_, i) => {
    const at = (step: number) => ((i + 1) * step * (number + 3)) % 80
    return `<rect x="${at(29)}%" y="${at(17)}%" width="${8 + at(7) / 3}%" height="${6 + at(11) / 3}%" fill="hsl(${(i * 47 + number * 90) % 360}, 60%, ${15 + i * 8}%)"/>`
  })
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="hsl(${(number * 67) % 360}, 35%, 70%)"/>${shapes.join('')}</svg>`))
}

/** Uploads a file as a browser does. @param path below /api/v1 */
export const uploadTo = (site: TestApp, as: TestPerson, path: string, file: Buffer): Promise<Answer> => site.call('POST', path, {
  as,
  headers: { 'content-type': 'multipart/form-data; boundary=x' },
  payload: Buffer.concat([Buffer.from('--x\r\ncontent-disposition: form-data; name="image"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n'), file, Buffer.from('\r\n--x--\r\n')]),
})

/** Puts a photo into somebody's album. */
export const uploadPhoto = (site: TestApp, as: TestPerson, file: Buffer): Promise<Answer> => uploadTo(site, as, 'social/photos', file)
