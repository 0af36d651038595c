import type { Point, Random } from '../../../../kit/draw.ts'
import { element, mix, Pen, polygon, short } from '../../../../kit/draw.ts'
import { turned } from './round.ts'
import type { Space } from './space.ts'

export type Plant = 'monstera' | 'rubber' | 'snake' | 'palm' | 'olive' | 'fern' | 'bamboo' | 'bonsai' | 'trailing' | 'pampas' | 'branch' | 'flowers'

type Tint = (colour: string, lighter?: number) => string
type Draw = (tint: Tint, random: Random, colour: string, accent: string) => string

/** How tall each kind grows, in centimetres, at its natural size. */
const heights: Record<Plant, number> = { monstera: 120, rubber: 150, snake: 75, palm: 150, olive: 160, fern: 55, bamboo: 180, bonsai: 45, trailing: 30, pampas: 75, branch: 85, flowers: 40 }
const floorPlants = ['monstera', 'rubber', 'palm', 'olive', 'snake'] as const
const tablePlants = ['fern', 'snake', 'bonsai', 'trailing'] as const

/** A plant standing on the floor in its pot, as tall as said (metres, with pot). */
export function pottedPlant(space: Space, x: number, z: number, tall: number, kind: Plant = space.random.pick(floorPlants), y = 0): void {
  const pot = tall > 0.7 ? 0.2 + tall * 0.07 : tall * 0.36
  flowerPot(space, x, y, z, pot * 0.62, pot)
  growing(space, x, y + pot * 0.94, z, kind, tall - pot)
}

/** A small plant for tables, shelves and sills. */
export function smallPlant(space: Space, x: number, y: number, z: number, tall = 0.35): void {
  pottedPlant(space, x, z, tall, space.random.pick(tablePlants), y)
}

/** Twigs, grass or flowers in a vase. */
export function vaseWith(space: Space, x: number, y: number, z: number, tall: number, kind: Plant = space.random.pick(['branch', 'pampas', 'flowers', 'branch'] as const)): void {
  const { random, look } = space
  const high = tall * (kind === 'flowers' ? 0.5 : 0.38)
  vase(space, x, y, z, high, random.pick([look.fabric, '#f3ede2', look.accent, look.accent2, '#4a4540']))
  growing(space, x, y + high * 0.97, z, kind, tall - high)
}

export function vase(space: Space, x: number, y: number, z: number, high: number, colour: string): void {
  const profiles: Point[][] = [
    [[0.5, 0], [0.9, 0.3], [0.8, 0.65], [0.32, 0.85], [0.42, 1]],
    [[0.4, 0], [0.62, 0.35], [0.55, 0.8], [0.36, 0.92], [0.46, 1]],
    [[0.6, 0], [1.05, 0.35], [0.95, 0.6], [0.45, 0.9], [0.5, 1]],
    [[0.45, 0], [0.5, 0.5], [0.5, 1]],
  ]
  const profile = space.random.pick(profiles).map(([r, h]): Point => [r * high * 0.42, h * high])
  turned(space, x, y, z, profile, colour, { top: 'open', smooth: true, gloss: 0.25, shadow: false })
}

export function flowerPot(space: Space, x: number, y: number, z: number, radius: number, high: number): void {
  const { random, look } = space
  const colour = random.pick(['#c17f5a', '#efe7da', look.accent2, look.fabric2, '#55504a', '#d9cdbb', look.accent])
  const profile: Point[] = random.pick<Point[]>([
    [[0.68, 0], [0.95, 0.85], [1.02, 0.85], [1.02, 1]],
    [[0.8, 0], [1, 0.5], [0.92, 1]],
    [[0.92, 0], [0.95, 1]],
    [[0.55, 0], [0.98, 0.45], [0.9, 1]],
  ]).map(([r, h]): Point => [r * radius, h * high])
  turned(space, x, y, z, profile, colour, { top: 'open', filling: '#4b3527', gloss: 0.12 })
}

/** The leaves alone, from a place upwards (trailing ones downwards). */
export function growing(space: Space, x: number, y: number, z: number, kind: Plant, tall: number): void {
  const { random, look } = space
  const colour = mix(look.leaf, random.pick(['#4d6b4a', '#8b9c58', '#3f6a58']), random.between(0, 0.5))
  const size = tall * 100 / heights[kind]
  const drop = kind === 'trailing' ? tall * 2.2 : 0
  space.sprite(x, y, z, { width: Math.min(1.1, tall * 0.8), height: tall, drop }, tint => element('g', { transform: `scale(${short(size)})` }, plants[kind](tint, random, colour, look.accent)))
  if (tall > 0.6) space.light.block(...shadowOf(space, x, y, z, tall))
}

