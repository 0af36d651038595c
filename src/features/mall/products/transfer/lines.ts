import type { CellProblem, CellValue, Column, Key } from './columns.ts'
import type { Sheet } from './read-sheet.ts'
import { readCell } from './columns.ts'
import { SheetErrors } from './errors.ts'

/** What is wrong with a line, and in which column. */
export interface Problem extends CellProblem { line: number, key: Key | null }

/** A line as it was understood. What a cell leaves open is not in `values`; null empties it. */
export interface Line {
  line: number
  cells: string[]
  values: Partial<Record<Key, CellValue>>
  problems: Problem[]
}

/** The lines about one product: of one that is there, or of a new one by its title. */
export interface Group { productId: number | null, lines: Line[] }

export function readLines({ lines }: Sheet, columns: readonly (Column | null)[]): Line[] {
  const read = lines.map(({ line, cells }): Line => {
    const values: Line['values'] = {}
    const problems: Problem[] = []
    columns.forEach((column, i) => {
      if (!column) return
      const { value, problem } = readCell(column, cells[i] ?? '')
      if (problem) problems.push({ line, key: column.key, ...problem })
      if (value !== undefined) values[column.key] = value
    })
    return { line, cells, values, problems }
  })
  tellRepeated(read)
  return read
}

function tellRepeated(lines: readonly Line[]) {
  const first = new Map<CellValue, number>()
  for (const { line, values: { code }, problems } of lines) {
    if (code === undefined) continue
    const before = first.get(code)
    if (before === undefined) first.set(code, line)
    else problems.push({ line, key: 'code', refusal: SheetErrors.code_repeated, facts: { line: before } })
  }
}

/** Which products there are, by what lines name them. */
export interface Names { ids: ReadonlySet<number>, ownerOfCode: ReadonlyMap<string, number>, idOfTitle: ReadonlyMap<string, number> }

/**
 * Puts lines together that are about one product: by its id, else by a code it has, else by the title of a line that was put so,
 * else they are a new product of their title.
 */
export function groupLines(lines: readonly Line[], { ids, ownerOfCode, idOfTitle }: Names): Group[] {
  const groups = new Map<string, Group>()
  const idByTitle = new Map<CellValue, number>()
  const put = (key: string, productId: number | null, line: Line) => {
    const group = groups.get(key) ?? { productId, lines: [] }
    group.lines.push(line)
    groups.set(key, group)
  }
  const known = new Map(lines.map((line) => {
    const { productId, code, title } = line.values
    const owner = typeof code === 'string' ? ownerOfCode.get(code) : undefined
    const id = typeof productId === 'number' ? productId : owner
    if (typeof productId === 'number' && !ids.has(productId)) line.problems.push({ line: line.line, key: 'productId', refusal: SheetErrors.unknown_product })
    else if (owner !== undefined && owner !== id) line.problems.push({ line: line.line, key: 'code', refusal: SheetErrors.code_elsewhere, facts: { productId: owner } })
    if (id !== undefined && title !== undefined) idByTitle.set(title, id)
    return [line, id] as const
  }))
  for (const line of lines) {
    const { title } = line.values
    const id = known.get(line) ?? idByTitle.get(title ?? null)
    if (id !== undefined) put(`id ${id}`, id, line)
    else if (typeof title === 'string') put(`title ${title}`, null, line)
    else put(`line ${line.line}`, null, line)
  }
  for (const { productId, lines: [first] } of groups.values()) {
    const { title } = first!.values
    if (productId !== null) continue
    if (typeof title !== 'string') first!.problems.push({ line: first!.line, key: 'title', refusal: SheetErrors.title_missing })
    else if (idOfTitle.has(title)) first!.problems.push({ line: first!.line, key: 'title', refusal: SheetErrors.title_known, facts: { productId: idOfTitle.get(title) } })
  }
  return [...groups.values()]
}
