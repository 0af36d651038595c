import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../console/api.ts'
import type { ConsoleIdentity, ConsoleUser, ConsoleUserItem, UserChange, UserStatistics } from '../console-contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../console/api.ts'

/** Names of what is loaded, for finding it again after a change. */
export const keys = { users: 'console-users', identities: 'console-identities', user: ['console-user'], statistics: ['console-statistics'] } as const

type Query = Record<string, string | number>
export const listUsers = (query: Query) => api<ListPage<ConsoleUserItem>>('/console/users', { query })
export const listIdentities = (query: Query) => api<ListPage<ConsoleIdentity>>('/console/identities', { query })
export const changeUser = (id: string, body: UserChange) => api<ConsoleUser>(`/console/users/${id}`, { method: 'PATCH', body })
export const endSessions = (id: string, reason: string) => api<{ ended: number }>(`/console/users/${id}/sessions`, { method: 'DELETE', body: { reason } })

/** For staff who may see people; others don't ask. */
export const useStatistics = (may: MaybeRefOrGetter<boolean> = true) => useQuery({ queryKey: keys.statistics, queryFn: () => api<UserStatistics>('/console/statistics'), enabled: computed(() => toValue(may)) })

/** Somebody whole, by public id or number; nobody while `id` is undefined. */
export function useUser(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [...keys.user, toValue(id)]),
    queryFn: () => api<ConsoleUser>(`/console/users/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}
