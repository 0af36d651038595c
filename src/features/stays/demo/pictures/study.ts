import type { Random } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import { gallery, scroll } from './decor.ts'
import type { Interior, Plan } from './interior.ts'
import { claddingOf, cupboard, curtainsOf, interior } from './interior.ts'
import { floorLamp, pendant, tableLamp } from './lamps.ts'
import type { Look } from './look.ts'
import { timeOf } from './look.ts'
import { pottedPlant, vase, vaseWith } from './plants.ts'
import { turned } from './round.ts'
import { armchair, chair, legs } from './seating.ts'
import { rug } from './shell.ts'
import type { Space } from './space.ts'
import { bookcase, bookPile, cup, front, grain, sideboard, teaSet, wallShelf } from './tables.ts'

/** A study or a tea room. */
export function study(look: Look, random: Random): string {
  const layouts = look.style === 'chinese' || look.kind === 'lane' ? [teaRoom, teaRoom, deskAtTheWall] : [deskAtTheWindow, deskAtTheWall, teaRoom]
  return random.pick(layouts)(look, random)
}

function studyOf(look: Look, random: Random, plan: Omit<Plan, 'time'>): Interior {
  return interior(look, random, { time: timeOf(look, 'study', random), mirrored: random.chance(0.5), feature: random.chance(0.4) ? 'back' : 'none', ...plan })
}

/** A writing desk with what one works with, its user at -z. */
function desk(space: Space, width: number): void {
  const { look, random } = space
  if (random.chance(0.5)) legs(space, width - 0.06, 0.6, 0.72, 0.045, look.wood)
  else {
    space.box(-width / 2 + 0.24, 0.06, 0, 0.44, 0.66, 0.58, look.wood, { on: { front: front('drawers', 1, look.metal), back: front('drawers', 1, look.metal) } })
    for (const z of [-0.26, 0.26]) space.box(width / 2 - 0.05, 0, z, 0.045, 0.72, 0.045, look.wood, { shadow: false })
  }
  space.box(0, 0.72, 0, width, 0.04, 0.66, look.wood, { on: { top: grain } })
  if (random.chance(0.6)) {
    space.box(0.05, 0.76, 0.02, 0.36, 0.014, 0.25, '#b9b5ae', { shadow: false })
    space.box(0.05, 0.774, 0.14, 0.36, 0.24, 0.012, '#8f8b85', { shadow: false, on: { front: panel => panel.rect(0.012, 0.014, 0.336, 0.212, mix(look.accent2, '#2c3238', 0.55)) } })
  } else {
    space.box(0, 0.76, -0.06, 0.42, 0.012, 0.28, '#f3ecdd', { shadow: false, on: { top: panel => panel.lines([0.06, 0.1, 0.14, 0.18, 0.22].map(v => [[0.05, v], [0.18, v]]), '#5b5148', 0.008, 0.6) } })
  }
  tableLamp(space, -width / 2 + 0.2, 0.76, 0.14, random.pick(['ball', 'mushroom'] as const))
  bookPile(space, width / 2 - 0.2, 0.76, 0.1, random.int(2, 4))
  cup(space, width / 2 - 0.42, 0.76, -0.08, look.accent, 1.2)
  if (random.chance(0.5)) vaseWith(space, width / 2 - 0.42, 0.76, 0.2, 0.48)
}

