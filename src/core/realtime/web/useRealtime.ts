import type { Ref } from 'vue'
import type { Connection } from './connection.ts'
import { onScopeDispose, readonly, ref, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useSession } from '../../../web/session.ts'

/** Something is new; what, the API tells. Ids only, e.g. `{ topic: 'social.message', match: '…', seq: 7 }`. */
export interface Nudge { topic: string, [id: string]: string | number }

export interface Realtime {
  /** Hears nudges of a topic while the component lives. */
  onNudge: (topic: string, handler: (nudge: Nudge) => void) => void
  /** Called whenever the socket is there (again): what happened meanwhile was not told, so ask for it. */
  onConnected: (handler: () => void) => void
  /** Tells the topic's module on the server something that may get lost, say that somebody is typing. Dropped while there is no socket. */
  signal: (topic: string, data: object) => void
  /** Whether the socket is there now. */
  connected: Readonly<Ref<boolean>>
}

const IDLE_MS = 3000

// One socket for a page, whoever asks for it.
const handlers = new Map<string, Set<(nudge: Nudge) => void>>()
const returns = new Set<() => void>()
const connected = ref(false)
let connection: Connection | undefined
let wantedFor: string | undefined

/** Nudges from the server, for components of somebody signed in: a socket opens when the page has nothing else to do, and closes with the session. */
export function useRealtime(): Realtime {
  const { user, refresh } = useSession()
  const router = useRouter()
  if (!import.meta.env.SSR) watch(() => user.value?.id, id => want(id, { signedOut: () => void refresh(), open: path => void router.push(path) }), { immediate: true })
  return {
    onNudge(topic, handler) {
      const own = (nudge: Nudge) => handler(nudge)
      handlers.set(topic, (handlers.get(topic) ?? new Set()).add(own))
      onScopeDispose(() => handlers.get(topic)?.delete(own))
    },
    onConnected(handler) {
      const own = () => handler()
      returns.add(own)
      if (connected.value) own()
      onScopeDispose(() => returns.delete(own))
    },
    signal: (topic, data) => connection?.send({ ...data, topic }),
    connected: readonly(connected),
  }
}

interface Page { signedOut: () => void, open: (path: string) => void }

/** Opens the socket of this person, or closes it for nobody; every component says so, the first one does it. */
function want(userId: string | undefined, page: Page) {
  if (userId === wantedFor) return
  wantedFor = userId
  connection?.close()
  connection = undefined
  connected.value = false
  if (userId !== undefined) whenIdle(() => void open(userId, page))
}

async function open(userId: string, page: Page) {
  const [{ openConnection }, { keepDevice }] = await Promise.all([import('./connection.ts'), import('./device.ts')])
  if (wantedFor !== userId || connection) return
  connection = openConnection({
    ready() {
      connected.value = true
      for (const handler of returns) handler()
    },
    lost: () => { connected.value = false },
    signedOut: page.signedOut,
    nudge: (nudge) => { for (const handler of handlers.get(nudge.topic) ?? []) handler(nudge) },
  })
  keepDevice(userId, page.open)
}

function whenIdle(work: () => void) {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: IDLE_MS })
  else setTimeout(work, IDLE_MS / 2) // Safari
}
