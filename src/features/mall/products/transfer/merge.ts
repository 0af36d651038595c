import type { ProductChoices, ProductFields, SkuFields } from '../contract.ts'
import type { ProductState, SkuState } from '../store-product.ts'
import type { CellProblem, Key, ProductKey } from './columns.ts'
import type { Group, Line, Problem } from './lines.ts'
import { MAX_SKUS } from '../contract.ts'
import { SPECS } from './columns.ts'
import { SheetErrors } from './errors.ts'
import { readAttributes } from './names.ts'

// What a product is to be, from its lines and how it is now. Pure.

/** Ids by what lines call things. */
export interface Directory {
  categories: ReadonlyMap<string, number>
  brands: ReadonlyMap<string, number>
  freightTemplates: ReadonlyMap<string, number>
  paths: ReadonlyMap<number, readonly number[]>
  attributes: ProductChoices['attributes']
}

export interface Merged {
  fields: ProductFields
  /** What the shelf is to be; undefined: as it is. */
  state: 'draft' | 'on' | 'off' | undefined
  /** The line of each SKU of `fields`; undefined: no line is about it. */
  lineOfSku: (number | undefined)[]
  stockIgnored: number
  problems: Problem[]
}

export function mergeLines({ lines }: Group, before: ProductState | null, directory: Directory): Merged {
  const problems: Problem[] = []
  const common = commonOf(lines, problems)
  const at = (key: ProductKey, problem: CellProblem) => problems.push({ line: (common.lineOf[key] ?? lines[0]!).line, key, ...problem })
  const fields = before ? fieldsOf(before) : EMPTY()
  applyCommon(fields, before, common.values, directory, at)
  const skus = mergeSkus(fields, before, lines, problems)
  return { fields, state: common.values.state as Merged['state'], problems, ...skus }
}

const EMPTY = (): ProductFields => ({ title: '', subtitle: '', categoryId: 0, brandId: null, freightTemplateId: null, detailHtml: '', packingHtml: '', serviceHtml: '', pictureIds: [], attributes: [], specs: [], skus: [] })

/** A product as it would be saved unchanged. */
function fieldsOf(state: ProductState): ProductFields {
  const places = state.specs.map(({ options }) => new Map(options.map(({ id }, i) => [id, i])))
  const { title, subtitle, categoryId, brandId, freightTemplateId, detailHtml, packingHtml, serviceHtml } = state
  return {
    title, subtitle, categoryId, brandId, freightTemplateId, detailHtml, packingHtml, serviceHtml,
    pictureIds: state.pictures.map(({ id }) => id),
    attributes: state.attributes.map(attribute => ({ ...attribute })),
    specs: state.specs.map(({ options, ...spec }) => ({ ...spec, options: options.map(option => ({ ...option })) })),
    skus: state.skus.map(({ id, code, optionIds, price, marketPrice, cost, weight, picture, perPerson, status }) => ({ id, code, options: optionIds.map((option, s) => places[s]?.get(option) ?? 0), price, marketPrice, cost, weight, pictureId: picture?.id ?? null, perPerson, status })),
  }
}

const COMMON: readonly ProductKey[] = ['title', 'subtitle', 'category', 'brand', 'freight', 'attributes', 'state']

interface Common { values: Line['values'], lineOf: Partial<Record<Key, Line>> }

/** What the lines say of the product: each thing once, or always the same. */
function commonOf(lines: readonly Line[], problems: Problem[]): Common {
  const common: Common = { values: {}, lineOf: {} }
  for (const line of lines) {
    for (const key of COMMON) {
      const value = line.values[key]
      if (value === undefined) continue
      if (common.lineOf[key] && common.values[key] !== value) problems.push({ line: line.line, key, refusal: SheetErrors.lines_differ, facts: { line: common.lineOf[key].line } })
      else [common.values[key], common.lineOf[key]] = [value, common.lineOf[key] ?? line]
    }
  }
  return common
}

function applyCommon(fields: ProductFields, before: ProductState | null, values: Line['values'], directory: Directory, at: (key: ProductKey, problem: CellProblem) => void) {
  const { title, subtitle, category, brand, freight, attributes } = values
  if (typeof title === 'string') fields.title = title
  if (subtitle !== undefined) fields.subtitle = String(subtitle ?? '')
  if (typeof category === 'string') {
    const id = directory.categories.get(categoryKey(category))
    if (id === undefined) at('category', { refusal: SheetErrors.category_unknown })
    else fields.categoryId = id
  } else if (!before) {
    at('category', { refusal: SheetErrors.category_missing })
  }
  if (brand !== undefined) fields.brandId = named(brand, directory.brands, () => at('brand', { refusal: SheetErrors.brand_unknown }))
  if (freight !== undefined) fields.freightTemplateId = named(freight, directory.freightTemplates, () => at('freight', { refusal: SheetErrors.freight_unknown }))
  const path = directory.paths.get(fields.categoryId) ?? []
  const ofCategory = directory.attributes.filter(({ categoryId }) => path.includes(categoryId))
  fields.attributes = fields.attributes.filter(({ attributeId }) => ofCategory.some(({ id }) => id === attributeId)) // the category may be another
  if (attributes !== undefined) {
    const read = readAttributes(String(attributes ?? ''), ofCategory)
    if ('refusal' in read) at('attributes', read)
    else fields.attributes = attributes === null ? [] : [...fields.attributes.filter(({ attributeId }) => !read.some(other => other.attributeId === attributeId)), ...read]
  }
}

