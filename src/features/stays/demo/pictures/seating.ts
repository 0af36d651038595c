import { element, mix, short } from '../../../../kit/draw.ts'
import type { Panel } from './panel.ts'
import type { Space } from './space.ts'

/** Every piece stands around its own origin with its front towards -z; lengths in metres. */

export type SofaStyle = 'block' | 'legs' | 'round' | 'wood'

export function legs(space: Space, width: number, depth: number, height: number, thick: number, colour: string): void {
  for (const x of [-1, 1]) {
    for (const z of [-1, 1]) space.box(x * (width / 2 - thick), 0, z * (depth / 2 - thick), thick, height, thick, colour, { shadow: false })
  }
}

export function sofa(space: Space, width: number, style: SofaStyle, colour: string): void {
  const { look } = space
  const deep = 0.92
  const foot = { block: 0.05, legs: 0.17, round: 0.08, wood: 0.27 }[style]
  const arm = style === 'wood' ? 0.07 : style === 'round' ? 0.26 : 0.2
  const soft = style === 'round' ? 0.09 : 0.045
  const inner = width - 2 * arm
  const seats = inner > 1.7 ? 3 : inner > 1.1 ? 2 : 1
  if (style === 'legs' || style === 'wood') legs(space, width - 0.1, deep - 0.1, foot, 0.045, look.wood)
  else space.box(0, 0, 0, width - 0.16, foot, deep - 0.16, '#3a2d24')
  if (style === 'wood') woodFrame(space, width, deep, foot)
  else {
    space.box(0, foot, 0, width, 0.2, deep, mix(colour, '#3a2a1e', 0.12), { soft: 0.03 })
    for (const side of [-1, 1]) space.box(side * (width - arm) / 2, foot + 0.2, 0, arm, style === 'block' ? 0.3 : 0.36, deep, colour, { soft, on: side > 0 && look.whim > 0.5 ? throwOver(space) : {} })
    space.box(0, foot + 0.2, deep / 2 - 0.1, inner, 0.5, 0.2, colour, { soft })
  }
  const top = foot + (style === 'wood' ? 0.08 : 0.2)
  for (let i = 0; i < seats; i++) {
    const wide = inner / seats
    const x = -inner / 2 + wide * (i + 0.5)
    space.box(x, top, -0.1 + (style === 'wood' ? 0.08 : 0), wide - 0.012, 0.19, deep - 0.24, mix(colour, '#ffffff', 0.06), { soft: 0.05 })
    space.box(x, top + 0.19, deep / 2 - 0.28, wide - 0.02, 0.4, 0.17, mix(colour, '#ffffff', 0.1), { soft: 0.07 })
  }
  const pillows = width > 1.6 ? space.random.int(2, 4) : 1
  const places = space.random.shuffle([-0.84, -0.56, 0.55, 0.82]).slice(0, pillows)
  for (const [i, share] of places.sort().entries()) pillow(space, share * inner / 2, top + 0.19, deep / 2 - 0.42 - (i % 2) * 0.05, 0.44)
}

function woodFrame(space: Space, width: number, deep: number, foot: number): void {
  const { wood } = space.look
  space.box(0, foot, 0, width, 0.08, deep, wood)
  for (const side of [-1, 1]) {
    space.box(side * (width / 2 - 0.035), 0.62, 0, 0.075, 0.045, deep, wood)
    for (const z of [-0.4, -0.13, 0.14, 0.41]) space.box(side * (width / 2 - 0.035), foot + 0.08, z, 0.04, 0.62 - foot - 0.08, 0.04, wood, { shadow: false })
  }
  space.box(0, 0.84, deep / 2 - 0.03, width, 0.06, 0.05, wood)
  space.box(0, foot + 0.08, deep / 2 - 0.03, width, 0.1, 0.04, wood)
  for (let x = -width / 2 + 0.05; x < width / 2; x += 0.16) space.box(x, foot + 0.18, deep / 2 - 0.03, 0.025, 0.84 - foot - 0.18, 0.025, wood, { shadow: false })
}

