import type { ComputedRef, Ref } from 'vue'
import type { ApiError, ListPage } from './api.ts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, reactive, ref, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface Table<T, F extends Record<string, string>> {
  /** Bind the filter controls to these; a change goes back to the first page. */
  filters: F
  rows: ComputedRef<T[]>
  /** Exact up to 200, then null. */
  total: ComputedRef<number | null | undefined>
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
  const given = Object.fromEntries(Object.keys(empty).map(name => [name, typeof route.query[name] === 'string' ? route.query[name] : empty[name]]))
  const filters = reactive(given) as F
  const page = ref(Math.max(1, Number(route.query.page) || 1))
  const chosen = computed(() => Object.fromEntries(Object.entries(filters).filter(([name, value]) => value !== empty[name])))

  watch(() => ({ ...filters }), () => { page.value = 1 })
  watch([chosen, page], () => {
    void router.replace({ query: { ...chosen.value, ...page.value > 1 ? { page: String(page.value) } : {} } })
  })

  const query = useQuery<ListPage<T>, ApiError>({
    queryKey: computed(() => [key, { ...filters }, page.value]),
    queryFn: () => load({ ...filters, page: page.value, limit }),
    placeholderData: keepPreviousData,
  })
  return {
    filters,
    page,
    goTo: (next) => { page.value = Math.max(1, next) },
    rows: computed(() => query.data.value?.items ?? []) as ComputedRef<T[]>,
    total: computed(() => query.data.value?.total),
    hasMore: computed(() => query.data.value?.hasMore ?? false),
    loading: computed(() => query.isFetching.value),
    error: computed(() => query.error.value),
    refresh: () => query.refetch(),
    clear: () => { Object.assign(filters, empty) },
    filtered: computed(() => Object.keys(chosen.value).length > 0),
  }
}
