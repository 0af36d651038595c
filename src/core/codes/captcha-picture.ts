import type { Glyph, Point } from './captcha-glyphs.ts'
import { Buffer } from 'node:buffer'
import { randomInt } from 'node:crypto'
import sharp from 'sharp'
import { boxOf, loadGlyphs } from './captcha-glyphs.ts'

/** A whole number from 0 up to, but not including, `below`. */
export type RandomInt = (below: number) => number

/**
 * The characters of a captcha: those of A–Z and 3–9 (S-18) that stay themselves when turned, bent and crossed.
 * Left out are D I O Q (0, 1), S 5, B 8, G 6, Z (2), U V Y (X), 7 (T).
 */
export const CAPTCHA_ALPHABET = 'ACEFHJKLMNPRTWX349'
const CAPTCHA_LENGTH = 4
const CAPTCHA_WIDTH = 200
const CAPTCHA_HEIGHT = 75

const FONTS = loadGlyphs(CAPTCHA_ALPHABET)
const NOISE_DASHES = 50
const MARGIN = 8

/**
 * Draws a new captcha: a random text and a PNG of 200 × 75 px that shows it (S-18). Nothing is shared between calls
 * (B-51). Tests give their own `random`; everyone else gets the system's secure one.
 */
export async function drawCaptcha(random: RandomInt = below => randomInt(below)): Promise<{ text: string, png: Buffer }> {
  const text = Array.from({ length: CAPTCHA_LENGTH }, () => CAPTCHA_ALPHABET[random(CAPTCHA_ALPHABET.length)]!).join('')
  const png = await sharp(Buffer.from(svgOf(text, random))).blur(0.6).removeAlpha().png().toBuffer()
  return { text, png }
}

function svgOf(text: string, random: RandomInt): string {
  const between = (least: number, most: number) => least + (most - least) * random(10_001) / 10_000
  const paper: Colour = [between(232, 255), between(232, 255), between(232, 255)]
  // One ink for text, curve and dashes: colour alone must not tell them apart.
  const ink = rgb(readableOn(paper, [between(0, 200), between(0, 200), between(0, 200)]))

  const characters = sideBySide([...text].map(character => distort(FONTS[random(FONTS.length)]!.get(character)!, between)), between)
  const bend = wave(between)
  const outline = characters.flat().map(contour => `M${contour.map(point => pair(bend(point))).join('L')}Z`).join('')
  const curve = `M0 ${between(15, 60)}C${pair([between(30, 80), between(0, 75)])} ${pair([between(110, 170), between(0, 75)])} ${CAPTCHA_WIDTH} ${between(15, 60)}`
  const dashes = Array.from({ length: NOISE_DASHES }, () => `M${pair([between(4, CAPTCHA_WIDTH - 8), between(4, CAPTCHA_HEIGHT - 4)])}l${pair([between(2, 5), between(-3, 3)])}`).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CAPTCHA_WIDTH}" height="${CAPTCHA_HEIGHT}">`
    + `<rect width="100%" height="100%" fill="${rgb(paper)}"/>`
    + `<path d="${outline}" fill="${ink}" fill-rule="nonzero"/>`
    + `<path d="${curve}" fill="none" stroke="${ink}" stroke-width="${between(3, 4)}"/>`
    + `<path d="${dashes}" stroke="${ink}" stroke-width="2"/></svg>`
}

type Between = (least: number, most: number) => number

/** A character at its own size, turned up to 25° either way and pulled at its corners. In pixels, about the origin. */
function distort(glyph: Glyph, between: Between): Glyph {
  const size = between(44, 54)
  const angle = between(-25, 25) * Math.PI / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [shear, taper, stretch] = [between(-0.1, 0.1), between(-0.2, 0.2), between(0.9, 1.15)]
  return glyph.map(contour => contour.map(([x, y]): Point => {
    const wide = size * stretch * (x * (1 + taper * y) + shear * y)
    const high = size * y * (1 + taper * x)
    return [wide * cos - high * sin, wide * sin + high * cos]
  }))
}

/** Sets the characters in a row so close that they nearly touch, each a little up or down, all within the picture. */
function sideBySide(glyphs: Glyph[], between: Between): Glyph[] {
  let end = 0
  const row = glyphs.map((glyph) => {
    const { left, right } = boxOf(glyph)
    const shift = end - left
    end = right + shift + between(-4, 1)
    return { glyph, shift, rise: between(-1, 1) }
  })
  const scale = Math.min(1.1, (CAPTCHA_WIDTH - 2 * MARGIN) / end)
  const start = (CAPTCHA_WIDTH - end * scale) / 2
  return row.map(({ glyph, shift, rise }) => {
    const { top, bottom } = boxOf(glyph)
    const squeeze = Math.min(1, (CAPTCHA_HEIGHT - 2 * MARGIN) / (bottom - top))
    const room = (CAPTCHA_HEIGHT - 2 * MARGIN - (bottom - top) * squeeze) / 2
    const middle = CAPTCHA_HEIGHT / 2 - (top + bottom) / 2 * squeeze + rise * room
    return glyph.map(contour => contour.map(([x, y]): Point => [start + (x + shift) * scale, middle + y * squeeze]))
  })
}

/** Bends the whole picture like a flag, so that no line of writing stays straight. */
function wave(between: Between): (point: Point) => Point {
  const height = between(2.5, 5)
  const turn = 2 * Math.PI / between(60, 110)
  const phase = between(0, 2 * Math.PI)
  return ([x, y]) => [x + 0.6 * height * Math.cos(y * turn + phase), y + height * Math.sin(x * turn + phase)]
}

type Colour = [red: number, green: number, blue: number]

/** WCAG 2.2's contrast for text. */
const LEAST_CONTRAST = 5

function readableOn(paper: Colour, ink: Colour): Colour {
  return (luminance(paper) + 0.05) / (luminance(ink) + 0.05) >= LEAST_CONTRAST ? ink : readableOn(paper, ink.map(part => part * 0.85) as Colour)
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map(part => part <= 10 ? part / 3295 : ((part / 255 + 0.055) / 1.055) ** 2.4) as Colour
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function rgb(colour: Colour): string {
  return `rgb(${colour.map(Math.round).join(',')})`
}

function pair([x, y]: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}
