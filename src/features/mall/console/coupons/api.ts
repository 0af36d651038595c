import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { Category } from '../../catalogue/contract.ts'
import type { ConsoleCoupon, CouponChange, CouponClaim, NewCoupon } from '../../coupons/console-contract.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { coupons: 'console-coupons', coupon: 'console-coupon', claims: 'console-coupon-claims', categories: ['console-shown-categories'] } as const

type Query = Record<string, string | number>
const base = '/console/mall/coupons'
export const listCoupons = (query: Query) => api<ListPage<ConsoleCoupon>>(base, { query })
export const addCoupon = (body: NewCoupon) => api<ConsoleCoupon>(base, { body })
export const changeCoupon = (id: number, body: CouponChange) => api<ConsoleCoupon>(`${base}/${id}`, { method: 'PATCH', body })
export const endCoupon = (id: number, reason: string) => api<ConsoleCoupon>(`${base}/${id}/end`, { method: 'PUT', body: { reason } })
export const removeCoupon = (id: number) => api(`${base}/${id}`, { method: 'DELETE' })

export function useCoupon(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.coupon, toValue(id)]),
    queryFn: () => api<ConsoleCoupon>(`${base}/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}

/** Who has claimed it, page after page. */
export function useClaims(id: MaybeRefOrGetter<number>, state: MaybeRefOrGetter<string>) {
  return useInfiniteQuery({
    queryKey: computed(() => [keys.claims, toValue(id), toValue(state)]),
    queryFn: ({ pageParam }) => api<ListPage<CouponClaim>>(`${base}/${toValue(id)}/claims`, { query: { page: pageParam, ...toValue(state) ? { state: toValue(state) } : {} } }),
    initialPageParam: 1,
    getNextPageParam: (last: ListPage<CouponClaim>, all: ListPage<CouponClaim>[]) => last.hasMore ? all.length + 1 : undefined,
  })
}

/** The tree of goods, as visitors see it. */
export const useCategories = (enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({ queryKey: keys.categories, queryFn: () => api<Category[]>('/mall/categories'), staleTime: 60_000, enabled: computed(() => toValue(enabled)) })