/** A blanket laid over an arm, as painting on its sides. */
function throwOver(space: Space) {
  const colour = mix(space.look.accent2, space.look.fabric, 0.35)
  const band = (from: number, to: number) => (panel: Panel) => {
    panel.rect(0, panel.height * from, panel.width, panel.height * (to - from), colour)
    for (let v = from + 0.03; v < to; v += 0.1) panel.line([[0, panel.height * v], [panel.width, panel.height * v]], mix(colour, '#fff5e6', 0.6), 0.012, 0.6)
  }
  const sideways = (panel: Panel) => {
    panel.rect(panel.width * 0.3, panel.height * 0.1, panel.width * 0.45, panel.height * 0.92, colour, 0.01)
    for (let u = 0.33; u < 0.75; u += 0.1) panel.line([[panel.width * u, panel.height * 0.1], [panel.width * u, panel.height]], mix(colour, '#fff5e6', 0.6), 0.012, 0.6)
  }
  return { top: band(0.3, 0.75), right: sideways, left: sideways }
}

/** A cushion leaning on what is behind it. */
export function pillow(space: Space, x: number, y: number, z: number, size: number, colour?: string): void {
  const { random, look } = space
  const base = colour ?? random.pick([look.accent, look.accent, look.accent2, look.fabric2, mix(look.accent, look.fabric, 0.6), '#f4ede1'])
  const pattern = random.pick(['plain', 'plain', 'stripes', 'piping', 'band'])
  const lean = random.between(-9, 9)
  space.sprite(x, y, z, { width: size, height: size * 0.92 }, (tint) => {
    const outline = 'M-21 -1Q0 3 21 -1Q23 -2 22.5 -5Q19.5 -20 23 -37Q23.5 -41 20 -40.5Q0 -37 -20 -40.5Q-23.5 -41 -23 -37Q-19.5 -20 -22.5 -5Q-23 -2 -21 -1Z'
    const marks = {
      plain: '',
      stripes: [-12, -6, 0, 6, 12].map(u => `M${u} 0Q${u * 0.9} -20 ${u * 1.06} -39`).join(''),
      piping: 'M-20 -2.4Q0 1.4 20 -2.4Q17.4 -20 20.6 -38.6Q0 -35 -20.6 -38.6Q-17.4 -20 -20 -2.4',
      band: 'M-21 -14Q0 -11 21 -14M-20.6 -18Q0 -15 20.6 -18M-21 -26Q0 -23 21 -26',
    }[pattern]!
    const shadow = element('ellipse', { 'cx': 0, 'cy': 0, 'rx': 24, 'ry': 3.2, 'fill': '#2a1b12', 'fill-opacity': 0.22 })
    const body = element('path', { d: outline, fill: space.sheet.linear([[0, tint(base, 0.3)], [0.55, tint(base)], [1, tint(base, -0.35)]]) })
    const mark = marks && element('path', { 'd': marks, 'fill': 'none', 'stroke': tint(mix(base, base > '#d' ? '#6d5a48' : '#fff4e4', 0.6)), 'stroke-width': 1.1, 'stroke-opacity': 0.75 })
    const fold = element('path', { 'd': 'M-19 -36Q-12 -30 -10 -22M19 -36Q13 -30 11 -24M-20 -4Q-15 -7 -12 -12', 'fill': 'none', 'stroke': '#2a1b12', 'stroke-width': 1, 'stroke-opacity': 0.13, 'stroke-linecap': 'round' })
    return shadow + element('g', { transform: `scale(${short(size / 0.45 * 10)} ${short(size / 0.45 * 10)}) scale(.1) rotate(${short(lean)})` }, body + mark + fold)
  })
}

