import type { Random } from '../../../../kit/draw.ts'
import { mix, polygon } from '../../../../kit/draw.ts'
import { pendant } from './lamps.ts'
import type { Kind, Look, View } from './look.ts'
import { timeOf } from './look.ts'
import { finishOpenAir, ground, lantern, openAir, slope, stringLights } from './outdoors.ts'
import type { Panel } from './panel.ts'
import { growing, pottedPlant, vaseWith } from './plants.ts'
import { turned } from './round.ts'
import { armchair, chair, legs, pillow, sofa } from './seating.ts'
import { drawFloor, rug } from './shell.ts'
import type { Space } from './space.ts'
import { bookPile, fruitBowl, teaSet } from './tables.ts'

type Rail = 'glass' | 'bars' | 'wood' | 'parapet'
type Roof = 'slab' | 'pergola' | 'eaves' | 'none'
const ways: Record<Kind, { rails: Rail[], roofs: Roof[], views: View[] }> = {
  apartment: { rails: ['glass', 'bars', 'parapet'], roofs: ['slab'], views: ['skyline', 'skyline', 'lake'] },
  loft: { rails: ['bars', 'glass', 'parapet'], roofs: ['none', 'pergola', 'slab'], views: ['skyline', 'roofs'] },
  villa: { rails: ['glass', 'wood', 'parapet'], roofs: ['pergola', 'none', 'slab'], views: ['lake', 'mountain', 'garden'] },
  lane: { rails: ['parapet', 'wood', 'bars'], roofs: ['none', 'eaves', 'pergola'], views: ['roofs', 'roofs', 'garden'] },
  farmhouse: { rails: ['wood', 'wood', 'bars'], roofs: ['eaves', 'eaves', 'pergola'], views: ['mountain', 'mountain', 'lake'] },
}

const WIDE = 4 // metres the terrace goes on beyond the picture on either side

interface Terrace { space: Space, width: number, depth: number, height: number, x: (x: number) => number, turn: (degrees: number) => number }

/** A balcony or terrace with its view. */
export function balcony(look: Look, random: Random): string {
  const way = ways[look.kind]
  const mirrored = random.chance(0.5)
  const [width, depth, height] = [random.between(4.4, 5.2), random.between(3.2, 3.8), 2.8]
  const camera = { at: [mirrored ? width * 0.42 : width * 0.58, 1.55, depth - 5.3] as const, yaw: random.between(-0.14, 0.14), zoom: random.between(860, 960), horizon: 440, middle: 640 }
  const fits = way.views.includes(look.view) ? look.view : random.pick(way.views)
  const aside = random.between(-0.5, 0.5)
  const space = openAir(look, random, { time: timeOf(look, 'balcony', random), camera, view: fits, unit: 2, sun: [aside, -0.62, -0.75] })
  const terrace: Terrace = { space, width, depth, height, x: x => mirrored ? width - x : x, turn: degrees => mirrored ? -degrees : degrees }
  const floor = random.pick({ apartment: ['planks', 'tiles', 'terrazzo'], loft: ['concrete', 'planks'], villa: ['planks', 'tiles'], lane: ['terracotta', 'tiles'], farmhouse: ['wide planks', 'terracotta'] }[look.kind] as ('planks' | 'tiles')[])
  const colour = floor.includes('planks' as never) ? mix(look.floorColour, '#a9794c', 0.5) : floor === 'tiles' ? '#cbbfae' : look.floorColour
  ground(space, [-WIDE, width + WIDE], [depth - 5.2, depth], colour, clip => drawFloor(space, floor, [-WIDE, width + WIDE], [depth - 4.8, depth], clip))
  const rail = random.pick(way.rails)
  railing(space, rail, width, depth)
  const roof = random.pick(way.roofs)
  cover(terrace, roof)
  random.pick([loungers, tea, sofas, bistro])(terrace)
  greenery(terrace, rail)
  if (roof !== 'slab' && random.chance(0.65)) lights(terrace, roof)
  return finishOpenAir(space, [640 - aside * 500, 250])
}

