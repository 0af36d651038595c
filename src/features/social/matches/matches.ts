import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Match, MatchItem, MatchList, MatchQuery } from './contract.ts'
import type { MatchRow, OwnMatch } from './store.ts'
import { toPicture } from '../../../core/media/index.ts'
import { nudge } from '../../../core/realtime/index.ts'
import { dayOf } from '../../../kit/dates.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { showCards } from '../deck/deck.ts'
import { cutPage, placeOf } from '../place-in-list.ts'
import { ageOn } from '../profile/rules.ts'
import { activeMeeter } from '../profile/standing.ts'
import { shownStates } from '../settings.ts'
import { lockPair } from '../swipes/pair.ts'
import { endMatch } from '../swipes/store.ts'
import { findMatch, listMatches } from './store.ts'

const LIST = 'matches'

/** Whom I am matched with, the latest activity first; who was blocked, has left or was hidden by staff is not among them (social.md §2.7, §2.12). */
export async function readMatches(parts: Parts, accountId: number, query: MatchQuery): Promise<MatchList> {
  await activeMeeter(parts, accountId)
  return pageOfMatches(parts, accountId, query)
}

/** The same for whoever asks, without a word about their own profile. */
export async function pageOfMatches(parts: Parts, accountId: number, { kind, limit = 20, after }: MatchQuery): Promise<MatchList> {
  const now = parts.clock.now()
  const rows = await listMatches(parts.db.sql, { me: accountId, now, shown: shownStates(parts.config), kind, after: placeOf(after, LIST), limit: limit + 1 })
  const { page, next } = cutPage(rows, limit, LIST, ({ lastAt, publicId }) => ({ at: lastAt, publicId }))
  return { items: page.map(row => toItem(row, now)), next }
}

function toItem({ publicId, personId, name, birthDate, photo, verified, badge, createdAt, lastAt, unread, last }: MatchRow, now: Date): MatchItem {
  return {
    id: publicId,
    person: { id: personId, name, age: ageOn(birthDate, dayOf(now)), photo: toPicture(photo), verified, member: badge },
    createdAt: createdAt.toISOString(),
    lastAt: lastAt.toISOString(),
    unread,
    last: last && { ...last, at: new Date(last.at).toISOString() },
  }
}

/** A match of mine that still is one. Throws kit.not_found for those of others, and for one that is over: nothing of it can be read any more. */
export async function liveMatchOf(parts: Parts, accountId: number, publicId: string): Promise<OwnMatch> {
  const match = await findMatch(parts.db.sql, accountId, publicId, parts.clock.now())
  if (!match || match.over) throw KitErrors.not_found()
  return match
}

export const progressOf = ({ lastSeq, readSeq, otherDelivered, otherRead }: OwnMatch) => ({ lastSeq, readSeq, other: { deliveredSeq: otherDelivered, readSeq: otherRead } })

/** Whom I am matched with, with their whole album, and how far both of us have read. */
export async function readMatch(parts: Parts, accountId: number, publicId: string, lang: Lang): Promise<Match> {
  const me = await activeMeeter(parts, accountId)
  const match = await liveMatchOf(parts, accountId, publicId)
  const [person] = await showCards(parts, me, [match.otherId], lang)
  if (!person) throw KitErrors.not_found()
  return { id: match.publicId, person, createdAt: match.createdAt.toISOString(), ...progressOf(match) }
}

/** Ends a match for both at once. Who did it is kept, but the other is not told. */
export async function unmatch(parts: Parts, accountId: number, publicId: string): Promise<null> {
  const match = await liveMatchOf(parts, accountId, publicId)
  const ended = await parts.db.tx(async (tx) => {
    await lockPair(tx, accountId, match.otherId)
    return endMatch(tx, match.id, accountId, parts.clock.now())
  })
  if (!ended) throw KitErrors.not_found()
  const both = [accountId, match.otherId]
  nudge(parts, both, { topic: 'social.unmatch', id: match.publicId })
  nudge(parts, both, { topic: 'inbox' })
  return null
}
