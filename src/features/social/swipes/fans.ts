import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { ListQuery } from '../atoms.ts'
import type { Fans } from './contract.ts'
import { showCards } from '../deck/deck.ts'
import { cutPage, placeOf } from '../place-in-list.ts'
import { activeMeeter } from '../profile/standing.ts'
import { blurredCovers } from './blur.ts'
import { countFans, listFans } from './store-fans.ts'

const LIST = 'fans'
/** So many blurred pictures are enough to make curious. */
const BLURRED = 6

/** Who likes me and waits for an answer. Members see who; for others nothing leaves the server but the number and a few pixels (social.md §1). */
export async function readFans(parts: Parts, accountId: number, { limit = 20, after }: ListQuery, lang: Lang): Promise<Fans> {
  const now = parts.clock.now()
  const me = await activeMeeter(parts, accountId)
  const count = await countFans(parts.db.sql, accountId, now)
  if (!me.level.seesLikes) {
    const some = await listFans(parts.db.sql, { me: accountId, now, after: null, limit: BLURRED })
    return { count, items: [], blurred: await blurredCovers(parts, some.map(({ id }) => id)), next: null }
  }
  const rows = await listFans(parts.db.sql, { me: accountId, now, after: placeOf(after, LIST), limit: limit + 1 })
  const { page, next } = cutPage(rows, limit, LIST, row => row)
  const cards = await showCards(parts, me, page.map(({ id }) => id), lang)
  const likedAt = new Map(page.map(({ publicId, at }) => [publicId, at.toISOString()]))
  return {
    count,
    items: cards.map(card => ({ ...card, likedAt: likedAt.get(card.id)! })),
    blurred: [],
    next,
  }
}
