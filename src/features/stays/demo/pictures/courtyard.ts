import type { Point, Random } from '../../../../kit/draw.ts'
import { blob, mix, polygon, short } from '../../../../kit/draw.ts'
import type { V3 } from './light.ts'
import type { Floor, Kind, Look } from './look.ts'
import { outside, timeOf } from './look.ts'
import type { Tree } from './outdoors.ts'
import { bush, coping, facade, finishOpenAir, gableRoof, ground, lantern, openAir, redLantern, SLATE, slope, stringLights, tree } from './outdoors.ts'
import type { Panel } from './panel.ts'
import { growing, pottedPlant, vaseWith } from './plants.ts'
import { turned } from './round.ts'
import { armchair, chair, legs, sofa } from './seating.ts'
import { bricks, drawFloor, rug } from './shell.ts'
import type { Space } from './space.ts'
import { diningTable, fruitBowl, teaSet } from './tables.ts'
import { garden } from './glimpse.ts'

/** The open space that belongs to a home: an inner court, a garden, a yard, a roof garden. */
export function courtyard(look: Look, random: Random): string {
  const draw: Record<Kind, (yard: Yard) => void> = { lane: innerCourt, farmhouse: random.chance(0.5) ? farmYard : innerCourt, villa: poolGarden, apartment: roofGarden, loft: brickYard }
  const mirrored = random.chance(0.5)
  const camera = { at: [mirrored ? 3.4 : 4.8, 1.6, -1.5] as const, yaw: (mirrored ? 1 : -1) * random.between(-0.02, 0.12), zoom: 980, horizon: 440, middle: 640 }
  const view = { lane: 'roofs', farmhouse: 'mountain', villa: look.view === 'skyline' || look.view === 'roofs' ? 'garden' : look.view, apartment: 'skyline', loft: 'skyline' } as const
  const way: V3 = [random.pick([-0.6, 0.6]), -0.85, 0.45]
  const space = openAir(look, random, { time: timeOf(look, 'courtyard', random), camera, view: view[look.kind], unit: 1.7, sun: way })
  draw[look.kind]({ space, random, look, x: x => mirrored ? 8.2 - x : x, turn: degrees => mirrored ? -degrees : degrees })
  return finishOpenAir(space, [way[0] < 0 ? 1100 : 180, 60])
}

interface Yard { space: Space, random: Random, look: Look, x: (x: number) => number, turn: (degrees: number) => number }

const BACK = 6.4 // metres: where the yard ends

const white = '#efe9de'

function paving(space: Space, floor: Floor, colour: string, xs: readonly [number, number] = [-8, 16]): void {
  ground(space, xs, [-3, BACK + 0.2], colour, clip => drawFloor(space, floor, [Math.max(-3, xs[0]), Math.min(11, xs[1])], [-1.8, BACK], clip))
}

/** A wall with a coping of tiles. */
function tiledWall(space: Space, x: number, z: number, width: number, height: number, paint?: (panel: Panel) => void): void {
  facade(space, [x - width / 2, x + width / 2], z - 0.12, height, white, (panel) => {
    const { sheet } = space
    sheet.path(polygon(panel.outline([[0, 0], [width, 0], [width, 0.3], [0, 0.3]])), '#4b463f', { opacity: 0.3 })
    sheet.path(polygon(panel.outline([[0, height - 0.16], [width, height - 0.16], [width, height], [0, height]])), '#2a1b12', { opacity: 0.22 })
    paint?.(panel)
  })
  space.place(x, z, 0, () => coping(space, width, height))
}

/** The round gate in a garden wall, with what lies behind it. */
function moonGate(panel: Panel, u: number): void {
  const r = 1.02
  const ring = (size: number): Point[] => Array.from({ length: 30 }, (_, i): Point => {
    const angle = -0.68 + i * (Math.PI + 1.36) / 29
    return [u + size * Math.cos(angle), Math.max(0, 1.05 + size * Math.sin(angle))]
  })
  panel.shape(ring(r + 0.12), '#8f8b84')
  garden(panel, ring(r))
  panel.shape([[u - 0.8, 0], [u + 0.8, 0], [u + 0.72, 0.12], [u - 0.72, 0.12]], '#a9a399')
}