function shadowOf(space: Space, x: number, y: number, z: number, tall: number) {
  const [cx, cy, cz] = space.world([x, y, z])
  const half = tall * 0.17
  return [[cx - half, cy + tall * 0.3, cz - half], [cx + half, cy + tall * 0.9, cz + half]] as [[number, number, number], [number, number, number]]
}

/** A leaf from its stalk: the outline, and its half in shade. Angles in radians, 0 to the right, upwards positive. */
function leaf(x: number, y: number, angle: number, long: number, wide: number, light: string, dark: string, droop = 0): string {
  const [cos, sin] = [Math.cos(angle), -Math.sin(angle)]
  const at = (along: number, aside: number): Point => [x + along * long * cos - aside * wide * sin, y + along * long * sin + aside * wide * cos + droop * along * along * long]
  const half = new Pen().move(at(0, 0)).bend(at(0.45, 0.95), at(1, 0)).bend(at(0.5, 0), at(0, 0)).close()
  return element('path', { d: new Pen().move(at(0, 0)).bend(at(0.45, -0.95), at(1, 0)).bend(at(0.45, 0.95), at(0, 0)).close(), fill: light }) + element('path', { d: half, fill: dark })
}

/** The outline of a small simple leaf, to be gathered with others in one path. */
function blade(x: number, y: number, angle: number, long: number, wide: number, droop = 0): string {
  const [dx, dy] = [Math.cos(angle) * long, -Math.sin(angle) * long + droop * long]
  const [ax, ay] = [-dy * wide / long / 2, dx * wide / long / 2]
  return new Pen().move([x, y]).bend([x + dx * 0.5 + ax, y + dy * 0.5 + ay], [x + dx, y + dy]).bend([x + dx * 0.5 - ax, y + dy * 0.5 - ay], [x, y]).close()
}

const stem = (d: string, colour: string, width: number) => element('path', { d, 'fill': 'none', 'stroke': colour, 'stroke-width': short(width) })

const plants: Record<Plant, Draw> = { monstera, rubber, snake, palm, olive, fern, bamboo, bonsai, trailing, pampas, branch, flowers }

function monstera(tint: Tint, random: Random, colour: string): string {
  const leaves = Array.from({ length: 11 }, (_, i) => {
    const spread = (i / 10 - 0.5) * 2
    return { angle: Math.PI / 2 - spread * 1.15 + random.between(-0.12, 0.12), long: 92 - Math.abs(spread) * 26 + random.between(-16, 8), size: random.between(21, 29), order: random.next() }
  }).sort((a, b) => a.order - b.order)
  return leaves.map(({ angle, long, size, order }) => {
    const [x, y] = [Math.cos(angle) * long * 0.85, -Math.sin(angle) * long]
    const shade = -0.35 + order * 0.55
    return stem(`M0 0Q${short(x * 0.25)} ${short(y * 0.8)} ${short(x)} ${short(y)}`, tint(mix(colour, '#3a4a2a', 0.4), shade), 1.8) + splitLeaf(x, y, angle, size, tint(colour, shade), tint(mix(colour, '#1e3326', 0.32), shade))
  }).join('')
}

/** A heart-shaped leaf with slits, hanging from its stalk. */
function splitLeaf(x: number, y: number, angle: number, size: number, light: string, dark: string): string {
  const turn = angle - 0.75 * Math.sign(Math.cos(angle) || 1)
  const at = (u: number, v: number): Point => [x + size * (u * Math.cos(turn) - v * Math.sin(turn)), y - size * (u * Math.sin(turn) + v * Math.cos(turn))]
  const side = (v: number) => new Pen().move(at(0, 0)).curve(at(-0.55, 0.5 * v), at(-0.2, 1.05 * v), at(0.4, 0.8 * v)).curve(at(0.85, 0.62 * v), at(1.15, 0.25 * v), at(1.5, 0)).close()
  const slit = (u: number, v: number) => polygon([at(u, 0.16 * v), at(u + 0.24, 0.86 * v), at(u + 0.34, 0.74 * v)])
  const slits = [-0.02, 0.26, 0.54].flatMap(u => [slit(u, 1), slit(u, -1)]).join('')
  return element('path', { d: side(1) + side(-1), fill: light }) + element('path', { 'd': side(-1), 'fill': dark, 'fill-opacity': 0.55 })
    + element('path', { 'd': slits, 'fill': mix(dark, '#101a14', 0.35), 'fill-opacity': 0.8 })
}

