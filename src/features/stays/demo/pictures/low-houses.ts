import type { Point } from '../../../../kit/draw.ts'
import { mix, polygon } from '../../../../kit/draw.ts'
import type { Rect, Site } from './facades.ts'
import { bicycle, foreground, fretwork, gate, glazing, lawn, path, shutters, underEaves } from './facades.ts'
import type { Look } from './look.ts'
import { bush, coping, facade, gableRoof, ground, lantern, redLantern, tree } from './outdoors.ts'
import { pottedPlant } from './plants.ts'
import { bricks, drawFloor } from './shell.ts'
import type { Space } from './space.ts'

// ── Lane house ────────────────────────────────────────────────────────────

/** An old house in a lane, its neighbours on both sides. */
export function laneHouse(site: Site): void {
  const { space, random, look, lit } = site
  const [width, depth, height] = [7.4, 7, 5.9]
  const brick = random.chance(0.5)
  const wall = brick ? random.pick(['#8d8c88', '#9b7a63', '#86807a']) : random.pick(['#efe8da', '#e9dfcd'])
  ground(space, [-40, 40], [space.camera.at[2] + 0.5, 0], '#a9a399', clip => drawFloor(space, 'terracotta', [-7, 8], [space.camera.at[2] + 3, 0], clip))
  facade(space, [-width / 2, width / 2], 0, height, wall, (panel) => {
    if (brick) bricks(panel, '#2d2723', 0.3, 0.1)
    space.sheet.path(polygon(panel.outline([[0, 0], [width, 0], [width, 0.55], [0, 0.55]])), '#57524b', { opacity: 0.5 })
    const upper = [0.7, 2.65, 4.6].map((u): Rect => [u, 3.45, 1.5, 1.5])
    glazing(panel, upper, { frame: look.wood, lit: lit ? 0.7 : 0, bars: 2 })
    fretwork(panel, upper, look.wood)
    const lower = random.pick([[[0.7, 1, 1.3, 1.4], [5.4, 1, 1.3, 1.4]], [[0.6, 1, 1.6, 1.4], [5.2, 1, 1.6, 1.4]]] as Rect[][])
    glazing(panel, lower, { frame: look.wood, lit: lit ? 0.8 : 0, bars: 2 })
    fretwork(panel, lower, look.wood)
    panel.rect(0, 2.98, width, 0.14, mix(wall, '#3a322b', 0.35))
    gate(panel, width / 2, look)
    underEaves(panel, height - 0.9, 0.9)
  })
  space.box(0, 0, depth / 2 + 0.02, width, height, depth, wall)
  space.place(0, depth / 2, 0, () => gableRoof(space, width, depth, height, 1.9, '#62656a', 0.6, wall))
  for (const side of [-1, 1]) neighbour(site, side, width)
  for (const x of [-1.15, 1.15]) redLantern(space, x, 2.35, -0.4, 0.42)
  space.box(0, 0, -0.35, 2.3, 0.16, 0.7, '#a39d92')
  for (const [x, tall] of [[-3.1, 1.3], [-2.5, 0.7], [2.4, 0.9], [3.1, 1.4], [3.6, 0.6]] as const) pottedPlant(space, x, -0.45 - random.next() * 0.3, tall, random.pick(['bamboo', 'olive', 'fern', 'flowers', 'rubber'] as const))
  bicycle(space, random.pick([-1.9, 2]), -0.75)
  tree(space, random.pick([-6.1, 6.1]), -1.1, random.between(4.6, 5.6), random.pick(['broad', 'ginkgo', 'maple', 'blossom'] as const))
}

