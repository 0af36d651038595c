import type { ProductDraft, SkuDraft, SpecDraft } from './draft.ts'
import { MOST, newKey, newSku, usedSpecs } from './draft.ts'
import { put, without } from './lists.ts'

// What becomes of the SKUs when specifications change. Each changes the draft, or says why it can't.

/** Why it was not done: `ordered`, an order has one of the SKUs; `tooMany`, there would be more than 1,000. */
export type Refusal = 'ordered' | 'tooMany' | 'twice'

export function addSpec(draft: ProductDraft, name: string): Refusal | undefined {
  if (draft.specs.some(spec => spec.name.trim() === name)) return 'twice'
  draft.specs.push({ key: newKey(), name, options: [] })
}

/** The first option of a specification goes to all SKUs that are there; of each further one there is a SKU with every combination of the others. */
export function addOption(draft: ProductDraft, spec: SpecDraft, value: string): Refusal | undefined {
  if (spec.options.some(option => option.value.trim() === value)) return 'twice'
  const option = { key: newKey(), value, swatch: null }
  const used = usedSpecs(draft.specs)
  if (spec.options.length === 0) {
    spec.options.push(option)
    const place = usedSpecs(draft.specs).indexOf(spec)
    for (const sku of draft.skus) sku.options.splice(place, 0, option.key)
    return
  }
  const place = used.indexOf(spec)
  const [like] = spec.options
  const others = draft.skus.filter(sku => sku.options[place] === like!.key)
  if (draft.skus.length + others.length > MOST.skus) return 'tooMany'
  spec.options.push(option)
  draft.skus.push(...others.map(sku => likeOf(sku, sku.options.map((key, s) => s === place ? option.key : key))))
  sortSkus(draft)
}

/** Another one of the same price and weight. */
const likeOf = (sku: SkuDraft, options: string[]): SkuDraft => ({ ...newSku(options), price: sku.price, marketPrice: sku.marketPrice, cost: sku.cost, weight: sku.weight, perPerson: sku.perPerson })

/** The SKUs of an option go with it; with the last one its specification falls away. */
export function removeOption(draft: ProductDraft, spec: SpecDraft, key: string): Refusal | undefined {
  if (spec.options.length === 1) return emptySpec(draft, spec)
  if (draft.skus.some(sku => sku.there?.ordered && sku.options.includes(key))) return 'ordered'
  spec.options = spec.options.filter(option => option.key !== key)
  draft.skus = draft.skus.filter(sku => !sku.options.includes(key))
}

export function removeSpec(draft: ProductDraft, spec: SpecDraft): Refusal | undefined {
  const refusal = spec.options.length > 0 ? emptySpec(draft, spec) : undefined
  if (!refusal) draft.specs = draft.specs.filter(other => other !== spec)
  return refusal
}

/** SKUs that differ in nothing else become one: the one that was ordered, or the first. */
function emptySpec(draft: ProductDraft, spec: SpecDraft): Refusal | undefined {
  const place = usedSpecs(draft.specs).indexOf(spec)
  const kept = new Map<string, SkuDraft>()
  for (const sku of draft.skus) {
    const key = without(sku.options, place).join()
    const other = kept.get(key)
    if (other?.there?.ordered && sku.there?.ordered) return 'ordered'
    if (!other || (sku.there?.ordered && !other.there?.ordered)) kept.set(key, sku)
  }
  spec.options = []
  draft.skus = [...kept.values()]
  for (const sku of draft.skus) sku.options.splice(place, 1)
}

/** Specifications in another order: the SKUs name their options in that order. */
export function moveSpec(draft: ProductDraft, from: number, to: number): void {
  const before = usedSpecs(draft.specs)
  draft.specs = put(draft.specs, from, to)
  const order = usedSpecs(draft.specs).map(spec => before.indexOf(spec))
  for (const sku of draft.skus) sku.options = order.map(place => sku.options[place]!)
  sortSkus(draft)
}

export function moveOption(draft: ProductDraft, spec: SpecDraft, from: number, to: number): void {
  spec.options = put(spec.options, from, to)
  sortSkus(draft)
}

/** Combinations that have no SKU; no more than would fit. */
export function missingCombinations(draft: ProductDraft): string[][] {
  const specs = usedSpecs(draft.specs)
  const all = specs.reduce((product, { options }) => product * options.length, 1)
  if (all === draft.skus.length || all > 20 * MOST.skus) return []
  const there = new Set(draft.skus.map(sku => sku.options.join()))
  return specs.reduce<string[][]>((made, { options }) => made.flatMap(keys => options.map(({ key }) => [...keys, key])), [[]]).filter(keys => !there.has(keys.join()))
}

export function addMissing(draft: ProductDraft): Refusal | undefined {
  const missing = missingCombinations(draft)
  if (draft.skus.length + missing.length > MOST.skus) return 'tooMany'
  const [first] = draft.skus
  draft.skus.push(...missing.map(options => first ? likeOf(first, options) : newSku(options)))
  sortSkus(draft)
}

/** By the place of their options: all of the first colour, then all of the second. */
function sortSkus(draft: ProductDraft): void {
  const place = new Map(draft.specs.flatMap(({ options }) => options.map(({ key }, i) => [key, i] as const)))
  const differ = (a: SkuDraft, b: SkuDraft) => a.options.map((key, s) => place.get(key)! - place.get(b.options[s]!)!).find(by => by !== 0) ?? 0
  draft.skus = [...draft.skus].sort(differ)
}
