import type { Point, Random, Rgb } from '../../../../kit/draw.ts'
import { clamp, hex, hull, lit, mix, rgb, rounded, Sheet, short } from '../../../../kit/draw.ts'
import type { V3 } from './light.ts'
import { dot, Light, minus, plus, tone } from './light.ts'
import type { Hour, Look } from './look.ts'
import { Panel } from './panel.ts'
import type { Part } from './order.ts'
import { around, highest, inOrder, lowest } from './order.ts'
import { patches } from './sunshine.ts'

export interface Camera {
  at: V3
  /** Radians to the right. */
  yaw: number
  /** Pixels that one metre takes up at a distance of one metre. */
  zoom: number
  /** Where eye level is on the picture, and its middle line. */
  horizon: number
  middle: number
}

/** Where a piece of furniture stands: its origin and how far it is turned. */
interface Frame { origin: V3, angle: number }

type Side = 'front' | 'back' | 'left' | 'right' | 'top' | 'bottom'

export interface BoxOptions {
  /** Radius in metres of edges that are upholstered or filed round. */
  soft?: number
  /** What is painted on a side. */
  on?: Partial<Record<Side, (panel: Panel) => void>>
  /** False for what is too thin or too clear to throw a shadow. */
  shadow?: boolean
  /** Light of its own, as a factor: lampshades, screens. */
  glow?: number
}

type Quad = readonly [V3, V3, V3, V3]

const NEAREST = 0.08 // metres before the eye where things are cut off
const SMALL_FACE = 3200 // square pixels below which a face gets one flat tone
const turn = ([x, y, z]: V3, angle: number): V3 => [x * Math.cos(angle) + z * Math.sin(angle), y, z * Math.cos(angle) - x * Math.sin(angle)]
const centreOf = (points: Quad): V3 => points.reduce((sum, p) => plus(sum, p, 0.25), [0, 0, 0] as V3)
const into = (frame: Frame, p: V3): V3 => turn(minus(p, frame.origin), -frame.angle)
const outOf = (frame: Frame, p: V3): V3 => plus(turn(p, frame.angle), frame.origin)
const corners = ([x0, y0, z0]: V3, [x1, y1, z1]: V3): V3[] =>
  [[x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1], [x0, y1, z0], [x1, y1, z0], [x1, y1, z1], [x0, y1, z1]]

/** A picture of things standing in space: knows the camera, the light and what hides what. */
export class Space {
  readonly sheet = new Sheet(1280, 960)
  readonly light = new Light()
  readonly look: Look
  readonly hour: Hour
  readonly random: Random
  camera: Camera
  /** Drawn before all parts, in order: walls, floors, windows, rugs. */
  readonly backdrop: (() => void)[] = []
  /** Drawn after all parts: glows, haze. */
  readonly finish: (() => void)[] = []
  #parts: Part[] = []
  #base: Frame = { origin: [0, 0, 0], angle: 0 } // what the bounds of #parts are measured in
  #frame = this.#base

  constructor(look: Look, hour: Hour, random: Random, camera: Camera) {
    this.look = look
    this.hour = hour
    this.light.ambient = hour.ambient
    this.random = random
    this.camera = camera
  }

  // ── From the scene to the picture ───────────────────────────────────────