/** Strings of bulbs from post to post and back over the viewer. */
function lights({ space, width, depth }: Terrace, roof: Roof): void {
  const [left, right] = [[0, 2.62, depth - 0.2], [width, 2.62, depth - 0.2]] as const
  if (roof === 'none') for (const [px] of [left, right]) space.box(px, 0, depth - 0.2, 0.05, 2.7, 0.05, '#4a4038', { shadow: false })
  stringLights(space, left, right, 0.3, 11)
  stringLights(space, left, [-0.6, 3, depth - 3.4], 0.2, 7)
  stringLights(space, right, [width + 0.6, 3, depth - 3.4], 0.2, 7)
}

function railing(space: Space, rail: Rail, width: number, z: number): void {
  const { look, random } = space
  const [from, to] = [-WIDE, width + WIDE]
  const long = to - from
  if (rail === 'parapet') {
    const wall = random.pick([mix(look.wall, '#ffffff', 0.3), mix(look.feature, look.wall, 0.4)])
    space.box(width / 2, 0, z, long, 0.78, 0.18, wall)
    return space.box(width / 2, 0.78, z, long + 0.05, 0.06, 0.26, random.pick(['#d9d0c2', look.wood]))
  }
  const colour = rail === 'wood' ? look.wood : '#38342f'
  space.box(width / 2, 1.02, z, long, rail === 'wood' ? 0.07 : 0.04, rail === 'wood' ? 0.1 : 0.06, colour)
  if (rail === 'glass') {
    space.box(width / 2, 0, z, long, 0.08, 0.12, '#b9b2a8')
    for (let x = from; x < to; x += 1.15) {
      space.part([x + 0.02, 0.08, z - 0.01], [x + 1.13, 1.02, z + 0.01], () => {
        const pane = space.panel([x + 0.02, 0.08, z], [1.11, 0, 0], [0, 0.94, 0], [0, 0, -1])
        space.sheet.path(polygon(pane.outline([[0, 0], [1.11, 0], [1.11, 0.94], [0, 0.94]])), '#e4f0f0', { opacity: 0.16 })
        space.sheet.path(polygon(pane.outline([[0.15, 0], [0.45, 0], [0.8, 0.94], [0.5, 0.94]])), '#ffffff', { opacity: 0.13 })
        pane.line([[1.11, 0], [1.11, 0.94]], '#8d9a9a', 0.012, 0.7)
      })
    }
    return
  }
  space.box(width / 2, 0.1, z, long, 0.04, 0.05, colour)
  const step = rail === 'bars' ? 0.13 : 0.2
  space.part([from, 0.1, z - 0.02], [to, 1.04, z + 0.02], () => {
    const panel = space.panel([from, 0.1, z], [long, 0, 0], [0, 0.94, 0], [0, 0, -1])
    const bars = Array.from({ length: Math.floor(long / step) }, (_, i): [number, number][] => [[i * step, 0], [i * step, 0.94]])
    const cross = rail === 'wood' ? Array.from({ length: Math.floor(long / 0.8) }, (_, i): [number, number][] => [[i * 0.8, 0.66], [i * 0.8 + 0.8, 0.66]]) : []
    panel.lines([...bars, ...cross], colour, rail === 'bars' ? 0.018 : 0.045)
  })
  for (let x = from; x <= to; x += 1.6) space.box(x, 0, z, 0.06, 1.04, 0.06, colour, { shadow: false })
}

