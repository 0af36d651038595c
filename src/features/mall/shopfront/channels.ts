import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { ChannelGroupChange, ConsoleChannelGroup, GroupChannels } from './contract.ts'
import { toPicture } from '../../../core/media/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { onConstraint } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { catalogueChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { lockTree } from '../taxonomy/store-categories.ts'
import { categoriesById, deleteGroup, insertGroup, listChannelGroups, lockGroup, lockGroups, orderGroups, replaceChannels, updateGroup } from './store.ts'

const onTakenName = onConstraint({ channel_group_name_key: () => MallErrors.name_taken({ field: 'name' }) })

export async function channelGroupsForStaff(parts: Parts): Promise<ConsoleChannelGroup[]> {
  const groups = await listChannelGroups(parts.db.sql)
  return groups.map(({ channels, ...group }) => ({ ...group, channels: channels.map(({ picture, ...channel }) => ({ ...channel, picture: toPicture(picture) })) }))
}

export async function addChannelGroup(parts: Parts, by: Staff, name: string): Promise<{ id: number }> {
  const id = await parts.db.tx(async (tx) => {
    const added = await insertGroup(tx, name.trim())
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.channels.add', target: `channels:${added}`, after: { name: name.trim() } })
    return added
  }).catch(onTakenName)
  catalogueChanged(parts)
  return { id }
}

export async function renameChannelGroup(parts: Parts, by: Staff, id: number, { name, version }: ChannelGroupChange): Promise<void> {
  await parts.db.tx(async (tx) => {
    const before = await lockGroup(tx, id)
    if (!before) throw KitErrors.not_found()
    if (before.version !== version) throw MallErrors.changed_meanwhile()
    await updateGroup(tx, id, { name: name.trim() })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.channels.change', target: `channels:${id}`, before: { name: before.name }, after: { name: name.trim() } })
  }).catch(onTakenName)
  catalogueChanged(parts)
}

/** Adds, takes out and moves channels of a group at once: it has these afterwards, in this order. */
export async function setChannels(parts: Parts, by: Staff, id: number, { categoryIds, version }: GroupChannels): Promise<void> {
  await parts.db.tx(async (tx) => {
    await lockTree(tx) // no category leaves the first level meanwhile
    const before = await lockGroup(tx, id)
    if (!before) throw KitErrors.not_found()
    if (before.version !== version) throw MallErrors.changed_meanwhile()
    const categories = await categoriesById(tx, categoryIds)
    const chosen = categoryIds.map(categoryId => categories.get(categoryId))
    if (chosen.some(category => !category)) throw MallErrors.category_gone({ field: 'categoryIds' })
    if (chosen.some(category => category!.level !== 1)) throw MallErrors.not_first_level({ field: 'categoryIds' })
    await replaceChannels(tx, id, categoryIds)
    await updateGroup(tx, id, {})
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.channels.set', target: `channels:${id}`, before: { channels: before.channels }, after: { channels: chosen.map(category => category!.name) } })
  })
  catalogueChanged(parts)
}

export async function reorderChannelGroups(parts: Parts, by: Staff, ids: readonly number[]): Promise<void> {
  await parts.db.tx(async (tx) => {
    const before = await lockGroups(tx)
    if (before.length !== ids.length || !before.every(id => ids.includes(id))) throw MallErrors.order_differs({ field: 'ids' })
    await orderGroups(tx, ids)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.channels.order', target: 'channels', before: { order: before }, after: { order: ids } })
  })
  catalogueChanged(parts)
}

/** With its channels; their categories stay. */
export async function removeChannelGroup(parts: Parts, by: Staff, id: number): Promise<void> {
  await parts.db.tx(async (tx) => {
    const before = await lockGroup(tx, id)
    if (!before) throw KitErrors.not_found()
    await deleteGroup(tx, id)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.channels.remove', target: `channels:${id}`, before: { name: before.name, channels: before.channels } })
  })
  catalogueChanged(parts)
}
