import type { ComputedRef } from 'vue'
import type { ApiError } from '../../../../web/api.ts'
import type { Deck, PersonCard, Widening } from '../../deck/contract.ts'
import type { SwipeKind } from '../../swipes/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, watch } from 'vue'
import { keys } from '../api.ts'
import { useSwipes } from './useSwipes.ts'

/** With so few cards left the next ones are fetched. */
const LOW = 5

export interface DeckState {
  cards: ComputedRef<readonly PersonCard[]>
  state: ComputedRef<'loading' | 'error' | 'empty' | 'paused' | 'done'>
  /** What to change when nobody is left. */
  widen: ComputedRef<readonly Widening[]>
  error: ComputedRef<ApiError | null>
  decide: (card: PersonCard, kind: SwipeKind) => boolean
  reload: () => Promise<unknown>
}

/** The cards one after the other, filled up before they run out. They stay where they are while other pages are looked at. */
export function useDeck(): DeckState {
  const queryClient = useQueryClient()
  const { decide, loadDeck } = useSwipes()
  const query = useQuery<Deck, ApiError>({ queryKey: keys.deck, queryFn: () => loadDeck(), staleTime: Infinity, gcTime: Infinity })
  const cards = computed(() => query.data.value?.items ?? [])
  let filling = false
  let ended = false

  /** Puts more cards below those that are there. A failure is no matter: the next decision tries again. */
  async function fill() {
    if (filling || ended) return
    filling = true
    try {
      const more = await loadDeck(cards.value.map(({ id }) => id))
      ended = more.items.length === 0
      queryClient.setQueryData<Deck>(keys.deck, deck => deck && { ...deck, items: [...deck.items, ...more.items.filter(({ id }) => !deck.items.some(card => card.id === id))] })
    } catch {
      // asked again with the next card
    } finally {
      filling = false
    }
  }

  watch(() => cards.value.length, (left, before = 0) => {
    if (left >= before) ended = false // loaded anew, or one came back
    if (left > 0 && left < before && left <= LOW) void fill()
    // The last one is gone: whether somebody has come meanwhile, or what to widen, the server knows.
    if (left === 0 && before > 0) void query.refetch()
  })

  return {
    cards,
    state: computed(() => {
      if (cards.value.length > 0) return 'done'
      if (query.isFetching.value) return 'loading'
      if (query.error.value) return 'error'
      return query.data.value?.paused ? 'paused' : 'empty'
    }),
    widen: computed(() => query.data.value?.widen ?? []),
    error: computed(() => query.error.value),
    decide,
    reload: () => query.refetch(),
  }
}
