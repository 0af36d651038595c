import type { Ref } from 'vue'
import { inject, ref, shallowRef } from 'vue'
import { ApiError, messageOf } from './api.ts'
import { isSignInNeeded, signInNeededKey } from './signInNeeded.ts'

export interface Action<Args extends unknown[], R> {
  /** Runs it, unless it is running already. Answers undefined when it failed or was running. */
  run: (...args: Args) => Promise<R | undefined>
  busy: Readonly<Ref<boolean>>
  error: Readonly<Ref<ApiError | undefined>>
  /** What is wrong by field name. */
  fields: Readonly<Ref<Record<string, string>>>
  /** Forgets the last failure. */
  reset: () => void
}

/**
 * One state per call: busy, and why it failed.
 * Someone without a session is sent to sign in and comes back to this page.
 */
export function useAction<Args extends unknown[], R>(call: (...args: Args) => Promise<R>): Action<Args, R> {
  const busy = ref(false)
  const error = shallowRef<ApiError>()
  const fields = ref<Record<string, string>>({})
  const signInNeeded = inject(signInNeededKey, undefined)

  function reset() {
    error.value = undefined
    fields.value = {}
  }

  async function run(...args: Args): Promise<R | undefined> {
    if (busy.value) return undefined
    busy.value = true
    reset()
    try {
      return await call(...args)
    } catch (thrown) {
      const refusal = thrown instanceof ApiError ? thrown : new ApiError(0, { error: 'web.bug', message: messageOf(thrown) })
      error.value = refusal
      fields.value = refusal.fields
      if (isSignInNeeded(refusal)) signInNeeded?.()
      if (!(thrown instanceof ApiError)) reportError(thrown)
      return undefined
    } finally {
      busy.value = false
    }
  }

  return { run, busy, error, fields, reset }
}
