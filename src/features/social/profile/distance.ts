import type { Point } from '../../../core/regions/index.ts'

const EARTH_KM = 6371
const RADIAN = Math.PI / 180

/** Kilometres between two points on the globe. */
export function kilometres(a: Point, b: Point): number {
  const h = Math.sin((b.lat - a.lat) * RADIAN / 2) ** 2 + Math.cos(a.lat * RADIAN) * Math.cos(b.lat * RADIAN) * Math.sin((b.lng - a.lng) * RADIAN / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}
