import type { StayRequest } from '../../contract.ts'
import { computed, ref, watch } from 'vue'
import { useQuote } from '../api.ts'

const DEBOUNCE_MS = 250

/** The price of a stay while it is being changed: asked once the person pauses, and never an answer to an earlier wish. */
export function useDebouncedQuote(wish: () => Pick<StayRequest, 'houseId' | 'guests'> & Partial<StayRequest>) {
  const request = computed<StayRequest | undefined>(() => {
    const { houseId, checkIn, checkOut, guests } = wish()
    return checkIn && checkOut ? { houseId, checkIn, checkOut, guests } : undefined
  })
  const asked = ref(request.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(request, (next) => {
    clearTimeout(timer)
    timer = setTimeout(() => { asked.value = next }, DEBOUNCE_MS)
  })

  const query = useQuote(asked)
  const isSettled = computed(() => JSON.stringify(asked.value) === JSON.stringify(request.value))
  return {
    // What is refused by now has no price any more: the one before must not stand there to be sent (B-37).
    data: computed(() => isSettled.value && !query.error.value ? query.data.value : undefined),
    error: computed(() => isSettled.value ? query.error.value : null),
    isWaiting: computed(() => request.value !== undefined && (!isSettled.value || query.isFetching.value)),
    refetch: query.refetch,
  }
}
