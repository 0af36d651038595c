import type { QueryClient } from '@tanstack/vue-query'
import type { Static } from 'typebox'
import type { Booking, BookingChange, CalendarChange, CalendarChanged, House, HouseChanges, HouseFields, NewBooking, NewReview } from '../contract.ts'
import { useQueryClient } from '@tanstack/vue-query'
import { api } from '../../../web/api.ts'
import { attempts } from '../../../web/attempts.ts'
import { keys } from './api.ts'

/** Writes of a guest or host to one booking; each leaves the lists and the page of the booking up to date. */
export function useBookingActions() {
  const queryClient = useQueryClient()
  const then = async (id: string) => refreshBooking(queryClient, id)
  return {
    change: async (id: string, change: BookingChange) => {
      await api(`/stays/bookings/${id}/status`, { method: 'PUT', body: change })
      await then(id)
    },
    review: async (id: string, review: NewReview) => {
      await api(`/stays/bookings/${id}/reviews`, { body: review })
      await then(id)
    },
    answer: async (id: string, text: string) => {
      await api(`/stays/bookings/${id}/reviews/answer`, { body: { text } })
      await then(id)
    },
    /** Leaves the site for the payment gateway. */
    pay: async (id: string) => {
      const { payUrl } = await api<{ payUrl: string }>(`/stays/bookings/${id}/payments`, { method: 'POST' })
      location.assign(payUrl)
    },
  }
}

/** The booking as it is now, put wherever it is shown: no list is loaded anew for one changed entry. */
export async function refreshBooking(queryClient: QueryClient, id: string): Promise<void> {
  const booking = await api<Booking>(`/stays/bookings/${id}`)
  queryClient.setQueryData(keys.booking(id), booking)
  queryClient.setQueriesData<{ pages: { items: Booking[] }[] }>({ queryKey: keys.bookings }, list => list && {
    ...list,
    pages: list.pages.map(page => ({ ...page, items: page.items.map(item => item.id === id ? booking : item) })),
  })
  await queryClient.invalidateQueries({ queryKey: keys.bookings, refetchType: 'none' })
  await queryClient.invalidateQueries({ queryKey: keys.calendar(booking.house.id) })
}

/** Books a home. */
export function useNewBooking() {
  const queryClient = useQueryClient()
  const keyOf = attempts()
  return async (wish: NewBooking): Promise<Booking> => {
    const booking = await api<Booking>('/stays/bookings', { body: wish, idempotencyKey: keyOf(wish) })
    queryClient.setQueryData(keys.booking(booking.id), booking)
    void queryClient.invalidateQueries({ queryKey: keys.bookings })
    void queryClient.invalidateQueries({ queryKey: keys.calendar(wish.houseId) })
    return booking
  }
}

/** Writes of a host to their homes. */
export function useHouseActions() {
  const queryClient = useQueryClient()
  const keyOf = attempts()
  const changed = async (id: number) => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: keys.house(id) }),
      queryClient.invalidateQueries({ queryKey: keys.ownHouses }),
    ])
  }
  return {
    /** Shows what has become of a home, after pictures were added. */
    changed,
    publish: async (fields: HouseFields) => {
      const house = await api<House>('/stays/houses', { body: fields, idempotencyKey: keyOf(fields) })
      void queryClient.invalidateQueries({ queryKey: keys.ownHouses })
      return house
    },
    edit: async (id: number, changes: HouseChanges) => {
      await api<House>(`/stays/houses/${id}`, { method: 'PATCH', body: changes })
      await changed(id)
    },
    setCalendar: async (id: number, change: CalendarChange) => {
      const answer = await api<Static<typeof CalendarChanged>>(`/stays/houses/${id}/calendar`, { method: 'PUT', body: change })
      await queryClient.invalidateQueries({ queryKey: keys.calendar(id) })
      return answer
    },
    orderImages: async (id: number, ids: number[]) => {
      await api(`/stays/houses/${id}/images/order`, { method: 'PUT', body: { ids } })
      await changed(id)
    },
    removeImage: async (id: number, imageId: number) => {
      await api(`/stays/houses/${id}/images/${imageId}`, { method: 'DELETE' })
      await changed(id)
    },
  }
}
