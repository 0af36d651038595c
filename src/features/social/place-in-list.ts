import { cursorOf, positionOf } from '../../kit/cursors.ts'
import { KitErrors } from '../../kit/errors.ts'
import { isUuid } from './atoms.ts'

/** Where a row stands in a list that begins with the latest: its instant, and whose it is among those of the same. */
export interface Place { at: Date, publicId: string }

/** No Date is later. A cursor that somebody has made up may be, and PostgreSQL throws at what JavaScript would make of it. */
const LATEST_MS = 8.64e15

/** Where the page before has ended; null when there was none. Throws kit.bad_page for what is no place in this list. */
export function placeOf(after: string | undefined, list: string): Place | null {
  if (after === undefined) return null
  const [ms, publicId] = positionOf(after, list, ['number', 'text'])
  if (!isUuid(publicId)) throw KitErrors.bad_page({ field: 'after' })
  return { at: new Date(Math.min(ms, LATEST_MS)), publicId }
}

/** Makes a page and the cursor of the next one from limit + 1 rows; the extra row only says whether there are more. */
export function cutPage<Row>(rows: readonly Row[], limit: number, list: string, placeOf: (row: Row) => Place): { page: Row[], next: string | null } {
  const page = rows.slice(0, limit)
  if (rows.length <= limit) return { page, next: null }
  const { at, publicId } = placeOf(page.at(-1)!)
  return { page, next: cursorOf(list, [at.getTime(), publicId]) }
}
