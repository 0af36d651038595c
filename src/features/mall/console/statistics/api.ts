import type { MaybeRefOrGetter } from 'vue'
import type { Bestseller, CategoryViews, LowStock, Period, SalesStatistics } from '../../statistics/console-contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

const base = '/console/mall/statistics'
const key = 'console-mall-statistics'

export const useSales = (period: MaybeRefOrGetter<Period>) => useQuery({
  queryKey: computed(() => [key, 'sales', toValue(period)]),
  queryFn: () => api<SalesStatistics>(base, { query: toValue(period) }),
  placeholderData: keepPreviousData,
})

export const useBestsellers = (period: MaybeRefOrGetter<Period>) => useQuery({
  queryKey: computed(() => [key, 'bestsellers', toValue(period)]),
  queryFn: () => api<Bestseller[]>(`${base}/bestsellers`, { query: toValue(period) }),
  placeholderData: keepPreviousData,
})

export const useCategoryViews = () => useQuery({ queryKey: [key, 'views'], queryFn: () => api<CategoryViews[]>(`${base}/category-views`) })
export const useLowStock = () => useQuery({ queryKey: [key, 'low-stock'], queryFn: () => api<LowStock>(`${base}/low-stock`) })
