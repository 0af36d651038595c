import type { Point, Random } from '../../../../kit/draw.ts'
import { mix, polygon } from '../../../../kit/draw.ts'
import { mirror } from './decor.ts'
import type { Interior, Plan } from './interior.ts'
import { interior } from './interior.ts'
import { pendant, wallLamp } from './lamps.ts'
import type { Look } from './look.ts'
import { timeOf } from './look.ts'
import { pottedPlant, smallPlant, vaseWith } from './plants.ts'
import { turned } from './round.ts'
import { legs } from './seating.ts'
import { rug } from './shell.ts'
import type { Space } from './space.ts'
import { front, grain } from './tables.ts'

/** A bathroom. */
export function bathroom(look: Look, random: Random): string {
  return random.pick([tubAtTheWindow, basinWall, showerCorner])(look, random)
}

function bathRoom(look: Look, random: Random, plan: Omit<Plan, 'time'>): Interior {
  const tile = random.pick([mix(look.feature, '#ffffff', 0.45), mix(look.accent2, '#fff8ee', 0.62), '#e9e3d8', '#ddd6ca', mix(look.accent, '#fff3e6', 0.72)])
  return interior(look, random, {
    time: timeOf(look, 'bathroom', random),
    mirrored: random.chance(0.5),
    wall: random.pick([tile, look.wall]),
    cladding: { left: 'tiles', right: 'tiles', back: random.pick(['tiles', 'half', 'tiles'] as const) },
    floor: { floor: random.pick(['tiles', 'terrazzo', 'terracotta', 'concrete'] as const), floorColour: random.pick(['#cfc8bd', '#b9b1a5', mix(look.feature, '#e8e0d4', 0.55), '#d9d0c2']) },
    ...plan,
  })
}

/** A free-standing tub, its long side to the front. */
function tub(space: Space, wooden: boolean): void {
  const { look, random } = space
  const shape: Point[] = wooden ? [[0.66, 0], [0.72, 0.6]] : [[0.6, 0], [0.7, 0.12], [0.74, 0.34], [0.84, 0.58]]
  const colour = wooden ? look.wood : random.pick(['#f5f1ea', '#f5f1ea', '#4c4a48', mix(look.accent, '#f2e6da', 0.35)])
  turned(space, 0, 0, 0, shape, colour, { top: 'open', deep: 0.5, filling: random.chance(0.5) ? '#bcd3d3' : mix(colour, '#8f8a84', 0.4), smooth: !wooden, gloss: 0.2, shadow: true })
  turned(space, 0.62, 0, 0.5, [[0.018, 0], [0.018, 0.92]], look.metal, { shadow: false })
  space.box(0.62, 0.9, 0.36, 0.03, 0.03, 0.3, look.metal, { shadow: false })
}

/** A stool with a towel and a bottle, or a plant. */
function bathStool(space: Space): void {
  const { look, random } = space
  legs(space, 0.32, 0.3, 0.42, 0.03, look.wood)
  space.box(0, 0.42, 0, 0.36, 0.035, 0.32, look.wood, { on: { top: grain } })
  for (let i = 0; i < 2; i++) space.box(-0.03, 0.455 + i * 0.06, 0, 0.26, 0.06, 0.2, i ? look.accent : '#f4efe6', { soft: 0.02, shadow: false })
  if (random.chance(0.6)) turned(space, 0.13, 0.455, -0.08, [[0.025, 0], [0.027, 0.09], [0.01, 0.11], [0.012, 0.14]], '#8a5a34', { gloss: 0.4, shadow: false })
}