  #eyed(p: V3): V3 {
    return turn(minus(p, this.camera.at), -this.camera.yaw)
  }

  #screen([x, y, z]: V3): Point {
    const { zoom, horizon, middle } = this.camera
    return [middle + zoom * x / z, horizon - zoom * y / z]
  }

  /** Where a place of the scene is on the picture. */
  point(p: V3): Point {
    const [x, y, z] = this.#eyed(p)
    return this.#screen([x, y, Math.max(z, NEAREST)])
  }

  /** Pixels per metre at a place. */
  scale(p: V3): number {
    return this.camera.zoom / Math.max(this.#eyed(p)[2], NEAREST)
  }

  /** A flat piece of the scene on the picture, cut off before the eye. */
  outline(points: readonly V3[]): Point[] {
    const eyed = points.map(p => this.#eyed(p))
    const kept: V3[] = []
    eyed.forEach((p, i) => {
      const q = eyed[(i + 1) % eyed.length]!
      if (p[2] >= NEAREST) kept.push(p)
      if ((p[2] >= NEAREST) !== (q[2] >= NEAREST)) kept.push(plus(p, minus(q, p), (NEAREST - p[2]) / (q[2] - p[2])))
    })
    return kept.map(p => this.#screen(p))
  }

  /** The same, or nothing when none of it is on the picture. */
  visible(points: readonly V3[]): Point[] {
    const flat = this.outline(points).slice(0, points.length > 2 ? undefined : 2)
    const [x0, y0, x1, y1] = around(flat)
    return x1 > 0 && x0 < this.sheet.width && y1 > 0 && y0 < this.sheet.height ? flat : []
  }

  /** The direction in which the eye looks through a point of the picture. */
  ray([x, y]: Point): V3 {
    const { zoom, horizon, middle, yaw } = this.camera
    return turn([(x - middle) / zoom, (horizon - y) / zoom, 1], yaw)
  }

  // ── Placing ─────────────────────────────────────────────────────────────

  /** From the coordinates of the piece being placed to those of the scene. */
  world(p: V3): V3 {
    return outOf(this.#frame, p)
  }

  /** Draws a piece around its own origin with its front towards -z, turned by degrees (90: front to the left, -90: to the right). */
  place(x: number, z: number, degrees: number, draw: () => void, y = 0): void {
    const before = this.#frame
    this.#frame = { origin: this.world([x, y, z]), angle: before.angle + degrees * Math.PI / 180 }
    const quarters = (this.#frame.angle - this.#base.angle) / (Math.PI / 2)
    if (Math.abs(quarters - Math.round(quarters)) < 1e-6) draw()
    else this.#apart(draw)
    this.#frame = before
  }

  // A piece that stands askew is sorted among the others as a whole, and its parts along its own directions.
  #apart(draw: () => void): void {
    const [parts, base] = [this.#parts, this.#base]
    const own: Part[] = this.#parts = []
    const frame = this.#base = this.#frame
    draw()
    ;[this.#parts, this.#base] = [parts, base]
    const edges = own.flatMap(part => corners(part.low, part.high)).map(p => into(base, outOf(frame, p)))
    if (!edges.length) return
    const eye = into(frame, this.camera.at)
    const box = around(own.flatMap(({ box: [x0, y0, x1, y1] }): Point[] => [[x0, y0], [x1, y1]]))
    parts.push({ low: lowest(edges), high: highest(edges), box, draw: () => inOrder(own, eye).forEach(part => part.draw()) })
  }

  /** Adds anything that takes up the space between two corners of the piece being placed. */
  part(low: V3, high: V3, draw: () => void, shadow = false): void {
    const inScene = corners(low, high).map(p => this.world(p))
    const inBase = inScene.map(p => into(this.#base, p))
    this.#parts.push({ low: lowest(inBase), high: highest(inBase), box: around(inScene.map(p => this.point(p))), draw })
    if (shadow) this.light.block(lowest(inScene), highest(inScene))
  }

  /** Draws everything. */
  render(): string {
    this.backdrop.forEach(draw => draw())
    const seen = this.#parts.filter(({ box: [x0, y0, x1, y1] }) => x1 > 0 && y1 > 0 && x0 < this.sheet.width && y0 < this.sheet.height)
    inOrder(seen, into(this.#base, this.camera.at)).forEach(part => part.draw())
    this.finish.forEach(draw => draw())
    return this.sheet.toString()
  }

  // ── Shapes ──────────────────────────────────────────────────────────────

  /** What a colour looks like at a place of the scene on a surface facing this way. */
  shade(colour: string, at: V3, normal: V3, glow = 0): string {
    const strength = this.light.strength(at, normal)
    const full = this.light.sun && !this.light.sun.panes && this.light.sunny(at, normal) ? this.light.withSun(strength, normal) : strength
    return lit(colour, glow ? tone([full[0] + glow, full[1] + glow * 0.9, full[2] + glow * 0.75]) : tone(full))
  }

  /** What a colour looks like where the sun falls on it: brighter, and a little bleached. */
  inSun(colour: string, at: V3, normal: V3): string {
    return mix(lit(colour, tone(this.light.withSun(this.light.strength(at, normal), normal))), this.hour.shade ? '#ffd9a0' : '#fff3d6', 0.22)
  }

  /** A flat face with four corners in scene coordinates, shaded from corner to corner, with sunshine where it falls. */
  face(points: Quad, normal: V3, colour: string, round = 0, glow = 0): void {
    const flat = this.outline(points)
    if (flat.length < 3) return
    const centre = centreOf(points)
    this.sheet.path(rounded(flat, round), this.#fill(points, flat, centre, normal, colour, glow))
    for (const patch of patches(this, points, flat, centre, normal)) {
      this.sheet.path(patch, this.inSun(colour, centre, normal), { opacity: 0.9 })
    }
  }

  #fill(points: Quad, flat: readonly Point[], centre: V3, normal: V3, colour: string, glow: number): string {
    const [x0, y0, x1, y1] = around(flat)
    if ((x1 - x0) * (y1 - y0) < SMALL_FACE) return this.shade(colour, centre, normal, glow)
    // A little inside, so that a corner does not fall into the neighbouring box.
    const [a, b, c, d] = points.map(p => rgb(this.shade(colour, plus(p, minus(centre, p), 0.12), normal, glow))) as [Rgb, Rgb, Rgb, Rgb]
    const average = (p: Rgb, q: Rgb): Rgb => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2]
    const apart = (p: Rgb, q: Rgb) => Math.abs(p[0] - q[0]) + Math.abs(p[1] - q[1]) + Math.abs(p[2] - q[2])
    const ways = [[average(a, b), average(c, d), [0, 1], [2, 3]], [average(a, d), average(b, c), [0, 3], [1, 2]]] as const
    const [from, to, start, end] = apart(ways[0][0], ways[0][1]) > apart(ways[1][0], ways[1][1]) ? ways[0] : ways[1]
    if (apart(from, to) < 9) return hex(average(from, to))
    const halfway = ([i, j]: readonly [number, number]) => this.point(plus(points[i]!, minus(points[j]!, points[i]!), 0.5))
    return this.sheet.linear([[0, hex(from)], [1, hex(to)]], halfway(start), halfway(end))
  }

  /** A box standing on y, its footprint centred on x and z, in the coordinates of the piece being placed. */
  box(x: number, y: number, z: number, width: number, height: number, depth: number, colour: string, options: BoxOptions = {}): void {
    const low: V3 = [x - width / 2, y, z - depth / 2]
    const high: V3 = [x + width / 2, y + height, z + depth / 2]
    const frame = this.#frame
    const solid = options.shadow ?? (Math.max(width, height, depth) > 0.25 && Math.min(width, height, depth) > 0.015)
    const sides = sidesOf(low, high).map(({ points, normal, ...rest }) => ({
      ...rest,
      points: points.map(p => outOf(frame, p)) as unknown as Quad,
      normal: turn(normal, frame.angle),
    }))
    this.part(low, high, () => this.#drawBox(sides, colour, options), solid)
  }

  #drawBox(sides: { side: Side, points: Quad, normal: V3 }[], colour: string, { soft = 0, on, glow = 0 }: BoxOptions): void {
    const seen = sides.filter(({ points, normal }) => dot(minus(this.camera.at, points[0]), normal) > 1e-4)
    const all = seen.flatMap(({ points }) => this.outline(points))
    if (all.length < 3) return
    // The whole outline first, in the middle tone: it shows as the rounded edge of soft boxes and closes the gaps of hard ones.
    const tones = seen.map(({ points, normal }) => rgb(this.shade(colour, centreOf(points), normal, glow)))
    const middle = hex([0, 1, 2].map(k => tones.reduce((sum, t) => sum + t[k]!, 0) / tones.length * (soft ? 0.97 : 1)) as unknown as Rgb)
    const [x0, y0, x1, y1] = around(all)
    if (soft || (seen.length > 1 && (x1 - x0) * (y1 - y0) > SMALL_FACE)) this.sheet.path(rounded(hull(all), soft * 1.3 * this.scale(seen[0]!.points[0])), middle)
    for (const { side, points, normal } of seen) {
      const [o, right, , up] = points
      this.face(soft ? insetBy(points, soft * 0.34) : points, normal, colour, soft * this.scale(o) * 0.9, glow)
      on?.[side]?.(new Panel(this, o, minus(right, o), minus(up, o), normal, glow))
    }
  }

  /** A flat surface to paint on, in scene coordinates: lower left corner, edge to the right, edge upwards. */
  panel(corner: V3, right: V3, up: V3, normal: V3): Panel {
    return new Panel(this, corner, right, up, normal)
  }

  /**
   * A drawing that always faces the viewer, standing at a place: its units are centimetres, y grows downwards.
   * `tint` gives a colour under the light of that place; the second number makes it lighter (> 0) or darker.
   */
  sprite(x: number, y: number, z: number, size: { width: number, height: number, drop?: number }, draw: (tint: (colour: string, lighter?: number) => string) => string): void {
    const half = size.width / 2
    const at = this.world([x, y, z])
    const deep = Math.min(half, 0.12)
    const eye = minus(this.camera.at, at)
    const long = Math.hypot(eye[0], eye[2])
    this.part([x - half, y - (size.drop ?? 0), z - deep], [x + half, y + size.height, z + deep], () => {
      const [middle, facing]: [V3, V3] = [plus(at, [0, size.height * 0.5, 0]), [eye[0] / long * 0.6, 0.8, eye[2] / long * 0.6]]
      const still = this.light.strength(middle, facing)
      const light = this.light.sun && !this.light.sun.panes ? this.light.withSun(still, facing, 0.55) : still
      const [px, py] = this.point(at)
      const tint = (colour: string, lighter = 0) => lit(colour, tone([light[0] * (1 + lighter), light[1] * (1 + lighter), light[2] * (1 + lighter)]))
      this.sheet.add(`<g transform="translate(${short(px)} ${short(py)}) scale(${(this.scale(at) / 100).toFixed(3)})">${draw(tint)}</g>`)
    }, false)
  }
}

function insetBy(points: Quad, by: number): Quad {
  const [u, v] = [minus(points[1], points[0]), minus(points[3], points[0])]
  const [su, sv] = [clamp(by / Math.hypot(...u), 0, 0.4), clamp(by / Math.hypot(...v), 0, 0.4)]
  const at = (s: number, t: number) => plus(plus(points[0], u, s), v, t)
  return [at(su, sv), at(1 - su, sv), at(1 - su, 1 - sv), at(su, 1 - sv)]
}

/** The sides of a box, each from its lower left corner, anticlockwise as seen from outside. */
function sidesOf([x0, y0, z0]: V3, [x1, y1, z1]: V3): { side: Side, points: Quad, normal: V3 }[] {
  return [
    { side: 'bottom', normal: [0, -1, 0], points: [[x0, y0, z1], [x1, y0, z1], [x1, y0, z0], [x0, y0, z0]] },
    { side: 'back', normal: [0, 0, 1], points: [[x1, y0, z1], [x0, y0, z1], [x0, y1, z1], [x1, y1, z1]] },
    { side: 'left', normal: [-1, 0, 0], points: [[x0, y0, z1], [x0, y0, z0], [x0, y1, z0], [x0, y1, z1]] },
    { side: 'right', normal: [1, 0, 0], points: [[x1, y0, z0], [x1, y0, z1], [x1, y1, z1], [x1, y1, z0]] },
    { side: 'front', normal: [0, 0, -1], points: [[x0, y0, z0], [x1, y0, z0], [x1, y1, z0], [x0, y1, z0]] },
    { side: 'top', normal: [0, 1, 0], points: [[x0, y1, z0], [x1, y1, z0], [x1, y1, z1], [x0, y1, z1]] },
  ]
}