function deskAtTheWindow(look: Look, random: Random): string {
  const room = studyOf(look, random, {
    width: random.between(3.9, 4.5),
    depth: random.between(4.2, 4.7),
    stand: random.between(0.44, 0.56),
    share: 0.66,
    yaw: random.between(-0.1, 0.1),
    openings: [{ wall: 'back', from: 1, sill: 0.9, width: random.between(1.8, 2.3), height: 1.4, curtains: curtainsOf(look) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  const middle = 2.05
  rug(space, x(middle), depth - 1.6, 2.4, 1.7, mix(look.accent, look.wall, 0.55), random.pick(['border', 'diamonds', 'stripes', 'round'] as const))
  space.place(x(middle), depth - 0.5, 0, () => desk(space, random.between(1.4, 1.7)))
  space.place(x(middle + 0.05), depth - 1.15, 180, () => chair(space, random.pick(['cane', 'spindle', 'upholstered', 'panel'] as const), look.wood, look.accent))
  space.place(x(0.18), depth - 1.6, turn(-90), () => bookcase(space, 1.5, Math.min(2.2, height - 0.5), cupboard(look, random)))
  space.place(x(width - 0.9), depth - 1.5, turn(62), () => armchair(space, look.accent2, random.pick(['wood', 'shell', 'rattan'] as const)))
  space.place(x(width - 0.4), depth - 0.4, 0, () => random.chance(0.5) ? floorLamp(space, 'tripod') : pottedPlant(space, 0, 0, random.between(1.3, 1.8)))
  space.place(x(0.45), depth - 0.4, 0, () => pottedPlant(space, 0, 0, random.between(0.9, 1.5)))
  if (random.chance(0.6)) space.place(x(width), depth - 1.7, turn(90), () => gallery(space, 0, 1.4, 0, 1.2))
  if (random.chance(0.5)) pendant(space, x(middle), depth - 1.4, height, height - 0.75, random.pick(['globe', 'lantern', 'drum'] as const), 1)
  return room.finish()
}

function deskAtTheWall(look: Look, random: Random): string {
  const room = studyOf(look, random, {
    width: random.between(4.2, 4.8),
    depth: random.between(4.4, 4.8),
    stand: random.between(0.55, 0.63),
    yaw: random.between(-0.3, -0.14),
    cladding: { back: claddingOf(look, random) },
    openings: [{ wall: 'left', from: 1.9, sill: random.pick([0.1, 0.8]), width: 1.8, height: 1.9, curtains: curtainsOf(look) }],
  })
  const { space, x, turn, room: { width, depth, height } } = room
  const middle = width * 0.44
  rug(space, x(middle), depth - 1.6, 2.6, 1.8, mix(look.feature, look.wall, 0.4), random.pick(['border', 'diamonds', 'plain'] as const))
  space.place(x(middle), depth - 0.36, 0, () => desk(space, 1.6))
  space.place(x(middle + 0.1), depth - 1, 172, () => chair(space, look.style === 'chinese' ? 'ming' : random.pick(['cane', 'spindle', 'upholstered'] as const), look.wood, look.accent))
  if (random.chance(0.5)) for (const y of [1.4, 1.82]) wallShelf(space, x(middle), y, depth, 1.5)
  else gallery(space, x(middle), 1.35, depth, 1.5)
  space.place(x(width - 0.75), depth - 0.17, 0, () => bookcase(space, 1.3, Math.min(2.3, height - 0.4), cupboard(look, random)))
  space.place(x(width - 1), depth - 1.75, turn(55), () => armchair(space, random.pick([look.accent, look.fabric2]), random.pick(['wood', 'shell', 'club'] as const)))
  space.place(x(0.45), depth - 0.42, 0, () => pottedPlant(space, 0, 0, random.between(1.2, 1.8)))
  pendant(space, x(middle), depth - 1.6, height, height - 0.8, random.pick(['globe', 'lantern', 'dome', 'rattan'] as const), 1.1)
  return room.finish()
}

/** A low table between cushions on mats, a round window behind it. */
function teaRoom(look: Look, random: Random): string {
  const moon = random.chance(0.6)
  const room = studyOf(look, random, {
    width: random.between(4.2, 4.7),
    depth: random.between(4.1, 4.5),
    stand: 0.5,
    share: 0.66,
    eye: 1.15,
    yaw: random.between(-0.06, 0.06),
    cladding: { left: random.pick(['slats', 'plain', 'plain'] as const) },
    openings: moon
      ? [{ wall: 'back', from: 1.35, sill: 0.55, width: 1.75, height: 1.75, style: 'moon', curtains: 'none' }, { wall: 'left', from: 1.6, sill: 0.1, width: 1.8, height: 2.1, curtains: random.pick(['blind', 'sheer', 'none'] as const) }]
      : [{ wall: 'back', from: 0.8, sill: 0.08, width: 2.6, height: 2.15, curtains: random.pick(['blind', 'sheer', 'none'] as const) }],
  })
  const { space, x, room: { width, depth, height } } = room
  const middle = moon ? 2.22 : 2.1
  mats(space, x(middle), depth - 1.55, 3.1, 2.4)
  space.place(x(middle), depth - 1.5, 0, () => {
    for (const dx of [-0.55, 0.55]) space.box(dx, 0.12, 0, 0.08, 0.24, 0.5, look.wood)
    space.box(0, 0.36, 0, 1.5, 0.05, 0.62, look.wood, { on: { top: grain } })
    teaSet(space, -0.12, 0.41, 0)
    random.pick([() => vaseWith(space, 0.52, 0.41, 0.08, 0.6, 'branch'), () => pottedPlant(space, 0.5, 0.05, 0.42, 'bonsai', 0.41)])()
    turned(space, -0.55, 0.41, 0.05, [[0.06, 0], [0.08, 0.06], [0.03, 0.1]], '#4a4541', { shadow: false })
  })
  for (const [dx, dz] of [[-0.5, -0.62], [0.5, -0.62], [-1.15, 0], [1.15, 0]] as const) space.box(x(middle + dx), 0.12, depth - 1.5 + dz, 0.52, 0.1, 0.5, (dx > 0) === (dz < 0) ? look.accent : look.fabric2, { soft: 0.045, shadow: true })
  if (random.chance(0.55)) space.place(x(width - 0.35), depth - 0.35, 0, () => pottedPlant(space, 0, 0, random.between(1.3, 1.8), random.pick(['bamboo', 'olive', 'rubber'] as const)))
  else {
    space.place(x(width - 0.55), depth - 0.26, 0, () => {
      sideboard(space, 0.85, 0.72, look.wood, 'cane')
      vase(space, 0, 0.72, 0, 0.34, look.accent)
    })
  }
  if (moon) scroll(space, x(3.62) - 0.19, 1.05, depth, 0.38, 1.15)
  space.place(x(0.45), depth - 0.45, 0, () => random.chance(0.6) ? floorLamp(space, 'paper') : pottedPlant(space, 0, 0, 1.5, 'bamboo'))
  pendant(space, x(middle), depth - 1.5, height, height - 0.72, random.pick(['lantern', 'rattan'] as const), 1.15)
  return room.finish()
}

/** A low stage laid with straw mats. */
function mats(space: Space, x: number, z: number, width: number, depth: number): void {
  const { look } = space
  space.box(x, 0, z, width, 0.12, depth, mix(look.wood, '#2a1810', 0.1), { on: { top: (panel) => {
    const [w, d] = [panel.width / 3, panel.height / 2]
    for (const [u, v, mw, mh] of [[0, 0, w, d], [w, 0, w, d], [2 * w, 0, w, d], [0, d, 1.5 * w, d], [1.5 * w, d, 1.5 * w, d]] as const) {
      panel.rect(u + 0.02, v + 0.02, mw - 0.04, mh - 0.04, '#d3c795')
      panel.lines([[[u + 0.03, v + 0.02], [u + 0.03, v + mh - 0.02]], [[u + mw - 0.03, v + 0.02], [u + mw - 0.03, v + mh - 0.02]]], mix(look.accent, '#3d4a35', 0.5), 0.03, 0.8)
    }
  } } })
}
