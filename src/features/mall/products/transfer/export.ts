import type { Lang } from '../../../../kit/errors.ts'
import type { Parts } from '../../../../kit/module.ts'
import type { ProductChoices, ProductFilter } from '../contract.ts'
import type { ProductState, SkuState } from '../store-product.ts'
import type { Key } from './columns.ts'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import writeXlsx from 'write-excel-file/node'
import { yuanText } from '../../../../kit/money.ts'
import { listIdsBelow } from '../store-list.ts'
import { readChoices, readProducts } from '../store-product.ts'
import { COLUMNS, escaped, headingOf, skuStateWord, SPECS, stateWord } from './columns.ts'
import { SheetErrors } from './errors.ts'
import { attributesText, categoryPaths } from './names.ts'

const BATCH = 100
/** A spreadsheet is made in memory; CSV is sent as it is read. */
const MOST_XLSX_LINES = 20_000
const BOM = '\uFEFF'

type Cell = string | number | null

/** The products a filter finds as a table, one line of each SKU, newest first. CSV begins with a BOM: spreadsheets know by it that it is UTF-8. */
export async function exportProducts(parts: Parts, filter: ProductFilter, { format, lang }: { format: 'csv' | 'xlsx', lang: Lang }): Promise<Readable> {
  const headings = COLUMNS.map(headingOf)
  const lines = linesOf(parts, filter, lang)
  if (format === 'csv') return Readable.from(csvOf(headings, lines))
  const rows: Cell[][] = []
  for await (const batch of lines) {
    rows.push(...batch)
    if (rows.length > MOST_XLSX_LINES) throw SheetErrors.too_many_for_xlsx({ most: MOST_XLSX_LINES })
  }
  const header = headings.map(value => ({ value, fontWeight: 'bold' as const }))
  return Readable.from([await writeXlsx([header, ...rows], { sheet: 'Products', columns: COLUMNS.map(({ width }) => ({ width })), stickyRowsCount: 1 }).toBuffer()])
}

async function* csvOf(headings: string[], lines: AsyncIterable<Cell[][]>): AsyncGenerator<string> {
  yield BOM + stringify([headings], { record_delimiter: '\r\n' })
  for await (const batch of lines) yield stringify(batch, { record_delimiter: '\r\n' })
}

async function* linesOf(parts: Parts, filter: ProductFilter, lang: Lang): AsyncGenerator<Cell[][]> {
  const choices = await readChoices(parts.db.sql)
  const names = namesOf(choices)
  let below = Number.MAX_SAFE_INTEGER
  for (;;) {
    const ids = await listIdsBelow(parts.db.sql, filter, below, BATCH)
    if (ids.length === 0) return
    const products = new Map((await readProducts(parts.db.sql, ids)).map(product => [product.id, product]))
    yield ids.flatMap(id => products.has(id) ? lineOfProduct(products.get(id)!, names, lang) : [])
    below = ids.at(-1)!
  }
}

interface Names { categories: ReadonlyMap<number, string>, brands: ReadonlyMap<number, string>, freight: ReadonlyMap<number, string>, attributes: ReadonlyMap<number, string> }

const namesOf = (choices: ProductChoices): Names => {
  const named = (list: readonly { id: number, name: string }[]) => new Map(list.map(({ id, name }) => [id, name]))
  return { categories: categoryPaths(choices), brands: named(choices.brands), freight: named(choices.freightTemplates), attributes: named(choices.attributes) }
}

/** A product without SKUs has one line as well. */
function lineOfProduct(product: ProductState, names: Names, lang: Lang): Cell[][] {
  const common: Partial<Record<Key, Cell>> = {
    productId: product.id,
    title: product.title,
    subtitle: product.subtitle,
    category: names.categories.get(product.categoryId) ?? '',
    brand: product.brandId === null ? '' : names.brands.get(product.brandId) ?? '',
    freight: product.freightTemplateId === null ? '' : names.freight.get(product.freightTemplateId) ?? '',
    attributes: attributesText(product.attributes, names.attributes),
    state: stateWord(product.status, lang),
  }
  const values = product.skus.length === 0 ? [common] : product.skus.map(sku => ({ ...common, ...skuCells(sku, product, lang) }))
  return values.map(line => COLUMNS.map(({ key }) => cellOf(line[key])))
}

const cellOf = (value: Cell | undefined): Cell => typeof value === 'string' ? escaped(value) || null : value ?? null
const yuan = (fen: number | null): Cell => fen === null ? null : Number(yuanText(fen))

function skuCells(sku: SkuState, { specs }: ProductState, lang: Lang): Partial<Record<Key, Cell>> {
  const options = new Map(specs.flatMap(({ options }) => options.map(({ id, value }) => [id, value])))
  const chosen = Object.fromEntries(specs.slice(0, SPECS).flatMap(({ name }, s) => [[`spec${s + 1}`, name], [`option${s + 1}`, options.get(sku.optionIds[s]!) ?? '']]))
  return { ...chosen, code: sku.code, price: yuan(sku.price), marketPrice: yuan(sku.marketPrice), cost: yuan(sku.cost), weight: sku.weight, perPerson: sku.perPerson, skuState: skuStateWord(sku.status, lang), stock: sku.onHand }
}
