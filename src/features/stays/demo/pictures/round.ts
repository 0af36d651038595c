import type { Point } from '../../../../kit/draw.ts'
import { curve, line, mix, Pen, short } from '../../../../kit/draw.ts'
import type { V3 } from './light.ts'
import { minus, plus } from './light.ts'
import type { Space } from './space.ts'

export interface RoundOptions {
  /** What one sees on top: a lid of the same stuff, or the dark inside with what fills it. */
  top?: 'lid' | 'open'
  filling?: string
  /** A curve through the profile instead of straight lines. */
  smooth?: boolean
  /** Depth as a share of the width: 1 is a circle. */
  deep?: number
  glow?: number
  /** How strongly a gleam shows on the side. */
  gloss?: number
  shadow?: boolean
}

/** A turned piece — pot, vase, lampshade, round table — from its profile of radius and height, bottom to top, in metres. */
export function turned(space: Space, x: number, y: number, z: number, profile: readonly Point[], colour: string, options: RoundOptions = {}): void {
  const widest = Math.max(...profile.map(([r]) => r))
  const high = profile.at(-1)![1]
  const deep = options.deep ?? 1
  const at = space.world([x, y, z])
  const solid = options.shadow ?? (widest > 0.09 || high > 0.3)
  // A round thing fills its box badly: a smaller box throws the better shadow.
  if (solid) space.light.block(plus(at, [-widest * 0.72, 0, -widest * deep * 0.72]), plus(at, [widest * 0.72, high, widest * deep * 0.72]))
  space.part([x - widest, y, z - widest * deep], [x + widest, y + high, z + widest * deep], () => drawTurned(space, at, profile, colour, options))
}

function drawTurned(space: Space, at: V3, profile: readonly Point[], colour: string, { top = 'lid', filling, smooth, deep = 1, glow = 0, gloss = 0 }: RoundOptions): void {
  const { sheet, camera } = space
  const eye = minus(camera.at, at)
  const far = Math.hypot(eye[0], eye[2])
  const scale = space.scale(at)
  const towards: V3 = [eye[0] / far, 0, eye[2] / far]
  const right: V3 = [towards[2] * -1, 0, towards[0]]
  const ringOf = ([r, h]: Point) => {
    const [cx, cy] = space.point(plus(at, [0, h, 0]))
    return { cx, cy, rx: r * scale, ry: r * scale * deep * (eye[1] - h) / far }
  }
  const rings = profile.map(ringOf)
  const [bottom, lid] = [rings[0]!, rings.at(-1)!]
  const side = (sign: number) => rings.map((ring): Point => [ring.cx + sign * ring.rx, ring.cy])
  // The half rings are written as quarter-circle curves so that one pen can draw the whole outline.
  const ring = (pen: Pen, { cx, cy, rx, ry }: typeof bottom, from: number, down: number) => {
    const [k, to] = [0.5523, cx - from * rx]
    const bulge = cy + down * Math.abs(ry)
    pen.curve([cx + from * rx, cy + (bulge - cy) * k], [cx + from * rx * k, bulge], [cx, bulge])
    return pen.curve([cx - from * rx * k, bulge], [to, cy + (bulge - cy) * k], [to, cy])
  }
  const along = (points: Point[], pen: Pen) => smooth ? curve(points, pen) : points.reduce((drawing, p) => drawing.line(p), pen)
  const pen = along(side(-1), new Pen().move([bottom.cx - bottom.rx, bottom.cy]))
  ring(pen, lid, -1, -1)
  along(side(1).reverse(), pen)
  const body = ring(pen, bottom, 1, bottom.ry > 0 ? 1 : -1).close()
  const middle = plus(at, [0, profile.at(-1)![1] * 0.5, 0])
  const widest = Math.max(...profile.map(([r]) => r))
  const shadeAt = (share: number) => {
    const normal: V3 = [right[0] * share + towards[0] * Math.sqrt(1 - share * share), 0.12, right[2] * share + towards[2] * Math.sqrt(1 - share * share)]
    return space.shade(colour, plus(middle, normal, widest), normal, glow)
  }
  const [left, mid, end] = [shadeAt(-0.9), shadeAt(0), shadeAt(0.9)]
  const rim = glow ? 0.05 : 0.22
  const small = widest * scale < 26
  sheet.path(body, sheet.across(small ? [[0, left], [0.5, mid], [1, end]] : [[0, mix(left, '#24160d', rim)], [0.22, left], [0.5, mid], [0.82, end], [1, mix(end, '#24160d', rim)]]))
  if (gloss) sheet.stroke(String(smooth ? curve(side(-0.62)) : line(side(-0.62))), '#ffffff', Math.max(0.8, widest * scale * 0.07), { opacity: gloss })
  if (bottom.ry < 0) oval(space, bottom, glow ? '#fff3d8' : mix(mid, '#24160d', 0.5))
  if (lid.ry > 0) {
    const upper = space.shade(colour, plus(at, [0, profile.at(-1)![1], 0]), [0, 1, 0], glow)
    oval(space, lid, top === 'lid' ? upper : mix(upper, '#ffffff', 0.15))
    if (top === 'open') oval(space, { ...lid, rx: lid.rx * 0.9, ry: lid.ry * 0.88 }, filling ? space.shade(filling, plus(at, [0, profile.at(-1)![1], 0]), [0, 1, 0]) : mix(mid, '#1c110a', 0.6))
  }
}

function oval(space: Space, { cx, cy, rx, ry }: { cx: number, cy: number, rx: number, ry: number }, fill: string): void {
  space.sheet.add(`<ellipse cx="${short(cx)}" cy="${short(cy)}" rx="${short(rx)}" ry="${short(Math.abs(ry))}" fill="${fill}"/>`)
}
