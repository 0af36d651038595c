import type { Cart, NewCartItem } from '../../cart/contract.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { onMounted } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from '../../../../web/api.ts'
import { useToast } from '../../../../web/toast.ts'
import { useAction } from '../../../../web/useAction.ts'
import { keys } from '../api.ts'
import { showCart } from '../cart/useCart.ts'

/** Puts pieces into the cart, signed in or not. */
export function useAddToCart() {
  const { t } = useI18n()
  const toast = useToast()
  const queryClient = useQueryClient()
  return useAction(async (item: NewCartItem) => {
    const cart = await api<Cart>('/mall/cart/items', { body: item })
    showCart(queryClient, cart)
    toast.good(t('mall.cart.added'))
    return cart
  })
}

/** Keeps a product for later, or no longer. */
export function useKeep(productId: number) {
  const { t } = useI18n()
  const toast = useToast()
  const queryClient = useQueryClient()
  return useAction(async (favourite: boolean) => {
    await api(`/mall/favourites/${productId}`, { method: favourite ? 'PUT' : 'DELETE' })
    queryClient.setQueryData(keys.favourite(productId), { favourite })
    void queryClient.invalidateQueries({ queryKey: keys.favourites })
    toast.good(t(favourite ? 'mall.product.kept' : 'mall.product.unkept'))
  })
}

/** Tells once that somebody looks at a product: their history, and what the shop counts. */
export function useViewed(productId: number): void {
  onMounted(() => { void api('/mall/history', { body: { productId } }).catch(() => {}) }) // nothing on the page waits for it
}