/** A small window of fretwork in a white wall. */
function fret(panel: Panel, u: number, v: number): void {
  panel.rect(u - 0.45, v - 0.35, 0.9, 0.7, '#8f8b84', 0.03)
  garden(panel, [[u - 0.39, v - 0.29], [u + 0.39, v - 0.29], [u + 0.39, v + 0.29], [u - 0.39, v + 0.29]])
  const lines: Point[][] = []
  for (const d of [-0.26, -0.13, 0, 0.13, 0.26]) lines.push([[u + d, v - 0.29], [u + d * 0.4, v], [u + d, v + 0.29]], [[u - 0.39, v + d * 0.9], [u + 0.39, v + d * 0.9]])
  panel.lines(lines, '#ddd5c8', 0.028)
}

/** One side of the court: posts, lattice doors and the eaves over them. */
function gallerySide({ space, look, x, turn }: Yard, depth: number): void {
  const lit = space.hour.lamp[0] > 0.3
  space.place(x(0.2), BACK - depth / 2 - 0.2, turn(-90), () => {
    space.box(0, 0, 0.3, depth, 0.16, 2.2, '#b5ada1')
    space.box(0, 0.16, 0.9, depth, 2.6, 0.2, mix(look.wood, '#2a1810', 0.2), { on: { front: (panel) => {
      const step = depth / Math.round(depth / 0.75)
      for (let u = 0.04; u < depth - 0.1; u += step) latticeDoor(panel, u, step - 0.08, lit)
    } } })
    for (let u = -depth / 2 + 0.1; u <= depth / 2; u += (depth - 0.2) / 3) {
      turned(space, u, 0.16, -0.45, [[0.15, 0], [0.16, 0.08], [0.12, 0.14]], '#a9a399')
      space.box(u, 0.3, -0.45, 0.15, 2.4, 0.15, look.wood)
    }
    space.box(0, 2.6, -0.45, depth, 0.18, 0.14, look.wood)
    slope(space, [[depth / 2 + 0.1, 2.66, -0.95], [-depth / 2 - 0.1, 2.66, -0.95], [-depth / 2 - 0.1, 3.75, 1.2], [depth / 2 + 0.1, 3.75, 1.2]].map(([a, b, c]): V3 => [-a!, b!, c!]) as [V3, V3, V3, V3], SLATE, { every: 0.2, colour: '#2b2d31' })
    for (const u of [-depth / 4, depth / 4]) redLantern(space, u, 2, -0.6)
  })
}

function latticeDoor(panel: Panel, u: number, width: number, lit: boolean): void {
  const { look } = panel.space
  panel.rect(u, 0.05, width, 2.4, look.wood)
  panel.rect(u + 0.06, 0.95, width - 0.12, 1.42, lit ? '#f4cf92' : '#c9c2b0')
  const lines: Point[][] = []
  for (let i = 1; i < 4; i++) lines.push([[u + 0.06 + i * (width - 0.12) / 4, 0.95], [u + 0.06 + i * (width - 0.12) / 4, 2.37]])
  for (let v = 1.15; v < 2.3; v += 0.24) lines.push([[u + 0.06, v], [u + width - 0.06, v]])
  panel.lines(lines, look.wood, 0.024)
  panel.rect(u + 0.08, 0.15, width - 0.16, 0.7, '#1f120a', 0.01, 0.2)
}

