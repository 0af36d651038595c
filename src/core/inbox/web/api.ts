import type { Inbox, Notice, Unread } from '../contract.ts'
import type { ListPage } from '../../../web/useInfinite.ts'
import type { InfiniteData } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import { useQueryClient } from '@tanstack/vue-query'
import { api } from '../../../web/api.ts'
import { useInfinite } from '../../../web/useInfinite.ts'
import { useSession } from '../../../web/session.ts'
import { inboxKey, unreadKey } from './useUnread.ts'

const LIMIT = 20
/** Of conversations, once somebody wants more of them. */
const MOST = 100
export type Conversation = Inbox['conversations']['items'][number]
const listKey = [...inboxKey, 'list'] as const

/** A page of notices; the first has the conversations too. */
interface InboxPage extends ListPage<Notice>, Pick<Inbox, 'conversations' | 'unread'> {}

export function useInbox() {
  const { signedIn } = useSession()
  return useInfinite<Notice, InboxPage>(listKey, async (at) => {
    const { notices, conversations, unread } = await api<Inbox>('/inbox', { query: { ...'after' in at ? at : {}, limit: LIMIT } })
    return { ...notices, conversations, unread, page: 1, limit: LIMIT, total: null, hasMore: notices.next !== null }
  }, { enabled: signedIn, server: false })
}

/** All conversations, for who has more than the inbox shows at first. */
export function useConversations(enabled: Ref<boolean>) {
  return useInfinite<Conversation>([...inboxKey, 'conversations'], async (at) => {
    const { items, next } = await api<Inbox['conversations']>('/inbox/conversations', { query: { ...'after' in at ? at : {}, limit: MOST } })
    return { items, next, page: 1, limit: MOST, total: null, hasMore: next !== null }
  }, { enabled, server: false })
}

/** Reading is shown at once; the server's number follows. */
export function useReading() {
  const queryClient = useQueryClient()

  function show(isRead: (notice: Notice) => boolean, unread?: Unread) {
    queryClient.setQueryData<InfiniteData<InboxPage>>(listKey, old => old && {
      ...old,
      pages: old.pages.map(page => ({ ...page, unread: unread ?? page.unread, items: page.items.map(notice => isRead(notice) ? { ...notice, read: true } : notice) })),
    })
    if (unread) queryClient.setQueryData(unreadKey, unread)
  }

  return {
    async one(id: number): Promise<void> {
      show(notice => notice.id === id)
      show(notice => notice.id === id, await api<Unread>(`/inbox/notices/${id}/read`, { method: 'PUT' }))
    },
    async upTo(id: number): Promise<void> {
      show(notice => notice.id <= id, await api<Unread>('/inbox/read', { method: 'PUT', body: { upTo: id } }))
    },
  }
}
