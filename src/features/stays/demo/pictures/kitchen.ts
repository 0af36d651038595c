import type { Random } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import { art, gallery } from './decor.ts'
import type { Interior, Plan } from './interior.ts'
import { interior } from './interior.ts'
import { pendant } from './lamps.ts'
import type { Look } from './look.ts'
import { timeOf } from './look.ts'
import { pottedPlant, smallPlant, vase, vaseWith } from './plants.ts'
import { turned } from './round.ts'
import { chair, stool } from './seating.ts'
import { rug, wallPanel } from './shell.ts'
import type { Space } from './space.ts'
import { bookPile, cup, diningTable, front, fruitBowl, grain, teaSet } from './tables.ts'

const HIGH = 0.9 // metres: the worktop
const DEEP = 0.62

/** A kitchen, most often with a place to eat. */
export function kitchen(look: Look, random: Random): string {
  return random.pick([withIsland, withTable, galley])(look, random)
}

interface Fitting { colour: string, upper: string, top: string, splash: string }

function fitting(look: Look, random: Random): Fitting {
  const colour = random.pick([look.wood, look.feature, mix(look.accent, look.feature, 0.45), '#ece5d9', mix(look.accent2, look.wall, 0.2), mix(look.accent, '#3b3a36', 0.25)])
  return { colour, upper: random.pick([colour, colour, '#f0eadf', look.wood]), top: random.pick(['#ece6dc', '#d9d2c6', '#8d857c', look.wood, '#4d4945']), splash: random.pick(['#f3eee4', mix(look.accent2, '#fff6ea', 0.6), mix(look.feature, '#ffffff', 0.5)]) }
}

function kitchenRoom(look: Look, random: Random, plan: Omit<Plan, 'time'>): Interior {
  return interior(look, random, { time: timeOf(look, 'kitchen', random), mirrored: random.chance(0.5), ...plan })
}

/** Tiles behind the worktop, as marks over the wall. */
function backsplash({ space, room }: Interior, from: number, to: number, colour: string, high = 0.6): void {
  const pattern = space.random.pick(['square', 'metro', 'upright'])
  space.backdrop.push(() => {
    const wall = wallPanel(space, room, 'back')
    wall.rect(from, HIGH, to - from, high, colour, 0, 0.75)
    const [w, h] = { square: [0.12, 0.12], metro: [0.2, 0.08], upright: [0.06, 0.2] }[pattern]!
    const joints: [number, number][][] = []
    for (let v = HIGH; v < HIGH + high; v += h!) joints.push([[from, v], [to, v]])
    for (let row = 0, v = HIGH; v < HIGH + high - 0.01; v += h!, row++) {
      for (let u = from + (pattern === 'metro' && row % 2 ? w! / 2 : 0); u < to; u += w!) joints.push([[u, v], [u, Math.min(v + h!, HIGH + high)]])
    }
    wall.lines(joints, '#6b5a48', 0.005, 0.28)
  })
}

/** Lower cupboards with a worktop, centred at the origin, their back at +z. */
function counter(space: Space, width: number, { colour, top }: Fitting, drawers = false): void {
  const count = Math.max(1, Math.round(width / 0.6))
  space.box(0, 0, 0.03, width - 0.02, 0.1, DEEP - 0.1, '#3a322b')
  space.box(0, 0.1, 0.01, width, HIGH - 0.14, DEEP - 0.03, colour, { on: { front: front(drawers ? 'drawers' : 'doors', count, space.look.metal) } })
  space.box(0, HIGH - 0.04, 0, width + 0.02, 0.04, DEEP, top, { on: { top: top === space.look.wood ? grain : () => {} } })
}

function uppers(space: Space, width: number, bottom: number, height: number, colour: string): void {
  space.box(0, bottom, 0, width, height, 0.35, colour, { on: { front: front('doors', Math.max(1, Math.round(width / 0.5)), space.look.metal) } })
}

