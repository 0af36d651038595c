import type { Point } from '../../../../kit/draw.ts'
import { line, mix, polygon } from '../../../../kit/draw.ts'
import { bake } from './bake.ts'
import type { V3 } from './light.ts'
import type { Floor } from './look.ts'
import type { Space } from './space.ts'

export type Wall = 'back' | 'left' | 'right'
export type Cladding = 'plain' | 'wainscot' | 'slats' | 'panels' | 'brick' | 'half' | 'tiles' | 'boards'

/** A room: its floor from x 0 to width, its back wall at z = depth, open behind the viewer. */
export interface Room {
  width: number
  depth: number
  height: number
  colours: Record<Wall, string>
  cladding: Partial<Record<Wall, Cladding>>
  floor: Floor
  floorColour: string
  ceiling: 'plain' | 'beams' | 'cove'
}

const BEHIND = -4 // metres: where walls end behind the viewer

/** Draws floor, ceiling and walls behind everything else. */
export function drawRoom(space: Space, room: Room): void {
  const { width: w, depth: d, height: h } = room
  space.backdrop.push(() => {
    bake(space, { points: [[0, h, BEHIND], [w, h, BEHIND], [w, h, d], [0, h, d]], normal: [0, -1, 0], colour: '#f5efe5' })
    for (const wall of ['left', 'right', 'back'] as const) bakeWall(space, room, wall)
    const gloss = { 'planks': 0.16, 'wide planks': 0.14, 'herringbone': 0.18, 'tiles': 0.3, 'terrazzo': 0.3, 'terracotta': 0.1, 'concrete': 0.2 }[room.floor]
    const floor: V3[] = [[0, 0, BEHIND], [w, 0, BEHIND], [w, 0, d], [0, 0, d]]
    bake(space, { points: floor, normal: [0, 1, 0], colour: room.floorColour, gloss })
    drawFloor(space, room.floor, [0, w], [space.camera.at[2], d], space.sheet.clip(polygon(space.outline(floor))))
    for (const wall of ['left', 'right', 'back'] as const) {
      clad(space, room, wall)
      const panel = wallPanel(space, room, wall)
      if (room.cladding[wall] !== 'tiles') skirting(panel)
    }
    edges(space, room)
  })
  if (room.ceiling === 'beams') beams(space, room)
}

/** The panel of a wall, seen from inside. */
export function wallPanel(space: Space, { width, depth, height }: Room, wall: Wall) {
  switch (wall) {
    case 'back': return space.panel([0, 0, depth], [width, 0, 0], [0, height, 0], [0, 0, -1])
    case 'left': return space.panel([0, 0, BEHIND], [0, 0, depth - BEHIND], [0, height, 0], [1, 0, 0])
    case 'right': return space.panel([width, 0, depth], [0, 0, BEHIND - depth], [0, height, 0], [-1, 0, 0])
  }
}

type WallPanel = ReturnType<typeof wallPanel>

/** Translucent, so that the light on the wall shows through. */
function skirting(panel: WallPanel): void {
  const { sheet } = panel.space
  const strip = panel.outline([[0, 0], [panel.width, 0], [panel.width, 0.09], [0, 0.09]])
  sheet.path(polygon(strip), '#fffaf0', { opacity: 0.3 })
  sheet.stroke(line(panel.outline([[0, 0.09], [panel.width, 0.09]])), '#3a2a1e', 1.2, { opacity: 0.28 })
}

/** The colours of a wall from the floor upwards, each zone with the height where it ends. */
function zones({ colours, cladding, height }: Room, wall: Wall, space: Space): [end: number, colour: string][] {
  const colour = colours[wall]
  switch (cladding[wall]) {
    case 'half': return [[1.25, mix(colour, space.look.feature, 0.85)], [height, colour]]
    case 'wainscot': return [[0.95, mix(colour, '#ffffff', 0.4)], [height, colour]]
    case 'slats': return [[height, mix(space.look.wood, '#f0dcc0', 0.12)]]
    default: return [[height, colour]]
  }
}

