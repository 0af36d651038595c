import type { ApiError } from '../../../web/api.ts'
import type { Payment } from '../contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { api } from '../../../web/api.ts'

const POLL_MS = 2000
/** Gateways tell within seconds; after this people may ask again by hand. */
const POLLS = 20

/** Asks until the money has arrived or the gateway has said no. */
export function usePayment(outTradeNo: string) {
  return useQuery<Payment, ApiError>({
    queryKey: ['payments', outTradeNo],
    queryFn: () => api(`/payments/${encodeURIComponent(outTradeNo)}`),
    enabled: !import.meta.env.SSR && outTradeNo !== '',
    staleTime: 0,
    refetchInterval: ({ state }) => state.data?.status === 'waiting' && state.dataUpdateCount < POLLS ? POLL_MS : false,
  })
}
