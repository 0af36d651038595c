import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { AppealDecision, ConsoleAppeal } from '../../safety/console-contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

export const keys = { appeals: 'console-meet-appeals', appeal: 'console-meet-appeal' } as const

const base = '/console/social/appeals'
export const listAppeals = (query: Record<string, string | number>) => api<ListPage<ConsoleAppeal>>(base, { query })
export const decideAppeal = (id: number, body: AppealDecision) => api<ConsoleAppeal>(`${base}/${id}/decision`, { method: 'PUT', body })

export function useAppeal(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.appeal, toValue(id)]),
    queryFn: () => api<ConsoleAppeal>(`${base}/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}
