import type { MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../../../web/api.ts'
import type { ListPage } from '../../../web/useInfinite.ts'
import type { Area, Booking, BookingStatus, Calendar, Facility, House, HouseCard, OwnHouse, Quote, Review, StayRequest } from '../contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../web/api.ts'
import { useInfinite } from '../../../web/useInfinite.ts'
import { usePageQuery } from '../../../web/usePageQuery.ts'

export type Role = 'guest' | 'host'

const A_DAY_MS = 24 * 3600_000
const SEARCH_PAGE = 12
const BOOKINGS_PAGE = 10

/** Names of what is loaded, for finding it again after a change. */
export const keys = {
  house: (id: number) => ['stays', 'house', id] as const,
  calendar: (id: number) => ['stays', 'calendar', id] as const,
  quotes: ['stays', 'quote'] as const,
  ownHouses: ['stays', 'own-houses'] as const,
  bookings: ['stays', 'bookings'] as const,
  booking: (id: string) => ['stays', 'booking', id] as const,
}

// — what everybody sees —

export const useAreas = () => usePageQuery<Area[]>({ key: ['stays', 'areas'], load: () => api('/stays/areas'), staleTime: A_DAY_MS })

export const useFacilities = () => usePageQuery<Facility[]>({ key: ['stays', 'facilities'], load: () => api('/stays/facilities'), staleTime: A_DAY_MS })

export const useFeatured = () => usePageQuery<HouseCard[]>({ key: ['stays', 'featured'], load: () => api('/stays/houses/featured') })

export const useNewest = (limit: number) => usePageQuery<ListPage<HouseCard>>({ key: ['stays', 'newest', limit], load: () => api('/stays/houses', { query: { sort: 'new', limit } }) })

/** Homes that fit a search; `search` is the query of the API. */
export function useHouses(search: MaybeRefOrGetter<Record<string, string>>) {
  return useInfinite<HouseCard>(
    () => ['stays', 'houses', toValue(search)],
    at => api('/stays/houses', { query: { ...toValue(search), ...at, limit: SEARCH_PAGE } }),
  )
}

export const useHouse = (id: number) => usePageQuery<House>({ key: keys.house(id), load: () => api(`/stays/houses/${id}`) })

/** Nights [from, to) of a home. They change by the minute, so they are never part of the server's page. */
export function useCalendar(id: number, span: MaybeRefOrGetter<{ from: string, to: string }>, enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery<Calendar, ApiError>({
    queryKey: computed(() => [...keys.calendar(id), toValue(span)]),
    queryFn: () => api(`/stays/houses/${id}/calendar`, { query: { ...toValue(span) } }),
    placeholderData: keepPreviousData,
    enabled: computed(() => !import.meta.env.SSR && toValue(enabled)),
  })
}

/** All reviews of a home, once somebody asks for more than came with it. */
export function useReviews(id: number, enabled: MaybeRefOrGetter<boolean>) {
  return useInfinite<Review>(() => ['stays', 'reviews', id], at => api(`/stays/houses/${id}/reviews`, { query: { ...at } }), { enabled, server: false })
}

/** What a stay costs, from the server; a changed request leaves an answer still under way unheard. */
export function useQuote(request: MaybeRefOrGetter<StayRequest | undefined>) {
  return useQuery<Quote, ApiError>({
    queryKey: computed(() => [...keys.quotes, toValue(request)]),
    queryFn: ({ signal }) => api('/stays/quotes', { body: toValue(request), signal }),
    enabled: computed(() => !import.meta.env.SSR && toValue(request) !== undefined),
  })
}

// — what is the signed-in person's own —

/** A home as its owner sees it: with the address, and never the copy that the server rendered for nobody. */
export const useOwnHouse = (id: number) => usePageQuery<House>({ key: [...keys.house(id), 'own'], load: () => api(`/stays/houses/${id}`) })

export function useOwnHouses() {
  return useInfinite<OwnHouse>(() => keys.ownHouses, at => api('/stays/houses', { query: { owner: 'me', ...at, limit: SEARCH_PAGE } }), { server: false })
}

export function useBookings(role: Role, status: MaybeRefOrGetter<BookingStatus | undefined>) {
  return useInfinite<Booking>(
    () => [...keys.bookings, role, toValue(status) ?? 'all'],
    at => api('/stays/bookings', { query: { role, status: toValue(status), ...at, limit: BOOKINGS_PAGE } }),
    { server: false },
  )
}

export const useBooking = (id: string) => usePageQuery<Booking>({ key: keys.booking(id), load: () => api(`/stays/bookings/${id}`) })
