import type { Paint } from './easel.ts'
import { mix } from '../../../../kit/draw.ts'
import { Easel, FLOOR, SIDE } from './easel.ts'
import * as gadgets from './gadgets.ts'
import * as household from './household.ts'
import * as pantry from './pantry.ts'
import * as wear from './wear.ts'

const things = { ...gadgets, ...household, ...pantry, ...wear }

/** What there are drawings of. */
export type Thing = keyof typeof things

/** alone: before plain paper; pair: two of them on a table; near: a part of it, close by. */
export type View = 'alone' | 'pair' | 'near'

/** What is written down of a picture until somebody looks at it. */
export interface GoodsSpec { thing: Thing, paint: Paint, view: View, /** Colour of the paper behind. */ paper: string }

/** A picture of a product, 1000 × 1000. */
export function drawGoods({ thing, paint, view, paper }: GoodsSpec): string {
  const easel = new Easel()
  backdrop(easel, paper, view === 'pair')
  const draw = things[thing]
  if (view === 'alone') draw(easel, paint)
  else if (view === 'near') within(easel, 'translate(-420 -330) scale(1.75)', () => draw(easel, paint))
  else {
    within(easel, `translate(330 ${FLOOR * 0.36}) scale(.62)`, () => draw(easel, { main: paint.second, second: paint.main }))
    within(easel, `translate(20 ${FLOOR * 0.3}) scale(.72)`, () => draw(easel, paint))
  }
  easel.grain(0.05)
  return easel.toString()
}

/** A wide picture for an advertisement: three things in a row on coloured paper. */
export interface AdSpec { things: { thing: Thing, paint: Paint }[], paper: string, width: number, height: number }

export function drawAd({ things: shown, paper, width, height }: AdSpec): string {
  const inside = new Easel(width, height)
  inside.path(`M0 0H${width}V${height}H0z`, inside.linear([[0, mix(paper, '#ffffff', 0.35)], [1, paper]], [0, 0], [width, height]))
  inside.ellipse(width * 0.12, height * 0.1, height * 0.9, height * 0.9, mix(paper, '#ffffff', 0.55), 0.5)
  inside.ellipse(width * 0.74, height * 1.02, width * 0.34, height * 0.34, mix(paper, '#1c1410', 0.16), 0.5)
  const scale = (height * 0.86) / SIDE
  for (const [i, { thing, paint }] of shown.entries()) {
    const own = scale * (i === 1 ? 1.06 : 0.86)
    const middle = width * (0.48 + i * 0.2)
    within(inside, `translate(${Math.round(middle - own * SIDE / 2)} ${Math.round(height * 0.9 - FLOOR * own)}) scale(${own.toFixed(3)})`, () => things[thing](inside, paint))
  }
  inside.grain(0.04)
  return inside.toString()
}

function backdrop(easel: Easel, paper: string, table: boolean): void {
  const all = `M0 0H${SIDE}V${SIDE}H0z`
  easel.path(all, easel.radial([[0, mix(paper, '#ffffff', 0.55)], [1, paper]], [420, 380], 820))
  if (table) {
    easel.path(`M0 ${FLOOR - 60}H${SIDE}V${SIDE}H0z`, easel.linear([[0, '#d9b78c'], [1, '#b98f63']]))
    for (const y of [818, 876, 942]) easel.stroke(`M0 ${y}C260 ${y - 14} 640 ${y + 12} ${SIDE} ${y - 6}`, '#8a6238', 3, { opacity: 0.25 })
  } else {
    easel.path(`M0 ${FLOOR + 10}C320 ${FLOOR - 30} 680 ${FLOOR - 30} ${SIDE} ${FLOOR + 10}V${SIDE}H0z`, mix(paper, '#1c1410', 0.05), { opacity: 0.5 })
  }
}

function within(easel: Easel, transform: string, draw: () => void): void {
  easel.add(`<g transform="${transform}">`)
  draw()
  easel.add('</g>')
}
