import type { Random } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import { gallery, scroll } from './decor.ts'
import type { Interior, Plan } from './interior.ts'
import { claddingOf, cupboard, curtainsOf, interior } from './interior.ts'
import { floorLamp, pendant, tableLamp } from './lamps.ts'
import type { Look } from './look.ts'
import { timeOf } from './look.ts'
import { pottedPlant, vaseWith } from './plants.ts'
import type { SofaStyle } from './seating.ts'
import { armchair, sofa } from './seating.ts'
import { rug } from './shell.ts'
import { bookcase, coffeeTable, sideTable } from './tables.ts'

/** A living room. */
export function living(look: Look, random: Random): string {
  const layout = random.pick([sofaAtTheWall, windowWall, library])
  return layout(look, random)
}

const sofaStyles: Record<Look['style'], SofaStyle[]> = { calm: ['block', 'legs', 'round'], modern: ['block', 'round'], chinese: ['wood', 'wood', 'legs'], vintage: ['legs', 'round'], rustic: ['round', 'wood'], industrial: ['block', 'legs'] }
const chairStyles = { calm: ['wood', 'shell'], modern: ['shell', 'club'], chinese: ['wood', 'wood'], vintage: ['club', 'wood'], rustic: ['rattan', 'wood'], industrial: ['club', 'shell'] } as const

const sofaColour = (look: Look, random: Random) => random.pick([look.fabric, look.fabric, mix(look.fabric2, look.fabric, 0.4), look.fabric2, mix(look.accent, look.fabric2, 0.35)])

/** The room every layout starts from. */
function livingRoom(look: Look, random: Random, plan: Omit<Plan, 'time'>): Interior {
  return interior(look, random, { time: timeOf(look, 'living', random), mirrored: random.chance(0.5), cladding: { back: claddingOf(look, random) }, feature: random.chance(0.35) ? 'back' : 'none', ...plan })
}

