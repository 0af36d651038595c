import type { Tx } from '../../../kit/db.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { AttributeChange, NewAttribute } from './contract.ts'
import type { CategoryCore } from './store-categories.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { catalogueChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { markStale } from '../search/store-index.ts'
import { attributeIdsOf, countStating, deleteAttribute, insertAttribute, lockAttribute, misfitsOf, namesake, orderAttributes, rewriteNumbers, subtreeOf, updateAttribute } from './store-attributes.ts'
import { findCategory, lockTree } from './store-categories.ts'

const onTakenName = onConstraint({ attribute_name_key: () => MallErrors.name_taken({ field: 'name' }) })

/** A category and everything below it may state it from now on. */
export async function addAttribute(parts: Parts, by: Staff, categoryId: number, given: NewAttribute): Promise<{ id: number }> {
  const fields = tidied(given)
  const id = await parts.db.tx(async (tx) => {
    await lockTree(tx)
    const category = await findCategory(tx, categoryId)
    if (!category) throw KitErrors.not_found()
    await refuseNamesake(tx, category, fields.name)
    const added = await insertAttribute(tx, categoryId, fields)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.attribute.add', target: `attribute:${added}`, after: { category: category.name, ...fields } })
    return added
  }).catch(onTakenName)
  catalogueChanged(parts)
  return { id }
}

/** Another kind is refused where what products state does not fit it. */
export async function changeAttribute(parts: Parts, by: Staff, id: number, { version, ...given }: AttributeChange): Promise<void> {
  const after = tidied(given)
  await parts.db.tx(async (tx) => {
    await lockTree(tx)
    const attribute = await lockAttribute(tx, id)
    if (!attribute) throw KitErrors.not_found()
    if (attribute.version !== version) throw MallErrors.changed_meanwhile()
    const { categoryId, id: _, version: __, ...before } = attribute
    const category = (await findCategory(tx, categoryId))!
    if (after.name !== before.name) await refuseNamesake(tx, category, after.name, id)
    if (after.kind !== before.kind) {
      const misfits = await misfitsOf(tx, id, after.kind)
      if (misfits.products > 0) throw MallErrors.kind_misfit({ field: 'kind', ...misfits })
      await rewriteNumbers(tx, id, after.kind)
    }
    await updateAttribute(tx, id, after)
    // Goods are found by what they state, with its unit, or by the name of what is true of them.
    if (after.name !== before.name || after.kind !== before.kind || after.unit !== before.unit) await markStale(tx, { attributeId: id })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.attribute.change', target: `attribute:${id}`, before, after })
  }).catch(onTakenName)
  catalogueChanged(parts)
}

export async function reorderAttributes(parts: Parts, by: Staff, categoryId: number, ids: readonly number[]): Promise<void> {
  await parts.db.tx(async (tx) => {
    await lockTree(tx)
    const category = await findCategory(tx, categoryId)
    if (!category) throw KitErrors.not_found()
    const before = await attributeIdsOf(tx, categoryId)
    if (before.length !== ids.length || !before.every(id => ids.includes(id))) throw MallErrors.order_differs({ field: 'ids' })
    await orderAttributes(tx, ids)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.attribute.order', target: `category:${categoryId}`, before: { order: before }, after: { order: ids } })
  })
  catalogueChanged(parts)
}

/** Refused where products state it, unless that may be lost. */
export async function removeAttribute(parts: Parts, by: Staff, id: number, confirm: boolean): Promise<void> {
  await parts.db.tx(async (tx) => {
    await lockTree(tx)
    const attribute = await lockAttribute(tx, id, { leaving: true })
    if (!attribute) throw KitErrors.not_found()
    const products = await countStating(tx, id)
    if (products > 0 && !confirm) throw MallErrors.attribute_stated({ products })
    await markStale(tx, { attributeId: id })
    await deleteAttribute(tx, id)
    const { categoryId, id: _, version: __, ...before } = attribute
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.attribute.remove', target: `category:${categoryId}`, before: { ...before, products } })
  })
  catalogueChanged(parts)
}

function tidied({ name, kind, unit, filterable }: NewAttribute): NewAttribute {
  if (kind === 'bool' && unit !== null) throw MallErrors.unit_unfit({ field: 'unit' })
  return { name: name.trim(), kind, unit: unit?.trim() ?? null, filterable }
}

/** Above and below it every attribute has a name of its own: a product would state both. */
async function refuseNamesake(tx: Tx, { id, path }: CategoryCore, name: string, except?: number): Promise<void> {
  const along = [...path, ...await subtreeOf(tx, id)]
  const other = await namesake(tx, name, along, except)
  if (other) throw MallErrors.attribute_twice({ field: 'name', name, ...other })
}
