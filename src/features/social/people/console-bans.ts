import type { Tx } from '../../../kit/db.ts'
import type { Lang } from '../../../kit/errors.ts'
import type { Staff } from '../../../kit/http/app.ts'
import type { Parts } from '../../../kit/module.ts'
import type { BirthCorrection, ConsoleMeeter, NewBan } from './console-contract.ts'
import type { HeldProfile } from '../safety/store-bans.ts'
import { confirmedPerson } from '../../../core/accounts/index.ts'
import { recordAudit } from '../../../core/staff/index.ts'
import { dayOf, isPlainDate } from '../../../kit/dates.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { SocialErrors } from '../errors.ts'
import { rebuildCards } from '../profile/card.ts'
import { ADULT_YEARS, isBanned, yearsBefore } from '../profile/rules.ts'
import { ban, liftBan, untilOf, warn } from '../safety/bans.ts'
import { meeterForStaff } from './console-people.ts'
import { accountOfPerson, correctBirth, holdProfile } from '../safety/store-bans.ts'

/** Does something about a person, whom nobody else does something about meanwhile. */
async function about(parts: Parts, publicId: string, lang: Lang, deed: (tx: Tx, person: HeldProfile) => Promise<void>): Promise<ConsoleMeeter> {
  const accountId = await accountOfPerson(parts.db.sql, publicId)
  if (accountId === undefined) throw KitErrors.not_found()
  await parts.db.tx(async (tx) => {
    const person = await holdProfile(tx, accountId)
    if (!person) throw KitErrors.not_found()
    await deed(tx, person)
  })
  return meeterForStaff(parts, publicId, lang)
}

/** Hides somebody, until then or for good. Throws social.decided when they are hidden already. */
export async function banMeeter(parts: Parts, by: Staff, publicId: string, { reason, until }: NewBan, lang: Lang): Promise<ConsoleMeeter> {
  const end = untilOf(parts, until)
  return about(parts, publicId, lang, async (tx, person) => {
    if (isBanned(person, parts.clock.now())) throw SocialErrors.decided()
    await ban(parts, tx, person.accountId, { until: end, reason: reason.trim() })
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.ban', target: `meeter:${publicId}`, reason, after: { endsAt: end?.toISOString() ?? null } })
  })
}

/** Throws social.decided when they are not hidden any more. */
export async function unbanMeeter(parts: Parts, by: Staff, publicId: string, reason: string, lang: Lang): Promise<ConsoleMeeter> {
  return about(parts, publicId, lang, async (tx, person) => {
    if (!isBanned(person, parts.clock.now())) throw SocialErrors.decided()
    await liftBan(parts, tx, person.accountId)
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.unban', target: `meeter:${publicId}`, reason, before: { statusReason: person.banReason } })
  })
}

export async function warnMeeter(parts: Parts, by: Staff, publicId: string, reason: string, lang: Lang): Promise<ConsoleMeeter> {
  return about(parts, publicId, lang, async (tx, person) => {
    await warn(parts, tx, person.accountId, reason.trim())
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.warn', target: `meeter:${publicId}`, reason })
  })
}

/** Sets right what people can set once: an adult's date, and that of their identity card where it is known (social.md §1, adult gate). */
export async function correctBirthDate(parts: Parts, by: Staff, publicId: string, { birthDate, seen, reason }: BirthCorrection, lang: Lang): Promise<ConsoleMeeter> {
  const today = dayOf(parts.clock.now())
  if (!isPlainDate(birthDate) || birthDate < '1900-01-01' || birthDate > today) throw SocialErrors.bad_birth({ field: 'birthDate' })
  if (birthDate > yearsBefore(today, ADULT_YEARS)) throw SocialErrors.not_adult({ field: 'birthDate' })
  const accountId = await accountOfPerson(parts.db.sql, publicId)
  const identity = accountId === undefined ? null : await confirmedPerson(parts, accountId)
  if (identity && identity.person.birthDate !== birthDate) throw SocialErrors.birth_differs({ field: 'birthDate' })
  return about(parts, publicId, lang, async (tx, person) => {
    if (person.birthDate === null || person.birthDate !== seen) throw SocialErrors.changed({ field: 'birthDate' })
    await correctBirth(tx, person.accountId, { birthDate, today, now: parts.clock.now() })
    await rebuildCards(parts, tx, [person.accountId])
    await recordAudit(parts, tx, { staffId: by.staffId, action: 'social.correct_birth', target: `meeter:${publicId}`, reason, before: { birthDate: person.birthDate }, after: { birthDate } })
  })
}
