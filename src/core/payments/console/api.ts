import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../console/api.ts'
import type { ConsolePayment, ConsoleRefund } from '../contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { payments: 'console-payments', refunds: 'console-refunds' } as const

type Query = Record<string, string | number>
export const listPayments = (query: Query) => api<ListPage<ConsolePayment>>('/console/payments', { query })
export const listRefunds = (query: Query) => api<ListPage<ConsoleRefund>>('/console/refunds', { query })
export const retryRefund = (id: number, reason: string) => api(`/console/refunds/${id}/attempts`, { body: { reason } })

/** A payment by our number, and what went back of it. */
export function usePayment(outTradeNo: MaybeRefOrGetter<string | undefined>) {
  const enabled = computed(() => toValue(outTradeNo) !== undefined)
  const query = () => ({ number: toValue(outTradeNo)!, limit: 100 })
  const payment = useQuery({ queryKey: computed(() => [keys.payments, 'one', toValue(outTradeNo)]), queryFn: async () => (await listPayments(query())).items[0] ?? null, enabled })
  const refunds = useQuery({ queryKey: computed(() => [keys.refunds, 'of', toValue(outTradeNo)]), queryFn: async () => (await listRefunds(query())).items, enabled })
  return { payment, refunds }
}