/** The next house along the lane, a little lower and set back. */
function neighbour({ space, random, look, lit }: Site, side: number, width: number): void {
  const [w, h] = [8, random.between(4.4, 5.2)]
  const x = side * (width / 2 + w / 2 + 0.06)
  const wall = random.pick(['#e6ddcd', '#cfc5b6', '#d9cfbd'])
  facade(space, [x - w / 2, x + w / 2], 0.5, h, wall, (panel) => {
    space.sheet.path(polygon(panel.outline([[0, 0], [w, 0], [w, 0.5], [0, 0.5]])), '#57524b', { opacity: 0.5 })
    glazing(panel, [[1.2, 2.7, 1.2, 1.2], [4.2, 2.7, 1.2, 1.2], [1.2, 0.9, 1.2, 1.2], [5.6, 2.7, 1.2, 1.2]], { frame: look.wood, lit: lit ? 0.5 : 0, bars: 1 })
    panel.rect(3.9, 0, 1.1, 2.1, mix(look.wood, '#2a1810', 0.4))
    underEaves(panel, h - 0.8, 0.8)
  })
  space.box(x, 0, 3.6, w, h, 6, wall)
  space.place(x, 3.5, 0, () => gableRoof(space, w, 6, h, 1.6, '#5d6065', 0.6, wall))
}

// ── Villas ────────────────────────────────────────────────────────────────

/** A villa of two flat boxes and much glass. */
export function modernVilla(site: Site): void {
  const { space, random, look, lit } = site
  const stone = random.pick(['#b8a68f', '#a79a8b', '#c4b49c', '#8f857a'])
  const render = random.pick(['#f0e9dd', '#e8dfd0', mix(look.feature, '#f0e8da', 0.6)])
  const side = random.pick([-1, 1])
  lawn(space)
  path(space, [-9, 9], [-6.5, -0.2], '#d3c9b8')
  const lower = (x: number) => x * side
  facade(space, [-7, 7], 0, 3.3, stone, (panel) => {
    bricks(panel, '#4a3d31', 0.9, 0.26)
    const u = side > 0 ? 1 : 0
    panel.rect(u ? 9.6 : 0.8, 0, 3.6, 3.3, look.wood, 0, 0.95)
    panel.hairlines(Array.from({ length: 24 }, (_, i): Point[] => [[(u ? 9.6 : 0.8) + i * 0.15, 0], [(u ? 9.6 : 0.8) + i * 0.15, 3.3]]), '#2a1810', 1, 0.4)
    panel.rect(u ? 10.7 : 1.9, 0, 1.3, 2.4, mix(look.accent, '#2a1810', 0.25))
    glazing(panel, [[u ? 1 : 5, 0.1, 2.6, 2.8], [u ? 3.65 : 7.65, 0.1, 2.6, 2.8], [u ? 6.3 : 10.3, 0.1, 2.6, 2.8]], { frame: '#35312d', lit: lit ? 1 : 0.25, bars: 0, sills: false })
    underEaves(panel, 2.3, 1)
  })
  space.box(0, 0, 4, 14, 3.3, 8, stone)
  space.box(0, 3.3, 3.4, 15.4, 0.3, 9.2, '#efe9de')
  const ux = lower(-1.6)
  facade(space, [ux - 4.4, ux + 4.4], -0.7, 3, render, (panel) => {
    glazing(panel, [[0.5, 0.25, 2.5, 2.4], [3.1, 0.25, 2.5, 2.4]], { frame: '#35312d', lit: lit ? 0.9 : 0.1, bars: 0, sills: false })
    glazing(panel, [[6.5, 0.9, 1.5, 1.4]], { frame: '#35312d', lit: lit ? 0.6 : 0, bars: 1 })
    underEaves(panel, 2.3, 0.7)
  }, 3.6)
  space.box(ux, 3.6, 2.9, 8.8, 3, 7.2, render)
  space.box(ux, 6.6, 2.6, 9.8, 0.28, 8.6, '#efe9de')
  space.box(ux, 3.62, -1.55, 8.8, 0.1, 1.7, '#d9d0c2')
  for (const x of [-4.3, 4.3]) space.box(ux + x, 0, -2.2, 0.2, 3.6, 0.2, '#5b534b')
  space.part([ux - 4.4, 3.7, -2.42], [ux + 4.4, 4.7, -2.38], () => {
    const rail = space.panel([ux - 4.4, 3.72, -2.4], [8.8, 0, 0], [0, 1, 0], [0, 0, -1])
    space.sheet.path(polygon(rail.outline([[0, 0], [8.8, 0], [8.8, 1], [0, 1]])), '#dfecec', { opacity: 0.25 })
    rail.lines([[[0, 1], [8.8, 1]], ...[0, 2.2, 4.4, 6.6, 8.8].map((u): Point[] => [[u, 0], [u, 1]])], '#6d675f', 0.05)
  })
  for (let i = 0; i < 5; i++) space.box(lower(4.7) + (i % 2) * 0.3, 0, -7.6 - i * 1.3, 1.5, 0.06, 0.8, '#c9c0b1')
  planting(site, side)
}

