import type { PictureRow } from '../../../core/media/index.ts'
import type { Sql } from '../../../kit/db.ts'
import { sql } from 'kysely'
import { pictureJson } from '../../../core/media/index.ts'
import '../tables.ts'

export interface ProductRow {
  id: number
  title: string
  subtitle: string
  categoryId: number
  brandId: number | null
  detailHtml: string
  packingHtml: string
  serviceHtml: string
  priceMin: number
  priceMax: number
  sales: number
  scoreTenths: number
  reviewCount: number
  pictures: PictureRow[]
  attributes: { id: number, name: string, value: string, unit: string | null }[]
  specs: { id: number, name: string, options: { id: number, value: string, swatch: string | null }[] }[]
  /** How many reviews gave each number of stars that was given at all. */
  stars: { score: number, count: number }[]
}

/** A product on the shelf with all its page says, but for what can be bought. */
export async function findProduct(db: Sql, productId: number): Promise<ProductRow | undefined> {
  const { rows: [product] } = await sql<ProductRow>`
    select p.id, p.title, p.subtitle, p.category_id as "categoryId", p.brand_id as "brandId",
      p.detail_html as "detailHtml", p.packing_html as "packingHtml", p.service_html as "serviceHtml",
      p.price_min as "priceMin", p.price_max as "priceMax", p.sales, p.score_tenths as "scoreTenths", p.review_count as "reviewCount",
      (select coalesce(json_agg(${pictureJson(sql.ref('i.picture_id'))} order by i.picture_id is distinct from p.cover_id, i.position, i.picture_id), '[]') from product_picture i where i.product_id = p.id) as pictures,
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'value', v.value, 'unit', a.unit) order by g.level, a.position, a.id), '[]')
        from product_attribute v join attribute a on a.id = v.attribute_id join category g on g.id = a.category_id where v.product_id = p.id) as attributes,
      (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'options',
          (select coalesce(json_agg(json_build_object('id', o.id, 'value', o.value, 'swatch', o.swatch) order by o.position, o.id), '[]') from spec_option o where o.spec_id = s.id)
        ) order by s.position, s.id), '[]') from spec s where s.product_id = p.id) as specs,
      (select coalesce(json_agg(r), '[]') from (select score, count(*) from product_review where product_id = p.id and visible group by score) r) as stars
    from product p where p.id = ${productId} and p.status = 'on'`.execute(db)
  return product
}

export interface SkuRow {
  id: number
  code: string
  optionIds: number[]
  specText: string
  price: number
  marketPrice: number | null
  perPerson: number | null
  pictureId: string | null
  pictureWidth: number
  pictureHeight: number
  pictureColor: string
}

/** The SKUs of a product that are on the shelf. */
export async function listSkus(db: Sql, productId: number): Promise<SkuRow[]> {
  const { rows } = await sql<SkuRow>`
    select k.id, k.code, to_json(k.option_ids) as "optionIds", k.spec_text as "specText", k.price, k.market_price as "marketPrice", k.per_person as "perPerson",
      c.id as "pictureId", c.width as "pictureWidth", c.height as "pictureHeight", c.color as "pictureColor"
    from sku k left join picture c on c.id = k.picture_id where k.product_id = ${productId} and k.status = 'on' order by k.id`.execute(db)
  return rows
}

/** How many pieces of each SKU of a product can be bought, counted no further than `most`. */
export async function listAvailable(db: Sql, productId: number, most: number): Promise<{ id: number, available: number }[]> {
  const { rows } = await sql<{ id: number, available: number }>`
    select k.id, least(t.on_hand - t.reserved, ${most}::integer) as available from sku k join sku_stock t on t.sku_id = k.id where k.product_id = ${productId} and k.status = 'on'`.execute(db)
  return rows
}
