import type { ImportReport } from '../../products/transfer/contract.ts'

const BOM = '\uFEFF'

/** The refused lines as a table that can be mended and sent again: as they were, with their number and what is wrong with them before. */
export function refusedTable({ header, refusedLines, problems }: ImportReport, [lineHeading, problemHeading]: readonly [string, string]): string {
  const told = new Map<number, string[]>()
  for (const { line, column, message } of problems) told.set(line, [...told.get(line) ?? [], column ? `${column}: ${message}` : message])
  const isOwn = header.map(name => [lineHeading, problemHeading].includes(name))
  const kept = (cells: readonly string[]) => header.flatMap((_, i) => isOwn[i] ? [] : [cells[i] ?? ''])
  const rows = [
    [lineHeading, problemHeading, ...kept(header)],
    ...refusedLines.map(({ line, cells }) => [String(line), (told.get(line) ?? []).join(' | '), ...kept(cells)]),
  ]
  return BOM + rows.map(cells => cells.map(cellOf).join(',')).join('\r\n')
}

/** Nothing in it is taken for a formula. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && text !== '-' ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
