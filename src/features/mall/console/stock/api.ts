import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { Category } from '../../catalogue/contract.ts'
import type { Adjustment, CountPreview, CountReport, LowMark, ManyCounts, NewCount, StockEntry, StockFigures, StockItem } from '../../stock/console-contract.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { stock: 'console-stock', sku: 'console-sku', entries: 'console-stock-entries' } as const

type Query = Record<string, string | number>
const base = '/console/mall/stock'
export const listStock = (query: Query) => api<ListPage<StockItem>>(base, { query })
export const readFigures = () => api<StockFigures>(`${base}/figures`)
export const adjust = (skuId: number, body: Adjustment, idempotencyKey: string) => api<StockItem>(`${base}/${skuId}/adjustments`, { body, idempotencyKey })
export const count = (skuId: number, body: NewCount) => api<StockItem>(`${base}/${skuId}/count`, { method: 'PUT', body })
export const setLowMark = (skuId: number, body: LowMark) => api<StockItem>(`${base}/${skuId}/low-mark`, { method: 'PUT', body })
export const previewCounts = (text: string) => api<CountPreview>(`${base}/count-previews`, { body: { text } })
export const countMany = (body: ManyCounts) => api<CountReport>(`${base}/counts`, { body })

export function useSku(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.sku, toValue(id)]),
    queryFn: () => api<StockItem>(`${base}/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
    staleTime: 0, // orders change it all the time, and what is counted is held against what was seen
  })
}

export function useEntries(skuId: MaybeRefOrGetter<number>) {
  return useInfiniteQuery({
    queryKey: computed(() => [keys.entries, toValue(skuId)]),
    queryFn: ({ pageParam }) => api<ListPage<StockEntry> & { next: string | null }>(`${base}/${toValue(skuId)}/entries`, { query: pageParam ? { after: pageParam } : {} }),
    initialPageParam: '',
    getNextPageParam: page => page.next ?? undefined,
    staleTime: 0,
  })
}

/** Where goods hang, as visitors see it. */
export const useCategories = () => useQuery({ queryKey: ['console-mall-categories', 'offered'], queryFn: () => api<Category[]>('/mall/categories') })