/** An open shelf with crockery. */
function crockery(space: Space, width: number, y: number): void {
  const { look, random } = space
  space.box(0, y, 0.05, width, 0.035, 0.25, look.wood)
  for (let x = -width / 2 + 0.12; x < width / 2 - 0.08; x += 0.2) {
    const what = random.pick(['bowls', 'cups', 'jar', 'plates', 'plant'])
    const colour = random.pick(['#f2ebe0', look.accent, look.accent2, look.fabric, '#5b534b'])
    if (what === 'bowls') for (let i = 0; i < 3; i++) turned(space, x, y + 0.035 + i * 0.03, 0.04, [[0.035, 0], [0.075, 0.05]], colour, { top: 'open', shadow: false })
    if (what === 'cups') cup(space, x, y + 0.035, 0.04, colour, 1.5)
    if (what === 'jar') turned(space, x, y + 0.035, 0.04, [[0.055, 0], [0.06, 0.12], [0.05, 0.14], [0.052, 0.165]], colour, { shadow: false, gloss: 0.3 })
    if (what === 'plates') turned(space, x, y + 0.035, 0.04, [[0.06, 0], [0.085, 0.02], [0.085, 0.055]], colour, { shadow: false })
    if (what === 'plant') smallPlant(space, x, y + 0.035, 0.03, 0.24)
  }
}

function fridge(space: Space, height: number, colour: string): void {
  space.box(0, 0, 0, 0.7, height, 0.68, colour, { soft: colour === '#e9e4da' ? 0.03 : 0, on: { front: (panel) => {
    panel.line([[0, height * 0.38], [0.7, height * 0.38]], '#1f120a', 0.01, 0.4)
    panel.line([[0.07, height * 0.42], [0.07, height * 0.62]], space.look.metal, 0.022)
    panel.line([[0.07, height * 0.22], [0.07, height * 0.34]], space.look.metal, 0.022)
  } } })
}

function stove(space: Space): void {
  space.box(0, 0.12, -DEEP / 2 + 0.005, 0.58, 0.6, 0.02, '#38342f', { shadow: false, on: { front: (panel) => {
    panel.rect(0.06, 0.08, 0.46, 0.3, '#1f1c1a', 0.01)
    panel.shape([[0.1, 0.08], [0.2, 0.08], [0.36, 0.38], [0.26, 0.38]], '#ffffff', 0, 0.1)
    panel.line([[0.08, 0.46], [0.5, 0.46]], space.look.metal, 0.02)
  } } })
  space.box(0, HIGH, 0, 0.58, 0.012, 0.48, '#2b2826', { shadow: false })
  turned(space, -0.13, HIGH + 0.02, 0.05, [[0.1, 0], [0.115, 0.02], [0.115, 0.12], [0.06, 0.145], [0.015, 0.15], [0.018, 0.175]], space.random.pick([space.look.accent, '#efe7da', '#5b534b', space.look.accent2]), { gloss: 0.25, shadow: false })
  if (space.random.chance(0.5)) turned(space, 0.14, HIGH + 0.02, 0.05, [[0.08, 0], [0.1, 0.03], [0.085, 0.12], [0.03, 0.15], [0.02, 0.17]], space.look.metal, { gloss: 0.4, smooth: true, shadow: false })
}

function hood(space: Space, ceiling: number, style: 'box' | 'steel'): void {
  if (style === 'box') return space.box(0, 1.62, 0, 0.7, ceiling - 1.62, 0.36, mix(space.look.wall, '#ffffff', 0.3))
  space.box(0, 1.62, 0, 0.75, 0.08, 0.42, '#8f8a83')
  space.box(0, 1.7, 0.06, 0.26, ceiling - 1.7, 0.24, '#a5a099')
}

function sink(space: Space): void {
  space.box(0, HIGH, -0.02, 0.55, 0.006, 0.36, '#8d8881', { shadow: false, on: { top: panel => panel.rect(0.03, 0.03, 0.49, 0.3, '#5f5b56', 0.03) } })
  space.box(0, HIGH, 0.2, 0.025, 0.3, 0.025, space.look.metal, { shadow: false })
  space.box(0, HIGH + 0.3, 0.11, 0.022, 0.022, 0.2, space.look.metal, { shadow: false })
  turned(space, 0.36, HIGH, 0.12, [[0.035, 0], [0.035, 0.12], [0.012, 0.14], [0.012, 0.18]], space.look.accent2, { shadow: false })
}

