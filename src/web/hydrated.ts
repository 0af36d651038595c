import type { Ref } from 'vue'
import { readonly, ref } from 'vue'

const mounted = ref(false)

/**
 * False on the server and until the page is alive in the browser. What depends on who is looking (session, time of
 * day, local storage) waits for it, so that the first browser render equals the server's.
 */
export const hydrated: Readonly<Ref<boolean>> = readonly(mounted)

/** Called once, by the root component when it is mounted. */
export function markHydrated(): void {
  mounted.value = true
}
