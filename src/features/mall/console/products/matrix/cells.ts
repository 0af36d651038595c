import type { Field, ProductDraft, SkuDraft, SpecDraft } from '../editor/draft.ts'
import { parseYuan, yuanInput } from '../../../../../web/yuan.ts'
import { usedSpecs } from '../editor/draft.ts'

// What is typed, pasted and filled into the matrix, and what is wrong with it. Pure.

/** In the order of the columns. */
export const FIELDS: readonly Field[] = ['price', 'marketPrice', 'cost', 'stock', 'weight', 'perPerson', 'code']
const AMOUNTS: ReadonlySet<Field> = new Set(['price', 'marketPrice', 'cost'])
export const isAmount = (field: Field): boolean => AMOUNTS.has(field)

/** The stock of a SKU that is there is changed elsewhere. */
export const isFixed = (sku: SkuDraft, field: Field): boolean => field === 'stock' && sku.there !== undefined

const MOST_FEN = 1_000_000_000
const RANGES: Partial<Record<Field, [number, number]>> = { stock: [0, 10_000_000], weight: [0, 10_000_000], perPerson: [1, 999] }

/** A key of the texts under `mall.products.wrong`, or nothing. */
export type Wrong = 'noPrice' | 'amount' | 'whole' | 'limit' | 'code' | 'codeTwice'

export function wrongWith(field: Field, text: string): Wrong | undefined {
  const value = text.trim()
  if (!value) return field === 'price' ? 'noPrice' : undefined
  if (isAmount(field)) {
    const fen = parseYuan(value)
    return fen === null || fen > MOST_FEN || (fen === 0 && field !== 'cost') ? 'amount' : undefined
  }
  if (field === 'code') return /^[\w./-]{1,40}$/.test(value) ? undefined : 'code'
  const [least, most] = RANGES[field]!
  return /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most ? undefined : field === 'perPerson' ? 'limit' : 'whole'
}

export type SkuProblems = Partial<Record<Field, Wrong>>

/** What is wrong with a SKU by itself. */
export function problemsOfSku(sku: SkuDraft): SkuProblems | undefined {
  const found = FIELDS.flatMap((field) => {
    const wrong = isFixed(sku, field) ? undefined : wrongWith(field, sku[field])
    return wrong ? [[field, wrong] as const] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

/** Keys of the SKUs that share their code with another. */
export function twiceCoded(skus: readonly SkuDraft[]): Set<string> {
  const byCode = new Map<string, string[]>()
  for (const { key, code } of skus) if (code.trim()) byCode.set(code.trim(), [...byCode.get(code.trim()) ?? [], key])
  return new Set([...byCode.values()].filter(keys => keys.length > 1).flat())
}

/** What is wrong, by the key of the SKU. */
export function problemsOf(skus: readonly SkuDraft[], ofSku: (sku: SkuDraft) => SkuProblems | undefined = problemsOfSku, twice = twiceCoded(skus)): Map<string, SkuProblems> {
  return new Map(skus.flatMap((sku): [string, SkuProblems][] => {
    const own = ofSku(sku)
    if (!twice.has(sku.key)) return own ? [[sku.key, own]] : []
    return [[sku.key, { ...own, code: own?.code ?? 'codeTwice' }]]
  }))
}

// — filling —

export type FillWay = 'set' | 'add' | 'percent'

/** Fills a column of these SKUs; where adding is not possible (nothing there, no number) they stay. @returns how many have changed */
export function fill(skus: readonly SkuDraft[], field: Field, way: FillWay, text: string): number {
  let changed = 0
  for (const sku of skus) {
    if (isFixed(sku, field)) continue
    const next = way === 'set' ? text.trim() : moved(field, sku[field], way, text)
    if (next === undefined || next === sku[field]) continue
    sku[field] = next
    changed++
  }
  return changed
}

/** Whether the value of a fill can be used. */
export function canFill(field: Field, way: FillWay, text: string): boolean {
  if (way === 'set') return field !== 'price' && !text.trim() ? true : wrongWith(field, text) === undefined
  if (field === 'code') return false
  return way === 'percent' ? /^[+-]?\d{1,4}(?:\.\d)?$/.test(text.trim()) : signedOf(field, text) !== null
}

function moved(field: Field, from: string, way: 'add' | 'percent', text: string): string | undefined {
  if (!from.trim()) return undefined
  const value = isAmount(field) ? parseYuan(from) : /^\d{1,9}$/.test(from.trim()) ? Number(from) : null
  if (value === null) return undefined
  const by = way === 'add' ? signedOf(field, text) : null
  const next = way === 'percent' ? Math.round(value * (1000 + Math.round(Number(text) * 10)) / 1000) : by === null ? null : value + by
  if (next === null || next < (field === 'price' || field === 'marketPrice' || field === 'perPerson' ? 1 : 0)) return undefined
  return isAmount(field) ? yuanInput(next) : String(next)
}

function signedOf(field: Field, text: string): number | null {
  const [, sign = '', rest = ''] = /^([+-]?)(.*)$/.exec(text.trim())!
  const value = isAmount(field) ? parseYuan(rest) : /^\d{1,9}$/.test(rest) ? Number(rest) : null
  return value === null ? null : sign === '-' ? -value : value
}

// — pasting —

/** The lines and cells of what a spreadsheet copies. */
export function pastedCells(text: string): string[][] {
  return text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').map(line => line.split('\t').map(cell => cell.replace(/^"(.*)"$/s, '$1').trim()))
}

/** Puts a block where the cursor is; what reaches over the edge is left out. @returns how many cells it took */
export function paste(skus: readonly SkuDraft[], row: number, field: Field, cells: readonly string[][]): number {
  const first = FIELDS.indexOf(field)
  let taken = 0
  cells.forEach((line, i) => line.forEach((cell, j) => {
    const [sku, at] = [skus[row + i], FIELDS[first + j]]
    if (!sku || !at || isFixed(sku, at)) return
    sku[at] = isAmount(at) ? cell.replace(/^[¥￥]\s*/, '').replace(/(?<=\d),(?=\d{3})/g, '') : cell
    taken++
  }))
  return taken
}

// — names —

/** '黑 256GB' of each SKU, by its key. */
export function namesOf({ specs, skus }: Pick<ProductDraft, 'specs' | 'skus'>): Map<string, string> {
  const values = new Map(usedSpecs(specs).flatMap(({ options }) => options.map(({ key, value }) => [key, value] as const)))
  return new Map(skus.map(({ key, options }) => [key, options.map(option => values.get(option)).join(' ')]))
}

/** Those of one option of each specification that is narrowed by. */
export const narrowed = (skus: readonly SkuDraft[], specs: readonly SpecDraft[], chosen: Readonly<Record<string, string>>): SkuDraft[] => {
  const wanted = usedSpecs(specs).map(({ key }) => chosen[key])
  return wanted.some(Boolean) ? skus.filter(({ options }) => wanted.every((key, s) => !key || options[s] === key)) : [...skus]
}
