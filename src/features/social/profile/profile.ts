import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { MyProfile, MySettings, ProfileChanges, SettingsChanges } from './contract.ts'
import type { PhotoRow, ProfileFields, ProfileRow } from './store.ts'
import { randomUUID } from 'node:crypto'
import { confirmedPerson, publicProfiles } from '../../../core/accounts/index.ts'
import { centreOfCity, cityName, isCurrentCity } from '../../../core/regions/index.ts'
import { dayOf, isPlainDate } from '../../../kit/dates.ts'
import { forgetDeck } from '../deck/store-deck.ts'
import { SocialErrors } from '../errors.ts'
import { levelOf } from '../membership/levels.ts'
import { appealOf } from '../safety/store-appeals.ts'
import { shownStates } from '../settings.ts'
import { countFans } from '../swipes/store-fans.ts'
import { rebuildCards } from './card.ts'
import { cellsOf, centreOf } from './cells.ts'
import { toMyPhoto } from './photos.ts'
import { ADULT_YEARS, ageOn, genderCode, genderOf, isBanned, MIN_PHOTOS, seeksCode, seeksOf, yearsBefore } from './rules.ts'
import { findProfile, listPhotos, lockProfile, setBirthOnce, updateProfile } from './store.ts'

const MAX_TAGS = 10
const TAG_LENGTH = 12

const cityOf = (code: string | null, lang: Lang) => code === null ? null : { code, name: cityName(code, lang) ?? code }

/** My profile as I may see it; before the first change a blank one. */
export async function readProfile(parts: Parts, accountId: number, lang: Lang): Promise<MyProfile> {
  const now = parts.clock.now()
  const [profile, photos, people, identity] = await Promise.all([
    findProfile(parts.db.sql, accountId),
    listPhotos(parts.db.sql, accountId),
    publicProfiles(parts.db.sql, [accountId]),
    confirmedPerson(parts, accountId),
  ])
  if (!profile) return { ...BLANK, name: people.get(accountId)?.name.slice(0, 20) ?? '', verified: identity !== null }
  const missing = missingOf(profile, photos, shownStates(parts.config))
  const banned = isBanned(profile, now)
  const appeal = banned ? await appealOf(parts.db.sql, accountId, profile.bannedAt!) : undefined
  return {
    id: profile.publicId,
    name: profile.name,
    birthDate: profile.birthDate,
    age: profile.birthDate ? ageOn(profile.birthDate, dayOf(now)) : null,
    gender: profile.gender && genderOf(profile.gender),
    about: profile.about,
    tags: profile.tags,
    city: cityOf(profile.city, lang),
    photos: photos.map(toMyPhoto),
    verified: identity !== null,
    visible: missing.length === 0 && !banned && !profile.paused,
    missing,
    paused: profile.paused,
    ban: banned ? { reason: profile.banReason!, since: profile.bannedAt!.toISOString(), until: profile.bannedUntil?.toISOString() ?? null, appeal: appeal ?? null } : null,
    warning: profile.warnedAt ? { reason: profile.warnReason!, at: profile.warnedAt.toISOString() } : null,
    likes: await countFans(parts.db.sql, accountId, now),
  }
}

const BLANK: MyProfile = { id: null, name: '', birthDate: null, age: null, gender: null, about: '', tags: [], city: null, photos: [], verified: false, visible: false, missing: ['birthDate', 'gender', 'city', 'photos'], paused: false, ban: null, warning: null, likes: 0 }

function missingOf(profile: ProfileRow, photos: PhotoRow[], shown: readonly string[]): MyProfile['missing'] {
  const missing: MyProfile['missing'] = []
  if (!profile.name) missing.push('name')
  if (!profile.birthDate) missing.push('birthDate')
  if (!profile.gender) missing.push('gender')
  if (!profile.city || profile.resolution === null) missing.push('city')
  if (photos.filter(({ state }) => shown.includes(state)).length < MIN_PHOTOS) missing.push('photos')
  return missing
}

export async function changeProfile(parts: Parts, accountId: number, changes: ProfileChanges, lang: Lang): Promise<MyProfile> {
  const now = parts.clock.now()
  const today = dayOf(now)
  const { birthDate } = changes
  if (birthDate !== undefined) {
    if (!isPlainDate(birthDate) || birthDate < '1900-01-01' || birthDate > today) throw SocialErrors.bad_birth({ field: 'birthDate' })
    if (birthDate > yearsBefore(today, ADULT_YEARS)) throw SocialErrors.not_adult({ field: 'birthDate' })
    const identity = await confirmedPerson(parts, accountId)
    if (identity && identity.person.birthDate !== birthDate) throw SocialErrors.birth_differs({ field: 'birthDate' })
  }
  const fields: ProfileFields = {
    ...changes.name !== undefined && { name: checkName(changes.name) },
    ...changes.about !== undefined && { about: changes.about.trim() },
    ...changes.tags !== undefined && { tags: checkTags(changes.tags) },
    ...changes.gender !== undefined && { gender: genderCode(changes.gender) },
  }
  await parts.db.tx(async (tx) => {
    const before = await lockProfile(tx, accountId, randomUUID(), now)
    await updateProfile(tx, accountId, fields)
    if (birthDate !== undefined && birthDate !== before.birthDate && !await setBirthOnce(tx, accountId, birthDate, today)) throw SocialErrors.birth_fixed({ field: 'birthDate' })
    if (fields.gender !== undefined) await forgetDeck(tx, accountId)
    await rebuildCards(parts, tx, [accountId])
  })
  return readProfile(parts, accountId, lang)
}

