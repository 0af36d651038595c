import type { AppError, ErrorDetails, Lang } from '../../../kit/errors.ts'
import type { ProductChoices, ProductFields, SkuFields } from './contract.ts'
import type { ProductState } from './store-product.ts'
import { MallErrors } from '../errors.ts'

// What is wrong with a product as staff have written it. Pure: the save asks it, and the try of an import, which writes nothing.

/** One thing that is wrong, and with which field, e.g. 'skus.12.code'. */
export interface Problem { field: string, refusal: (details?: ErrorDetails) => AppError, facts?: Record<string, unknown> }

/** What fields are compared with. */
export interface Known {
  choices: Choices
  /** Which product has a code, of those that are wanted. */
  codes: ReadonlyMap<string, number>
  /** Pictures that may be shown. */
  pictures: ReadonlySet<string>
}

export interface Choices {
  /** From the first level to its own, of each category of the third level. */
  leaves: ReadonlyMap<number, readonly number[]>
  brands: ReadonlySet<number>
  freightTemplates: ReadonlySet<number>
  attributes: ReadonlyMap<number, ProductChoices['attributes'][number]>
}

const LEVELS = 3

export const choicesOf = ({ categories, brands, freightTemplates, attributes }: ProductChoices): Choices => ({
  leaves: new Map(categories.filter(({ path }) => path.length === LEVELS).map(({ id, path }) => [id, path])),
  brands: new Set(brands.map(({ id }) => id)),
  freightTemplates: new Set(freightTemplates.map(({ id }) => id)),
  attributes: new Map(attributes.map(attribute => [attribute.id, attribute])),
})

/** All that is wrong; `before` is the product as it is, null for a new one. */
export function problemsOf(fields: ProductFields, before: ProductState | null, known: Known): Problem[] {
  return [...placeProblems(fields, known), ...attributeProblems(fields, known), ...specProblems(fields, before), ...skuProblems(fields, before, known)]
}

/** Throws the first, with a sentence for each. */
export function refuse(problems: readonly Problem[], lang: Lang): void {
  const [first] = problems
  if (!first) return
  const fields = problems.slice(0, MOST_TOLD).map(({ field, refusal, facts }) => ({ field, message: refusal(facts).sentence(lang) }))
  throw first.refusal({ ...first.facts, field: first.field, fields })
}
const MOST_TOLD = 100

function placeProblems({ categoryId, brandId, freightTemplateId, pictureIds, skus }: ProductFields, { choices, pictures }: Known): Problem[] {
  return [
    ...choices.leaves.has(categoryId) ? [] : [{ field: 'categoryId', refusal: MallErrors.category_needed }],
    ...brandId === null || choices.brands.has(brandId) ? [] : [{ field: 'brandId', refusal: MallErrors.unknown_brand }],
    ...freightTemplateId === null || choices.freightTemplates.has(freightTemplateId) ? [] : [{ field: 'freightTemplateId', refusal: MallErrors.unknown_freight }],
    ...pictureIds.flatMap((id, i) => pictures.has(id) ? [] : [{ field: `pictureIds.${i}`, refusal: MallErrors.unknown_picture }]),
    ...skus.flatMap(({ pictureId }, i) => pictureId === null || pictures.has(pictureId) ? [] : [{ field: `skus.${i}.pictureId`, refusal: MallErrors.unknown_picture }]),
  ]
}

export const YES = '是'
export const NO = '否'

function attributeProblems({ categoryId, attributes }: ProductFields, { choices }: Known): Problem[] {
  const path = choices.leaves.get(categoryId) ?? []
  return attributes.flatMap(({ attributeId, value }, i): Problem[] => {
    const attribute = choices.attributes.get(attributeId)
    if (!attribute || !path.includes(attribute.categoryId) || attributes.findIndex(other => other.attributeId === attributeId) < i) return [{ field: `attributes.${i}`, refusal: MallErrors.unknown_attribute }]
    const fits = attribute.kind === 'number' ? numberOf(value) !== null : attribute.kind === 'bool' ? value === YES || value === NO : true
    return fits ? [] : [{ field: `attributes.${i}`, refusal: attribute.kind === 'number' ? MallErrors.number_needed : MallErrors.yes_or_no, facts: { name: attribute.name } }]
  })
}

