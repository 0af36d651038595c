import type { UseQueryReturnType } from '@tanstack/vue-query'
import type { MaybeRefOrGetter } from 'vue'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, onServerPrefetch, toValue } from 'vue'
import { ApiError } from './api.ts'

export interface PageQuery<T> {
  /** Names the data with everything it depends on; a change of it loads anew. */
  key: MaybeRefOrGetter<readonly unknown[]>
  load: () => Promise<T>
  /** False: not loaded at all for now. */
  enabled?: MaybeRefOrGetter<boolean>
  /** Milliseconds the data counts as fresh; 30 s when left out. */
  staleTime?: number
  /** Goes on showing the data of the last key while the next loads (filters, months). */
  keepPrevious?: boolean
}

/**
 * A query the page is made of: the server waits for it and writes its answer into the HTML. Use plain `useQuery` for
 * what only the signed-in person sees; the server leaves those alone.
 * When it answers 404, the server sends the not-found page with status 404.
 */
export function usePageQuery<T>(options: PageQuery<T>): UseQueryReturnType<T, ApiError> {
  const enabled = computed(() => toValue(options.enabled) ?? true)
  const query = useQuery<T, ApiError>({
    queryKey: computed(() => [...toValue(options.key)]),
    queryFn: options.load,
    enabled,
    shallow: true, // answers are replaced, never changed in place
    ...options.staleTime === undefined ? {} : { staleTime: options.staleTime },
    ...options.keepPrevious ? { placeholderData: keepPreviousData } : {},
  })
  onServerPrefetch(async () => {
    if (enabled.value) await query.suspense()
  })
  return query as UseQueryReturnType<T, ApiError>
}

/** Another try makes sense when the network or the server failed, not when we were refused. */
export function shouldRetry(failures: number, error: unknown): boolean {
  const transient = !(error instanceof ApiError) || error.status === 0 || error.status >= 500
  return transient && failures < 2
}
