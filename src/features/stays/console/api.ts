import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../console/api.ts'
import type { AreaChange, ConsoleArea, ConsoleBooking, ConsoleBookingItem, ConsoleFacility, ConsoleHouse, ConsoleHouseItem, FacilityChange, HouseStanding, NewOrder, StaffRefund } from '../console-contract.ts'
import type { Area, Facility } from '../contract.ts'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = {
  houses: 'console-houses',
  house: 'console-house',
  bookings: 'console-bookings',
  booking: 'console-booking',
  areas: ['console-areas'],
  facilities: ['console-facilities'],
} as const

type Query = Record<string, string | number>

// — homes —

export const listHouses = (query: Query) => api<ListPage<ConsoleHouseItem>>('/console/stays/houses', { query })
export const setStanding = (id: number, body: HouseStanding) => api<ConsoleHouse>(`/console/stays/houses/${id}/status`, { method: 'PUT', body })
export const markReviewed = (id: number) => api<ConsoleHouse>(`/console/stays/houses/${id}/review`, { method: 'PUT' })

export function useHouse(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.house, toValue(id)]),
    queryFn: () => api<ConsoleHouse>(`/console/stays/houses/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}

// — bookings —

export const listBookings = (query: Query) => api<ListPage<ConsoleBookingItem>>('/console/stays/bookings', { query })
export const cancelBooking = (id: string, reason: string) => api<ConsoleBooking>(`/console/stays/bookings/${id}/cancellation`, { body: { reason } })
export const refundBooking = (id: string, body: StaffRefund) => api<ConsoleBooking>(`/console/stays/bookings/${id}/refunds`, { body })

export function useBooking(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.booking, toValue(id)]),
    queryFn: () => api<ConsoleBooking>(`/console/stays/bookings/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}

// — districts and facilities: what visitors are offered, for staff without the permission to change it —

export const useOfferedAreas = () => useQuery({ queryKey: [...keys.areas, 'offered'], queryFn: () => api<Area[]>('/stays/areas') })
export const useOfferedFacilities = () => useQuery({ queryKey: [...keys.facilities, 'offered'], queryFn: () => api<Facility[]>('/stays/facilities') })

export type ReferenceKind = 'areas' | 'facilities'
export type ReferenceEntry = ConsoleArea | ConsoleFacility
export const useReference = (kind: ReferenceKind) => useQuery({ queryKey: keys[kind], queryFn: () => api<ReferenceEntry[]>(`/console/stays/${kind}`) })
export const addReference = (kind: ReferenceKind, body: { name: string, icon?: string }) => api(`/console/stays/${kind}`, { body })
export const changeReference = (kind: ReferenceKind, id: number, body: AreaChange | FacilityChange) => api(`/console/stays/${kind}/${id}`, { method: 'PATCH', body })
export const orderReference = (kind: ReferenceKind, body: NewOrder) => api(`/console/stays/${kind}/order`, { method: 'PUT', body })

/** After a change of the staff everything is asked for anew; it is seldom, and touches lists, details, figures and the log. */
export function useChanged(): () => Promise<void> {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries()
}
