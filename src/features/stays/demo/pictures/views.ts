import type { Point, Random, Sheet } from '../../../../kit/draw.ts'
import { curve, element, mix, polygon, short } from '../../../../kit/draw.ts'
import { crown } from './foliage.ts'
import type { Hour, View } from './look.ts'
import { outside } from './look.ts'

/** The part of the picture a view fills, with the line of the horizon in it. */
export interface Region { x0: number, x1: number, y0: number, y1: number, horizon: number }

interface Scene { sheet: Sheet, random: Random, hour: Hour, region: Region, unit: number, svg: string[] }

/** What is seen out of the windows or from the terrace, as SVG. `unit` is 1 for windows and larger where the view fills the picture. */
export function viewOf(sheet: Sheet, random: Random, view: View, hour: Hour, region: Region, unit = 1): string {
  const scene: Scene = { sheet, random, hour, region, unit, svg: [] }
  sky(scene)
  ;({ skyline, lake, mountain, roofs, garden })[view](scene)
  if (hour.shade === 0.18) rainfall(scene)
  return scene.svg.join('')
}

const fill = (scene: Scene, d: string, colour: string, opacity?: number) => scene.svg.push(element('path', { d, 'fill': colour, 'fill-opacity': opacity }))

const box = (x: number, y: number, width: number, height: number) => `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}z`

export const disc = (x: number, y: number, r: number) => `M${short(x - r)} ${short(y)}a${short(r)} ${short(r)} 0 1 0 ${short(2 * r)} 0a${short(r)} ${short(r)} 0 1 0 ${short(-2 * r)} 0`

/** The sky of an hour with its sun, moon and clouds. */
export function sky({ sheet, random, hour, region, unit, svg }: Scene): void {
  const { x0, x1, y0, y1, horizon } = region
  const [high, middle, low] = hour.sky
  const top = Math.min(y0, horizon - 260 * unit)
  svg.push(element('path', { d: box(x0, y0, x1 - x0, y1 - y0), fill: sheet.linear([[0, high], [0.55, middle], [1, low]], [0, top], [0, horizon]) }))
  const dark = hour.shade > 0.5
  if (hour.sun || dark) {
    const at: Point = [random.between(x0 + (x1 - x0) * 0.15, x1 - (x1 - x0) * 0.15), horizon - (dark ? random.between(150, 220) : random.between(60, 150)) * unit]
    const r = (dark ? 9 : 15) * unit
    svg.push(element('path', { d: disc(...at, r * 7), fill: sheet.radial([[0, '#fff6da', dark ? 0.25 : 0.75], [1, '#fff6da', 0]], at, r * 7) }))
    svg.push(element('path', { 'd': disc(...at, r), 'fill': '#fffaf0', 'fill-opacity': 0.92 }))
  }
  for (let i = 0; i < 5; i++) {
    const [x, y] = [random.between(x0 - 60, x1), horizon - random.between(70, 270) * unit]
    cloud(svg, random, x, y, random.between(70, 170) * unit, mix(low, dark ? '#8a6f7c' : '#ffffff', 0.6), dark ? 0.22 : 0.6)
  }
}

function cloud(svg: string[], random: Random, x: number, y: number, long: number, colour: string, opacity: number): void {
  let d = ''
  for (let i = 0; i < 6; i++) {
    const share = (i + 0.5) / 6
    const r = long * (0.05 + 0.1 * Math.sin(share * Math.PI)) * random.between(0.7, 1.2)
    d += `M${short(x + long * share - r * 2)} ${short(y)}a${short(r * 2)} ${short(r * 0.8)} 0 1 1 ${short(r * 4)} 0z`
  }
  svg.push(element('path', { d, 'fill': colour, 'fill-opacity': opacity }))
}

/** A line of hills across the region. */
function ridge({ random, region }: Scene, base: number, height: number, rough: number): string {
  const points: Point[] = []
  const step = (region.x1 - region.x0) / rough
  let y = random.between(0.2, 0.7)
  for (let x = region.x0 - step; x <= region.x1 + step; x += step) {
    y = Math.min(1, Math.max(0.05, y + random.between(-0.4, 0.4)))
    points.push([x, base - y * height])
  }
  return curve(points).line([region.x1 + step, region.y1]).line([region.x0 - step, region.y1]).close()
}

