import type { Point } from '../../../../kit/draw.ts'
import { clamp, mix } from '../../../../kit/draw.ts'
import type { Rect, Site } from './facades.ts'
import { bicycle, glazing, lawn, path } from './facades.ts'
import type { Tree } from './outdoors.ts'
import { bush, facade, gableRoof, ground, tree } from './outdoors.ts'
import type { Panel } from './panel.ts'
import { growing, pottedPlant } from './plants.ts'
import { bricks, drawFloor } from './shell.ts'

// ── Apartment tower ───────────────────────────────────────────────────────

/** A tower of flats on a street with trees. */
export function tower(site: Site): void {
  const { space, random, look, lit } = site
  const [width, depth, storey] = [random.between(15, 19), 13, 3]
  const storeys = random.int(8, 10)
  const height = storeys * storey + 1
  const wall = random.pick(['#e8dfd1', '#ddd0bd', '#d8cfc4', mix(look.feature, '#efe6d8', 0.6), '#c9ab8d'])
  const band = random.pick([look.accent, look.accent2, '#8b7765', '#6f675f', '#a3694c'])
  lawn(space, '#8fa163')
  path(space, [-60, 60], [-30, -7], '#b9b3a9', 'concrete')
  path(space, [-3, 3], [-7, 0], '#cfc6b8', 'tiles')
  const bays = 5
  const bay = width / bays
  const style = random.pick(['bands', 'columns', 'plain'])
  facade(space, [-width / 2, width / 2], 0, height, wall, (panel) => {
    panel.rect(0, 0, width, storey + 0.6, mix(band, '#3a322b', 0.3))
    if (style === 'columns') for (const i of [1, 3]) panel.rect(i * bay, storey, bay, height - storey, band, 0, 0.85)
    if (style === 'bands') panel.rects(Array.from({ length: storeys - 1 }, (_, i): Rect => [0, (i + 1) * storey + 0.25, width, 0.5]), band, 0.8)
    const rows = Array.from({ length: storeys - 1 }, (_, i) => (i + 1) * storey + 0.9)
    const windows = rows.flatMap(v => [0, 1, 2, 3, 4].map((i): Rect => i % 2 ? [i * bay + bay * 0.18, v - 0.5, bay * 0.64, 2.3] : [i * bay + bay * 0.26, v, bay * 0.48, 1.6]))
    glazing(panel, windows, { frame: '#efe9de', lit: lit ? 0.5 : 0, sills: false })
    panel.rect(0, height - 0.5, width, 0.5, mix(wall, '#ffffff', 0.4))
    lobby(panel, width / 2, lit)
  })
  space.box(0, 0, depth / 2 + 0.02, width, height, depth, wall, { on: { left: panel => sideWindows(panel, storeys, storey, lit), right: panel => sideWindows(panel, storeys, storey, lit) } })
  space.box(0, height, depth / 2, width * 0.4, 2, depth * 0.5, mix(wall, '#8f867a', 0.3))
  for (let i = 1; i < storeys; i++) for (const k of [1, 3]) tinyBalcony(site, (k + 0.5) * bay - width / 2, i * storey, bay * 0.8, band)
  space.box(0, 3.3, -1.3, 6, 0.22, 2.6, '#efe9de')
  for (const x of [-2.7, 2.7]) space.box(x, 0, -2.3, 0.22, 3.3, 0.22, '#8b8178')
  street(site, width)
}

function sideWindows(panel: Panel, storeys: number, storey: number, lit: boolean): void {
  const windows = Array.from({ length: storeys - 1 }, (_, i) => [0.18, 0.46, 0.74].map((share): Rect => [panel.width * share, (i + 1) * storey + 0.9, 1.4, 1.5])).flat()
  glazing(panel, windows, { frame: '#efe9de', lit: lit ? 0.45 : 0, sills: false })
}

function tinyBalcony({ space, random }: Site, x: number, y: number, width: number, colour: string): void {
  space.box(x, y + 0.12, -0.6, width, 0.16, 1.2, '#e9e2d6', { shadow: false })
  space.box(x, y + 0.28, -1.17, width, 0.95, 0.06, random.chance(0.5) ? '#c9d6d6' : mix(colour, '#efe6d8', 0.4), { shadow: false, on: { front: panel => panel.rect(0, 0.87, panel.width, 0.08, '#6d675f') } })
  if (random.chance(0.35)) growing(space, x + random.between(-0.3, 0.3) * width, y + 1.1, -1, random.pick(['fern', 'flowers'] as const), 0.6)
}

function lobby(panel: Panel, u: number, lit: boolean): void {
  glazing(panel, [[u - 2.2, 0.05, 2.1, 2.9], [u + 0.1, 0.05, 2.1, 2.9], [u - 6, 0.6, 2.6, 2.2], [u + 3.4, 0.6, 2.6, 2.2]], { frame: '#4a423a', lit: lit ? 1 : 0.4, bars: 1, sills: false })
}

