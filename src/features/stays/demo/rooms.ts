import type { Random } from '../../../kit/draw.ts'
import { seeded } from '../../../kit/draw.ts'
import { balcony } from './pictures/balcony.ts'
import { bathroom } from './pictures/bathroom.ts'
import { bedroom } from './pictures/bedroom.ts'
import { courtyard } from './pictures/courtyard.ts'
import { exterior } from './pictures/exterior.ts'
import { kitchen } from './pictures/kitchen.ts'
import { living } from './pictures/living.ts'
import type { Kind, Look } from './pictures/look.ts'
import { lookOf } from './pictures/look.ts'
import { study } from './pictures/study.ts'

export const scenes = ['living', 'bedroom', 'kitchen', 'bathroom', 'balcony', 'study', 'courtyard', 'exterior'] as const
export type Scene = typeof scenes[number]

const draw: Record<Scene, (look: Look, random: Random) => string> = { living, bedroom, kitchen, bathroom, balcony, study, courtyard, exterior }

/** What all pictures of a home have in common. */
export const lookOfHome = (home: { seed: string, kind: Kind }): Look => lookOf(home.kind, seeded(`${home.seed}/look`))

/** An SVG text, 1280×960 (4:3), of one scene of the home with this seed; the same seed gives all scenes one palette and style. */
export function drawScene(home: { seed: string, kind: Kind }, scene: Scene): string {
  return draw[scene](lookOfHome(home), seeded(`${home.seed}/${scene}`))
}