/** Boards, jars and spoons that stand about. */
function clutter(space: Space, x: number): void {
  const { look, random } = space
  const kind = random.pick(['boards', 'jars', 'spoons', 'bowl'])
  if (kind === 'boards') {
    space.box(x, HIGH, 0.24, 0.24, 0.36, 0.02, look.wood, { soft: 0.01, shadow: false })
    space.box(x + 0.1, HIGH, 0.21, 0.2, 0.26, 0.02, mix(look.wood, '#2a1810', 0.3), { soft: 0.01, shadow: false })
  }
  if (kind === 'jars') for (const [i, tall] of [0.22, 0.17, 0.13].entries()) turned(space, x + i * 0.13, HIGH, 0.18, [[0.05, 0], [0.055, tall * 0.85], [0.045, tall * 0.9], [0.047, tall]], mix('#e8dcc6', random.pick([look.accent, look.accent2, '#b98a59']), 0.3), { gloss: 0.35, shadow: false })
  if (kind === 'spoons') {
    vase(space, x, HIGH, 0.16, 0.17, look.fabric)
    space.sprite(x, HIGH + 0.15, 0.16, { width: 0.2, height: 0.25 }, tint => `<path d="M-3 0L-6-18M1 0L2-21M3 0L8-16" stroke="${tint(look.wood)}" stroke-width="1.3"/><path d="M-6-18q-4-4-1-8q4 3 1 8M2-21q-3-4 0-8q3 4 0 8M8-16q-1-5 3-7q2 4-3 7" fill="${tint(look.wood)}"/>`)
  }
  if (kind === 'bowl') fruitBowl(space, x, HIGH, 0.05)
}

/** The run of cupboards along the back wall, from its left end. Gives back where the worktop ends. */
function run(room: Interior, fit: Fitting, from: number, to: number, window: 'over the sink' | 'none'): void {
  const { space, random, x, room: { depth, height } } = room
  const middle = (from + to) / 2
  space.place(x(middle), depth - DEEP / 2, 0, () => counter(space, to - from, fit, random.chance(0.3)))
  const [sinkAt, stoveAt] = window === 'over the sink' ? [from + (to - from) * 0.34, from + (to - from) * 0.78] : [from + (to - from) * 0.25, from + (to - from) * 0.7]
  space.place(x(sinkAt), depth - DEEP / 2, 0, () => sink(space))
  space.place(x(stoveAt), depth - DEEP / 2, 0, () => stove(space))
  space.place(x(stoveAt), depth - 0.2, 0, () => hood(space, height, random.pick(['box', 'steel'] as const)))
  for (const share of [0.07, 0.52, 0.93]) space.place(x(from + (to - from) * share), depth - DEEP / 2, 0, () => clutter(space, 0))
  if (window === 'none') {
    const [a, b] = [from, stoveAt - 0.42]
    if (random.chance(0.5)) space.place(x((a + b) / 2), depth - 0.175, 0, () => uppers(space, b - a, 1.5, 0.75, fit.upper))
    else for (const y of [1.5, 1.88]) space.place(x((a + b) / 2), depth - 0.18, 0, () => crockery(space, (b - a) * 0.92, y))
  }
  const end = to - stoveAt - 0.42
  if (end > 0.4) space.place(x(stoveAt + 0.42 + end / 2), depth - 0.175, 0, () => window === 'none' ? uppers(space, end, 1.5, 0.75, fit.upper) : [1.5, 1.88].forEach(y => crockery(space, end, y)))
}

