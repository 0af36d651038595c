import type { Point } from '../../../../kit/draw.ts'
import { curve, mix } from '../../../../kit/draw.ts'
import { minus } from './light.ts'
import type { Panel } from './panel.ts'
import type { Space } from './space.ts'

export type Art = 'hills' | 'shapes' | 'sun' | 'plant' | 'ink' | 'lines' | 'vessel'
const kinds: readonly Art[] = ['hills', 'shapes', 'sun', 'plant', 'ink', 'lines', 'vessel']

/** A framed picture on the wall behind the piece being placed, at z; its lower left corner at x and y. */
export function art(space: Space, x: number, y: number, z: number, width: number, height: number, kind: Art = space.random.pick(kinds)): void {
  const { look, random } = space
  const frame = random.pick([look.wood, '#2f2a26', '#f1e9dc', look.metal])
  const border = Math.min(width, height) * (kind === 'ink' ? 0.04 : 0.1)
  shadowOnWall(space, x + 0.02, y - 0.035, z, width, height)
  space.box(x + width / 2, y, z - 0.02, width, height, 0.035, frame, { shadow: false, on: { front: (panel) => {
    panel.rect(0.018, 0.018, width - 0.036, height - 0.036, '#f6f0e5')
    paint(panel, kind, border + 0.018, border + 0.018, width - 2 * border - 0.036, height - 2 * border - 0.036)
    panel.shape([[width * 0.55, height], [width * 0.8, height], [width * 0.45, 0], [width * 0.2, 0]], '#ffffff', 0, 0.07)
  } } })
}

/** The soft shadow of something flat that hangs on the wall. */
function shadowOnWall(space: Space, x: number, y: number, z: number, width: number, height: number): void {
  const corner = space.world([x, y, z - 0.002])
  const right = minus(space.world([x + width, y, z - 0.002]), corner)
  const normal = minus(space.world([x, y, z - 1.002]), corner)
  space.backdrop.push(() => space.panel(corner, right, [0, height, 0], normal).shadow(0, 0, width, height, 0.045, 0.045))
}

/** A picture with a different subject for each kind, in the colours of the home. */
function paint(panel: Panel, kind: Art, u: number, v: number, w: number, h: number): void {
  const { look, random } = panel.space
  const paper = random.pick([mix(look.wall, '#ffffff', 0.5), mix(look.feature, '#fff6e6', 0.65), mix(look.accent, '#fff4e4', 0.8)])
  panel.rect(u, v, w, h, paper)
  const p = (x: number, y: number): Point => [u + x * w, v + y * h]
  const hill = (base: number, high: number, colour: string, opacity?: number) => panel.blob([p(0, 0), p(0, base), p(0, base), p(random.between(0.15, 0.3), base + high), p(0.5, base + high * 0.2), p(random.between(0.65, 0.85), base + high * 1.15), p(1, base), p(1, base), p(1, 0), p(1, 0), p(0, 0)], colour, opacity)
  switch (kind) {
    case 'hills':
      panel.oval(u + w * 0.68, v + h * 0.74, Math.min(w, h) * 0.12, Math.min(w, h) * 0.12, look.accent)
      hill(0.42, 0.2, mix(look.accent2, paper, 0.5))
      hill(0.26, 0.16, mix(look.accent2, paper, 0.2))
      return hill(0.08, 0.14, mix(look.accent2, '#33291f', 0.3))
    case 'sun':
      panel.oval(u + w * 0.5, v + h * 0.6, Math.min(w, h) * 0.28, Math.min(w, h) * 0.28, look.accent)
      for (let i = 0; i < 5; i++) panel.line([p(0.14 + i * 0.03, 0.3 - i * 0.045), p(0.86 - i * 0.03, 0.3 - i * 0.045)], mix(look.accent2, '#33291f', 0.2), 0.01)
      return
    case 'shapes': {
      const colours = random.shuffle([look.accent, look.accent2, look.feature, '#3b332c'])
      panel.blob([p(0.12, 0.45), p(0.2, 0.85), p(0.55, 0.92), p(0.62, 0.6), p(0.4, 0.4)], colours[0]!)
      panel.blob([p(0.45, 0.12), p(0.4, 0.45), p(0.66, 0.62), p(0.92, 0.5), p(0.88, 0.16)], colours[1]!, 0.92)
      panel.oval(u + w * 0.28, v + h * 0.24, Math.min(w, h) * 0.13, Math.min(w, h) * 0.13, colours[2]!)
      return panel.line([p(0.7, 0.92), p(0.78, 0.7), p(0.72, 0.5)], colours[3]!, 0.012)
    }
    case 'plant':
      for (let i = 0; i < 7; i++) {
        const [y, side] = [0.2 + i * 0.1, i % 2 ? 1 : -1]
        panel.blob([p(0.5, y), p(0.5 + side * 0.12, y + 0.13), p(0.5 + side * 0.32, y + 0.15), p(0.5 + side * 0.2, y + 0.03)], mix(look.leaf, i % 3 ? look.accent2 : '#2f4436', 0.35))
      }
      return panel.line([p(0.5, 0.08), p(0.5, 0.92)], mix(look.leaf, '#2f3a26', 0.5), 0.01)
    case 'ink':
      panel.rect(u, v, w, h, '#f1eadb')
      hill(0.5, 0.3, '#8d949a', 0.35)
      hill(0.32, 0.26, '#666c70', 0.5)
      hill(0.05, 0.2, '#3b3d3f', 0.75)
      panel.oval(u + w * 0.25, v + h * 0.84, Math.min(w, h) * 0.07, Math.min(w, h) * 0.07, '#b8432f', 0.85)
      return panel.rect(u + w * 0.84, v + h * 0.06, w * 0.07, w * 0.07, '#b03a2a')
    case 'lines':
      for (let i = 0; i < 6; i++) panel.line(Array.from({ length: 9 }, (_, k): Point => p(0.1 + k * 0.1, 0.2 + i * 0.11 + 0.07 * Math.sin(k * 0.9 + i * 0.5))), i % 3 === 1 ? look.accent : '#4a4038', 0.012)
      return
    case 'vessel':
      panel.rect(u, v, w, h * 0.3, mix(look.feature, '#5a3d2a', 0.15))
      panel.blob([p(0.36, 0.2), p(0.26, 0.36), p(0.42, 0.58), p(0.42, 0.66), p(0.58, 0.66), p(0.58, 0.58), p(0.74, 0.36), p(0.64, 0.2)], look.accent)
      for (const x of [0.3, 0.5, 0.7]) panel.line([p(0.5, 0.62), p(0.5 + (x - 0.5) * 0.6, 0.78), p(x, 0.92)], mix(look.leaf, '#2c2a1d', 0.4), 0.01)
  }
}

