import type { Sql, Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Choices, Known } from './checks.ts'
import type { ConsoleProduct, ProductChoices, ProductFields, ProductSave } from './contract.ts'
import type { Plan } from './plan.ts'
import type { ProductState } from './store-product.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { productChanged } from '../catalogue/cached.ts'
import { refreshShelf } from '../catalogue/shelf.ts'
import { MallErrors } from '../errors.ts'
import { indexProducts } from '../search/index-products.ts'
import { shopPicturesOf } from '../uploads/store-shop.ts'
import { choicesOf, problemsOf, refuse } from './checks.ts'
import { changesOf } from './changes.ts'
import { neededFor, planOf } from './plan.ts'
import { productForStaff } from './products.ts'
import { cleanText, pictureIdsIn } from './rich-text.ts'
import { lockStocks, ownersOfCodes, readChoices, readProducts } from './store-product.ts'
import { lockVersions, namesOfOrdered, takeIds, writePlans } from './store-write.ts'

/** A new product, as a draft. */
export async function createProduct(parts: Parts, by: Staff, fields: ProductFields, lang: Lang): Promise<ConsoleProduct> {
  const [id] = await parts.db.tx(tx => saveProducts(parts, tx, by, [{ before: null, fields }], lang)).catch(asRefusal)
  return productForStaff(parts, id!)
}

/**
 * Saves all of a product: what is in `fields` is what there is afterwards. Throws changed_meanwhile when `version` is not the
 * one that was read: of two staff who save at once one gets through.
 */
export async function saveProduct(parts: Parts, by: Staff, id: number, { version, ...fields }: ProductSave, lang: Lang): Promise<ConsoleProduct> {
  await parts.db.tx(async (tx) => {
    const [before] = await readProducts(tx, [id])
    if (!before) throw KitErrors.not_found()
    if (before.version !== version) throw MallErrors.changed_meanwhile()
    await saveProducts(parts, tx, by, [{ before, fields }], lang)
  }).catch(asRefusal)
  productChanged(parts, id)
  return productForStaff(parts, id)
}

/** A product as it is to be, and as it was when that was decided; null for a new one. */
export interface Wish { before: ProductState | null, fields: ProductFields }

/**
 * Saves several products in a transaction, all or none. Its writes are few whatever the number of SKUs. The caller calls
 * productChanged after the commit and turns broken constraints into refusals (`asRefusal`). @returns their ids, in order
 */
export async function saveProducts(parts: Parts, tx: Tx, by: Staff, wishes: readonly Wish[], lang: Lang): Promise<number[]> {
  const now = parts.clock.now()
  await lockBefore(tx, wishes)
  const offered = await readChoices(tx)
  const choices = choicesOf(offered)
  const known = await knownTo(tx, wishes, choices)
  const clean = wishes.map(({ before, fields }): Wish => ({ before, fields: cleaned(fields, known.pictures) }))
  for (const { before, fields } of clean) refuse(problemsOf(fields, before, known), lang)

  const needed = clean.map(({ before, fields }) => neededFor(fields, before))
  const sum = (name: keyof typeof needed[number]) => needed.reduce((total, one) => total + one[name], 0)
  const ids = await takeIds(tx, { products: sum('products'), specs: sum('specs'), options: sum('options'), skus: sum('skus') })
  const plans = clean.map(({ before, fields }) => planOf(fields, before, ids, id => choices.attributes.get(id)?.kind === 'number'))
  await writePlans(tx, plans, { staffId: by.staffId, reason: FIRST_STOCK, now })
  await refreshShelf(tx, plans.map(({ product }) => product.id))
  await indexProducts(tx, plans.filter(({ wordsChange }) => wordsChange).map(({ product }) => product.id))
  for (const [i, plan] of plans.entries()) await tell(parts, tx, by, plan, clean[i]!, offered)
  return plans.map(({ product }) => product.id)
}

/** What the ledger says of the pieces a new SKU begins with. */
const FIRST_STOCK = '新增 SKU'

/** Stocks of the SKUs that go, by ascending SKU, and then the products: the order in which everybody locks. */
async function lockBefore(tx: Tx, wishes: readonly Wish[]): Promise<void> {
  const gone = wishes.flatMap(({ before, fields }) => (before?.skus ?? []).filter(({ id }) => !fields.skus.some(sku => sku.id === id)).map(({ id }) => id))
  await lockStocks(tx, gone)
  const there = wishes.flatMap(({ before }) => before ?? [])
  if (there.length === 0) return
  const versions = await lockVersions(tx, there.map(({ id }) => id))
  if (there.some(({ id, version }) => versions.get(id) !== version)) throw MallErrors.changed_meanwhile()
  // An order may have taken one since it was read; now that its stock is held none can.
  const ordered = await namesOfOrdered(tx, gone)
  if (ordered.length > 0) throw MallErrors.sku_ordered({ field: 'skus', names: ordered.join(', ') })
}

/** What all the fields are compared with: one question of each kind. */
export async function knownTo(db: Sql, wishes: readonly Wish[], choices: Choices): Promise<Known> {
  const named = wishes.flatMap(({ fields }) => [...fields.pictureIds, ...fields.skus.flatMap(({ pictureId }) => pictureId ?? []), ...textsOf(fields).flatMap(pictureIdsIn)])
  const own = wishes.flatMap(({ before }) => [...picturesOf(before)])
  const codes = [...new Set(wishes.flatMap(({ fields }) => fields.skus.map(({ code }) => code.trim())).filter(Boolean))]
  const uploaded = await shopPicturesOf(db, [...new Set(named)].filter(id => /^[0-9a-f]{32}$/.test(id)))
  return { choices, codes: await ownersOfCodes(db, codes), pictures: new Set([...uploaded, ...own]) }
}

const textsOf = ({ detailHtml, packingHtml, serviceHtml }: Pick<ProductFields, 'detailHtml' | 'packingHtml' | 'serviceHtml'>) => [detailHtml, packingHtml, serviceHtml]

/** What a product shows already stays its own: pictures of the demo nobody has uploaded. */
function picturesOf(product: ProductState | null): Set<string> {
  return new Set(product ? [...product.pictures.map(({ id }) => id), ...product.skus.flatMap(({ picture }) => picture?.id ?? []), ...textsOf(product).flatMap(pictureIdsIn)] : [])
}

function cleaned(fields: ProductFields, pictures: ReadonlySet<string>): ProductFields {
  const clean = (html: string) => cleanText(html, id => pictures.has(id))
  return { ...fields, detailHtml: clean(fields.detailHtml), packingHtml: clean(fields.packingHtml), serviceHtml: clean(fields.serviceHtml) }
}

async function tell(parts: Parts, tx: Tx, by: Staff, plan: Plan, wish: Wish, offered: ProductChoices): Promise<void> {
  await recordAudit(parts, tx, { staffId: by.staffId, action: plan.isNew ? 'mall.create_product' : 'mall.save_product', target: `product:${plan.product.id}`, ...changesOf(plan, wish.before, wish.fields, offered) })
}

/** What the database refuses although it was checked: somebody else was faster. */
export const asRefusal = onConstraint({
  product_on_shelf: MallErrors.nothing_to_sell,
  sku_code_key: () => MallErrors.code_taken({ field: 'skus' }),
  product_category: () => MallErrors.category_needed({ field: 'categoryId' }),
  product_brand_id_fkey: () => MallErrors.unknown_brand({ field: 'brandId' }),
  product_freight_template_id_fkey: () => MallErrors.unknown_freight({ field: 'freightTemplateId' }),
  product_attribute_attribute_id_fkey: () => MallErrors.unknown_attribute({ field: 'attributes' }),
})
