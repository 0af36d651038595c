import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { ConsoleOrder, ConsoleOrderItem, NewShipment, OrderFigures, ShipmentChange, StaffNote } from '../../orders/console-contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { orders: 'console-orders', order: 'console-order', figures: ['console-order-figures'] } as const

type Query = Record<string, string | number>
const base = '/console/mall/orders'
export const listOrders = (query: Query) => api<ListPage<ConsoleOrderItem>>(base, { query })
export const readFigures = () => api<OrderFigures>(`${base}/figures`)
export const ship = (no: string, body: NewShipment) => api<ConsoleOrder>(`${base}/${no}/shipments`, { body })
export const changeParcel = (no: string, id: number, body: ShipmentChange) => api<ConsoleOrder>(`${base}/${no}/shipments/${id}`, { method: 'PUT', body })
export const cancelOrder = (no: string, reason: string) => api<ConsoleOrder>(`${base}/${no}/cancellation`, { body: { reason } })
export const noteOrder = (no: string, body: StaffNote) => api<ConsoleOrder>(`${base}/${no}/note`, { method: 'PUT', body })

export function useOrder(no: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.order, toValue(no)]),
    queryFn: () => api<ConsoleOrder>(`${base}/${toValue(no)}`),
    enabled: computed(() => toValue(no) !== undefined),
  })
}

export const useFigures = () => useQuery({ queryKey: keys.figures, queryFn: readFigures })
