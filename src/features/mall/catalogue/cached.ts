import type { Parts } from '../../../kit/module.ts'
import type { Brand, Category } from './contract.ts'
import type { Kept, Soon } from './kept.ts'
import type { AttributeRow } from './store-categories.ts'
import type { CategoryNode } from './tree.ts'
import { toPicture } from '../../../core/media/index.ts'
import { kept } from './kept.ts'
import { listBrands, listCategories, listFilterable } from './store-categories.ts'
import { nodesOf, treeOf } from './tree.ts'

// What every visitor sees alike is kept as the bytes that are sent. Each entry has an end, and is dropped when its data change.

export const KEPT_SECONDS = 7200

export const productTag = (productId: number) => `product:${productId}`
/** Of whatever lists products. */
export const productsTag = 'products'
/** Of the home page, as it is rendered on the server too. */
export const homeTag = 'mall:home'
/** Of the page of categories, as it is rendered on the server. */
const categoriesTag = 'mall:categories'
/** Of whatever shows a category, brand, channel or advertisement: nearly everything. */
export const catalogueTag = 'mall:catalogue'

/**
 * After every commit that changes what visitors see of these products: prices, texts, the shelf, stock that has run out or is there
 * again, sales, reviews. How many pieces are left needs no call.
 */
export function productChanged(parts: Parts, ...productIds: number[]): void {
  if (productIds.length > 0) parts.cache.forget(...productIds.map(productTag), productsTag, homeTag)
}

/** After every commit that changes categories, brands, attributes, channels, advertisements or their slots. */
export const catalogueChanged = (parts: Parts): void => parts.cache.forget(catalogueTag, categoriesTag, productsTag, homeTag)

/** The tree as visitors see it, and every place in it by its id, hidden ones too. */
export interface Categories extends Kept { tree: Category[], nodes: Record<number, CategoryNode> }

export const categories = (parts: Parts): Soon<Categories> =>
  parts.cache.remember('mall:categories', { seconds: KEPT_SECONDS, tags: [catalogueTag] }, async () => {
    const rows = await listCategories(parts.db.sql)
    const tree = treeOf(rows)
    return { ...kept(tree), tree, nodes: nodesOf(rows) }
  })

/** By first letter, and what people see of each by its id. */
export interface Brands extends Kept { byId: Record<number, Brand> }

export const brands = (parts: Parts): Soon<Brands> =>
  parts.cache.remember('mall:brands', { seconds: KEPT_SECONDS, tags: [catalogueTag] }, async () => {
    const list = (await listBrands(parts.db.sql)).map(({ logo, ...brand }): Brand => ({ ...brand, logo: toPicture(logo) }))
    return { ...kept(list), byId: Object.fromEntries(list.map(brand => [brand.id, brand])) }
  })

/** What products can be filtered by, in the operator's order: attributes of the first level first. */
export const filterable = (parts: Parts): Soon<AttributeRow[]> =>
  parts.cache.remember('mall:filterable', { seconds: KEPT_SECONDS, tags: [catalogueTag] }, () => listFilterable(parts.db.sql))
