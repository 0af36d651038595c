import type { Random } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import { art, gallery, mirror, scroll } from './decor.ts'
import type { Interior, Plan } from './interior.ts'
import { claddingOf, cupboard, curtainsOf, interior } from './interior.ts'
import { floorLamp, pendant, tableLamp, wallLamp } from './lamps.ts'
import type { Look } from './look.ts'
import { timeOf } from './look.ts'
import type { Panel } from './panel.ts'
import { pottedPlant, smallPlant, vaseWith } from './plants.ts'
import { armchair, bench, legs, pillow } from './seating.ts'
import { rug } from './shell.ts'
import type { Space } from './space.ts'
import { bookPile, front, grain, sideboard } from './tables.ts'

/** A bedroom. */
export function bedroom(look: Look, random: Random): string {
  return random.pick([bedAtTheWall, bedUnderTheWindow, bedBesideTheView])(look, random)
}

type BedStyle = 'soft' | 'wood' | 'platform' | 'spindle' | 'posts'
const bedStyles: Record<Look['style'], BedStyle[]> = { calm: ['soft', 'platform', 'wood'], modern: ['soft', 'platform'], chinese: ['posts', 'wood', 'platform'], vintage: ['spindle', 'soft'], rustic: ['wood', 'spindle', 'posts'], industrial: ['platform', 'soft'] }

function bedroomOf(look: Look, random: Random, plan: Omit<Plan, 'time'>): Interior {
  return interior(look, random, { time: timeOf(look, 'bedroom', random), mirrored: random.chance(0.5), feature: random.chance(0.4) ? 'back' : 'none', ...plan, cladding: plan.cladding ?? { back: claddingOf(look, random) } })
}

/** A made bed, its head at +z; two metres long. */
function bed(space: Space, width: number, style: BedStyle): void {
  const { look, random } = space
  const long = 2.05
  const base = style === 'platform' ? 0.2 : 0.28
  const cover = random.pick([look.fabric, '#f3ede3', mix(look.accent, look.fabric, 0.75), mix(look.feature, look.fabric, 0.5)])
  if (style === 'platform') {
    space.box(0, 0, 0, width - 0.1, 0.1, long - 0.2, '#3a2d24')
    space.box(0, 0.1, 0, width + 0.3, 0.1, long + 0.2, look.wood, { on: { front: grain, top: grain } })
  } else {
    legs(space, width, long, base - 0.1, 0.07, look.wood)
    space.box(0, base - 0.14, 0, width + 0.04, 0.16, long, style === 'soft' ? mix(look.fabric2, look.fabric, 0.4) : look.wood, style === 'soft' ? { soft: 0.03 } : {})
  }
  headboard(space, width, style, long)
  space.box(0, base, -0.02, width, 0.22, long - 0.06, '#f4efe6', { soft: 0.05 })
  const top = base + 0.22
  for (const side of [-1, 1]) {
    space.box(side * width * 0.245, top, long / 2 - 0.3, width * 0.44, 0.15, 0.42, '#f8f4ec', { soft: 0.07, shadow: false })
    pillow(space, side * width * 0.24, top + 0.1, long / 2 - 0.42, width * 0.36, mix(look.fabric, '#ffffff', 0.35))
  }
  if (random.chance(0.7)) for (const side of random.pick([[0], [-0.13, 0.15]])) pillow(space, side * width, top + 0.05, long / 2 - 0.56, 0.42, side === 0 ? look.accent : undefined)
  duvet(space, width, top, long, cover)
}