export async function readSettings(parts: Parts, accountId: number, lang: Lang): Promise<MySettings> {
  const profile = await findProfile(parts.db.sql, accountId)
  if (!profile) return DEFAULTS
  const { scope, minKm, maxKm, ageMin, ageMax, albumForMatches, autoplay, vibration, onRanking, paused, zone } = profile
  return { seeks: seeksOf(profile.seeks), targetCity: cityOf(profile.targetCity, lang), scope, minKm, maxKm, ageMin, ageMax, albumForMatches, autoplay, vibration, onRanking, paused, zone }
}

/** As the table's own defaults say. */
const DEFAULTS: MySettings = { seeks: ['female', 'male', 'other'], scope: 'near', targetCity: null, minKm: 0, maxKm: 50, ageMin: 18, ageMax: 60, albumForMatches: false, autoplay: true, vibration: true, onRanking: false, paused: false, zone: 'Asia/Shanghai' }

/** Whom to meet and how (D-13…D-15). Another city than one's own is for members (O-12). Throws social.members_only. */
export async function changeSettings(parts: Parts, accountId: number, changes: SettingsChanges, lang: Lang): Promise<MySettings> {
  const now = parts.clock.now()
  const { targetCity, zone } = changes
  if (targetCity && !isCurrentCity(targetCity)) throw SocialErrors.unknown_city({ field: 'targetCity' })
  if (zone !== undefined && !isZone(zone)) throw SocialErrors.bad_zone({ field: 'zone' })
  await parts.db.tx(async (tx) => {
    const before = await lockProfile(tx, accountId, randomUUID(), now)
    const [minKm, maxKm] = [changes.minKm ?? before.minKm, changes.maxKm ?? before.maxKm]
    const [ageMin, ageMax] = [changes.ageMin ?? before.ageMin, changes.ageMax ?? before.ageMax]
    if (minKm > maxKm) throw SocialErrors.range_reversed({ field: 'minKm' })
    if (ageMin > ageMax) throw SocialErrors.range_reversed({ field: 'ageMin' })
    if (targetCity && targetCity !== before.targetCity && targetCity !== before.city && !(await levelOf(tx, accountId, now)).anyCity) throw SocialErrors.members_only({ field: 'targetCity' })
    await updateProfile(tx, accountId, {
      seeks: changes.seeks && seeksCode(changes.seeks),
      scope: changes.scope,
      ...targetCity !== undefined && { target_city: targetCity },
      ...visitOf(changes.scope ?? before.scope, targetCity === undefined ? before.targetCity : targetCity, before.city),
      min_km: minKm,
      max_km: maxKm,
      age_min: ageMin,
      age_max: ageMax,
      album_for_matches: changes.albumForMatches,
      autoplay: changes.autoplay,
      vibration: changes.vibration,
      on_ranking: changes.onRanking,
      paused: changes.paused,
      zone,
    })
    await forgetDeck(tx, accountId)
    await rebuildCards(parts, tx, [accountId])
  })
  return readSettings(parts, accountId, lang)
}

/** Who looks around in another city than their own is there, as far as others can tell: in the middle of it. */
export function visitOf(scope: MySettings['scope'], target: string | null, city: string | null) {
  const centre = scope === 'city' && target !== null && target !== city ? centreOfCity(target) : undefined
  if (!centre) return { visit_c5: null, visit_lat: null, visit_lng: null }
  const { c5 } = cellsOf(centre)
  const { lat, lng } = centreOf(c5)
  return { visit_c5: c5, visit_lat: lat, visit_lng: lng }
}

function checkName(given: string): string {
  const name = given.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (name.length < 1 || [...name].length > 20 || /\p{Cc}|\p{Cf}/u.test(name)) throw SocialErrors.bad_name({ field: 'name' })
  return name
}

function checkTags(given: readonly string[]): string[] {
  const tags = [...new Set(given.map(tag => tag.normalize('NFC').replace(/\s+/g, ' ').trim()).filter(Boolean))]
  if (tags.length > MAX_TAGS || tags.some(tag => [...tag].length > TAG_LENGTH)) throw SocialErrors.bad_tag({ field: 'tags', most: MAX_TAGS })
  return tags
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
