import type { Point, Random, Rgb } from '../../../../kit/draw.ts'
import { clamp, curve, element, mix, polygon, short } from '../../../../kit/draw.ts'
import { bake, haze } from './bake.ts'
import { bushShape, foliage, oval } from './foliage.ts'
import type { V3 } from './light.ts'
import { minus, unit } from './light.ts'
import type { Look, Time, View } from './look.ts'
import { hours } from './look.ts'
import type { Panel } from './panel.ts'
import { turned } from './round.ts'
import type { Camera } from './space.ts'
import { Space } from './space.ts'
import { viewOf } from './views.ts'

export const SLATE = '#62656a'

export interface OpenAir { time: Time, camera: Camera, view: View, unit: number, sun: V3 }

/** A scene under the open sky, what is far away already drawn. */
export function openAir(look: Look, random: Random, { time, camera, view, unit: size, sun }: OpenAir): Space {
  const hour = hours[time]
  const space = new Space(look, hour, random, camera)
  const dark = hour.shade > 0.5
  space.light.ambient = hour.ambient.map(value => value * (dark ? 1.4 : 0.92)) as unknown as Rgb
  space.light.sky = dark ? [0.07, 0.1, 0.2] : time === 'rain' ? [0.4, 0.43, 0.46] : [0.24, 0.28, 0.33]
  space.light.bounce = dark ? [0.03, 0.03, 0.04] : [0.22, 0.2, 0.17]
  if (hour.sun) space.light.sun = { way: unit(sun), colour: hour.sun, panes: undefined }
  space.backdrop.push(() => space.sheet.add(viewOf(space.sheet, random, view, hour, { x0: 0, x1: 1280, y0: 0, y1: 960, horizon: camera.horizon }, size)))
  return space
}

/** Finishes an open-air picture: glows, a veil of light, rain, grain. */
export function finishOpenAir(space: Space, veil?: Point): string {
  const { hour, sheet } = space
  space.finish.push(() => {
    const halos = space.light.lamps.map(({ at, colour }) => ({ at: space.point(at), reach: space.scale(at) * 1.3, colour: [255, 200, 130] as Rgb, strength: clamp(colour[0] * 0.5, 0, 0.55) }))
    const sun = hour.sun && veil ? [{ at: veil, reach: 760, colour: [255, 236, 200] as Rgb, strength: hour.bloom * 0.7 }] : []
    sheet.add(haze(space, 0, [...halos, ...sun]))
    if (hour.shade === 0.18) sheet.stroke(Array.from({ length: 130 }, () => `M${short(space.random.between(0, 1280))} ${short(space.random.between(0, 960))}l-4 ${short(space.random.between(16, 40))}`).join(''), '#f4f8f8', 1.1, { opacity: 0.3 })
    sheet.grain(0.18)
  })
  return space.render()
}

/** A flat ground from x0 to x1 and z0 to z1. */
export function ground(space: Space, [x0, x1]: readonly [number, number], [z0, z1]: readonly [number, number], colour: string, marks?: (clip: string) => void, gloss = 0, y = 0): void {
  const points: V3[] = [[x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1]]
  space.backdrop.push(() => {
    bake(space, { points, normal: [0, 1, 0], colour, gloss })
    marks?.(space.sheet.clip(polygon(space.outline(points))))
  })
}

/** The front of a wall from x0 to x1 at z, with the shadows of what stands before it, then what is painted on it. */
export function facade(space: Space, [x0, x1]: readonly [number, number], z: number, height: number, colour: string, paint?: (panel: Panel) => void, foot = 0): void {
  const normal: V3 = [0, 0, -1]
  space.light.block([x0, foot, z + 0.02], [x1, foot + height, z + 0.3])
  space.part([x0, foot, z - 0.01], [x1, foot + height, z], () => {
    bake(space, { points: [[x0, foot, z], [x1, foot, z], [x1, foot + height, z], [x0, foot + height, z]], normal, colour })
    paint?.(space.panel([x0, foot, z], [x1 - x0, 0, 0], [0, height, 0], normal))
  })
}