function street(site: Site, width: number): void {
  const { space, random } = site
  for (let x = -26; x < 27; x += 2.2) if (Math.abs(x) > 3.6) bush(space, x, -6.4 + random.between(-0.2, 0.2), 2.4)
  const kinds: Tree[] = random.pick([['broad', 'broad', 'maple'], ['ginkgo', 'broad', 'ginkgo'], ['broad', 'slender', 'blossom']])
  const places = [-width * 0.62, width * 0.58, -width * 1.05, width * 1.1]
  places.forEach((x, i) => tree(space, x + random.between(-0.8, 0.8), -8 - random.between(0, 3), random.between(7.5, 10.5), kinds[i % 3]))
  for (const x of [-7.5, 7.5]) {
    space.box(x, 0, -9, 0.12, 4.2, 0.12, '#4a4541')
    space.box(x, 4.2, -9, 0.34, 0.42, 0.34, '#f5e6c6', { glow: site.lit ? 1.5 : 0, shadow: false })
  }
}

// ── Factory turned loft ───────────────────────────────────────────────────

/** A brick factory turned into lofts. */
export function factory(site: Site): void {
  const { space, random, look, lit } = site
  const [width, depth, storeys] = [random.between(15, 18), 10, random.pick([2, 3])]
  const height = storeys * 3.9 + 0.5
  const brick = random.pick(['#a8664b', '#b1785a', '#8e5843', '#9c8f84'])
  ground(space, [-60, 60], [space.camera.at[2] + 0.5, 90], '#aaa49b', clip => drawFloor(space, 'concrete', [-16, 16], [space.camera.at[2] + 2, 0], clip))
  const bays = 5
  const bay = width / bays
  facade(space, [-width / 2, width / 2], 0, height, brick, (panel) => {
    bricks(panel, '#3d2116', 0.5, 0.17)
    panel.rects(Array.from({ length: bays + 1 }, (_, i): Rect => [clamp(i * bay - 0.3, 0, width - 0.6), 0, 0.6, height]), mix(brick, '#2a1810', 0.16))
    const windows = Array.from({ length: storeys }, (_, floor) => Array.from({ length: bays }, (_, i): Rect[] => floor === 0 && i === 2 ? [] : [[i * bay + 0.55, floor * 3.9 + 0.95, bay - 1.1, 2.5]]).flat()).flat()
    glazing(panel, windows, { frame: '#33302c', lit: lit ? 0.7 : 0.05, bars: 3 })
    panel.lines(windows.flatMap(([u, v, w, h]): Point[][] => [0.25, 0.5, 0.75].map((share): Point[] => [[u, v + h * share], [u + w, v + h * share]])), '#33302c', 0.045)
    const door = width / 2
    panel.rect(door - 1.2, 0, 2.4, 3, '#33302c')
    panel.rect(door - 1.05, 0, 2.1, 2.85, mix(look.accent, '#2a2522', 0.2))
    panel.rects([[door - 0.85, 1.2, 0.75, 1.4], [door + 0.1, 1.2, 0.75, 1.4]], lit ? '#fbd695' : '#9fb0b0')
    panel.rect(0, height - 0.35, width, 0.35, mix(brick, '#efe2d0', 0.35))
  })
  space.box(0, 0, depth / 2 + 0.02, width, height, depth, brick)
  if (random.chance(0.6)) for (let i = 0; i < 3; i++) space.place((i - 1) * width / 3, depth / 2, 90, () => gableRoof(space, depth, width / 3 - 0.1, height, 1.9, '#5b5e63', 0.12, brick))
  else space.box(width * 0.26, height, depth * 0.4, 3.4, 2.4, 3.4, mix(brick, '#8f867a', 0.3))
  space.box(0, 3.1, -0.9, 3.4, 0.14, 1.8, '#3b3733')
  for (const x of [-1.9, 1.9]) pottedPlant(space, x, -0.7, 1.5, random.pick(['olive', 'bamboo', 'rubber'] as const))
  for (const x of [-width * 0.34, width * 0.36]) {
    space.box(x, 0.42, -1.2, 1.8, 0.07, 0.5, look.wood)
    for (const dx of [-0.7, 0.7]) space.box(x + dx, 0, -1.2, 0.1, 0.42, 0.4, '#3b3733')
  }
  bicycle(space, width * 0.2, -1.2)
  tree(space, -width * 0.46, -3.4, random.between(6, 8), random.pick(['broad', 'ginkgo', 'maple'] as const))
  tree(space, width * 0.5, -4.2, random.between(6, 8), random.pick(['broad', 'slender', 'blossom'] as const))
  for (let x = -width * 0.62; x < width * 0.62; x += 1.2) if (Math.abs(x) > 3) bush(space, x, -0.9 - random.next() * 0.2, random.between(0.7, 1.1))
}