/** Water between stones, with leaves and fish. */
function pond(space: Space, x: number, z: number, rx: number, rz: number): void {
  const { hour, random, sheet, look } = space
  const ring = (size: number): Point[] => Array.from({ length: 14 }, (_, i) => space.point([x + rx * size * Math.cos(i * Math.PI / 7), 0.02, z + rz * size * Math.sin(i * Math.PI / 7)]))
  space.backdrop.push(() => {
    const [top, bottom] = [space.point([x, 0, z + rz]), space.point([x, 0, z - rz])]
    sheet.path(blob(ring(1.12)), outside('#7d776d', hour, 0.05))
    sheet.path(blob(ring(1)), sheet.linear([[0, mix(hour.sky[2], '#5d7f7a', 0.45)], [1, outside('#3f6462', hour, 0.05)]], top, bottom))
    for (let i = 0; i < 9; i++) {
      const [cx, cy] = space.point([x + random.between(-0.7, 0.7) * rx, 0.02, z + random.between(-0.7, 0.7) * rz])
      const size = random.between(7, 15)
      sheet.add(`<ellipse cx="${short(cx)}" cy="${short(cy)}" rx="${short(size)}" ry="${short(size * 0.36)}" fill="${outside(mix(look.leaf, '#7fa06a', random.next()), hour, 0.05)}"/>`)
    }
    for (let i = 0; i < 4; i++) {
      const [cx, cy] = space.point([x + random.between(-0.6, 0.6) * rx, 0.02, z + random.between(-0.6, 0.4) * rz])
      sheet.path(`M${short(cx)} ${short(cy)}q9-5 17 0q5-4 8-3q-2 3 0 6q-4 0-8-3q-9 5-17 0`, random.pick(['#e0683a', '#f0e6d6', '#d88a3c']), { opacity: 0.85 })
    }
  })
  for (let i = 0; i < 13; i++) {
    const angle = i * Math.PI / 6.5 + random.between(-0.1, 0.1)
    const size = random.between(0.14, 0.26)
    turned(space, x + rx * 1.06 * Math.cos(angle), 0, z + rz * 1.06 * Math.sin(angle), [[size, 0], [size * 0.95, size * 0.3], [size * 0.5, size * 0.55]], random.pick(['#a39c91', '#8d877d', '#b3aca0']), { smooth: true, shadow: false })
  }
}

function stoneTable(space: Space): void {
  turned(space, 0, 0, 0, [[0.26, 0], [0.2, 0.2], [0.2, 0.5], [0.5, 0.62], [0.52, 0.7]], '#b3aca0', { smooth: false })
  for (const angle of [0.6, 2.3, 3.9, 5.4]) turned(space, Math.cos(angle) * 0.95, 0, Math.sin(angle) * 0.75, [[0.15, 0], [0.2, 0.2], [0.16, 0.42]], '#a8a196', { smooth: true })
  teaSet(space, 0, 0.7, 0)
}

function innerCourt(yard: Yard): void {
  const { space, random, x, look } = yard
  paving(space, random.pick(['tiles', 'terracotta', 'tiles']), random.pick(['#b9b2a6', '#a8a399', '#c2b8a6']))
  const gate = x(4.9)
  tiledWall(space, 4.1, BACK, 18, 2.75, (panel) => {
    const u = gate + 4.9
    if (random.chance(0.65)) moonGate(panel, u)
    else for (const d of [-1.3, 0.6, 2.5]) fret(panel, u + d, 1.65)
  })
  gallerySide(yard, 5.2)
  pond(space, x(6.3), 3.6, 1.35, 0.95)
  space.place(x(3.5), 2.9, 0, () => stoneTable(space))
  const kind: Tree = random.pick(['maple', 'blossom', 'broad', 'ginkgo', 'pine'])
  tree(space, x(7.2), 5.2, random.between(4, 4.8), kind)
  for (const [px, pz] of [[6.4, 5.7], [8, 4.4], [2.5, 5.8]] as const) bush(space, x(px), pz, random.between(0.7, 1.1))
  growing(space, x(3), 0, 5.9, 'bamboo', 2.4)
  growing(space, x(3.4), 0, 6, 'bamboo', 2)
  pottedPlant(space, x(1.9), 4.9, 1.2, 'bamboo')
  pottedPlant(space, x(1.85), 3.2, 0.9, random.pick(['olive', 'bonsai', 'fern'] as const))
  turned(space, x(5.3), 0, 2.2, [[0.3, 0], [0.42, 0.25], [0.36, 0.5], [0.4, 0.55]], look.style === 'rustic' ? '#6f4a35' : '#5f6467', { top: 'open', filling: '#46605c', smooth: true, gloss: 0.2 })
}

