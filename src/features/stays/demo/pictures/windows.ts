import type { Point, Random } from '../../../../kit/draw.ts'
import { element, mix, polygon, short } from '../../../../kit/draw.ts'
import type { Pane, V3 } from './light.ts'
import { plus, unit } from './light.ts'
import type { Hour, WindowStyle } from './look.ts'
import { around } from './order.ts'
import type { Room, Wall } from './shell.ts'
import type { Space } from './space.ts'
import { viewOf } from './views.ts'

/** An opening in a wall; lengths in metres, `from` along x on the back wall and along z on the others. */
export interface Opening { wall: Wall, from: number, sill: number, width: number, height: number, style?: WindowStyle, columns?: number, rows?: number, curtains?: Curtains }
export type Curtains = 'heavy' | 'sheer' | 'both' | 'blind' | 'roman' | 'none'

const THICK = 0.2 // metres of wall around an opening

interface Placed extends Opening { corner: V3, u: V3, v: V3, inward: V3, columns: number, rows: number, style: WindowStyle }

/** Cuts the windows, lets light in through them and hangs their curtains. Gives back where they shine on the picture. */
export function addWindows(space: Space, room: Room, openings: readonly Opening[], hour: Hour, random: Random): { at: Point, reach: number, colour: readonly [number, number, number], strength: number }[] {
  const placed = openings.map(opening => placeOpening(space, room, opening))
  for (const window of placed) space.light.windows.push({ corner: window.corner, u: window.u, v: window.v, inward: window.inward, colour: hour.window })
  const [main] = placed
  if (hour.sun && main) {
    // The sun stands so that its light reaches the middle of the room, not only the sill.
    const low = hour.shade ? 0.42 : 0.72
    const aside = random.between(-0.35, 0.35)
    const side: V3 = unit(main.u)
    const way = unit([main.inward[0] + side[0] * aside, -low, main.inward[2] + side[2] * aside])
    space.light.sun = { way, colour: hour.sun, panes: placed.filter(({ inward }) => inward[0] * way[0] + inward[2] * way[2] > 0.2).flatMap(panesOf) }
  }
  space.backdrop.push(() => drawAll(space, placed, hour, random))
  for (const window of placed) hang(space, window, hour)
  return placed.map((window) => {
    const flat = space.outline(cornersOf(window, 0))
    const [x0, y0, x1, y1] = around(flat)
    return { at: [(x0 + x1) / 2, (y0 + y1) / 2], reach: Math.max(x1 - x0, y1 - y0) * 1.15, colour: [255, 246, 228], strength: hour.bloom }
  })
}

function placeOpening(space: Space, room: Room, opening: Opening): Placed {
  const style = opening.style ?? space.look.windows
  const { wall, from, sill, width, height } = opening
  const columns = opening.columns ?? { slim: Math.max(1, Math.round(width / 1.3)), casement: Math.max(1, Math.round(width / 0.7)), lattice: Math.max(2, Math.round(width / 0.6)), steel: Math.max(2, Math.round(width / 0.5)), sash: Math.max(2, Math.round(width / 0.5)), moon: 1 }[style]
  const rows = opening.rows ?? { slim: 1, casement: height > 1.8 ? 2 : 1, lattice: 1, steel: Math.max(2, Math.round(height / 0.55)), sash: Math.max(2, Math.round(height / 0.6)), moon: 1 }[style]
  const v: V3 = [0, height, 0]
  const side: Pick<Placed, 'corner' | 'u' | 'inward'> = wall === 'back'
    ? { corner: [from, sill, room.depth], u: [width, 0, 0], inward: [0, 0, -1] }
    : { corner: [wall === 'left' ? 0 : room.width, sill, from], u: [0, 0, width], inward: [wall === 'left' ? 1 : -1, 0, 0] }
  return { ...opening, ...side, v, style, columns, rows }
}

const cornersOf = ({ corner, u, v, inward }: Placed, outwards: number): V3[] => {
  const o = plus(corner, inward, -outwards)
  return [o, plus(o, u), plus(plus(o, u), v), plus(o, v)]
}

/** The outline of the opening, that much further out. */
function outlineOf(window: Placed, outwards: number): V3[] {
  if (window.style !== 'moon') return cornersOf(window, outwards)
  const middle = plus(plus(plus(window.corner, window.inward, -outwards), window.u, 0.5), window.v, 0.5)
  return Array.from({ length: 40 }, (_, i) => plus(plus(middle, window.u, Math.cos(i * Math.PI / 20) / 2), window.v, Math.sin(i * Math.PI / 20) / 2))
}