/** A sloping flat part: a roof, a gable. Corners in the coordinates of the piece, anticlockwise from outside. */
export function slope(space: Space, corners: readonly [V3, V3, V3, V3], colour: string, tiles?: { every: number, colour: string }): void {
  const points = corners.map(p => space.world(p)) as [V3, V3, V3, V3]
  const [u, v] = [minus(points[1], points[0]), minus(points[3], points[0])]
  const normal = unit([u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]].map(n => -n) as unknown as V3)
  const [low, high] = [0, 1].map(end => [0, 1, 2].map(k => Math[end ? 'max' : 'min'](...corners.map(p => p[k]!))) as unknown as V3) as [V3, V3]
  space.part(low, high, () => {
    if (normal[0] * (space.camera.at[0] - points[0][0]) + normal[1] * (space.camera.at[1] - points[0][1]) + normal[2] * (space.camera.at[2] - points[0][2]) <= 0) return
    space.face(points, normal, colour)
    if (!tiles) return
    const [bottom, top] = [minus(points[1], points[0]), minus(points[2], points[3])]
    const count = Math.round(Math.hypot(...bottom) / tiles.every)
    const at = (from: V3, edge: V3, share: number): V3 => [from[0] + edge[0] * share, from[1] + edge[1] * share, from[2] + edge[2] * share]
    let d = ''
    for (let i = 1; i < count; i++) d += polygon(space.visible([at(points[0], bottom, i / count), at(points[3], top, i / count)]))
    const thick = Math.min(6, tiles.every * space.scale(points[3]) * 0.36)
    space.sheet.stroke(d, tiles.colour, Math.max(0.7, thick), { opacity: 0.42 })
    space.sheet.stroke(polygon(space.visible([points[0], points[1]])), mix(colour, '#000000', 0.45), Math.max(1.5, thick * 1.2))
  }, false)
  space.light.block([Math.min(...points.map(p => p[0])), low[1] + (high[1] - low[1]) * 0.25, Math.min(...points.map(p => p[2]))], [Math.max(...points.map(p => p[0])), low[1] + (high[1] - low[1]) * 0.6, Math.max(...points.map(p => p[2]))])
}

/** A roof of two slopes over a house centred on the origin, its ridge along x. */
export function gableRoof(space: Space, width: number, depth: number, eaves: number, rise: number, colour: string, over = 0.45, wall?: string): void {
  const [x, z] = [width / 2 + over * 0.6, depth / 2 + over]
  const drop = rise * over / (depth / 2)
  const tiles = { every: 0.24, colour: mix(colour, '#000000', 0.5) }
  if (wall) {
    for (const side of [-1, 1]) {
      const gable: [V3, V3, V3, V3] = [[side * width / 2, eaves, -side * depth / 2], [side * width / 2, eaves, side * depth / 2], [side * width / 2, eaves + rise, 0], [side * width / 2, eaves + rise, 0]]
      slope(space, [gable[0], gable[1], gable[2], gable[3]], wall)
    }
  }
  slope(space, [[x, eaves - drop, z], [-x, eaves - drop, z], [-x, eaves + rise, 0], [x, eaves + rise, 0]], colour, tiles)
  slope(space, [[-x, eaves - drop, -z], [x, eaves - drop, -z], [x, eaves + rise, 0], [-x, eaves + rise, 0]], colour, tiles)
  space.box(0, eaves + rise - 0.05, 0, width + over * 1.4, 0.16, 0.22, mix(colour, '#000000', 0.25))
}

/** The tiles along the top of a garden wall, as long as said, from the height of the wall. */
export function coping(space: Space, width: number, y: number): void {
  const tiles = { every: 0.17, colour: '#2b2d31' }
  slope(space, [[width / 2, y - 0.04, 0.34], [-width / 2, y - 0.04, 0.34], [-width / 2, y + 0.22, 0], [width / 2, y + 0.22, 0]], SLATE, tiles)
  slope(space, [[-width / 2, y - 0.04, -0.34], [width / 2, y - 0.04, -0.34], [width / 2, y + 0.22, 0], [-width / 2, y + 0.22, 0]], SLATE, tiles)
  space.box(0, y + 0.16, 0, width, 0.13, 0.14, SLATE, { shadow: false })
}

