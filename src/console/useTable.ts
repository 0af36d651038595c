import type { ComputedRef, Ref } from 'vue'
import type { ApiError, ListPage } from './api.ts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, nextTick, reactive, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface Table<T, F extends Record<string, string>> {
  /** Bind the filter controls to these; a change goes back to the first page. */
  filters: F
  rows: ComputedRef<T[]>
  /** Exact up to 200, then null. */
  total: ComputedRef<number | null | undefined>
  /** Not for lists that come whole. */
  paged: boolean
  hasMore: ComputedRef<boolean>
  page: Readonly<Ref<number>>
  goTo: (page: number) => void
  loading: ComputedRef<boolean>
  error: ComputedRef<ApiError | null>
  refresh: () => Promise<unknown>
  clear: () => void
  filtered: ComputedRef<boolean>
}

/**
 * A list of the API page by page. Page and filters stand in the address, so a view can be sent to a colleague.
 * `empty` names the filters with what they are when nothing is chosen.
 */
export function useTable<T, F extends Record<string, string> = Record<string, string>>(key: string, empty: F, load: (query: F & { page: number, limit: number }) => Promise<ListPage<T>>, limit = 20): Table<T, F> {
  const route = useRoute()
  const router = useRouter()
  const here = route.name
  const given = () => Object.fromEntries(Object.keys(empty).map(name => [name, typeof route.query[name] === 'string' ? route.query[name] : empty[name]])) as F
  const givenPage = () => Math.max(1, Math.floor(Number(route.query.page)) || 1)
  const filters = reactive(given()) as F
  const page = ref(givenPage())
  const chosen = computed(() => Object.fromEntries(Object.entries(filters).filter(([name, value]) => value !== empty[name])))

  let following = false
  watch(() => ({ ...filters }), () => { if (!following) page.value = 1 })
  watch([chosen, page], () => {
    if (!following) void router.replace({ query: { ...chosen.value, ...page.value > 1 ? { page: String(page.value) } : {} } })
  })
  watch(() => route.query, () => { // a link to this very page, or the browser's back
    if (route.name !== here) return
    following = true
    Object.assign(filters, given())
    page.value = givenPage()
    void nextTick(() => { following = false })
  })

  const query = useQuery<ListPage<T>, ApiError>({
    queryKey: computed(() => [key, { ...filters }, page.value]),
    queryFn: () => load({ ...filters, page: page.value, limit }),
    placeholderData: keepPreviousData,
  })
  watch(query.data, (data) => { // the last row of the last page is gone, or the address is of a list that was longer
    if (data && !data.items.length && page.value > 1 && !query.isPlaceholderData.value) page.value = data.total ? Math.ceil(data.total / limit) : 1
  })
  return {
    filters,
    paged: true,
    page,
    goTo: (next) => {
      page.value = Math.max(1, next)
      window.scrollTo({ top: 0 })
    },
    rows: computed(() => query.data.value?.items ?? []) as ComputedRef<T[]>,
    total: computed(() => query.data.value?.total),
    // While a page is on its way nobody knows: a second click must not pass over the last one.
    hasMore: computed(() => !query.isPlaceholderData.value && (query.data.value?.hasMore ?? false)),
    loading: computed(() => query.isFetching.value),
    error: computed(() => query.error.value),
    refresh: () => query.refetch(),
    clear: () => { Object.assign(filters, empty) },
    filtered: computed(() => Object.keys(chosen.value).length > 0),
  }
}

/** A short list that the API gives whole. */
export function useWholeTable<T>(key: readonly string[], load: () => Promise<T[]>): Table<T, Record<string, never>> {
  const query = useQuery<T[], ApiError>({ queryKey: key, queryFn: load })
  return {
    filters: {},
    paged: false,
    page: ref(1),
    goTo: () => {},
    rows: computed(() => query.data.value ?? []) as ComputedRef<T[]>,
    total: computed(() => query.data.value?.length),
    hasMore: computed(() => false),
    loading: computed(() => query.isFetching.value),
    error: computed(() => query.error.value),
    refresh: () => query.refetch(),
    clear: () => {},
    filtered: computed(() => false),
  }
}
