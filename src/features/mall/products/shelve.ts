import type { Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { ShelfChange, ShelfResult } from './contract.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { productChanged } from '../catalogue/cached.ts'
import { refreshShelf } from '../catalogue/shelf.ts'
import { MallErrors } from '../errors.ts'
import { lockStocks } from './store-product.ts'
import { deleteProduct, lockStanding, setOnShelf, skuIdsOf } from './store-write.ts'

/** Puts products on the shelf or takes them off; those that can't be are told with the reason, the others are done. */
export async function shelve(parts: Parts, by: Staff, { ids, on }: ShelfChange, lang: Lang): Promise<ShelfResult> {
  const result = await parts.db.tx(tx => shelveLocked(parts, tx, by, { ids, on }, lang)).catch(onConstraint({ product_on_shelf: MallErrors.nothing_to_sell }))
  productChanged(parts, ...result.changed)
  return result
}

async function shelveLocked(parts: Parts, tx: Tx, by: Staff, { ids, on }: ShelfChange, lang: Lang): Promise<ShelfResult> {
  const products = await lockStanding(tx, ids)
  if (ids.length === 1 && products.length === 0) throw KitErrors.not_found()
  const refused = ids.filter(id => !products.some(product => product.id === id)).map(id => ({ id, title: '', message: KitErrors.not_found().sentence(lang) }))
  const changed = []
  for (const { id, title, status, sellable } of products) {
    if (on ? status === 'on' : status !== 'on') continue
    if (on && !sellable) refused.push({ id, title, message: MallErrors.nothing_to_sell().sentence(lang) })
    else changed.push({ id, status })
  }
  if (changed.length > 0) await setOnShelf(tx, changed.map(({ id }) => id), on, parts.clock.now())
  for (const { id, status } of changed) await recordAudit(parts, tx, { staffId: by.staffId, action: on ? 'mall.put_on_shelf' : 'mall.take_off_shelf', target: `product:${id}`, before: { status }, after: { status: on ? 'on' : 'off' } })
  return { changed: changed.map(({ id }) => id), refused }
}

/** Puts one product on the shelf or takes it off, in the transaction that has just saved it. */
export async function shelveOne(parts: Parts, tx: Tx, by: Staff, id: number, on: boolean, lang: Lang): Promise<void> {
  await refreshShelf(tx, [id])
  const { refused } = await shelveLocked(parts, tx, by, { ids: [id], on }, lang)
  if (refused.length > 0) throw MallErrors.nothing_to_sell()
}

/** Deletes a draft nobody has ever bought; whatever was sold once stays, and can be taken off the shelf. */
export async function deleteDraft(parts: Parts, by: Staff, id: number): Promise<void> {
  await parts.db.tx(async (tx) => {
    const skuIds = await skuIdsOf(tx, id)
    await lockStocks(tx, skuIds)
    const [product] = await lockStanding(tx, [id])
    if (!product) throw KitErrors.not_found()
    if (!product.deletable) throw MallErrors.not_deletable()
    await deleteProduct(tx, id, skuIds)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.delete_product', target: `product:${id}`, before: { title: product.title } })
  })
  productChanged(parts, id)
}