function treeLine(scene: Scene, base: number, size: number, colour: string, far: number): void {
  const { sheet, random, region, svg, hour } = scene
  for (let x = region.x0 - size; x < region.x1 + size; x += size * random.between(0.8, 1.5)) {
    svg.push(crown(sheet, random, x, base - size * random.between(0.1, 0.5), size * random.between(0.7, 1.15), outside(mix(colour, '#8a9a55', random.int(0, 1) * 0.3), hour, far), hour.air))
  }
}

// ── Hefei's new town ──────────────────────────────────────────────────────

function skyline(scene: Scene): void {
  const { region: { x0, x1, horizon }, random, hour, unit } = scene
  fill(scene, ridge(scene, horizon + 4, 46 * unit, 6), outside('#7d90a0', hour, 0.62))
  const layers = [{ far: 0.68, high: 74, wide: 17 }, { far: 0.46, high: 108, wide: 26 }, { far: 0.22, high: 96, wide: 40 }]
  scene.svg.push(element('path', { d: box(x0, horizon, x1 - x0, 700), fill: scene.sheet.linear([[0, hour.air], [1, outside('#6f8068', hour, 0.15)]], [0, horizon], [0, horizon + 110 * unit]) }))
  layers.forEach(({ far, high, wide }, depth) => {
    const colour = outside(random.pick(['#7c8da0', '#8c8f96', '#93887f', '#6f8496']), hour, far)
    let walls = ''
    const lights: string[] = []
    for (let x = x0 - 20; x < x1; x += wide * unit * random.between(0.75, 1.7)) {
      const width = wide * unit * random.between(0.6, 1.1)
      const height = high * unit * random.between(0.35, 1) * (random.chance(0.12) ? 1.7 : 1)
      walls += tower(random, x, horizon + (34 + 26 * depth) * unit, width, height + (34 + 26 * depth) * unit)
      lights.push(...windowLights(scene, x, horizon - height, width, height + 26 * unit * depth, depth))
    }
    fill(scene, walls, colour)
    fill(scene, lights.join(''), hour.shade > 0.5 ? '#ffd590' : hour.air, hour.shade > 0.5 ? 0.85 : 0.4)
  })
  treeLine(scene, horizon + 92 * unit, 20 * unit, '#5c7a58', 0.12)
  fill(scene, box(x0, horizon + 92 * unit, x1 - x0, 600), outside('#5f7358', hour, 0.08))
}

/** One of the shapes towers have: flat, stepped, slanted, tapered or with a spire. */
function tower(random: Random, x: number, base: number, width: number, height: number): string {
  const top = base - height
  switch (random.int(0, 5)) {
    case 0: return box(x, top, width, height) + box(x + width * 0.2, top - width * 0.35, width * 0.6, width * 0.4)
    case 1: return polygon([[x, base], [x, top + width * 0.5], [x + width, top], [x + width, base]])
    case 2: return polygon([[x, base], [x + width * 0.14, top], [x + width * 0.86, top], [x + width, base]]) + box(x + width * 0.47, top - width * 0.9, width * 0.06, width)
    case 3: return box(x, top + height * 0.2, width, height * 0.8) + box(x + width * 0.18, top, width * 0.64, height * 0.25)
    default: return box(x, top, width, height)
  }
}

function windowLights({ random, hour, unit }: Scene, x: number, top: number, width: number, height: number, depth: number): string[] {
  if (depth === 0) return []
  const dark = hour.shade > 0.5
  const size = (1.7 + depth * 0.8) * unit
  const all: string[] = []
  for (let wx = x + size * 1.4; wx < x + width - size * 1.6; wx += size * 2.3) {
    for (let wy = top + height * 0.24; wy < top + height - size * 2; wy += size * (dark ? 2.6 : 3)) {
      if (random.chance(dark ? 0.33 : 0.5)) all.push(`M${Math.round(wx)} ${Math.round(wy)}h${short(size)}v${short(size * 1.2)}h${short(-size)}z`)
    }
  }
  return all.slice(0, 20)
}

// ── Lake Chaohu ───────────────────────────────────────────────────────────

