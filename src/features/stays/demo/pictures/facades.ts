import type { Point, Random } from '../../../../kit/draw.ts'
import { element, mix, polygon, short } from '../../../../kit/draw.ts'
import type { Look } from './look.ts'
import { bush, ground } from './outdoors.ts'
import type { Panel } from './panel.ts'
import { drawFloor } from './shell.ts'
import type { Space } from './space.ts'

/** Where a house is built, and whether its lamps are on. */
export interface Site { space: Space, random: Random, look: Look, lit: boolean }

/** A rectangle on a wall: u and v of its lower left corner, width, height. */
export type Rect = readonly [u: number, v: number, width: number, height: number]

/** All windows of a wall at once: glass that mirrors the sky or shines, frames, sills and the shadow of the wall's thickness. */
export function glazing(panel: Panel, windows: readonly Rect[], { frame, lit, bars = 1, sills = true }: { frame: string, lit: number, bars?: number, sills?: boolean }): void {
  const { space: { sheet, hour, random } } = panel
  const quad = ([u, v, w, h]: Rect) => polygon(panel.outline([[u, v], [u + w, v], [u + w, v + h], [u, v + h]]))
  const shining = windows.filter(() => random.chance(lit))
  const dark = windows.filter(window => !shining.includes(window))
  const reveal = (by: number) => windows.map(([u, v, w, h]): Rect => [u - by, v - by, w + 2 * by, h + 2 * by])
  sheet.path(reveal(0.06).map(quad).join(''), '#2a1d14', { opacity: 0.3 })
  sheet.path(dark.map(quad).join(''), sheet.linear([[0, mix(hour.sky[0], '#4c5f68', 0.45)], [0.7, mix(hour.sky[1], '#56666b', 0.5)], [1, mix(hour.sky[2], '#3f4a4c', 0.6)]]))
  sheet.path(shining.map(quad).join(''), sheet.linear([[0, '#fbdc9f'], [1, '#e3a55f']]))
  sheet.path(shining.map(([u, v, w, h]) => quad([u, v, w * 0.2, h]) + quad([u + w * 0.8, v, w * 0.2, h])).join(''), '#b9783f', { opacity: 0.4 })
  sheet.path(dark.filter(() => random.chance(0.5)).map(([u, v, w, h]) => quad([u, v, w * random.between(0.2, 0.4), h])).join(''), '#efe6d6', { opacity: 0.35 })
  sheet.path(windows.map(([u, v, w, h]) => polygon(panel.outline([[u + w * 0.15, v], [u + w * 0.4, v], [u + w * 0.75, v + h], [u + w * 0.5, v + h]]))).join(''), '#ffffff', { opacity: 0.11 })
  sheet.path(windows.map(([u, v, w, h]) => quad([u, v + h * 0.9, w, h * 0.1])).join(''), '#1a120d', { opacity: 0.28 })
  const edges = windows.flatMap(([u, v, w, h]): Point[][] => [[[u, v], [u + w, v], [u + w, v + h], [u, v + h], [u, v]], ...Array.from({ length: bars }, (_, i): Point[] => [[u + w * (i + 1) / (bars + 1), v], [u + w * (i + 1) / (bars + 1), v + h]])])
  panel.lines(edges, frame, 0.055)
  if (sills) panel.rects(windows.map(([u, v, w]): Rect => [u - 0.08, v - 0.09, w + 0.16, 0.08]), '#efe8db')
}

/** The dark band under eaves and slabs. */
export function underEaves(panel: Panel, v: number, height: number, from = 0, to = panel.width): void {
  const flat = panel.outline([[from, v], [to, v], [to, v + height], [from, v + height]])
  panel.space.sheet.path(polygon(flat), panel.space.sheet.linear([[0, '#20150d', 0.42], [1, '#20150d', 0]]))
}

/** Small panes in the upper half of windows, as carpenters of the region make them. */
export function fretwork(panel: Panel, windows: readonly Rect[], colour: string): void {
  panel.lines(windows.flatMap(([u, v, w, h]): Point[][] => [0.25, 0.5, 0.75].map((share): Point[] => [[u, v + h * share], [u + w, v + h * share]]).concat([1, 3, 5, 7].map((k): Point[] => [[u + w * k / 8, v + h * 0.25], [u + w * k / 8, v + h * 0.75]]))), colour, 0.03)
}

