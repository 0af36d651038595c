import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { Picture } from '../../../../web/picture.ts'
import type { ConsoleProduct, ConsoleProductItem, PriceHistory, ProductChoices, ProductFields, ProductSave, ShelfChange, ShelfResult } from '../../products/contract.ts'
import type { ImportReport } from '../../products/transfer/contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

export const keys = { products: 'console-products', product: 'console-product', choices: ['console-product-choices'], prices: 'console-prices' } as const

const base = '/console/mall/products'
type Query = Record<string, string | number>

export const listProducts = (query: Query) => api<ListPage<ConsoleProductItem>>(base, { query })
export const createProduct = (body: ProductFields) => api<ConsoleProduct>(base, { body })
export const saveProduct = (id: number, body: ProductSave) => api<ConsoleProduct>(`${base}/${id}`, { method: 'PUT', body })
export const deleteProduct = (id: number) => api(`${base}/${id}`, { method: 'DELETE' })
export const shelve = (body: ShelfChange) => api<ShelfResult>(`${base}/shelf`, { method: 'PUT', body })

export const useChoices = () => useQuery({ queryKey: keys.choices, queryFn: () => api<ProductChoices>(`${base}/choices`), staleTime: 60_000 })

/** The product of an address; nothing for a new one. What is edited is a copy: it is not asked for anew behind the editor's back. */
export function useProduct(id: MaybeRefOrGetter<number | null>) {
  return useQuery({
    queryKey: computed(() => [keys.product, toValue(id)]),
    queryFn: () => api<ConsoleProduct>(`${base}/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== null),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export const usePrices = (productId: MaybeRefOrGetter<number>, skuId: MaybeRefOrGetter<number | undefined>) => useQuery({
  queryKey: computed(() => [keys.prices, toValue(productId), toValue(skuId)]),
  queryFn: () => api<PriceHistory>(`${base}/${toValue(productId)}/skus/${toValue(skuId)}/prices`),
  enabled: computed(() => toValue(skuId) !== undefined),
})

export function uploadPicture(file: File): Promise<Picture> {
  const form = new FormData()
  form.append('image', file)
  return api<Picture>(`${base}/pictures`, { body: form })
}

export function importTable(file: File, dryRun: boolean): Promise<ImportReport> {
  const form = new FormData()
  form.append('file', file)
  return api<ImportReport>(`${base}/imports`, { body: form, query: { dryRun } })
}

/** Where a table of what is filtered comes from; the browser keeps the file. */
export function exportAddress(filters: Record<string, string>, format: 'csv' | 'xlsx', lang: string): string {
  const query = new URLSearchParams(Object.entries({ ...filters, format, lang }).filter(([, value]) => value))
  return `/api/v1${base}/export?${query}`
}
