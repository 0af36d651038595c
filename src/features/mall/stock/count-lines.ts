// Pure: what staff paste from a spreadsheet or a scanner.

/** A line that is not empty: its place in the text from 1 on, the code, and the count; null where it has no such thing. */
interface ReadLine { line: number, text: string, code: string | null, count: number | null }

/**
 * Lines of a SKU's code and a count. Between them a tab, or else a comma, a semicolon or blanks; a line with more than two
 * cells is not guessed at.
 */
export function readCountLines(text: string): ReadLine[] {
  return text.split(/\r\n|\r|\n/)
    .map((line, i) => ({ line: i + 1, text: line.trim() }))
    .filter(line => line.text !== '')
    .map(line => ({ ...line, ...read(line.text) }))
}

function read(text: string): { code: string | null, count: number | null } {
  const cells = text.split(text.includes('\t') ? '\t' : /\s*[,，;；]\s*|\s+/).map(cell => cell.trim())
  const [code, count] = cells
  if (cells.length !== 2 || !code || !count) return { code: null, count: null }
  return { code, count: /^\d{1,9}$/.test(count) ? Number(count) : null }
}
