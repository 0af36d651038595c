import type { PictureRow } from '../../../core/media/index.ts'
import type { Sql, Tx } from '../../../kit/db.ts'
import type { Fen } from '../../../kit/money.ts'
import type { PriceHistory, ProductChoices, ProductStatus } from './contract.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import { listBrands, listCategories } from '../catalogue/store-categories.ts'
import '../tables.ts'

export interface SkuState {
  id: number
  code: string
  optionIds: number[]
  specText: string
  price: Fen
  marketPrice: Fen | null
  cost: Fen | null
  weight: number | null
  picture: PictureRow | null
  perPerson: number | null
  status: 'on' | 'off'
  onHand: number
  reserved: number
  lowMark: number
  sales: number
  /** An order has it. */
  ordered: boolean
}

/** A product with all that staff can change of it. */
export interface ProductState {
  id: number
  version: number
  status: ProductStatus
  title: string
  subtitle: string
  categoryId: number
  brandId: number | null
  freightTemplateId: number | null
  detailHtml: string
  packingHtml: string
  serviceHtml: string
  /** The first is the cover. */
  pictures: PictureRow[]
  attributes: { attributeId: number, value: string }[]
  specs: { id: number, name: string, options: { id: number, value: string, swatch: string | null }[] }[]
  skus: SkuState[]
  sales: number
  reviewCount: number
  listedAt: Date | null
  createdAt: Date
  changedAt: Date
}

/** These products in any state, whole; SKUs in the order of their options. */
export async function readProducts(db: Sql, ids: readonly number[]): Promise<ProductState[]> {
  const { rows } = await sql<ProductState>`
    select p.id, p.version, p.status, p.title, p.subtitle, p.category_id as "categoryId", p.brand_id as "brandId", p.freight_template_id as "freightTemplateId",
      p.detail_html as "detailHtml", p.packing_html as "packingHtml", p.service_html as "serviceHtml", p.sales, p.review_count as "reviewCount", p.listed_at as "listedAt", p.created_at as "createdAt", p.changed_at as "changedAt",
      (select coalesce(json_agg(${pictureJson(sql.ref('i.picture_id'))} order by i.picture_id is distinct from p.cover_id, i.position, i.picture_id), '[]') from product_picture i where i.product_id = p.id) as pictures,
      (select coalesce(json_agg(json_build_object('attributeId', v.attribute_id, 'value', v.value) order by v.attribute_id), '[]') from product_attribute v where v.product_id = p.id) as attributes,
      (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'options',
          (select coalesce(json_agg(json_build_object('id', o.id, 'value', o.value, 'swatch', o.swatch) order by o.position, o.id), '[]') from spec_option o where o.spec_id = s.id)
        ) order by s.position, s.id), '[]') from spec s where s.product_id = p.id) as specs,
      (select coalesce(json_agg(json_build_object('id', k.id, 'code', k.code, 'optionIds', k.option_ids, 'specText', k.spec_text, 'price', k.price, 'marketPrice', k.market_price, 'cost', k.cost, 'weight', k.weight,
          'picture', ${pictureJson(sql.ref('k.picture_id'))}, 'perPerson', k.per_person, 'status', k.status, 'sales', k.sales,
          'onHand', coalesce(t.on_hand, 0), 'reserved', coalesce(t.reserved, 0), 'lowMark', coalesce(t.low_mark, 0), 'ordered', exists (select from order_item i where i.sku_id = k.id)
        ) order by k.id), '[]') from sku k left join sku_stock t on t.sku_id = k.id where k.product_id = p.id) as skus
    from product p where p.id = any(${[...ids]}::bigint[]) order by p.id`.execute(db)
  return rows.map(row => ({ ...row, skus: inOrder(row) }))
}

function inOrder({ specs, skus }: ProductState): SkuState[] {
  const place = new Map(specs.flatMap(({ options }) => options.map(({ id }, i) => [id, i] as const)))
  const differ = (a: SkuState, b: SkuState) => a.optionIds.map((id, i) => (place.get(id) ?? 0) - (place.get(b.optionIds[i] ?? 0) ?? 0)).find(by => by !== 0)
  return skus.toSorted((a, b) => differ(a, b) ?? a.id - b.id)
}

/** All that a product can be given. */
export async function readChoices(db: Sql): Promise<ProductChoices> {
  const [categories, brands, freightTemplates, attributes] = await Promise.all([
    listCategories(db),
    listBrands(db),
    db.selectFrom('freight_template').select(['id', 'name', 'is_default as isDefault']).orderBy('is_default', 'desc').orderBy('id').execute(),
    db.selectFrom('attribute as a').innerJoin('category as c', 'c.id', 'a.category_id').select(['a.id', 'a.category_id as categoryId', 'a.name', 'a.kind', 'a.unit']).orderBy('c.level').orderBy('a.position').orderBy('a.id').execute(),
  ])
  return {
    categories: categories.map(({ picture: _, ...category }) => category),
    brands: brands.map(({ logo: _, ...brand }) => brand),
    freightTemplates,
    attributes,
  }
}

/** Who of these SKU codes is whose: the product that has it. */
export async function ownersOfCodes(db: Sql, codes: readonly string[]): Promise<Map<string, number>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string, productId: number }>`select code, product_id as "productId" from sku where code = any(${[...codes]}::text[])`.execute(db)
  return new Map(rows.map(({ code, productId }) => [code, productId]))
}

/** What a SKU of this product has cost, the newest first. Undefined where it has no such SKU. */
export async function listPrices(db: Sql, productId: number, skuId: number, most: number): Promise<(Omit<PriceHistory[number], 'at'> & { at: Date })[] | undefined> {
  const sku = await db.selectFrom('sku').select('id').where('id', '=', skuId).where('product_id', '=', productId).executeTakeFirst()
  if (!sku) return undefined
  return db.selectFrom('price_change as c').leftJoin('staff as s', 's.id', 'c.staff_id')
    .select(['c.price', 'c.market_price as marketPrice', 's.name as staffName', 'c.at']).where('c.sku_id', '=', skuId).orderBy('c.id', 'desc').limit(most).execute()
}

/** Locks what is left of these SKUs, in ascending order: before their products, as whoever takes an order does. */
export async function lockStocks(tx: Tx, skuIds: readonly number[]): Promise<void> {
  if (skuIds.length > 0) await sql`select from sku_stock where sku_id = any(${[...skuIds]}::bigint[]) order by sku_id for update`.execute(tx)
}
