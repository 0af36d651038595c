import { onBeforeUnmount, onMounted, ref } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'

const PAUSE_MS = 250

/**
 * Whether what is edited differs from what is saved. It is compared as text a moment after `touch`, not by watching a thousand
 * rows. Before the page is left with something unsaved, `asking` is true until `answer`.
 */
export function useDirty(text: () => string) {
  const dirty = ref(false)
  const asking = ref(false)
  let saved = text()
  let timer: ReturnType<typeof setTimeout> | undefined
  let decide: ((leave: boolean) => void) | undefined
  let free = false

  const compare = () => {
    clearTimeout(timer)
    dirty.value = text() !== saved
    return dirty.value
  }
  function touch() {
    clearTimeout(timer)
    timer = setTimeout(compare, PAUSE_MS)
  }
  function settle() {
    clearTimeout(timer)
    saved = text()
    dirty.value = false
  }

  function mayLeave(): boolean | Promise<boolean> {
    if (free || !compare()) return true
    asking.value = true
    return new Promise((resolve) => { decide = resolve })
  }
  function answer(leave: boolean) {
    asking.value = false
    decide?.(leave)
    decide = undefined
  }
  onBeforeRouteLeave(mayLeave)
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave())

  const beforeUnload = (event: BeforeUnloadEvent) => { if (!free && compare()) event.preventDefault() }
  onMounted(() => addEventListener('beforeunload', beforeUnload))
  onBeforeUnmount(() => {
    clearTimeout(timer)
    removeEventListener('beforeunload', beforeUnload)
  })
  /** What is left is gone, or saved elsewhere: nobody is asked any more. */
  const release = () => { free = true }
  return { dirty, asking, touch, compare, settle, answer, release }
}
