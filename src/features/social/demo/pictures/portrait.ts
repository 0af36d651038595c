import type { Age, Sex } from '../../../../core/accounts/index.ts'
import type { Scene } from './scene.ts'
import type { Hour, Canvas as Sheet } from './brush.ts'
import type { Shot } from './figure.ts'
import { inventLooks } from '../../../../core/accounts/index.ts'
import { seeded } from '../../../../kit/draw.ts'
import { Canvas, HEIGHT, WIDTH } from './brush.ts'
import { city } from './city.ts'
import { drawFigure, dressed } from './figure.ts'
import { indoors } from './indoors.ts'
import { outdoors } from './outdoors.ts'

const scenes: Record<string, Scene> = { ...outdoors, ...city, ...indoors }
export type Setting = keyof typeof outdoors | keyof typeof city | keyof typeof indoors
export const SETTINGS = Object.keys(scenes) as Setting[]

/** What is written down of a photo of somebody: who, where, and which of their photos there it is. */
export interface PortraitSpec { seed: string, sex: Sex, age: Age, setting: Setting, nth: number }

/** An SVG text of somebody, 960 × 1280. The same seed is the same face, wherever they are. */
export function drawPortrait({ seed, sex, age, setting, nth }: PortraitSpec): string {
  const random = seeded(`portrait ${seed} ${setting} ${nth}`)
  const scene = scenes[setting]!
  const hour: Hour = random.pick<Hour>(scene.hours)
  const shot = random.pick(scene.shots)
  const isMirrored = random.chance(0.5)
  const light = random.pick([-1, 1] as const)
  const canvas = new Canvas()
  const mirrored = (draw: () => void) => isMirrored ? canvas.group(`translate(${WIDTH} 0)scale(-1 1)`, draw) : draw()
  mirrored(() => {
    scene.back(canvas, random, hour)
    if (shot === 'whole') scene.floor?.(canvas, hour)
  })
  haze(canvas, hour, shot)
  const person = dressed(inventLooks(seed, { sex, age }), random, { weather: scene.weather, hour, isInside: scene.isInside ?? false, light })
  drawFigure(canvas, person, random, { shot, isInside: scene.isInside ?? false, ...placeOf(shot, random, scene) })
  mirrored(() => scene.front?.(canvas, random, hour, shot))
  finish(canvas, hour, light)
  return canvas.toString()
}

function placeOf(shot: Shot, random: ReturnType<typeof seeded>, { ground = HEIGHT }: Scene) {
  const aside = random.between(-1, 1)
  if (shot === 'near') return { x: WIDTH / 2 + aside * 40, y: random.between(560, 620), scale: random.between(2.15, 2.5) }
  if (shot === 'half') return { x: WIDTH / 2 + aside * 90, y: random.between(450, 520), scale: random.between(1.5, 1.72) }
  const scale = random.between(0.68, 0.77)
  return { x: WIDTH / 2 + aside * 120, y: ground - 1120 * scale, scale }
}

/** What is far away is paler, and the person stands out. */
function haze(canvas: Sheet, hour: Hour, shot: Shot): void {
  const colour = { day: '#f6f2e6', golden: '#fbe6c0', dusk: '#d9a9a4', night: '#3a3f66', lamp: '#f3dfc2', snow: '#f3f6f7' }[hour]
  canvas.rect(0, 0, WIDTH, HEIGHT, colour, { opacity: shot === 'near' ? 0.26 : shot === 'half' ? 0.16 : 0.08 })
}

const GLOWS: Record<Hour, readonly [warm: string, deep: string, strength: number]> = {
  day: ['#fff6dc', '#24403a', 0.16],
  golden: ['#ffd08a', '#4a2a1a', 0.26],
  dusk: ['#ffb48a', '#2a2448', 0.26],
  night: ['#ffc27a', '#0f1430', 0.3],
  lamp: ['#ffe2ae', '#2a180c', 0.24],
  snow: ['#ffffff', '#3a4a60', 0.16],
}

/** Light from one side over everything, and paper. */
function finish(canvas: Sheet, hour: Hour, light: -1 | 1): void {
  const [warm, deep, strength] = GLOWS[hour]
  canvas.rect(0, 0, WIDTH, HEIGHT, canvas.linear([[0, warm, strength], [0.5, warm, 0], [0.55, deep, 0], [1, deep, strength]], [light < 0 ? 0 : WIDTH, 100], [light < 0 ? WIDTH : 0, 1100]))
  canvas.rect(0, 900, WIDTH, 380, canvas.linear([[0, deep, 0], [1, deep, 0.3]], [0, 900], [0, HEIGHT]))
  canvas.grain(0.12)
}