function lake(scene: Scene): void {
  const { region: { x0, x1, y1, horizon }, random, hour, unit, sheet, svg } = scene
  fill(scene, ridge(scene, horizon + 2, 70 * unit, 5), outside('#6f8a98', hour, 0.6))
  fill(scene, ridge(scene, horizon + 2, 38 * unit, 8), outside('#63806f', hour, 0.38))
  const deep = outside('#5f8d9b', hour, 0.1)
  svg.push(element('path', { d: box(x0, horizon, x1 - x0, y1 - horizon + 1), fill: sheet.linear([[0, mix(hour.sky[2], deep, 0.25)], [0.35, mix(hour.sky[1], deep, 0.55)], [1, deep]], [0, horizon], [0, horizon + 240 * unit]) }))
  if (random.chance(0.6)) pagodaIsland(scene, random.between(x0 + (x1 - x0) * 0.15, x1 - (x1 - x0) * 0.25))
  let ripples = ''
  for (let i = 0; i < 46; i++) {
    const down = random.next() ** 1.6
    const long = (12 + 60 * down) * unit * random.between(0.5, 1.3)
    ripples += `M${short(random.between(x0 - 20, x1))} ${short(horizon + 6 + down * 220 * unit)}h${short(long)}`
  }
  svg.push(element('path', { 'd': ripples, 'stroke': mix(hour.sky[2], '#ffffff', 0.3), 'stroke-width': short(1.2 * unit), 'stroke-linecap': 'round', 'stroke-opacity': 0.45 }))
  for (let i = 0; i < random.int(1, 3); i++) sail(scene, random.between(x0, x1), horizon + random.between(6, 40) * unit)
}

function sail(scene: Scene, x: number, y: number): void {
  const s = (y - scene.region.horizon) * 0.5 + 8 * scene.unit
  fill(scene, polygon([[x - s * 0.6, y], [x + s * 0.7, y], [x + s * 0.45, y + s * 0.2], [x - s * 0.4, y + s * 0.2]]), outside('#5a4436', scene.hour, 0.2))
  fill(scene, `M${short(x)} ${short(y - 2)}L${short(x)} ${short(y - s * 1.6)}Q${short(x + s * 0.7)} ${short(y - s * 0.7)} ${short(x + s * 0.55)} ${short(y - 2)}Z`, outside('#f5ead6', scene.hour, 0.15))
}

function pagodaIsland(scene: Scene, x: number): void {
  const { region: { horizon }, unit, hour, random, svg } = scene
  const y = horizon + 7 * unit
  fill(scene, `M${short(x - 70 * unit)} ${short(y)}Q${short(x - 20 * unit)} ${short(y - 26 * unit)} ${short(x + 20 * unit)} ${short(y - 18 * unit)}T${short(x + 80 * unit)} ${short(y)}Z`, outside('#58745c', hour, 0.25))
  for (const dx of [-34, -12, 34, 52]) svg.push(crown(scene.sheet, random, x + dx * unit, y - 14 * unit, 13 * unit, outside('#57775a', hour, 0.22), hour.air))
  let d = ''
  for (let floor = 0; floor < 6; floor++) {
    const [w, fy] = [(11 - floor * 1.1) * unit, y - 20 * unit - floor * 9 * unit]
    d += box(x + 10 * unit - w * 0.36, fy - 9 * unit, w * 0.72, 9 * unit) + polygon([[x + 10 * unit - w * 0.85, fy - 6.4 * unit], [x + 10 * unit - w * 0.4, fy - 9.6 * unit], [x + 10 * unit + w * 0.4, fy - 9.6 * unit], [x + 10 * unit + w * 0.85, fy - 6.4 * unit]])
  }
  fill(scene, d + box(x + 9.6 * unit, y - 84 * unit, 0.8 * unit, 12 * unit), outside('#6d5648', hour, 0.22))
}

// ── Mountains ─────────────────────────────────────────────────────────────

function mountain(scene: Scene): void {
  const { region: { x0, x1, horizon }, random, hour, unit, sheet, svg } = scene
  const layers = [[0.72, 190, 7], [0.55, 145, 8], [0.36, 100, 9], [0.18, 56, 11]] as const
  layers.forEach(([far, height, rough], i) => {
    const base = horizon + i * 12 * unit
    fill(scene, ridge(scene, base, height * unit, rough), outside(['#6f8fa0', '#64868c', '#5b7d70', '#557554'][i]!, hour, far))
    // Mist in the valley before the next ridge.
    svg.push(element('path', { d: box(x0, base - height * unit * 0.45, x1 - x0, height * unit * 0.5), fill: sheet.linear([[0, hour.air, 0], [0.55, hour.air, 0.5], [1, hour.air, 0]]) }))
  })
  fill(scene, ridge(scene, horizon + 52 * unit, 26 * unit, 6), outside('#7d9457', hour, 0.12))
  terraces(scene, horizon + 56 * unit)
  treeLine(scene, horizon + 118 * unit, 26 * unit, '#54744c', 0.04)
  if (random.chance(0.7)) hamlet(scene, random.between(x0 + (x1 - x0) * 0.2, x1 - (x1 - x0) * 0.3), horizon + 56 * unit)
}