export function armchair(space: Space, colour: string, style: 'shell' | 'wood' | 'club' | 'rattan'): void {
  const { look } = space
  if (style === 'club') {
    space.box(0, 0.06, 0, 0.82, 0.22, 0.8, mix(colour, '#3a2a1e', 0.12), { soft: 0.04 })
    for (const side of [-1, 1]) space.box(side * 0.33, 0.28, 0, 0.17, 0.3, 0.8, colour, { soft: 0.07 })
    space.box(0, 0.28, 0.3, 0.48, 0.46, 0.2, colour, { soft: 0.07 })
    space.box(0, 0.28, -0.08, 0.48, 0.17, 0.6, mix(colour, '#ffffff', 0.08), { soft: 0.05 })
    return pillow(space, 0, 0.45, 0.14, 0.38)
  }
  if (style === 'shell') {
    legs(space, 0.6, 0.58, 0.24, 0.035, look.wood)
    space.box(0, 0.24, -0.02, 0.72, 0.2, 0.66, colour, { soft: 0.09 })
    space.box(0, 0.42, 0.26, 0.72, 0.42, 0.16, colour, { soft: 0.08 })
    for (const side of [-1, 1]) space.box(side * 0.32, 0.42, 0.04, 0.11, 0.18, 0.46, colour, { soft: 0.05 })
    return
  }
  const frame = style === 'rattan' ? mix(look.wood, '#e3bf86', 0.55) : look.wood
  legs(space, 0.68, 0.7, 0.56, 0.04, frame)
  for (const side of [-1, 1]) space.box(side * 0.31, 0.56, 0, 0.06, 0.04, 0.74, frame)
  space.box(0, 0.28, 0, 0.62, 0.05, 0.66, frame)
  space.box(0, 0.33, -0.03, 0.56, 0.13, 0.6, colour, { soft: 0.05 })
  space.box(0, 0.46, 0.27, 0.54, 0.42, 0.12, style === 'rattan' ? frame : colour, { soft: 0.05, on: style === 'rattan' ? { front: cane, back: cane } : {} })
  if (style === 'rattan') pillow(space, 0, 0.46, 0.16, 0.38)
}

/** Woven cane. */
function cane(panel: Panel): void {
  for (let u = 0.04; u < panel.width; u += 0.045) panel.line([[u, 0.02], [u, panel.height - 0.02]], '#5a3a1c', 0.008, 0.4)
  for (let v = 0.04; v < panel.height; v += 0.045) panel.line([[0.02, v], [panel.width - 0.02, v]], '#5a3a1c', 0.008, 0.4)
}

export type ChairStyle = 'spindle' | 'panel' | 'cane' | 'upholstered' | 'ming'

export function chair(space: Space, style: ChairStyle, wood: string, colour: string): void {
  legs(space, 0.42, 0.42, 0.44, 0.035, wood)
  if (style === 'upholstered') space.box(0, 0.42, 0, 0.46, 0.09, 0.46, colour, { soft: 0.03 })
  else space.box(0, 0.43, 0, 0.44, 0.035, 0.44, wood)
  if (style === 'spindle' || style === 'cane') space.box(0, 0.465, -0.01, 0.4, 0.03, 0.4, colour, { soft: 0.012, shadow: false })
  const back = 0.2
  if (style === 'upholstered') return space.box(0, 0.51, back, 0.44, 0.36, 0.06, colour, { soft: 0.03 })
  for (const side of [-1, 1]) space.box(side * 0.19, 0.46, back, 0.03, style === 'ming' ? 0.56 : 0.4, 0.03, wood, { shadow: false })
  if (style === 'spindle') for (const x of [-0.11, -0.037, 0.037, 0.11]) space.box(x, 0.46, back, 0.014, 0.37, 0.014, wood, { shadow: false })
  if (style === 'panel') space.box(0, 0.62, back, 0.36, 0.2, 0.02, wood)
  if (style === 'cane') space.box(0, 0.56, back, 0.36, 0.27, 0.015, mix(wood, '#ead0a0', 0.6), { on: { front: cane, back: cane } })
  if (style === 'ming') space.box(0, 0.47, back, 0.12, 0.53, 0.015, wood)
  space.box(0, style === 'ming' ? 0.99 : 0.83, back, style === 'ming' ? 0.5 : 0.42, 0.05, 0.035, wood)
}

export function stool(space: Space, height: number, wood: string, seat: string): void {
  legs(space, 0.34, 0.34, height - 0.05, 0.03, wood)
  for (const z of [-0.14, 0.14]) space.box(0, height * 0.34, z, 0.25, 0.022, 0.022, wood, { shadow: false })
  space.box(0, height - 0.05, 0, 0.38, 0.06, 0.38, seat, { soft: 0.025 })
}

export function bench(space: Space, width: number, colour: string, wood: string): void {
  legs(space, width - 0.1, 0.36, 0.4, 0.04, wood)
  space.box(0, 0.38, 0, width, 0.04, 0.4, wood)
  space.box(0, 0.42, 0, width - 0.04, 0.07, 0.37, colour, { soft: 0.03 })
}
