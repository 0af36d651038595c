import type { Parts } from '../../../kit/module.ts'
import type { Appeal } from './contract.ts'
import { onConstraint } from '../../../kit/db.ts'
import { SocialErrors } from '../errors.ts'
import { isBanned } from '../profile/rules.ts'
import { holdProfile } from './store-bans.ts'
import { insertAppeal } from './store-appeals.ts'

const SHORTEST = 10

/** Somebody's word against the ban they are under, once for each. Throws social.not_banned, social.appealed. */
export async function appeal(parts: Parts, accountId: number, given: string): Promise<Appeal> {
  const text = given.trim()
  const now = parts.clock.now()
  if ([...text].length < SHORTEST) throw SocialErrors.short_appeal({ field: 'text' })
  await parts.db.tx(async (tx) => {
    const profile = await holdProfile(tx, accountId)
    if (!profile || !isBanned(profile, now)) throw SocialErrors.not_banned()
    await insertAppeal(tx, { accountId, bannedAt: profile.bannedAt!, text, now }).catch(onConstraint({ social_appeal_once: () => SocialErrors.appealed() }))
  })
  return { state: 'open', answer: null }
}