export type Tree = 'broad' | 'maple' | 'ginkgo' | 'blossom' | 'pine' | 'slender'

/** Each kind: its colour, half its width as a share of its height, and its masses of leaves as shares of its height. */
const trees: Record<Tree, { colour: string, wide: number, masses: readonly (readonly [x: number, y: number, rx: number, ry: number, count: number])[] }> = {
  broad: { colour: '#5d8050', wide: 0.38, masses: [[0, 0.7, 0.33, 0.25, 44], [-0.22, 0.56, 0.15, 0.1, 11], [0.24, 0.54, 0.15, 0.1, 11]] },
  maple: { colour: '#c25a2d', wide: 0.4, masses: [[-0.16, 0.6, 0.22, 0.08, 17], [0.2, 0.66, 0.22, 0.09, 17], [0, 0.82, 0.24, 0.12, 22], [-0.26, 0.76, 0.13, 0.08, 10]] },
  ginkgo: { colour: '#d0a236', wide: 0.26, masses: [[0, 0.62, 0.2, 0.32, 44]] },
  blossom: { colour: '#efbcb6', wide: 0.42, masses: [[-0.24, 0.66, 0.17, 0.13, 15], [0.24, 0.68, 0.18, 0.14, 16], [0, 0.82, 0.22, 0.13, 20], [0.04, 0.6, 0.16, 0.08, 10]] },
  pine: { colour: '#47664f', wide: 0.34, masses: [[-0.2, 0.58, 0.16, 0.03, 9], [0.2, 0.66, 0.18, 0.03, 10], [-0.1, 0.78, 0.17, 0.03, 10], [0.08, 0.92, 0.14, 0.045, 9]] },
  slender: { colour: '#7f9a5c', wide: 0.18, masses: [[0, 0.6, 0.12, 0.36, 40]] },
}

/** A tree as tall as said. */
export function tree(space: Space, x: number, z: number, tall: number, wish: Tree = 'broad', y = 0): void {
  const { random, hour, look } = space
  const seasons: Partial<Record<Tree, Look['season']>> = { blossom: 'spring', maple: 'autumn', ginkgo: 'autumn' }
  const kind = (seasons[wish] ?? look.season) === look.season ? wish : 'broad'
  const { wide, masses, ...plain } = trees[kind]
  const colour = kind === 'broad' ? mix(look.leaf, plain.colour, random.next() * 0.7) : plain.colour
  const at = space.world([x, y, z])
  for (const [mx, my, rx, ry] of masses) {
    for (let i = 0; i < 2; i++) {
      const [bx, by, bz] = [at[0] + (mx + random.between(-0.5, 0.5) * rx) * tall, at[1] + (my + random.between(-0.4, 0.4) * ry) * tall, at[2] + random.between(-0.5, 0.5) * rx * tall]
      const half = rx * tall * random.between(0.35, 0.6)
      space.light.block([bx - half, by - half * 0.6, bz - half], [bx + half, by + half * 0.6, bz + half])
    }
  }
  const lean = random.between(-0.05, 0.05)
  const light = hour.sun ? '#f6e7a8' : hour.air
  // Near trees get more and finer leaves.
  const fine = clamp(tall * space.scale(at) / 400, 0.4, 1.9)
  space.sprite(x, y, z, { width: wide * tall * 2, height: tall }, (tint) => {
    const svg: string[] = []
    const cm = tall * 100
    const at = (px: number, py: number): Point => [(px + lean * py) * cm, -py * cm]
    const bark = tint('#6a5442', -0.3)
    const limb = (points: readonly Point[], width: number) => svg.push(element('path', { 'd': String(curve(points)), 'fill': 'none', 'stroke': bark, 'stroke-width': short(cm * width) }))
    limb([at(0, 0), at(kind === 'pine' ? -0.04 : 0.012, 0.16), at(0, 0.36)], 0.042)
    for (const [mx, my] of masses) limb([at(0, 0.28), at(mx * 0.35, 0.4), at(mx * 0.85, my - 0.02)], masses.length > 1 ? 0.018 : 0.03)
    for (const [mx, my, rx, ry, count] of masses) svg.push(foliage(random, { tufts: oval(random, ...at(mx, my), rx * cm, ry * cm, Math.round(count * 0.85 * fine)), size: cm * Math.min(0.098, rx * 0.5) / Math.sqrt(fine), dabs: count * 1.9 * fine }, tint(colour), tint(light, 0.15)))
    return svg.join('')
  })
}

