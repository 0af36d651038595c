import type { Parts } from '../../../kit/module.ts'
import type { PlainDate } from '../../../kit/dates.ts'
import type { GenderCode } from '../tables.ts'
import type { Level } from '../membership/levels.ts'
import { SocialErrors } from '../errors.ts'
import { levelOf } from '../membership/levels.ts'
import { shownStates } from '../settings.ts'
import { isBanned, MIN_PHOTOS } from './rules.ts'
import { findMeeter, touchActive } from './store-standing.ts'

/** Somebody who may meet others now: complete, adult, not banned. */
export interface Meeter {
  accountId: number
  gender: GenderCode
  seeks: number
  birthDate: PlainDate
  ageMin: number
  ageMax: number
  scope: 'near' | 'city' | 'anywhere'
  minKm: number
  maxKm: number
  /** The city they are in, or visit, and where they look. */
  city: string
  targetCity: string | null
  c5: string
  resolution: number
  lat: number
  lng: number
  tags: string[]
  zone: string
  paused: boolean
  level: Level
}

/** "Active" is this exact: a write per request would cost more than the request. */
const TOUCH_MS = 600_000

/** The caller as one who meets people; notes that they are here. Throws social.profile_needed and social.banned. */
export async function activeMeeter(parts: Parts, accountId: number): Promise<Meeter> {
  const now = parts.clock.now()
  const [row, level] = await Promise.all([findMeeter(parts.db.sql, accountId, shownStates(parts.config)), levelOf(parts.db.sql, accountId, now)])
  if (!row) throw SocialErrors.profile_needed()
  const { bannedAt, bannedUntil, banReason, photos, activeAt, ...me } = row
  if (isBanned({ bannedAt, bannedUntil }, now)) throw SocialErrors.banned({ reason: banReason, until: bannedUntil?.toISOString() ?? null })
  if (photos < MIN_PHOTOS || !me.birthDate || !me.gender || !me.city || !me.c5) throw SocialErrors.profile_needed()
  if (activeAt.getTime() < now.getTime() - TOUCH_MS) await touchActive(parts.db.sql, accountId, now)
  return { ...me, level } as Meeter
}
