import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Picture } from '../../../core/media/contract.ts'
import { Instant, Nullable, Uuid } from '../atoms.ts'
import { Progress } from '../matches/contract.ts'

/** Longest text of a message, in characters as people count them. */
export const MAX_TEXT = 2000

const Seq = Type.Integer({ minimum: 0, maximum: 2_147_483_647, description: 'number of a message in its match, from 1, without gaps' })

/** `clientId` is the sender's own name of it, and told to nobody else. */
export const ChatMessage = Type.Object({
  seq: Type.Integer(),
  mine: Type.Boolean(),
  clientId: Nullable(Uuid),
  text: Nullable(Type.String()),
  picture: Nullable(Picture),
  at: Instant,
})
export type ChatMessage = Static<typeof ChatMessage>

export const ChatMessages = Type.Object({
  items: Type.Array(ChatMessage, { description: 'in their order' }),
  more: Type.Boolean({ description: 'there are more in the direction that was asked for' }),
  ...Progress.properties,
})
export type ChatMessages = Static<typeof ChatMessages>

export const MessagesQuery = Type.Object({
  afterSeq: Type.Optional(Seq),
  beforeSeq: Type.Optional(Seq),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
})
export type MessagesQuery = Static<typeof MessagesQuery>

const clientId = Uuid
export const NewMessage = Type.Union([
  Type.Object({ clientId, text: Type.String({ maxLength: 2 * MAX_TEXT }) }),
  Type.Object({ clientId, image: Type.String({ pattern: '^[0-9a-f]{32}$', description: 'the id of a picture uploaded before to this match by the sender' }) }),
])
export type NewMessage = Static<typeof NewMessage>

export const ReadUpTo = Type.Object({ seq: Seq })
