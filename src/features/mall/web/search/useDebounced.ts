import type { MaybeRefOrGetter, Ref } from 'vue'
import { onUnmounted, ref, toValue, watch } from 'vue'

/** The value once it has been still for so long. */
export function useDebounced<T>(value: MaybeRefOrGetter<T>, ms: number): Readonly<Ref<T>> {
  const settled = ref(toValue(value)) as Ref<T>
  let timer: number | undefined
  watch(() => toValue(value), (next) => {
    clearTimeout(timer)
    timer = window.setTimeout(() => { settled.value = next }, ms)
  })
  onUnmounted(() => clearTimeout(timer))
  return settled
}
