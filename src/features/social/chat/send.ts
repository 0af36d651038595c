import type { Parts } from '../../../kit/module.ts'
import type { ChatMessage, NewMessage } from './contract.ts'
import { nudge, pushLater } from '../../../core/realtime/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { SocialErrors } from '../errors.ts'
import { canReach } from '../matches/store.ts'
import { activeMeeter } from '../profile/standing.ts'
import { toMessage } from './messages.ts'
import { findSent, hasUploaded, insertMessage, lockMatch } from './store.ts'
import { checkText } from './text.ts'

/**
 * Sends a message (social.md §2.11): numbered under the lock of its match, so that all devices of both see one order. Said again
 * under the same `clientId` it is the first message, and nothing is told twice. Throws kit.not_found for matches of others,
 * social.match_over, social.message_changed, social.unknown_picture, social.empty_message, social.bad_message.
 */
export async function sendMessage(parts: Parts, accountId: number, publicId: string, given: NewMessage): Promise<ChatMessage> {
  await activeMeeter(parts, accountId)
  const text = 'text' in given ? checkText(given.text) : null
  const pictureId = 'image' in given ? given.image : null

  const { match, row, isNew } = await parts.db.tx(async (tx) => {
    const now = parts.clock.now()
    const match = await lockMatch(tx, accountId, publicId)
    if (!match) throw KitErrors.not_found()
    // Statements after the lock see what an unmatch or a block that came before has committed.
    if (match.ended || !await canReach(tx, accountId, match.otherId, now)) throw SocialErrors.match_over()
    const before = await findSent(tx, match.id, accountId, given.clientId)
    if (before) {
      if (before.text !== text || (before.picture?.id ?? null) !== pictureId) throw SocialErrors.message_changed({ field: 'clientId' })
      return { match, row: before, isNew: false }
    }
    if (pictureId !== null && !await hasUploaded(tx, match.id, accountId, pictureId)) throw SocialErrors.unknown_picture({ field: 'image' })
    const row = await insertMessage(tx, { matchId: match.id, senderId: accountId, clientId: given.clientId, text, pictureId, now })
    await pushLater(parts, tx, [match.otherId], { kind: 'message', path: `/meet/chats/${match.publicId}`, tag: `match-${match.publicId}` })
    return { match, row, isNew: true }
  })
  if (isNew) {
    nudge(parts, [accountId, match.otherId], { topic: 'social.message', id: match.publicId, seq: row.seq })
    nudge(parts, [match.otherId], { topic: 'inbox' })
  }
  return toMessage(row, accountId)
}
