import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { ConsoleProduct, ConsoleProductItem, ConsoleProductQuery, PriceHistory } from './contract.ts'
import type { ProductState } from './store-product.ts'
import { toPicture } from '../../../core/media/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { listProductsForStaff } from './store-list.ts'
import { listPrices, readChoices, readProducts } from './store-product.ts'

const MOST_PRICES = 100

export async function productsForStaff(parts: Parts, { page = 1, limit = 20, ...filter }: ConsoleProductQuery): Promise<Page<ConsoleProductItem>> {
  const { rows, count } = await listProductsForStaff(parts.db.sql, filter, { page, limit })
  return pageOf(rows.map(({ picture, changedAt, ...row }) => ({ ...row, picture: toPicture(picture), changedAt: changedAt.toISOString() })), count, { page, limit })
}

/** A product in any state with everything the editor changes. Throws not_found. */
export async function productForStaff(parts: Parts, id: number): Promise<ConsoleProduct> {
  const [[product], { categories, attributes }] = await Promise.all([readProducts(parts.db.sql, [id]), readChoices(parts.db.sql)])
  if (!product) throw KitErrors.not_found()
  const path = categories.find(category => category.id === product.categoryId)?.path ?? []
  const values = new Map(product.attributes.map(({ attributeId, value }) => [attributeId, value]))
  return {
    ...product,
    pictures: product.pictures.map(picture => toPicture(picture)),
    attributes: attributes.filter(({ categoryId }) => path.includes(categoryId)).map(attribute => ({ ...attribute, value: values.get(attribute.id) ?? null })),
    skus: product.skus.map(sku => ({ ...sku, picture: toPicture(sku.picture) })),
    listedAt: product.listedAt?.toISOString() ?? null,
    createdAt: product.createdAt.toISOString(),
    changedAt: product.changedAt.toISOString(),
    deletable: isDeletable(product),
  }
}

const isDeletable = ({ status, skus }: ProductState) => status === 'draft' && !skus.some(({ ordered }) => ordered)

/** Throws not_found for a SKU the product has not. */
export async function pricesForStaff(parts: Parts, productId: number, skuId: number): Promise<PriceHistory> {
  const prices = await listPrices(parts.db.sql, productId, skuId, MOST_PRICES)
  if (!prices) throw KitErrors.not_found()
  return prices.map(({ at, ...price }) => ({ ...price, at: at.toISOString() }))
}
