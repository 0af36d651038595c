import type { ShallowRef } from 'vue'
import type { ChatMessage } from '../../chat/contract.ts'
import type { Outbox, Sent, Waiting } from './outbox.ts'
import { onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import { useRealtime } from '../../../../core/realtime/web/useRealtime.ts'
import { api, ApiError } from '../../../../web/api.ts'
import { useSession } from '../../../../web/session.ts'
import { createOutbox } from './outbox.ts'

type Taken = (match: string, message: ChatMessage) => void

// One for a page, whichever chat is open.
const waiting = shallowRef<readonly Waiting[]>([])
const takers = new Set<Taken>()
let outbox: Outbox | undefined
let owner: string | undefined

export interface ChatOutbox extends Pick<Outbox, 'put' | 'retry' | 'remove'> {
  waiting: Readonly<ShallowRef<readonly Waiting[]>>
}

/** The messages of this account that are still to be sent; they go whenever there is a network, whichever page of the chats is open. `taken` hears of each that has gone. */
export function useOutbox(taken?: Taken): ChatOutbox {
  const { user } = useSession()
  const { onConnected } = useRealtime()
  if (!import.meta.env.SSR) {
    watch(() => user.value?.id, openFor, { immediate: true })
    const flush = () => void outbox?.flush()
    const changed = ({ key }: StorageEvent) => { if (key === keyOf(owner)) outbox?.reload() }
    onConnected(flush)
    window.addEventListener('online', flush)
    window.addEventListener('storage', changed)
    if (taken) takers.add(taken)
    onScopeDispose(() => {
      window.removeEventListener('online', flush)
      window.removeEventListener('storage', changed)
      if (taken) takers.delete(taken)
    })
  }
  return {
    waiting: shallowReadonly(waiting),
    put: message => outbox?.put(message),
    retry: clientId => outbox?.retry(clientId),
    remove: clientId => outbox?.remove(clientId),
  }
}

const keyOf = (userId: string | undefined) => `linli-chat-outbox:${userId}`

function openFor(userId: string | undefined) {
  if (userId === owner) return
  owner = userId
  outbox = undefined
  waiting.value = []
  if (userId === undefined) return
  const key = keyOf(userId)
  // What can't be stored is at least sent while the page is open.
  let kept: string | null = null
  const own: Outbox = outbox = createOutbox({
    read: () => read(key) ?? kept,
    write: (text) => {
      kept = write(key, text) ? null : text
    },
    send: message => outbox === own ? send(message) : Promise.resolve('stop'),
    later: (work, ms) => setTimeout(work, ms),
    changed: (list) => { if (outbox === own) waiting.value = list },
  })
  own.reload()
  void own.flush()
}

async function send({ clientId, match, text, picture }: Waiting): Promise<Sent> {
  try {
    const message = await api<ChatMessage>(`/social/matches/${match}/messages`, { body: picture ? { clientId, image: picture.id } : { clientId, text } })
    for (const taken of takers) taken(match, message)
    return 'taken'
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) return 'stop'
    if (error.status === 429) return { againAfterMs: (error.retryAfter ?? 10) * 1000 }
    return error.status === 0 || error.status >= 500 ? {} : { refused: error.message }
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, text: string | null): boolean {
  try {
    if (text === null) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
    return true
  } catch {
    return false
  }
}
