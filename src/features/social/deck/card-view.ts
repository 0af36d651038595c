import type { Lang } from '../../../kit/errors.ts'
import type { Point } from '../../../core/regions/index.ts'
import type { Resolution } from '../profile/cells.ts'
import type { Meeter } from '../profile/standing.ts'
import type { PersonCard, Why } from './contract.ts'
import type { PersonRow } from './store-people.ts'
import { toPicture } from '../../../core/media/index.ts'
import { cityName } from '../../../core/regions/index.ts'
import { dayOf } from '../../../kit/dates.ts'
import { exactness } from '../profile/cells.ts'
import { kilometres } from '../profile/distance.ts'
import { ageOn, genderOf } from '../profile/rules.ts'

/** Distances are told as "less than", in these steps of kilometres (social.md §2.9). */
const STEPS = [2, 5, 10, 20, 50, 100, 200, 500]
const NEAR_KM = 10
const DAY_MS = 86_400_000
const NEW_DAYS = 7

interface Viewer extends Point { resolution: number, tags: readonly string[], city: string }

/** The step of a distance between two centres of cells: never finer than the larger cell. */
function distanceStep(me: Viewer, them: PersonRow): number | null {
  const least = Math.max(exactness(me.resolution as Resolution), exactness(them.resolution as Resolution))
  const km = kilometres(me, them)
  return STEPS.find(step => step >= least && km < step) ?? null
}

export function toCard(row: PersonRow, me: Meeter, now: Date, lang: Lang): PersonCard {
  const hidden = row.albumForMatches && !row.matched
  const distance = distanceStep(me, row)
  return {
    id: row.publicId,
    name: row.name,
    age: ageOn(row.birthDate, dayOf(now)),
    gender: genderOf(row.gender),
    distance,
    city: cityName(row.city, lang) ?? row.city,
    visiting: row.visiting,
    photos: (hidden ? row.photos.slice(0, 1) : row.photos).map(photo => toPicture(photo)),
    morePhotos: hidden ? Math.max(0, row.photos.length - 1) : 0,
    about: row.about,
    tags: row.tags,
    verified: row.verified,
    member: row.badge,
    superLikedMe: row.superLikedMe,
    why: whyOf(row, me, distance, now),
  }
}

function whyOf(row: PersonRow, me: Viewer, distance: number | null, now: Date): Why[] {
  const shared = row.tags.filter(tag => me.tags.includes(tag))
  const why: Why[] = []
  if (row.superLikedMe) why.push({ kind: 'superlike' })
  if (shared.length > 0) why.push({ kind: 'tags', tags: shared })
  if (distance !== null && distance <= NEAR_KM) why.push({ kind: 'near' })
  else if (row.city === me.city) why.push({ kind: 'city' })
  if (now.getTime() - row.createdAt.getTime() < NEW_DAYS * DAY_MS) why.push({ kind: 'new' })
  if (now.getTime() - row.activeHour.getTime() < DAY_MS) why.push({ kind: 'active' })
  return why
}
