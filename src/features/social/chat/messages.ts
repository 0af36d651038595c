import type { Parts } from '../../../kit/module.ts'
import type { ChatMessage, ChatMessages, MessagesQuery } from './contract.ts'
import type { MessageRow } from './store.ts'
import { toPicture } from '../../../core/media/index.ts'
import { nudge } from '../../../core/realtime/index.ts'
import { KitErrors } from '../../../kit/errors.ts'
import { liveMatchOf, progressOf } from '../matches/matches.ts'
import { activeMeeter } from '../profile/standing.ts'
import { listMessages, moveDelivered, moveRead } from './store.ts'

export function toMessage({ seq, senderId, clientId, text, picture, at }: MessageRow, viewer: number): ChatMessage {
  const mine = senderId === viewer
  return { seq, mine, clientId: mine ? clientId : null, text, picture: toPicture(picture), at: at.toISOString() }
}

/** A page of the messages of a match. What is fetched has been delivered: the other is told, once. */
export async function readMessages(parts: Parts, accountId: number, publicId: string, { afterSeq, beforeSeq, limit = 50 }: MessagesQuery): Promise<ChatMessages> {
  if (afterSeq !== undefined && beforeSeq !== undefined) throw KitErrors.bad_request({ field: 'beforeSeq' })
  await activeMeeter(parts, accountId)
  const match = await liveMatchOf(parts, accountId, publicId)
  const { rows, more } = await listMessages(parts.db.sql, match.id, { afterSeq, beforeSeq, limit })
  const seen = rows.at(-1)?.seq ?? 0
  if (seen > match.deliveredSeq && await moveDelivered(parts.db.sql, match.id, accountId, seen)) nudge(parts, [match.otherId], { topic: 'social.read', id: match.publicId })
  return { items: rows.map(row => toMessage(row, accountId)), more, ...progressOf({ ...match, lastSeq: Math.max(match.lastSeq, seen) }) }
}

/** Notes that I have read up to a message; what comes late says nothing new. @returns how far I have read */
export async function readUpTo(parts: Parts, accountId: number, publicId: string, seq: number): Promise<{ readSeq: number }> {
  const match = await liveMatchOf(parts, accountId, publicId)
  const { readSeq, moved } = await moveRead(parts.db.sql, match.id, accountId, seq)
  if (moved) {
    nudge(parts, [accountId, match.otherId], { topic: 'social.read', id: match.publicId })
    nudge(parts, [accountId], { topic: 'inbox' })
  }
  return { readSeq }
}
