import type { Tx } from '../../../kit/db.ts'
import type { Parts } from '../../../kit/module.ts'
import type { GeneratedProduct } from './goods/many.ts'
import { sql } from 'kysely'
import { withoutIndexes } from '../../../kit/bulk.ts'
import { cutterOf } from '../search/cutter.ts'
import { lockTexts, writeWords } from '../search/store-index.ts'
import { WORDS_VERSION, wordsOf } from '../search/words.ts'
import { generateProducts } from './goods/many.ts'

const PIECES = 1_000_000
const BATCH = 1000

/** Adds so many products for measuring, each combination of their options a SKU with stock, all of them found by search. No pictures. */
export async function loadLarge(parts: Parts, { products = 0 }: Record<string, number>): Promise<void> {
  const now = parts.clock.now()
  let ids: number[] = []
  await parts.db.tx(tx => withoutIndexes(tx, ['product', 'spec', 'spec_option', 'sku', 'stock_entry'], async () => {
    ids = await loadProducts(tx, generateProducts(products), now)
    await loadSkus(tx, ids[0]!, now)
  }))
  await parts.db.tx(tx => withoutIndexes(tx, ['product'], async () => {
    for (let i = 0; i < ids.length; i += BATCH) {
      const cutter = await cutterOf(tx)
      await writeWords(tx, (await lockTexts(tx, ids.slice(i, i + BATCH))).map(product => ({ id: product.id, words: wordsOf(product, cutter) })), WORDS_VERSION)
    }
  }))
  for (const table of ['product', 'spec', 'spec_option', 'sku', 'sku_stock', 'stock_entry']) await sql`vacuum (full, analyze) ${sql.table(table)}`.execute(parts.db.sql)
}

/** Puts generated products into the catalogue, in few statements. Their words are left to the index. @returns their ids, in order */
export async function loadProducts(tx: Tx, products: GeneratedProduct[], now: Date): Promise<number[]> {
  const categoryIds = await loadCategories(tx, products)
  const brandIds = await loadBrands(tx, new Set(products.map(({ brand }) => brand)))
  const ids: number[] = []
  for (let i = 0; i < products.length; i += BATCH) {
    const batch = products.slice(i, i + BATCH)
    const rows = await tx.insertInto('product').values(batch.map(({ title, subtitle, brand, path, sales, price, isOn, inStock }, n) => ({
      category_id: categoryIds.get(path.join('/'))!,
      brand_id: brandIds.get(brand)!,
      title,
      subtitle,
      status: isOn ? 'on' as const : 'off' as const,
      listed_at: new Date(now.getTime() - (i + n) * 7000),
      price_min: price,
      price_max: price,
      in_stock: inStock,
      sales,
      created_at: now,
      changed_at: now,
    }))).returning('id').execute()
    ids.push(...rows.map(({ id }) => id))
    await loadOptions(tx, rows.map(({ id }, n) => ({ id, ...batch[n]! })))
  }
  return ids
}

async function loadBrands(tx: Tx, names: Set<string>): Promise<Map<string, number>> {
  await tx.insertInto('brand').values([...names].map(name => ({ name, first_letter: /^[A-Z]/i.test(name) ? name[0]!.toUpperCase() : '#' }))).onConflict(conflict => conflict.column('name').doNothing()).execute()
  return new Map((await tx.selectFrom('brand').select(['id', 'name']).where('name', 'in', [...names]).execute()).map(({ id, name }) => [name, id]))
}

/** By their paths with slashes. What the shop has already is taken. */
async function loadCategories(tx: Tx, products: GeneratedProduct[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for (const path of new Set(products.map(product => product.path))) {
    let above: number[] = []
    for (const [depth, name] of path.entries()) {
      const key = path.slice(0, depth + 1).join('/')
      const parent = above.at(-1) ?? null
      const { rows: [there] } = await sql<{ id: number }>`select id from category where parent_id is not distinct from ${parent}::bigint and name = ${name}`.execute(tx)
      const { rows: [category] } = there
        ? { rows: [there] }
        : await sql<{ id: number }>`
          insert into category (id, parent_id, level, path, name, position) overriding system value
          select id, ${parent}, ${depth + 1}, ${above}::bigint[] || id, ${name}, id from nextval(pg_get_serial_sequence('category', 'id')) id returning id`.execute(tx)
      ids.set(key, category!.id)
      above = [...above, category!.id]
    }
  }
  return ids
}

async function loadOptions(tx: Tx, products: (GeneratedProduct & { id: number })[]): Promise<void> {
  const specs = products.flatMap(({ id, options }) => Object.keys(options).map((name, position) => ({ product_id: id, name, position })))
  if (specs.length === 0) return
  const rows = await tx.insertInto('spec').values(specs).returning(['id', 'product_id', 'name']).execute()
  const optionsOf = new Map(products.map(({ id, options }) => [id, options]))
  const values = rows.flatMap(({ id, product_id, name }) => optionsOf.get(product_id)![name]!.map((value, position) => ({ spec_id: id, value, position })))
  await tx.insertInto('spec_option').values(values).execute()
}

/** Every combination of the options of these products, which have two specifications at most, in stock or not as the product says. */
async function loadSkus(tx: Tx, firstProductId: number, now: Date): Promise<void> {
  await sql`
    with option as materialized (
      select s.product_id, s.position, o.id, o.value from spec s join spec_option o on o.spec_id = s.id where s.product_id >= ${firstProductId}
    ), made as (
      insert into sku (product_id, code, option_ids, spec_text, price, changed_at)
      select p.id, 'L' || a.id || coalesce('-' || b.id, ''), array_remove(array[a.id, b.id], null), concat_ws(' ', a.value, b.value), p.price_min, ${now}
      from product p join option a on a.product_id = p.id and a.position = 0 left join option b on b.product_id = p.id and b.position = 1
      returning id, product_id
    ), stocked as (
      insert into sku_stock (sku_id, on_hand) select m.id, case when p.in_stock then ${PIECES}::int else 0 end from made m join product p on p.id = m.product_id
      returning sku_id, on_hand
    ) insert into stock_entry (sku_id, kind, on_hand, reserved, reason, at) select sku_id, 'adjust', on_hand, 0, 'loaded', ${now} from stocked where on_hand > 0`.execute(tx)
}
