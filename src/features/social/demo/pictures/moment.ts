import { seeded } from '../../../../kit/draw.ts'
import { Canvas, HEIGHT, WIDTH } from './brush.ts'
import { homeMoments } from './moments-home.ts'
import { outMoments } from './moments-out.ts'

const moments = { ...homeMoments, ...outMoments }
export type Motif = keyof typeof moments

/** What is written down of an album picture without people. */
export interface MomentSpec { motif: Motif, seed: string }

/** An SVG text of what somebody likes, 960 × 1280; each seed another one. */
export function drawMoment({ motif, seed }: MomentSpec): string {
  const random = seeded(`moment ${motif} ${seed}`)
  const canvas = new Canvas()
  const draw = () => moments[motif](canvas, random)
  if (random.chance(0.5)) canvas.group(`translate(${WIDTH} 0)scale(-1 1)`, draw)
  else draw()
  canvas.rect(0, 0, WIDTH, HEIGHT, canvas.linear([[0, '#ffe9c4', 0.18], [0.5, '#ffe9c4', 0], [0.55, '#2a180c', 0], [1, '#2a180c', 0.22]], random.chance(0.5) ? [0, 0] : [WIDTH, 0], [WIDTH / 2, HEIGHT]))
  canvas.grain(0.12)
  return canvas.toString()
}