/** A washstand with its bowl and tap, back at +z. */
function washstand(space: Space, width: number, style: 'drawers' | 'open' | 'slab'): void {
  const { look, random } = space
  const top = random.pick(['#ece6dc', '#d6cec2', '#8d857c'])
  if (style === 'open') {
    legs(space, width, 0.48, 0.8, 0.05, look.wood)
    space.box(0, 0.22, 0, width - 0.04, 0.03, 0.44, look.wood)
    for (let i = 0; i < 3; i++) space.box(-width * 0.25, 0.25 + i * 0.07, 0, 0.34, 0.07, 0.3, ['#f4efe6', look.accent, look.fabric][i]!, { soft: 0.025, shadow: false })
    turned(space, width * 0.24, 0.25, 0, [[0.13, 0], [0.16, 0.22]], mix(look.wood, '#e6c48c', 0.5), { top: 'open', filling: '#f4efe6', shadow: false })
  } else space.box(0, style === 'slab' ? 0.5 : 0.36, 0.01, width - 0.02, style === 'slab' ? 0.3 : 0.44, 0.48, style === 'slab' ? top : random.pick([look.wood, look.feature, mix(look.accent, look.feature, 0.5)]), style === 'slab' ? {} : { on: { front: front(random.pick(['doors', 'slats'] as const), Math.round(width / 0.5), look.metal) } })
  space.box(0, 0.8, 0, width, 0.04, 0.52, style === 'open' ? look.wood : top)
  const basins = width > 1.35 ? [-width / 4, width / 4] : [0]
  for (const x of basins) {
    turned(space, x, 0.84, -0.03, [[0.13, 0], [0.19, 0.05], [0.21, 0.13]], random.chance(0.8) ? '#f6f2eb' : mix(look.accent2, '#fff6ea', 0.5), { top: 'open', filling: '#cfc8bd', deep: 0.85, smooth: true, shadow: false, gloss: 0.2 })
    space.box(x, 0.84, 0.2, 0.025, 0.26, 0.025, look.metal, { shadow: false })
    space.box(x, 1.08, 0.13, 0.022, 0.022, 0.14, look.metal, { shadow: false })
  }
  turned(space, width / 2 - 0.12, 0.84, 0, [[0.03, 0], [0.032, 0.11], [0.012, 0.13], [0.012, 0.17]], '#8a5a34', { gloss: 0.4, shadow: false })
  if (random.chance(0.6)) smallPlant(space, -width / 2 + 0.13, 0.84, 0.05, 0.26)
  else vaseWith(space, -width / 2 + 0.13, 0.84, 0.05, 0.42)
}

/** A towel over a rail on the back wall at z. */
function towel(space: Space, x: number, y: number, z: number, colour: string): void {
  space.box(x, y, z - 0.06, 0.56, 0.02, 0.02, space.look.metal, { shadow: false })
  space.box(x - 0.04, y - 0.52, z - 0.075, 0.36, 0.54, 0.025, colour, { soft: 0.012, shadow: false, on: { front: panel => panel.lines([0.06, 0.09].map(v => [[0, v], [panel.width, v]]), '#fff5e6', 0.012, 0.6) } })
}

function ladder(space: Space): void {
  const { look } = space
  for (const x of [-0.22, 0.22]) space.box(x, 0, 0, 0.035, 1.75, 0.035, look.wood, { shadow: false })
  for (const y of [0.35, 0.75, 1.15, 1.55]) space.box(0, y, 0, 0.44, 0.03, 0.03, look.wood, { shadow: false })
  space.box(0, 0.72, -0.02, 0.34, 0.46, 0.045, look.accent, { soft: 0.015, shadow: false })
  space.box(0, 1.26, -0.02, 0.3, 0.32, 0.045, '#f4efe6', { soft: 0.015, shadow: false })
}

function basket(space: Space): void {
  const { look } = space
  turned(space, 0, 0, 0, [[0.2, 0], [0.24, 0.25], [0.23, 0.5]], mix(look.wood, '#e6c48c', 0.5), { top: 'open', filling: '#6d5a48', smooth: true })
  space.box(0.06, 0.44, -0.05, 0.22, 0.1, 0.2, look.accent, { soft: 0.03, shadow: false })
}

