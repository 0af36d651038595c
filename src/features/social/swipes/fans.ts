import type { Lang } from '../../../kit/errors.ts'
import type { Parts } from '../../../kit/module.ts'
import type { Fans, FansQuery } from './contract.ts'
import { cursorOf, positionOf } from '../../../kit/cursors.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { isUuid } from '../atoms.ts'
import { showCards } from '../deck/deck.ts'
import { activeMeeter } from '../profile/standing.ts'
import { blurredCovers } from './blur.ts'
import { countFans, listFans } from './store-fans.ts'

/** So many blurred pictures are enough to make curious. */
const BLURRED = 6

/** Who likes me and waits for an answer. Members see who; for others nothing leaves the server but the number and a few pixels (social.md §1). */
export async function readFans(parts: Parts, accountId: number, { limit = 20, after }: FansQuery, lang: Lang): Promise<Fans> {
  const now = parts.clock.now()
  const me = await activeMeeter(parts, accountId)
  const count = await countFans(parts.db.sql, accountId, now)
  if (!me.level.seesLikes) {
    const some = await listFans(parts.db.sql, { me: accountId, now, after: null, limit: BLURRED })
    return { count, items: [], blurred: await blurredCovers(parts, some.map(({ id }) => id)), next: null }
  }
  const rows = await listFans(parts.db.sql, { me: accountId, now, after: after === undefined ? null : placeOf(after), limit: limit + 1 })
  const page = rows.slice(0, limit)
  const cards = await showCards(parts, me, page.map(({ id }) => id), lang)
  const last = page.at(-1)
  return {
    count,
    items: cards.map((card, i) => ({ ...card, likedAt: page[i]!.at.toISOString() })),
    blurred: [],
    next: rows.length > limit && last ? cursorOf('fans', [last.at.getTime(), last.publicId]) : null,
  }
}

/** Throws kit.bad_page for what is no place in this list. */
function placeOf(after: string): readonly [at: number, publicId: string] {
  const place = positionOf(after, 'fans', ['number', 'text'])
  if (!isUuid(place[1])) throw KitErrors.bad_page({ field: 'after' })
  return place
}
