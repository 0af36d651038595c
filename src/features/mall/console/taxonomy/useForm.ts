import type { Ref } from 'vue'
import { computed, ref, watch } from 'vue'

/**
 * What somebody types about a thing that others may change meanwhile. As long as nothing was typed the form follows the thing; then it
 * keeps what it began with, and its version: saving it is refused when a colleague was faster. A new version of the same words is no change.
 */
export function useForm<T extends { version: number }, F extends object>(thing: () => T, pick: (thing: T) => F): { fields: Ref<F>, version: Ref<number>, dirty: Readonly<Ref<boolean>>, reset: () => void } {
  const same = (a: F, b: F) => JSON.stringify(a) === JSON.stringify(b)
  const begun = ref(pick(thing())) as Ref<F>
  const fields = ref(pick(thing())) as Ref<F>
  const version = ref(thing().version)
  const dirty = computed(() => !same(fields.value, begun.value))

  function reset() {
    begun.value = pick(thing())
    fields.value = pick(thing())
    version.value = thing().version
  }

  watch(thing, (next) => {
    if (!dirty.value) reset()
    else if (same(pick(next), begun.value)) version.value = next.version
  })
  return { fields, version, dirty, reset }
}
