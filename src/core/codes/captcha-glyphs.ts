import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import opentype from 'opentype.js'

export type Point = readonly [x: number, y: number]

/** A character as closed outlines, centred on the origin and 1 high, so that fonts of any design mix. */
export type Glyph = readonly (readonly Point[])[]

/**
 * Open fonts (OFL) of the same three kinds as the documents' Arial, Georgia and actionj (S-18): a sans, a serif
 * and a hand lettering. They come as npm packages, so no system font and no network is needed.
 */
const FONT_FILES = [
  '@fontsource/arimo/files/arimo-latin-700-normal.woff',
  '@fontsource/gelasio/files/gelasio-latin-600-normal.woff',
  '@fontsource/balsamiq-sans/files/balsamiq-sans-latin-700-normal.woff',
]

/** How many straight pieces stand for one curve or line of an outline: enough to be bent smoothly later. */
const PIECES = 6

/** For every font, the glyphs of these characters. Throws when a font lacks one. */
export function loadGlyphs(characters: string): ReadonlyMap<string, Glyph>[] {
  const require = createRequire(import.meta.url)
  return FONT_FILES.map((file) => {
    const bytes = readFileSync(require.resolve(file))
    const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
    return new Map([...characters].map((character) => {
      const glyph = font.charToGlyph(character)
      if (glyph.index === 0) throw new Error(`${file} has no ${character}`)
      return [character, normalise(flatten(glyph.getPath(0, 0, 100).commands))]
    }))
  })
}

type Command = ReturnType<ReturnType<ReturnType<typeof opentype.parse>['charToGlyph']>['getPath']>['commands'][number]

function flatten(commands: Command[]): Point[][] {
  const contours: Point[][] = []
  let at: Point = [0, 0]
  const follow = (control: Point[], end: Point) => {
    for (let i = 1; i <= PIECES; i++) contours.at(-1)!.push(bezierPoint([at, ...control, end], i / PIECES))
    at = end
  }
  for (const command of commands) {
    if (command.type === 'M') contours.push([at = [command.x, command.y]])
    else if (command.type === 'Z') follow([], contours.at(-1)![0]!)
    else if (command.type === 'L') follow([], [command.x, command.y])
    else if (command.type === 'Q') follow([[command.x1, command.y1]], [command.x, command.y])
    else follow([[command.x1, command.y1], [command.x2, command.y2]], [command.x, command.y])
  }
  return contours
}

/** De Casteljau: the point of a Bézier curve of any degree at t. */
function bezierPoint(points: Point[], t: number): Point {
  if (points.length === 1) return points[0]!
  return bezierPoint(points.slice(1).map(([x, y], i) => {
    const [fromX, fromY] = points[i]!
    return [fromX + (x - fromX) * t, fromY + (y - fromY) * t]
  }), t)
}

function normalise(contours: Point[][]): Glyph {
  const { left, right, top, bottom } = boxOf(contours)
  const height = bottom - top
  return contours.map(contour => contour.map(([x, y]): Point => [(x - (left + right) / 2) / height, (y - (top + bottom) / 2) / height]))
}

/** The smallest upright box around a glyph. */
export function boxOf(glyph: Glyph): { left: number, right: number, top: number, bottom: number } {
  const points = glyph.flat()
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
}
