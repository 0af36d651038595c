import type { Point } from '../../../core/regions/index.ts'
import { cellToLatLng, cellToParent, getHexagonEdgeLengthAvg, gridDisk, latLngToCell, UNITS } from 'h3-js'

// Where somebody is, is a cell; its number is what the database holds, as decimal texts here. The cells are Uber's H3 (Apache-2.0).

/** 20, 7 or 3 km across. By cells of 5 people near each other are found, and 7 is the finest anybody is put into. */
export type Resolution = 5 | 6 | 7

/** Kilometres: nobody's place is told more exactly than this, by the resolution of their cell. */
const EXACT_KM: Record<Resolution, number> = { 7: 2, 6: 5, 5: 10 }
export const exactness = (resolution: Resolution): number => EXACT_KM[resolution]

export interface Cells { c5: string, c6: string | null, c7: string | null }

/** The cells of a point, which is forgotten here. */
export function cellsOf({ lat, lng }: Point): { c5: string, c6: string, c7: string } {
  const c7 = latLngToCell(lat, lng, 7)
  return { c5: decimal(cellToParent(c7, 5)), c6: decimal(cellToParent(c7, 6)), c7: decimal(c7) }
}

/** The middle of a cell, degrees. */
export function centreOf(cell: string): Point {
  const [lat, lng] = cellToLatLng(BigInt(cell).toString(16))
  return { lat, lng }
}

/** The cells of resolution 5 in which everybody within so many kilometres of this one lies. */
export function cellsAround(c5: string, km: number): string[] {
  const step = getHexagonEdgeLengthAvg(5, UNITS.km) * Math.sqrt(3)
  // One ring more: people at the far edge of their cell are no further than its centre.
  return gridDisk(BigInt(c5).toString(16), Math.ceil(km / step) + 1).map(decimal)
}

const decimal = (cell: string) => BigInt(`0x${cell}`).toString()
