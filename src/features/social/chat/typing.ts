import type { Parts } from '../../../kit/module.ts'
import { nudge } from '../../../core/realtime/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { isUuid } from '../atoms.ts'
import { liveMatchOf } from '../matches/matches.ts'
import { activeMeeter } from '../profile/standing.ts'

/** A page says it every three seconds while somebody types. */
const RULE = { points: 40, seconds: 60 }

/** Somebody types in a match of theirs: the other's pages are told, and nothing is kept. */
export async function passTyping(parts: Parts, accountId: number, data: unknown): Promise<void> {
  const { id } = data as { id?: unknown }
  if (!isUuid(id)) throw KitErrors.bad_request({ field: 'id' })
  await parts.limits.take('social.typing', `m${accountId}`, RULE)
  await activeMeeter(parts, accountId)
  const match = await liveMatchOf(parts, accountId, id)
  nudge(parts, [match.otherId], { topic: 'social.typing', id: match.publicId })
}
