import type { Point } from '../../../../kit/draw.ts'
import { mix } from '../../../../kit/draw.ts'
import type { Panel } from './panel.ts'
import { smallPlant, vase, vaseWith } from './plants.ts'
import { turned } from './round.ts'
import { legs } from './seating.ts'
import type { Space } from './space.ts'

/** Wood grain along the longer side. */
export function grain(panel: Panel): void {
  const { random } = panel.space
  const long = panel.width > panel.height
  for (let i = 0; i < 4; i++) {
    const t = random.between(0.1, 0.9)
    const [a, b] = [random.between(0, 0.4), random.between(0.6, 1)]
    panel.line(long ? [[a * panel.width, t * panel.height], [b * panel.width, t * panel.height]] : [[t * panel.width, a * panel.height], [t * panel.width, b * panel.height]], '#2a1408', 0.006, 0.16)
  }
}

export type CoffeeStyle = 'round' | 'slab' | 'drum' | 'pair' | 'shelf'

/** A low table with what lies on it. */
export function coffeeTable(space: Space, style: CoffeeStyle): void {
  const { look, random } = space
  const stone = random.pick(['#d9d2c8', '#c7beb2', '#8d857c'])
  switch (style) {
    case 'round':
      for (const angle of [0.4, 2.5, 4.6]) space.box(Math.cos(angle) * 0.3, 0, Math.sin(angle) * 0.3, 0.045, 0.36, 0.045, look.wood, { shadow: false })
      turned(space, 0, 0.36, 0, [[0.44, 0], [0.46, 0.04]], look.wood)
      return onTable(space, 0, 0.4, 0, 0.5)
    case 'slab':
      for (const x of [-0.42, 0.42]) space.box(x, 0, 0, 0.09, 0.3, 0.5, look.wood)
      space.box(0, 0.3, 0, 1.2, 0.06, 0.6, look.wood, { on: { top: grain } })
      return onTable(space, 0, 0.36, 0, 0.9)
    case 'drum':
      turned(space, 0, 0, 0, [[0.4, 0], [0.42, 0.04], [0.42, 0.32], [0.4, 0.35]], stone, { gloss: 0.12 })
      return onTable(space, 0, 0.35, 0, 0.45)
    case 'pair':
      turned(space, -0.22, 0, 0.06, [[0.13, 0], [0.1, 0.2], [0.13, 0.4], [0.4, 0.4], [0.4, 0.43]], look.wood)
      onTable(space, -0.22, 0.43, 0.06, 0.4)
      return turned(space, 0.4, 0, -0.16, [[0.24, 0], [0.26, 0.05], [0.26, 0.29], [0.24, 0.31]], stone)
    case 'shelf':
      legs(space, 1.1, 0.6, 0.36, 0.04, look.metal)
      space.box(0, 0.13, 0, 1.04, 0.02, 0.54, look.wood, { on: { top: panel => books(panel, 0.2, 0.15) } })
      space.box(0, 0.36, 0, 1.1, 0.03, 0.6, look.wood, { on: { top: grain } })
      return onTable(space, 0, 0.39, 0, 0.8)
  }
}

function books(panel: Panel, u: number, v: number): void {
  panel.rect(u, v, 0.26, 0.2, panel.space.look.accent)
  panel.rect(u + 0.02, v + 0.03, 0.22, 0.15, '#f0e6d4')
}

/** A few things on a table top of this width. */
export function onTable(space: Space, x: number, y: number, z: number, width: number): void {
  const { random } = space
  const first = random.pick(['vase', 'plant', 'tea', 'bowl'])
  if (first === 'vase') vaseWith(space, x - width * 0.22, y, z + 0.05, random.between(0.42, 0.62))
  else if (first === 'plant') smallPlant(space, x - width * 0.22, y, z + 0.05, 0.3)
  else if (first === 'tea') teaSet(space, x - width * 0.12, y, z)
  else fruitBowl(space, x - width * 0.2, y, z)
  if (width > 0.42) bookPile(space, x + width * 0.26, y, z - 0.04)
}

export function bookPile(space: Space, x: number, y: number, z: number, count = 3): void {
  const { look, random } = space
  for (let i = 0; i < count; i++) {
    space.place(x, z, random.between(-14, 14), () => space.box(0, 0, 0, 0.24 - i * 0.025, 0.028, 0.17 - i * 0.015, random.pick([look.accent, look.accent2, '#efe6d6', look.fabric2, '#4b4641']), { shadow: false, on: { front: panel => panel.rect(0.006, 0.006, panel.width - 0.012, 0.016, '#f3ecdd') } }), y + i * 0.028)
  }
}

