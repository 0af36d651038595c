import type { Query, QueryClient } from '@tanstack/vue-query'
import type { ComputedRef } from 'vue'
import type { Picture } from './picture.ts'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { api } from './api.ts'
import { hydrated } from './hydrated.ts'

export interface SessionUser {
  id: string
  name: string
  avatar: Picture | null
  verified: boolean
  /** Masked, e.g. 138****0001. */
  mobile: string | null
}
export interface Session { signedIn: boolean, user?: SessionUser }

export const sessionKey = ['session'] as const

export function sessionQuery() {
  return queryOptions({ queryKey: sessionKey, queryFn: () => api<Session>('/sessions/current'), staleTime: 5 * 60_000 })
}

/**
 * Who is looking. Unknown (`known` false) on the server and until the browser has asked: show neither
 * "sign in" nor a name before.
 */
export function useSession(): { user: ComputedRef<SessionUser | undefined>, signedIn: ComputedRef<boolean>, known: ComputedRef<boolean>, refresh: () => Promise<unknown> } {
  const queryClient = useQueryClient()
  const query = useQuery({ ...sessionQuery(), enabled: hydrated })
  return {
    user: computed(() => query.data.value?.user),
    signedIn: computed(() => query.data.value?.signedIn === true),
    known: computed(() => query.data.value !== undefined),
    refresh: () => queryClient.invalidateQueries({ queryKey: sessionKey }),
  }
}

/** After signing in: everything loaded so far was loaded for nobody. */
export async function sessionChanged(queryClient: QueryClient): Promise<void> {
  await queryClient.fetchQuery({ ...sessionQuery(), staleTime: 0 })
  void queryClient.invalidateQueries({ predicate: query => query.queryKey[0] !== sessionKey[0] })
}

/** Ends the session on the server and forgets what was loaded for this person. */
export async function signOut(queryClient: QueryClient): Promise<void> {
  await api('/sessions/current', { method: 'DELETE' })
  queryClient.setQueryData(sessionKey, { signedIn: false } satisfies Session)
  const personal = { predicate: (query: Query) => query.queryKey[0] !== sessionKey[0] }
  queryClient.removeQueries({ ...personal, type: 'inactive' })
  await queryClient.resetQueries(personal)
}