const named = (name: unknown, ids: ReadonlyMap<string, number>, unknown: () => void): number | null => {
  const id = typeof name === 'string' ? ids.get(name) : null
  if (id === undefined) unknown()
  return id ?? null
}

/** '手机通讯 > 手机 >智能手机' and '手机通讯/手机/智能手机' are one. */
export const categoryKey = (path: string): string => path.split(/[>＞/]/).map(name => name.trim()).join('>')

const MAX_OPTIONS = 50

function mergeSkus(fields: ProductFields, before: ProductState | null, lines: readonly Line[], problems: Problem[]): Pick<Merged, 'lineOfSku' | 'stockIgnored'> {
  const there = new Map((before?.skus ?? []).map((sku, i) => [sku.id, i]))
  const idOfCode = new Map((before?.skus ?? []).map(sku => [sku.code, sku.id]))
  const lineOfSku: (number | undefined)[] = fields.skus.map(() => undefined)
  let stockIgnored = 0
  for (const line of lines) {
    const tell = (key: Key | null, problem: CellProblem) => problems.push({ line: line.line, key, ...problem })
    const places = placesOf(line, fields, before === null && line === lines[0], tell)
    if (places === 'wrong') continue
    const { code } = line.values
    const byCode = typeof code === 'string' ? idOfCode.get(code) : undefined
    const byPlace = places ? fields.skus.findIndex(({ options }) => options.join() === places.join()) : -1
    const index = byCode === undefined ? byPlace : there.get(byCode)!
    if (byCode !== undefined && places && byPlace !== index) tell('option1', { refusal: SheetErrors.sku_options_fixed, facts: { name: before!.skus[index]!.specText } })
    else if (index >= 0 && lineOfSku[index] !== undefined) tell(null, { refusal: SheetErrors.sku_repeated, facts: { line: lineOfSku[index] } })
    else if (index < 0 && !places) tell('code', { refusal: SheetErrors.sku_unnamed })
    else if (index < 0 && typeof line.values.price !== 'number') tell('price', { refusal: SheetErrors.price_missing })
    else if (index < 0) {
      if (fields.skus.length >= MAX_SKUS) tell(null, { refusal: SheetErrors.too_many_skus, facts: { most: MAX_SKUS } })
      lineOfSku[fields.skus.push({ ...applied(NEW_SKU, line), options: places!, ...typeof line.values.stock === 'number' ? { stock: line.values.stock } : {} }) - 1] = line.line
    } else {
      const state = before?.skus[index] as SkuState | undefined
      if (typeof line.values.stock === 'number' && state && state.onHand !== line.values.stock) stockIgnored++
      fields.skus[index] = applied(fields.skus[index]!, line)
      lineOfSku[index] = line.line
    }
  }
  return { lineOfSku, stockIgnored }
}

const NEW_SKU: SkuFields = { options: [], code: '', price: 0, marketPrice: null, cost: null, weight: null, pictureId: null, perPerson: null, status: 'on' }

/** A SKU with what a line says of it. */
function applied(sku: SkuFields, { values: { code, price, marketPrice, cost, weight, perPerson, skuState } }: Line): SkuFields {
  const said = { code, price, marketPrice, cost, weight, perPerson, status: skuState }
  return { ...sku, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) } as SkuFields
}

/** The places of the options a line names, in the order of the specifications; new ones are added. Null: it names none. */
function placesOf({ values }: Line, { specs }: ProductFields, isFirst: boolean, tell: (key: Key | null, problem: CellProblem) => void): number[] | null | 'wrong' {
  const pairs = Array.from({ length: SPECS }, (_, i) => ({ n: i + 1, spec: values[`spec${i + 1}`], option: values[`option${i + 1}`] })).filter(({ spec, option }) => spec !== undefined || option !== undefined)
  const incomplete = pairs.find(({ spec, option }) => spec === undefined || option === undefined)
  if (incomplete) {
    tell(`${incomplete.spec === undefined ? 'spec' : 'option'}${incomplete.n}`, { refusal: SheetErrors.spec_incomplete })
    return 'wrong'
  }
  if (pairs.length === 0) return specs.length === 0 ? [] : null
  if (isFirst) specs.push(...pairs.map(({ spec }) => ({ name: String(spec), options: [] })))
  const options = specs.map(({ name }) => pairs.find(({ spec }) => spec === name)?.option)
  if (pairs.length !== specs.length || options.includes(undefined)) {
    tell('spec1', { refusal: SheetErrors.specs_unlike, facts: { names: specs.map(({ name }) => name).join(', ') || '—' } })
    return 'wrong'
  }
  return specs.map((spec, s) => {
    const place = spec.options.findIndex(({ value }) => value === options[s])
    if (place >= 0) return place
    if (spec.options.length >= MAX_OPTIONS) tell(`option${s + 1}`, { refusal: SheetErrors.too_many_options, facts: { most: MAX_OPTIONS } })
    return spec.options.push({ value: String(options[s]), swatch: null }) - 1
  })
}
