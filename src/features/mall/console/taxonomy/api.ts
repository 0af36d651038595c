import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { AttributeChange, BrandChange, BrandOrder, CategoryChange, CategoryMove, CategoryOrder, ConsoleBrand, ConsoleCategory, ConsoleCategoryItem, NewAttribute, NewBrand, NewCategory } from '../../taxonomy/contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { categories: ['console-categories'], category: 'console-category', brands: 'console-brands', brand: 'console-brand' } as const

const base = '/console/mall/taxonomy'

function imageForm(file: File): FormData {
  const form = new FormData()
  form.append('image', file)
  return form
}

// — categories —

export const useCategoryTree = () => useQuery({ queryKey: keys.categories, queryFn: () => api<ConsoleCategoryItem[]>(`${base}/categories`) })
export function useCategory(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.category, toValue(id)]),
    queryFn: () => api<ConsoleCategory>(`${base}/categories/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}
export const addCategory = (body: NewCategory) => api<{ id: number }>(`${base}/categories`, { body })
export const changeCategory = (id: number, body: CategoryChange) => api<ConsoleCategory>(`${base}/categories/${id}`, { method: 'PATCH', body })
export const moveCategory = (id: number, body: CategoryMove) => api<ConsoleCategory>(`${base}/categories/${id}/parent`, { method: 'PUT', body })
export const orderCategories = (body: CategoryOrder) => api(`${base}/categories/order`, { method: 'PUT', body })
export const deleteCategory = (id: number) => api(`${base}/categories/${id}`, { method: 'DELETE' })
export const setCategoryPicture = (id: number, file: File | null) => file
  ? api<ConsoleCategory>(`${base}/categories/${id}/picture`, { method: 'PUT', body: imageForm(file) })
  : api<ConsoleCategory>(`${base}/categories/${id}/picture`, { method: 'DELETE' })

// — attributes —

export const addAttribute = (categoryId: number, body: NewAttribute) => api<{ id: number }>(`${base}/categories/${categoryId}/attributes`, { body })
export const changeAttribute = (id: number, body: AttributeChange) => api(`${base}/attributes/${id}`, { method: 'PUT', body })
export const orderAttributes = (categoryId: number, ids: number[]) => api(`${base}/categories/${categoryId}/attributes/order`, { method: 'PUT', body: { ids } })
export const deleteAttribute = (id: number, confirm: boolean) => api(`${base}/attributes/${id}`, { method: 'DELETE', query: confirm ? { confirm } : {} })

// — brands —

export const listBrands = (query: Record<string, string | number>) => api<ListPage<ConsoleBrand>>(`${base}/brands`, { query })
export function useBrand(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.brand, toValue(id)]),
    queryFn: () => api<ConsoleBrand>(`${base}/brands/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}
export const addBrand = (body: NewBrand) => api<ConsoleBrand>(`${base}/brands`, { body })
export const changeBrand = (id: number, body: BrandChange) => api<ConsoleBrand>(`${base}/brands/${id}`, { method: 'PATCH', body })
export const orderBrands = (body: BrandOrder) => api(`${base}/brands/order`, { method: 'PUT', body })
export const deleteBrand = (id: number) => api(`${base}/brands/${id}`, { method: 'DELETE' })
export const setBrandLogo = (id: number, file: File | null) => file
  ? api<ConsoleBrand>(`${base}/brands/${id}/logo`, { method: 'PUT', body: imageForm(file) })
  : api<ConsoleBrand>(`${base}/brands/${id}/logo`, { method: 'DELETE' })