function planting(site: Site, side: number): void {
  const { space, random } = site
  for (let x = -11; x < 11; x += 1.1) if (Math.abs(x - side * 4.7) > 1.6) bush(space, x, -6.9 + random.between(-0.3, 0.3), random.between(0.9, 1.5))
  tree(space, side * 9.4, -2.5, random.between(6.5, 8), random.pick(['broad', 'maple', 'pine'] as const))
  tree(space, side * -9.2, -4.5, random.between(5, 6.5), random.pick(['slender', 'blossom', 'ginkgo'] as const))
  tree(space, side * -12, 5, 8.5, 'broad')
  tree(space, side * 13, 6, 9, 'slender')
  for (const x of [side * 3.2, side * 6.2]) lantern(space, x, -7.8, 0.5)
  for (const x of [-3, -4.2]) pottedPlant(space, x * side, -1.2, random.between(1.1, 1.6), random.pick(['olive', 'palm', 'bamboo'] as const))
  foreground(site, space.camera.at[2] + 6.5, space.camera.at[0] - 7, space.camera.at[0] - 2.4)
}

/** A villa with a pitched roof and shutters. */
export function gabledVilla(site: Site): void {
  const { space, random, look, lit } = site
  const wall = random.pick(['#f0e9dd', '#e6dccb', mix(look.feature, '#f0e8da', 0.5)])
  const roof = random.pick(['#6b5a50', '#5b5e63', '#8a5a44'])
  const side = random.pick([-1, 1])
  lawn(space)
  path(space, [side * 2 - 1.2, side * 2 + 1.2], [-16, 0], '#cfc4b2', 'terracotta')
  facade(space, [-6, 6], 0, 5.6, wall, (panel) => {
    const wing = side > 0 ? 0.8 : 6
    glazing(panel, [[wing, 0.15, 2.3, 2.4], [wing + 2.5, 0.15, 2.3, 2.4]], { frame: '#f3eee4', lit: lit ? 1 : 0.2, bars: 1, sills: false })
    glazing(panel, [1, 3.6, 6.9, 9.5].map((u): Rect => [u, 3.5, 1.5, 1.5]), { frame: '#f3eee4', lit: lit ? 0.6 : 0, bars: 1 })
    shutters(panel, [1, 3.6, 6.9, 9.5].map((u): Rect => [u, 3.5, 1.5, 1.5]), look.accent)
    const door = side * 2 + 6
    panel.rect(door - 0.75, 0, 1.5, 2.5, '#f3eee4')
    panel.rect(door - 0.6, 0, 1.2, 2.38, mix(look.accent, '#2a1810', 0.15), 0.02)
    panel.rect(door - 0.4, 1.5, 0.8, 0.7, lit ? '#fbdc9f' : '#8fa3a5', 0.02)
    underEaves(panel, 4.8, 0.8)
  })
  space.box(0, 0, 4, 12, 5.6, 8, wall)
  space.place(0, 4, 0, () => gableRoof(space, 12, 8, 5.6, 2.8, roof, 0.7, wall))
  space.box(-side * 3.6, 6.6, 2, 0.9, 2.6, 0.9, '#a9745a', { on: { front: panel => bricks(panel, '#4a2a1d') } })
  space.box(side * 2, 2.75, -0.9, 2.6, 0.14, 1.8, look.wood)
  for (const x of [-1.1, 1.1]) space.box(side * 2 + x, 0, -1.6, 0.14, 2.75, 0.14, '#f3eee4')
  for (const x of [-1.7, 1.7]) pottedPlant(space, side * 2 + x, -1, 1.3, 'olive')
  planting(site, side)
}

