import type { Tx } from '../../../kit/db.ts'
import type { DemoProduct } from './goods/invent.ts'
import { sql } from 'kysely'
import { inBatches } from '../../../kit/bulk.ts'
import '../tables.ts'

// The demo shop is written in few statements, each with many rows: it must be there within seconds of the first start.

/** @returns the ids by name (names are unique in the demo), with those of the parents in front */
export async function insertCategories(tx: Tx, level: 1 | 2 | 3, rows: readonly { name: string, parent: { id: number, path: number[] } | null, position: number, pictureId: string | null }[]): Promise<Map<string, { id: number, path: number[] }>> {
  const { rows: made } = await sql<{ id: number, path: number[], name: string }>`
    insert into category (id, parent_id, level, path, name, position, picture_id) overriding system value
    select n.id, w.parent, ${level}, coalesce(string_to_array(nullif(w.path, ''), ',')::bigint[], '{}') || n.id, w.name, w.position, w.picture
    from unnest(${rows.map(({ name }) => name)}::text[], ${rows.map(({ parent }) => parent?.id ?? null)}::bigint[], ${rows.map(({ parent }) => parent?.path.join(',') ?? '')}::text[], ${rows.map(({ position }) => position)}::int[], ${rows.map(({ pictureId }) => pictureId)}::text[]) as w (name, parent, path, position, picture),
      lateral (select nextval(pg_get_serial_sequence('category', 'id')) as id, w.name) n
    returning id, path, name`.execute(tx)
  return new Map(made.map(({ id, path, name }) => [name, { id, path: path.map(Number) }]))
}

export async function insertBrands(tx: Tx, brands: Record<string, string>): Promise<Map<string, number>> {
  const rows = await tx.insertInto('brand').values(Object.entries(brands).map(([name, first_letter], position) => ({ name, first_letter, position }))).returning(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}

export async function insertAttributes(tx: Tx, rows: readonly { categoryId: number, name: string, kind: 'text' | 'number' | 'bool', unit: string | null, filterable: boolean, position: number }[]): Promise<{ id: number, categoryId: number, name: string }[]> {
  return tx.insertInto('attribute').values(rows.map(({ categoryId, ...row }) => ({ category_id: categoryId, ...row }))).returning(['id', 'category_id as categoryId', 'name']).execute()
}

export async function insertFreight(tx: Tx, templates: readonly { name: string, fee: number, freeOver: number | null, rules: object[], isDefault: boolean }[]): Promise<Map<string, number>> {
  const rows = await tx.insertInto('freight_template').values(templates.map(({ name, fee, freeOver, rules, isDefault }) => ({ name, fee, free_over: freeOver, rules: JSON.stringify(rules), is_default: isDefault }))).returning(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [name, id]))
}

export interface ProductPlace { product: DemoProduct, categoryId: number, brandId: number, freightTemplateId: number | null, pictureIds: string[], colourPictureIds: string[], attributeIds: Map<string, number>, listedAt: Date }
export interface MadeSku { id: number, productId: number, place: ProductPlace, specText: string, price: number, pictureId: string, code: string, onHand: number }

/** Products not yet on the shelf, with specifications, SKUs and stock. @returns their SKUs */
export async function insertProducts(tx: Tx, places: readonly ProductPlace[], now: Date): Promise<MadeSku[]> {
  const products = await tx.insertInto('product').values(places.map(({ product, categoryId, brandId, freightTemplateId, pictureIds, listedAt }) => ({
    category_id: categoryId,
    brand_id: brandId,
    title: product.title,
    subtitle: product.subtitle,
    detail_html: product.detailHtml,
    packing_html: product.packingHtml,
    service_html: product.serviceHtml,
    freight_template_id: freightTemplateId,
    cover_id: pictureIds[0]!,
    sales: product.soldBefore,
    listed_at: listedAt,
    created_at: listedAt,
    changed_at: now,
  }))).returning('id').execute()
  const idOf = new Map(places.map((place, i) => [place, products[i]!.id]))
  await tx.insertInto('product_picture').values(places.flatMap(place => [...new Set(place.pictureIds)].map((picture_id, position) => ({ product_id: idOf.get(place)!, picture_id, position })))).execute()
  await tx.insertInto('product_attribute').values(places.flatMap(place => Object.entries(place.product.attributes).map(([name, value]) => ({ product_id: idOf.get(place)!, attribute_id: place.attributeIds.get(name)!, value: String(value), number: typeof value === 'number' ? value : null })))).execute()
  const options = await insertSpecs(tx, places, idOf)
  return insertSkus(tx, places, idOf, options, now)
}

/** @returns the ids of the options by product and name of the specification, in order */
async function insertSpecs(tx: Tx, places: readonly ProductPlace[], idOf: ReadonlyMap<ProductPlace, number>): Promise<Map<string, number[]>> {
  const specs = places.flatMap(place => place.product.specs.map((spec, position) => ({ productId: idOf.get(place)!, spec, position })))
  const specIds = await tx.insertInto('spec').values(specs.map(({ productId, spec, position }) => ({ product_id: productId, name: spec.name, position }))).returning('id').execute()
  const options = specs.flatMap(({ productId, spec }, i) => spec.options.map((option, position) => ({ key: `${productId} ${spec.name}`, row: { spec_id: specIds[i]!.id, value: option.value, swatch: option.swatch, position } })))
  const optionIds = await tx.insertInto('spec_option').values(options.map(({ row }) => row)).returning('id').execute()
  const byKey = new Map<string, number[]>()
  options.forEach(({ key }, i) => byKey.set(key, [...byKey.get(key) ?? [], optionIds[i]!.id]))
  return byKey
}