function headboard(space: Space, width: number, style: BedStyle, long: number): void {
  const { look } = space
  const z = long / 2 + 0.03
  const high = 1.05 + look.whim * 0.2
  switch (style) {
    case 'soft': return [-1, 0, 1].forEach(i => space.box(i * (width + 0.1) / 3, 0.2, z, (width + 0.1) / 3 - 0.008, high - 0.2, 0.1, mix(look.accent, look.fabric, 0.45), { soft: 0.035 }))
    case 'platform': return space.box(0, 0.2, z + 0.06, width + 0.3, 0.65, 0.06, look.wood, { on: { front: grain } })
    case 'wood': return space.box(0, 0.1, z, width + 0.06, high, 0.06, look.wood, { on: { front: (panel) => {
      for (const u of [0.33, 0.67]) panel.line([[panel.width * u, 0.1], [panel.width * u, high - 0.06]], '#1f120a', 0.012, 0.35)
      grain(panel)
    } } })
    case 'posts':
      for (const x of [-1, 1]) for (const dz of [-long - 0.03, 0]) space.box(x * (width / 2 + 0.02), 0, z + dz, 0.06, 2.05, 0.06, look.wood)
      for (const x of [-1, 1]) space.box(x * (width / 2 + 0.02), 1.99, z - long / 2, 0.05, 0.05, long, look.wood)
      for (const dz of [-long - 0.03, 0]) space.box(0, 1.99, z + dz, width, 0.05, 0.05, look.wood)
      return space.box(0, 0.3, z, width, 0.72, 0.03, look.wood, { on: { front: fretwork } })
    case 'spindle':
      for (const x of [-1, 1]) space.box(x * (width / 2), 0, z, 0.05, high, 0.05, look.metal)
      for (let x = -width / 2 + 0.12; x < width / 2; x += 0.12) space.box(x, 0.4, z, 0.016, high - 0.42, 0.016, look.metal, { shadow: false })
      return space.box(0, high - 0.03, z, width, 0.035, 0.035, look.metal)
  }
}

function fretwork(panel: Panel): void {
  const step = panel.width / Math.round(panel.width / 0.28)
  const lines = Array.from({ length: Math.round(panel.width / step) }, (_, i): [number, number][] => {
    const u = i * step
    return [[u + 0.05, 0.1], [u + step - 0.05, 0.1], [u + step - 0.05, panel.height - 0.1], [u + 0.05, panel.height - 0.1], [u + 0.05, 0.1]]
  })
  panel.lines(lines, '#1f120a', 0.014, 0.45)
}

/** The cover, turned back towards the pillows, and a blanket over the foot of the bed. */
function duvet(space: Space, width: number, top: number, long: number, cover: string): void {
  const { look, random } = space
  const folds = (panel: Panel) => {
    for (let i = 0; i < 5; i++) {
      const u = panel.width * random.between(0.08, 0.92)
      panel.line([[u, panel.height * random.between(0.05, 0.3)], [u + random.between(-0.08, 0.08), panel.height * random.between(0.6, 0.95)]], mix(cover, '#2a1a10', 0.5), 0.012, 0.14)
    }
  }
  space.box(0, top - 0.17, -0.3, width + 0.09, 0.22, long - 0.56, cover, { soft: 0.055, on: { top: folds, front: folds } })
  space.box(0, top + 0.045, long / 2 - 0.72, width + 0.07, 0.05, 0.3, mix(cover, '#ffffff', 0.5), { soft: 0.02, shadow: false })
  if (random.chance(0.75)) {
    const colour = random.pick([look.accent, look.accent2, look.fabric2])
    const stripes = (panel: Panel) => panel.lines([0.12, 0.2, 0.8, 0.88].map(share => [[0, panel.height * share], [panel.width, panel.height * share]]), mix(colour, '#fff5e6', 0.55), 0.018, 0.6)
    const at = -long / 2 + 0.42
    for (const side of [-1, 1]) space.box(side * (width / 2 + 0.06), top - 0.2, at, 0.028, 0.25, 0.46, colour, { shadow: false })
    space.box(0, top + 0.05, at, width + 0.148, 0.026, 0.46, colour, { soft: 0.012, shadow: false, on: { top: stripes } })
  }
}

