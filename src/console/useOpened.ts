import type { WritableComputedRef } from 'vue'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Which row's detail is open; stands in the address as `open`, so that it can be linked and the browser's back closes it, however many were gone through. */
export function useOpened(): WritableComputedRef<string | undefined> {
  const route = useRoute()
  const router = useRouter()
  const here = route.name
  return computed({
    get: () => route.name === here && typeof route.query.open === 'string' ? route.query.open : undefined,
    set: (id) => {
      const { open: before, ...rest } = route.query
      const query = id === undefined ? rest : { ...rest, open: id }
      void (id !== undefined && before !== undefined ? router.replace({ query }) : router.push({ query }))
    },
  })
}
