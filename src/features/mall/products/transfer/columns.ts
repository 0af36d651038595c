import type { AppError, ErrorDetails, Lang } from '../../../../kit/errors.ts'
import { parseYuan } from '../../../../kit/money.ts'
import { SheetErrors } from './errors.ts'

/** How often a pair of columns names a specification and its option. */
export const SPECS = 5

export type ProductKey = 'title' | 'subtitle' | 'category' | 'brand' | 'freight' | 'attributes' | 'state'
export type SpecKey = `spec${number}` | `option${number}`
export type SkuKey = 'code' | 'price' | 'marketPrice' | 'cost' | 'weight' | 'perPerson' | 'skuState' | 'stock'
export type Key = 'productId' | ProductKey | SpecKey | SkuKey

export interface Column {
  key: Key
  zh: string
  en: string
  /** What a cell may say; text of so many characters where nothing else is said. */
  kind: { text: number } | { yuan: true } | { whole: [least: number, most: number] } | { words: Record<string, readonly [zh: string, en: string]> }
  /** A cell with '-' empties it; an empty cell leaves it as it is. */
  clearable?: boolean
  /** Characters of a column in a spreadsheet. */
  width: number
}

const STATES = { draft: ['草稿', 'Draft'], on: ['上架', 'On the shelf'], off: ['下架', 'Off the shelf'] } as const
const SKU_STATES = { on: ['启用', 'On'], off: ['停用', 'Off'] } as const

const specColumns = Array.from({ length: SPECS }, (_, i): Column[] => [
  { key: `spec${i + 1}`, zh: `规格${i + 1}`, en: `Specification ${i + 1}`, kind: { text: 16 }, width: 10 },
  { key: `option${i + 1}`, zh: `选项${i + 1}`, en: `Option ${i + 1}`, kind: { text: 32 }, width: 14 },
]).flat()

/** In their order; each is known by either name, and written with both. */
export const COLUMNS: readonly Column[] = [
  { key: 'productId', zh: '商品编号', en: 'Product ID', kind: { whole: [1, Number.MAX_SAFE_INTEGER] }, width: 10 },
  { key: 'title', zh: '标题', en: 'Title', kind: { text: 120 }, width: 36 },
  { key: 'subtitle', zh: '副标题', en: 'Subtitle', kind: { text: 200 }, clearable: true, width: 28 },
  { key: 'category', zh: '分类', en: 'Category', kind: { text: 120 }, width: 28 },
  { key: 'brand', zh: '品牌', en: 'Brand', kind: { text: 32 }, clearable: true, width: 12 },
  { key: 'freight', zh: '运费模板', en: 'Freight terms', kind: { text: 32 }, clearable: true, width: 12 },
  { key: 'attributes', zh: '参数', en: 'Parameters', kind: { text: 8000 }, clearable: true, width: 28 },
  { key: 'state', zh: '上架状态', en: 'Shelf', kind: { words: STATES }, width: 12 },
  ...specColumns,
  { key: 'code', zh: 'SKU编码', en: 'SKU code', kind: { text: 40 }, width: 16 },
  { key: 'price', zh: '售价', en: 'Price', kind: { yuan: true }, width: 10 },
  { key: 'marketPrice', zh: '市场价', en: 'Market price', kind: { yuan: true }, clearable: true, width: 12 },
  { key: 'cost', zh: '成本价', en: 'Cost', kind: { yuan: true }, clearable: true, width: 10 },
  { key: 'weight', zh: '重量(克)', en: 'Weight (g)', kind: { whole: [0, 10_000_000] }, clearable: true, width: 10 },
  { key: 'perPerson', zh: '每人限购', en: 'Limit per person', kind: { whole: [1, 999] }, clearable: true, width: 12 },
  { key: 'skuState', zh: 'SKU状态', en: 'SKU state', kind: { words: SKU_STATES }, width: 10 },
  { key: 'stock', zh: '库存', en: 'Stock', kind: { whole: [0, 10_000_000] }, width: 8 },
]