function farmYard({ space, random, look, x, turn }: Yard): void {
  ground(space, [-30, 38], [-3, 60], '#93a160')
  ground(space, [1.2, 7.2], [-3, BACK], '#cdbfa6', clip => drawFloor(space, 'tiles', [1.2, 7.2], [-1.8, BACK], clip), 0, 0.01)
  for (let u = -4; u < 13; u += 0.42) space.box(u, 0, BACK, 0.07, 0.92, 0.05, look.wood, { shadow: false })
  for (const y of [0.3, 0.72]) space.box(4.1, y, BACK + 0.04, 18, 0.07, 0.04, look.wood)
  space.place(x(-0.6), 4.2, turn(-90), () => {
    space.box(0, 0, 0, 4.6, 2.5, 3, white, { on: { front: (panel) => {
      panel.rect(0, 0, panel.width, 0.5, '#8f8a80', 0, 0.4)
      latticeDoor(panel, 1.9, 0.8, space.hour.lamp[0] > 0.3)
      fret(panel, 0.95, 1.5)
      fret(panel, 3.6, 1.5)
    } } })
    gableRoof(space, 4.6, 3, 2.5, 1.2, SLATE, 0.6, white)
  })
  space.place(x(4.4), 2.9, 0, () => {
    diningTable(space, 1.6, 0.8, 'trestle')
    fruitBowl(space, -0.3, 0.75, 0)
    vaseWith(space, 0.4, 0.75, 0, 0.5, 'flowers')
    for (const z of [-0.68, 0.68]) {
      legs(space, 1.4, 0.26, 0.4, 0.06, look.wood)
      space.place(0, z, 0, () => {
        legs(space, 1.4, 0.26, 0.4, 0.06, look.wood)
        space.box(0, 0.4, 0, 1.5, 0.05, 0.3, look.wood)
      })
    }
  })
  tree(space, x(6.9), 4.6, random.between(4.6, 5.4), random.pick(['broad', 'ginkgo', 'maple', 'blossom'] as const))
  for (const px of [7.7, 8.4, 9.1]) for (const pz of [2.6, 3.4, 4.2]) growing(space, x(px), 0, pz, random.pick(['fern', 'flowers', 'fern'] as const), 0.4)
  for (let i = 0; i < 3; i++) turned(space, x(2.2 + i * 0.5), 0, 5.7 - i * 0.2, [[0.2, 0], [0.3, 0.25], [0.26, 0.5], [0.2, 0.6]], ['#6f4a35', '#5a4a3e', '#7d5a40'][i]!, { top: 'open', smooth: true, gloss: 0.2 })
  for (const [px, pz] of [[5.6, 6], [8.4, 5.9], [3.6, 6.1]] as const) bush(space, x(px), pz, random.between(0.6, 1))
  for (let i = 0; i < 6; i++) tree(space, -6 + i * 4.2 + random.between(-0.8, 0.8), random.between(13, 26), random.between(3.5, 6), random.pick(['broad', 'broad', 'slender', 'blossom', 'ginkgo'] as const))
  for (let px = -5; px < 13; px += 1.5) bush(space, px, 8 + random.between(-0.4, 0.8), random.between(0.8, 1.3))
  lantern(space, x(2.5), 3.2, 0.45)
}

function poolGarden({ space, random, look, x, turn }: Yard): void {
  ground(space, [-30, 38], [-3, 60], '#9aab66')
  ground(space, [-1, 10], [-3, 5.9], '#d6cdbd', clip => drawFloor(space, 'tiles', [-1, 10], [-1.8, 5.9], clip), 0.1, 0.01)
  pool(space, x(5.6), 3.4, 4.4, 2.5)
  for (const [px, angle] of [[2.1, -18], [3.1, -8]] as const) {
    space.place(x(px), 3.6, turn(angle), () => {
      legs(space, 0.62, 1.7, 0.26, 0.05, look.wood)
      space.box(0, 0.25, 0, 0.66, 0.05, 1.75, look.wood)
      space.box(0, 0.3, -0.2, 0.6, 0.09, 1.3, look.fabric, { soft: 0.04 })
      space.box(0, 0.34, 0.68, 0.6, 0.42, 0.12, look.fabric, { soft: 0.05 })
      space.box(0, 0.39, -0.6, 0.5, 0.03, 0.4, look.accent, { soft: 0.012, shadow: false })
    })
  }
  parasol(space, x(2.6), 4.5)
  for (let px = -2; px < 11; px += 0.8) bush(space, px, 6.6, 1.3, mix(look.leaf, '#5f7d4a', 0.5))
  tree(space, x(8.4), 6.9, 5, random.pick(['broad', 'maple', 'slender'] as const))
  tree(space, x(0.3), 7, 4.4, random.pick(['slender', 'pine', 'blossom'] as const))
  pottedPlant(space, x(1.1), 5.2, 1.7, 'olive')
  pottedPlant(space, x(8.6), 4.9, 1.3, random.pick(['palm', 'monstera'] as const))
  for (const px of [3.9, 7.4]) lantern(space, x(px), 1.7, 0.4)
}

