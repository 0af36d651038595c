import type { Tx } from '../../../kit/db.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { CategoryMove, CategoryOrder, ConsoleCategory } from './contract.ts'
import type { CategoryCore } from './store-categories.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { catalogueChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { markStale } from '../search/store-index.ts'
import { categoryForStaff } from './categories.ts'
import { LEVELS } from './contract.ts'
import { dropStatedBelow, namesakesBelow, statedBelow } from './store-attributes.ts'
import { childrenOf, depthBelow, findCategory, hangCategory, lockTree, orderCategories, useOfCategory } from './store-categories.ts'

/**
 * Moves a place with all that is below it. Of two moves at once the second sees what the first has made of the tree: it is done
 * there, or refused because it makes no sense any more.
 */
export async function moveCategory(parts: Parts, by: Staff, id: number, { parentId, beforeId, version, confirm = false }: CategoryMove): Promise<ConsoleCategory> {
  await parts.db.tx(async (tx) => {
    await lockTree(tx)
    const category = await findCategory(tx, id)
    if (!category) throw KitErrors.not_found()
    if (category.version !== version) throw MallErrors.changed_meanwhile()
    const parent = parentId === null ? null : await findCategory(tx, parentId)
    if (parent === undefined) throw MallErrors.category_gone({ field: 'parentId' })
    const place = await placeAmong(tx, id, parentId, beforeId)
    if (parentId !== category.parentId) {
      await checkLevels(tx, category, parent)
      await letGoOfAttributes(tx, category, parent, confirm)
      await hangCategory(tx, category, parent)
      await markStale(tx, { categoryId: id })
    }
    await orderCategories(tx, place)
    const nameOf = async (of: number | null) => of === null ? null : (await findCategory(tx, of))!.name
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.category.move', target: `category:${id}`, before: { parent: await nameOf(category.parentId), level: category.level }, after: { parent: parent?.name ?? null, level: (parent?.level ?? 0) + 1 } })
  }).catch(onConstraint({
    category_name_key: () => MallErrors.name_taken({ field: 'parentId' }),
    product_category: () => KitErrors.busy(), // somebody has put goods there just now
  }))
  catalogueChanged(parts)
  return categoryForStaff(parts, id)
}

/** The children of the new place with this one among them. */
async function placeAmong(tx: Tx, id: number, parentId: number | null, beforeId: number | undefined): Promise<number[]> {
  const others = (await childrenOf(tx, parentId)).filter(other => other !== id)
  const at = beforeId === undefined ? others.length : others.indexOf(beforeId)
  if (at < 0) throw MallErrors.order_differs({ field: 'beforeId' })
  return others.toSpliced(at, 0, id)
}

async function checkLevels(tx: Tx, category: CategoryCore, parent: CategoryCore | null): Promise<void> {
  if (parent?.path.includes(category.id)) throw MallErrors.below_itself({ field: 'parentId' })
  const level = (parent?.level ?? 0) + 1
  if (level + await depthBelow(tx, category) > LEVELS) throw MallErrors.too_deep({ field: 'parentId', most: LEVELS })
  if (level === category.level) return
  const { products, channels } = await useOfCategory(tx, category.id)
  if (products > 0) throw MallErrors.goods_off_level({ field: 'parentId', products })
  if (channels > 0) throw MallErrors.channel_off_level({ field: 'parentId', channels })
}

/** What goods state of attributes that don't apply in the new place would be said of them for ever, and nobody could change it. */
async function letGoOfAttributes(tx: Tx, category: CategoryCore, parent: CategoryCore | null, confirm: boolean): Promise<void> {
  const [above, next] = [category.path.slice(0, -1), parent?.path ?? []]
  const [left, joined] = [above.filter(id => !next.includes(id)), next.filter(id => !above.includes(id))]
  const twice = await namesakesBelow(tx, category.id, joined)
  if (twice) throw MallErrors.attribute_twice({ field: 'parentId', ...twice })
  const { products, attributes } = await statedBelow(tx, category.id, left)
  if (products === 0) return
  if (!confirm) throw MallErrors.values_lost({ products, attributes: attributes.join('、') })
  await dropStatedBelow(tx, category.id, left)
}

/** Puts all children of a place, or the whole first level, in this order. */
export async function reorderCategories(parts: Parts, by: Staff, { parentId, ids }: CategoryOrder): Promise<void> {
  await parts.db.tx(async (tx) => {
    await lockTree(tx)
    const before = await childrenOf(tx, parentId)
    if (before.length !== ids.length || !before.every(id => ids.includes(id))) throw MallErrors.order_differs({ field: 'ids' })
    await orderCategories(tx, ids)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.category.order', target: parentId === null ? 'category' : `category:${parentId}`, before: { order: before }, after: { order: ids } })
  })
  catalogueChanged(parts)
}
