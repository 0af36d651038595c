import type { MaybeRefOrGetter } from 'vue'
import type { Static } from 'typebox'
import type { ApiError } from '../../../../web/api.ts'
import type { NewOrder, PlacedOrder, Quote, QuoteRequest } from '../../checkout/contract.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../web/api.ts'
import { attempts } from '../../../../web/attempts.ts'
import { hydrated } from '../../../../web/hydrated.ts'
import { keys } from '../api.ts'

type QuoteWish = Static<typeof QuoteRequest>

/** What it costs and what stands in the way, from the server. */
export function useQuote(wish: MaybeRefOrGetter<QuoteWish>) {
  return useQuery<Quote, ApiError>({
    queryKey: computed(() => ['mall', 'quote', toValue(wish)]),
    queryFn: ({ signal }) => api('/mall/quotes', { body: toValue(wish), signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    enabled: hydrated,
  })
}

/** Places the order, and leads to the cashier where it is to be paid at once. */
export function usePlaceOrder() {
  const queryClient = useQueryClient()
  const keyOf = attempts()
  return async (wish: NewOrder): Promise<Static<typeof PlacedOrder>> => {
    const order = await api<Static<typeof PlacedOrder>>('/mall/orders', { body: wish, idempotencyKey: keyOf(wish) })
    void queryClient.invalidateQueries({ queryKey: keys.cart })
    void queryClient.invalidateQueries({ queryKey: keys.cartCount })
    void queryClient.invalidateQueries({ queryKey: keys.orders })
    return order
  }
}

/** Leaves the site for the payment gateway. */
export async function goToCashier(no: string): Promise<void> {
  const { payUrl } = await api<{ payUrl: string }>(`/mall/orders/${no}/payments`, { method: 'POST' })
  location.assign(payUrl)
}
