import type { QueryClient } from '@tanstack/vue-query'
import type { InjectionKey } from 'vue'
import type { Router } from 'vue-router'
import { ApiError } from './api.ts'
import { sessionKey } from './session.ts'

/** Sends the visitor to the sign-in page and back to where they are. */
export const signInNeededKey: InjectionKey<() => void> = Symbol('signInNeeded')

/** True for "not signed in" (4101), as opposed to wrong passwords and forbidden things. */
export function isSignInNeeded(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.errno === 4101
}

/** What to do when the API says that nobody is signed in (S-09). */
export function goToSignIn(router: Router, queryClient: QueryClient): () => void {
  return () => {
    queryClient.setQueryData(sessionKey, { signedIn: false })
    const here = router.currentRoute.value
    if (here.name !== 'sign-in') void router.push({ name: 'sign-in', query: { next: here.fullPath } })
  }
}
