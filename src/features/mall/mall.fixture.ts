import type { TestApp } from '../../../test/app.ts'
import type { Tx } from '../../kit/db.ts'
import { sql } from 'kysely'
import { catalogueChanged, productChanged } from './catalogue/cached.ts'
import { refreshShelf } from './catalogue/shelf.ts'

let serial = 0

/** A category below another, or on the first level. */
export async function aCategory({ parts }: TestApp, { name = `分类${++serial}`, parentId = null, visible = true, position = 0 }: { name?: string, parentId?: number | null, visible?: boolean, position?: number } = {}): Promise<number> {
  const { rows: [category] } = await sql<{ id: number }>`
    insert into category (id, parent_id, level, path, name, position, visible) overriding system value
    select n.id, p.id, coalesce(p.level, 0) + 1, coalesce(p.path, '{}') || n.id, ${name}, ${position}, ${visible}
    from (select nextval(pg_get_serial_sequence('category', 'id')) as id) n left join category p on p.id = ${parentId}::bigint returning id`.execute(parts.db.sql)
  catalogueChanged(parts)
  return category!.id
}

/** Three categories, each below the one before it; goods hang on the last. */
export async function aCategoryPath(test: TestApp, names: [string?, string?, string?] = []): Promise<[number, number, number]> {
  const first = await aCategory(test, { name: names[0] })
  const second = await aCategory(test, { name: names[1], parentId: first })
  return [first, second, await aCategory(test, { name: names[2], parentId: second })]
}

export async function aBrand({ parts }: TestApp, name = `品牌${++serial}`, firstLetter = '#'): Promise<number> {
  const { id } = await parts.db.sql.insertInto('brand').values({ name, first_letter: firstLetter }).returning('id').executeTakeFirstOrThrow()
  catalogueChanged(parts)
  return id
}

export async function anAttribute({ parts }: TestApp, categoryId: number, name: string, { kind = 'text', unit = null, filterable = true, position = 0 }: { kind?: 'text' | 'number' | 'bool', unit?: string | null, filterable?: boolean, position?: number } = {}): Promise<number> {
  const { id } = await parts.db.sql.insertInto('attribute').values({ category_id: categoryId, name, kind, unit, filterable, position }).returning('id').executeTakeFirstOrThrow()
  catalogueChanged(parts)
  return id
}

export interface ProductWish {
  title?: string
  subtitle?: string
  /** Of the third level; without it a new one. */
  categoryId?: number
  brandId?: number
  status?: 'draft' | 'on' | 'off'
  /** E.g. { 颜色: ['黑', '白'], 容量: ['256GB', '512GB'] }: every combination is a SKU, in this order: 黑 256GB, 黑 512GB, 白 256GB … Without it one SKU. */
  specs?: Record<string, string[]>
  /** Fen, of all SKUs or of each. Default 10000. */
  price?: number | number[]
  marketPrice?: number
  /** Pieces, of all SKUs or of each. Default 10. */
  stock?: number | number[]
  /** Combinations (by their place) that don't exist. */
  without?: number[]
  perPerson?: number
  weight?: number
  freightTemplateId?: number
  /** Values by attribute's id; a number also for sorting. */
  attributes?: Record<number, string | number>
  sales?: number
  /** Seconds before now at which it was put on the shelf. */
  listedAgo?: number
}

export interface TestProduct {
  id: number
  /** In the order of the combinations, without those left out. */
  skuIds: number[]
  /** The first of them. */
  skuId: number
  /** By their value. */
  optionIds: Record<string, number>
}

/** A product on the shelf with SKUs and stock, written by SQL; search does not know its words. */
export async function aProduct(test: TestApp, wish: ProductWish = {}): Promise<TestProduct> {
  const { parts, clock } = test
  const { title = `商品${++serial}`, subtitle = '', brandId = null, status = 'on', specs = {}, sales = 0, listedAgo = 0 } = wish
  const categoryId = wish.categoryId ?? (await aCategoryPath(test))[2]
  const now = clock.now()
  const product = await parts.db.tx(async (tx) => {
    const { id } = await tx.insertInto('product').values({
      category_id: categoryId,
      brand_id: brandId,
      title,
      subtitle,
      freight_template_id: wish.freightTemplateId ?? null,
      sales,
      listed_at: new Date(now.getTime() - listedAgo * 1000),
      created_at: now,
      changed_at: now,
    }).returning('id').executeTakeFirstOrThrow()
    const options = await insertSpecs(tx, id, specs)
    const skuIds = await insertSkus(tx, id, options, wish, now)
    for (const [attributeId, value] of Object.entries(wish.attributes ?? {})) {
      await tx.insertInto('product_attribute').values({ product_id: id, attribute_id: Number(attributeId), value: String(value), number: typeof value === 'number' ? value : null }).execute()
    }
    await refreshShelf(tx, [id])
    await tx.updateTable('product').set({ status }).where('id', '=', id).execute()
    return { id, skuIds, skuId: skuIds[0]!, optionIds: Object.fromEntries(options.flat().map(option => [option.value, option.id])) }
  })
  productChanged(parts, product.id)
  return product
}

interface Option { id: number, value: string }

async function insertSpecs(tx: Tx, productId: number, specs: Record<string, string[]>): Promise<Option[][]> {
  const options: Option[][] = []
  for (const [position, [name, values]] of Object.entries(specs).entries()) {
    const spec = await tx.insertInto('spec').values({ product_id: productId, name, position }).returning('id').executeTakeFirstOrThrow()
    options.push(await tx.insertInto('spec_option').values(values.map((value, i) => ({ spec_id: spec.id, value, swatch: null, position: i }))).returning(['id', 'value']).execute())
  }
  return options
}

async function insertSkus(tx: Tx, productId: number, options: Option[][], { price = 10_000, marketPrice, stock = 10, without = [], perPerson, weight }: ProductWish, now: Date): Promise<number[]> {
  const combinations = options.reduce<Option[][]>((made, next) => made.flatMap(combination => next.map(option => [...combination, option])), [[]])
  const skus = combinations.map((combination, i) => ({ combination, price: Array.isArray(price) ? price[i]! : price, stock: Array.isArray(stock) ? stock[i]! : stock })).filter((_, i) => !without.includes(i))
  const rows = await tx.insertInto('sku').values(skus.map(({ combination, price }, i) => ({
    product_id: productId,
    code: `T${productId}-${i}`,
    option_ids: combination.map(({ id }) => id),
    spec_text: combination.map(({ value }) => value).join(' '),
    price,
    market_price: marketPrice ?? null,
    cost: null,
    weight: weight ?? null,
    picture_id: null,
    per_person: perPerson ?? null,
    changed_at: now,
  }))).returning('id').execute()
  await tx.insertInto('sku_stock').values(rows.map(({ id }, i) => ({ sku_id: id, on_hand: skus[i]!.stock }))).execute()
  // As the ledger has it: its sums are the stock.
  await tx.insertInto('stock_entry').values(rows.map(({ id }, i) => ({ sku_id: id, kind: 'adjust' as const, on_hand: skus[i]!.stock, reserved: 0, order_item_id: null, staff_id: null, reason: null, at: now }))).execute()
  return rows.map(({ id }) => id)
}