function terraces(scene: Scene, from: number): void {
  const { region: { x0, x1 }, unit, hour, random } = scene
  for (let i = 0; i < 5; i++) {
    const y = from + i * 14 * unit
    const bend = random.between(-8, 8) * unit
    fill(scene, `M${x0} ${short(y)}Q${short((x0 + x1) / 2)} ${short(y + bend)} ${x1} ${short(y - bend)}V${short(y + 600)}H${x0}Z`, outside(['#9aa961', '#879d5b', '#a9ad67', '#7c9457', '#8fa35c'][i]!, hour, 0.14))
  }
}

function hamlet(scene: Scene, x: number, y: number): void {
  const { random, unit, hour } = scene
  for (let i = 0; i < 4; i++) {
    const [hx, w, h] = [x + i * 24 * unit + random.between(-6, 6), 20 * unit, 12 * unit]
    const hy = y + random.between(-5, 8) * unit
    fill(scene, box(hx, hy - h, w, h), outside('#f3eee4', hour, 0.12))
    fill(scene, polygon([[hx - 2 * unit, hy - h], [hx + 4 * unit, hy - h - 6 * unit], [hx + w - 3 * unit, hy - h - 6 * unit], [hx + w + 2 * unit, hy - h]]), outside('#4b4c50', hour, 0.18))
    fill(scene, box(hx + w * 0.4, hy - h * 0.6, w * 0.16, h * 0.3), hour.shade > 0.5 ? '#ffd08a' : outside('#5d5a58', hour, 0.2))
  }
}

// ── Old town ──────────────────────────────────────────────────────────────

function roofs(scene: Scene): void {
  const { region: { x0, x1, y1, horizon }, random, hour, unit } = scene
  fill(scene, ridge(scene, horizon + 2, 80 * unit, 6), outside('#7d93a0', hour, 0.62))
  fill(scene, ridge(scene, horizon + 8, 40 * unit, 9), outside('#6d8a72', hour, 0.45))
  treeLine(scene, horizon + 14 * unit, 16 * unit, '#6b8a60', 0.42)
  for (let row = 0; row < 5; row++) {
    const base = horizon + (26 + row * 30 + row * row * 9) * unit
    const size = (34 + row * 17) * unit
    const far = 0.46 - row * 0.1
    for (let x = x0 - size * 2 * random.next(); x < x1; x += size * random.between(2.2, 3.3)) {
      house(scene, x, base + random.between(-0.1, 0.1) * size, size * random.between(1.9, 2.7), size, far)
      if (random.chance(0.4)) scene.svg.push(crown(scene.sheet, random, x - size * 0.25, base - size * 0.1, size * random.between(0.35, 0.5), outside(random.pick(['#5e7c55', '#b08a45', '#78884f']), hour, far), hour.air))
    }
  }
  fill(scene, box(x0, horizon + 330 * unit, x1 - x0, Math.max(0, y1 - horizon)), outside('#5c5852', hour, 0.05))
}