async function insertSkus(tx: Tx, places: readonly ProductPlace[], idOf: ReadonlyMap<ProductPlace, number>, options: ReadonlyMap<string, number[]>, now: Date): Promise<MadeSku[]> {
  const made: MadeSku[] = []
  const skus = places.flatMap(place => place.product.skus.map((sku, i) => ({ place, sku, nth: i, productId: idOf.get(place)! })))
  await inBatches(skus, async (batch) => {
    const rows = batch.map(({ place, sku, nth, productId }) => {
      const { specs } = place.product
      const chosen = [sku.colour, sku.option].filter(step => step !== null).map((step, i) => ({ id: options.get(`${productId} ${specs[i]!.name}`)![step]!, value: specs[i]!.options[step]!.value }))
      return {
        product_id: productId,
        code: `L${String(productId).padStart(5, '0')}-${nth + 1}`,
        option_ids: chosen.map(({ id }) => id),
        spec_text: chosen.map(({ value }) => value).join(' '),
        price: sku.price,
        market_price: sku.marketPrice,
        cost: Math.round(sku.price * 0.62),
        weight: 500,
        picture_id: sku.colour === null ? place.pictureIds[0]! : place.colourPictureIds[sku.colour]!,
        per_person: place.product.family.perPerson ?? null,
        changed_at: now,
      }
    })
    const ids = await tx.insertInto('sku').values(rows).returning('id').execute()
    batch.forEach(({ place, sku, productId }, i) => made.push({ id: ids[i]!.id, productId, place, specText: rows[i]!.spec_text, price: sku.price, pictureId: rows[i]!.picture_id, code: rows[i]!.code, onHand: sku.onHand }))
    await tx.insertInto('price_change').values(ids.map(({ id }, i) => ({ sku_id: id, price: rows[i]!.price, market_price: rows[i]!.market_price, staff_id: null, at: batch[i]!.place.listedAt }))).execute()
  })
  return made
}

/** What there is of each SKU, as its ledger has it. `sold` left since then. */
export async function insertStock(tx: Tx, skus: readonly (MadeSku & { sold: number, reserved: number })[], now: Date): Promise<void> {
  await inBatches(skus, async (batch) => {
    await tx.insertInto('sku_stock').values(batch.map(({ id, onHand, reserved }) => ({ sku_id: id, on_hand: onHand + reserved, reserved }))).execute()
    await tx.insertInto('stock_entry').values(batch.map(({ id, onHand, sold, reserved }) => ({ sku_id: id, kind: 'adjust' as const, on_hand: onHand + sold + reserved, reserved: 0, order_item_id: null, staff_id: null, reason: '盘点入库', at: now }))).execute()
  })
}

/** Puts every product on the shelf; `refreshShelf` comes before. */
export async function listProducts(tx: Tx, productIds: readonly number[]): Promise<void> {
  await tx.updateTable('product').set({ status: 'on' }).where('id', 'in', [...productIds]).execute()
}

export async function insertChannels(tx: Tx, groups: readonly { name: string, categoryIds: number[] }[]): Promise<void> {
  const ids = await tx.insertInto('channel_group').values(groups.map(({ name }, position) => ({ name, position }))).returning('id').execute()
  await tx.insertInto('channel').values(groups.flatMap(({ categoryIds }, i) => categoryIds.map((category_id, position) => ({ group_id: ids[i]!.id, category_id, position })))).execute()
}

export async function insertAds(tx: Tx, ads: readonly { slot: string, title: string, pictureId: string, target: string }[]): Promise<void> {
  await tx.insertInto('ad').values(ads.map(({ slot, title, pictureId, target }, position) => ({ slot_key: slot, title, picture_id: pictureId, target, position, starts_at: null, ends_at: null }))).execute()
}

export interface CouponRow { name: string, amount: number | null, percent: number | null, most: number | null, threshold: number, categoryId: number | null, perPerson: number, total: number | null, days: number }

export async function insertCoupons(tx: Tx, coupons: readonly CouponRow[], now: Date): Promise<void> {
  const year = 365 * 86_400_000
  await tx.insertInto('coupon').values(coupons.map(coupon => ({
    name: coupon.name,
    kind: coupon.amount === null ? 'percent' as const : 'amount' as const,
    amount: coupon.amount,
    percent: coupon.percent,
    most: coupon.most,
    threshold: coupon.threshold,
    category_id: coupon.categoryId,
    per_person: coupon.perPerson,
    total: coupon.total,
    claim_from: new Date(now.getTime() - 86_400_000),
    claim_until: new Date(now.getTime() + year),
    days: coupon.days,
    created_at: now,
  }))).execute()
}

/** The words by which the demo's search field begins. */
export async function insertHotWords(tx: Tx, words: readonly string[], now: Date): Promise<void> {
  await tx.insertInto('search_word').values(words.map((word, i) => ({ word, times: 200 - i * 13, found: 10, last_at: now }))).execute()
}
