import type { QueryClient } from '@tanstack/vue-query'
import type { ComputedRef } from 'vue'
import { queryOptions, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from './api.ts'

export interface StaffSession { staff: { name: string, permissions: string[] } }

export const staffKey = ['staff'] as const

export function staffQuery() {
  return queryOptions({ queryKey: staffKey, queryFn: () => api<StaffSession>('/console/session'), staleTime: 5 * 60_000 })
}

/** Who of the staff is looking, and what they may do. */
export function useStaff(): { name: ComputedRef<string>, permissions: ComputedRef<readonly string[]>, may: (permission: string) => boolean } {
  const query = useQuery(staffQuery())
  const permissions = computed(() => query.data.value?.staff.permissions ?? [])
  return {
    name: computed(() => query.data.value?.staff.name ?? ''),
    permissions,
    may: permission => permissions.value.includes(permission),
  }
}

/** Ends the session and forgets everything it had loaded. */
export async function signOutStaff(queryClient: QueryClient): Promise<void> {
  await api('/console/session', { method: 'DELETE' })
  queryClient.clear()
}