export function fruitBowl(space: Space, x: number, y: number, z: number): void {
  const { random } = space
  for (const [dx, dz] of [[-0.05, 0.02], [0.045, 0.03], [0, -0.02]] as const) ball(space, x + dx, y + 0.06, z + dz, 0.045, random.pick(['#d98a3a', '#c8553a', '#a9b04c', '#dca93f']))
  turned(space, x, y, z - 0.001, [[0.05, 0], [0.1, 0.03], [0.14, 0.085]], random.pick(['#e9dfcf', '#5a4a3e', space.look.accent2]), { smooth: true, top: 'open', filling: '#4a382a', shadow: false })
}

export function ball(space: Space, x: number, y: number, z: number, r: number, colour: string): void {
  const profile = Array.from({ length: 7 }, (_, i): Point => [Math.max(0.01, r * Math.sin(Math.PI * i / 6)), r - r * Math.cos(Math.PI * i / 6)])
  turned(space, x, y, z, profile, colour, { smooth: true, gloss: 0.2, shadow: false })
}

export function cup(space: Space, x: number, y: number, z: number, colour = '#f2ebe0', size = 1): void {
  turned(space, x, y, z, [[0.022 * size, 0], [0.034 * size, 0.02 * size], [0.038 * size, 0.055 * size]], colour, { top: 'open', filling: '#9a6a3a', shadow: false })
}

/** A tray with a pot and cups. */
export function teaSet(space: Space, x: number, y: number, z: number): void {
  const clay = space.random.pick(['#8a4a36', '#5f5a52', '#d9d2c3', '#6f7f74'])
  space.box(x, y, z, 0.46, 0.025, 0.28, mix(space.look.wood, '#2a1810', 0.35), { shadow: false, on: { top: grain } })
  turned(space, x - 0.09, y + 0.025, z + 0.03, [[0.045, 0], [0.075, 0.035], [0.07, 0.08], [0.035, 0.1], [0.03, 0.105], [0.012, 0.125]], clay, { smooth: true, gloss: 0.25, shadow: false })
  space.box(x - 0.185, y + 0.08, z + 0.03, 0.06, 0.018, 0.018, clay, { shadow: false, soft: 0.006 })
  for (const [dx, dz] of [[0.07, 0.05], [0.15, 0.01], [0.08, -0.06]] as const) cup(space, x + dx, y + 0.025, z + dz, mix(clay, '#fff6e8', 0.6), 0.85)
}

// ── Cupboards and shelves ─────────────────────────────────────────────────

export type Front = 'doors' | 'drawers' | 'slats' | 'cane'

/** Doors or drawers painted on the front of a box. */
export function front(kind: Front, count: number, handle: string): (panel: Panel) => void {
  return (panel) => {
    const { width: w, height: h } = panel
    const step = w / count
    for (let i = 0; i < count; i++) {
      if (kind === 'cane') panel.rect(i * step + 0.05, 0.05, step - 0.1, h - 0.1, '#e2c797', 0, 0.85)
      if (i) panel.line([[i * step, 0.01], [i * step, h - 0.01]], '#1f120a', 0.007, 0.5)
      if (kind === 'drawers') {
        for (const share of [1 / 3, 2 / 3]) panel.line([[i * step, h * share], [(i + 1) * step, h * share]], '#1f120a', 0.007, 0.45)
        for (const share of [1 / 6, 0.5, 5 / 6]) panel.line([[(i + 0.42) * step, h * share], [(i + 0.58) * step, h * share]], handle, 0.014)
      } else {
        const u = i % 2 ? i * step + 0.05 : (i + 1) * step - 0.05
        panel.line([[u, h * 0.45], [u, h * 0.62]], handle, 0.014)
      }
    }
    if (kind === 'slats') for (let u = 0.03; u < w; u += 0.035) panel.line([[u, 0.03], [u, h - 0.03]], '#1f120a', 0.01, 0.28)
  }
}

export function sideboard(space: Space, width: number, height: number, colour: string, kind: Front = space.random.pick(['doors', 'drawers', 'slats', 'cane'] as const)): void {
  const { look } = space
  legs(space, width - 0.1, 0.38, 0.16, 0.035, look.metal)
  space.box(0, 0.16, 0, width, height - 0.16, 0.42, colour, { on: { front: front(kind, Math.max(2, Math.round(width / 0.5)), look.metal), top: grain } })
}

export function bookcase(space: Space, width: number, height: number, colour: string, depth = 0.3): void {
  const thick = 0.03
  const shelves = Math.round(height / 0.4)
  space.box(0, 0, depth / 2 - 0.01, width, height, 0.02, mix(colour, '#2a1a10', 0.22))
  for (const side of [-1, 1]) space.box(side * (width - thick) / 2, 0, -0.01, thick, height, depth - 0.02, colour)
  const step = (height - thick) / shelves
  for (let i = 0; i <= shelves; i++) {
    space.box(0, i * step, -0.01, width - 2 * thick, thick, depth - 0.02, colour, { shadow: false })
    if (i < shelves) shelfRow(space, width - 2 * thick - 0.04, i * step + thick, step - thick - 0.05, depth)
  }
}

