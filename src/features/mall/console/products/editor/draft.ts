import type { Picture } from '../../../../../web/picture.ts'
import type { ConsoleProduct, ConsoleSku, ProductFields, ProductSave } from '../../../products/contract.ts'
import { parseYuan, yuanInput } from '../../../../../web/yuan.ts'

// A product while it is edited. Amounts and numbers are text as they are typed; they are read when it is saved.

export const MOST = { specs: 5, options: 50, skus: 1000, pictures: 20 } as const

export interface OptionDraft { key: string, id?: number, value: string, swatch: string | null }
export interface SpecDraft { key: string, id?: number, name: string, options: OptionDraft[] }

/** The columns of the matrix in which something is typed. */
export type Field = 'code' | 'price' | 'marketPrice' | 'cost' | 'weight' | 'perPerson' | 'stock'

export interface SkuDraft extends Record<Field, string> {
  key: string
  id?: number
  /** Keys of its options, in the order of the specifications that have any. */
  options: string[]
  picture: Picture | null
  on: boolean
  /** Of one that is there; undefined for a new one. */
  there?: Pick<ConsoleSku, 'ordered' | 'onHand' | 'reserved' | 'sales'>
}

export interface ProductDraft {
  title: string
  subtitle: string
  categoryId: number | null
  brandId: number | null
  freightTemplateId: number | null
  detailHtml: string
  packingHtml: string
  serviceHtml: string
  pictures: Picture[]
  /** By the id of the attribute. */
  attributes: Record<number, string>
  specs: SpecDraft[]
  skus: SkuDraft[]
}

let serial = 0
export const newKey = () => `k${++serial}`

export const newSku = (options: string[]): SkuDraft => ({ key: newKey(), options, code: '', price: '', marketPrice: '', cost: '', weight: '', perPerson: '', stock: '', picture: null, on: true })

export const emptyDraft = (): ProductDraft => ({ title: '', subtitle: '', categoryId: null, brandId: null, freightTemplateId: null, detailHtml: '', packingHtml: '', serviceHtml: '', pictures: [], attributes: {}, specs: [], skus: [newSku([])] })

/** A product as it is edited. Of one that has just been saved from `edited` each part keeps its key, so that nothing jumps and the cursor stays. */
export function draftOf(product: ConsoleProduct, edited?: ProductDraft): ProductDraft {
  const specsBefore = usedSpecs(edited?.specs ?? [])
  const skusBefore = new Map((edited?.skus ?? []).map(({ key, options }) => [options.join(), key]))
  const keyOf = new Map(product.specs.flatMap(({ options }, s) => options.map(({ id }, o) => [id, specsBefore[s]?.options[o]?.key ?? newKey()] as const)))
  const { title, subtitle, categoryId, brandId, freightTemplateId, detailHtml, packingHtml, serviceHtml } = product
  return {
    title,
    subtitle,
    categoryId,
    brandId,
    freightTemplateId,
    detailHtml,
    packingHtml,
    serviceHtml,
    pictures: [...product.pictures],
    attributes: Object.fromEntries(product.attributes.flatMap(({ id, value }) => value === null ? [] : [[id, value]])),
    specs: product.specs.map((spec, s) => ({ key: specsBefore[s]?.key ?? newKey(), id: spec.id, name: spec.name, options: spec.options.map(option => ({ ...option, key: keyOf.get(option.id)! })) })),
    skus: product.skus.map(sku => ({ sku, options: sku.optionIds.map(id => keyOf.get(id)!) })).map(({ sku, options }) => ({
      key: skusBefore.get(options.join()) ?? newKey(),
      id: sku.id,
      options,
      code: sku.code,
      price: yuanInput(sku.price),
      marketPrice: yuanInput(sku.marketPrice ?? undefined),
      cost: yuanInput(sku.cost ?? undefined),
      weight: textOf(sku.weight),
      perPerson: textOf(sku.perPerson),
      stock: '',
      picture: sku.picture,
      on: sku.status === 'on',
      there: { ordered: sku.ordered, onHand: sku.onHand, reserved: sku.reserved, sales: sku.sales },
    })),
  }
}

const textOf = (number: number | null) => number === null ? '' : String(number)

/** Specifications that have options yet; the others don't count. */
export const usedSpecs = (specs: readonly SpecDraft[]): SpecDraft[] => specs.filter(({ options }) => options.length > 0)

/** What is sent. Call it when nothing is wrong with the draft: amounts that can't be read are sent as 0. */
export function fieldsOf(draft: ProductDraft, attributeIds: readonly number[]): ProductFields {
  const specs = usedSpecs(draft.specs)
  const places = specs.map(({ options }) => new Map(options.map(({ key }, i) => [key, i])))
  return {
    title: draft.title.trim(),
    subtitle: draft.subtitle.trim(),
    categoryId: draft.categoryId ?? 0,
    brandId: draft.brandId,
    freightTemplateId: draft.freightTemplateId,
    detailHtml: draft.detailHtml,
    packingHtml: draft.packingHtml,
    serviceHtml: draft.serviceHtml,
    pictureIds: draft.pictures.map(({ id }) => id),
    attributes: attributeIds.flatMap((attributeId) => {
      const value = draft.attributes[attributeId]?.trim()
      return value ? [{ attributeId, value }] : []
    }),
    specs: specs.map(({ id, name, options }) => ({ ...id === undefined ? {} : { id }, name: name.trim(), options: options.map(({ id, value, swatch }) => ({ ...id === undefined ? {} : { id }, value: value.trim(), swatch })) })),
    skus: draft.skus.map(sku => ({
      ...sku.id === undefined ? {} : { id: sku.id },
      options: sku.options.map((key, s) => places[s]?.get(key) ?? 0),
      code: sku.code.trim(),
      price: fen(sku.price) ?? 0,
      marketPrice: fen(sku.marketPrice),
      cost: fen(sku.cost),
      weight: whole(sku.weight),
      pictureId: sku.picture?.id ?? null,
      perPerson: whole(sku.perPerson),
      status: sku.on ? 'on' as const : 'off' as const,
      ...sku.id === undefined ? { stock: whole(sku.stock) ?? 0 } : {},
    })),
  }
}

const fen = (text: string) => text.trim() ? parseYuan(text) : null
const whole = (text: string) => /^\d{1,9}$/.test(text.trim()) ? Number(text) : null

export const saveOf = (draft: ProductDraft, attributeIds: readonly number[], version: number): ProductSave => ({ ...fieldsOf(draft, attributeIds), version })
