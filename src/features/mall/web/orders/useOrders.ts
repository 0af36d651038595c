import type { Static } from 'typebox'
import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../web/useInfinite.ts'
import type { Order, OrderChange, OrderList, OrderListItem, OrderStatus, ReturnCase } from '../../orders/contract.ts'
import type { NewReturn, ReturnParcel, ReturnQuote, ReturnQuoteQuery } from '../../returns/contract.ts'
import type { NewReview } from '../../reviews/contract.ts'
import type { ApiError } from '../../../../web/api.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../web/api.ts'
import { attempts } from '../../../../web/attempts.ts'
import { useInfinite } from '../../../../web/useInfinite.ts'
import { usePageQuery } from '../../../../web/usePageQuery.ts'
import { keys } from '../api.ts'

const PAGE = 10

export function useOrders(status: MaybeRefOrGetter<OrderStatus | undefined>) {
  return useInfinite<OrderListItem, ListPage<OrderListItem> & Pick<OrderList, 'counts'>>(
    () => [...keys.orders, toValue(status) ?? 'all'],
    at => api('/mall/orders', { query: { ...at, status: toValue(status), limit: PAGE } }),
    { server: false },
  )
}

export const useOrder = (no: string) => usePageQuery<Order>({ key: keys.order(no), load: () => api(`/mall/orders/${no}`), staleTime: 0 })

export function useReturns() {
  return useInfinite<ReturnCase>(() => keys.returns, at => api('/mall/returns', { query: { ...at, limit: PAGE } }), { server: false })
}

/** What would come back for so many of an item. */
export function useReturnQuote(no: string, itemId: number, wish: MaybeRefOrGetter<Static<typeof ReturnQuoteQuery>>) {
  return useQuery<Static<typeof ReturnQuote>, ApiError>({
    queryKey: computed(() => ['mall', 'return-quote', no, itemId, toValue(wish)]),
    queryFn: () => api(`/mall/orders/${no}/items/${itemId}/return-quote`, { query: { ...toValue(wish) } }),
    placeholderData: keepPreviousData,
  })
}

/** Writes of a buyer to one order; each leaves its page and the lists up to date. */
export function useOrderActions(no: string) {
  const queryClient = useQueryClient()
  const keyOf = attempts()
  const changed = () => Promise.all([
    queryClient.invalidateQueries({ queryKey: keys.order(no) }),
    queryClient.invalidateQueries({ queryKey: keys.orders }),
    queryClient.invalidateQueries({ queryKey: keys.returns }),
  ])
  const then = async <T>(call: Promise<T>): Promise<T> => {
    const answer = await call
    await changed()
    return answer
  }
  return {
    changed,
    change: (body: Static<typeof OrderChange>) => then(api(`/mall/orders/${no}/status`, { method: 'PUT', body })),
    review: (itemId: number, body: NewReview) => then(api(`/mall/orders/${no}/items/${itemId}/reviews`, { body })),
    giveBack: (itemId: number, body: Static<typeof NewReturn>) => then(api(`/mall/orders/${no}/items/${itemId}/returns`, { body, idempotencyKey: keyOf({ itemId, ...body }) })),
    sendParcel: (returnNo: string, body: Static<typeof ReturnParcel>) => then(api(`/mall/returns/${returnNo}/parcel`, { method: 'PUT', body })),
    withdraw: (returnNo: string) => then(api(`/mall/returns/${returnNo}/status`, { method: 'PUT', body: { action: 'withdraw' } })),
  }
}
