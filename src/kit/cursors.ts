import { Buffer } from 'node:buffer'
import { KitErrors } from './errors.ts'
import { storable } from './http/closed.ts'

// Apart from pagination.ts, whose shapes are part of contracts: pages in a browser know no Buffer.

/** A row's place in a list, opaque to clients: what the list is ordered by, of this row. `list` names it and its order. */
export const cursorOf = (list: string, position: readonly (number | string)[]) => Buffer.from(JSON.stringify([list, ...position])).toString('base64url')

/** What `cursorOf` was given, as it was typed: whole numbers from 0 on, texts. Throws kit.bad_page for a cursor that is not ours, or of another list. */
export function positionOf<const Kinds extends readonly ('number' | 'text')[]>(cursor: string, list: string, kinds: Kinds): { [I in keyof Kinds]: Kinds[I] extends 'number' ? number : string } {
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw KitErrors.bad_page({ field: 'after' })
  }
  const [of, ...position] = Array.isArray(read) ? read as unknown[] : []
  const isOf = (kind: 'number' | 'text', value: unknown) => kind === 'text' ? typeof value === 'string' && storable(value) : Number.isSafeInteger(value) && Number(value) >= 0
  if (of !== list || position.length !== kinds.length || !kinds.every((kind, i) => isOf(kind, position[i]))) throw KitErrors.bad_page({ field: 'after' })
  return position as { [I in keyof Kinds]: Kinds[I] extends 'number' ? number : string }
}