/** A low round bush. */
export function bush(space: Space, x: number, z: number, size: number, colour = mix(space.look.leaf, '#6f8a4f', space.random.next() * 0.6), y = 0): void {
  const at = space.world([x, y, z])
  space.light.block([at[0] - size * 0.35, at[1], at[2] - size * 0.3], [at[0] + size * 0.35, at[1] + size * 0.5, at[2] + size * 0.3])
  space.sprite(x, y, z, { width: size, height: size * 0.7 }, tint => bushShape(space.sheet, space.random, size * 100, tint(colour), tint('#e8e3a0', 0.1)))
}

/** Bulbs on a cord between two places; they shine when the lamps are on. */
export function stringLights(space: Space, from: V3, to: V3, sag: number, count = 9): void {
  const on = space.hour.lamp[0] > 0.3
  const at = (t: number): V3 => [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t - sag * 4 * t * (1 - t), from[2] + (to[2] - from[2]) * t]
  if (on) for (const t of [0.25, 0.5, 0.75]) space.light.lamps.push({ at: at(t), colour: space.hour.lamp.map(value => value * 0.34) as unknown as Rgb })
  space.finish.push(() => {
    const cord = Array.from({ length: 9 }, (_, i): Point => space.point(at(i / 8)))
    space.sheet.stroke(String(curve(cord)), '#2e2924', 1.8)
    for (let i = 0; i < count; i++) {
      const [x, y] = space.point(at((i + 0.5) / count))
      const r = 0.042 * space.scale(at((i + 0.5) / count))
      if (on) space.sheet.path(`M${short(x - r * 4)} ${short(y + r)}a${short(r * 4)} ${short(r * 4)} 0 1 0 ${short(r * 8)} 0a${short(r * 4)} ${short(r * 4)} 0 1 0 ${short(-r * 8)} 0`, space.sheet.radial([[0, '#ffcf86', 0.5], [1, '#ffcf86', 0]]))
      space.sheet.add(element('ellipse', { cx: short(x), cy: short(y + r * 1.1), rx: short(r * 0.85), ry: short(r * 1.1), fill: on ? '#fff1cf' : '#efe3c4' }))
    }
  })
}

/** A lantern that stands on the ground. */
export function lantern(space: Space, x: number, z: number, tall: number): void {
  const on = space.hour.lamp[0] > 0.3
  turned(space, x, 0.02, z, [[tall * 0.26, 0], [tall * 0.3, tall * 0.1], [tall * 0.26, tall * 0.8], [tall * 0.12, tall]], '#f3e3c4', { glow: on ? 1.4 : 0, smooth: true })
  if (on) space.light.lamps.push({ at: space.world([x, tall * 0.5, z - tall * 0.4]), colour: space.hour.lamp.map(value => value * 0.45) as unknown as Rgb })
}

/** A red paper lantern under the eaves. */
export function redLantern(space: Space, x: number, y: number, z: number, size = 0.34): void {
  const on = space.hour.lamp[0] > 0.3
  space.box(x, y + size, z, 0.012, 0.25, 0.012, '#3a2d24', { shadow: false })
  turned(space, x, y, z, [[size * 0.25, 0], [size * 0.55, size * 0.25], [size * 0.6, size * 0.5], [size * 0.55, size * 0.75], [size * 0.25, size]], '#c2402c', { smooth: true, glow: on ? 0.9 : 0, shadow: false })
  turned(space, x, y - 0.02, z, [[size * 0.24, 0], [size * 0.24, 0.05]], '#d8a646', { shadow: false })
  if (on) space.light.lamps.push({ at: space.world([x, y, z - size]), colour: [space.hour.lamp[0] * 0.5, space.hour.lamp[1] * 0.36, space.hour.lamp[2] * 0.2] })
}
