import type { Point } from '../../../../kit/draw.ts'
import { mix, polygon, rounded, Sheet } from '../../../../kit/draw.ts'

/** Side of a picture; things stand on the line y = FLOOR, within 130 … 870. */
export const SIDE = 1000
export const FLOOR = 830

/** What a product is drawn in. */
export interface Paint { main: string, second: string }

/** A sheet with the shapes goods are made of, lit from the upper left. */
export class Easel extends Sheet {
  constructor(width = SIDE, height = SIDE) {
    super(width, height)
  }

  light = (colour: string, by = 0.25) => mix(colour, '#ffffff', by)
  dark = (colour: string, by = 0.3) => mix(colour, '#1c1410', by)

  /** The shading of something round or soft, from the left to the right. */
  round = (colour: string) => this.across([[0, this.light(colour, 0.22)], [0.3, this.light(colour, 0.08)], [0.7, colour], [1, this.dark(colour, 0.28)]])
  /** The shading of something flat, from above. */
  flat = (colour: string) => this.linear([[0, this.light(colour, 0.14)], [1, this.dark(colour, 0.1)]])

  box(x: number, y: number, w: number, h: number, radius: number, fill: string, opacity?: number): void {
    this.path(boxPath(x, y, w, h, radius), fill, { opacity })
  }

  ellipse(x: number, y: number, rx: number, ry: number, fill: string, opacity?: number): void {
    this.path(ellipsePath(x, y, rx, ry), fill, { opacity })
  }

  shape(points: readonly Point[], fill: string, radius = 0, opacity?: number): void {
    this.path(radius ? rounded(points, radius) : polygon(points), fill, { opacity })
  }

  /** A screen that is on: dark glass, a calm picture, a streak of light. */
  screen(x: number, y: number, w: number, h: number, radius: number, tint: string): void {
    const d = boxPath(x, y, w, h, radius)
    this.path(d, this.linear([[0, mix(tint, '#ffffff', 0.35)], [0.55, tint], [1, mix(tint, '#141a2a', 0.55)]], [x, y], [x + w, y + h]))
    this.within(d, () => {
      this.ellipse(x + w * 0.28, y + h * 0.98, w * 0.6, h * 0.34, mix(tint, '#101626', 0.45), 0.55)
      this.ellipse(x + w * 0.86, y + h * 1.02, w * 0.5, h * 0.42, mix(tint, '#101626', 0.6), 0.6)
      this.ellipse(x + w * 0.7, y + h * 0.26, Math.min(w, h) * 0.1, Math.min(w, h) * 0.1, '#fff3d6', 0.85)
      this.shape([[x + w * 0.06, y], [x + w * 0.36, y], [x - w * 0.02, y + h], [x - w * 0.3, y + h]], '#ffffff', 0, 0.09)
    })
  }

  /** A standing cylinder. `tilt` is how much of its top is seen. */
  cylinder(x: number, y: number, rx: number, h: number, colour: string, { tilt = 0.2, top }: { tilt?: number, top?: string } = {}): void {
    const ry = rx * tilt
    this.path(`M${x - rx} ${y}v${h}a${rx} ${ry} 0 0 0 ${2 * rx} 0v${-h}z`, this.round(colour))
    this.ellipse(x, y, rx, ry, top ?? this.light(colour, 0.18))
  }

  /** The shade on the ground under a thing. */
  ground(x: number, rx: number, strength = 0.3): void {
    this.ellipse(x, FLOOR + 6, rx, Math.max(16, rx * 0.1), this.radial([[0, '#1c1410', strength], [1, '#1c1410', 0]]))
  }

  /** The mark of the maker: a little roof. */
  mark(x: number, y: number, size: number, colour: string): void {
    this.stroke(`M${x - size} ${y + size * 0.5}l${size} ${-size * 0.8} ${size} ${size * 0.8}`, colour, size * 0.22)
  }
}

export const boxPath = (x: number, y: number, w: number, h: number, radius: number) => rounded([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], Math.min(radius, w / 2, h / 2))

export const ellipsePath = (x: number, y: number, rx: number, ry: number) => `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`
