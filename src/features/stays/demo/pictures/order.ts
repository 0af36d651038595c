import type { Point } from '../../../../kit/draw.ts'
import type { V3 } from './light.ts'

/** Something that takes up the space between two corners. */
export interface Part { low: V3, high: V3, box: readonly [x0: number, y0: number, x1: number, y1: number], draw: () => void }

export const lowest = (points: readonly V3[]): V3 => [Math.min(...points.map(p => p[0])), Math.min(...points.map(p => p[1])), Math.min(...points.map(p => p[2]))]
export const highest = (points: readonly V3[]): V3 => [Math.max(...points.map(p => p[0])), Math.max(...points.map(p => p[1])), Math.max(...points.map(p => p[2]))]

/** The upright rectangle around points of the picture. */
export function around(points: readonly Point[]): readonly [number, number, number, number] {
  const [xs, ys] = [points.map(p => p[0]), points.map(p => p[1])]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/**
 * The parts from back to front. Two boxes that a plane keeps apart can be ordered exactly: the one on
 * the eye's side of the plane comes later. Boxes that run into each other a
 * little count as apart; those that lie in one another keep the order of their making.
 */
export function inOrder(parts: readonly Part[], eye: V3): Part[] {
  const done = new Set<number>()
  const sorted: Part[] = []
  const visit = (i: number) => {
    if (done.has(i)) return
    done.add(i)
    const part = parts[i]!
    for (let j = 0; j < parts.length; j++) {
      const other = parts[j]!
      if (!done.has(j) && overlap(part.box, other.box) && isBehind(other, part, eye)) visit(j)
    }
    sorted.push(part)
  }
  parts.forEach((_, i) => visit(i))
  return sorted
}

const overlap = (a: Part['box'], b: Part['box']) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

function isBehind(a: Part, b: Part, eye: V3): boolean {
  let [least, nearest] = [0.5, -1] // boxes that share more than half of their extent on every axis are not told apart
  let apart = false
  for (const k of [0, 1, 2] as const) {
    if (a.high[k] <= b.low[k] || b.high[k] <= a.low[k]) {
      // One plane that says otherwise means that neither can hide the other.
      if (!beyond(a, b, eye, k)) return false
      apart = true
    }
    const shared = (Math.min(a.high[k], b.high[k]) - Math.max(a.low[k], b.low[k])) / Math.min(a.high[k] - a.low[k], b.high[k] - b.low[k])
    if (shared < least) [least, nearest] = [shared, k]
  }
  return apart || (nearest >= 0 && beyond(a, b, eye, nearest as 0 | 1 | 2))
}

/** Whether the plane between two boxes has `b` on the eye's side. */
const beyond = (a: Part, b: Part, eye: V3, k: 0 | 1 | 2) =>
  a.low[k] + a.high[k] < b.low[k] + b.high[k] ? eye[k] > b.low[k] : eye[k] < b.high[k]