/** '6.10' → 6.1; null where it is no plain decimal. */
export function numberOf(text: string): number | null {
  return /^-?\d{1,12}(?:\.\d{1,6})?$/.test(text.trim()) ? Number(text) : null
}

function specProblems({ specs }: ProductFields, before: ProductState | null): Problem[] {
  const known = new Map((before?.specs ?? []).map(({ id, options }) => [id, new Set(options.map(option => option.id))]))
  const names = specs.map(({ name }) => name.trim())
  const twiceUsed = new Set(repeated(specs.flatMap(({ id }) => id ?? [])))
  return specs.flatMap((spec, s): Problem[] => {
    const values = spec.options.map(({ value }) => value.trim())
    const optionIds = spec.options.flatMap(({ id }) => id ?? [])
    const isKnown = spec.id === undefined ? optionIds.length === 0 : !twiceUsed.has(spec.id) && known.has(spec.id) && optionIds.every(id => known.get(spec.id!)!.has(id)) && repeated(optionIds).length === 0
    return [
      ...isKnown ? [] : [{ field: `specs.${s}`, refusal: MallErrors.unknown_spec }],
      ...names.indexOf(names[s]!) < s ? [{ field: `specs.${s}.name`, refusal: MallErrors.spec_twice, facts: { name: names[s] } }] : [],
      ...values.flatMap((value, o) => values.indexOf(value) < o ? [{ field: `specs.${s}.options.${o}`, refusal: MallErrors.option_twice, facts: { value } }] : []),
    ]
  })
}

const repeated = (ids: readonly number[]) => ids.filter((id, i) => ids.indexOf(id) < i)

function skuProblems(fields: ProductFields, before: ProductState | null, known: Known): Problem[] {
  const there = new Map((before?.skus ?? []).map(sku => [sku.id, sku]))
  const [seenIds, seenOptions, seenCodes] = [new Set<number>(), new Set<string>(), new Set<string>()]
  const isSecond = <T>(seen: Set<T>, value: T) => seen.has(value) || !seen.add(value)
  const problems = fields.skus.flatMap((sku, i): Problem[] => {
    const at = (name: string) => `skus.${i}.${name}`
    const code = sku.code.trim()
    const owner = known.codes.get(code)
    return [
      ...sku.id !== undefined && (!there.has(sku.id) || isSecond(seenIds, sku.id)) ? [{ field: `skus.${i}`, refusal: MallErrors.unknown_sku }] : [],
      ...!fitsSpecs(sku, fields.specs) ? [{ field: at('options'), refusal: MallErrors.options_differ }] : isSecond(seenOptions, sku.options.join()) ? [{ field: at('options'), refusal: MallErrors.sku_twice, facts: { name: specTextOf(sku.options, fields.specs) } }] : [],
      ...!CODE.test(code) ? [{ field: at('code'), refusal: MallErrors.bad_code }] : code && isSecond(seenCodes, code) ? [{ field: at('code'), refusal: MallErrors.code_twice, facts: { code } }] : [],
      ...owner !== undefined && owner !== before?.id ? [{ field: at('code'), refusal: MallErrors.code_taken, facts: { code, productId: owner } }] : [],
      ...sku.id !== undefined && sku.stock !== undefined ? [{ field: at('stock'), refusal: MallErrors.stock_elsewhere }] : [],
    ]
  })
  const missing = [...there.values()].filter(({ id, ordered }) => ordered && !fields.skus.some(sku => sku.id === id))
  return missing.length === 0 ? problems : [...problems, { field: 'skus', refusal: MallErrors.sku_ordered, facts: { names: missing.slice(0, 5).map(({ specText, code }) => specText || code).join(', '), codes: missing.map(({ code }) => code) } }]
}

const CODE = /^[\w./-]{0,40}$/

const fitsSpecs = ({ options }: SkuFields, specs: ProductFields['specs']) => options.length === specs.length && options.every((place, s) => place < specs[s]!.options.length)

/** '黑 256GB', as orders keep it. */
export const specTextOf = (places: readonly number[], specs: ProductFields['specs']): string => places.map((place, s) => specs[s]?.options[place]?.value.trim() ?? '').join(' ')