/** What is overhead, and what holds it. */
function cover({ space, width, depth, height, x }: Terrace, roof: Roof): void {
  const { look, hour } = space
  const lit = hour.lamp[0] > 0.3
  if (roof === 'slab') {
    space.box(width / 2, height, depth - 2.4, width + 2 * WIDE, 0.2, 5, mix(look.wall, '#ffffff', 0.4))
    const side = x(-0.35)
    space.box(side, 0, depth - 2.4, 0.5, height, 5, look.wall, { on: { right: panel => door(panel), left: panel => door(panel) } })
    if (lit) pendant(space, width / 2, depth - 1.4, height, height - 0.6, 'globe', 0.9)
    return
  }
  if (roof === 'pergola') {
    for (const px of [0, width]) space.box(px, 0, depth - 0.25, 0.11, height, 0.11, look.wood)
    for (const z of [depth - 0.25, depth - 3]) space.box(width / 2, height, z, width + 3, 0.16, 0.1, look.wood)
    for (let px = -1.2; px <= width + 1.2; px += 0.55) space.box(px, height + 0.16, depth - 1.8, 0.07, 0.12, 4, look.wood)
    for (const px of [x(0.1), x(0.9), x(1.7)]) growing(space, px, height + 0.05, depth - 0.3, 'trailing', 0.42)
    return
  }
  if (roof === 'eaves') {
    for (const px of [0, width]) space.box(px, 0, depth - 0.2, 0.14, height, 0.14, look.wood)
    space.box(width / 2, height - 0.12, depth - 0.2, width + 2 * WIDE, 0.16, 0.14, look.wood)
    slope(space, [[width + WIDE, height + 0.02, depth + 0.5], [-WIDE, height + 0.02, depth + 0.5], [-WIDE, height + 1.1, depth - 3], [width + WIDE, height + 1.1, depth - 3]], '#4c4a48')
    space.part([-WIDE, height + 0.02, depth - 3.02], [width + WIDE, height + 1.1, depth + 0.5], () => {
      space.sheet.path(polygon(space.outline([[-WIDE, height, depth + 0.5], [width + WIDE, height, depth + 0.5], [width + WIDE, height + 1.1, depth - 3], [-WIDE, height + 1.1, depth - 3]])), space.shade(mix(look.wood, '#2a1810', 0.35), [width / 2, height, depth - 1], [0, -1, 0]))
      for (let px = -WIDE; px < width + WIDE; px += 0.6) space.sheet.path(polygon(space.outline([[px, height - 0.02, depth + 0.5], [px + 0.09, height - 0.02, depth + 0.5], [px + 0.09, height + 1.06, depth - 3], [px, height + 1.06, depth - 3]])), space.shade(look.wood, [px, height, depth - 1], [0, -0.6, -0.8]))
    })
  }
}

/** A glazed door to the room behind. */
function door(panel: Panel): void {
  const { space, width: w } = panel
  const lit = space.hour.lamp[0] > 0.3
  for (const u of [w * 0.16, w * 0.5]) {
    panel.rect(u, 0.05, w * 0.32, 2.15, space.look.frame)
    panel.rect(u + 0.06, 0.11, w * 0.32 - 0.12, 2.03, lit ? '#f2c987' : '#9fb0b0')
    panel.shape([[u + 0.2, 0.11], [u + 0.6, 0.11], [u + 0.95, 2.14], [u + 0.55, 2.14]], '#ffffff', 0, 0.16)
  }
}

// ── Furniture ─────────────────────────────────────────────────────────────

function loungers({ space, width, depth, x, turn }: Terrace): void {
  const { look, random } = space
  rug(space, x(width * 0.5), depth - 1.7, 3, 1.8, mix(look.accent, '#efe4d2', 0.6), random.pick(['stripes', 'border'] as const))
  for (const [px, angle] of [[width * 0.3, -24], [width * 0.72, 20]] as const) {
    space.place(x(px), depth - 1.6, turn(angle + 180), () => {
      legs(space, 0.66, 1.5, 0.3, 0.05, look.wood)
      space.box(0, 0.28, 0, 0.7, 0.05, 1.55, look.wood)
      space.box(0, 0.33, -0.16, 0.64, 0.1, 1.15, look.fabric, { soft: 0.04 })
      space.box(0, 0.36, 0.6, 0.6, 0.46, 0.12, look.fabric, { soft: 0.05 })
      space.box(0, 0.33, 0.69, 0.68, 0.58, 0.045, look.wood, { on: { back: panel => panel.lines([0.1, 0.2, 0.3, 0.4, 0.5].map(v => [[0.03, v], [panel.width - 0.03, v]]), '#2a1810', 0.014, 0.5) } })
      pillow(space, 0, 0.43, 0.42, 0.4)
    })
  }
  space.place(x(width * 0.51), depth - 1.35, 0, () => smallTable(space))
}

function smallTable(space: Space): void {
  const { random, look } = space
  turned(space, 0, 0, 0, [[0.2, 0], [0.04, 0.04], [0.04, 0.46], [0.27, 0.46], [0.27, 0.49]], random.pick([look.metal, look.wood, look.accent]))
  random.pick([() => vaseWith(space, 0, 0.49, 0, 0.45, 'flowers'), () => fruitBowl(space, 0, 0.49, 0), () => bookPile(space, 0, 0.49, 0)])()
}