/** The panes between the bars, for the sun to shine through. */
function panesOf(window: Placed): Pane[] {
  const bar = window.style === 'slim' ? 0.05 : 0.035
  const list: Pane[] = []
  if (window.style === 'moon') {
    // Strips of the width that the circle has at their height.
    for (let i = 0; i < 6; i++) {
      const wide = Math.sqrt(1 - ((i + 0.5) / 3 - 1) ** 2)
      list.push({ corner: plus(plus(plus(window.corner, window.u, (1 - wide) / 2), window.v, i / 6), window.inward, -THICK / 2), u: scaled(window.u, wide), v: scaled(window.v, 1 / 6) })
    }
    return list
  }
  for (let i = 0; i < window.columns; i++) {
    for (let j = 0; j < window.rows; j++) {
      const [su, sv] = [1 / window.columns, 1 / window.rows]
      const [gu, gv] = [bar / window.width, bar / window.height]
      list.push({
        corner: plus(plus(plus(window.corner, window.u, i * su + gu), window.v, j * sv + gv), window.inward, -THICK / 2),
        u: scaled(window.u, su - 2 * gu),
        v: scaled(window.v, sv - 2 * gv),
      })
    }
  }
  return list
}

const scaled = (v: V3, by: number): V3 => [v[0] * by, v[1] * by, v[2] * by]

function drawAll(space: Space, placed: readonly Placed[], hour: Hour, random: Random): void {
  const openings = placed.map(window => space.outline(outlineOf(window, 0)))
  const [x0, y0, x1, y1] = around(openings.flat())
  if (x1 < 0 || x0 > space.sheet.width) return
  const region = { x0: Math.max(-20, x0), x1: Math.min(1300, x1), y0: Math.max(-20, y0), y1: Math.min(980, y1), horizon: space.camera.horizon }
  const view = space.sheet.define('g', {}, viewOf(space.sheet, random, space.look.view, hour, region))
  placed.forEach((window, i) => {
    space.sheet.within(polygon(openings[i]!), () => {
      space.sheet.add(element('use', { href: `#${view}` }))
      reveal(space, window, hour)
      bars(space, window)
      glass(space, window, hour, random)
    })
    if (window.sill > 0.3 && window.style !== 'moon') ledge(space, window)
  })
}

/** The thickness of the wall around the opening. */
function reveal(space: Space, window: Placed, hour: Hour): void {
  const [inner, outer] = [outlineOf(window, 0), outlineOf(window, THICK)]
  const bright = hour.shade > 0.5 ? 0.55 : 1.02
  inner.forEach((a, i) => {
    const next = (i + 1) % inner.length
    // Light from the sky: the lower side of the opening is brighter than the upper one.
    const shade = (inner.length === 4 ? [1, 0.88, 0.74, 0.88][i]! : 0.87 - 0.13 * Math.sin(i * Math.PI / 20)) * bright
    const colour = mix('#2a2320', '#f6efe4', Math.min(1, shade * 0.95))
    space.sheet.path(polygon(space.outline([a, inner[next]!, outer[next]!, outer[i]!])), colour)
  })
}

/** Frame and glazing bars, halfway in the wall. */
function bars(space: Space, window: Placed): void {
  const { frame } = space.look
  const panel = space.panel(plus(window.corner, window.inward, -THICK * 0.6), window.u, window.v, window.inward)
  const { width: w, height: h } = panel
  const slim = window.style === 'slim' || window.style === 'steel'
  const edge = slim ? 0.045 : 0.07
  const bar = { slim: 0.05, steel: 0.028, casement: 0.07, lattice: 0.05, sash: 0.035, moon: 0.04 }[window.style]
  const strip = (u: number, v: number, width: number, height: number) => {
    panel.rect(u, v, width, height, frame)
    if (width < height) panel.rect(u + width * 0.7, v, width * 0.3, height, '#1c1512', 0, 0.22)
    else panel.rect(u, v, width, height * 0.35, '#1c1512', 0, 0.22)
  }
  for (let i = 1; i < window.columns; i++) strip(i * w / window.columns - bar / 2, 0, bar, h)
  for (let j = 1; j < window.rows; j++) strip(0, j * h / window.rows - bar / 2, w, bar)
  if (window.style === 'moon') return moonFrame(panel, frame)
  if (window.style === 'lattice') lattice(panel, window, frame)
  strip(0, 0, w, edge)
  strip(0, h - edge, w, edge)
  strip(0, 0, edge, h)
  strip(w - edge, 0, edge, h)
}