function sofaAtTheWall(look: Look, random: Random): string {
  const tall = look.windows === 'slim' || random.chance(0.4)
  const room = livingRoom(look, random, {
    width: random.between(4.9, 5.6),
    depth: random.between(4.6, 5.2),
    stand: random.between(0.52, 0.64),
    yaw: random.between(-0.34, -0.1),
    openings: [
      { wall: 'left', from: 2.1, sill: tall ? 0.06 : 0.85, width: tall ? 1.9 : 1.5, height: tall ? 2.25 : 1.45, curtains: curtainsOf(look) },
      ...(random.chance(0.5) ? [{ wall: 'left' as const, from: 0, sill: tall ? 0.06 : 0.85, width: 1.5, height: tall ? 2.25 : 1.45 }] : []),
    ],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  const long = random.between(2.1, 2.6)
  const middle = width * random.between(0.5, 0.58)
  space.place(x(middle), depth - 0.52, 0, () => sofa(space, long, random.pick(sofaStyles[look.style]), sofaColour(look, random)))
  if (look.style === 'chinese' && random.chance(0.6)) for (const side of [-0.62, 0.18]) scroll(space, x(middle) + side, 1.1, depth, 0.42, 1.25)
  else gallery(space, x(middle), 1.28, depth, long * 0.92)
  rug(space, x(middle), depth - 1.75, random.between(2.7, 3.2), 2, random.pick([look.fabric, mix(look.accent, look.wall, 0.55), mix(look.feature, look.wall, 0.4)]), random.pick(['border', 'diamonds', 'stripes', 'plain'] as const))
  space.place(x(middle - 0.05), depth - 1.7, 0, () => coffeeTable(space, random.pick(['round', 'slab', 'drum', 'pair', 'shelf'] as const)))
  space.place(x(middle + long / 2 + 0.35), depth - 0.5, 0, () => {
    const top = sideTable(space)
    if (random.chance(0.5)) tableLamp(space, 0, top, 0)
    else vaseWith(space, 0, top, 0, 0.6)
  })
  space.place(x(middle - long / 2 - 0.36), depth - 0.42, 0, () => random.chance(0.5) ? floorLamp(space, random.pick(['slim', 'tripod', 'paper'] as const)) : pottedPlant(space, 0, 0, random.between(1.3, 1.8)))
  const chair = random.pick(chairStyles[look.style])
  space.place(x(width - 0.95), depth - 2.1, turn(58), () => armchair(space, random.pick([look.accent, look.fabric2, look.accent2]), chair))
  if (random.chance(0.6)) space.place(x(width - 0.4), depth - 0.45, 0, () => pottedPlant(space, 0, 0, random.between(1.1, 1.7)))
  if (random.chance(0.6)) pendant(space, x(middle), depth - 1.7, height, height - 0.85, random.pick(['lantern', 'globe', 'rattan', 'dome'] as const), 1.15)
  return room.finish()
}

function windowWall(look: Look, random: Random): string {
  const wide = random.between(3, 3.7)
  const room = livingRoom(look, random, {
    width: random.between(5.1, 5.7),
    depth: random.between(4.8, 5.4),
    stand: random.between(0.45, 0.55),
    cladding: {},
    feature: random.chance(0.3) ? 'side' : 'none',
    openings: [{ wall: 'back', from: 0.95, sill: look.windows === 'slim' || random.chance(0.4) ? 0.05 : 0.6, width: wide, height: look.windows === 'slim' ? 2.3 : 1.75, curtains: curtainsOf(look) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  rug(space, x(width / 2), depth - 2.1, 3, 2.3, mix(look.feature, look.wall, 0.5), random.pick(['border', 'plain', 'diamonds', 'round'] as const))
  space.place(x(0.62), depth - 2.1, turn(-90), () => sofa(space, 2.3, random.pick(sofaStyles[look.style]), sofaColour(look, random)))
  space.place(x(width / 2 + 0.05), depth - 2.1, turn(90), () => coffeeTable(space, random.pick(['round', 'slab', 'drum', 'pair'] as const)))
  const chair = random.pick(chairStyles[look.style])
  const colour = random.pick([look.accent, look.accent2, look.fabric2])
  space.place(x(width - 1.1), depth - 1.5, turn(68), () => armchair(space, colour, chair))
  if (random.chance(0.5)) space.place(x(width - 1.05), depth - 2.75, turn(105), () => armchair(space, colour, chair))
  space.place(x(0.5), depth - 0.5, 0, () => pottedPlant(space, 0, 0, random.between(1.4, 1.9)))
  space.place(x(width - 0.42), depth - 0.42, 0, () => random.chance(0.5) ? floorLamp(space, random.pick(['slim', 'tripod'] as const)) : pottedPlant(space, 0, 0, random.between(0.9, 1.5)))
  if (random.chance(0.75)) space.place(x(0), depth - 2.1, turn(-90), () => gallery(space, 0, 1.3, 0, 1.9))
  pendant(space, x(width / 2), depth - 2.1, height, height - 0.95, random.pick(['lantern', 'globe', 'rattan', 'dome', 'drum'] as const), 1.3)
  return room.finish()
}

function library(look: Look, random: Random): string {
  const room = livingRoom(look, random, {
    width: random.between(5, 5.5),
    depth: 5,
    stand: 0.58,
    yaw: random.between(-0.3, -0.12),
    cladding: {},
    openings: [{ wall: 'left', from: 1.9, sill: 0.5, width: 2.2, height: 1.9, curtains: curtainsOf(look) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  const colour = cupboard(look, random)
  for (const i of [0, 1]) space.place(x(1.4 + i * 1.62), depth - 0.17, 0, () => bookcase(space, 1.6, Math.min(2.3, height - 0.5), colour))
  space.place(x(width - 0.6), depth - 0.5, 0, () => pottedPlant(space, 0, 0, random.between(1.4, 1.8)))
  rug(space, x(width * 0.48), depth - 2, 3, 1.9, mix(look.accent, look.wall, 0.5), random.pick(['diamonds', 'border', 'stripes'] as const))
  space.place(x(width * 0.5), depth - 1.15, 0, () => sofa(space, 2.2, random.pick(sofaStyles[look.style]), sofaColour(look, random)))
  space.place(x(width * 0.48), depth - 2.25, 0, () => coffeeTable(space, random.pick(['round', 'drum', 'slab'] as const)))
  space.place(x(width - 1), depth - 2.35, turn(62), () => armchair(space, look.accent, random.pick(chairStyles[look.style])))
  space.place(x(0.62), depth - 1.1, 0, () => floorLamp(space, random.pick(['slim', 'tripod', 'paper'] as const)))
  pendant(space, x(width * 0.5), depth - 1.9, height, height - 0.8, random.pick(['globe', 'lantern', 'dome'] as const), 1.2)
  return room.finish()
}
