import type { Point } from '../../../../kit/draw.ts'
import { polygon } from '../../../../kit/draw.ts'
import type { V3 } from './light.ts'
import { dot, minus, plus } from './light.ts'
import type { Space } from './space.ts'

const SMALLEST = 12 // square pixels below which a patch is not worth its bytes

/** Where the sun falls through its panes onto a flat face, as paths on the picture. */
export function patches(space: Space, points: readonly V3[], flat: readonly Point[], centre: V3, normal: V3): string[] {
  const sun = space.light.sun
  if (!sun?.panes || dot(sun.way, normal) > -0.03) return []
  const back: V3 = [-sun.way[0], -sun.way[1], -sun.way[2]]
  const tries = [centre, ...points.map(p => plus(centre, minus(p, centre), 0.5))]
  if (tries.filter(p => space.light.blocked(plus(p, normal, 0.01), back, 12)).length > 2) return []
  return sun.panes.flatMap((pane) => {
    const quad = [pane.corner, plus(pane.corner, pane.u), plus(plus(pane.corner, pane.u), pane.v), plus(pane.corner, pane.v)]
    const far = quad.map(p => dot(minus(centre, p), normal) / dot(sun.way, normal))
    if (far.some(t => t < 0)) return []
    const cut = clip(space.outline(quad.map((p, i) => plus(p, sun.way, far[i]!))), flat)
    return area(cut) > SMALLEST ? [polygon(cut)] : []
  })
}

const cross = (a: Point, b: Point, p: Point) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
const area = (points: readonly Point[]) => Math.abs(points.reduce((sum, p, i) => {
  const q = points[(i + 1) % points.length]!
  return sum + p[0] * q[1] - q[0] * p[1]
}, 0)) / 2

/** The common part of two convex shapes. */
export function clip(shape: readonly Point[], window: readonly Point[]): Point[] {
  const turn = Math.sign(window.reduce((sum, p, i) => {
    const q = window[(i + 1) % window.length]!
    return sum + p[0] * q[1] - q[0] * p[1]
  }, 0))
  let kept = [...shape]
  window.forEach((a, i) => {
    const b = window[(i + 1) % window.length]!
    const next: Point[] = []
    kept.forEach((p, k) => {
      const q = kept[(k + 1) % kept.length]!
      const [dp, dq] = [cross(a, b, p) * turn, cross(a, b, q) * turn]
      if (dp >= 0) next.push(p)
      if ((dp >= 0) !== (dq >= 0)) next.push([p[0] + (q[0] - p[0]) * dp / (dp - dq), p[1] + (q[1] - p[1]) * dp / (dp - dq)])
    })
    kept = next
  })
  return kept
}