/** One large picture, a pair, or a small gallery, centred on x. */
export function gallery(space: Space, x: number, y: number, z: number, width: number): void {
  const { random } = space
  switch (random.pick(['one', 'two', 'three', 'mixed'])) {
    case 'one': return art(space, x - width * 0.36, y, z, width * 0.72, width * 0.5)
    case 'two':
      for (const side of [-1, 0.06]) art(space, x + side * width * 0.36, y, z, width * 0.34, width * 0.46)
      return
    case 'three':
      for (const i of [-1, 0, 1]) art(space, x + i * width * 0.29 - width * 0.125, y + 0.08, z, width * 0.25, width * 0.33)
      return
    default:
      art(space, x - width * 0.42, y, z, width * 0.4, width * 0.52)
      art(space, x + width * 0.04, y + width * 0.29, z, width * 0.32, width * 0.23)
      art(space, x + width * 0.04, y, z, width * 0.2, width * 0.24)
  }
}

/** A scroll with a mountain in ink. */
export function scroll(space: Space, x: number, y: number, z: number, width: number, height: number): void {
  shadowOnWall(space, x, y - 0.02, z, width, height)
  space.box(x + width / 2, y, z - 0.012, width, height, 0.01, '#e6d9c2', { shadow: false, on: { front: panel => paint(panel, 'ink', width * 0.1, height * 0.16, width * 0.8, height * 0.68) } })
  for (const v of [0, height - 0.02]) space.box(x + width / 2, y + v - 0.01, z - 0.02, width + 0.08, 0.035, 0.035, '#4a3024', { shadow: false })
}

/** A mirror, round or with a rounded top, that shows a hint of the room. */
export function mirror(space: Space, x: number, y: number, z: number, width: number, height: number): void {
  const { look, sheet } = space
  space.part([x - width / 2, y, z - 0.03], [x + width / 2, y + height, z], () => {
    const panel = space.panel([x - width / 2, y, z - 0.02], [width, 0, 0], [0, height, 0], [0, 0, -1])
    panel.shadow(width * 0.12, height * 0.06, width * 0.8, height * 0.82, 0.06, 0.03)
    panel.oval(width / 2, height / 2, width / 2, height / 2, look.metal)
    const ring = Array.from({ length: 24 }, (_, i): Point => panel.point(width / 2 + (width / 2 - 0.022) * Math.cos(i * Math.PI / 12), height / 2 + (height / 2 - 0.022) * Math.sin(i * Math.PI / 12)))
    const [a, b] = [panel.point(0, height), panel.point(width, 0)]
    sheet.path(curve([...ring, ring[0]!]).close(), sheet.linear([[0, panel.shade('#f7f3ea')], [0.48, panel.shade('#cfd0c8')], [0.5, panel.shade('#e6e4dc')], [1, panel.shade('#b9bab2')]], a, b))
  })
}
