import type { ProductFields, SkuFields } from './contract.ts'
import type { ProductState, SkuState } from './store-product.ts'
import { numberOf, specTextOf } from './checks.ts'

// Which rows change when a product is saved: compared with what is there, so that nothing is written that stays as it was. Pure.

interface SpecRow { id: number, product_id: number, name: string, position: number }
interface OptionRow { id: number, spec_id: number, value: string, swatch: string | null, position: number }
export interface SkuRow {
  id: number
  product_id: number
  code: string
  option_ids: number[]
  spec_text: string
  price: number
  market_price: number | null
  cost: number | null
  weight: number | null
  picture_id: string | null
  per_person: number | null
  status: 'on' | 'off'
}
export interface ProductRow {
  id: number
  category_id: number
  brand_id: number | null
  title: string
  subtitle: string
  detail_html: string
  packing_html: string
  service_html: string
  freight_template_id: number | null
  cover_id: string | null
}
interface Changes<T> { added: T[], changed: T[], gone: number[] }

export interface Plan {
  isNew: boolean
  product: ProductRow
  /** Null: as they were. */
  pictureIds: string[] | null
  attributes: { attribute_id: number, value: string, number: number | null }[] | null
  specs: Changes<SpecRow>
  options: Changes<OptionRow>
  skus: Changes<SkuRow>
  prices: { sku_id: number, price: number, market_price: number | null }[]
  /** Pieces of new SKUs. */
  stocks: { sku_id: number, on_hand: number }[]
  /** What it is found by is another. */
  wordsChange: boolean
}

/** How many new ids saving takes. */
export interface Needed { products: number, specs: number, options: number, skus: number }

export function neededFor(fields: ProductFields, before: ProductState | null): Needed {
  const fresh = (list: readonly { id?: number }[]) => list.filter(({ id }) => id === undefined).length
  return { products: before ? 0 : 1, specs: fresh(fields.specs), options: fields.specs.reduce((sum, { options }) => sum + fresh(options), 0), skus: fresh(fields.skus) }
}

/** Ids that nobody else has, to be taken one after the other. */
export interface Ids { product: () => number, spec: () => number, option: () => number, sku: () => number }

/** What saving changes. The fields are without problems (checks.ts) and their texts are cleaned. */
export function planOf(fields: ProductFields, before: ProductState | null, ids: Ids, attributeIsNumber: (attributeId: number) => boolean): Plan {
  const productId = before?.id ?? ids.product()
  const product = rowOf(productId, fields)
  const specs: SpecRow[] = fields.specs.map(({ id, name }, position) => ({ id: id ?? ids.spec(), product_id: productId, name: name.trim(), position }))
  const options = fields.specs.map((spec, s) => spec.options.map(({ id, value, swatch }, position): OptionRow => ({ id: id ?? ids.option(), spec_id: specs[s]!.id, value: value.trim(), swatch, position })))
  const code = codeMaker(productId, before, fields)
  const skus = fields.skus.map(sku => skuRowOf(sku, productId, { id: sku.id ?? ids.sku(), code: sku.code.trim() || code(), optionIds: sku.options.map((place, s) => options[s]![place]!.id), specText: specTextOf(sku.options, fields.specs) }))
  const skusThere = new Map((before?.skus ?? []).map(sku => [sku.id, sku]))

  const specChanges = compare(specs, (before?.specs ?? []).map(({ id, name }, position) => ({ id, product_id: productId, name, position })))
  const optionChanges = compare(options.flat(), (before?.specs ?? []).flatMap(spec => spec.options.map((option, position): OptionRow => ({ ...option, spec_id: spec.id, position }))))
  const skuChanges = compare(skus, [...skusThere.values()].map(sku => stateRow(sku, productId)))
  const attributes = fields.attributes.map(({ attributeId, value }) => attributeIsNumber(attributeId) ? { attribute_id: attributeId, value: String(numberOf(value)), number: numberOf(value) } : { attribute_id: attributeId, value: value.trim(), number: null })
  const attributesChange = !same(attributes.map(({ attribute_id, value }) => [attribute_id, value]).sort(byFirst), (before?.attributes ?? []).map(({ attributeId, value }) => [attributeId, value] as [number, string]).sort(byFirst))
  return {
    isNew: before === null,
    product,
    pictureIds: same(fields.pictureIds, before?.pictures.map(({ id }) => id) ?? []) ? null : fields.pictureIds,
    attributes: attributesChange ? attributes : null,
    specs: specChanges,
    options: optionChanges,
    skus: skuChanges,
    prices: [...skuChanges.added, ...skuChanges.changed.filter(({ id, price, market_price }) => skusThere.get(id)!.price !== price || skusThere.get(id)!.marketPrice !== market_price)].map(({ id, price, market_price }) => ({ sku_id: id, price, market_price })),
    stocks: fields.skus.flatMap((sku, i) => sku.id === undefined ? [{ sku_id: skus[i]!.id, on_hand: sku.stock ?? 0 }] : []),
    wordsChange: before === null || attributesChange || optionChanges.added.length + optionChanges.changed.length + optionChanges.gone.length > 0
      || before.title !== product.title || before.subtitle !== product.subtitle || before.brandId !== product.brand_id || before.categoryId !== product.category_id,
  }
}

