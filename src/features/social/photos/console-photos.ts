import type { Tx } from '../../../kit/db.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page, PageQuery } from '../../../kit/pagination.ts'
import type { BannedPhoto, ConsolePhoto, PhotoQuery, PhotoVerdict } from './console-contract.ts'
import type { PhotoFacts } from './store.ts'
import { tell } from '../../../core/inbox/index.ts'
import { smallestVariant, toPicture } from '../../../core/media/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { SocialErrors } from '../errors.ts'
import { rebuildCards } from '../profile/card.ts'
import { hashOf } from '../profile/photos.ts'
import { toPersonName } from '../safety/person-name.ts'
import { accountOfPerson } from '../safety/store-bans.ts'
import { deleteBannedPhoto, findPhoto, holdOwnersOf, insertBannedPhoto, judgePhotos, listBannedPhotos, listPhotosToJudge, rejectPhotosOf } from './store.ts'

export async function photosForStaff(parts: Parts, { state = 'pending', person, page = 1, limit = 20 }: PhotoQuery): Promise<Page<ConsolePhoto>> {
  const accountId = person === undefined ? undefined : await accountOfPerson(parts.db.sql, person) ?? 0
  const { rows, count } = await listPhotosToJudge(parts.db.sql, { state, accountId }, { page, limit })
  return pageOf(rows.map(({ picture, person, createdAt, judgedAt, ...row }) => ({ ...row, picture: toPicture(picture), person: toPersonName(person), createdAt: createdAt.toISOString(), judgedAt: judgedAt?.toISOString() ?? null })), count, { page, limit })
}

/**
 * Lets others see a photo, or not: then its owner reads why, and the picture may be kept from coming back. Throws social.decided when
 * it is not as it was shown: of two of the staff at once one decides.
 */
export async function judgePhoto(parts: Parts, by: Staff, id: number, { state, seen, reason, ban = false }: PhotoVerdict): Promise<{ id: number, state: PhotoVerdict['state'] }> {
  const photo = await findPhoto(parts.db.sql, id)
  if (!photo) throw KitErrors.not_found()
  if (state === 'rejected' && reason === undefined) throw SocialErrors.reason_needed({ field: 'reason' })
  const phash = ban && state === 'rejected' ? await hashOfPhoto(parts, photo) : undefined
  await parts.db.tx(async (tx) => {
    const now = parts.clock.now()
    await holdOwnersOf(tx, [id])
    const [judged] = await judgePhotos(tx, { ids: [id], seen: [seen], state, reason: state === 'rejected' ? reason! : null, now })
    if (!judged || seen === state) throw SocialErrors.decided()
    await rebuildCards(parts, tx, [judged.accountId])
    if (state === 'rejected') await tellRejected(parts, tx, judged.accountId, reason!)
    if (phash !== undefined) await insertBannedPhoto(tx, { phash, pictureId: photo.pictureId, reason: reason!, now })
    await recordAudit(parts, tx, { staffId: by.staffId, action: `social.photo.${state === 'approved' ? 'approve' : ban ? 'ban' : 'reject'}`, target: `photo:${id}`, reason, before: { status: seen }, after: { status: state } })
  })
  return { id, state }
}

/** Of a photo from before they were hashed, or of the demo, it is made from what is kept of it. */
const hashOfPhoto = async (parts: Parts, { phash, pictureId }: PhotoFacts) => phash ?? hashOf(await smallestVariant(parts, pictureId))

/** Approves all of these that are still pending. */
export async function approvePhotos(parts: Parts, by: Staff, ids: readonly number[]): Promise<{ approved: number, skipped: number }> {
  return parts.db.tx(async (tx) => {
    await holdOwnersOf(tx, ids)
    const judged = await judgePhotos(tx, { ids, seen: ['pending'], state: 'approved', reason: null, now: parts.clock.now() })
    await rebuildCards(parts, tx, [...new Set(judged.map(({ accountId }) => accountId))])
    for (const { id } of judged) await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.photo.approve', target: `photo:${id}`, before: { status: 'pending' }, after: { status: 'approved' } })
    return { approved: judged.length, skipped: ids.length - judged.length }
  })
}

/** Rejects photos of somebody whose profile is held. @returns how many */
export async function rejectPhotos(parts: Parts, tx: Tx, accountId: number, ids: readonly number[], reason: string): Promise<number> {
  const rejected = await rejectPhotosOf(tx, accountId, ids, reason, parts.clock.now())
  if (rejected === 0) return 0
  await rebuildCards(parts, tx, [accountId])
  await tellRejected(parts, tx, accountId, reason)
  return rejected
}

const tellRejected = (parts: Parts, tx: Tx, accountId: number, reason: string) => tell(parts, tx, { accountId, module: 'social', purpose: 'meet_photo_rejected', params: { reason }, path: '/meet/profile', inboxOnly: true })

export async function bannedPhotosForStaff(parts: Parts, { page = 1, limit = 20 }: PageQuery): Promise<Page<BannedPhoto>> {
  const { rows, count } = await listBannedPhotos(parts.db.sql, { page, limit })
  return pageOf(rows.map(({ picture, bannedAt, ...row }) => ({ ...row, picture: toPicture(picture), bannedAt: bannedAt.toISOString() })), count, { page, limit })
}

/** The picture may come back. */
export async function releasePhoto(parts: Parts, by: Staff, id: string, reason: string): Promise<null> {
  await parts.db.tx(async (tx) => {
    const was = await deleteBannedPhoto(tx, id)
    if (was === undefined) throw KitErrors.not_found()
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.photo.release', target: `banned_photo:${id}`, reason, before: { reason: was } })
  })
  return null
}
