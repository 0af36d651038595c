import type { Static } from 'typebox'
import { Type } from 'typebox'
import { After } from '../../kit/pagination.ts'
import { Picture } from '../media/contract.ts'

const Instant = Type.String({ format: 'date-time' })
const Next = Type.Union([Type.String(), Type.Null()], { description: 'cursor of the next page, for `after`' })

/** Something somebody was told, in the language of the reader. */
export const Notice = Type.Object({
  id: Type.Integer(),
  module: Type.String({ description: 'what it is about, e.g. stays' }),
  text: Type.String(),
  path: Type.String({ description: 'the page it is about' }),
  at: Instant,
  read: Type.Boolean(),
})
export type Notice = Static<typeof Notice>

export const Conversation = Type.Object({
  id: Type.String(),
  title: Type.String(),
  picture: Type.Union([Picture, Type.Null()]),
  preview: Type.String(),
  unread: Type.Integer(),
  at: Instant,
  path: Type.String(),
})

export const Unread = Type.Object({
  total: Type.Integer(),
  notices: Type.Integer(),
  conversations: Type.Integer({ description: 'messages, not conversations' }),
})
export type Unread = Static<typeof Unread>

export const ConversationList = Type.Object({ items: Type.Array(Conversation), next: Next })
export type ConversationList = Static<typeof ConversationList>

export const NoticeList = Type.Object({ items: Type.Array(Notice), next: Next })
export type NoticeList = Static<typeof NoticeList>

export const Inbox = Type.Object({
  unread: Unread,
  conversations: ConversationList,
  notices: NoticeList,
})
export type Inbox = Static<typeof Inbox>

export const InboxQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
  after: After,
})
export type InboxQuery = Static<typeof InboxQuery>

const NoticeId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
export const ReadUpTo = Type.Object({ upTo: NoticeId })
export const NoticeParams = Type.Object({ id: NoticeId })
