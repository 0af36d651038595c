import type { App } from '../../kit/http/app.ts'
import type { Parts } from '../../kit/module.ts'
import { memberOf } from '../../kit/http/callers.ts'
import { ConversationList, Inbox, InboxQuery, NoticeParams, ReadUpTo, Unread } from './contract.ts'
import { readAll, readConversations, readInbox, readOne, readUnread } from './inbox.ts'

const BASE = '/api/v1/inbox'
const member = { who: 'member' } as const
/** Per member: nobody reads faster. */
const reading = { who: 'member', limit: { points: 120, seconds: 60, by: 'member' } } as const

export function addInboxRoutes(app: App, parts: Parts) {
  app.get(BASE, {
    config: member,
    schema: { summary: 'Conversations and notices, the newest first; with `after` further notices only', querystring: InboxQuery, response: { 200: Inbox } },
  }, request => readInbox(parts, memberOf(request).accountId, request.lang, request.query))

  app.get(`${BASE}/unread`, {
    config: member,
    schema: { summary: 'How much is unread', response: { 200: Unread } },
  }, request => readUnread(parts, memberOf(request).accountId))

  app.get(`${BASE}/conversations`, {
    config: member,
    schema: { summary: 'Conversations, the latest first', querystring: InboxQuery, response: { 200: ConversationList } },
  }, request => readConversations(parts, memberOf(request).accountId, request.query))

  app.put(`${BASE}/read`, {
    config: reading,
    schema: { summary: 'All notices up to this one are read', body: ReadUpTo, response: { 200: Unread } },
  }, request => readAll(parts, memberOf(request).accountId, request.body.upTo))

  app.put(`${BASE}/notices/:id/read`, {
    config: reading,
    schema: { summary: 'A notice is read', params: NoticeParams, response: { 200: Unread } },
  }, request => readOne(parts, memberOf(request).accountId, request.params.id))
}