function bakeWall(space: Space, room: Room, wall: Wall): void {
  let from = 0
  for (const [end, colour] of zones(room, wall, space)) {
    const panel = wallPanel(space, room, wall)
    const { width } = panel
    bake(space, { points: [panel.at(0, from), panel.at(width, from), panel.at(width, end), panel.at(0, end)], normal: panel.normal, colour })
    from = end
  }
}

// Thin dark lines where walls meet: the last bit of dirt and depth that makes a corner a corner.
function edges(space: Space, { width: w, depth: d, height: h }: Room): void {
  for (const x of [0, w]) space.sheet.stroke(polygon(space.outline([[x, 0, d], [x, h, d]])), '#3a2a1e', 1.4, { opacity: 0.16 })
  space.sheet.stroke(polygon(space.outline([[0, h, d], [w, h, d]])), '#3a2a1e', 1.4, { opacity: 0.14 })
}

function clad(space: Space, room: Room, wall: Wall): void {
  const panel = wallPanel(space, room, wall)
  const colour = room.colours[wall]
  const dark = mix(colour, '#2b1c12', 0.35)
  const { width, height } = panel
  switch (room.cladding[wall]) {
    case 'wainscot':
      panel.rect(0, 0.93, width, 0.05, '#ffffff', 0, 0.4)
      panel.line([[0, 0.925], [width, 0.925]], dark, 0.012, 0.35)
      for (let u = 0.15; u < width; u += 0.85) frame(panel, u, 0.2, 0.7, 0.6, dark)
      break
    case 'panels':
      for (let u = 0.2; u < width - 0.4; u += 1.3) frame(panel, u, 0.35, 1.1, height - 0.75, dark)
      break
    case 'half':
      panel.line([[0, 1.25], [width, 1.25]], '#ffffff', 0.012, 0.35)
      break
    case 'slats':
      panel.hairlines(every(0.09, width).map(u => [[u, 0], [u, height]]), '#2b190d', 3.6, 0.4)
      break
    case 'boards':
      panel.hairlines(every(0.24, width).map(u => [[u, 0], [u, height]]), dark, 1.6, 0.3)
      break
    case 'brick':
      bricks(panel, dark)
      break
    case 'tiles':
      panel.hairlines([...every(0.3, height).map((v): Point[] => [[0, v], [width, v]]), ...every(0.3, width).map((u): Point[] => [[u, 0], [u, height]])], dark, 1.1, 0.28)
      break
  }
}

const every = (step: number, until: number) => Array.from({ length: Math.ceil(until / step) }, (_, i) => i * step)

function frame(panel: WallPanel, u: number, v: number, width: number, height: number, dark: string): void {
  panel.line([[u, v + height], [u, v], [u + width, v]], '#ffffff', 0.014, 0.4)
  panel.line([[u, v + height], [u + width, v + height], [u + width, v]], dark, 0.014, 0.35)
}

/** Courses of brick: joints, and here and there a stone that was burnt darker or lighter. */
export function bricks(panel: WallPanel, dark: string, long = 0.3, high = 0.1): void {
  const { random } = panel.space
  const joints: Point[][] = every(high, panel.height).map(v => [[0, v], [panel.width, v]])
  const [darker, lighter]: [number, number, number, number][][] = [[], []]
  for (let row = 0; row * high < panel.height; row++) {
    for (let u = (row % 2) * long / 2; u < panel.width; u += long) {
      if (random.chance(0.18)) random.pick([darker!, lighter!]).push([u, row * high, Math.min(long, panel.width - u), high])
      else if (random.chance(0.4)) joints.push([[u, row * high], [u, row * high + high]])
    }
  }
  panel.hairlines(joints, dark, 1.5, 0.34)
  panel.rects(darker!, dark, 0.14)
  panel.rects(lighter!, '#ffffff', 0.12)
}

// ── Floors ────────────────────────────────────────────────────────────────

type Range = readonly [number, number]