function rubber(tint: Tint, random: Random, colour: string): string {
  let svg = stem('M0 0Q-6 -70 3 -142', tint('#6b5138'), 3.4) + stem('M-1 -30Q14 -60 22 -105', tint('#6b5138'), 2.4)
  for (let i = 0; i < 25; i++) {
    const t = i / 24
    const side = i % 2 ? 1 : -1
    const [x, y] = i % 3 === 2 ? [8 + t * 14, -50 - t * 55] : [-3 * Math.sin(t * 3), -32 - t * 110]
    const shade = random.between(-0.35, 0.2)
    svg += leaf(x, y, Math.PI / 2 - side * random.between(0.35, 1.25) * (1 - t * 0.5), random.between(26, 36), random.between(14, 18), tint(colour, shade + 0.08), tint(mix(colour, '#1d3226', 0.35), shade), 0.12)
  }
  return svg
}

function snake(tint: Tint, random: Random, colour: string): string {
  return Array.from({ length: 11 }, (_, i) => {
    const [foot, lean, tall, wide] = [(i - 5) * 2, (i - 5) * random.between(3, 5.4), random.between(44, 75), random.between(5, 7)]
    const path = (w: number) => `M${short(foot - w / 2)} 0C${short(foot - w)} ${short(-tall * 0.5)} ${short(foot + lean - w)} ${short(-tall * 0.7)} ${short(foot + lean)} ${short(-tall)}C${short(foot + lean + w)} ${short(-tall * 0.7)} ${short(foot + w)} ${short(-tall * 0.5)} ${short(foot + w / 2)} 0Z`
    return element('path', { d: path(wide), fill: tint(mix(colour, '#d9d79a', 0.55)) }) + element('path', { d: path(wide * 0.66), fill: tint(mix(colour, '#27402f', 0.25), (i % 3) * 0.1 - 0.15) })
  }).join('')
}

function palm(tint: Tint, random: Random, colour: string): string {
  return Array.from({ length: 11 }, (_, i) => {
    const spread = ((i * 5) % 11 / 10 - 0.5) * 2
    const [x, y] = [spread * 62, -138 + Math.abs(spread) * 52 + random.between(-10, 12)]
    const [cx, cy] = [spread * 16, y * 0.92 - 6]
    const shade = random.between(-0.35, 0.15)
    let blades = ''
    for (let k = 3; k < 14; k++) {
      const t = k / 14
      const [px, py] = [2 * (1 - t) * t * cx + t * t * x, 2 * (1 - t) * t * cy + t * t * y]
      const way = Math.atan2(2 * (1 - t) * cy + 2 * t * (y - cy), 2 * (1 - t) * cx + 2 * t * (x - cx))
      for (const side of [-1, 1]) {
        const angle = way + side * 0.75
        const long = 25 * Math.sin(Math.PI * (0.2 + t * 0.75))
        blades += new Pen().move([px, py]).bend([px + Math.cos(angle) * long * 0.6, py + Math.sin(angle) * long * 0.5], [px + Math.cos(angle) * long, py + Math.sin(angle) * long + 5])
      }
    }
    return stem(`M0 0Q${short(cx)} ${short(cy)} ${short(x)} ${short(y)}`, tint(mix(colour, '#b6a35e', 0.3), shade), 1.5) + stem(blades, tint(mix(colour, i % 2 ? '#22412f' : '#93a95c', 0.22), shade), 3)
  }).join('')
}

function olive(tint: Tint, random: Random, colour: string): string {
  const pale = mix(colour, '#a8b298', 0.5)
  let branches = ''
  const leaves = ['', '', '']
  for (let i = 0; i < 11; i++) {
    const [fx, fy] = [Math.sin(i * 1.7) * 5, -72 - (i % 5) * 8]
    const angle = Math.PI / 2 + (i / 10 - 0.5) * 3.1
    const long = random.between(46, 70) * (0.8 + 0.2 * Math.sin(angle))
    const [ex, ey] = [fx + Math.cos(angle) * long * 0.8, fy - Math.abs(Math.sin(angle)) * long - 8]
    branches += `M0 -60Q${short(fx)} ${short(fy - 14)} ${short(ex)} ${short(ey)}`
    for (let k = 2; k < 12; k++) {
      const t = k / 11
      const [px, py] = [fx + (ex - fx) * t, fy - 6 + (ey - fy + 6) * t]
      const turn = angle + (k % 2 ? 0.9 : -0.9) + random.between(-0.3, 0.3)
      const size = random.between(8, 12)
      leaves[k % 3] += blade(px, py, turn, size, size * 0.5)
    }
  }
  return stem('M0 0C4 -30 -5 -50 1 -84', tint('#7d6a55'), 4.2) + stem(branches, tint('#7d6a55'), 1.4)
    + leaves.map((d, i) => element('path', { d, fill: tint(mix(pale, ['#33503f', '#6f8762', '#dfe3cd'][i]!, 0.35)) })).join('')
}

