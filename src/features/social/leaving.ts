import type { Tx } from '../../kit/db.ts'
import type { Parts, Standing } from '../../kit/module.ts'
import { discardPictures } from '../../core/media/index.ts'
import { chatExport, chatExported, chatNotExported } from './chat/export.ts'
import { forgetChatsOf } from './chat/store-export.ts'
import { exportMembership, membershipExports } from './membership/export.ts'
import { endMembershipOf } from './membership/leaving.ts'
import { safetyExport, safetyExported, safetyNotExported } from './safety/export.ts'
import { rebuildCards } from './profile/card.ts'
import { blankProfile, profileToExport } from './store-leaving.ts'

/** Whoever leaves or is suspended is counted and found by nobody from now on; who is back is found again. */
export const standingChanged = (parts: Parts, tx: Tx, { accountId }: Standing): Promise<void> => rebuildCards(parts, tx, [accountId])

/** An account ends: nobody finds this person any more, and what they wrote and showed is gone. Paid orders stay, for the books. */
export async function leaveSocial(parts: Parts, tx: Tx, accountId: number): Promise<void> {
  const now = parts.clock.now()
  const pictures = [...await forgetChatsOf(tx, accountId, now), ...await blankProfile(tx, accountId, now)]
  await discardPictures(tx, pictures, now)
  await endMembershipOf(parts, tx, accountId)
}

/** All that somebody has given here, and what is kept about them. */
export async function exportSocial(parts: Parts, accountId: number): Promise<Record<string, unknown>> {
  const db = parts.db.sql
  return {
    ...await profileToExport(db, accountId),
    ...await chatExport(db, accountId),
    ...await safetyExport(db, accountId),
    ...await exportMembership(parts, accountId),
  }
}

export const exported = { social_profile: 'profile', social_photo: 'photos', swipe: 'swipes', social_quota: 'quotas', ...chatExported, ...safetyExported, ...membershipExports }

export const notExported = {
  ...chatNotExported,
  ...safetyNotExported,
  social_card: 'the part of the profile by which others find it, told under profile',
  social_deck: 'numbers of other people they are shown next, made anew all the time',
  social_rank: 'a place among others, made anew every few minutes from swipes of others',
  social_tally: 'sums of what others decided about them, which nobody is ever told',
}
