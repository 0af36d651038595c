import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { CategoryChange, ConsoleCategory, ConsoleCategoryItem, NewCategory } from './contract.ts'
import type { CategoryCore, CategoryRow } from './store-categories.ts'
import type { Buffer } from 'node:buffer'
import { savePicture, toPicture } from '../../../core/media/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { catalogueChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { markStale } from '../search/store-index.ts'
import { LEVELS } from './contract.ts'
import { listAttributes } from './store-attributes.ts'
import { deleteCategory, findCategory, insertCategory, listCategoriesForStaff, lockCategory, lockTree, updateCategory, useOfCategory } from './store-categories.ts'

const onTakenName = onConstraint({ category_name_key: () => MallErrors.name_taken({ field: 'name' }) })

export async function categoriesForStaff(parts: Parts): Promise<ConsoleCategoryItem[]> {
  return (await listCategoriesForStaff(parts.db.sql)).map(toItem)
}

/** A place of the tree with its attributes and all that hangs on it. */
export async function categoryForStaff(parts: Parts, id: number): Promise<ConsoleCategory> {
  const rows = await listCategoriesForStaff(parts.db.sql)
  const row = rows.find(other => other.id === id)
  if (!row) throw KitErrors.not_found()
  const [attributes, use] = await Promise.all([listAttributes(parts.db.sql, row.path), useOfCategory(parts.db.sql, id)])
  return {
    ...toItem(row),
    path: row.path.map(on => ({ id: on, name: rows.find(other => other.id === on)!.name })),
    attributes: attributes.filter(({ from }) => from.id === id),
    inherited: attributes.filter(({ from }) => from.id !== id),
    use,
  }
}

const toItem = ({ path: _, picture, ...row }: CategoryRow): ConsoleCategoryItem => ({ ...row, picture: toPicture(picture) })

export async function addCategory(parts: Parts, by: Staff, { name, parentId }: NewCategory): Promise<{ id: number }> {
  const id = await parts.db.tx(async (tx) => {
    await lockTree(tx)
    const parent = parentId === null ? null : await findCategory(tx, parentId)
    if (parent === undefined) throw MallErrors.category_gone({ field: 'parentId' })
    if (parent && parent.level >= LEVELS) throw MallErrors.too_deep({ field: 'parentId', most: LEVELS })
    const added = await insertCategory(tx, { name: name.trim(), parent })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.category.add', target: `category:${added}`, after: { name: name.trim(), parent: parent?.name ?? null } })
    return added
  }).catch(onTakenName)
  catalogueChanged(parts)
  return { id }
}

/** Renames a place, hides it with all that is below it, or shows it again. */
export async function changeCategory(parts: Parts, by: Staff, id: number, { version, ...change }: CategoryChange): Promise<ConsoleCategory> {
  await parts.db.tx(async (tx) => {
    const before = await lockCategory(tx, id)
    if (!before) throw KitErrors.not_found()
    if (before.version !== version) throw MallErrors.changed_meanwhile()
    const after = { name: change.name?.trim() ?? before.name, visible: change.visible ?? before.visible }
    await updateCategory(tx, id, after)
    // By its name are found the goods below it.
    if (after.name !== before.name) await markStale(tx, { categoryId: id })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.category.change', target: `category:${id}`, before: { name: before.name, visible: before.visible }, after })
  }).catch(onTakenName)
  catalogueChanged(parts)
  return categoryForStaff(parts, id)
}

/** A picture of its own, in place of any before. */
export async function setCategoryPicture(parts: Parts, by: Staff, id: number, image: Buffer | null): Promise<ConsoleCategory> {
  if (!await findCategory(parts.db.sql, id)) throw KitErrors.not_found()
  const picture = image && await savePicture(parts, image)
  await parts.db.tx(async (tx) => {
    const before = await lockCategory(tx, id)
    if (!before) throw KitErrors.not_found()
    await updateCategory(tx, id, { pictureId: picture?.id ?? null })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.category.picture', target: `category:${id}`, before: { picture: before.pictureId }, after: { picture: picture?.id ?? null } })
  })
  catalogueChanged(parts)
  return categoryForStaff(parts, id)
}

/** Takes a place out of the tree on which nothing hangs any more; the refusal says what does. */
export async function removeCategory(parts: Parts, by: Staff, id: number): Promise<void> {
  await parts.db.tx(async (tx) => {
    await lockTree(tx)
    const category = await lockCategory(tx, id, { leaving: true })
    if (!category) throw KitErrors.not_found()
    const use = await useOfCategory(tx, id)
    if (Object.values(use).some(count => count > 0)) throw MallErrors.category_used({ ...use })
    await deleteCategory(tx, id)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.category.remove', target: `category:${id}`, before: toAudit(category) })
  })
  catalogueChanged(parts)
}

const toAudit = ({ name, visible, level }: CategoryCore) => ({ name, visible, level })
