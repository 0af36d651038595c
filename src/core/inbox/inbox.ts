import type { Lang } from '../../kit/errors.ts'
import type { Conversations, Parts } from '../../kit/module.ts'
import type { ConversationList, Inbox, InboxQuery, Notice, NoticeList, Unread } from './contract.ts'
import type { NoticeRow } from './store.ts'
import { cursorOf, positionOf } from '../../kit/cursors.ts'
import { KitErrors } from '../../kit/errors.ts'
import { allPurposes, textOf } from '../messages/index.ts'
import { nudge } from '../realtime/index.ts'
import { countUnread, deleteNoticesBefore, deleteNoticesOf, listNotices, markRead, markReadUpTo } from './store.ts'

const LIST = 'inbox'
const KEPT_MS = 180 * 86_400_000
/** Later no Date can be. */
const MOST_MS = 8.64e15
const MOST_EXPORTED = 10_000
const NO_CONVERSATIONS: Conversations = { list: async () => ({ items: [], next: null }), unread: async () => 0 }

/** Somebody's inbox. Beyond the first page only notices come: conversations have pages of their own (`readConversations`). */
export async function readInbox(parts: Parts, accountId: number, lang: Lang, query: InboxQuery): Promise<Inbox> {
  const [unread, notices, conversations] = await Promise.all([
    readUnread(parts, accountId),
    readNotices(parts, accountId, lang, query),
    query.after === undefined ? readConversations(parts, accountId, { limit: query.limit }) : { items: [], next: null },
  ])
  return { unread, conversations, notices }
}

export async function readUnread(parts: Parts, accountId: number): Promise<Unread> {
  const [notices, conversations] = await Promise.all([countUnread(parts.db.sql, accountId, allPurposes(parts)), conversationsOf(parts).unread(parts, accountId)])
  return { total: notices + conversations, notices, conversations }
}

export async function readConversations(parts: Parts, accountId: number, { limit = 20, after }: InboxQuery): Promise<ConversationList> {
  return conversationsOf(parts).list(parts, accountId, { limit, after })
}

async function readNotices(parts: Parts, accountId: number, lang: Lang, { limit = 20, after }: InboxQuery): Promise<NoticeList> {
  const [ms, id] = after === undefined ? [] : positionOf(after, LIST, ['number', 'number'])
  const before = ms === undefined || id === undefined ? undefined : { at: new Date(Math.min(ms, MOST_MS)), id }
  const rows = await listNotices(parts.db.sql, accountId, allPurposes(parts), { limit: limit + 1, before })
  const page = rows.slice(0, limit)
  return { items: page.map(row => toNotice(parts, row, lang)), next: rows.length > limit ? cursorOf(LIST, [page.at(-1)!.at.getTime(), page.at(-1)!.id]) : null }
}

/** All notices up to the newest the reader has seen; what came since stays unread. */
export async function readAll(parts: Parts, accountId: number, upTo: number): Promise<Unread> {
  if (await markReadUpTo(parts.db.sql, accountId, upTo, parts.clock.now()) > 0) nudge(parts, [accountId], { topic: LIST })
  return readUnread(parts, accountId)
}

/** @throws kit.not_found for a notice that is not there or not theirs */
export async function readOne(parts: Parts, accountId: number, id: number): Promise<Unread> {
  if (!await markRead(parts.db.sql, accountId, id, parts.clock.now())) throw KitErrors.not_found()
  nudge(parts, [accountId], { topic: LIST })
  return readUnread(parts, accountId)
}

/** The sweep: what is older than half a year is forgotten. */
export async function dropOldNotices(parts: Parts): Promise<void> {
  await deleteNoticesBefore(parts.db.sql, new Date(parts.clock.now().getTime() - KEPT_MS))
}

export const dropNoticesOf = deleteNoticesOf

/** All of somebody's notices, for the copy of their data. */
export async function exportNotices(parts: Parts, accountId: number): Promise<{ notices: Notice[] }> {
  const rows = await listNotices(parts.db.sql, accountId, allPurposes(parts), { limit: MOST_EXPORTED })
  return { notices: rows.map(row => toNotice(parts, row, 'zh-CN')) }
}

const conversationsOf = (parts: Parts): Conversations => parts.modules.find(({ conversations }) => conversations)?.conversations ?? NO_CONVERSATIONS

/** In an SMS the site signs, as providers ask for it; here everybody knows where they are. */
const withoutSignature = (text: string) => text.replace(/^【邻里】/, '')

function toNotice(parts: Parts, { id, module, purpose, params, path, at, readAt }: NoticeRow, lang: Lang): Notice {
  return { id, module, text: withoutSignature(textOf(parts, purpose)![lang](params[lang])), path, at: at.toISOString(), read: readAt !== null }
}
