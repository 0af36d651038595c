import { Buffer } from 'node:buffer'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { SheetErrors } from './errors.ts'

/** Lines of a table as text, each with the number by which its reader knows it. */
export interface Sheet { header: string[], lines: { line: number, cells: string[] }[] }

/** The heading counts as one. */
export const MOST_LINES = 5000

/** Reads a CSV or XLSX table; what it is, is told by its content, not by its name. Throws when it can't be read. */
export async function readTable(file: Buffer): Promise<Sheet> {
  const rows = (file.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' ? await readXlsx(file) : readCsv(file)).filter(({ cells }) => cells.some(cell => cell.trim()))
  const [header, ...lines] = rows
  if (!header || lines.length === 0) throw SheetErrors.sheet_empty()
  if (lines.length > MOST_LINES) throw SheetErrors.sheet_too_large({ most: MOST_LINES })
  return { header: header.cells, lines }
}

function readCsv(file: Buffer): Sheet['lines'] {
  const text = decoded(file)
  const first = text.slice(0, (text.search(/[\r\n]/) + 1 || text.length + 1) - 1)
  const delimiter = [',', '\t', ';'].find(sign => first.includes(sign)) ?? ','
  try {
    const records = parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, info: true, to: MOST_LINES + 2, max_record_size: 1_000_000 }) as unknown as { record: string[], info: { lines: number } }[]
    // A record may go over several lines; it is known by its first.
    return records.map(({ record, info }) => ({ line: info.lines - record.join('').split('\n').length + 1, cells: record }))
  } catch {
    throw SheetErrors.bad_sheet()
  }
}

/** UTF-8, or what spreadsheets in China write when nobody tells them otherwise. */
function decoded(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('gb18030').decode(file)
  }
}

async function readXlsx(file: Buffer): Promise<Sheet['lines']> {
  await checkArchive(file)
  try {
    const rows = await readSheet(file, { parseNumber: exact })
    return rows.map((row, i) => ({ line: i + 1, cells: row.map(textOf) }))
  } catch {
    throw SheetErrors.bad_sheet()
  }
}

/** A spreadsheet keeps 19.9 as 19.899999999999999: 15 digits are what it shows. */
const exact = (text: string) => Number(Number(text).toPrecision(15))

const textOf = (cell: unknown): string => cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)

const inflate = promisify(inflateRaw) as (data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>
const MOST_BYTES = 64 * 1024 * 1024
const MOST_ENTRIES = 200
const [END, ENTRY] = [0x06054B50, 0x02014B50]

/** An archive may hold a thousand times what it weighs, and cells may hold formulas: neither is let in. */
async function checkArchive(file: Buffer): Promise<void> {
  let left = MOST_BYTES
  for (const { name, method, start, packed } of entriesOf(file)) {
    const data = file.subarray(start, start + packed)
    const content = method === 0 ? data : await inflate(data, { maxOutputLength: left }).catch(() => { throw SheetErrors.bad_sheet() })
    left -= content.length
    if (left <= 0) throw SheetErrors.bad_sheet()
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name)) refuseFormulas(content.toString())
  }
}

function refuseFormulas(xml: string): void {
  const cells = Array.from(xml.matchAll(/<c\s[^>]*?r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f[\s>/]/g), ([, cell]) => cell).slice(0, 5)
  if (cells.length > 0) throw SheetErrors.sheet_has_formulas({ cells: cells.join(', ') })
}

/** The directory at the end of a ZIP archive. */
function entriesOf(file: Buffer): { name: string, method: number, start: number, packed: number }[] {
  try {
    const end = file.lastIndexOf(uint32(END))
    const count = file.readUInt16LE(end + 10)
    if (end < 0 || count > MOST_ENTRIES) throw SheetErrors.bad_sheet()
    let at = file.readUInt32LE(end + 16)
    return Array.from({ length: count }, () => {
      if (file.readUInt32LE(at) !== ENTRY) throw SheetErrors.bad_sheet()
      const [nameLength, extraLength, commentLength] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)]
      const local = file.readUInt32LE(at + 42)
      const entry = {
        name: file.toString('utf8', at + 46, at + 46 + nameLength),
        method: file.readUInt16LE(at + 10),
        packed: file.readUInt32LE(at + 20),
        start: local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28),
      }
      at += 46 + nameLength + extraLength + commentLength
      return entry
    })
  } catch {
    throw SheetErrors.bad_sheet()
  }
}

function uint32(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(number)
  return bytes
}
