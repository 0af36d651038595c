import type { MatchItem, MatchList } from '../../matches/contract.ts'
import type { Infinite } from '../../../../web/useInfinite.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose } from 'vue'
import { useRealtime } from '../../../../core/realtime/web/useRealtime.ts'
import { api } from '../../../../web/api.ts'
import { useInfinite } from '../../../../web/useInfinite.ts'
import { keys } from '../api.ts'

const PAGE = 20
const GATHER_MS = 250

const listOf = (kind: 'new' | 'talking') => useInfinite<MatchItem>(() => [...keys.matches, kind], async (at) => {
  const { items, next } = await api<MatchList>('/social/matches', { query: { kind, limit: PAGE, after: 'after' in at ? at.after : undefined } })
  return { items, next, page: 1, limit: PAGE, total: null, hasMore: next !== null }
}, { server: false })

/** Matches without a word, and conversations; asked for anew whenever a nudge says that something is different. */
export function useChats(): { fresh: Infinite<MatchItem>, talking: Infinite<MatchItem> } {
  const queryClient = useQueryClient()
  const { onNudge, onConnected } = useRealtime()
  let gathering: number | undefined
  const ask = () => {
    window.clearTimeout(gathering)
    gathering = window.setTimeout(() => void queryClient.invalidateQueries({ queryKey: keys.matches }), GATHER_MS)
  }
  for (const topic of ['social.message', 'social.match', 'social.unmatch', 'social.read']) onNudge(topic, ask)
  onConnected(ask)
  onScopeDispose(() => window.clearTimeout(gathering))
  return { fresh: listOf('new'), talking: listOf('talking') }
}