function withIsland(look: Look, random: Random): string {
  const fit = fitting(look, random)
  const over = random.chance(0.5)
  const room = kitchenRoom(look, random, {
    width: random.between(4.6, 5.2),
    depth: random.between(4.4, 4.8),
    stand: random.between(0.5, 0.6),
    yaw: over ? random.between(-0.12, 0.12) : random.between(-0.28, -0.12),
    openings: over ? [{ wall: 'back', from: 1, sill: 1.12, width: 1.7, height: 1.15, curtains: random.pick(['none', 'roman', 'blind'] as const) }] : [{ wall: 'left', from: 1.9, sill: 0.9, width: 1.9, height: 1.4 }],
  })
  const { space, x, room: { width, depth, height } } = room
  const from = 0.05
  run(room, fit, over ? from + 0.4 : from, width - 0.9, over ? 'over the sink' : 'none')
  backsplash(room, Math.min(x(from), x(width - 0.9)), Math.max(x(from), x(width - 0.9)), fit.splash, over ? 0.24 : 0.6)
  space.place(x(width - 0.45), depth - 0.34, 0, () => fridge(space, random.pick([1.75, 1.95]), random.pick(['#e9e4da', '#b9b3aa', fit.colour])))
  const long = random.between(1.9, 2.3)
  space.place(x(width * 0.47), depth - 2.1, 0, () => {
    space.box(0, 0, 0.1, long - 0.2, HIGH - 0.05, 0.62, random.pick([fit.colour, look.wood, fit.upper]), { on: { front: panel => panel.lines(Array.from({ length: 24 }, (_, i) => [[i * panel.width / 24, 0.02], [i * panel.width / 24, HIGH - 0.07]]), '#1f120a', 0.008, look.whim > 0.4 ? 0.25 : 0) } })
    space.box(0, HIGH - 0.05, 0, long, 0.05, 0.92, fit.top, { on: { top: fit.top === look.wood ? grain : () => {} } })
    random.pick([() => fruitBowl(space, -0.5, HIGH, 0), () => vaseWith(space, -0.55, HIGH, 0.05, 0.55)])()
    random.pick([() => teaSet(space, 0.3, HIGH, -0.05), () => bookPile(space, 0.4, HIGH, 0), () => cup(space, 0.3, HIGH, -0.1, look.accent, 1.4)])()
    for (const dx of [-0.6, 0, 0.6]) space.place(dx * long / 2.1, -0.62, 0, () => stool(space, 0.66, look.metal, random.pick([look.accent, look.fabric2])))
  })
  const style = random.pick(['dome', 'globe', 'cone', 'rattan'] as const)
  for (const dx of random.pick([[-0.55, 0.55], [-0.6, 0, 0.6]])) pendant(space, x(width * 0.47) + dx, depth - 2.1, height, 1.72, style, 0.75)
  return room.finish()
}

