import type { PlannedPicture } from '../../../core/media/index.ts'
import type { DemoHome } from './homes/home.ts'
import type { Kind, Look } from './pictures/look.ts'
import type { Scene } from './rooms.ts'
import { lit, mix } from '../../../kit/draw.ts'
import { hours } from './pictures/look.ts'
import { drawScene, lookOfHome } from './rooms.ts'

/** What is written down of a picture until somebody looks at it. */
interface RoomSpec { home: { seed: string, kind: Kind }, scene: Scene }

export const drawRoom = ({ home, scene }: RoomSpec) => drawScene(home, scene)

/** The pictures of a home, the cover first. */
export function planRooms(home: DemoHome, seed: string): PlannedPicture[] {
  const drawn = seedThatFits(home, seed)
  const look = lookOfHome(drawn)
  return home.scenes.map(scene => ({ kind: 'room', spec: { home: drawn, scene } satisfies RoomSpec, width: 1280, height: 960, color: colourOf(look, scene) }))
}

const TRIES = 2000

/** The seed decides how a home looks; this is the first that makes it look as its text says. */
function seedThatFits({ title, kind, look: wanted = {} }: DemoHome, seed: string): RoomSpec['home'] {
  for (let i = 0; i < TRIES; i++) {
    const home = { seed: `${seed} ${title} ${i}`, kind }
    const { view, time, style } = lookOfHome(home)
    const timeFits = wanted.time ? time === wanted.time : time !== 'rain' && time !== 'evening'
    if (timeFits && (!wanted.view || view === wanted.view) && (!wanted.style || style === wanted.style)) return home
  }
  throw new Error(`demo: no ${kind} can look like "${title}"`)
}

/** About the colour that fills most of a picture, to show while it loads. */
function colourOf(look: Look, scene: Scene): string {
  const hour = hours[look.time]
  if (scene === 'exterior' || scene === 'courtyard' || scene === 'balcony') return mix(hour.sky[1], look.wall, 0.3)
  return lit(mix(look.wall, look.floorColour, 0.25), look.time === 'evening' ? [0.62, 0.54, 0.48] : [0.97, 0.95, 0.92])
}
