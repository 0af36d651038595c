import { crc32, deflateSync } from 'node:zlib'
import type { Point, Rgb } from '../../../../kit/draw.ts'
import { clamp, element, polygon, rgb } from '../../../../kit/draw.ts'
import type { V3 } from './light.ts'
import { dot, minus, plus, throughPanes, tone } from './light.ts'
import { around } from './order.ts'
import type { Space } from './space.ts'

/** A flat surface whose light is computed point by point: walls, floors, rugs, façades. */
export interface Surface {
  points: readonly V3[]
  normal: V3
  colour: string
  /** How much it mirrors windows: 0 for plaster, 0.4 for polished stone. */
  gloss?: number
  /** The outline on the picture when it is not that of the points: a round rug. */
  outline?: string
}

const CELL = 10 // pixels per light sample: light is soft, and the picture stays small
const SUN_CELL = 4 // pixels per sunshine sample: its edges are sharper

/** Draws the surface with all light and shadow on it. */
export function bake(space: Space, surface: Surface): void {
  const flat = space.outline(surface.points)
  if (flat.length < 3) return
  const [x0, y0, x1, y1] = around(flat).map((value, i) => clamp(value, 0, i % 2 ? space.sheet.height : space.sheet.width)) as [number, number, number, number]
  if (x1 - x0 < 1 || y1 - y0 < 1) return
  const clip = space.sheet.clip(surface.outline ?? polygon(flat))
  const area = { x: x0 - CELL, y: y0 - CELL, width: x1 - x0 + 2 * CELL, height: y1 - y0 + 2 * CELL }
  space.sheet.add(element('g', { 'clip-path': clip }, ambientImage(space, surface, area) + sunImage(space, surface, area)))
}

interface Area { x: number, y: number, width: number, height: number }

function ambientImage(space: Space, surface: Surface, area: Area): string {
  const [columns, rows] = [Math.ceil(area.width / CELL), Math.ceil(area.height / CELL)]
  const base = rgb(surface.colour)
  const [low, high] = bounds(surface.points)
  const bytes = new Uint8Array(columns * rows * 3)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const ray = space.ray([area.x + (column + 0.5) * CELL, area.y + (row + 0.5) * CELL])
      const at = hit(space, surface, ray, low, high)
      const jitter = ((column % 3 + row % 3 * 3) - 4) / 9
      const strength = space.light.strength(at, surface.normal, jitter)
      const shine = surface.gloss ? mirrored(space, at, ray, surface) * surface.gloss : 0
      const factor = tone([strength[0] + shine, strength[1] + shine, strength[2] + shine])
      for (let k = 0; k < 3; k++) bytes[(row * columns + column) * 3 + k] = Math.round(clamp(base[k]! * factor[k]!, 0, 255))
    }
  }
  // Each 3×3 block sampled the windows at nine different places: the average is free of steps.
  const smooth = soften(bytes, columns, rows, 3)
  return image({ ...area, width: columns * CELL, height: rows * CELL }, png(columns, rows, smooth))
}

function sunImage(space: Space, surface: Surface, area: Area): string {
  const sun = space.light.sun
  if (!sun || dot(sun.way, surface.normal) > -0.03) return ''
  const [columns, rows] = [Math.ceil(area.width / SUN_CELL), Math.ceil(area.height / SUN_CELL)]
  const [low, high] = bounds(surface.points)
  const cover = new Uint8Array(columns * rows)
  let lightest = 0
  for (let i = 0; i < cover.length; i++) {
    const ray = space.ray([area.x + (i % columns + 0.5) * SUN_CELL, area.y + (Math.floor(i / columns) + 0.5) * SUN_CELL])
    const at = hit(space, surface, ray, low, high)
    if (space.light.sunny(at, surface.normal)) cover[i] = lightest = 252
  }
  if (!lightest) return ''
  const centre = surface.points.reduce((sum, p) => plus(sum, p, 1 / surface.points.length), [0, 0, 0] as V3)
  const colour = space.inSun(surface.colour, centre, surface.normal)
  return image({ ...area, width: columns * SUN_CELL, height: rows * SUN_CELL }, png(columns, rows, soften(cover, columns, rows).map(value => Math.round(value / 28)), rgb(colour)))
}

/** Where a ray meets the surface, kept within its bounds. */
function hit(space: Space, { points, normal }: Surface, ray: V3, low: V3, high: V3): V3 {
  const t = dot(minus(points[0]!, space.camera.at), normal) / (dot(ray, normal) || 1e-6)
  const at = plus(space.camera.at, ray, t > 0 ? t : 1e3)
  return [clamp(at[0], low[0], high[0]), clamp(at[1], low[1], high[1]), clamp(at[2], low[2], high[2])]
}

function bounds(points: readonly V3[]): [V3, V3] {
  const edge = (pick: (...values: number[]) => number): V3 => [pick(...points.map(p => p[0])), pick(...points.map(p => p[1])), pick(...points.map(p => p[2]))]
  return [edge(Math.min), edge(Math.max)]
}