/** The pattern of a floor as translucent marks over its light. */
export function drawFloor(space: Space, floor: Floor, xs: Range, zs: Range, clip: string): void {
  switch (floor) {
    case 'planks': return planks(space, xs, zs, 0.16, 1.6, clip)
    case 'wide planks': return planks(space, xs, zs, 0.24, 2.4, clip)
    case 'herringbone': return herringbone(space, xs, zs, clip)
    case 'tiles': return grid(space, xs, zs, 0.8, clip, 0.05)
    case 'terracotta': return grid(space, xs, zs, 0.34, clip, 0.16)
    case 'terrazzo': return terrazzo(space, xs, zs, clip)
    case 'concrete': return grid(space, xs, zs, 2.2, clip, 0.03)
  }
}

/** Pieces sorted into a few tones, each tone one path. */
function tones(space: Space, pieces: readonly V3[][], strength: number, clip: string): void {
  const paths = ['', '', '', '', '']
  for (const piece of pieces) {
    const tone = space.random.int(0, 8) // some pieces keep the plain colour
    if (tone < 5) paths[tone] += polygon(space.visible(piece))
  }
  const fills = [['#2a1408', 0.9], ['#2a1408', 0.45], ['#fff0d6', 0.5], ['#fff0d6', 0.95], ['#6b2f10', 0.5]] as const
  paths.forEach((d, i) => {
    const [fill, share] = fills[i]!
    space.sheet.path(d, fill, { 'opacity': strength * share, 'clip-path': clip })
  })
}

/** Straight joints that can be seen, as one path. */
const joints = (space: Space, ends: readonly (readonly [V3, V3])[]) => ends.map(pair => space.visible(pair)).filter(flat => flat.length).map(line).join('')

function planks(space: Space, [x0, x1]: Range, [z0, z1]: Range, wide: number, long: number, clip: string): void {
  const pieces: V3[][] = []
  const seams: [V3, V3][] = []
  for (let x = x0; x < x1; x += wide) {
    const right = Math.min(x + wide, x1)
    for (let z = z0 - space.random.next() * long; z < z1; z += long) {
      const [near, far] = [Math.max(z, z0), Math.min(z + long, z1)]
      pieces.push([[x, 0, near], [right, 0, near], [right, 0, far], [x, 0, far]])
      if (z > z0) seams.push([[x, 0, z], [right, 0, z]])
    }
    seams.push([[x, 0, z0], [x, 0, z1]])
  }
  tones(space, pieces, 0.1, clip)
  space.sheet.stroke(joints(space, seams), '#2a1408', 1, { 'opacity': 0.28, 'clip-path': clip })
}

function herringbone(space: Space, [x0, x1]: Range, [z0, z1]: Range, clip: string): void {
  const [long, wide] = [0.78, 0.156]
  const pieces: V3[][] = []
  const step = long / Math.SQRT2
  const thick = wide * Math.SQRT2
  for (let column = Math.floor(x0 / step) - 1; column * step < x1; column++) {
    const rising = column % 2 === 0
    for (let z = Math.floor(z0 / thick) * thick - long; z < z1; z += thick) {
      const [x, far] = [column * step, rising ? 0 : step]
      pieces.push([[x, 0, z + far], [x + step, 0, z + step - far], [x + step, 0, z + step - far + thick], [x, 0, z + far + thick]])
    }
  }
  tones(space, pieces, 0.15, clip)
  space.sheet.stroke(joints(space, pieces.map(([a, b]) => [a!, b!])), '#2a1408', 0.8, { 'opacity': 0.22, 'clip-path': clip })
}

function grid(space: Space, [x0, x1]: Range, [z0, z1]: Range, size: number, clip: string, contrast: number): void {
  const pieces: V3[][] = []
  const lines: [V3, V3][] = []
  for (let x = x0; x < x1; x += size) {
    lines.push([[x, 0, z0], [x, 0, z1]])
    for (let z = z1; z > z0; z -= size) pieces.push([[x, 0, z - size], [x + size, 0, z - size], [x + size, 0, z], [x, 0, z]])
  }
  for (let z = z1; z > z0; z -= size) lines.push([[x0, 0, z], [x1, 0, z]])
  if (contrast) tones(space, pieces, contrast, clip)
  space.sheet.stroke(joints(space, lines), '#3a2a1e', 1.1, { 'opacity': 0.22, 'clip-path': clip })
}