/** A house seen from above its eaves: mostly roof, a strip of white wall, now and then a gable stepped like a horse's head. */
function house(scene: Scene, x: number, base: number, width: number, size: number, far: number): void {
  const { hour, random } = scene
  const [wall, tiles] = [outside('#e9e1d4', hour, far), outside(random.pick(['#56595e', '#63605e', '#4f555b']), hour, far)]
  const [eaves, top] = [base - size * 0.16, base - size * 0.66]
  fill(scene, box(x, eaves, width, size * 1.6), wall)
  fill(scene, polygon([[x - size * 0.08, eaves + size * 0.05], [x + size * 0.1, top], [x + width - size * 0.1, top], [x + width + size * 0.08, eaves + size * 0.05]]), tiles)
  let rows = ''
  for (let i = 1; i < 9; i++) rows += `M${short(x + size * 0.1 + (width - size * 0.2) * i / 9)} ${short(top)}L${short(x - size * 0.08 + (width + size * 0.16) * i / 9)} ${short(eaves + size * 0.05)}`
  scene.svg.push(element('path', { 'd': rows, 'stroke': mix(tiles, '#000000', 0.3), 'stroke-width': short(size * 0.022), 'stroke-opacity': 0.5 }))
  fill(scene, box(x + size * 0.06, top - size * 0.05, width - size * 0.12, size * 0.07), mix(tiles, '#000000', 0.22))
  fill(scene, box(x, eaves + size * 0.05, width, size * 0.08), mix(wall, '#3b3a44', 0.4), 0.5)
  if (random.chance(0.4)) {
    for (const [dx, rise] of [[0, 0.2], [0.2, 0.05]] as const) {
      fill(scene, box(x + width - size * (0.24 + dx), top - size * rise, size * 0.22, size), wall)
      fill(scene, box(x + width - size * (0.29 + dx), top - size * (rise + 0.06), size * 0.32, size * 0.08), mix(tiles, '#000000', 0.15))
    }
  }
  const panes = [0.2, 0.45, 0.7].filter(() => random.chance(0.6)).map(share => box(x + width * share, eaves + size * 0.22, size * 0.15, size * 0.2)).join('')
  fill(scene, panes, hour.shade > 0.5 ? '#ffcb83' : outside('#6a6259', hour, far))
}

// ── Garden ────────────────────────────────────────────────────────────────

function garden(scene: Scene): void {
  const { region: { x0, x1, y1, horizon }, random, hour, unit, sheet, svg } = scene
  fill(scene, ridge(scene, horizon + 2, 90 * unit, 7), outside('#7f9c92', hour, 0.62))
  treeLine(scene, horizon + 8 * unit, 44 * unit, '#6f8f66', 0.48)
  treeLine(scene, horizon + 34 * unit, 52 * unit, random.pick(['#5f8457', '#6d8a52', '#55785a']), 0.26)
  svg.push(element('path', { d: box(x0, horizon + 40 * unit, x1 - x0, Math.max(10, y1 - horizon)), fill: sheet.linear([[0, outside('#9cae6b', hour, 0.2)], [1, outside('#6f8a4f', hour, 0.02)]], [0, horizon + 40 * unit], [0, horizon + 220 * unit]) }))
  treeLine(scene, horizon + 78 * unit, 30 * unit, random.pick(['#5c8050', '#748d4c', '#8a8c4a']), 0.08)
  if (random.chance(0.5)) bamboo(scene)
}

function bamboo(scene: Scene): void {
  const { region: { x0, x1, horizon }, random, hour, unit, svg } = scene
  const middle = random.between(x0, x1)
  const green = outside('#6c9455', hour, 0.05)
  let leaves = ''
  for (let i = 0; i < 7; i++) {
    const [x, lean] = [middle + (i - 3) * random.between(10, 18) * unit, random.between(-34, 34) * unit]
    svg.push(element('path', { 'd': `M${short(x)} ${short(horizon + 160 * unit)}Q${short(x)} ${short(horizon - 40 * unit)} ${short(x + lean)} ${short(horizon - 190 * unit)}`, 'stroke': mix(green, '#2d3a20', 0.25), 'stroke-width': short(3.4 * unit), 'fill': 'none' }))
    for (let k = 0; k < 7; k++) {
      const t = random.between(0.25, 1)
      const [px, py] = [x + lean * t * t, horizon + (160 - 350 * t) * unit]
      for (const turn of [0.4, 1.1, 2.6]) {
        const long = random.between(14, 32) * unit
        const [dx, dy] = [Math.cos(turn) * long, Math.sin(turn) * long * 0.8]
        leaves += `M${[px, py].map(Math.round).join(' ')}q${[dx * 0.5 + dy * 0.14, dy * 0.3 - 2 * unit, dx, dy].map(Math.round).join(' ')}q${[-dx * 0.7, -dy * 0.5, -dx, -dy].map(Math.round).join(' ')}`
      }
    }
  }
  fill(scene, leaves, green)
}

function rainfall({ region: { x0, x1, y0, y1 }, random, svg }: Scene): void {
  let drops = ''
  for (let i = 0; i < 90; i++) drops += `M${short(random.between(x0, x1))} ${short(random.between(y0, y1))}l-3 ${short(random.between(14, 30))}`
  svg.push(element('path', { 'd': drops, 'stroke': '#f2f6f6', 'stroke-width': 0.9, 'stroke-opacity': 0.35 }))
}
