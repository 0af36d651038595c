import type { Rgb } from '../../../../kit/draw.ts'

/** A place or a direction in metres: x to the right, y up, z away from the viewer. */
export type V3 = readonly [x: number, y: number, z: number]

export const plus = (a: V3, b: V3, share = 1): V3 => [a[0] + b[0] * share, a[1] + b[1] * share, a[2] + b[2] * share]
export const minus = (a: V3, b: V3): V3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const dot = (a: V3, b: V3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const unit = (a: V3): V3 => {
  const long = Math.hypot(...a) || 1
  return [a[0] / long, a[1] / long, a[2] / long]
}

/** A flat rectangle: a corner and the two edges that leave it. */
export interface Pane { corner: V3, u: V3, v: V3 }
export interface Window extends Pane { inward: V3, colour: Rgb }
export interface Lamp { at: V3, colour: Rgb }
/** Sunlight travelling along `way`; with panes it only comes in through them. */
export interface Sun { way: V3, colour: Rgb, panes: Pane[] | undefined }

const NEAR_BOX = 0.62 // metres within which a box darkens what is beside it
const WINDOW_SAMPLES = [[0.2, 0.25], [0.5, 0.2], [0.8, 0.3], [0.25, 0.75], [0.55, 0.8], [0.8, 0.7]] as const

/** Knows all light in a scene and all boxes that stand in its way. */
export class Light {
  ambient: Rgb = [0.6, 0.6, 0.6]
  /** Extra light for what faces up. */
  sky: Rgb = [0, 0, 0]
  /** Light that comes back from the ground onto what faces down. */
  bounce: Rgb = [0, 0, 0]
  windows: Window[] = []
  lamps: Lamp[] = []
  sun: Sun | undefined
  #boxes: number[] = []

  /** Registers a box that throws shadows. */
  block(low: V3, high: V3): void {
    this.#boxes.push(...low, ...high)
  }

  /** Whether something stands within `far` metres of a place in this direction. */
  blocked(from: V3, way: V3, far: number): boolean {
    const boxes = this.#boxes
    const [ox, oy, oz] = from
    const [ix, iy, iz] = [1 / (way[0] || 1e-9), 1 / (way[1] || 1e-9), 1 / (way[2] || 1e-9)]
    for (let i = 0; i < boxes.length; i += 6) {
      const x0 = (boxes[i]! - ox) * ix
      const x1 = (boxes[i + 3]! - ox) * ix
      let enter = x0 < x1 ? x0 : x1
      let leave = x0 < x1 ? x1 : x0
      const y0 = (boxes[i + 1]! - oy) * iy
      const y1 = (boxes[i + 4]! - oy) * iy
      enter = Math.max(enter, y0 < y1 ? y0 : y1)
      leave = Math.min(leave, y0 < y1 ? y1 : y0)
      if (leave < enter) continue
      const z0 = (boxes[i + 2]! - oz) * iz
      const z1 = (boxes[i + 5]! - oz) * iz
      enter = Math.max(enter, z0 < z1 ? z0 : z1)
      leave = Math.min(leave, z0 < z1 ? z1 : z0)
      if (leave >= enter && leave > 0.015 && enter < far) return true
    }
    return false
  }

  /** How open a place is: 1 in the open, less beside and under boxes. */
  openness(at: V3, normal: V3): number {
    const boxes = this.#boxes
    let open = 1
    const probe = plus(at, normal, 0.16)
    for (let i = 0; i < boxes.length; i += 6) {
      const x = Math.min(Math.max(probe[0], boxes[i]!), boxes[i + 3]!) - at[0]
      const y = Math.min(Math.max(probe[1], boxes[i + 1]!), boxes[i + 4]!) - at[1]
      const z = Math.min(Math.max(probe[2], boxes[i + 2]!), boxes[i + 5]!) - at[2]
      const far = Math.hypot(x, y, z)
      if (far > NEAR_BOX || far < 1e-6) continue
      const facing = (x * normal[0] + y * normal[1] + z * normal[2]) / far
      if (facing > 0.02) open *= 1 - 0.62 * facing * (1 - far / NEAR_BOX) ** 2
    }
    return open
  }

  /** The light that reaches a place on a surface, sun excluded, as raw strength per channel. */
  strength(at: V3, normal: V3, jitter = 0): Rgb {
    const from = plus(at, normal, 0.01)
    const open = this.openness(from, normal)
    const up = open * (0.5 + 0.5 * normal[1])
    const down = open * (0.5 - 0.5 * normal[1])
    const still = (k: 0 | 1 | 2) => this.ambient[k] * open + this.sky[k] * up + this.bounce[k] * down
    let [r, g, b] = [still(0), still(1), still(2)]
    const add = (colour: Rgb, share: number) => {
      r += colour[0] * share
      g += colour[1] * share
      b += colour[2] * share
    }
    for (const window of this.windows) {
      const area = Math.hypot(...window.u) * Math.hypot(...window.v) / WINDOW_SAMPLES.length
      for (const [su, sv] of WINDOW_SAMPLES) {
        const target = plus(plus(window.corner, window.u, su + jitter * 0.28), window.v, sv + jitter * 0.3)
        const way = minus(target, from)
        const far = Math.hypot(...way)
        const share = dot(normal, way) * -dot(window.inward, way) / (far * far)
        if (share <= 0 || dot(normal, way) <= 0) continue
        if (!this.blocked(from, unit(way), far - 0.05)) add(window.colour, share * area / (far * far + 0.5))
      }
    }
    for (const lamp of this.lamps) {
      const way = minus(lamp.at, from)
      const far = Math.hypot(...way)
      const share = (dot(normal, way) / far + 0.12) / 1.12
      if (share > 0 && !this.blocked(from, unit(way), far - 0.22)) add(lamp.colour, share / (far * far + 0.25))
    }
    return [r, g, b]
  }

  /** Whether the sun shines on a place. */
  sunny(at: V3, normal: V3): boolean {
    const sun = this.sun
    if (!sun || dot(sun.way, normal) >= -0.03) return false
    const back: V3 = [-sun.way[0], -sun.way[1], -sun.way[2]]
    return throughPanes(at, sun) && !this.blocked(plus(at, normal, 0.01), back, 60)
  }

  /** The strength with the sun added, whether or not something stands in its way. */
  withSun(strength: Rgb, normal: V3, part = 1): Rgb {
    const sun = this.sun
    if (!sun) return strength
    const share = part * Math.max(0, -dot(sun.way, normal)) ** 0.6
    return [strength[0] + sun.colour[0] * share, strength[1] + sun.colour[1] * share, strength[2] + sun.colour[2] * share]
  }
}

/** Whether the way back to the sun leads through one of its panes. */
export function throughPanes(at: V3, sun: Sun): boolean {
  if (!sun.panes) return true
  return sun.panes.some((pane) => {
    const [u, v] = [pane.u, pane.v]
    const normal: V3 = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
    const t = dot(minus(at, pane.corner), normal) / dot(sun.way, normal)
    if (!(t > 0)) return false
    const hit = minus(plus(at, sun.way, -t), pane.corner)
    const [s, h] = [dot(hit, u) / dot(u, u), dot(hit, v) / dot(v, v)]
    return s > 0 && s < 1 && h > 0 && h < 1
  })
}

/** From raw strength to the factor a colour is multiplied with: bright light saturates softly. */
export const tone = ([r, g, b]: Rgb): Rgb => [film(r), film(g), film(b)]

const film = (x: number) => 1.15 * (1 - Math.exp(-1.9 * x))
