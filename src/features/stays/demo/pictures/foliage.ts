import type { Point, Random, Sheet } from '../../../../kit/draw.ts'
import { element, hex, mix, rgb, seeded, short } from '../../../../kit/draw.ts'

/** A mass of leaves: where its tufts are, and how large they are. */
export interface Foliage { tufts: readonly Point[], size: number, dabs: number }

/** Tufts spread evenly over an oval. */
export function oval(random: Random, x: number, y: number, rx: number, ry: number, count: number): Point[] {
  return Array.from({ length: count }, (_, i): Point => {
    const [angle, far] = [i * 2.4, Math.sqrt((i + 0.4) / count) * random.between(0.85, 1.05)]
    return [x + rx * far * Math.cos(angle), y + ry * far * Math.sin(angle)]
  })
}

/** Draws leaves in a few tones, light from above. They are short strokes of a thick round pen, as with a brush. */
export function foliage(random: Random, { tufts, size, dabs }: Foliage, colour: string, light: string): string {
  let svg = ''
  const layer = (dx: number, dy: number, wide: number, long: number, tone: string, some: readonly Point[]) => {
    const d = some.map(([px, py], i) => {
      const angle = i * 2.1 + 0.4
      const [sx, sy] = [Math.cos(angle) * long * size, Math.sin(angle) * long * size * 0.7]
      return `M${Math.round(px + dx * size - sx / 2)} ${Math.round(py + dy * size - sy / 2)}l${Math.round(sx) || 1} ${Math.round(sy)}`
    }).join('')
    // Flecks end square: round ends would take most of the time of drawing them.
    if (d) svg += element('path', { d, 'stroke': tone, 'stroke-width': short(size * wide), 'stroke-linecap': wide < 0.2 ? 'butt' : undefined })
  }
  const middle = tufts.reduce((sum, p) => sum + p[1], 0) / tufts.length
  const upper = tufts.filter(([, y], i) => y < middle + size * 0.2 && i % 3)
  const sprinkle = (some: readonly Point[], share: number, far: number): Point[] => some.length
    ? Array.from({ length: Math.round(dabs * share) }, () => {
        const [x, y] = random.pick(some)
        const angle = random.between(0, 6.3)
        return [x + Math.cos(angle) * size * far, y + Math.sin(angle) * size * far * 0.85]
      })
    : []
  const dark = mix(mix(colour, '#1d2230', 0.3), colour < '#a' ? '#12261a' : '#5a1f1c', 0.16)
  layer(0.04, 0.1, 0.9, 0.35, dark, tufts)
  layer(0, 0.05, 0.16, 0.3, dark, sprinkle(tufts, 0.4, 0.55))
  layer(-0.03, -0.07, 0.68, 0.4, colour, tufts)
  layer(0, -0.03, 0.17, 0.3, colour, sprinkle(tufts, 1, 0.52))
  layer(-0.08, -0.16, 0.4, 0.4, mix(colour, light, 0.17), upper)
  layer(-0.05, -0.14, 0.15, 0.3, mix(colour, light, 0.22), sprinkle(upper, 0.55, 0.4))
  layer(-0.1, -0.22, 0.12, 0.3, mix(colour, light, 0.4), sprinkle(upper, 0.3, 0.3))
  return svg
}

const SHAPES = 3 // of crowns and bushes: enough that one does not see them again

/** The same few colours again and again, so that shapes in them are written once. */
const coarse = (colour: string) => {
  const [r, g, b] = rgb(colour)
  return hex([Math.round(r / 18) * 18, Math.round(g / 18) * 18, Math.round(b / 18) * 18])
}

/** A round mass of leaves as a reference to one of a few shapes, each written once; drawn with a radius of 100 units. */
function shape(sheet: Sheet, variant: number, colour: string, light: string, flat: number): string {
  const random = seeded(`leaves ${variant}`)
  const svg = foliage(random, { tufts: oval(random, 0, 0, 72, 72 * flat, 10), size: 74, dabs: 20 }, coarse(colour), coarse(light))
  return sheet.define('g', {}, svg)
}

/** A small round mass of leaves at a point of the picture: a far tree. */
export function crown(sheet: Sheet, random: Random, x: number, y: number, r: number, colour: string, light: string): string {
  return element('use', { href: `#${shape(sheet, random.int(1, SHAPES), colour, light, 0.84)}`, transform: `translate(${short(x)} ${short(y)})scale(${(r / 100).toFixed(2)})` })
}

/** A bush standing at the origin of a sprite, as wide as said in centimetres. */
export function bushShape(sheet: Sheet, random: Random, width: number, colour: string, light: string): string {
  return element('use', { href: `#${shape(sheet, random.int(1, SHAPES), colour, light, 0.62)}`, transform: `translate(0 ${short(-width * 0.3)})scale(${((random.chance(0.5) ? 1 : -1) * width / 205).toFixed(2)} ${(width / 205).toFixed(2)})` })
}