/** How bright the windows are that one sees mirrored at a place, edges blurred. */
function mirrored(space: Space, at: V3, ray: V3, { normal }: Surface): number {
  const way = plus(ray, normal, -2 * dot(ray, normal))
  let sum = 0
  for (const { corner, u, v, inward, colour } of space.light.windows) {
    const t = dot(minus(corner, at), inward) / (dot(way, inward) || 1e-6)
    if (t <= 0) continue
    const on = minus(plus(at, way, t), corner)
    const inside = (edge: V3) => {
      const share = dot(on, edge) / dot(edge, edge)
      return clamp(Math.min(share + 0.25, 1.25 - share) / 0.5)
    }
    sum += inside(u) * inside(v) * (colour[0] + colour[1] + colour[2]) / 3
  }
  return sum
}

/**
 * Haze over the finished picture: light shafts where the sun crosses the room, a bloom around what shines, darker corners.
 * `shining` are points of the picture with a radius, a colour and a strength.
 */
export function haze(space: Space, shafts: number, shining: readonly { at: Point, reach: number, colour: Rgb, strength: number }[]): string {
  const cell = 16
  const [columns, rows] = [space.sheet.width / cell, space.sheet.height / cell]
  const bytes = new Uint8Array(columns * rows * 4)
  const sun = space.light.sun
  for (let i = 0; i < columns * rows; i++) {
    const [x, y] = [(i % columns + 0.5) * cell, (Math.floor(i / columns) + 0.5) * cell]
    let [r, g, b, alpha] = [0, 0, 0, 0]
    const blend = (colour: Rgb, share: number) => {
      const left = 1 - alpha
      r += colour[0] * share * left
      g += colour[1] * share * left
      b += colour[2] * share * left
      alpha += share * left
    }
    if (sun?.panes && shafts) blend([255, 236, 200], shafts * sunAlong(space, space.ray([x, y])))
    for (const { at, reach, colour, strength } of shining) {
      const far = Math.hypot(x - at[0], y - at[1]) / reach
      if (far < 1) blend(colour, strength * (1 - far) ** 2)
    }
    const corner = Math.hypot((x - 640) / 800, (y - 470) / 640)
    blend([38, 24, 18], clamp((corner - 0.55) * 0.42, 0, 0.3))
    // Coarse colours pack better; how strongly they cover stays fine.
    bytes.set([...[r, g, b].map(value => Math.round(value / (alpha || 1) / 8) * 8), Math.round(alpha * 127) * 2].map(value => Math.min(255, value)), i * 4)
  }
  return image({ x: 0, y: 0, width: columns * cell, height: rows * cell }, png(columns, rows, bytes))
}

/** The share of a line of sight through the room that lies in sunshine. */
function sunAlong(space: Space, ray: V3): number {
  let seen = 0
  for (let step = 1; step <= 14; step++) {
    if (throughPanes(plus(space.camera.at, ray, step * 0.5), space.light.sun!)) seen++
  }
  return seen / 14
}

/** Blurs a map of one or more bytes per cell a little. */
function soften(map: Uint8Array, columns: number, rows: number, size = 1): Uint8Array {
  const result = new Uint8Array(map.length)
  for (let i = 0; i < map.length; i++) {
    const [column, row, k] = [Math.floor(i / size) % columns, Math.floor(i / size / columns), i % size]
    let sum = 0
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) sum += map[(clamp(row + dy, 0, rows - 1) * columns + clamp(column + dx, 0, columns - 1)) * size + k]!
    }
    result[i] = Math.min(127, Math.round(sum / 18)) * 2 // even steps pack better, and the grain hides them
  }
  return result
}

const image = (area: Area, data: Uint8Array) => element('image', { ...area, preserveAspectRatio: 'none', href: `data:image/png;base64,${Buffer.from(data).toString('base64')}` })

/** A PNG of 3 or 4 bytes per pixel, or, with a colour, of one byte per pixel that says in nine steps how opaque the colour is. */
function png(width: number, height: number, pixels: Uint8Array, colour?: Rgb): Uint8Array {
  const size = pixels.length / (width * height)
  const rows = Buffer.alloc((width * size + 1) * height)
  for (let y = 0; y < height; y++) {
    const start = y * (width * size + 1)
    rows[start] = colour ? 0 : 2 // each row as the difference to the one above: smooth pictures shrink
    for (let x = 0; x < width * size; x++) {
      const above = colour || !y ? 0 : pixels[(y - 1) * width * size + x]!
      rows[start + 1 + x] = pixels[y * width * size + x]! - above
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, colour ? 3 : size === 4 ? 6 : 2], 8)
  const palette = colour
    ? [chunk('PLTE', Buffer.from(Array.from({ length: 30 }, (_, i) => colour[i % 3]!))), chunk('tRNS', Buffer.from(Array.from({ length: 10 }, (_, i) => i * 26)))]
    : []
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', header), ...palette, chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