/** A ring, and a few bars that cross like branches. */
function moonFrame(panel: ReturnType<Space['panel']>, frame: string): void {
  const r = panel.width / 2
  const ring = Array.from({ length: 41 }, (_, i): Point => [r + (r - 0.035) * Math.cos(i * Math.PI / 20), r + (r - 0.035) * Math.sin(i * Math.PI / 20)])
  panel.line(ring, frame, 0.075)
  panel.lines([[[r * 0.66, 0.06], [r * 0.66, 2 * r - 0.06]], [[r * 1.34, 0.06], [r * 1.34, 2 * r - 0.06]]], frame, 0.022)
}

function ledge(space: Space, window: Placed): void {
  const board = space.panel(plus(plus(window.corner, [0, -0.05, 0]), window.inward, 0.04), window.u, [0, 0.05, 0], window.inward)
  board.rect(-0.06, 0, board.width + 0.12, 0.05, '#f4ece0')
  board.rect(-0.06, -0.03, board.width + 0.12, 0.03, '#2a1b12', 0, 0.16)
}

/** The fretwork of old windows: a frame within a frame, tied by short bars. */
function lattice(panel: ReturnType<Space['panel']>, window: Placed, colour: string): void {
  const [cw, h] = [panel.width / window.columns, panel.height]
  for (let i = 0; i < window.columns; i++) {
    const [u0, u1] = [i * cw + 0.09, (i + 1) * cw - 0.09]
    const [v0, v1] = [h * 0.42, h - 0.12]
    panel.line([[u0, v0], [u1, v0], [u1, v1], [u0, v1], [u0, v0]], colour, 0.022)
    const [mu, mv] = [(u0 + u1) / 2, (v0 + v1) / 2]
    for (const share of [0.3, 0.62]) panel.line([[mu - (mu - u0) * share, mv - (mv - v0) * share], [mu + (u1 - mu) * share, mv - (mv - v0) * share], [mu + (u1 - mu) * share, mv + (v1 - mv) * share], [mu - (mu - u0) * share, mv + (v1 - mv) * share], [mu - (mu - u0) * share, mv - (mv - v0) * share]], colour, 0.018)
    for (const [a, b] of [[[mu, v0], [mu, mv - (mv - v0) * 0.3]], [[mu, mv + (v1 - mv) * 0.3], [mu, v1]], [[u0, mv], [mu - (mu - u0) * 0.3, mv]], [[mu + (u1 - mu) * 0.3, mv], [u1, mv]]] as [Point, Point][]) panel.line([a, b], colour, 0.018)
    panel.line([[u0 - 0.05, h * 0.36], [u1 + 0.05, h * 0.36]], colour, 0.03)
  }
}

/** A slanting gleam on the glass, drops when it rains. */
function glass(space: Space, window: Placed, hour: Hour, random: Random): void {
  const panel = space.panel(plus(window.corner, window.inward, -THICK * 0.6), window.u, window.v, window.inward)
  const { width: w, height: h } = panel
  for (const [start, wide] of [[0.12, 0.16], [0.34, 0.05]] as const) {
    const gleam = panel.outline([[w * start, 0], [w * (start + wide), 0], [w * (start + wide) + h * 0.35, h], [w * start + h * 0.35, h]])
    space.sheet.path(polygon(gleam), '#ffffff', { opacity: hour.shade > 0.5 ? 0.04 : 0.1 })
  }
  if (hour.shade !== 0.18) return
  let drops = ''
  for (let i = 0; i < 60; i++) {
    const [x, y] = panel.point(random.between(0.05, w - 0.05), random.between(0.05, h - 0.05))
    drops += random.chance(0.3) ? `M${short(x)} ${short(y)}v${short(random.between(8, 26))}` : `M${short(x)} ${short(y)}v.1`
  }
  space.sheet.stroke(drops, '#f4f8f8', 1.8, { opacity: 0.5 })
}

// ── Curtains and blinds ───────────────────────────────────────────────────