/** A double door of wood in a frame of stone, red paper at its sides. */
export function gate(panel: Panel, u: number, look: Look): void {
  panel.rect(u - 1.05, 0, 2.1, 2.72, '#b3aca0')
  panel.rect(u - 0.85, 0, 1.7, 2.45, '#1d130d')
  for (const side of [-0.82, 0.02]) {
    panel.rect(u + side, 0.08, 0.8, 2.34, mix(look.wood, '#3a1d12', 0.35))
    panel.rect(u + side + 0.1, 0.25, 0.6, 0.85, '#120b07', 0.02, 0.22)
    panel.rect(u + side + 0.1, 1.3, 0.6, 0.95, '#120b07', 0.02, 0.22)
  }
  for (const side of [-0.1, 0.1]) panel.oval(u + side, 1.2, 0.055, 0.055, '#c9a04e')
  for (const side of [-0.99, 0.87]) panel.rect(u + side, 0.75, 0.12, 1.3, '#c0402f')
  panel.rect(u - 1.25, 2.66, 2.5, 0.18, '#8d867b')
  underEaves(panel, 2.2, 0.4, u - 0.82, u + 0.82)
}

/** Slatted shutters beside windows. */
export function shutters(panel: Panel, windows: readonly Rect[], colour: string): void {
  const leaves = windows.flatMap(([u, v, w, h]): Rect[] => [[u - 0.62, v, 0.55, h], [u + w + 0.07, v, 0.55, h]])
  panel.rects(leaves, colour)
  panel.hairlines(leaves.flatMap(([u, v, w, h]) => Array.from({ length: 7 }, (_, i): Point[] => [[u + 0.05, v + h * (i + 0.5) / 7], [u + w - 0.05, v + h * (i + 0.5) / 7]])), '#1d130d', 1, 0.3)
}

// ── Around the house ──────────────────────────────────────────────────────

/** Grass as far as one sees. */
export function lawn(space: Space, colour = '#93a661'): void {
  ground(space, [-70, 70], [space.camera.at[2] + 0.5, 90], colour)
}

/** A paved strip of ground. */
export function path(space: Space, [x0, x1]: readonly [number, number], [z0, z1]: readonly [number, number], colour: string, floor: 'tiles' | 'terracotta' | 'concrete' | 'planks' = 'tiles'): void {
  ground(space, [x0, x1], [z0, z1], colour, clip => drawFloor(space, floor, [x0, x1], [Math.max(z0, space.camera.at[2] + 1), z1], clip), 0, 0.01)
}

/** Grass and flowers along the lower edge of the picture, close to the viewer. */
export function foreground({ space, random, look }: Site, z: number, from: number, to: number): void {
  for (let x = from; x < to; x += random.between(0.7, 1.5)) bush(space, x, z + random.between(-0.5, 0.7), random.between(0.8, 1.6), mix(look.leaf, random.pick(['#6f8a4f', '#4f6f4a', '#90a05a']), 0.6))
}

/** A bicycle leaning on its stand. */
export function bicycle(space: Space, x: number, z: number): void {
  const { look } = space
  space.sprite(x, 0, z, { width: 1.7, height: 1.05 }, (tint) => {
    const [dark, paint] = [tint('#2d2a28'), tint(look.accent)]
    const wheel = (cx: number) => element('circle', { 'cx': cx, 'cy': -33, 'r': 31, 'fill': 'none', 'stroke': dark, 'stroke-width': 2.6 }) + element('path', { 'd': Array.from({ length: 6 }, (_, i) => `M${cx} -33l${short(30 * Math.cos(i * Math.PI / 3))} ${short(30 * Math.sin(i * Math.PI / 3))}`).join(''), 'stroke': dark, 'stroke-width': 0.6, 'stroke-opacity': 0.6 })
    const frame = element('path', { 'd': 'M-52-33L-22-80L30-80L-4-33L-52-33M-22-80L-4-33M30-80L52-33M30-80L27-94L40-97', 'fill': 'none', 'stroke': paint, 'stroke-width': 3.4 })
    const basket = element('path', { d: 'M32-92l26 0l-4 20l-18 0z', fill: tint('#b98a59') })
    return element('ellipse', { 'cx': 0, 'cy': 0, 'rx': 84, 'ry': 5, 'fill': '#1d130d', 'fill-opacity': 0.22 }) + wheel(-52) + wheel(52) + frame + element('path', { 'd': 'M-34-82l22 0', 'stroke': dark, 'stroke-width': 5.5 }) + basket
  })
}
