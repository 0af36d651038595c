import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { Region } from '../../../../core/regions/contract.ts'
import type { ConsoleFreight, FreightChange, FreightProduct, FreightTrial, NewFreight } from '../../freight/console-contract.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

const base = '/console/mall/freight'
export const useFreights = () => useQuery({ queryKey: ['console-freights'], queryFn: () => api<ConsoleFreight[]>(base) })
export const addFreight = (body: NewFreight) => api<{ id: number }>(base, { body })
export const changeFreight = (id: number, body: FreightChange) => api(`${base}/${id}`, { method: 'PUT', body })
export const makeDefault = (id: number) => api(`${base}/${id}/default`, { method: 'PUT' })
export const removeFreight = (id: number) => api(`${base}/${id}`, { method: 'DELETE' })
export const tryFreight = (query: { regionCode?: string, sum: number }) => api<FreightTrial>(`${base}/trial`, { query })

/** Products on some terms, page after page. */
export function useProducts(id: MaybeRefOrGetter<number | undefined>) {
  return useInfiniteQuery({
    queryKey: computed(() => ['console-freight-products', toValue(id)]),
    queryFn: ({ pageParam }) => api<ListPage<FreightProduct>>(`${base}/${toValue(id)}/products`, { query: { page: pageParam } }),
    initialPageParam: 1,
    getNextPageParam: (last: ListPage<FreightProduct>, all: ListPage<FreightProduct>[]) => last.hasMore ? all.length + 1 : undefined,
    enabled: computed(() => toValue(id) !== undefined),
  })
}

/** The provinces of '', the cities of a province, the districts of a city; nothing of null. */
export const useRegions = (parent: MaybeRefOrGetter<string | null>) => useQuery({
  queryKey: computed(() => ['regions', toValue(parent)]),
  queryFn: () => api<Region[]>('/regions', { query: toValue(parent) ? { parent: toValue(parent)! } : {} }),
  staleTime: Infinity,
  enabled: computed(() => toValue(parent) !== null),
})
