import type { Parts } from '../../../kit/module.ts'
import type { Product, Sku, Spec } from './contract.ts'
import type { Kept, Soon } from './kept.ts'
import type { SkuRow } from './store-products.ts'
import { toPicture } from '../../../core/media/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { brands, catalogueTag, categories, KEPT_SECONDS, productTag } from './cached.ts'
import { kept } from './kept.ts'
import { scoreOf } from './store-cards.ts'
import { findProduct, listAvailable, listSkus } from './store-products.ts'

/** How many are left is told no further: it concerns a buyer when it is little, and a competitor when it is much. */
const MOST_TOLD = 99
/** Orders change the stock all the time and tell nobody: it is read anew, for all who look at a product in the same second. */
const STOCK_SECONDS = 1
const STARS = 6

/** A SKU without what changes by itself. */
type FixedSku = Omit<Sku, 'available' | 'state'>

interface ProductOnShelf {
  /** Without stock. */
  product: Omit<Product, 'skus' | 'inStock'>
  skus: FixedSku[]
}

/** The page of a product as visitors see it. Throws not_found for one that is not on the shelf. */
export const readProduct = (parts: Parts, productId: number): Soon<Kept> =>
  parts.cache.remember(`mall:product:${productId}:sent`, { seconds: STOCK_SECONDS, tags: [productTag(productId), catalogueTag] }, async () => {
    const [{ product, skus }, available] = await Promise.all([productOnShelf(parts, productId), listAvailable(parts.db.sql, productId, MOST_TOLD)])
    const left = new Map(available.map(({ id, available }) => [id, available]))
    const inStock = available.some(({ available }) => available > 0)
    return kept({ ...product, skus: skus.map(sku => withStock(sku, left.get(sku.id) ?? 0)), inStock } satisfies Product)
  })

const withStock = (sku: FixedSku, available: number): Sku => ({ ...sku, available, state: available > 0 ? 'on' : 'sold_out' })

/** What changes only when somebody changes the product. Throws not_found for one that is not on the shelf. */
export const productOnShelf = (parts: Parts, productId: number): Soon<ProductOnShelf> =>
  parts.cache.remember(`mall:product:${productId}`, { seconds: KEPT_SECONDS, tags: [productTag(productId), catalogueTag] }, async () => {
    const [row, skuRows, { nodes }, { byId }] = await Promise.all([findProduct(parts.db.sql, productId), listSkus(parts.db.sql, productId), categories(parts), brands(parts)])
    if (!row) throw KitErrors.not_found()
    const specs = usedSpecs(row.specs, skuRows)
    const { id, title, subtitle, detailHtml, packingHtml, serviceHtml, attributes, priceMin, priceMax, sales, reviewCount } = row
    const product = {
      id,
      title,
      subtitle,
      status: 'on' as const,
      breadcrumb: nodes[row.categoryId]?.path ?? [],
      brand: row.brandId === null ? null : byId[row.brandId] ?? null,
      pictures: row.pictures.map(picture => toPicture(picture)),
      detailHtml,
      packingHtml,
      serviceHtml,
      attributes,
      specs,
      priceMin,
      priceMax,
      sales,
      score: scoreOf(row),
      reviewCount,
      histogram: Array.from({ length: STARS }, (_, stars) => row.stars.find(({ score }) => score === stars)?.count ?? 0),
    }
    return { product, skus: inOrder(skuRows.map(toSku), specs) }
  })

/** An option that no SKU on the shelf has is not offered. */
function usedSpecs(specs: readonly Spec[], skus: readonly SkuRow[]): Spec[] {
  const used = new Set(skus.flatMap(({ optionIds }) => optionIds))
  return specs.map(spec => ({ ...spec, options: spec.options.filter(({ id }) => used.has(id)) })).filter(({ options }) => options.length > 0)
}

function toSku({ pictureId, pictureWidth: width, pictureHeight: height, pictureColor: color, ...sku }: SkuRow): FixedSku {
  const { price, marketPrice } = sku
  return { ...sku, marketPrice: marketPrice !== null && marketPrice > price ? marketPrice : null, picture: pictureId === null ? null : toPicture({ id: pictureId, width, height, color }) }
}

/** By the place of their options: all of the first colour, then all of the second. */
function inOrder(skus: readonly FixedSku[], specs: readonly Spec[]): FixedSku[] {
  const place = new Map(specs.flatMap(({ options }) => options.map(({ id }, i) => [id, i] as const)))
  const differ = (a: FixedSku, b: FixedSku) => a.optionIds.map((id, i) => (place.get(id) ?? 0) - (place.get(b.optionIds[i]!) ?? 0)).find(by => by !== 0)
  return skus.toSorted((a, b) => differ(a, b) ?? a.id - b.id)
}
