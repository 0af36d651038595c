import type { Conversations } from '../../../kit/module.ts'
import { pageOfMatches } from './matches.ts'
import { countUnreadMessages } from './store.ts'

/** Stands for a picture in an inbox, in any language. */
const A_PICTURE = '📷'

/** What the inbox shows of the people one writes to; a match without a word is not a conversation yet. */
export const conversations: Conversations = {
  async list(parts, accountId, query) {
    const { items, next } = await pageOfMatches(parts, accountId, { ...query, kind: 'talking' })
    return {
      items: items.map(({ id, person, unread, last }) => ({ id, title: person.name, picture: person.photo, preview: last!.text?.replace(/\s+/g, ' ') ?? A_PICTURE, unread, at: last!.at, path: `/meet/chats/${id}` })),
      next,
    }
  },
  unread: (parts, accountId) => countUnreadMessages(parts.db.sql, accountId, parts.clock.now()),
}
