import type { QueryClient } from '@tanstack/vue-query'
import type { Cart } from '../../cart/contract.ts'
import type { ApiError } from '../../../../web/api.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { onBeforeUnmount } from 'vue'
import { api } from '../../../../web/api.ts'
import { hydrated } from '../../../../web/hydrated.ts'
import { keys } from '../api.ts'

/** What a merge told is told until the page of the cart is left: a later answer knows nothing of it and doesn't take it back. */
const stillTold = (cart: Cart, before: Cart | undefined): Cart => ({ ...cart, merged: cart.merged ?? before?.merged ?? null })

/** Shows the cart as a change has left it. */
export function showCart(queryClient: QueryClient, cart: Cart): void {
  queryClient.setQueryData<Cart>(keys.cart, before => stillTold(cart, before))
  queryClient.setQueryData(keys.cartCount, { count: cart.count })
}

/** The cart as it is now, for its page. */
export function useCart() {
  const queryClient = useQueryClient()
  onBeforeUnmount(() => { queryClient.setQueryData<Cart>(keys.cart, before => before && { ...before, merged: null }) })
  return useQuery<Cart, ApiError>({
    queryKey: keys.cart,
    queryFn: async () => stillTold(await api('/mall/cart'), queryClient.getQueryData(keys.cart)),
    staleTime: 0,
    enabled: hydrated,
  })
}

/** Changes of the cart; every answer is the whole cart, which is then shown. */
export function useCartActions() {
  const queryClient = useQueryClient()
  async function show(call: Promise<Cart>): Promise<Cart> {
    const cart = await call
    showCart(queryClient, cart)
    return cart
  }
  return {
    set: (skuId: number, change: { count?: number, selected?: boolean }) => show(api(`/mall/cart/items/${skuId}`, { method: 'PUT', body: change })),
    remove: (skuId: number) => show(api(`/mall/cart/items/${skuId}`, { method: 'DELETE' })),
    selectAll: (selected: boolean) => show(api('/mall/cart/selection', { method: 'PUT', body: { selected } })),
    merge: (context: 'cart' | 'checkout') => show(api('/mall/cart/merges', { body: { context } })),
  }
}
