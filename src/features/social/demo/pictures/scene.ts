import type { Random } from '../../../../kit/draw.ts'
import type { Canvas, Hour } from './brush.ts'
import type { Shot, Weather } from './figure.ts'

/** A place where photos are taken. The person stands between what is behind and what is in front of them. */
export interface Scene {
  hours: readonly Exclude<Hour, 'lamp'>[] | readonly 'lamp'[]
  weather: Weather
  isInside?: boolean
  shots: readonly Shot[]
  /** Where feet stand, when people are seen whole. */
  ground?: number
  back: (canvas: Canvas, random: Random, hour: any) => void
  /** What people who are seen whole stand on. */
  floor?: (canvas: Canvas, hour: Hour) => void
  front?: (canvas: Canvas, random: Random, hour: Hour, shot: Shot) => void
}
