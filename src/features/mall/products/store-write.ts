import type { Sql, Tx } from '../../../kit/db.ts'
import type { RawBuilder } from 'kysely'
import type { Ids, Needed, Plan } from './plan.ts'
import { sql } from 'kysely'
import '../tables.ts'

// However many products and SKUs are saved, each table is written by a few statements: the rows travel as one JSON text.

/** Takes ids from the sequences, so that rows can name each other before they are written. */
export async function takeIds(db: Sql, { products, specs, options, skus }: Needed): Promise<Ids> {
  const next = (table: string, count: number) => sql`(select coalesce(json_agg(nextval(pg_get_serial_sequence(${table}, 'id'))), '[]') from generate_series(1, ${count}::integer))`
  const { rows: [taken] } = await sql<{ product: number[], spec: number[], option: number[], sku: number[] }>`
    select ${next('product', products)} as product, ${next('spec', specs)} as spec, ${next('spec_option', options)} as option, ${next('sku', skus)} as sku`.execute(db)
  const from = (ids: number[]) => () => ids.shift()!
  return { product: from(taken!.product), spec: from(taken!.spec), option: from(taken!.option), sku: from(taken!.sku) }
}

/** Locks products, in ascending order. @returns their versions by id */
export async function lockVersions(tx: Tx, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.selectFrom('product').select(['id', 'version']).where('id', 'in', [...ids]).orderBy('id').forNoKeyUpdate().execute()
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** Which of these SKUs an order has. */
export async function namesOfOrdered(tx: Tx, skuIds: readonly number[]): Promise<string[]> {
  if (skuIds.length === 0) return []
  const rows = await tx.selectFrom('sku').select(['spec_text as specText', 'code']).where('id', 'in', [...skuIds])
    .where(({ exists, selectFrom }) => exists(selectFrom('order_item').select('order_item.id').whereRef('order_item.sku_id', '=', 'sku.id'))).execute()
  return rows.map(({ specText, code }) => specText || code)
}

/** Writes what is planned. Stocks that go are locked already, and so are the products that are there. */
export async function writePlans(tx: Tx, plans: readonly Plan[], { staffId, reason, now }: { staffId: number, reason: string, now: Date }): Promise<void> {
  await deleteSkus(tx, plans.flatMap(({ skus }) => skus.gone))
  await writeProducts(tx, plans, now)
  await writeSpecs(tx, plans)
  await writeSkus(tx, plans, now)
  await each(tx, plans.flatMap(({ prices }) => prices), rows => sql`
    insert into price_change (sku_id, price, market_price, staff_id, at) select sku_id, price, market_price, ${staffId}::bigint, ${now} from ${recordset(rows, 'sku_id bigint, price bigint, market_price bigint')}`)
  const stocks = plans.flatMap(({ stocks }) => stocks)
  await each(tx, stocks, rows => sql`insert into sku_stock (sku_id, on_hand) select sku_id, on_hand from ${recordset(rows, 'sku_id bigint, on_hand integer')}`)
  await each(tx, stocks.filter(({ on_hand }) => on_hand > 0), rows => sql`
    insert into stock_entry (sku_id, kind, on_hand, reserved, staff_id, reason, at) select sku_id, 'adjust', on_hand, 0, ${staffId}::bigint, ${reason}, ${now} from ${recordset(rows, 'sku_id bigint, on_hand integer')}`)
}

/** Rows as a table in a statement. */
const recordset = (rows: readonly object[], columns: string) => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(${sql.raw(columns)})`

async function each<T extends object>(tx: Tx, rows: readonly T[], statement: (rows: readonly T[]) => RawBuilder<unknown>): Promise<void> {
  if (rows.length > 0) await statement(rows).execute(tx)
}

/** SKUs no order has, with all that hangs on them; carts lose them. */
async function deleteSkus(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('cart_item').where('sku_id', 'in', [...ids]).execute()
  await tx.deleteFrom('stock_entry').where('sku_id', 'in', [...ids]).execute()
  await tx.deleteFrom('price_change').where('sku_id', 'in', [...ids]).execute()
  await tx.deleteFrom('sku_stock').where('sku_id', 'in', [...ids]).execute()
  await tx.deleteFrom('sku').where('id', 'in', [...ids]).execute()
}

const PRODUCT_COLUMNS = 'id bigint, category_id bigint, brand_id bigint, title text, subtitle text, detail_html text, packing_html text, service_html text, freight_template_id bigint, cover_id text'

async function writeProducts(tx: Tx, plans: readonly Plan[], now: Date): Promise<void> {
  const rowsOf = (isNew: boolean) => plans.filter(plan => plan.isNew === isNew).map(({ product }) => product)
  await each(tx, rowsOf(true), rows => sql`
    insert into product (id, category_id, brand_id, title, subtitle, detail_html, packing_html, service_html, freight_template_id, cover_id, created_at, changed_at) overriding system value
    select n.*, ${now}, ${now} from ${recordset(rows, PRODUCT_COLUMNS)}`)
  await each(tx, rowsOf(false), rows => sql`
    update product p set category_id = n.category_id, brand_id = n.brand_id, title = n.title, subtitle = n.subtitle, detail_html = n.detail_html, packing_html = n.packing_html, service_html = n.service_html,
      freight_template_id = n.freight_template_id, cover_id = n.cover_id, version = p.version + 1, changed_at = ${now}
    from ${recordset(rows, PRODUCT_COLUMNS)} where p.id = n.id`)

  const pictures = plans.flatMap(({ product, pictureIds }) => pictureIds ? [{ product_id: product.id, pictureIds }] : [])
  if (pictures.length > 0) await tx.deleteFrom('product_picture').where('product_id', 'in', pictures.map(({ product_id }) => product_id)).execute()
  await each(tx, pictures.flatMap(({ product_id, pictureIds }) => pictureIds.map((picture_id, position) => ({ product_id, picture_id, position }))), rows => sql`
    insert into product_picture (product_id, picture_id, position) select n.* from ${recordset(rows, 'product_id bigint, picture_id text, position integer')}`)

  const attributes = plans.flatMap(({ product, attributes }) => attributes ? [{ product_id: product.id, attributes }] : [])
  if (attributes.length > 0) await tx.deleteFrom('product_attribute').where('product_id', 'in', attributes.map(({ product_id }) => product_id)).execute()
  await each(tx, attributes.flatMap(({ product_id, attributes }) => attributes.map(attribute => ({ product_id, ...attribute }))), rows => sql`
    insert into product_attribute (product_id, attribute_id, value, number) select n.* from ${recordset(rows, 'product_id bigint, attribute_id bigint, value text, number double precision')}`)
}

/** What goes makes room first, then what is there takes its new name, then come the new ones. */
async function writeSpecs(tx: Tx, plans: readonly Plan[]): Promise<void> {
  const goneOptions = plans.flatMap(({ options }) => options.gone)
  if (goneOptions.length > 0) await tx.deleteFrom('spec_option').where('id', 'in', goneOptions).execute()
  const goneSpecs = plans.flatMap(({ specs }) => specs.gone)
  if (goneSpecs.length > 0) await tx.deleteFrom('spec').where('id', 'in', goneSpecs).execute()
  const spec = 'id bigint, product_id bigint, name text, position integer'
  await each(tx, plans.flatMap(({ specs }) => specs.changed), rows => sql`update spec s set name = n.name, position = n.position from ${recordset(rows, spec)} where s.id = n.id`)
  await each(tx, plans.flatMap(({ specs }) => specs.added), rows => sql`insert into spec (id, product_id, name, position) overriding system value select n.* from ${recordset(rows, spec)}`)
  const option = 'id bigint, spec_id bigint, value text, swatch text, position integer'
  await each(tx, plans.flatMap(({ options }) => options.changed), rows => sql`update spec_option o set value = n.value, swatch = n.swatch, position = n.position from ${recordset(rows, option)} where o.id = n.id`)
  await each(tx, plans.flatMap(({ options }) => options.added), rows => sql`insert into spec_option (id, spec_id, value, swatch, position) overriding system value select n.* from ${recordset(rows, option)}`)
}

const SKU_COLUMNS = 'id bigint, product_id bigint, code text, option_ids bigint[], spec_text text, price bigint, market_price bigint, cost bigint, weight integer, picture_id text, per_person integer, status text'

async function writeSkus(tx: Tx, plans: readonly Plan[], now: Date): Promise<void> {
  await each(tx, plans.flatMap(({ skus }) => skus.changed), rows => sql`
    update sku k set code = n.code, option_ids = n.option_ids, spec_text = n.spec_text, price = n.price, market_price = n.market_price, cost = n.cost, weight = n.weight, picture_id = n.picture_id,
      per_person = n.per_person, status = n.status, changed_at = ${now}
    from ${recordset(rows, SKU_COLUMNS)} where k.id = n.id`)
  await each(tx, plans.flatMap(({ skus }) => skus.added), rows => sql`
    insert into sku (id, product_id, code, option_ids, spec_text, price, market_price, cost, weight, picture_id, per_person, status, changed_at) overriding system value
    select n.*, ${now} from ${recordset(rows, SKU_COLUMNS)}`)
}

// — the shelf —

export interface StandingRow { id: number, title: string, status: 'draft' | 'on' | 'off', sellable: boolean, deletable: boolean }

/** Locks products, in ascending order, and tells how they stand. */
export async function lockStanding(tx: Tx, ids: readonly number[]): Promise<StandingRow[]> {
  const { rows } = await sql<StandingRow>`
    select p.id, p.title, p.status, p.price_min is not null as sellable, p.status = 'draft' and not exists (select from order_item i where i.product_id = p.id) as deletable
    from product p where p.id = any(${[...ids]}::bigint[]) order by p.id for no key update`.execute(tx)
  return rows
}

/** Throws at product_on_shelf where there is nothing to sell. */
export async function setOnShelf(tx: Tx, ids: readonly number[], on: boolean, now: Date): Promise<void> {
  await tx.updateTable('product').set({ status: on ? 'on' : 'off', changed_at: now, ...on ? { listed_at: sql<Date>`coalesce(listed_at, ${now})` } : {} }).where('id', 'in', [...ids]).execute()
}

export const skuIdsOf = async (db: Sql, productId: number): Promise<number[]> => (await db.selectFrom('sku').select('id').where('product_id', '=', productId).orderBy('id').execute()).map(({ id }) => id)

/** A product nobody has bought, with everything of it. */
export async function deleteProduct(tx: Tx, productId: number, skuIds: readonly number[]): Promise<void> {
  await deleteSkus(tx, skuIds)
  for (const table of ['product_view', 'favourite', 'product_picture', 'product_attribute'] as const) await tx.deleteFrom(table).where('product_id', '=', productId).execute()
  await tx.deleteFrom('spec_option').where('spec_id', 'in', tx.selectFrom('spec').select('id').where('product_id', '=', productId)).execute()
  await tx.deleteFrom('spec').where('product_id', '=', productId).execute()
  await tx.deleteFrom('product').where('id', '=', productId).execute()
}