function tea({ space, width, depth, x, turn }: Terrace): void {
  const { look, random } = space
  space.place(x(width * 0.5), depth - 1.6, 0, () => {
    legs(space, 1.1, 0.6, 0.42, 0.06, look.wood)
    space.box(0, 0.42, 0, 1.2, 0.05, 0.68, look.wood)
    teaSet(space, -0.1, 0.47, 0)
    vaseWith(space, 0.42, 0.47, 0.1, 0.45, 'branch')
  })
  const style = random.pick(['rattan', 'wood'] as const)
  const seat = random.pick([look.accent, look.fabric, look.fabric2])
  space.place(x(width * 0.24), depth - 1.7, turn(-68), () => armchair(space, seat, style))
  space.place(x(width * 0.77), depth - 1.6, turn(62), () => armchair(space, seat, style))
  lantern(space, x(width * 0.12), depth - 0.6, 0.42)
}

function sofas({ space, width, depth, x, turn }: Terrace): void {
  const { look, random } = space
  rug(space, x(width * 0.5), depth - 1.75, 3.1, 2, mix(look.feature, '#efe4d2', 0.5), random.pick(['diamonds', 'border', 'stripes'] as const))
  space.place(x(width * 0.22), depth - 1.7, turn(-90), () => sofa(space, 1.9, 'wood', look.fabric))
  space.place(x(width * 0.53), depth - 1.7, 0, () => {
    turned(space, 0, 0, 0, [[0.38, 0], [0.42, 0.05], [0.42, 0.3], [0.4, 0.34]], '#cfc6ba')
    fruitBowl(space, 0.05, 0.34, 0)
  })
  space.place(x(width * 0.82), depth - 1.5, turn(64), () => armchair(space, look.accent, random.pick(['rattan', 'wood'] as const)))
  lantern(space, x(width * 0.64), depth - 0.5, 0.5)
}

function bistro({ space, width, depth, x, turn }: Terrace): void {
  const { look, random } = space
  const at = width * random.between(0.42, 0.55)
  space.place(x(at), depth - 1.4, 0, () => {
    turned(space, 0, 0, 0, [[0.26, 0], [0.26, 0.02], [0.03, 0.05], [0.03, 0.71], [0.42, 0.71], [0.42, 0.74]], random.pick(['#efe8dc', look.accent, look.metal]))
    vaseWith(space, 0.06, 0.74, 0.04, 0.42, 'flowers')
    turned(space, -0.18, 0.74, -0.1, [[0.03, 0], [0.045, 0.06]], '#f4efe6', { top: 'open', filling: '#6b4329', shadow: false })
  })
  const style = random.pick(['cane', 'spindle', 'panel'] as const)
  space.place(x(at - 0.72), depth - 1.35, turn(-78), () => chair(space, style, random.pick([look.metal, look.wood]), look.accent))
  space.place(x(at + 0.75), depth - 1.5, turn(70), () => chair(space, style, look.wood, look.accent))
  if (random.chance(0.6)) space.place(x(width * 0.86), depth - 1.9, turn(74), () => armchair(space, look.fabric, 'rattan'))
}

/** Pots along the railing and in the corners. */
function greenery({ space, width, depth, x }: Terrace, rail: Rail): void {
  const { random } = space
  pottedPlant(space, x(0.35), depth - 0.5, random.between(1.4, 1.9), random.pick(['olive', 'palm', 'bamboo', 'rubber'] as const))
  pottedPlant(space, x(0.85), depth - 0.4, random.between(0.6, 0.9), random.pick(['fern', 'snake', 'flowers'] as const))
  pottedPlant(space, x(width - 0.3), depth - 0.5, random.between(1, 1.6), random.pick(['monstera', 'olive', 'snake', 'palm'] as const))
  if (random.chance(0.7)) pottedPlant(space, x(width - 0.85), depth - 0.35, 0.55, random.pick(['fern', 'flowers'] as const))
  if (rail !== 'parapet' && random.chance(0.5)) return
  const from = random.between(1.5, 2)
  space.box(x(from + 0.6), rail === 'parapet' ? 0.84 : 0.62, depth - 0.14, 1.2, 0.2, 0.22, mix(space.look.wood, '#3a2a1e', 0.2))
  for (let i = 0; i < 4; i++) growing(space, x(from + 0.18 + i * 0.28), rail === 'parapet' ? 1.02 : 0.8, depth - 0.14, random.pick(['flowers', 'fern', 'flowers'] as const), 0.34)
}
