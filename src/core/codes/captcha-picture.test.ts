import type { RandomInt } from './captcha-picture.ts'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { CAPTCHA_ALPHABET, drawCaptcha } from './captcha-picture.ts'

/** The same numbers in the same order for the same seed (mulberry32). */
function seeded(seed: number): RandomInt {
  let state = seed
  return (below) => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** First the given places in the alphabet, which make the text; then the seed's numbers, which make the drawing. */
function drawing(text: string, seed: number): RandomInt {
  const places = [...text].map(character => CAPTCHA_ALPHABET.indexOf(character))
  const rest = seeded(seed)
  return below => places.shift() ?? rest(below)
}

test('a captcha is a PNG of 200 × 75 px', async () => {
  const { png } = await drawCaptcha()
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 200, height: 75 })
})

test('a captcha asks for 4 characters that people do not mix up, and in time for all of them', async () => {
  const texts = (await Promise.all(Array.from({ length: 100 }, (_, seed) => drawCaptcha(seeded(seed))))).map(({ text }) => text)
  for (const text of texts) expect(text).toMatch(/^[A-Z3-9]{4}$/)
  expect([...new Set(texts.join(''))].sort().join('')).toBe([...CAPTCHA_ALPHABET].sort().join(''))
  expect(CAPTCHA_ALPHABET).not.toMatch(/[DIOQ5S8B6GUVYZ7]/)
})

test('of captchas drawn at the same moment each shows its own text (B-51)', async () => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed)
  const oneByOne: string[] = []
  for (const seed of seeds) oneByOne.push(pictureAndText(await drawCaptcha(seeded(seed))))
  const atOnce = await Promise.all(seeds.map(async seed => pictureAndText(await drawCaptcha(seeded(seed)))))
  expect(atOnce).toEqual(oneByOne)
  expect(new Set(atOnce).size).toBe(seeds.length)
})

test('a captcha shows the text it asks for: with all else equal, another text is another picture', async () => {
  const [first, second] = await Promise.all(['AXXX', 'HXXX'].map(text => pixels(drawing(text, 7))))
  expect(differenceIn(first!, second!)).toBeGreaterThan(200)
  expect(await pixels(drawing('AXXX', 7))).toEqual(first)
})

test('the text of a captcha stands out from its paper', async () => {
  for (let seed = 0; seed < 30; seed++) {
    const shades = [...await pixels(seeded(seed))].sort((a, b) => a - b)
    const [ink, paper] = [shades[Math.floor(shades.length * 0.03)]!, shades[Math.floor(shades.length / 2)]!]
    expect(paper - ink, `seed ${seed}`).toBeGreaterThan(90)
  }
})

test('captchas differ from one another without anybody choosing them', async () => {
  const texts = await Promise.all(Array.from({ length: 20 }, async () => (await drawCaptcha()).text))
  expect(new Set(texts).size).toBeGreaterThan(15)
})

function pictureAndText({ text, png }: { text: string, png: { toString: (encoding: 'base64') => string } }): string {
  return `${text} ${png.toString('base64')}`
}

async function pixels(random: RandomInt): Promise<Uint8Array> {
  const { png } = await drawCaptcha(random)
  return new Uint8Array(await sharp(png).greyscale().raw().toBuffer())
}

function differenceIn(a: Uint8Array, b: Uint8Array): number {
  return a.filter((shade, i) => Math.abs(shade - b[i]!) > 40).length
}
