import type { StayRange } from './calendar/range.ts'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useToday } from '../../../web/dates.ts'
import { hydrated } from '../../../web/hydrated.ts'
import { readFilters } from './search/filters.ts'

/**
 * The stay somebody has in mind, kept in the address so that signing in, going back and sharing bring it along.
 * The server renders a home's page without it.
 */
export function useStayQuery() {
  const route = useRoute()
  const router = useRouter()
  const today = useToday()
  const stay = computed(() => {
    const { checkIn, checkOut, guests } = readFilters(hydrated.value ? route.query : {}, today.value)
    return { checkIn, checkOut, guests: guests ?? 1 }
  })

  function change(next: StayRange & { guests?: number }) {
    const { checkIn, checkOut, guests } = { ...stay.value, ...next }
    void router.replace({ query: { ...route.query, checkIn, checkOut, guests: guests > 1 ? guests : undefined } })
  }

  return { stay, change }
}
