import type { Point } from '../../../../kit/draw.ts'
import { blob, line, polygon, rounded, short } from '../../../../kit/draw.ts'
import type { V3 } from './light.ts'
import { plus } from './light.ts'
import type { Space } from './space.ts'

/** A flat surface in space that can be painted on: u to the right and v upwards, in metres from its lower left corner. */
export class Panel {
  readonly width: number
  readonly height: number
  readonly space: Space
  readonly normal: V3
  #corner: V3
  #u: V3
  #v: V3
  #glow: number

  constructor(space: Space, corner: V3, right: V3, up: V3, normal: V3, glow = 0) {
    this.space = space
    this.width = Math.hypot(...right)
    this.height = Math.hypot(...up)
    this.#corner = corner
    this.#u = [right[0] / this.width, right[1] / this.width, right[2] / this.width]
    this.#v = [up[0] / this.height, up[1] / this.height, up[2] / this.height]
    this.normal = normal
    this.#glow = glow
  }

  /** The place in the scene. */
  at(u: number, v: number): V3 {
    return plus(plus(this.#corner, this.#u, u), this.#v, v)
  }

  /** The point on the picture. */
  point(u: number, v: number): Point {
    return this.space.point(this.at(u, v))
  }

  /** What a colour looks like here. */
  shade(colour: string, u = this.width / 2, v = this.height / 2): string {
    return this.space.shade(colour, this.at(u, v), this.normal, this.#glow)
  }

  outline(points: readonly Point[]): Point[] {
    return this.space.outline(points.map(([u, v]) => this.at(u, v)))
  }

  /** A shape with straight sides, its corners rounded by a radius in metres. */
  shape(points: readonly Point[], colour: string, round = 0, opacity?: number): void {
    const flat = this.outline(points)
    if (flat.length < 3) return
    const [u, v] = centre(points)
    this.space.sheet.path(rounded(flat, round * this.space.scale(this.at(u, v))), this.shade(colour, u, v), { opacity })
  }

  /** Many rectangles of one colour in one go. */
  rects(rects: readonly (readonly [u: number, v: number, width: number, height: number])[], colour: string, opacity?: number): void {
    const d = rects.map(([u, v, w, h]) => polygon(this.space.visible([this.at(u, v), this.at(u + w, v), this.at(u + w, v + h), this.at(u, v + h)]))).join('')
    this.space.sheet.path(d, this.shade(colour), { opacity })
  }

  /** Many lines in one go. */
  lines(lines: readonly (readonly Point[])[], colour: string, width: number, opacity?: number): void {
    const d = lines.map(points => this.space.visible(points.map(([u, v]) => this.at(u, v)))).filter(flat => flat.length).map(line).join('')
    this.space.sheet.stroke(d, this.shade(colour), Math.max(0.5, width * this.space.scale(this.at(this.width / 2, this.height / 2))), { opacity })
  }

  /** Lines as thin on the picture as said, in pixels, near and far: joints of large walls. */
  hairlines(lines: readonly (readonly Point[])[], colour: string, pixels: number, opacity: number): void {
    const d = lines.map(points => this.space.visible(points.map(([u, v]) => this.at(u, v)))).filter(flat => flat.length).map(line).join('')
    this.space.sheet.stroke(d, colour, pixels, { opacity })
  }

  rect(u: number, v: number, width: number, height: number, colour: string, round = 0, opacity?: number): void {
    this.shape([[u, v], [u + width, v], [u + width, v + height], [u, v + height]], colour, round, opacity)
  }

  /** A shape without corners, guided by the points. */
  blob(points: readonly Point[], colour: string, opacity?: number): void {
    const flat = this.outline(points)
    if (flat.length > 2) this.space.sheet.path(blob(flat), this.shade(colour, ...centre(points)), { opacity })
  }

  oval(u: number, v: number, ru: number, rv: number, colour: string, opacity?: number): void {
    const ring = Array.from({ length: 12 }, (_, i): Point => [u + 1.035 * ru * Math.cos(i * Math.PI / 6), v + 1.035 * rv * Math.sin(i * Math.PI / 6)])
    this.blob(ring, colour, opacity)
  }

  line(points: readonly Point[], colour: string, width: number, opacity?: number): void {
    const [u, v] = centre(points)
    const flat = points.map(([pu, pv]) => this.point(pu, pv))
    this.space.sheet.stroke(line(flat), this.shade(colour, u, v), Math.max(0.5, width * this.space.scale(this.at(u, v))), { opacity })
  }

  /** The soft dark edge beside something that lies or hangs on the panel, shifted as the light falls. */
  shadow(u: number, v: number, width: number, height: number, size: number, strength = 0.05): void {
    const flat = this.outline([[u, v], [u + width, v], [u + width, v + height], [u, v + height]])
    const px = size * this.space.scale(this.at(u, v))
    // Several wide strokes over each other fade outwards as a blur would, at a tenth of its cost.
    for (let step = 1; step <= 5; step++) {
      this.space.sheet.path(rounded(flat, px * 0.2), '#2a1b12', { 'stroke': '#2a1b12', 'stroke-width': short(px * step * 0.4), 'opacity': strength, 'stroke-opacity': strength })
    }
  }
}

const centre = (points: readonly Point[]): [number, number] =>
  [points.reduce((sum, p) => sum + p[0], 0) / points.length, points.reduce((sum, p) => sum + p[1], 0) / points.length]