function terrazzo(space: Space, [x0, x1]: Range, [z0, z1]: Range, clip: string): void {
  const { random, look } = space
  for (const colour of ['#8a7a6a', look.accent2, look.feature, '#f6f1e8', '#6d6259']) {
    let chips = ''
    for (let i = 0; i < 60; i++) {
      const [x, z, size] = [random.between(x0, x1), z1 - (z1 - z0) * random.next() ** 1.5, random.between(0.015, 0.045)]
      const turn = random.next() * 6
      chips += polygon(space.visible([0, 2.2, 4.2].map((angle): V3 => [x + size * Math.cos(angle + turn), 0, z + size * Math.sin(angle + turn)])))
    }
    space.sheet.path(chips, colour, { 'opacity': 0.55, 'clip-path': clip })
  }
  grid(space, [x0, x1], [z0, z1], 1.2, clip, 0)
}

function beams(space: Space, { width, depth, height }: Room): void {
  for (let z = depth - 0.6; z > 0.2; z -= 1.25) space.box(width / 2, height - 0.2, z, width, 0.2, 0.16, space.look.wood)
}

/** A rug on the floor: light and shadow as on the floor, then its pattern. */
export function rug(space: Space, x: number, z: number, width: number, depth: number, colour: string, pattern: 'plain' | 'border' | 'stripes' | 'diamonds' | 'round'): void {
  const place = space.world([x, 0.012, z])
  const [w, d] = [width / 2, depth / 2]
  const at = (u: number, v: number): V3 => [place[0] + u, place[1], place[2] + v]
  const points = [at(-w, -d), at(w, -d), at(w, d), at(-w, d)]
  space.backdrop.push(() => {
    const panel = space.panel(at(-w, -d), [width, 0, 0], [0, 0, depth], [0, 1, 0])
    const dark = mix(colour, '#3a2418', 0.4)
    if (pattern === 'round') {
      const ring = (share: number) => Array.from({ length: 36 }, (_, i) => at(w * share * Math.cos(i * Math.PI / 18), w * share * Math.sin(i * Math.PI / 18)))
      bake(space, { points: [at(-w, -w), at(w, -w), at(w, w), at(-w, w)], normal: [0, 1, 0], colour, outline: polygon(space.outline(ring(1))) })
      for (const share of [0.94, 0.8, 0.62, 0.42]) space.sheet.stroke(polygon(space.outline(ring(share))), dark, 2.5, { opacity: 0.22 })
      return
    }
    panel.shadow(0, 0, width, depth, 0.05, 0.06)
    bake(space, { points, normal: [0, 1, 0], colour })
    rugPattern(panel, pattern, dark, space)
    if (pattern !== 'plain') panel.lines(every(depth / 40, depth).flatMap((v): Point[][] => [[[0, v], [-0.06, v]], [[width, v], [width + 0.06, v]]]), '#efe4d0', 0.012, 0.7)
  })
}

function rugPattern(panel: WallPanel, pattern: string, dark: string, space: Space): void {
  const { width, height } = panel
  const edge = (by: number): Point[] => [[by, by], [width - by, by], [width - by, height - by], [by, height - by], [by, by]]
  if (pattern === 'border' || pattern === 'diamonds') {
    panel.line(edge(0.1), dark, 0.03, 0.45)
    panel.line(edge(0.17), dark, 0.012, 0.45)
  }
  if (pattern === 'stripes') {
    for (let u = 0.12; u < width - 0.05; u += 0.3) panel.rect(u, 0, 0.1, height, space.look.accent2, 0, 0.3)
  }
  if (pattern === 'diamonds') {
    const [columns, rows] = [Math.round(width / 0.55), Math.max(2, Math.round(height / 0.55))]
    const [su, sv] = [(width - 0.5) / columns, (height - 0.5) / rows]
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < rows; j++) {
        const [u, v] = [0.25 + (i + 0.5) * su, 0.25 + (j + 0.5) * sv]
        panel.shape([[u - su * 0.45, v], [u, v - sv * 0.45], [u + su * 0.45, v], [u, v + sv * 0.45]], (i + j) % 2 ? space.look.accent : dark, 0, 0.3)
      }
    }
  }
}
