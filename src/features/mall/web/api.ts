import type { MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../../../web/api.ts'
import type { ListPage } from '../../../web/useInfinite.ts'
import type { CartCount } from '../cart/contract.ts'
import type { Category, Facets, Home, Product, ProductCard, ProductList } from '../catalogue/contract.ts'
import type { FreightTerms } from '../freight/contract.ts'
import type { Review, ReviewList } from '../reviews/contract.ts'
import type { HotWords, SearchHistory, SearchResult, Suggestions } from '../search/contract.ts'
import type { Static } from 'typebox'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../web/api.ts'
import { addressesKey, loadAddresses } from '../../../core/addresses/web/api.ts'
import { hydrated } from '../../../web/hydrated.ts'
import { useSession } from '../../../web/session.ts'
import { useInfinite } from '../../../web/useInfinite.ts'
import { usePageQuery } from '../../../web/usePageQuery.ts'

const LIST_PAGE = 20
const REVIEW_PAGE = 10
const A_DAY_MS = 24 * 3600_000

/** Names of what is loaded, for finding it again after a change. */
export const keys = {
  product: (id: number) => ['mall', 'product', id] as const,
  cart: ['mall', 'cart'] as const,
  cartCount: ['mall', 'cart-count'] as const,
  favourite: (id: number) => ['mall', 'favourite', id] as const,
  searchHistory: ['mall', 'search-history'] as const,
  orders: ['mall', 'orders'] as const,
  order: (no: string) => ['mall', 'order', no] as const,
  returns: ['mall', 'returns'] as const,
  coupons: ['mall', 'coupons'] as const,
  myCoupons: ['mall', 'my-coupons'] as const,
  favourites: ['mall', 'favourites'] as const,
  history: ['mall', 'history'] as const,
}

// — what everybody sees —

export const useMallHome = () => usePageQuery<Home>({ key: ['mall', 'home'], load: () => api('/mall/home') })

export const useCategories = () => usePageQuery<Category[]>({ key: ['mall', 'categories'], load: () => api('/mall/categories'), staleTime: A_DAY_MS })

/** What a list of goods tells about itself besides its goods. */
export interface ListFacts { facets: Facets, breadcrumb: ProductList['breadcrumb'], similar?: boolean }
type Listed = ListPage<ProductCard> & ListFacts

/** Goods of a search or a category; `query` is that of the API. */
export function useProducts(path: '/mall/products' | '/mall/search', query: MaybeRefOrGetter<Record<string, string | string[]>>, options: { enabled?: MaybeRefOrGetter<boolean>, server?: boolean } = {}) {
  return useInfinite<ProductCard, Listed>(
    () => ['mall', path, toValue(query)],
    at => api<ProductList | SearchResult>(path, { query: { ...toValue(query), ...at, limit: LIST_PAGE } }),
    options,
  )
}

export const useProduct = (id: number) => usePageQuery<Product>({ key: keys.product(id), load: () => api(`/mall/products/${id}`), staleTime: 0 })

export function useProductReviews(id: number, filter: MaybeRefOrGetter<{ score?: number, withPictures?: boolean }>) {
  return useInfinite<Review, ListPage<Review> & Pick<ReviewList, 'figures'>>(
    () => ['mall', 'reviews', id, toValue(filter)],
    at => api(`/mall/products/${id}/reviews`, { query: { ...toValue(filter), ...at, limit: REVIEW_PAGE } }),
  )
}

export function useFreight(productId: number, regionCode: MaybeRefOrGetter<string | undefined>) {
  return useQuery<Static<typeof FreightTerms>, ApiError>({
    queryKey: computed(() => ['mall', 'freight', productId, toValue(regionCode) ?? '']),
    queryFn: () => api(`/mall/products/${productId}/freight`, { query: { regionCode: toValue(regionCode) } }),
    placeholderData: keepPreviousData,
    enabled: hydrated,
  })
}

export const useHotWords = () => useQuery<Static<typeof HotWords>, ApiError>({ queryKey: ['mall', 'hot-words'], queryFn: () => api('/mall/search/hot'), enabled: hydrated })

export function useSuggestions(text: MaybeRefOrGetter<string>) {
  return useQuery<Static<typeof Suggestions>, ApiError>({
    queryKey: computed(() => ['mall', 'suggestions', toValue(text)]),
    queryFn: ({ signal }) => api('/mall/suggestions', { query: { q: toValue(text) }, signal }),
    placeholderData: keepPreviousData,
    enabled: computed(() => hydrated.value && toValue(text) !== ''),
  })
}

// — one's own —

export const useSearchHistory = (signedIn: MaybeRefOrGetter<boolean>) =>
  useQuery<Static<typeof SearchHistory>, ApiError>({ queryKey: keys.searchHistory, queryFn: () => api('/mall/search/history'), enabled: computed(() => hydrated.value && toValue(signedIn)) })

/** How many pieces are in the cart, for the header. */
export const useCartCount = () => useQuery<CartCount, ApiError>({ queryKey: keys.cartCount, queryFn: () => api('/mall/cart/count'), enabled: hydrated })

export const useIsFavourite = (productId: number, signedIn: MaybeRefOrGetter<boolean>) =>
  useQuery<{ favourite: boolean }, ApiError>({ queryKey: keys.favourite(productId), queryFn: () => api(`/mall/favourites/${productId}`), enabled: computed(() => hydrated.value && toValue(signedIn)) })

/** One's default address; undefined without one, or without signing in. */
export function useHomeAddress() {
  const { signedIn } = useSession()
  const { data } = useQuery({ queryKey: addressesKey, queryFn: loadAddresses, enabled: signedIn })
  return computed(() => data.value?.items[0])
}
