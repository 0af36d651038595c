import type { Ref } from 'vue'
import type { Unread } from '../contract.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from '../../../web/api.ts'
import { useSession } from '../../../web/session.ts'
import { useRealtime } from '../../realtime/web/useRealtime.ts'

export const inboxKey = ['inbox'] as const
export const unreadKey = [...inboxKey, 'unread'] as const

/** While there is no socket the number is asked for now and then. */
const ASK_EVERY_MS = 120_000
/** Of many nudges in a row the page asks once. */
const GATHER_MS = 250
let gathering: number | undefined

/** How much is unread, for the tab: asked anew when a nudge says so, the socket comes back or the window gets the focus. */
export function useUnreadCount(): Readonly<Ref<number>> {
  const { signedIn } = useSession()
  const { onNudge, onConnected, connected } = useRealtime()
  const queryClient = useQueryClient()
  const { data } = useQuery({
    queryKey: unreadKey,
    queryFn: () => api<Unread>('/inbox/unread'),
    enabled: signedIn,
    refetchInterval: () => connected.value ? false : ASK_EVERY_MS,
  })
  const ask = () => {
    window.clearTimeout(gathering)
    gathering = window.setTimeout(() => void queryClient.invalidateQueries({ queryKey: inboxKey }), GATHER_MS)
  }
  onNudge('inbox', ask)
  onConnected(ask)
  return computed(() => signedIn.value ? data.value?.total ?? 0 : 0)
}
