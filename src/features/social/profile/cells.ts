import type { Point } from '../../../core/regions/index.ts'
import { kilometres } from './distance.ts'
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
export const centreOf = (cell: string): Point => pointOf(BigInt(cell).toString(16))

function pointOf(cell: string): Point {
  const [lat, lng] = cellToLatLng(cell)
  return { lat, lng }
}

/** Kilometres from the middle of a cell of resolution 5 to the middle of the farthest cell that is counted to it; it is 9.7 wherever one looks. */
const REACH_KM = 11
/** Decks reckon on a flat earth, which may make a way a tenth shorter. */
const FLATTENED = 1.1

/** The cells of resolution 5 in which everybody within so many kilometres of a place lies, and few others. */
export function cellsAround(place: Point, km: number): string[] {
  const { c5 } = cellsOf(place)
  const within = km * FLATTENED + REACH_KM
  const step = getHexagonEdgeLengthAvg(5, UNITS.km) * Math.sqrt(3)
  return gridDisk(BigInt(c5).toString(16), Math.ceil(within / step) + 1).filter(cell => kilometres(place, pointOf(cell)) <= within).map(decimal)
}

const decimal = (cell: string) => BigInt(`0x${cell}`).toString()