function pool(space: Space, x: number, z: number, width: number, depth: number): void {
  const { hour, sheet, random } = space
  const rect = (grow: number, y = 0.02): Point[] => space.outline([[x - width / 2 - grow, y, z - depth / 2 - grow], [x + width / 2 + grow, y, z - depth / 2 - grow], [x + width / 2 + grow, y, z + depth / 2 + grow], [x - width / 2 - grow, y, z + depth / 2 + grow]])
  space.backdrop.push(() => {
    sheet.path(polygon(rect(0.16)), outside('#efe8da', hour, 0.03))
    const [near, far] = [space.point([x, 0, z - depth / 2]), space.point([x, 0, z + depth / 2])]
    const water = rect(0, -0.06)
    sheet.path(polygon(rect(0)), outside('#7fa3a3', hour, 0.05))
    sheet.path(polygon(water), sheet.linear([[0, outside('#4f9aa3', hour, 0.03)], [1, mix(outside('#9fd0cf', hour, 0.05), hour.sky[2], 0.35)]], near, far))
    let light = ''
    for (let i = 0; i < 26; i++) {
      const [px, py] = space.point([x + random.between(-0.45, 0.4) * width, -0.05, z + random.between(-0.45, 0.45) * depth])
      light += `M${short(px)} ${short(py)}q${short(random.between(8, 20))}-3 ${short(random.between(20, 40))} 0`
    }
    sheet.stroke(light, '#f3fbf8', 1.6, { opacity: hour.shade > 0.5 ? 0.2 : 0.5 })
  })
}

function parasol(space: Space, x: number, z: number): void {
  const { look } = space
  space.box(x, 0, z, 0.05, 2.5, 0.05, look.wood, { shadow: false })
  turned(space, x, 2.15, z, [[1.25, 0], [0.7, 0.26], [0.03, 0.46]], mix(look.accent, '#f3e6d3', 0.35), { smooth: true })
}

function roofGarden({ space, random, look, x, turn }: Yard): void {
  paving(space, 'planks', mix(look.floorColour, '#a9794c', 0.5))
  space.box(4.1, 0, BACK, 22, 0.7, 0.2, '#d9d2c6')
  space.box(4.1, 0.7, BACK, 22, 0.05, 0.28, look.wood)
  for (const [px, pz, wide] of [[0.6, 5.7, 2.2], [7.6, 5.7, 2.4], [8, 3.2, 1]] as const) planter(space, x(px), pz, wide)
  tree(space, x(0.6), 5.7, 3.2, random.pick(['maple', 'slender', 'blossom'] as const), 0.5)
  rug(space, x(4.3), 3.2, 3.4, 2.3, mix(look.accent, '#efe4d2', 0.6), random.pick(['stripes', 'border', 'diamonds'] as const))
  space.place(x(4.3), 4.4, 0, () => sofa(space, 2.3, 'wood', look.fabric))
  space.place(x(2.1), 3.1, turn(-72), () => armchair(space, look.accent, random.pick(['rattan', 'wood'] as const)))
  space.place(x(6.4), 3, turn(70), () => armchair(space, look.fabric2, random.pick(['rattan', 'wood'] as const)))
  space.place(x(4.3), 3, 0, () => {
    turned(space, 0, 0, 0, [[0.4, 0], [0.44, 0.06], [0.44, 0.3], [0.42, 0.34]], '#cfc6ba')
    random.pick([() => fruitBowl(space, 0, 0.34, 0), () => teaSet(space, 0, 0.34, 0)])()
  })
  for (const px of [1.4, 6.9]) space.box(x(px), 0, 6.1, 0.06, 2.9, 0.06, '#4a4038')
  stringLights(space, [x(1.4), 2.85, 6.1], [x(6.9), 2.85, 6.1], 0.35, 13)
  stringLights(space, [x(1.4), 2.85, 6.1], [x(0), 3.2, 0.5], 0.3, 9)
  stringLights(space, [x(6.9), 2.85, 6.1], [x(8.4), 3.2, 0.5], 0.3, 9)
  lantern(space, x(2.9), 4.6, 0.5)
}

