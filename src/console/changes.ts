/** A field that staff have changed, '' where the thing is a value of its own; `added` and `removed` where a list has others than before. */
export interface Change { field: string, before: unknown, after: unknown, added?: unknown[], removed?: unknown[] }

/** What differs between two states of a thing, field by field. What the later one does not tell has not changed. */
export function changesBetween(before: unknown, after: unknown): Change[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  return Object.keys(after === null || after === undefined ? was : is)
    .filter(field => !same(was[field], is[field]))
    .map(field => changeOf(field, was[field], is[field]))
}

function changeOf(field: string, before: unknown, after: unknown): Change {
  if (!Array.isArray(before) || !Array.isArray(after)) return { field, before, after }
  const lacks = (list: unknown[]) => (value: unknown) => !list.some(other => same(other, value))
  const [added, removed] = [after.filter(lacks(before)), before.filter(lacks(after))]
  return added.length || removed.length ? { field, before, after, added, removed } : { field, before, after }
}

const fieldsOf = (state: unknown): Record<string, unknown> => typeof state === 'object' && state !== null && !Array.isArray(state) ? state as Record<string, unknown> : state === null || state === undefined ? {} : { '': state }

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
