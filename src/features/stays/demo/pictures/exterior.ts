import type { Random } from '../../../../kit/draw.ts'
import type { Site } from './facades.ts'
import type { V3 } from './light.ts'
import type { Kind, Look, View } from './look.ts'
import { timeOf } from './look.ts'
import { farmhouse, gabledVilla, laneHouse, modernVilla } from './low-houses.ts'
import { finishOpenAir, openAir } from './outdoors.ts'
import { factory, tower } from './town-houses.ts'

/** The house from outside. */
export function exterior(look: Look, random: Random): string {
  const time = timeOf(look, 'exterior', random)
  const draw: Record<Kind, (site: Site) => void> = { apartment: tower, lane: laneHouse, villa: random.chance(0.5) ? modernVilla : gabledVilla, farmhouse, loft: factory }
  const view: Record<Kind, View> = { apartment: 'skyline', lane: 'roofs', villa: random.pick(['mountain', 'garden', 'garden'] as const), farmhouse: 'mountain', loft: 'skyline' }
  const side = random.pick([-1, 1])
  const { far, horizon, turns: [least, most] } = stands[look.kind]
  const turn = side * random.between(least, most)
  const camera = { at: [-Math.sin(turn) * far * 0.9, 1.7, -far] as V3, yaw: turn, zoom: 980, horizon, middle: 640 }
  const space = openAir(look, random, { time, camera, view: view[look.kind], unit: look.kind === 'apartment' ? 1.2 : 1.5, sun: [side * 0.62, -0.72, 0.55] })
  draw[look.kind]({ space, random, look, lit: space.hour.lamp[0] > 0.3 })
  return finishOpenAir(space, [side > 0 ? 60 : 1220, 120])
}

/** Where the viewer stands: metres away, the height of the horizon on the picture, and how far round the corner in radians. */
const stands: Record<Kind, { far: number, horizon: number, turns: readonly [number, number] }> = {
  apartment: { far: 38, horizon: 780, turns: [0.3, 0.5] },
  lane: { far: 11, horizon: 650, turns: [0.08, 0.25] },
  villa: { far: 14.5, horizon: 640, turns: [0.2, 0.42] },
  farmhouse: { far: 13.5, horizon: 660, turns: [0.1, 0.3] },
  loft: { far: 17, horizon: 700, turns: [0.2, 0.5] },
}
