import type { MaybeRefOrGetter } from 'vue'
import type { CouponOffer, MyCoupon } from '../../coupons/contract.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { toValue } from 'vue'
import { api } from '../../../../web/api.ts'
import { useInfinite } from '../../../../web/useInfinite.ts'
import { keys } from '../api.ts'

const PAGE = 20
export const STATES = ['usable', 'used', 'expired'] as const
export type CouponState = typeof STATES[number]

export const useCouponOffers = () => useInfinite<CouponOffer>(() => keys.coupons, at => api('/mall/coupons', { query: { ...at, limit: PAGE } }), { server: false })

export const useMyCoupons = (state: MaybeRefOrGetter<CouponState>) =>
  useInfinite<MyCoupon>(() => [...keys.myCoupons, toValue(state)], at => api('/mall/coupons/mine', { query: { ...at, state: toValue(state), limit: PAGE } }), { server: false })

export function useClaim() {
  const queryClient = useQueryClient()
  return async (couponId: number) => {
    await api(`/mall/coupons/${couponId}/claims`, { method: 'POST' })
    await Promise.all([queryClient.invalidateQueries({ queryKey: keys.coupons }), queryClient.invalidateQueries({ queryKey: keys.myCoupons })])
  }
}