function fern(tint: Tint, random: Random, colour: string): string {
  const green = mix(colour, '#7ea35a', 0.4)
  return Array.from({ length: 9 }, (_, i) => {
    const spread = ((i * 4) % 9 / 8 - 0.5) * 2
    const [x, y] = [spread * 30, -44 + Math.abs(spread) * 30]
    const fronds = [0.35, 0.5, 0.65, 0.8, 0.92].map((t) => {
      const [px, py] = [t * t * x + (1 - t) * t * spread * 16, 2 * (1 - t) * t * -44 + t * t * y]
      return blade(px, py, 0.6, 9 * (1.2 - t), 4) + blade(px, py, Math.PI - 0.6, 9 * (1.2 - t), 4)
    }).join('')
    const shade = random.between(-0.3, 0.15)
    return stem(`M0 0Q${short(spread * 8)} -44 ${short(x)} ${short(y)}`, tint(green, shade), 1.4) + element('path', { d: fronds, fill: tint(green, shade) })
  }).join('')
}

function bamboo(tint: Tint, random: Random, colour: string): string {
  let svg = ''
  for (let i = 0; i < 6; i++) {
    const [x, lean] = [(i - 2.5) * 7, random.between(-16, 16)]
    let leaves = ''
    svg += stem(`M${short(x)} 0Q${short(x)} -90 ${short(x + lean)} -176`, tint(mix(colour, '#93a45b', 0.4)), 2.6)
    for (let k = 4; k < 12; k++) {
      const t = (k + random.between(-0.4, 0.4)) / 12
      const side = random.chance(0.5) ? 1 : -1
      leaves += [1.35, 2].map(turn => blade(x + lean * t * t, -176 * t, Math.PI / 2 - side * turn, random.between(14, 30), 5.5, 0.12)).join('')
    }
    svg += element('path', { d: leaves, fill: tint(mix(colour, '#24402c', (i % 3) * 0.14)) })
  }
  return svg
}

function bonsai(tint: Tint, random: Random, colour: string): string {
  const pads = [[-14, -20, 13], [13, -27, 14], [-4, -37, 12], [20, -15, 8]] as const
  return stem('M0 0C8 -8 -10 -14 -2 -22S8 -30 -2 -38M-4 -14Q-10 -18 -14 -19M3 -24Q10 -24 14 -26', tint('#5d4634'), 3)
    + pads.map(([x, y, r]) => {
      const cloud = (size: number, dy: number) => Array.from({ length: 6 }, (_, i) => `M${short(x - r + i * r * 0.4 - r * 0.36 * size)} ${short(y + dy)}a${short(r * 0.36 * size)} ${short(r * 0.3 * size)} 0 1 1 ${short(r * 0.72 * size)} 0z`).join('')
      return element('path', { d: cloud(1.25, 2), fill: tint(mix(colour, '#1b3023', 0.45)) }) + element('path', { d: cloud(1.1, 0), fill: tint(colour) }) + element('path', { 'd': cloud(0.6, -1.6), 'fill': tint(mix(colour, '#b8c27a', 0.35)), 'fill-opacity': random.between(0.6, 0.9) })
    }).join('')
}

function trailing(tint: Tint, random: Random, colour: string): string {
  let svg = ''
  const leaves = ['', '', '']
  for (let i = 0; i < 9; i++) {
    const side = (i / 8 - 0.5) * 2
    const fall = random.between(4, 58) * (1 - Math.abs(side) * 0.2)
    const [x, y] = [side * 20, fall]
    svg += stem(`M0 -4Q${short(x)} -18 ${short(x)} ${short(y)}`, tint(mix(colour, '#3a4a2a', 0.3)), 0.9)
    for (let t = 0.3; t <= 1; t += 0.12) {
      const [px, py] = [2 * (1 - t) * t * x + t * t * x, -4 * (1 - t) ** 2 - 36 * (1 - t) * t + t * t * y]
      leaves[random.int(0, 2)] += blade(px, py, random.between(-2.4, -0.7), random.between(7, 10), 8)
    }
  }
  return svg + leaves.map((d, i) => element('path', { d, fill: tint(mix(colour, ['#24402c', '#5d8350', '#a5b56a'][i]!, 0.3)) })).join('')
}