/** A pane of clear glass between two places, a handle and a gleam on it. */
function glassWall(space: Space, x: number, from: number, to: number, height: number): void {
  space.part([x - 0.01, 0.02, from], [x + 0.01, height, to], () => {
    const pane = space.panel([x, 0.02, from], [0, 0, to - from], [0, height, 0], [-1, 0, 0])
    const edge: Point[] = [[0, 0], [pane.width, 0], [pane.width, height], [0, height]]
    space.sheet.path(polygon(pane.outline(edge)), '#dfeceb', { opacity: 0.2 })
    space.sheet.path(polygon(pane.outline([[pane.width * 0.2, 0], [pane.width * 0.45, 0], [pane.width * 0.9, height], [pane.width * 0.65, height]])), '#ffffff', { opacity: 0.12 })
    pane.lines([[edge[0]!, edge[3]!], [edge[1]!, edge[2]!], [edge[3]!, edge[2]!]], space.look.metal, 0.022)
  })
}

function tubAtTheWindow(look: Look, random: Random): string {
  const room = bathRoom(look, random, {
    width: random.between(3.6, 4.1),
    depth: random.between(4.1, 4.5),
    stand: 0.5,
    share: 0.6,
    openings: [{ wall: 'back', from: 0.8, sill: random.pick([0.5, 0.95]), width: random.between(1.8, 2.2), height: 1.45, curtains: random.pick(['none', 'sheer', 'blind', 'roman'] as const) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  space.place(x(1.85), depth - 0.75, 0, () => tub(space, look.style === 'rustic' || (look.style === 'chinese' && random.chance(0.6))))
  space.place(x(0.42), depth - 0.55, 0, () => pottedPlant(space, 0, 0, random.between(1.1, 1.6)))
  space.place(x(2.95), depth - 1.15, 0, () => bathStool(space))
  space.place(x(width - 0.27), depth - 2, turn(90), () => {
    washstand(space, 1.2, random.pick(['drawers', 'open', 'slab'] as const))
  })
  sideMirror(room, width, depth - 2)
  rug(space, x(1.75), depth - 1.7, 1.3, 0.75, random.pick([look.fabric, mix(look.accent, look.wall, 0.5)]), random.pick(['stripes', 'border'] as const))
  space.place(x(width - 0.5), depth - 0.3, 0, () => ladder(space))
  pendant(space, x(1.85), depth - 1, height, height - 0.75, random.pick(['globe', 'lantern', 'rattan'] as const), 1)
  return room.finish()
}

/** A mirror on a side wall, above the washstand. */
function sideMirror({ space, x }: Interior, wall: number, z: number): void {
  const at = x(wall)
  const [inward, off] = at < 1 ? [1, 0.02] : [-1, -0.02]
  const panel = () => space.panel([at + off, 1.2, at < 1 ? z - 0.45 : z + 0.45], [0, 0, at < 1 ? 0.9 : -0.9], [0, 0.85, 0], [inward, 0, 0])
  space.backdrop.push(() => {
    const glass = panel()
    glass.oval(0.45, 0.42, 0.43, 0.42, space.look.metal)
    glass.oval(0.45, 0.42, 0.405, 0.395, '#d9dad3')
    glass.blob([[0.2, 0.1], [0.05, 0.4], [0.3, 0.78], [0.5, 0.8], [0.25, 0.4]], '#ffffff', 0.3)
  })
}

function basinWall(look: Look, random: Random): string {
  const room = bathRoom(look, random, {
    width: random.between(3.5, 4),
    depth: random.between(3.9, 4.3),
    stand: random.between(0.54, 0.62),
    yaw: random.between(-0.28, -0.12),
    share: 0.62,
    openings: [{ wall: 'left', from: 1.7, sill: 0.95, width: 1.4, height: 1.35, curtains: random.pick(['none', 'blind', 'roman'] as const) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  const middle = width * 0.5
  const wide = random.pick([1.1, 1.3, 1.6])
  space.place(x(middle), depth - 0.27, 0, () => washstand(space, wide, random.pick(['drawers', 'open', 'slab'] as const)))
  if (wide > 1.35) for (const side of [-1, 1]) mirror(space, x(middle) + side * wide / 4, 1.2, depth, 0.58, 0.85)
  else mirror(space, x(middle), 1.2, depth, random.pick([0.8, 0.62]), 0.86)
  if (random.chance(0.5)) for (const side of [-1, 1]) wallLamp(space, x(middle + side * (wide / 2 + 0.12)), 1.55, depth)
  else pendant(space, x(middle - wide / 2 - 0.2), depth - 0.35, height, 1.5, 'globe', 0.6)
  towel(space, x(middle + wide / 2 + 0.5), 1.35, depth, look.accent)
  space.place(x(0.62), depth - 1.55, turn(-90), () => tub(space, false))
  space.place(x(1.35), depth - 2.3, 0, () => bathStool(space))
  space.place(x(0.38), depth - 0.4, 0, () => pottedPlant(space, 0, 0, random.between(1, 1.5)))
  space.place(x(width - 0.4), depth - 0.35, 0, () => ladder(space))
  rug(space, x(middle), depth - 0.95, 1.2, 0.7, mix(look.accent, look.wall, 0.45), random.pick(['stripes', 'border', 'plain'] as const))
  return room.finish()
}

function showerCorner(look: Look, random: Random): string {
  const room = bathRoom(look, random, {
    width: random.between(3.4, 3.8),
    depth: random.between(4, 4.4),
    stand: random.between(0.4, 0.5),
    share: 0.62,
    yaw: random.between(-0.08, 0.1),
    openings: [{ wall: 'back', from: 1.45, sill: 1.15, width: 0.95, height: 1.2, curtains: random.pick(['none', 'blind', 'roman'] as const) }],
  })
  const { space, x, turn, room: { width, depth } } = room
  const wall = x(width - 1.15)
  space.part([x(width - 0.6) - 0.1, 1.2, depth - 0.4], [x(width - 0.6) + 0.1, 2.3, depth - 0.02], () => shower(space, x(width - 0.6), depth))
  glassWall(space, wall, depth - 1.7, depth, 2.15)
  space.place(x(0.27), depth - 1.5, turn(-90), () => washstand(space, 1.4, random.pick(['drawers', 'open'] as const)))
  sideMirror(room, 0, depth - 1.5)
  space.place(x(1.92), depth - 0.4, 0, () => basket(space))
  space.place(x(0.5), depth - 0.35, 0, () => random.chance(0.5) ? ladder(space) : pottedPlant(space, 0, 0, 1.4))
  space.place(x(width - 0.35), depth - 1.35, 0, () => bathStool(space))
  rug(space, x(1.25), depth - 1.6, 0.75, 1.3, mix(look.accent, look.wall, 0.45), random.pick(['stripes', 'border'] as const))
  return room.finish()
}

function shower(space: Space, x: number, z: number): void {
  const metal = space.shade(space.look.metal, [x, 1.8, z - 0.1], [0, 0.3, -0.9])
  const at = (y: number, dz: number) => space.point([x, y, z - dz]).map(v => v.toFixed(1)).join(' ')
  const thick = 0.025 * space.scale([x, 1.8, z])
  space.sheet.stroke(`M${at(1.25, 0.03)}L${at(2.2, 0.03)}L${at(2.2, 0.36)}`, metal, thick)
  const [hx, hy] = space.point([x, 2.17, z - 0.36])
  space.sheet.add(`<ellipse cx="${hx.toFixed(1)}" cy="${hy.toFixed(1)}" rx="${(thick * 5.5).toFixed(1)}" ry="${(thick * 1.3).toFixed(1)}" fill="${metal}"/>`)
  space.sheet.stroke(`M${at(1.3, 0.06)}l${(thick * 3).toFixed(1)} 0`, metal, thick * 1.6)
}
