import type { Cart } from '../../cart/contract.ts'
import type { ApiError } from '../../../../web/api.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { api } from '../../../../web/api.ts'
import { hydrated } from '../../../../web/hydrated.ts'
import { keys } from '../api.ts'

/** The cart as it is now. */
export const useCart = () => useQuery<Cart, ApiError>({ queryKey: keys.cart, queryFn: () => api('/mall/cart'), staleTime: 0, enabled: hydrated })

/** Changes of the cart; every answer is the whole cart, which is then shown. */
export function useCartActions() {
  const queryClient = useQueryClient()
  async function show(call: Promise<Cart>): Promise<Cart> {
    const cart = await call
    // What the merge told is told until the page is left.
    queryClient.setQueryData<Cart>(keys.cart, before => ({ ...cart, merged: cart.merged ?? before?.merged ?? null }))
    queryClient.setQueryData(keys.cartCount, { count: cart.count })
    return cart
  }
  return {
    set: (skuId: number, change: { count?: number, selected?: boolean }) => show(api(`/mall/cart/items/${skuId}`, { method: 'PUT', body: change })),
    remove: (skuId: number) => show(api(`/mall/cart/items/${skuId}`, { method: 'DELETE' })),
    selectAll: (selected: boolean) => show(api('/mall/cart/selection', { method: 'PUT', body: { selected } })),
    merge: (context: 'cart' | 'checkout') => show(api('/mall/cart/merges', { body: { context } })),
  }
}