function pampas(tint: Tint, random: Random): string {
  return Array.from({ length: 7 }, (_, i) => {
    const lean = (i - 3) * random.between(5, 8)
    const tall = random.between(52, 72)
    const plume = tint(mix('#dcc7a2', '#b99a6f', random.next() * 0.5))
    return stem(`M0 0Q0 ${short(-tall * 0.6)} ${short(lean)} ${short(-tall)}`, tint('#a88d62'), 0.8)
      + element('path', { 'd': `M${short(lean * 0.62)} ${short(-tall * 0.62)}C${short(lean * 0.6 - 7)} ${short(-tall * 0.8)} ${short(lean - 4)} ${short(-tall)} ${short(lean * 1.25)} ${short(-tall - 12)}C${short(lean * 1.2 + 6)} ${short(-tall * 0.95)} ${short(lean * 0.8 + 7)} ${short(-tall * 0.78)} ${short(lean * 0.62)} ${short(-tall * 0.62)}Z`, 'fill': plume, 'fill-opacity': 0.92 })
  }).join('')
}

function branch(tint: Tint, random: Random, colour: string, accent: string): string {
  const bloom = random.chance(0.55)
  let twigs = ''
  let buds = ''
  for (let i = 0; i < 4; i++) {
    const lean = (i - 1.3) * random.between(12, 20)
    const tall = random.between(56, 82)
    twigs += `M0 0C${short(lean * 0.1)} ${short(-tall * 0.45)} ${short(lean * 0.9)} ${short(-tall * 0.5)} ${short(lean)} ${short(-tall)}`
    for (let k = 4; k < 11; k++) {
      const t = k / 10
      const [x, y] = [lean * (3 * (1 - t) * t * t * 0.9 + t ** 3) + random.between(-3, 3), -tall * (3 * (1 - t) ** 2 * t * 0.45 + 3 * (1 - t) * t * t * 0.5 + t ** 3)]
      buds += bloom
        ? [0, 1, 2].map(petal => element('circle', { cx: short(x + Math.cos(petal * 2.1) * 1.6), cy: short(y + Math.sin(petal * 2.1) * 1.6), r: short(random.between(1.4, 2.3)), fill: tint(mix(accent, '#ffe9dc', petal * 0.28)) })).join('')
        : leaf(x, y, Math.PI / 2 + (k % 2 ? 1 : -1) * random.between(0.5, 1.2), random.between(9, 13), 7, tint(mix(colour, '#9fb3a0', 0.4)), tint(mix(colour, '#3c5a4b', 0.4)))
    }
  }
  return stem(twigs, tint('#5f4a38'), 1.2) + buds
}

function flowers(tint: Tint, random: Random, colour: string, accent: string): string {
  let svg = ''
  for (let i = 0; i < 7; i++) svg += leaf(0, 0, Math.PI / 2 + (i - 3) * 0.42, random.between(16, 26), 6, tint(colour), tint(mix(colour, '#24402c', 0.3)))
  for (let i = 0; i < 9; i++) {
    const angle = Math.PI / 2 + (i / 8 - 0.5) * 2.1
    const [x, y] = [Math.cos(angle) * random.between(12, 24), -Math.sin(angle) * random.between(20, 36)]
    const petal = random.pick([accent, mix(accent, '#fff3e6', 0.5), '#f6ead8', mix(accent, '#f0b58a', 0.4)])
    svg += stem(`M0 0Q${short(x * 0.3)} ${short(y * 0.6)} ${short(x)} ${short(y)}`, tint(mix(colour, '#3a4a2a', 0.3)), 0.8)
    svg += [0, 1, 2, 3, 4].map(k => element('circle', { cx: short(x + Math.cos(k * 1.26) * 2.7), cy: short(y + Math.sin(k * 1.26) * 2.3), r: 2.7, fill: tint(petal, -0.08 * (k % 2)) })).join('') + element('circle', { cx: short(x), cy: short(y), r: 1.7, fill: tint(mix(petal, '#5a2f1d', 0.4)) })
  }
  return svg
}
