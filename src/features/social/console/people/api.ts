import type { MaybeRefOrGetter } from 'vue'
import type { ListPage } from '../../../../console/api.ts'
import type { BirthCorrection, ConsoleMeeter, ConsoleMeeterItem, NewBan } from '../../people/console-contract.ts'
import { useQuery } from '@tanstack/vue-query'
import { computed, toValue } from 'vue'
import { api } from '../../../../console/api.ts'

export const keys = { people: 'console-meet-people', person: 'console-meet-person' } as const

const base = '/console/social/people'
export const listPeople = (query: Record<string, string | number>) => api<ListPage<ConsoleMeeterItem>>(base, { query })
export const banPerson = (id: string, body: NewBan) => api<ConsoleMeeter>(`${base}/${id}/ban`, { method: 'PUT', body })
export const unbanPerson = (id: string, reason: string) => api<ConsoleMeeter>(`${base}/${id}/ban`, { method: 'DELETE', body: { reason } })
export const warnPerson = (id: string, reason: string) => api<ConsoleMeeter>(`${base}/${id}/warning`, { method: 'PUT', body: { reason } })
export const correctBirthDate = (id: string, body: BirthCorrection) => api<ConsoleMeeter>(`${base}/${id}/birth-date`, { method: 'PUT', body })

export function usePerson(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => [keys.person, toValue(id)]),
    queryFn: () => api<ConsoleMeeter>(`${base}/${toValue(id)}`),
    enabled: computed(() => toValue(id) !== undefined),
  })
}