function nightstand(space: Space, style: 'box' | 'stool'): void {
  const { look, random } = space
  if (style === 'stool') {
    legs(space, 0.4, 0.36, 0.46, 0.03, look.wood)
    space.box(0, 0.46, 0, 0.44, 0.035, 0.4, look.wood, { on: { top: grain } })
  } else {
    legs(space, 0.42, 0.36, 0.14, 0.03, look.metal)
    space.box(0, 0.14, 0, 0.46, 0.36, 0.4, look.wood, { on: { top: grain, front: panel => panel.line([[0, 0.18], [0.46, 0.18]], '#1f120a', 0.008, 0.5) } })
  }
  const y = style === 'stool' ? 0.495 : 0.5
  if (random.chance(0.5)) bookPile(space, 0.08, y, -0.08, 2)
  else smallPlant(space, 0.12, y, -0.08, 0.22)
}

function bedAtTheWall(look: Look, random: Random): string {
  const tall = random.chance(0.6)
  const room = bedroomOf(look, random, {
    width: random.between(4.2, 4.8),
    depth: random.between(4.4, 4.9),
    stand: random.between(0.54, 0.64),
    yaw: random.between(-0.3, -0.1),
    openings: [{ wall: 'left', from: 2, sill: tall ? 0.08 : 0.8, width: 1.8, height: tall ? 2.2 : 1.5, curtains: curtainsOf(look) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  const wide = random.pick([1.55, 1.7, 1.8])
  const middle = width * 0.53
  space.place(x(middle), depth - 1.18, 0, () => bed(space, wide, random.pick(bedStyles[look.style])))
  bedsides(room, middle, wide)
  if (look.style === 'chinese' && random.chance(0.5)) scroll(space, x(middle) - 0.7, 1.4, depth, 1.4, 0.7)
  else if (random.chance(0.75)) gallery(space, x(middle), 1.45, depth, wide * 0.85)
  rug(space, x(middle), depth - 2.1, wide + 1.3, 1.9, random.pick([look.fabric, mix(look.feature, look.wall, 0.45), mix(look.accent2, look.wall, 0.6)]), random.pick(['plain', 'border', 'stripes', 'diamonds'] as const))
  const foot = random.pick(['bench', 'chair', 'none'])
  if (foot === 'bench') space.place(x(middle), depth - 2.55, 0, () => bench(space, wide * 0.8, look.fabric2, look.wood))
  if (foot === 'chair') space.place(x(width - 0.75), depth - 2.5, turn(60), () => armchair(space, look.accent2, random.pick(['wood', 'shell', 'rattan'] as const)))
  space.place(x(0.5), depth - 0.5, 0, () => random.chance(0.65) ? pottedPlant(space, 0, 0, random.between(1.1, 1.7)) : floorLamp(space, 'tripod'))
  if (random.chance(0.4)) space.place(x(width - 0.32), depth - 1.9, turn(90), () => wardrobe(space, 1.5, Math.min(2.3, height - 0.35), cupboard(look, random)))
  return room.finish()
}

/** The little tables beside a bed with its head at the back wall, and their lamps. */
function bedsides({ space, random, x, room: { depth, height } }: Interior, middle: number, wide: number): void {
  const lamp = random.pick(['table', 'table', 'hanging', 'wall'])
  const style = random.pick(['box', 'stool'] as const)
  const hanging = random.pick(['globe', 'cone', 'dome'] as const)
  const onTable = random.pick(['ball', 'mushroom', 'paper'] as const)
  for (const side of [-1, 1]) {
    const at = x(middle + side * (wide / 2 + 0.42))
    space.place(at, depth - 0.32, 0, () => {
      nightstand(space, style)
      if (lamp === 'table') tableLamp(space, -0.1, 0.5, 0.06, onTable)
    })
    if (lamp === 'hanging') pendant(space, at, depth - 0.35, height, 1.15, hanging, 0.62)
    if (lamp === 'wall') wallLamp(space, at, 1.2, depth)
  }
}

function wardrobe(space: Space, width: number, height: number, colour: string): void {
  space.box(0, 0, 0, width, 0.08, 0.52, '#3a2d24')
  space.box(0, 0.08, 0, width, height - 0.08, 0.58, colour, { on: { front: front(space.look.whim > 0.6 ? 'slats' : 'doors', Math.round(width / 0.5), space.look.metal) } })
}

function bedUnderTheWindow(look: Look, random: Random): string {
  const wide = random.pick([1.6, 1.8])
  const room = bedroomOf(look, random, {
    width: random.between(4.1, 4.6),
    depth: random.between(4.2, 4.8),
    stand: random.between(0.45, 0.55),
    cladding: {},
    feature: random.chance(0.4) ? 'side' : 'none',
    openings: [{ wall: 'back', from: 0.95, sill: 1.02, width: random.between(2.2, 2.6), height: 1.35, curtains: random.pick(['both', 'heavy', 'roman', 'sheer'] as const) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  const middle = 2.15
  space.place(x(middle), depth - 1.15, 0, () => bed(space, wide, random.pick(bedStyles[look.style].filter(style => style !== 'posts'))))
  bedsides(room, middle, wide)
  rug(space, x(middle), depth - 2.2, wide + 1.2, 1.7, mix(look.accent, look.wall, 0.65), random.pick(['border', 'plain', 'round'] as const))
  space.place(x(width - 0.3), depth - 1.6, turn(90), () => {
    sideboard(space, 1.2, 0.8, look.wood)
    vaseWith(space, -0.25, 0.8, 0, 0.6)
    bookPile(space, 0.25, 0.8, 0)
  })
  if (random.chance(0.6)) space.place(x(width), depth - 1.6, turn(90), () => gallery(space, 0, 1.25, 0, 1.3))
  if (random.chance(0.6)) space.place(x(0.42), depth - 1.9, 0, () => pottedPlant(space, 0, 0, random.between(1, 1.5)))
  else space.place(x(0.34), depth - 2, turn(-90), () => wardrobe(space, 1.3, 2.2, cupboard(look, random)))
  if (random.chance(0.6)) pendant(space, x(middle), depth - 1.6, height, height - 0.75, random.pick(['lantern', 'rattan', 'globe', 'drum'] as const), 1.2)
  return room.finish()
}

function bedBesideTheView(look: Look, random: Random): string {
  const room = bedroomOf(look, random, {
    width: random.between(4.6, 5.1),
    depth: random.between(4.3, 4.7),
    stand: random.between(0.5, 0.56),
    yaw: random.between(-0.14, 0.02),
    share: 0.6,
    cladding: { left: claddingOf(look, random) },
    openings: [{ wall: 'back', from: 1.5, sill: look.windows === 'slim' ? 0.06 : 0.5, width: 2.5, height: look.windows === 'slim' ? 2.25 : 1.8, curtains: random.pick(['both', 'heavy', 'sheer'] as const) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  space.place(x(1.16), depth - 1.75, turn(-90), () => bed(space, 1.7, random.pick(bedStyles[look.style].filter(style => style !== 'posts'))))
  space.place(x(0.3), depth - 0.5, turn(-90), () => {
    nightstand(space, 'box')
    tableLamp(space, 0, 0.5, 0)
  })
  rug(space, x(2.1), depth - 1.8, 2.6, 2.3, mix(look.feature, look.wall, 0.5), random.pick(['plain', 'border', 'stripes'] as const))
  space.place(x(width - 0.95), depth - 0.95, turn(48), () => armchair(space, look.accent, random.pick(['wood', 'shell', 'rattan'] as const)))
  space.place(x(width - 0.4), depth - 0.4, 0, () => pottedPlant(space, 0, 0, random.between(1.3, 1.8)))
  if (random.chance(0.5)) art(space, x(width - 0.55) - 0.25, 1.35, depth, 0.5, 0.65)
  else mirror(space, x(width - 0.5), 1.1, depth, 0.55, 0.9)
  if (random.chance(0.6)) pendant(space, x(2.4), depth - 1.9, height, height - 0.8, random.pick(['lantern', 'rattan', 'drum'] as const), 1.2)
  return room.finish()
}
