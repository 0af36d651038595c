import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { ConsoleReview, ReviewAnswer, ReviewVisibility } from '../../reviews/console-contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { reviews: 'console-reviews', review: 'console-review' } as const

type Query = Record<string, string | number>
const base = '/console/mall/reviews'
export const listReviews = (query: Query) => api<ListPage<ConsoleReview>>(base, { query })
export const answerReview = (id: number, body: ReviewAnswer) => api<ConsoleReview>(`${base}/${id}/answer`, { method: 'PUT', body })
export const turnReview = (id: number, body: ReviewVisibility) => api<ConsoleReview>(`${base}/${id}/visibility`, { method: 'PUT', body })

export function useReview(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.review, toValue(id)]),
    queryFn: () => api<ConsoleReview>(`${base}/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}