const byFirst = (a: readonly unknown[], b: readonly unknown[]) => Number(a[0]) - Number(b[0])
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function compare<T extends { id: number }>(wanted: readonly T[], there: readonly T[]): Changes<T> {
  const before = new Map(there.map(row => [row.id, row]))
  const after = new Set(wanted.map(({ id }) => id))
  const differs = (row: T) => (Object.keys(row) as (keyof T)[]).some(name => !same(row[name], before.get(row.id)![name]))
  return {
    added: wanted.filter(({ id }) => !before.has(id)),
    changed: wanted.filter(row => before.has(row.id) && differs(row)),
    gone: there.filter(({ id }) => !after.has(id)).map(({ id }) => id),
  }
}

const rowOf = (id: number, fields: ProductFields): ProductRow => ({
  id,
  category_id: fields.categoryId,
  brand_id: fields.brandId,
  title: fields.title.trim(),
  subtitle: fields.subtitle.trim(),
  detail_html: fields.detailHtml,
  packing_html: fields.packingHtml,
  service_html: fields.serviceHtml,
  freight_template_id: fields.freightTemplateId,
  cover_id: fields.pictureIds[0] ?? null,
})

const skuRowOf = (sku: SkuFields, productId: number, { id, code, optionIds, specText }: { id: number, code: string, optionIds: number[], specText: string }): SkuRow => ({
  id,
  product_id: productId,
  code,
  option_ids: optionIds,
  spec_text: specText,
  price: sku.price,
  market_price: sku.marketPrice,
  cost: sku.cost,
  weight: sku.weight,
  picture_id: sku.pictureId,
  per_person: sku.perPerson,
  status: sku.status,
})

const stateRow = (sku: SkuState, productId: number): SkuRow => ({
  id: sku.id,
  product_id: productId,
  code: sku.code,
  option_ids: sku.optionIds,
  spec_text: sku.specText,
  price: sku.price,
  market_price: sku.marketPrice,
  cost: sku.cost,
  weight: sku.weight,
  picture_id: sku.picture?.id ?? null,
  per_person: sku.perPerson,
  status: sku.status,
})

/** L00012-3: the next that this product has not had. */
function codeMaker(productId: number, before: ProductState | null, fields: ProductFields): () => string {
  const prefix = `L${String(productId).padStart(5, '0')}-`
  const used = [...before?.skus ?? [], ...fields.skus].flatMap(({ code }) => code.startsWith(prefix) && /^\d{1,9}$/.test(code.slice(prefix.length)) ? [Number(code.slice(prefix.length))] : [])
  let last = used.reduce((most, n) => Math.max(most, n), 0)
  return () => `${prefix}${++last}`
}
