import type { Ref } from 'vue'
import { computed, nextTick, onBeforeUnmount, onMounted, ref } from 'vue'

/** Rows above and below the window that are there as well: scrolling by wheel shows no gap. */
const OVERSCAN = 8

/**
 * Only the rows in sight exist: of a thousand some thirty. `box` scrolls; all rows are `height` px high, below a heading that
 * stays. `above` and `below` are the px of those that don't exist.
 */
export function useRows(box: Ref<HTMLElement | undefined>, count: () => number, height: number, heading: number) {
  const top = ref(0)
  const room = ref(600)
  const first = computed(() => Math.max(0, Math.min(Math.floor(top.value / height) - OVERSCAN, count() - 1)))
  const last = computed(() => Math.min(count(), Math.ceil((top.value + room.value) / height) + OVERSCAN))
  const measure = () => {
    top.value = box.value?.scrollTop ?? 0
    room.value = box.value?.clientHeight || 600
  }
  let observer: ResizeObserver | undefined
  onMounted(() => {
    observer = new ResizeObserver(measure)
    observer.observe(box.value!)
  })
  onBeforeUnmount(() => observer?.disconnect())

  /** Brings a row into sight; it exists afterwards. */
  async function show(row: number) {
    const element = box.value
    if (!element) return
    const [from, to] = [row * height, (row + 1) * height]
    if (from < element.scrollTop) element.scrollTop = from
    else if (to + heading > element.scrollTop + element.clientHeight) element.scrollTop = to + heading - element.clientHeight
    measure()
    await nextTick()
  }
  return { first, last, above: computed(() => first.value * height), below: computed(() => Math.max(0, count() - last.value) * height), measure, show }
}
