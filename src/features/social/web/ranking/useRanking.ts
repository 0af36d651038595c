import type { MaybeRefOrGetter } from 'vue'
import type { ApiError } from '../../../../web/api.ts'
import type { Period, Ranking } from '../../ranking/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../web/api.ts'

export const useRanking = (period: MaybeRefOrGetter<Period>) => useQuery<Ranking, ApiError>({
  queryKey: computed(() => ['social', 'ranking', toValue(period)]),
  queryFn: () => api('/social/ranking', { query: { period: toValue(period) } }),
  placeholderData: keepPreviousData,
})
