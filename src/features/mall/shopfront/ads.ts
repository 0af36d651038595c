import type { Buffer } from 'node:buffer'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { AdChange, AdState, ConsoleAd, ConsoleAdSlot, NewAd } from './contract.ts'
import type { AdCore, AdRow, AdValues } from './store.ts'
import { savePicture, toPicture } from '../../../core/media/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { catalogueChanged } from '../catalogue/cached.ts'
import { MallErrors } from '../errors.ts'
import { AD_SLOTS } from './slots.ts'
import { deleteAd, insertAd, listAds, listSlots, lockAd, lockAdsOf, lockSlot, orderAds, renameSlot, setAdPicture, updateAd } from './store.ts'

/** Every place for advertisements with all that were ever put there. */
export async function adSlotsForStaff(parts: Parts): Promise<ConsoleAdSlot[]> {
  const [slots, ads] = await Promise.all([listSlots(parts.db.sql), listAds(parts.db.sql)])
  const now = parts.clock.now()
  return slots.map(slot => ({ ...slot, page: AD_SLOTS.find(({ key }) => key === slot.key)?.page ?? null, ads: ads.filter(ad => ad.slot === slot.key).map(ad => toAd(ad, now)) }))
}

async function adForStaff(parts: Parts, id: number): Promise<ConsoleAd> {
  const [ad] = await listAds(parts.db.sql, id)
  if (!ad) throw KitErrors.not_found()
  return toAd(ad, parts.clock.now())
}

function toAd({ slot: _, picture, startsAt, endsAt, ...ad }: AdRow, now: Date): ConsoleAd {
  return { ...ad, picture: toPicture(picture), startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null, state: stateOf({ startsAt, endsAt }, now) }
}

/** It is shown from its beginning until its end, as visitors' pages have it. */
function stateOf({ startsAt, endsAt }: Pick<AdRow, 'startsAt' | 'endsAt'>, now: Date): AdState {
  if (endsAt && endsAt <= now) return 'over'
  return startsAt && startsAt > now ? 'planned' : 'now'
}

function valuesOf({ title, target, startsAt, endsAt, visible }: Omit<AdChange, 'version'>): AdValues {
  const [from, until] = [startsAt, endsAt].map(at => at === null ? null : new Date(at)) as [Date | null, Date | null]
  if (from && until && from >= until) throw MallErrors.ad_reversed({ field: 'endsAt' })
  return { title: title.trim(), target, startsAt: from, endsAt: until, visible }
}

const toAudit = ({ title, target, startsAt, endsAt, visible }: AdValues | AdCore) => ({ title, target, startsAt, endsAt, visible })

export async function addAd(parts: Parts, by: Staff, { slot, ...fields }: NewAd): Promise<ConsoleAd> {
  const values = valuesOf(fields)
  const id = await parts.db.tx(async (tx) => {
    if (!await lockSlot(tx, slot)) throw KitErrors.not_found()
    const added = await insertAd(tx, slot, values)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.ad.add', target: `ad:${added}`, after: { slot, ...toAudit(values) } })
    return added
  })
  catalogueChanged(parts)
  return adForStaff(parts, id)
}

export async function changeAd(parts: Parts, by: Staff, id: number, { version, ...fields }: AdChange): Promise<ConsoleAd> {
  const values = valuesOf(fields)
  await parts.db.tx(async (tx) => {
    const before = await lockAd(tx, id)
    if (!before) throw KitErrors.not_found()
    if (before.version !== version) throw MallErrors.changed_meanwhile()
    await updateAd(tx, id, values)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.ad.change', target: `ad:${id}`, before: toAudit(before), after: toAudit(values) })
  })
  catalogueChanged(parts)
  return adForStaff(parts, id)
}

/** The picture is cut to the shape of its slot: what visitors would not see is not sent to them. */
export async function pictureAd(parts: Parts, by: Staff, id: number, image: Buffer): Promise<ConsoleAd> {
  const [ad] = await listAds(parts.db.sql, id)
  if (!ad) throw KitErrors.not_found()
  const { width, height } = (await listSlots(parts.db.sql)).find(({ key }) => key === ad.slot)!
  const picture = await savePicture(parts, image, { width, height })
  await parts.db.tx(async (tx) => {
    const before = await lockAd(tx, id)
    if (!before) throw KitErrors.not_found()
    await setAdPicture(tx, id, picture.id)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.ad.picture', target: `ad:${id}`, before: { picture: before.pictureId }, after: { picture: picture.id } })
  })
  catalogueChanged(parts)
  return adForStaff(parts, id)
}

export async function removeAd(parts: Parts, by: Staff, id: number): Promise<void> {
  await parts.db.tx(async (tx) => {
    const before = await lockAd(tx, id)
    if (!before) throw KitErrors.not_found()
    await deleteAd(tx, id)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.ad.remove', target: `ad:${id}`, before: { slot: before.slot, ...toAudit(before) } })
  })
  catalogueChanged(parts)
}

/** What pages know a slot by stays; how staff call it is theirs. */
export async function nameSlot(parts: Parts, by: Staff, key: string, name: string): Promise<void> {
  await parts.db.tx(async (tx) => {
    const before = await lockSlot(tx, key)
    if (!before) throw KitErrors.not_found()
    await renameSlot(tx, key, name.trim())
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.slot.change', target: `slot:${key}`, before: { name: before.name }, after: { name: name.trim() } })
  })
}

export async function reorderAds(parts: Parts, by: Staff, key: string, ids: readonly number[]): Promise<void> {
  await parts.db.tx(async (tx) => {
    if (!await lockSlot(tx, key)) throw KitErrors.not_found()
    const before = await lockAdsOf(tx, key)
    if (before.length !== ids.length || !before.every(id => ids.includes(id))) throw MallErrors.order_differs({ field: 'ids' })
    await orderAds(tx, ids)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'mall.ad.order', target: `slot:${key}`, before: { order: before }, after: { order: ids } })
  })
  catalogueChanged(parts)
}