/** A raised bed with plants. */
function planter(space: Space, x: number, z: number, width: number): void {
  const { random, look } = space
  space.box(x, 0, z, width, 0.5, 0.8, random.pick(['#b9b2a6', mix(look.wood, '#2a1810', 0.15)]))
  for (let px = x - width / 2 + 0.3; px < x + width / 2; px += 0.5) bush(space, px, z + random.between(-0.15, 0.15), random.between(0.6, 0.95), undefined, 0.46)
  for (let px = x - width / 2 + 0.2; px < x + width / 2; px += 0.75) growing(space, px, 0.48, z - 0.28, random.pick(['flowers', 'fern'] as const), 0.42)
}

function brickYard({ space, random, look, x, turn }: Yard): void {
  paving(space, 'concrete', '#b1aaa0')
  const brick = random.pick(['#a9674c', '#b27a5c', '#8f5a45'])
  const lit = space.hour.lamp[0] > 0.3
  facade(space, [-6, 14], BACK, 4.6, brick, (panel) => {
    bricks(panel, '#3d2116', 0.34, 0.13)
    for (const u of [5.4, 8.6, 11.8]) factoryWindow(panel, u, 1.2, 2, 2.3, lit)
  })
  space.box(4.1, 4.6, BACK + 0.1, 20, 0.1, 0.5, '#8d8278')
  diningFor(space, x(4.4), 3.2, look, turn)
  for (const px of [0.9, 8]) pottedPlant(space, x(px), 5.5, random.between(1.6, 2), random.pick(['olive', 'rubber', 'palm', 'bamboo'] as const))
  for (const px of [1.7, 7.3]) pottedPlant(space, x(px), 5.7, random.between(0.7, 1), random.pick(['fern', 'snake', 'flowers'] as const))
  planter(space, x(9.3), 4, 1.4)
  for (const [from, to] of [[0.2, 8], [8, 0.2]] as const) stringLights(space, [x(from), 3.7, 6.2], [x(to), 3.6, 0.6], 0.4, 13)
  space.place(x(1.4), 3, turn(-60), () => armchair(space, look.accent, 'rattan'))
  lantern(space, x(2.3), 4.2, 0.5)
}

function diningFor(space: Space, x: number, z: number, look: Look, turn: (degrees: number) => number): void {
  space.place(x, z, 0, () => {
    diningTable(space, 2.2, 0.9, 'trestle')
    vaseWith(space, -0.4, 0.75, 0, 0.55, 'flowers')
    fruitBowl(space, 0.5, 0.75, 0)
    for (const px of [-0.65, 0, 0.65]) for (const side of [-1, 1]) space.place(px, side * 0.68, side < 0 ? 180 : 0, () => chair(space, 'panel', look.metal === '#b8924f' ? look.wood : look.metal, look.accent))
    space.place(1.4, 0, turn(90), () => chair(space, 'panel', look.wood, look.accent))
  })
}

/** A large window of many small panes. */
export function factoryWindow(panel: Panel, u: number, v: number, width: number, height: number, lit: boolean): void {
  const { hour, random } = panel.space
  panel.rect(u - 0.08, v - 0.12, width + 0.16, 0.12, '#d0c4b2')
  panel.rect(u, v, width, height, lit ? '#f0c583' : mix(hour.sky[1], '#5f7478', 0.55))
  panel.shape([[u + width * 0.1, v], [u + width * 0.5, v], [u + width * 0.9, v + height], [u + width * 0.5, v + height]], '#ffffff', 0, lit ? 0.08 : 0.16)
  if (lit) for (const share of [0, 0.78]) panel.rect(u + width * share, v, width * 0.22, height, '#c98d55', 0, random.between(0.3, 0.6))
  const lines: Point[][] = []
  for (let i = 0; i <= 4; i++) lines.push([[u + i * width / 4, v], [u + i * width / 4, v + height]])
  for (let j = 0; j <= 5; j++) lines.push([[u, v + j * height / 5], [u + width, v + j * height / 5]])
  panel.lines(lines, '#33302c', 0.035)
  panel.rect(u, v + height - 0.1, width, 0.1, '#1a1310', 0, 0.3)
}