// ── Farmhouse ─────────────────────────────────────────────────────────────

/** A white farmhouse of the region before its fields. */
export function farmhouse(site: Site): void {
  const { space, random, look, lit } = site
  const [depth, low] = [7, random.between(4.4, 5)]
  const wall = '#f1ebdf'
  lawn(space, '#a3ad65')
  rows(site)
  path(space, [-8, 8], [-5, -0.1], '#cdbfa6')
  path(space, [-1, 1], [-12, -5], '#c4b59b')
  // The gable wall of the region faces the viewer: five lengths that step up to the middle like a horse's head.
  for (const [x, wide, high] of [[-4.7, 2, low], [-2.8, 1.8, low + 1.1], [0, 3.8, low + 2.2], [2.8, 1.8, low + 1.1], [4.7, 2, low]] as const) {
    facade(space, [x - wide / 2, x + wide / 2], 0, high, wall, (panel) => {
      space.sheet.path(polygon(panel.outline([[0, 0], [wide, 0], [wide, 0.6], [0, 0.6]])), '#57524b', { opacity: 0.4 })
      const sides: Rect[] = [[wide / 2 - 0.6, 1, 1.2, 1.3], [wide / 2 - 0.45, 3, 0.9, 0.8]]
      const windows = Math.abs(x) > 4 ? sides : x ? sides.slice(1) : [[wide / 2 - 0.5, 3.9, 1, 1] as Rect]
      glazing(panel, windows, { frame: look.wood, lit: lit ? 0.7 : 0, bars: 1 })
      fretwork(panel, windows, look.wood)
      if (!x) gate(panel, wide / 2, look)
      underEaves(panel, high - 0.5, 0.5)
    })
    space.place(x, 0.12, 0, () => coping(space, wide + 0.3, high))
  }
  space.box(0, 0, depth / 2 + 0.4, 11.2, low - 0.3, depth, wall)
  space.place(0, depth / 2 + 0.4, 90, () => gableRoof(space, depth, 11, low - 0.3, 1.6, '#62656a', 0.3, wall))
  for (const x of [-1.2, 1.2]) redLantern(space, x, 2.35, -0.4, 0.42)
  drying(space, -4.7, look)
  for (let i = 0; i < 4; i++) pottedPlant(space, [-4.9, -2.2, 2.3, 4.8][i]!, -0.6, random.between(0.7, 1.3), random.pick(['flowers', 'bamboo', 'fern', 'olive'] as const))
  for (let u = -15; u < 15; u += 0.55) if (Math.abs(u) > 1.6) space.box(u, 0, -5.2, 0.09, 0.85, 0.06, look.wood, { shadow: false })
  for (const x of [-8.3, 8.3]) space.box(x, 0.55, -5.15, 13.4, 0.08, 0.05, look.wood)
  tree(space, -8.4, -2.4, random.between(6.5, 8), random.pick(['ginkgo', 'broad', 'maple'] as const))
  tree(space, 8.6, -3, random.between(5, 6.5), random.pick(['blossom', 'broad', 'pine'] as const))
  tree(space, 10.5, 6, 9, 'broad')
  tree(space, -11.5, 5, 8, 'slender')
}

/** Crops in rows before the house. */
function rows({ space, random, look }: Site): void {
  for (let x = -12; x < 13; x += 1.05) {
    if (Math.abs(x) < 1.8) continue
    for (const z of [-6.4, -7.6, -8.8]) bush(space, x + random.between(-0.1, 0.1), z, 0.8, mix(look.leaf, z < -8 ? '#8da24f' : '#a7b15c', 0.6))
  }
}

/** Corn and peppers hung up to dry under the eaves. */
function drying(space: Space, x: number, look: Look): void {
  space.box(x, 2.75, -0.35, 2.4, 0.06, 0.06, look.wood, { shadow: false })
  for (let i = 0; i < 7; i++) space.box(x - 1 + i * 0.33, 2.1, -0.35, 0.15, 0.65, 0.12, i % 3 === 1 ? '#b5352a' : '#d99b2f', { soft: 0.05, shadow: false })
}
