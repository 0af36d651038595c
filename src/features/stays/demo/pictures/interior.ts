import type { Point, Random, Rgb } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import { haze } from './bake.ts'
import type { Hour, Look, Time } from './look.ts'
import { hours } from './look.ts'
import type { Cladding, Room } from './shell.ts'
import { drawRoom } from './shell.ts'
import { Space } from './space.ts'
import type { Curtains, Opening } from './windows.ts'
import { addWindows } from './windows.ts'

/** A room ready to be furnished. `x()` and `turn()` mirror places and angles when the plan is mirrored. */
export interface Interior {
  space: Space
  room: Room
  look: Look
  hour: Hour
  random: Random
  x: (x: number) => number
  turn: (degrees: number) => number
  finish: () => string
}

export interface Plan {
  time: Time
  width: number
  depth: number
  height?: number
  /** The windows as if the plan were not mirrored. */
  openings: readonly Opening[]
  mirrored?: boolean
  /** Radians the viewer looks to the right, and where they stand from left (0) to right (1). */
  yaw?: number
  stand?: number
  /** How much of the picture's width the back wall would fill. */
  share?: number
  eye?: number
  floor?: Pick<Room, 'floor' | 'floorColour'>
  cladding?: Room['cladding']
  feature?: 'back' | 'side' | 'none'
  wall?: string
}

/** Builds the shell of a room for a plan, with its light. */
export function interior(look: Look, random: Random, plan: Plan): Interior {
  const { width, depth, mirrored } = plan
  const height = plan.height ?? (look.kind === 'loft' ? 3.4 : look.kind === 'apartment' ? 2.75 : 3)
  const hour = hours[plan.time]
  const x = (value: number) => mirrored ? width - value : value
  const turn = (degrees: number) => mirrored ? -degrees : degrees
  const stand = x((plan.stand ?? 0.5) * width)
  const far = 5.5 + random.between(-0.2, 0.3)
  const eye = plan.eye ?? 1.32
  const zoom = 1280 * (plan.share ?? 0.66) / width * far
  const space = new Space(look, hour, random, { at: [stand, eye, depth - far], yaw: turn(plan.yaw ?? 0), zoom, horizon: 452, middle: 640 })
  const wall = plan.wall ?? look.wall
  const back = plan.feature === 'back' ? look.feature : wall
  const side = plan.feature === 'side' ? mix(look.feature, look.wall, 0.35) : wall
  const room: Room = {
    width,
    depth,
    height,
    colours: { back, left: side, right: side },
    cladding: plan.cladding ?? {},
    floor: look.floor,
    floorColour: look.floorColour,
    ceiling: look.kind === 'farmhouse' || (look.kind === 'lane' && look.whim > 0.5) ? 'beams' : 'plain',
    ...plan.floor,
  }
  drawRoom(space, room)
  const openings = plan.openings.map(opening => mirrored ? mirror(opening, width) : opening)
  const shining = addWindows(space, room, openings, hour, random)
  const finish = () => {
    space.finish.push(() => {
      const halos = space.light.lamps.map(({ at, colour }) => lampHalo(space.point(at), space.scale(at), colour))
      space.sheet.add(haze(space, hour.shafts, [...shining, ...halos]))
      space.sheet.grain(0.18)
    })
    return space.render()
  }
  return { space, room, look, hour, random, x, turn, finish }
}

const lampHalo = (at: Point, scale: number, colour: Rgb) => ({ at, reach: scale * 1.15, colour: [255, 205, 140] as Rgb, strength: Math.min(0.5, colour[0] * 0.42) })

function mirror(opening: Opening, width: number): Opening {
  if (opening.wall === 'back') return { ...opening, from: width - opening.from - opening.width }
  return { ...opening, wall: opening.wall === 'left' ? 'right' : 'left' }
}

/** How this home dresses its windows. */
export function curtainsOf(look: Look): Curtains {
  if (look.style === 'industrial') return look.whim > 0.6 ? 'sheer' : 'none'
  if (look.windows === 'lattice') return 'none'
  return (['both', 'sheer', 'heavy', 'roman', 'both'] as const)[Math.floor(look.whim * 5)]!
}

/** What covers the main wall of this home. */
export function claddingOf(look: Look, random: Random): Cladding {
  const choices: Record<Look['style'], Cladding[]> = {
    calm: ['plain', 'plain', 'half', 'slats'],
    modern: ['plain', 'slats', 'plain', 'panels'],
    chinese: ['plain', 'slats', 'wainscot', 'plain'],
    vintage: ['wainscot', 'panels', 'half', 'plain'],
    rustic: ['boards', 'plain', 'plain', 'half'],
    industrial: ['brick', 'brick', 'plain'],
  }
  return random.pick(choices[look.style])
}

/** Colours for cupboards: wood, or painted in one of the colours of the home. */
export const cupboard = (look: Look, random: Random) => random.pick([look.wood, look.wood, mix(look.feature, look.wall, 0.2), '#efe8dc', mix(look.accent2, look.wall, 0.35)])
