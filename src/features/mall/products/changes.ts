import type { ProductChoices, ProductFields } from './contract.ts'
import type { Plan, SkuRow } from './plan.ts'
import type { ProductState } from './store-product.ts'
import { yuanText } from '../../../kit/money.ts'

// What the audit log keeps of a save: what was changed, in words, and of a thousand SKUs no more than people read.

const MOST_SKUS = 30
const MOST_TEXT = 200

interface Told { [field: string]: unknown }

/** @returns only what differs; a new product is told whole */
export function changesOf(plan: Plan, before: ProductState | null, fields: ProductFields, choices: ProductChoices): { before?: Told, after: Told } {
  const after = { ...told(fields, fields.pictureIds.length, choices), skus: skusTold(plan.skus.added.concat(plan.skus.changed)) }
  if (!before) return { after }
  const was = { ...told(before, before.pictures.length, choices), skus: skusTold(before.skus.filter(({ id }) => plan.skus.gone.includes(id) || plan.skus.changed.some(sku => sku.id === id)).map(sku => ({ ...sku, spec_text: sku.specText }))) }
  const differing = Object.keys(after).filter(name => JSON.stringify(after[name as keyof typeof after]) !== JSON.stringify(was[name as keyof typeof was]))
  const only = (state: Told) => Object.fromEntries(differing.map(name => [name, state[name]]))
  return { before: only(was), after: only(after) }
}

type Texts = Pick<ProductFields, 'title' | 'subtitle' | 'categoryId' | 'brandId' | 'freightTemplateId' | 'detailHtml' | 'packingHtml' | 'serviceHtml' | 'attributes' | 'specs'>

const told = (product: Texts, pictures: number, { categories, brands, freightTemplates, attributes }: ProductChoices) => ({
  title: product.title.trim(),
  subtitle: product.subtitle.trim(),
  category: nameOf(categories, product.categoryId),
  brand: nameOf(brands, product.brandId),
  freight: nameOf(freightTemplates, product.freightTemplateId),
  detail: plain(product.detailHtml),
  packing: plain(product.packingHtml),
  service: plain(product.serviceHtml),
  pictures,
  attributes: product.attributes.map(({ attributeId, value }) => `${nameOf(attributes, attributeId)}: ${value}`).sort(),
  specs: product.specs.map(({ name, options }) => `${name}: ${options.map(({ value }) => value).join(', ')}`),
})

const nameOf = (list: readonly { id: number, name: string }[], id: number | null) => id === null ? null : list.find(one => one.id === id)?.name ?? String(id)

/** The words of a text, so far as to know it again. */
function plain(html: string): string {
  const words = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim()
  return words.length > MOST_TEXT ? `${words.slice(0, MOST_TEXT)}… (${words.length})` : words
}

function skusTold(skus: readonly Pick<SkuRow, 'spec_text' | 'code' | 'price' | 'status'>[]): string[] {
  const lines = skus.slice(0, MOST_SKUS).map(({ spec_text, code, price, status }) => `${[spec_text, code].filter(Boolean).join(' · ')} ¥${yuanText(price)}${status === 'off' ? ' ×' : ''}`)
  return skus.length > MOST_SKUS ? [...lines, `… ${skus.length}`] : lines
}
