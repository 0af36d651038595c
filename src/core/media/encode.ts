import type { OutputInfo } from 'sharp'
import { Buffer } from 'node:buffer'
import sharp from 'sharp'
import { MediaErrors } from './errors.ts'

export const WIDTHS = [320, 640, 1280] as const
const MAX_PIXELS = 40_000_000
const QUALITY = 78
/** Pictures taken at once: each may hold its pixels in memory. */
const AT_ONCE = 2

sharp.cache(false)
sharp.concurrency(1)

export interface EncodedPicture {
  width: number
  height: number
  color: string
  variants: { width: number, data: Buffer }[]
}

/** Width and height in pixels: of a place on a page. */
export interface Shape { width: number, height: number }

/**
 * Reads a picture by its content, never by its name, and makes WebP variants of at most 320, 640 and 1280 pixels width; with a
 * shape only the middle of it that has this shape. Everything but the pixels is dropped, the place where a photo was taken
 * included; an animation becomes its first frame. Throws media.not_a_picture and media.too_large.
 */
export async function encodePicture(given: Buffer, shape?: Shape): Promise<EncodedPicture> {
  if (!looksLikePicture(given)) throw MediaErrors.not_a_picture({ field: 'image' })
  return queued(async () => {
    try {
      const upright = await sharp(given, { limitInputPixels: MAX_PIXELS }).rotate().resize(shape ? await fitted(given, shape) : { width: WIDTHS.at(-1), withoutEnlargement: true }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
      const { dominant } = await sharp(upright.data, { raw: upright.info }).removeAlpha().stats()
      const color = `#${[dominant.r, dominant.g, dominant.b].map(c => c.toString(16).padStart(2, '0')).join('')}`
      return { width: upright.info.width, height: upright.info.height, color, variants: await variantsOf(upright) }
    } catch (error) {
      throw /pixel limit/.test((error as Error).message) ? MediaErrors.too_large({ field: 'image' }) : MediaErrors.not_a_picture({ field: 'image' })
    }
  })
}

/** The largest size of this shape that the picture fills without being enlarged, and no larger than the shape. */
async function fitted(given: Buffer, shape: Shape): Promise<Shape> {
  const { autoOrient: { width, height } } = await sharp(given, { limitInputPixels: MAX_PIXELS }).metadata()
  const scale = Math.min(1, WIDTHS.at(-1)! / shape.width, width / shape.width, height / shape.height)
  return { width: Math.max(1, Math.round(shape.width * scale)), height: Math.max(1, Math.round(shape.height * scale)) }
}

/** The variants of a drawing of our own. */
export const encodeDrawing = (svg: string): Promise<EncodedPicture['variants']> =>
  queued(async () => variantsOf(await sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).raw().toBuffer({ resolveWithObject: true })))

async function variantsOf({ data, info }: { data: Buffer, info: OutputInfo }): Promise<EncodedPicture['variants']> {
  const widths = [...WIDTHS.filter(w => w < info.width), info.width]
  return Promise.all(widths.map(async width => ({ width, data: await sharp(data, { raw: info }).resize({ width }).webp({ quality: QUALITY }).toBuffer() })))
}

/** JPEG, PNG, WebP or GIF by their first bytes: what else sharp can read (SVG, PDF …) is not let near it. */
function looksLikePicture(data: Buffer): boolean {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => data[i] === byte)
  const ascii = (from: number, to: number) => data.subarray(from, to).toString('latin1')
  return starts(0xFF, 0xD8, 0xFF) || starts(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A) || (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') || /^GIF8[79]a$/.test(ascii(0, 6))
}

let running = 0
const waiting: (() => void)[] = []

async function queued<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>(go => waiting.push(go))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}