function hang(space: Space, window: Placed, hour: Hour): void {
  const kind = window.curtains ?? 'none'
  if (kind === 'none') return
  if (kind === 'blind' || kind === 'roman') return blind(space, window, kind)
  const gather = Math.min(0.55, window.width * 0.24)
  const tall = window.sill < 0.9 ? window.sill + window.height + 0.16 : window.height + 0.45
  const foot = window.sill + window.height + 0.16 - tall
  if (kind !== 'heavy') {
    for (const share of [0, 0.5]) cloth(space, window, share * window.width, window.width / 2, foot + 0.03, tall - 0.05, '#fbf7ee', 0.05, hour.shade > 0.5 ? 0.16 : 0.42)
  }
  if (kind !== 'sheer') {
    const colour = space.look.whim > 0.45 ? space.look.fabric : mix(space.look.accent, space.look.fabric, 0.42)
    cloth(space, window, -gather * 0.55, gather, foot, tall, colour, 0.09, 1)
    cloth(space, window, window.width - gather * 0.45, gather, foot, tall, colour, 0.09, 1)
  }
  const rod = plus(plus(window.corner, window.inward, 0.09), [0, window.height + 0.17, 0])
  const along = scaled(unit(window.u), 0.35)
  part(space, [plus(rod, along, -1), plus(plus(rod, window.u), along)], () => {
    const panel = space.panel(plus(rod, along, -1), plus(window.u, along, 2), [0, 0.02, 0], window.inward)
    panel.line([[0, 0], [panel.width, 0]], space.look.metal, 0.025)
  })
}

function part(space: Space, ends: readonly [V3, V3], draw: () => void, low = 0): void {
  const [a, b] = ends
  space.part([Math.min(a[0], b[0]), a[1] - low, Math.min(a[2], b[2])], [Math.max(a[0], b[0]) + 0.02, b[1] + 0.02, Math.max(a[2], b[2]) + 0.02], draw)
}

/** One hanging width of cloth in soft folds. */
function cloth(space: Space, window: Placed, from: number, width: number, foot: number, tall: number, colour: string, off: number, opacity: number): void {
  const along = unit(window.u)
  const corner = plus(plus([window.corner[0], foot, window.corner[2]], along, from), window.inward, off)
  const folds = Math.max(3, Math.round(width / 0.11))
  part(space, [corner, plus(plus(corner, along, width), [0, tall, 0])], () => {
    const panel = space.panel(corner, scaled(along, width), [0, tall, 0], window.inward)
    const hem = Array.from({ length: folds * 2 + 1 }, (_, i): Point => [width * (1 - i / (folds * 2)), (i % 2) * 0.025])
    const flat = panel.outline([[width * 0.06, tall], [width * 0.94, tall], ...hem])
    // Cloth lets light through: it is brighter than the wall it hangs on.
    const tones = [panel.shade(mix(colour, '#ffffff', 0.25), width / 2, tall * 0.6), panel.shade(mix(colour, '#2a1a10', 0.3), width / 2, tall * 0.4)] as const
    const [a, b] = [panel.point(0, tall / 2), panel.point(width / folds / 1.6, tall / 2)]
    const fold = space.sheet.linear([[0, tones[1]], [0.35, tones[0]], [0.7, mix(...tones, 0.4)], [1, tones[1]]], a, b, { spreadMethod: 'reflect' })
    space.sheet.path(polygon(flat), fold, { opacity: opacity < 1 ? opacity : undefined })
    if (opacity === 1) space.sheet.path(polygon(flat), space.sheet.linear([[0, '#2a1a10', 0.22], [0.12, '#2a1a10', 0], [0.8, '#2a1a10', 0], [1, '#2a1a10', 0.2]]))
  })
}

function blind(space: Space, window: Placed, kind: 'blind' | 'roman'): void {
  const drop = window.height * (0.22 + space.look.whim * 0.2)
  const corner = plus(plus(window.corner, [0, window.height - drop, 0]), window.inward, 0.03)
  part(space, [corner, plus(plus(corner, window.u), [0, drop, 0])], () => {
    const panel = space.panel(corner, window.u, [0, drop, 0], window.inward)
    const colour = kind === 'roman' ? mix(space.look.accent, space.look.fabric, 0.55) : mix(space.look.wood, '#f3e3c6', 0.4)
    panel.rect(0, 0, panel.width, drop, mix(colour, '#ffffff', 0.2))
    const step = kind === 'roman' ? drop / 3 : 0.05
    for (let v = 0; v < drop; v += step) panel.rect(0, v, panel.width, step * 0.3, '#3a2413', 0, 0.16)
    panel.rect(0, -0.02, panel.width, 0.035, mix(colour, '#3a2413', 0.35))
  })
}
