import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Page } from '../../../kit/pagination.ts'
import type { ConsoleMeeter, ConsoleMeeterItem, MeeterQuery } from './console-contract.ts'
import type { MeeterRow } from './store.ts'
import { toPicture } from '../../../core/media/index.ts'
import { cityName } from '../../../core/regions/index.ts'
import { dayOf } from '../../../kit/dates.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { pageOf } from '../../../kit/pagination.ts'
import { ageOn, genderOf, isBanned, seeksOf } from '../profile/rules.ts'
import { toPersonName } from '../safety/person-name.ts'
import { countsOf, findMeeterForStaff, listMeeters } from './store.ts'

export async function meetersForStaff(parts: Parts, { page = 1, limit = 20, ...filter }: MeeterQuery, lang: Lang): Promise<Page<ConsoleMeeterItem>> {
  const now = parts.clock.now()
  const { rows, count } = await listMeeters(parts.db.sql, filter, now, { page, limit })
  return pageOf(rows.map(row => toItem(row, now, lang)), count, { page, limit })
}

/** Somebody with all that staff need to judge them by: no place finer than a city, no word of their conversations. */
export async function meeterForStaff(parts: Parts, publicId: string, lang: Lang): Promise<ConsoleMeeter> {
  const now = parts.clock.now()
  const row = await findMeeterForStaff(parts.db.sql, publicId, now)
  if (!row) throw KitErrors.not_found()
  const counts = await countsOf(parts.db.sql, row.who.account)
  return {
    ...toItem(row, now, lang),
    accountStatus: row.accountStatus,
    verified: row.verified,
    birthDate: row.birthDate,
    birthCorrectedAt: row.birthCorrectedAt?.toISOString() ?? null,
    seeks: seeksOf(row.seeks),
    about: row.about,
    tags: row.tags,
    photos: row.photos.map(photo => ({ ...photo, picture: toPicture(photo.picture) })),
    ban: isBanned(row, now) ? { at: row.bannedAt!.toISOString(), until: row.bannedUntil?.toISOString() ?? null, reason: row.banReason! } : null,
    warning: row.warnedAt && { at: row.warnedAt.toISOString(), reason: row.warnReason! },
    membership: row.level === null ? null : { level: row.level, endsAt: row.levelEndsAt!.toISOString() },
    jumps: row.jumps.map(({ at, km }) => ({ at: new Date(at).toISOString(), km })),
    counts: { ...counts, looks: row.looks },
    stoppedAt: row.stoppedAt?.toISOString() ?? null,
  }
}

function toItem(row: MeeterRow, now: Date, lang: Lang): ConsoleMeeterItem {
  return {
    ...toPersonName(row.who),
    age: row.birthDate === null ? null : ageOn(row.birthDate, dayOf(now)),
    gender: row.gender && genderOf(row.gender),
    city: row.city && (cityName(row.city, lang) ?? row.city),
    createdAt: row.createdAt.toISOString(),
    activeAt: row.activeAt.toISOString(),
    paused: row.paused,
    banned: isBanned(row, now),
    visible: row.visible,
    openReports: row.openReports,
  }
}
