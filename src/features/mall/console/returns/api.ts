import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { Approval, ConsoleReturn, ConsoleReturnItem, NewRefund, Receipt, RefundQuote, ReturnFigures } from '../../returns/console-contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { returns: 'console-returns', one: 'console-return', figures: ['console-return-figures'], quote: 'console-refund-quote' } as const

type Query = Record<string, string | number>
const base = '/console/mall/returns'
export const listReturns = (query: Query) => api<ListPage<ConsoleReturnItem>>(base, { query })
export const readFigures = () => api<ReturnFigures>(`${base}/figures`)
export const approve = (no: string, body: Approval) => api<ConsoleReturn>(`${base}/${no}/approval`, { body })
export const reject = (no: string, answer: string) => api<ConsoleReturn>(`${base}/${no}/rejection`, { body: { answer } })
export const receive = (no: string, body: Receipt) => api<ConsoleReturn>(`${base}/${no}/receipt`, { body })
export const giveBack = (orderNo: string, itemId: number, body: NewRefund, idempotencyKey: string) => api<ConsoleReturn>(`/console/mall/orders/${orderNo}/items/${itemId}/refunds`, { body, idempotencyKey })
export const payOut = (no: string, reason: string) => api<ConsoleReturn>(`${base}/${no}/payout`, { body: { reason } })

/** What waits for staff. */
export const toDoOf = ({ applied, sent, toPayOut, failed }: ReturnFigures) => applied + sent + toPayOut + failed

export function useReturn(no: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.one, toValue(no)]),
    queryFn: () => api<ConsoleReturn>(`${base}/${toValue(no)}`),
    enabled: computed(() => toValue(no) !== undefined),
  })
}

/** What so many units of an order's item have cost, and how much can go back for them. */
export function useRefundQuote(orderNo: string, itemId: number, wish: MaybeRefOrGetter<{ quantity: number, unsent: boolean }>) {
  return useQuery({
    queryKey: computed(() => [keys.quote, orderNo, itemId, toValue(wish)]),
    queryFn: () => api<RefundQuote>(`/console/mall/orders/${orderNo}/items/${itemId}/refund-quote`, { query: { ...toValue(wish), unsent: String(toValue(wish).unsent) } }),
    placeholderData: keepPreviousData,
  })
}

export const useFigures = () => useQuery({ queryKey: keys.figures, queryFn: readFigures })