export const headingOf = ({ zh, en }: Column): string => `${zh} / ${en}`
const columnOf = new Map(COLUMNS.map(column => [column.key, column]))
export const headingOfKey = (key: Key): string => headingOf(columnOf.get(key)!)
export const wordOf = (words: Record<string, readonly [string, string]>, name: string, lang: Lang): string => words[name]![lang === 'en' ? 1 : 0]
export const stateWord = (state: string, lang: Lang) => wordOf(STATES, state, lang)
export const skuStateWord = (state: string, lang: Lang) => wordOf(SKU_STATES, state, lang)

/** Columns of a report of refused lines: sent again, they say nothing. */
const OWN_COLUMNS = new Set(['行号', 'line', '问题', 'problem'])
const plain = (heading: string) => heading.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
const byName = new Map(COLUMNS.flatMap(column => [column.zh, column.en, headingOf(column)].map(name => [plain(name), column] as const)))

/** Which column each heading means; null for those that say nothing. Throws for one that is unknown, or there twice. */
export function readHeadings(cells: readonly string[]): (Column | null)[] {
  const seen = new Set<Key>()
  const columns = cells.map((heading) => {
    const parts = heading.split('/').map(plain)
    if (!heading.trim() || parts.some(part => OWN_COLUMNS.has(part))) return null
    const column = byName.get(plain(heading)) ?? parts.map(part => byName.get(part)).find(Boolean)
    if (!column) throw SheetErrors.unknown_column({ name: heading.slice(0, 40) })
    if (seen.has(column.key)) throw SheetErrors.column_twice({ name: heading.slice(0, 40) })
    seen.add(column.key)
    return column
  })
  if (!['productId', 'title', 'code'].some(key => seen.has(key as Key))) throw SheetErrors.column_needed()
  return columns
}

export type CellValue = string | number | null
export interface CellProblem { refusal: (details?: ErrorDetails) => AppError, facts?: Record<string, unknown> }

/** undefined: the cell is empty and says nothing; null: it empties what is there. Amounts are fen, words are their names. */
export function readCell({ kind, clearable }: Column, cell: string): { value?: CellValue, problem?: CellProblem } {
  const text = unescaped(cell).trim()
  if (!text) return {}
  if (isFormula(cell.trim())) return { problem: { refusal: SheetErrors.formula } }
  if (text === '-') return clearable ? { value: null } : { problem: { refusal: SheetErrors.cannot_be_empty } }
  if ('text' in kind) return text.length > kind.text ? { problem: { refusal: SheetErrors.cell_too_long, facts: { most: kind.text } } } : text.isWellFormed() && !text.includes('\0') ? { value: text } : { problem: { refusal: SheetErrors.bad_sheet } }
  if ('yuan' in kind) {
    const fen = parseYuan(text.replace(/^[¥￥]/, ''))
    return fen === null || fen > MOST_FEN ? { problem: { refusal: SheetErrors.bad_amount } } : { value: fen }
  }
  if ('whole' in kind) {
    const [least, most] = kind.whole
    const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most ? { value: number } : { problem: { refusal: SheetErrors.bad_whole, facts: { least, most } } }
  }
  const name = Object.keys(kind.words).find(name => [name, ...kind.words[name]!].some(word => word.toLowerCase() === text.toLowerCase()))
  return name === undefined ? { problem: { refusal: SheetErrors.bad_word, facts: { words: Object.values(kind.words).map(([zh, en]) => `${zh}/${en}`).join(', ') } } } : { value: name }
}
const MOST_FEN = 1_000_000_000

/** What a spreadsheet would take for a formula; a sign before something else than a formula is a text like any other. */
const isFormula = (cell: string) => /^[=@]/.test(cell)

/** Nothing we write is taken for a formula: an apostrophe before it makes it text, and is taken away when it comes back. */
export const escaped = (text: string): string => /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
const unescaped = (text: string): string => /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text
