import type { Parts } from '../../../kit/module.ts'
import type { Tx } from '../../../kit/db.ts'
import type { ListQuery } from '../atoms.ts'
import type { BlockList } from './contract.ts'
import { nudge } from '../../../core/realtime/index.ts'
import { toPicture } from '../../../core/media/index.ts'
import { afterCommit } from '../../../kit/db.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { levelOf } from '../membership/levels.ts'
import { cutPage, placeOf } from '../place-in-list.ts'
import { findProfile } from '../profile/store.ts'
import { shownStates } from '../settings.ts'
import { lockPair } from '../swipes/pair.ts'
import { endMatch, liveMatch } from '../swipes/store.ts'
import { deleteBlock, findBlocked, findSeen, insertBlock, listBlocked } from './store-blocks.ts'

const LIST = 'blocks'

/** The internal number of somebody I have seen. Throws kit.not_found for everybody else, as for who has left (social.md §2.7, §2.8). */
export async function seenPerson(parts: Parts, accountId: number, publicId: string): Promise<number> {
  const now = parts.clock.now()
  const [mine, { seesLikes }] = await Promise.all([findProfile(parts.db.sql, accountId), levelOf(parts.db.sql, accountId, now)])
  const id = mine && await findSeen(parts.db.sql, accountId, publicId, seesLikes, now)
  if (id === undefined) throw KitErrors.not_found()
  return id
}

/** From the commit on neither finds the other anywhere, and what they were matched by is over. Said again it changes nothing. */
export async function block(parts: Parts, accountId: number, publicId: string): Promise<null> {
  const other = await seenPerson(parts, accountId, publicId)
  await parts.db.tx(async (tx) => {
    await lockPair(tx, accountId, other)
    await blockLocked(parts, tx, accountId, other)
  })
  return null
}

/** The same inside a transaction that has locked the pair. */
export async function blockLocked(parts: Parts, tx: Tx, accountId: number, other: number): Promise<void> {
  const now = parts.clock.now()
  await insertBlock(tx, accountId, other, now)
  const match = await liveMatch(tx, { actor: accountId, target: other })
  if (!match || !await endMatch(tx, match.id, accountId, now)) return
  const both = [accountId, other]
  afterCommit(tx, () => {
    nudge(parts, both, { topic: 'social.unmatch', id: match.publicId })
    nudge(parts, both, { topic: 'inbox' })
  })
}

/** Takes my own block back; theirs stays, and no match comes back. Of somebody who is not blocked it changes nothing. */
export async function unblock(parts: Parts, accountId: number, publicId: string): Promise<null> {
  const other = await findBlocked(parts.db.sql, accountId, publicId)
  if (other === undefined) return null
  await parts.db.tx(async (tx) => {
    await lockPair(tx, accountId, other)
    await deleteBlock(tx, accountId, other)
  })
  return null
}

/** Whom I have blocked, and nobody who has blocked me. */
export async function readBlocks(parts: Parts, accountId: number, { limit = 20, after }: ListQuery): Promise<BlockList> {
  const rows = await listBlocked(parts.db.sql, accountId, { shown: shownStates(parts.config), after: placeOf(after, LIST), limit: limit + 1 })
  const { page, next } = cutPage(rows, limit, LIST, row => row)
  return {
    items: page.map(({ publicId, name, photo, at }) => ({ id: publicId, name, photo: toPicture(photo), at: at.toISOString() })),
    next,
  }
}