/** Books and a few other things side by side. */
export function shelfRow(space: Space, width: number, y: number, high: number, depth: number): void {
  const { random, look } = space
  let x = -width / 2
  while (x < width / 2 - 0.12) {
    const what = random.pick(['books', 'books', 'books', 'vase', 'vase', 'box', 'gap', 'gap', 'gap', random.chance(0.4) ? 'plant' : 'gap'])
    const wide = Math.min(what === 'books' ? random.between(0.16, 0.42) : 0.2, width / 2 - x)
    if (what === 'books') {
      const spines = bookSpines(space, wide)
      space.box(x + wide / 2, y, 0, wide, high * random.between(0.68, 0.95), depth * 0.6, spines[0]!.colour, { shadow: false, on: { front: (panel) => {
        for (const colour of new Set(spines.map(spine => spine.colour))) panel.rects(spines.filter(spine => spine.colour === colour).map(({ u, w }) => [u, 0, w, panel.height]), colour)
        panel.lines(spines.map(({ u }) => [[u, 0], [u, panel.height]]), '#1c110a', 0.006, 0.3)
        panel.lines(spines.filter((_, i) => i % 2).map(({ u, w }) => [[u + w * 0.35, panel.height * 0.66], [u + w * 0.65, panel.height * 0.66]]), '#fff3de', 0.02, 0.5)
      } } })
    } else if (what === 'vase') vase(space, x + 0.1, y, -0.03, high * random.between(0.55, 0.85), random.pick([look.accent, '#efe6d8', look.accent2, look.fabric2]))
    else if (what === 'plant') smallPlant(space, x + 0.1, y, -0.05, high * 0.95)
    else if (what === 'box') space.box(x + 0.1, y, 0, 0.18, high * 0.5, depth * 0.6, random.pick([look.fabric2, mix(look.wood, '#e9d2a8', 0.5), look.accent2]), { shadow: false })
    x += wide + 0.02
  }
}

function bookSpines(space: Space, wide: number): { colour: string, u: number, w: number }[] {
  const { random, look } = space
  const colours = random.shuffle([look.accent, look.accent2, look.fabric2, '#efe4d0', '#5a5048', look.feature, '#c9b79c', '#7a6552']).slice(0, 4)
  const list = []
  for (let u = 0; u < wide - 0.004;) {
    const w = Math.min(random.between(0.028, 0.055), wide - u)
    list.push({ colour: random.pick(colours), u, w })
    u += w
  }
  return list
}

/** A board on the wall at z with a few things on it. */
export function wallShelf(space: Space, x: number, y: number, z: number, width: number): void {
  space.box(x, y, z - 0.11, width, 0.035, 0.22, space.look.wood)
  space.place(x, z - 0.11, 0, () => shelfRow(space, width - 0.06, y + 0.035, 0.26, 0.22))
}

export function sideTable(space: Space, style: 'drum' | 'legs' | 'pedestal' = space.random.pick(['drum', 'legs', 'pedestal'] as const)): number {
  const { look } = space
  if (style === 'drum') turned(space, 0, 0, 0, [[0.17, 0], [0.2, 0.05], [0.2, 0.42], [0.17, 0.46]], look.accent2, { gloss: 0.12 })
  else if (style === 'pedestal') turned(space, 0, 0, 0, [[0.16, 0], [0.16, 0.02], [0.025, 0.04], [0.025, 0.48], [0.23, 0.48], [0.23, 0.51]], look.metal)
  else {
    legs(space, 0.4, 0.4, 0.48, 0.03, look.wood)
    space.box(0, 0.48, 0, 0.44, 0.03, 0.44, look.wood, { on: { top: grain } })
  }
  return style === 'drum' ? 0.46 : 0.51
}

/** A dining table; returns nothing, chairs are placed by the scene. */
export function diningTable(space: Space, width: number, depth: number, style: 'legs' | 'round' | 'trestle'): void {
  const { look } = space
  if (style === 'round') return turned(space, 0, 0, 0, [[0.3, 0], [0.3, 0.03], [0.07, 0.08], [0.07, 0.66], [width / 2, 0.7], [width / 2, 0.74]], look.wood)
  if (style === 'legs') legs(space, width - 0.06, depth - 0.06, 0.7, 0.06, look.wood)
  else for (const side of [-1, 1]) space.box(side * (width / 2 - 0.28), 0, 0, 0.07, 0.7, depth - 0.24, look.wood)
  space.box(0, 0.7, 0, width, 0.045, depth, look.wood, { on: { top: grain } })
}
