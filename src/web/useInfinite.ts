import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import type { ApiError } from './api.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/vue-query'
import { computed, onServerPrefetch, toValue } from 'vue'

/** A page of a list as every list of the API answers it. */
export interface ListPage<T> {
  items: T[]
  page: number
  limit: number
  /** Exact up to 200, then null. */
  total: number | null
  hasMore: boolean
  /** Cursor of the next page, of lists that have one. */
  next?: string | null
}

/** Which page to ask for, as the query of the API has it. */
export type PageAt = { page: number } | { after: string }

export interface Infinite<T, P = ListPage<T>> {
  items: ComputedRef<T[]>
  /** The first page as it came, with what it tells besides (facets, figures). */
  first: ComputedRef<P | undefined>
  total: ComputedRef<number | null | undefined>
  /** One word for the page to switch on; `done` also while more is being loaded. */
  state: ComputedRef<'loading' | 'error' | 'empty' | 'done'>
  hasMore: ComputedRef<boolean>
  loadingMore: ComputedRef<boolean>
  /** Earlier results are shown while a changed filter loads. */
  stale: ComputedRef<boolean>
  error: ComputedRef<ApiError | null>
  loadMore: () => void
  retry: () => void
}

/**
 * A list that grows page by page. `key` names the list with all its filters; a change of it starts anew. `load` gets the
 * page as a part of the query: `at => api('/things', { query: { ...at, limit } })`.
 * The first page is in the server's HTML. Pair it with `<MoreSentinel :list="list" />`.
 */
export function useInfinite<T, P extends ListPage<T> = ListPage<T>>(key: MaybeRefOrGetter<readonly unknown[]>, load: (at: PageAt) => Promise<P>, options: { enabled?: MaybeRefOrGetter<boolean>, server?: boolean } = {}): Infinite<T, P> {
  const query = useInfiniteQuery<P, ApiError>({
    queryKey: computed(() => [...toValue(key)]),
    queryFn: ({ pageParam }) => load(pageParam as PageAt),
    initialPageParam: { page: 1 } satisfies PageAt,
    getNextPageParam: pageAfter,
    placeholderData: keepPreviousData,
    shallow: true,
    enabled: computed(() => toValue(options.enabled) ?? true),
  })
  if (options.server !== false) {
    onServerPrefetch(async () => {
      if (toValue(options.enabled) ?? true) await query.suspense()
    })
  }
  const items = computed(() => query.data.value?.pages.flatMap(page => page.items) ?? []) as ComputedRef<T[]>
  return {
    items,
    first: computed(() => query.data.value?.pages[0]) as ComputedRef<P | undefined>,
    total: computed(() => query.data.value?.pages[0]?.total),
    state: computed(() => {
      if (query.data.value) return items.value.length ? 'done' : 'empty'
      return query.isError.value ? 'error' : 'loading'
    }),
    hasMore: computed(() => query.hasNextPage.value),
    loadingMore: computed(() => query.isFetchingNextPage.value),
    stale: computed(() => query.isPlaceholderData.value),
    error: computed(() => query.error.value),
    loadMore: () => { if (query.hasNextPage.value && !query.isFetchingNextPage.value) void query.fetchNextPage() },
    retry: () => { void (query.isFetchNextPageError.value ? query.fetchNextPage() : query.refetch()) },
  }
}

/** By its cursor where the list has one: a row that was added meanwhile would shift the pages, and show one twice. */
export function pageAfter({ hasMore, next, page }: ListPage<unknown>): PageAt | undefined {
  if (!hasMore) return undefined
  return next ? { after: next } : { page: page + 1 }
}
