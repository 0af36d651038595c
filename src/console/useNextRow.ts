import type { ComputedRef } from 'vue'
import { computed, ref, watch } from 'vue'

/**
 * The row to go on with after the opened one: the next that `waits`, from there down and then from the top. Also when the
 * opened one has left the list meanwhile, because what it waited for is done.
 */
export function useNextRow<T>(rows: () => readonly T[], isOpened: (row: T) => boolean, waits: (row: T) => boolean): ComputedRef<T | undefined> {
  const place = ref(0)
  watch(() => rows().findIndex(isOpened), (found) => { if (found >= 0) place.value = found }, { immediate: true })
  return computed(() => {
    const list = rows()
    return [...list.slice(place.value), ...list.slice(0, place.value)].find(row => !isOpened(row) && waits(row))
  })
}