function withTable(look: Look, random: Random): string {
  const fit = fitting(look, random)
  const room = kitchenRoom(look, random, {
    width: random.between(4.7, 5.3),
    depth: random.between(4.6, 5),
    stand: random.between(0.54, 0.62),
    yaw: random.between(-0.3, -0.14),
    openings: [{ wall: 'left', from: 1.6, ...random.pick([{ sill: 0.08, height: 2.2 }, { sill: 0.85, height: 1.45 }]), width: 2.1, curtains: random.pick(['none', 'sheer', 'roman'] as const) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  run(room, fit, 1.2, width - 0.05, 'none')
  backsplash(room, Math.min(x(1.2), x(width)), Math.max(x(1.2), x(width)), fit.splash)
  space.place(x(0.72), depth - 0.34, 0, () => fridge(space, 1.9, random.pick(['#e9e4da', fit.colour])))
  const round = random.chance(0.4)
  const table = { x: width * 0.42, z: depth - 2.25 }
  const style = random.pick(({ calm: ['spindle', 'cane', 'panel'], modern: ['upholstered', 'panel'], chinese: ['ming', 'panel'], vintage: ['cane', 'spindle'], rustic: ['spindle', 'panel'], industrial: ['panel', 'upholstered'] } as const)[look.style])
  const seat = random.pick([look.accent, look.fabric2, look.fabric])
  rug(space, x(table.x), table.z, round ? 2.3 : 2.9, 2.2, mix(look.accent, look.wall, 0.66), round ? 'round' : random.pick(['border', 'stripes'] as const))
  space.place(x(table.x), table.z, 0, () => {
    diningTable(space, round ? 1.25 : 1.8, 0.9, round ? 'round' : random.pick(['legs', 'trestle'] as const))
    random.pick([() => vaseWith(space, 0, 0.75, 0, 0.55), () => fruitBowl(space, 0, 0.75, 0), () => teaSet(space, 0, 0.75, 0)])()
    for (const [dx, dz] of [[-0.35, -0.2], [0.35, -0.2], [0.35, 0.2]] as const) turned(space, dx, 0.745, dz, [[0.09, 0], [0.12, 0.012]], mix(look.accent2, '#fff6ea', 0.55), { shadow: false })
  })
  const seats = round ? [[-0.75, 0, -90], [0.75, 0, 90], [0, 0.72, 0]] : [[-0.45, 0.62, 0], [0.45, 0.62, 0], [-0.45, -0.68, 180], [0.5, -0.68, 180], [1.15, 0, 90]]
  for (const [dx, dz, angle] of seats) space.place(x(table.x + dx!), table.z + dz!, turn(angle!), () => chair(space, style, look.wood, seat))
  pendant(space, x(table.x), table.z, height, 1.5, random.pick(['lantern', 'dome', 'rattan', 'drum'] as const), 1.25)
  if (random.chance(0.6)) space.place(x(0.42), depth - 1.1, 0, () => pottedPlant(space, 0, 0, random.between(1, 1.5)))
  return room.finish()
}

function galley(look: Look, random: Random): string {
  const fit = fitting(look, random)
  const room = kitchenRoom(look, random, {
    width: random.between(3.5, 3.9),
    depth: random.between(4.6, 5),
    stand: 0.5,
    share: 0.56,
    openings: [{ wall: 'back', from: 0.85, ...random.pick([{ sill: 0.06, height: 2.2 }, { sill: 0.95, height: 1.35 }]), width: random.between(1.7, 2), curtains: random.pick(['none', 'roman', 'blind', 'sheer'] as const) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  for (const z of [depth - 1.2, depth - 2.4, depth - 3.6]) space.place(x(DEEP / 2), z, turn(-90), () => counter(space, 1.2, fit))
  space.place(x(DEEP / 2), depth - 1.3, turn(-90), () => sink(space))
  space.place(x(DEEP / 2), depth - 2.5, turn(-90), () => stove(space))
  for (const z of [depth - 0.85, depth - 1.9, depth - 3.1]) space.place(x(DEEP / 2), z, turn(-90), () => clutter(space, 0))
  if (random.chance(0.5)) for (const z of [depth - 1.3, depth - 2.5]) space.place(x(0.175), z, turn(-90), () => uppers(space, 1.2, 1.5, 0.75, fit.upper))
  else for (const y of [1.5, 1.9]) space.place(x(0.16), depth - 1.9, turn(-90), () => crockery(space, 2.3, y))
  space.place(x(width - 0.35), depth - 0.5, turn(90), () => fridge(space, 1.9, random.pick(['#e9e4da', fit.colour])))
  space.place(x(width - 0.4), depth - 2.15, turn(90), () => {
    diningTable(space, 1.3, 0.75, 'legs')
    vaseWith(space, -0.2, 0.75, 0, 0.5)
    fruitBowl(space, 0.3, 0.75, 0)
  })
  if (random.chance(0.7)) space.place(x(width), depth - 2.1, turn(90), () => gallery(space, 0, 1.35, 0, 1.2))
  space.place(x(width - 1), depth - 1.75, turn(-90), () => chair(space, random.pick(['spindle', 'cane', 'panel'] as const), look.wood, look.accent))
  rug(space, width / 2, depth - 2.2, 0.8, 2.2, mix(look.accent, look.wall, 0.5), random.pick(['border', 'diamonds', 'stripes'] as const))
  if (random.chance(0.6)) art(space, x(0.42) - 0.2, 1.5, depth, 0.4, 0.52)
  pendant(space, width / 2, depth - 2, height, height - 0.7, random.pick(['globe', 'dome', 'rattan'] as const), 1)
  return room.finish()
}
